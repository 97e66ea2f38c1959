"""One change of a ledger: the rows that are written, and the journal entries that say so."""

import math
from collections.abc import Mapping
from typing import Any

from tracker import clock
from tracker.errors import StorageError
from tracker.storage import derived, full_text, journal
from tracker.storage.connection import Connection, first

CHUNK = 2_000
"""How many rows one entry of the journal holds at most."""
_IN_BULK = ("sources", "people", "claims", "claim_tags", "forecasts", "resolutions")
"""Tables whose new rows wait to be written together; each points at rows of those before it."""
_OF_JOURNAL = ("journal", "journal_subjects")
_AT_ONCE = 10_000
"""So many rows that wait are enough: larger statements are no quicker."""
_POINTS_WITHIN = {"people": "merged_into_id", "claims": "condition_claim_id"}
"""Columns that point at rows of their own table, which must be there first."""


class Change:
    """One change: the rows that are written, and the journal entries that say so.

    `connection` reads what stands in the transaction so far. Everything that is written goes
    through `insert`, `update` and `delete`, for nothing else reaches the journal. New rows are
    written together, before anything is read; what is kept beside the truth is made anew at the
    end, in a large change for so many claims at once.
    """

    def __init__(self, connection: Connection, *, verb: str, author: str) -> None:
        self.stored = connection
        """Reads without writing first what waits: for those who know which rows these are."""
        self.at = clock.stamp()
        self.author = author
        self.verb = verb
        self.about: dict[str, Any] = {}
        self.is_told = False
        """Whether the journal is told of it even if it changes no row."""
        self.forgets = False
        """Whether a text must leave no trace, not even in an index."""
        self._ops: list[journal.Op] = []
        self.head: journal.Head | None = None
        """The place of the newest entry, once there is one."""
        self.ledger_id = ""
        self._number: int | None = None
        self._last_ids: dict[str, int] = {}
        self._subjects: set[int] = set()
        self._touched: set[int] = set()
        """Claims of which what is kept beside the truth is still as it was before."""
        self._waiting: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}

    @property
    def connection(self) -> Connection:
        """Read what stands in the transaction, all that this change has written included."""
        if self._waiting:
            self.write()
        return self.stored

    @property
    def number(self) -> int:
        """The change's number in the journal, once it is closed; 0 where nothing changed."""
        return self._number or 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not self._ops and self._number is None

    def insert(self, table: str, /, **values: Any) -> int:
        """Write a new row and return its id. Columns that are not named are null."""
        return self.insert_row(table, values)

    def insert_row(self, table: str, values: Mapping[str, Any]) -> int:
        """Write a new row that is at hand as one mapping, as `insert` does."""
        row_id = self._next_id(table)
        row = {k: v for k, v in values.items() if v is not None}
        row["id"] = row_id
        if table in _IN_BULK and _POINTS_WITHIN.get(table) not in row:
            self._wait(table, tuple(row), tuple(row.values()))
        else:
            self._put(table, row)
        self._note(["insert", table, row], row)
        return row_id

    def update(self, table: str, row_id: int, **values: Any) -> bool:
        """Change a row's columns; return whether any of them was different."""
        before = self.row(table, row_id)
        changed = {k: [before[k], v] for k, v in values.items() if before[k] != v}
        if not changed:
            return False
        _check({k: after for k, (_, after) in changed.items()})
        places = ", ".join(f"{column} = :{column}" for column in changed)
        self.connection.run(
            f"UPDATE {table} SET {places} WHERE id = :id",
            {k: after for k, (_, after) in changed.items()} | {"id": row_id},
        )
        self._note(["update", table, row_id, changed], before)
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Take a row out of its table, only ever to undo what wrote it; the journal keeps it."""
        row = {k: v for k, v in self.row(table, row_id).items() if v is not None}
        self.connection.run(f"DELETE FROM {table} WHERE id = :id", {"id": row_id})
        self._note(["delete", table, row], row)

    def restore(self, table: str, row: Mapping[str, Any]) -> None:
        """Put back a row that an undo took out, under its own id."""
        self._put(table, row)
        self._note(["insert", table, dict(row)], row)

    def overwrite(self, table: str, row: Mapping[str, Any], **values: Any) -> None:
        """Set columns of a row; the journal is not told what they were before."""
        _check(values)
        places = ", ".join(f"{column} = :{column}" for column in values)
        self.connection.run(
            f"UPDATE {table} SET {places} WHERE id = :id", {**values, "id": row["id"]}
        )
        self._note(["set", table, row["id"], values], row)

    def row(self, table: str, row_id: int) -> dict[str, Any]:
        """Return a whole row by its id. Raises StorageError when there is none."""
        found = first(
            self.connection,
            f"SELECT * FROM {table} WHERE id = :id",
            {"id": row_id},
        )
        if found is None:
            raise StorageError(f"{table} has no row {row_id}")
        return found

    def rows(self, table: str, **equal: Any) -> list[dict[str, Any]]:
        """Return the rows of a table whose columns have these values (None: null), by id."""
        terms = " AND ".join(
            f"{column} IS NULL" if value is None else f"{column} = :{column}"
            for column, value in equal.items()
        )
        return self.connection.rows(
            f"SELECT * FROM {table} WHERE {terms} ORDER BY id",
            equal,
        )

    def keep(self, sha256: str, content: bytes, size: int) -> None:
        """Keep the compressed bytes of a file, once, under the SHA-256 of what it was."""
        known = first(
            self.connection,
            "SELECT length(content) AS length FROM attachments WHERE sha256 = :sha256",
            {"sha256": sha256},
        )
        if known is not None and known["length"]:
            return
        self._ops.append(["insert", "attachments", {"sha256": sha256, "size": size}])
        self.connection.run(
            "INSERT INTO attachments (sha256, size, content) VALUES (:sha256, :size, :content)"
            if known is None
            else "UPDATE attachments SET content = :content WHERE sha256 = :sha256",
            {"sha256": sha256, "size": size, "content": content},
        )

    def blank_file(self, sha256: str, size: int) -> None:
        """Blank a file that is kept; it may be kept again."""
        self._ops.append(["blank", "attachments", {"sha256": sha256, "size": size}])
        self.connection.run(
            "UPDATE attachments SET content = :empty WHERE sha256 = :sha256",
            {"empty": b"", "sha256": sha256},
        )

    def close(self) -> None:
        """Write what is left of the journal's entries and the ids given out."""
        if self._ops or (self.is_told and self._number is None):
            self._flush()
        self._refresh()
        self._see_to_index()
        if self.head is not None:
            self.ledger_id = journal.ledger_id(self.connection)
        for table, last_id in self._last_ids.items():
            values = {"name": table, "last_id": last_id}
            if first(self.connection, "SELECT 1 FROM counters WHERE name = :name", values):
                self.connection.run(
                    "UPDATE counters SET last_id = :last_id WHERE name = :name", values
                )
            else:
                self.connection.run(
                    "INSERT INTO counters (name, last_id) VALUES (:name, :last_id)", values
                )

    def _see_to_index(self) -> None:
        """Make the index of texts where it pays by now, or where a text must be forgotten."""
        if full_text.is_there(self.stored):
            if self.forgets:
                full_text.drop(self.connection)
                full_text.make(self.connection)
        elif self._last_ids.get("claims", 0) >= full_text.PAYS_FROM:
            full_text.make_if_it_pays(self.connection)

    def write(self) -> None:
        """Write the rows that wait, those first at which others may point."""
        waiting, self._waiting = self._waiting, {}
        order = (*_IN_BULK, *_OF_JOURNAL)
        for (table, columns), rows in sorted(
            waiting.items(), key=lambda item: order.index(item[0][0])
        ):
            self.stored.insert_many(table, columns, rows)

    def _wait(self, table: str, columns: tuple[str, ...], row: tuple[Any, ...]) -> None:
        self._waiting.setdefault((table, columns), []).append(row)

    def _put(self, table: str, row: Mapping[str, Any]) -> None:
        _check(row)
        names = ", ".join(row)
        places = ", ".join(f":{name}" for name in row)
        self.connection.run(
            f"INSERT INTO {table} ({names}) VALUES ({places})",
            row,
        )

    def _next_id(self, table: str) -> int:
        if table not in self._last_ids:
            found = first(
                self.stored, "SELECT last_id FROM counters WHERE name = :name", {"name": table}
            )
            self._last_ids[table] = int(found["last_id"]) if found else 0
        self._last_ids[table] += 1
        return self._last_ids[table]

    def _note(self, op: journal.Op, row: Mapping[str, Any]) -> None:
        """Note what was done for the journal, and the claim that its row belongs to."""
        self._ops.append(op)
        claim_id = row["id"] if op[1] == "claims" else row.get("claim_id")
        if claim_id is not None:
            self._subjects.add(claim_id)
        if len(self._ops) >= CHUNK:
            self._flush()

    def _flush(self) -> None:
        before = self.head or journal.head(self.stored)
        entry = journal.next_entry(
            before,
            {**self.about, "ops": self._ops},
            change=self._number,
            recorded_at=self.at,
            author=self.author,
            verb=self.verb,
        )
        self.head = entry.place
        sequence = entry.sequence
        self._wait("journal", entry._fields, entry)
        for claim_id in sorted(self._subjects):
            self._wait("journal_subjects", ("claim_id", "sequence"), (claim_id, sequence))
        self._number = self._number or sequence
        self._ops = []
        self._touched |= self._subjects
        self._subjects = set()
        if sum(map(len, self._waiting.values())) >= _AT_ONCE:
            self.write()
        if len(self._touched) >= derived.MANY:
            self._refresh()

    def _refresh(self) -> None:
        derived.refresh(self.connection, self._touched)
        self._touched = set()


def _check(row: Mapping[str, Any]) -> None:
    """Refuse what no journal can hold; it does so too, for the many rows that are not looked at."""
    for column, value in row.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise StorageError(f"{column} is no finite number")
