"""Links between claims: what hangs on what, and the forecasts on claims that are linked."""

from collections.abc import Iterator
from typing import Any

from tracker.storage.connection import Connection, first
from tracker.storage.queries.claims import Selection

_LINKED = (
    "SELECT l.id, l.claim_id, l.relation, l.other_id, c.key AS claim_key, o.key AS other_key "
    "FROM claim_links l JOIN claims c ON c.id = l.claim_id JOIN claims o ON o.id = l.other_id "
    "WHERE l.removed = 0"
)


def of_claim(connection: Connection, claim_id: int) -> list[dict[str, Any]]:
    """Return the links from and to a claim, with the keys of both."""
    return connection.rows(
        f"{_LINKED} AND (l.claim_id = :id OR l.other_id = :id) ORDER BY l.id", {"id": claim_id}
    )


def outgoing(connection: Connection, wanted: Selection) -> dict[int, list[dict[str, Any]]]:
    """Return the links from the selected claims to claims that were not withdrawn, by claim."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in connection.rows(
        f"{_LINKED} AND o.withdrawn_because IS NULL "
        f"AND l.claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted) ORDER BY l.id",
        wanted.values,
    ):
        found.setdefault(row["claim_id"], []).append(row)
    return found


def around(connection: Connection, wanted: Selection) -> dict[int, list[dict[str, Any]]]:
    """Return the links from and to the selected claims, withdrawn ones left out, by claim."""
    chosen = f"SELECT id FROM ({wanted.sql}) AS wanted"
    ids = {int(row[0]) for row in connection.tuples(wanted.sql, wanted.values)}
    found: dict[int, list[dict[str, Any]]] = {}
    for row in connection.rows(
        f"{_LINKED} AND c.withdrawn_because IS NULL AND o.withdrawn_because IS NULL "
        f"AND (l.claim_id IN ({chosen}) OR l.other_id IN ({chosen})) ORDER BY l.id",
        wanted.values,
    ):
        for claim_id in ids & {row["claim_id"], row["other_id"]}:
            found.setdefault(claim_id, []).append(row)
    return found


def find(
    connection: Connection, claim_id: int, relation: str, other_id: int
) -> dict[str, Any] | None:
    """Return the link between two claims, one that was taken off too; complements go both ways."""
    both = (
        " OR (claim_id = :other AND other_id = :claim AND relation = 'complement')"
        if relation == "complement"
        else ""
    )
    return first(
        connection,
        "SELECT * FROM claim_links WHERE relation = :relation "
        f"AND ((claim_id = :claim AND other_id = :other){both}) ORDER BY removed, id",
        {"relation": relation, "claim": claim_id, "other": other_id},
    )


def implied(connection: Connection, claim_id: int) -> set[int]:
    """Return the ids of all claims that a claim implies, by way of others too."""
    return {
        int(row[0])
        for row in connection.tuples(
            "WITH RECURSIVE reached(id) AS (SELECT other_id FROM claim_links "
            "WHERE claim_id = :id AND relation = 'implies' AND removed = 0 "
            "UNION SELECT l.other_id FROM claim_links l JOIN reached r ON l.claim_id = r.id "
            "WHERE l.relation = 'implies' AND l.removed = 0) SELECT id FROM reached",
            {"id": claim_id},
        )
    }


def standing(connection: Connection) -> list[dict[str, Any]]:
    """Return all links between claims of which none was withdrawn."""
    return connection.rows(
        f"{_LINKED} AND c.withdrawn_because IS NULL AND o.withdrawn_because IS NULL ORDER BY l.id"
    )


_LINKED_CLAIMS = (
    "SELECT claim_id FROM claim_links WHERE removed = 0 "
    "UNION SELECT other_id FROM claim_links WHERE removed = 0 "
    "UNION SELECT c.condition_claim_id FROM claims c JOIN claim_links l ON l.claim_id = c.id "
    "AND l.removed = 0 AND l.relation = 'conditional' WHERE c.condition_claim_id IS NOT NULL"
)


def claims(connection: Connection) -> dict[int, dict[str, Any]]:
    """Return the claims that are linked, and the conditions of conditional ones, by id."""
    return {
        row["id"]: row
        for row in connection.rows(
            "SELECT id, key, statement, deadline, outcome, resolved_on, condition_claim_id "
            "FROM claim_list WHERE withdrawn_because IS NULL "
            f"AND id IN ({_LINKED_CLAIMS}) ORDER BY id"
        )
    }


def forecasts(connection: Connection, owner_id: int | None) -> list[dict[str, Any]]:
    """Return the probabilities given on linked claims, by owner and claim, oldest first."""
    term = "" if owner_id is None else " AND owner_id = :owner_id"
    return connection.rows(
        "SELECT id, claim_id, owner, basis, probability, low, high, made_on FROM forecast_list "
        "WHERE withdrawn_because IS NULL AND probability IS NOT NULL "
        f"AND claim_id IN ({_LINKED_CLAIMS}){term} "
        "ORDER BY owner, claim_id, made_on, coalesce(made_at, ''), id",
        {} if owner_id is None else {"owner_id": owner_id},
    )


def dated(connection: Connection) -> Iterator[tuple[Any, ...]]:
    """Stream the yes-or-no claims that have a deadline, by deadline and id.

    Each with id, statement, criteria, condition, source, day said, opening and deadline.
    """
    return connection.tuples(
        "SELECT id, statement, criteria, condition, source_id, said_on, opens, deadline "
        "FROM claims WHERE kind = 'binary' AND type <> 'fact' AND deadline IS NOT NULL "
        "AND withdrawn_because IS NULL ORDER BY deadline, id"
    )
