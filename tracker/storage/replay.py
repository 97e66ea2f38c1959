"""The tables as the journal adds them up, in a database of their own that is thrown away.

It lives in SQLite's temporary storage, so that a long journal needs no memory.
"""

import sqlite3
import zlib
from collections.abc import Generator, Iterable
from contextlib import closing, contextmanager
from typing import Any

from tracker.storage import derived, journal, views
from tracker.storage.connection import Connection
from tracker.storage.journal import Entry, Op
from tracker.storage.records import Record
from tracker.storage.sqlite import SqliteConnection

JOURNALLED = tuple(
    table.name
    for table in Record.metadata.sorted_tables
    if table.name not in {"journal", "counters", "attachments", *derived.DERIVED}
)
"""The tables that the journal adds up to, with what is derived from it."""

UNREADABLE = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    sqlite3.Error,
    zlib.error,
)
"""What an entry that the program did not write may raise."""

_KEEP = f"INSERT INTO journal ({journal.COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"


class Replay:
    """Tables under reconstruction: give it the entries in order."""

    def __init__(self, raw: sqlite3.Connection, source: Connection) -> None:
        self.connection = SqliteConnection(raw)
        self.last_ids: dict[str, int] = {}
        self.attachments: dict[str, int] = {}
        self.blanked_files: set[str] = set()
        """Those of the attachments that were redacted and not kept again."""
        self.schema = ""
        self.blanked: set[int] = set()
        """The entries without content, that a later one must name as redacted."""
        self._raw = raw
        self._source = source
        self._was: dict[int, list[Op]] | None = None
        self._subject_tables = {
            table.name for table in Record.metadata.sorted_tables if "claim_id" in table.c
        }
        for table in Record.metadata.sorted_tables:
            columns = ", ".join(
                f"{column.name} {column.type.compile()}" for column in table.columns
            )
            key = ", ".join(column.name for column in table.primary_key)
            raw.execute(f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({key}))")
            for index in table.indexes:
                named = ", ".join(column.name for column in index.columns)
                raw.execute(f"CREATE INDEX {index.name} ON {table.name} ({named})")

    def apply(self, entry: Entry) -> None:
        """Bring one entry into the tables. Raises one of UNREADABLE."""
        if entry.content:
            content = entry.opened()
            self.schema = content.get("schema", self.schema)
            self.blanked.discard(content.get("redacts", 0))
            ops = content.get("ops", [])
        else:
            self.blanked.add(entry.sequence)
            ops = self._blanked_ops(entry.sequence)
        subjects = {self._apply(op) for op in ops}
        self._note_subjects(entry.sequence, subjects)

    def keep(self, entry: Entry) -> None:
        """Keep an entry beside the tables, for their history."""
        self._raw.execute(_KEEP, entry)

    def _blanked_ops(self, sequence: int) -> list[Op]:
        """Return what an entry without content did, from the later one that redacted it."""
        if self._was is None:
            redacting = (entry.opened() for entry in journal.with_verb(self._source, "redact"))
            self._was = {one["redacts"]: one["was"] for one in redacting}
        return self._was.get(sequence, [])

    def _note_subjects(self, sequence: int, claims: Iterable[int | None]) -> None:
        self._raw.executemany(
            "INSERT INTO journal_subjects (claim_id, sequence) VALUES (?, ?)",
            [(claim_id, sequence) for claim_id in claims if claim_id is not None],
        )

    def _apply(self, op: Op) -> int | None:
        """Bring one row's change in; return the claim that it is about."""
        kind, table = op[0], op[1]
        if table == "attachments":
            self._keep_file(kind, **op[2])
            return None
        if kind == "update":
            return self._update(table, op[2], {c: after for c, (_, after) in op[3].items()})
        if kind == "set":
            return self._update(table, op[2], op[3])
        row: dict[str, Any] = op[2]
        if kind == "insert":
            self._insert(table, row)
        elif kind == "delete":
            self._raw.execute(f"DELETE FROM {table} WHERE id = :id", row)
        else:
            raise ValueError(f"an op of the kind {kind!r}")
        return self._subject(table, row)

    def _keep_file(self, kind: str, *, sha256: str, size: int) -> None:
        self.attachments[sha256] = size
        if kind == "blank":
            self.blanked_files.add(sha256)
        else:
            self.blanked_files.discard(sha256)

    def _insert(self, table: str, row: dict[str, Any]) -> None:
        names = ", ".join(row)
        places = ", ".join(f":{name}" for name in row)
        self._raw.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", row)
        self.last_ids[table] = max(self.last_ids.get(table, 0), row["id"])

    def _update(self, table: str, row_id: int, after: dict[str, Any]) -> int | None:
        places = ", ".join(f"{column} = :{column}" for column in after)
        done = self._raw.execute(
            f"UPDATE {table} SET {places} WHERE id = :id", {**after, "id": row_id}
        )
        if not done.rowcount:
            raise LookupError(f"{table} has no row {row_id}")
        if table == "claims":
            return row_id
        if table not in self._subject_tables:
            return None
        found = self._raw.execute(f"SELECT claim_id FROM {table} WHERE id = ?", (row_id,))
        return self._subject(table, {"claim_id": found.fetchone()[0]})

    def _subject(self, table: str, row: dict[str, Any]) -> int | None:
        claim_id = row["id"] if table == "claims" else row.get("claim_id")
        return None if claim_id is None else int(claim_id)

    def finish(self) -> None:
        """Make the views, and what is kept beside the truth, so that reports can read both."""
        views.make(self.connection)
        derived.rebuild(self.connection)


@contextmanager
def replay(source: Connection) -> Generator[Replay]:
    """Give empty tables to replay the entries of `source` into."""
    with closing(sqlite3.connect("", isolation_level=None, cached_statements=512)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("PRAGMA journal_mode = OFF")
        raw.execute("BEGIN")
        yield Replay(raw, source)
