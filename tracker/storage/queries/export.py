"""What is exported: claims page by page, with the evidence and the resolution of each."""

import zlib
from collections.abc import Iterator
from typing import Any

from tracker.storage.connection import Connection, first
from tracker.storage.queries.claims import Selection

PAGE = 500


def pages(
    connection: Connection, *, source_id: int | None, owner_id: int | None
) -> Iterator[Selection]:
    """Yield selections of at most PAGE claims, by id; none was withdrawn."""
    terms = ["c.withdrawn_because IS NULL", "c.id > :after"]
    values: dict[str, Any] = {}
    if source_id is not None:
        terms.append("c.source_id = :source_id")
        values["source_id"] = source_id
    if owner_id is not None:
        terms.append(
            "EXISTS (SELECT 1 FROM forecasts f WHERE f.claim_id = c.id AND f.owner_id = :owner_id "
            "AND f.withdrawn_because IS NULL)"
        )
        values["owner_id"] = owner_id
    where = " AND ".join(terms)
    page = f"SELECT c.id FROM claims c WHERE {where} ORDER BY c.id LIMIT {PAGE}"
    last = f"SELECT max(id) AS last FROM ({page}) AS page"
    sql = f"SELECT c.id FROM claims c WHERE {where} AND c.id <= :last ORDER BY c.id"
    after = 0
    while True:
        found = first(connection, last, values | {"after": after})
        if found is None or found["last"] is None:
            return
        yield Selection(sql, values | {"after": after, "last": found["last"]})
        after = int(found["last"])


def evidence(connection: Connection, wanted: Selection) -> dict[int, list[dict[str, Any]]]:
    """Return the evidence on the selected claims that was not retracted, by claim."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in connection.rows(
        "SELECT * FROM evidence_list WHERE retracted_because IS NULL "
        f"AND claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted) ORDER BY observed_on, id",
        wanted.values,
    ):
        found.setdefault(row["claim_id"], []).append(row)
    return found


def resolutions(connection: Connection, wanted: Selection) -> dict[int, dict[str, Any]]:
    """Return the resolution that stands of each selected claim, with what it rests on."""
    found: dict[int, dict[str, Any]] = {
        row["claim_id"]: row | {"evidence": []}
        for row in connection.rows(
            "SELECT * FROM standing_resolution "
            f"WHERE claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted)",
            wanted.values,
        )
    }
    _cite(connection, wanted, {row["id"]: row for row in found.values()})
    return found


def _cite(connection: Connection, wanted: Selection, by_id: dict[int, dict[str, Any]]) -> None:
    """Give resolutions on the selected claims the numbers of the evidence that they rest on."""
    for resolution_id, evidence_id in connection.tuples(
        "SELECT x.resolution_id, x.evidence_id FROM citations x "
        "JOIN evidence e ON e.id = x.evidence_id AND e.retracted_because IS NULL "
        f"WHERE e.claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted) ORDER BY x.evidence_id",
        wanted.values,
    ):
        if resolution_id in by_id:
            by_id[resolution_id]["evidence"].append(evidence_id)


def verdicts(connection: Connection, wanted: Selection) -> dict[int, list[dict[str, Any]]]:
    """Return what judges said of selected claims on which more than one did, oldest first."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in connection.rows(
        "SELECT * FROM counting_resolution WHERE outcome <> 'not-yet' "
        f"AND claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted) ORDER BY id",
        wanted.values,
    ):
        found.setdefault(row["claim_id"], []).append(row | {"evidence": []})
    several = {claim_id: rows for claim_id, rows in found.items() if len(rows) > 1}
    if several:
        _cite(connection, wanted, {row["id"]: row for rows in several.values() for row in rows})
    return several


