"""The journal's entries as a history: of one claim, or of the whole ledger."""

from collections.abc import Collection, Iterator

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


_NAMES = {
    "people": "name",
    "sources": "key",
    "settings": "name",
    "claim_tags": "tag",
    "claim_links": "relation",
}
_POINTS_AT = {
    "owner_id": "people",
    "reporter_id": "people",
    "judge_id": "people",
    "person_id": "people",
    "merged_into_id": "people",
    "source_id": "sources",
}


def table_pointed_at(column: str) -> str | None:
    """Return the table whose rows a column names, where these have names that a user knows."""
    return _POINTS_AT.get(column)


def names(connection: Connection, ops: Collection[journal.Op]) -> dict[tuple[str, int], str]:
    """Return what rows are called that these ops change or point at, by table and id."""
    wanted: dict[str, set[int]] = {}
    for kind, table, *rest in ops:
        if kind != "update":
            continue
        if table in _NAMES:
            wanted.setdefault(table, set()).add(rest[0])
        for column, cell in rest[1].items():
            if column in _POINTS_AT:
                wanted.setdefault(_POINTS_AT[column], set()).update(filter(None, cell))
    found = {}
    for table, ids in wanted.items():
        for row_id in ids:
            sql = f"SELECT {_NAMES[table]} FROM {table} WHERE id = :id"
            for (name,) in connection.tuples(sql, {"id": row_id}):
                found[table, row_id] = str(name)
    return found


def latest(connection: Connection, limit: int) -> list[journal.Entry]:
    """Return the newest entries, newest first."""
    return [
        journal.made(row)
        for row in connection.tuples(
            f"SELECT {journal.COLUMNS} FROM journal ORDER BY sequence DESC LIMIT :limit",
            {"limit": limit},
        )
    ]
