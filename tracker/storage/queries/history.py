"""The journal's entries as a history: of one claim, or of the whole ledger."""

from collections.abc import Iterator

from tracker.storage import journal
from tracker.storage.connection import Connection


def of_claim(connection: Connection, claim_id: int) -> Iterator[journal.Entry]:
    """Stream the entries that are about a claim, oldest first."""
    return map(
        _entry,
        connection.tuples(
            f"SELECT {journal.COLUMNS} FROM journal WHERE sequence IN "  # noqa: S608 - a constant
            "(SELECT sequence FROM journal_subjects WHERE claim_id = :claim_id) ORDER BY sequence",
            {"claim_id": claim_id},
        ),
    )


def latest(connection: Connection, limit: int) -> list[journal.Entry]:
    """Return the newest entries, newest first."""
    return [
        _entry(row)
        for row in connection.tuples(
            f"SELECT {journal.COLUMNS} FROM journal ORDER BY sequence DESC LIMIT :limit",  # noqa: S608
            {"limit": limit},
        )
    ]


def _entry(row: tuple[object, ...]) -> journal.Entry:
    entry = journal.Entry._make(row)
    return entry._replace(content=bytes(entry.content))
