"""The journal's entries as a history: of one claim, or of the whole ledger."""

from collections.abc import Iterator

from tracker.storage import journal
from tracker.storage.connection import Connection


def of_claim(connection: Connection, claim_id: int) -> Iterator[journal.Entry]:
    """Stream the entries that are about a claim, oldest first."""
    return map(
        journal.made,
        connection.tuples(
            f"SELECT {journal.COLUMNS} FROM journal WHERE sequence IN "
            "(SELECT sequence FROM journal_subjects WHERE claim_id = :claim_id) ORDER BY sequence",
            {"claim_id": claim_id},
        ),
    )


def latest(connection: Connection, limit: int) -> list[journal.Entry]:
    """Return the newest entries, newest first."""
    return [
        journal.made(row)
        for row in connection.tuples(
            f"SELECT {journal.COLUMNS} FROM journal ORDER BY sequence DESC LIMIT :limit",
            {"limit": limit},
        )
    ]
