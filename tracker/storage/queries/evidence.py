"""Evidence and resolutions of claims."""

from typing import Any

from tracker.errors import NotFound
from tracker.storage.connection import Connection, first, is_id


def of_claim(connection: Connection, claim_id: int) -> list[dict[str, Any]]:
    """Return all evidence on a claim, oldest first, with what no longer counts."""
    return connection.rows(
        "SELECT * FROM evidence_list WHERE claim_id = :claim_id ORDER BY observed_on, id",
        {"claim_id": claim_id},
    )


def listed(connection: Connection) -> list[dict[str, Any]]:
    """Return all evidence on all claims that were not withdrawn, oldest first."""
    return connection.rows(
        "SELECT e.* FROM evidence_list e JOIN claims c ON c.id = e.claim_id "
        "WHERE c.withdrawn_because IS NULL ORDER BY e.observed_on, e.id"
    )


def get(connection: Connection, evidence_id: int) -> dict[str, Any]:
    """Return one piece of evidence. Raises NotFound."""
    found = first(connection, "SELECT * FROM evidence_list WHERE id = :id", {"id": evidence_id})
    if found is None:
        raise NotFound(
            f"there is no evidence {evidence_id}: `tracker evidence list` shows what there is"
        )
    return found


def named(connection: Connection, claim_id: int, name: str) -> dict[str, Any]:
    """Return the evidence on a claim that goes by a key or an id. Raises NotFound."""
    found = connection.rows(
        "SELECT * FROM evidence_list WHERE claim_id = :claim_id AND (key = :name OR id = :id) "
        "ORDER BY CASE WHEN key = :name THEN 0 ELSE 1 END",
        {"claim_id": claim_id, "name": name, "id": int(name) if is_id(name) else None},
    )
    if not found:
        raise NotFound(
            f"claim {claim_id} has no evidence {name!r}: "
            f"`tracker evidence list {claim_id}` shows what there is"
        )
    return found[0]


def standing_resolution(connection: Connection, claim_id: int) -> dict[str, Any] | None:
    """Return the resolution of a claim that stands, `not-yet` too, or None."""
    return first(
        connection,
        "SELECT * FROM standing_resolution WHERE claim_id = :claim_id",
        {"claim_id": claim_id},
    )


def last_resolution(connection: Connection, claim_id: int) -> dict[str, Any] | None:
    """Return the newest resolution of a claim that counts, or None."""
    return first(
        connection,
        "SELECT * FROM counting_resolution WHERE claim_id = :claim_id ORDER BY id DESC LIMIT 1",
        {"claim_id": claim_id},
    )


def resolution(connection: Connection, resolution_id: int) -> dict[str, Any]:
    """Return a resolution that counts, by its id."""
    return connection.rows(
        "SELECT * FROM counting_resolution WHERE id = :id", {"id": resolution_id}
    )[0]


def verdicts(connection: Connection, claim_id: int) -> list[dict[str, Any]]:
    """Return what judges said of how a claim came out, oldest first, reopened ones left out.

    `settled_by` is the id of the resolution that settled a conflict after it, or None.
    """
    return connection.rows(
        "SELECT r.id, r.outcome, r.resolved_on, r.because, r.settles, r.recorded_at, "
        "coalesce(p.name, r.recorded_by) AS judge, "
        "(SELECT min(s.id) FROM resolutions s WHERE s.claim_id = r.claim_id AND s.settles = 1 "
        "AND s.reopened_because IS NULL AND s.id > r.id) AS settled_by "
        "FROM resolutions r LEFT JOIN people p ON p.id = r.judge_id "
        "WHERE r.claim_id = :claim_id AND r.reopened_because IS NULL AND r.outcome <> 'not-yet' "
        "ORDER BY r.id",
        {"claim_id": claim_id},
    )


def citations(connection: Connection, resolution_id: int) -> list[int]:
    """Return the ids of the evidence that a resolution rests on."""
    return [
        int(row[0])
        for row in connection.tuples(
            "SELECT evidence_id FROM citations WHERE resolution_id = :id ORDER BY evidence_id",
            {"id": resolution_id},
        )
    ]
