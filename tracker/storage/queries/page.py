"""What the page shows of claims beyond the export: what was withdrawn, retracted or superseded."""

from collections.abc import Sequence
from typing import Any

from tracker.storage.connection import Connection
from tracker.storage.queries.claims import Selection


def withdrawn_forecasts(
    connection: Connection, wanted: Selection
) -> dict[int, list[dict[str, Any]]]:
    """Return the withdrawn forecasts on the selected claims, oldest first, by claim."""
    return _by_claim(
        connection.rows(
            "SELECT * FROM forecast_list WHERE withdrawn_because IS NOT NULL "
            f"AND claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted) ORDER BY made_on, id",
            wanted.values,
        )
    )


def evidence(connection: Connection, wanted: Selection) -> dict[int, list[dict[str, Any]]]:
    """Return all evidence on the selected claims, oldest first, by claim."""
    return _by_claim(
        connection.rows(
            "SELECT * FROM evidence_list "
            f"WHERE claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted) ORDER BY observed_on, id",
            wanted.values,
        )
    )


def tags(connection: Connection) -> list[str]:
    """Return all tags that claims carry which were not withdrawn, in order."""
    return [
        str(tag)
        for (tag,) in connection.tuples(
            "SELECT DISTINCT t.tag FROM claim_tags t JOIN claims c ON c.id = t.claim_id "
            "WHERE t.removed = 0 AND c.withdrawn_because IS NULL ORDER BY t.tag"
        )
    ]


def _by_claim(rows: Sequence[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["claim_id"], []).append(row)
    return found
