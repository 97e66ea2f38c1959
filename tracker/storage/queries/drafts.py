"""Drafts: what was found in texts and awaits a decision, or had it."""

from collections.abc import Iterator
from typing import Any

from tracker.errors import NotFound
from tracker.storage.connection import Connection, first


def get(connection: Connection, draft_id: int) -> dict[str, Any]:
    """Return one draft. Raises NotFound."""
    found = first(connection, "SELECT * FROM draft_list WHERE id = :id", {"id": draft_id})
    if found is None:
        raise NotFound(
            f"there is no draft {draft_id}: `tracker inbox` lists those that await a decision"
        )
    return found


def listed(
    connection: Connection, source_id: int | None = None, *, pending: bool = True
) -> list[dict[str, Any]]:
    """Return the drafts of one source or of all, best first; only those undecided if `pending`."""
    terms, values = ["1 = 1"], dict[str, Any]()
    if pending:
        terms.append("state = 'pending'")
    if source_id is not None:
        terms.append("source_id = :source_id")
        values["source_id"] = source_id
    return connection.rows(
        f"SELECT * FROM draft_list WHERE {' AND '.join(terms)} ORDER BY score DESC, id", values
    )


def recorded_words(connection: Connection) -> Iterator[tuple[int, str, str | None]]:
    """Stream what the ledger's claims state and in which words they were said.

    Each is a claim's id, a text, and the claim's deadline; withdrawn claims are left out.
    """
    yield from connection.tuples(
        "SELECT id, statement, deadline FROM claims WHERE withdrawn_because IS NULL ORDER BY id"
    )
    yield from connection.tuples(
        "SELECT c.id, f.quote, c.deadline FROM forecasts f JOIN claims c ON c.id = f.claim_id "
        "WHERE f.quote IS NOT NULL AND f.withdrawn_because IS NULL "
        "AND c.withdrawn_because IS NULL ORDER BY f.id"
    )


def recorded_spans(connection: Connection, source_id: int) -> list[tuple[int, int, int]]:
    """Return where in a source's text forecasts are quoted: start, end, and their claim's id."""
    return [
        (int(start), int(end), int(claim_id))
        for start, end, claim_id in connection.tuples(
            "SELECT f.quote_start, f.quote_end, c.id FROM forecasts f "
            "JOIN claims c ON c.id = f.claim_id "
            "WHERE f.quote_start IS NOT NULL AND f.quote_end IS NOT NULL "
            "AND f.withdrawn_because IS NULL AND c.withdrawn_because IS NULL "
            "AND coalesce(f.source_id, c.source_id) = :source_id ORDER BY f.id",
            {"source_id": source_id},
        )
    ]