def former_wordings(connection: Connection, wanted: Selection) -> dict[int, list[dict[str, Any]]]:
    """Return the wordings that the selected claims had before, oldest first, by claim."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in connection.rows(
        "SELECT claim_id, statement, criteria, condition, opens, deadline, deadline_text, "
        "deadline_basis, replaced_at FROM former_wordings "
        f"WHERE claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted) ORDER BY claim_id, version",
        wanted.values,
    ):
        found.setdefault(row.pop("claim_id"), []).append(row)
    return found


def conditions(connection: Connection, wanted: Selection) -> dict[int, int]:
    """Return on which claims the selected claims hang that were not withdrawn, by claim."""
    return {
        int(claim_id): int(condition_id)
        for claim_id, condition_id in connection.tuples(
            "SELECT c.id, k.id FROM claims c JOIN claims k ON k.id = c.condition_claim_id "
            "WHERE k.withdrawn_because IS NULL "
            f"AND c.id IN (SELECT id FROM ({wanted.sql}) AS wanted)",
            wanted.values,
        )
    }


def spans(connection: Connection, wanted: Selection) -> dict[int, tuple[int, int]]:
    """Return where the quotes of forecasts on the selected claims stand, by forecast."""
    return {
        int(forecast_id): (int(start), int(end))
        for forecast_id, start, end in connection.tuples(
            "SELECT id, quote_start, quote_end FROM forecasts "
            "WHERE quote_start IS NOT NULL AND quote_end IS NOT NULL "
            f"AND claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted)",
            wanted.values,
        )
    }


def urls(connection: Connection) -> dict[str, str]:
    """Return the addresses of sources, by key."""
    sql = "SELECT key, url FROM sources WHERE url IS NOT NULL"
    return {str(key): str(url) for key, url in connection.tuples(sql)}


def sources(connection: Connection) -> list[dict[str, Any]]:
    """Return the sources from which claims are that were not withdrawn, by key."""
    return connection.rows(
        "SELECT s.* FROM sources s WHERE EXISTS (SELECT 1 FROM claims c "
        "WHERE c.source_id = s.id AND c.withdrawn_because IS NULL) ORDER BY s.key"
    )


def people(connection: Connection, source_id: int) -> list[dict[str, Any]]:
    """Return those who forecast, report or judge on the claims from a source, by name."""
    return connection.rows(
        "SELECT p.id, p.name, p.kind, p.note FROM people p WHERE p.id IN ("
        "SELECT f.owner_id FROM forecasts f JOIN claims c ON c.id = f.claim_id "
        "WHERE c.source_id = :source_id AND f.withdrawn_because IS NULL "
        "UNION SELECT f.reporter_id FROM forecasts f JOIN claims c ON c.id = f.claim_id "
        "WHERE c.source_id = :source_id AND f.withdrawn_because IS NULL "
        "UNION SELECT r.judge_id FROM resolutions r JOIN claims c ON c.id = r.claim_id "
        "WHERE c.source_id = :source_id AND r.reopened_because IS NULL) ORDER BY p.name",
        {"source_id": source_id},
    )


def merged_names(connection: Connection) -> dict[int, list[str]]:
    """Return the names of people who were merged into another, by the other's id."""
    into = {
        int(person_id): (str(name), int(target))
        for person_id, name, target in connection.tuples(
            "SELECT id, name, merged_into_id FROM people WHERE merged_into_id IS NOT NULL "
            "ORDER BY name"
        )
    }
    found: dict[int, list[str]] = {}
    for name, person_id in into.values():
        last = person_id
        while last in into:
            last = into[last][1]
        found.setdefault(last, []).append(name)
    return found


def all_people(connection: Connection) -> list[dict[str, Any]]:
    """Return everybody who was not merged into another."""
    return connection.rows("SELECT id, name, kind, note FROM people WHERE merged_into_id IS NULL")


def content(connection: Connection, sha256: str) -> bytes | None:
    """Return the kept copy of a file, None where it was redacted."""
    sql = "SELECT content FROM attachments WHERE sha256 = :sha256"
    ((compressed,),) = connection.tuples(sql, {"sha256": sha256})
    return zlib.decompress(bytes(compressed)) if compressed else None


def revision(connection: Connection, claim_id: int) -> tuple[int, str]:
    """Return how many entries of the journal are about a claim, and the last one's instant."""
    ((number, at),) = connection.tuples(
        "SELECT count(*), max(j.recorded_at) FROM journal_subjects s "
        "JOIN journal j ON j.sequence = s.sequence WHERE s.claim_id = :claim_id",
        {"claim_id": claim_id},
    )
    return int(number), str(at)


_RARE = {
    "condition_claim": "SELECT 1 FROM claims WHERE condition_claim_id IS NOT NULL",
    "forecast_note": "SELECT 1 FROM forecasts WHERE note IS NOT NULL",
    "forecast_source": "SELECT 1 FROM forecasts WHERE source_id IS NOT NULL",
    "check_on": "SELECT 1 FROM resolutions WHERE check_on IS NOT NULL",
}


def has(connection: Connection) -> frozenset[str]:
    """Return which rarer fields occur in the ledger."""
    return frozenset(name for name, sql in _RARE.items() if first(connection, f"{sql} LIMIT 1"))


def without_forecast(connection: Connection) -> int:
    """Return how many claims have no forecast that counts."""
    found = connection.rows(
        "SELECT count(*) AS number FROM claims c WHERE c.withdrawn_because IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM forecasts f WHERE f.claim_id = c.id "
        "AND f.withdrawn_because IS NULL)"
    )
    return int(found[0]["number"])
