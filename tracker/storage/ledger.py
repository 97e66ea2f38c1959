"""The one door to the data: read in one consistent view, write in one change of the journal."""

import math
from collections.abc import Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import Any, Protocol

from tracker import clock, config
from tracker.errors import StorageError
from tracker.registry import load
from tracker.storage import journal
from tracker.storage.connection import Connection, first

CHUNK = 2_000
"""How many rows one entry of the journal holds at most."""


class Database(Protocol):
    """Where a ledger is kept: a SQLite file or a server's database."""

    @property
    def name(self) -> str:
        """What to call it in a sentence; never with a password."""
        ...

    @property
    def place(self) -> str:
        """Where it is, the same from wherever the program is called."""
        ...

    def read(self) -> AbstractContextManager[Connection]:
        """Give one consistent view in which nothing can be written."""
        ...

    def write(self) -> AbstractContextManager[Connection]:
        """Give a transaction that no other writer can enter."""
        ...

    def upgrade(self) -> tuple[str | None, str]:
        """Bring it to this program's schema; return the version before and after."""
        ...


class Ledger:
    """A ledger, who works on it, and the day that is taken as today."""

    def __init__(self, database: Database, *, author: str, today: date | None = None) -> None:
        self.database = database
        self.author = author
        self.warnings: list[str] = []
        self.given_today = today

    @contextmanager
    def read(self) -> Generator[Connection]:
        """Give one consistent view of the ledger, in which nothing can be written."""
        with self.database.read() as connection:
            yield connection

    @contextmanager
    def change(self, verb: str) -> Generator["Change"]:
        """Give one transaction that becomes one change in the journal, or none if nothing changed.

        When the block raises, nothing of it is kept.
        """
        with self.database.write() as connection:
            change = Change(connection, verb=verb, author=self.author)
            yield change
            change.close()
            ledger_id = "" if change.head is None else journal.ledger_id(connection)
        if change.head is not None:
            self.remember(ledger_id, change.head)

    def remember(self, ledger_id: str, head: journal.Head, *, reset: bool = False) -> None:
        """Keep the journal's head outside the ledger; where that fails, say so in `warnings`."""
        try:
            load("tracker.storage.heads:remember")(
                ledger_id, self.database.place, head, reset=reset
            )
        except OSError as problem:
            self.warnings.append(
                "the journal's head could not be kept outside the ledger "
                f"({problem.strerror or problem}): a cut-off journal would go unnoticed"
            )

    def today(self, connection: Connection) -> date:
        """Return the day taken as today: the one given, else the day in the ledger's time zone."""
        return self.given_today or clock.today(config.zone(self.zone_name(connection)))

    def zone_name(self, connection: Connection) -> str:
        """Return the name of the time zone in which the ledger's days begin and end."""
        return setting(connection, "timezone")


def open_ledger(place: str, *, author: str, today: date | None = None) -> Ledger:
    """Return the ledger at a path or a SQLAlchemy URL; a SQLite file is opened at first use."""
    path = place.removeprefix("sqlite:///") if place.startswith("sqlite:///") else place
    if "://" in path:
        database = load("tracker.storage.server:ServerDatabase")(path)
    else:
        database = load("tracker.storage.sqlite:SqliteFile")(path)
    return Ledger(database, author=author, today=today)


def setting(connection: Connection, name: str) -> str:
    """Return a setting's value: the one chosen for this ledger, else the default."""
    found = first(connection, "SELECT value FROM settings WHERE name = :name", {"name": name})
    return str(found["value"]) if found else config.SETTINGS[name].default


class Change:
    """One change: the rows that are written, and the journal entries that say so.

    `connection` reads what stands in the transaction so far. Everything that is written goes
    through `insert`, `update` and `delete`, for nothing else reaches the journal.
    """

    def __init__(self, connection: Connection, *, verb: str, author: str) -> None:
        self.connection = connection
        self.at = clock.stamp()
        self.author = author
        self.verb = verb
        self.about: dict[str, Any] = {}
        self._ops: list[journal.Op] = []
        self.head: journal.Head | None = None
        self._number: int | None = None
        self._last_ids: dict[str, int] = {}
        self._subjects: set[int] = set()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written yet."""
        return not self._ops and self._number is None

    def insert(self, table: str, **values: Any) -> int:
        """Write a new row and return its id. Columns that are not named are null."""
        row = {"id": self._next_id(table), **{k: v for k, v in values.items() if v is not None}}
        self._put(table, row)
        self._ops.append(["insert", table, row])
        self._note_subject(table, row)
        self._flush_full_chunk()
        return int(row["id"])

    def update(self, table: str, row_id: int, **values: Any) -> bool:
        """Change a row's columns; return whether any of them was different."""
        before = self.row(table, row_id)
        changed = {k: [before[k], v] for k, v in values.items() if before[k] != v}
        if not changed:
            return False
        _check({k: after for k, (_, after) in changed.items()})
        places = ", ".join(f"{column} = :{column}" for column in changed)
        self.connection.run(
            f"UPDATE {table} SET {places} WHERE id = :id",  # noqa: S608 - our own names
            {k: after for k, (_, after) in changed.items()} | {"id": row_id},
        )
        self._ops.append(["update", table, row_id, changed])
        self._note_subject(table, before)
        self._flush_full_chunk()
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Take a row out of its table, only ever to undo what wrote it; the journal keeps it."""
        row = {k: v for k, v in self.row(table, row_id).items() if v is not None}
        self.connection.run(f"DELETE FROM {table} WHERE id = :id", {"id": row_id})  # noqa: S608
        self._ops.append(["delete", table, row])
        self._note_subject(table, row)
        self._flush_full_chunk()

    def restore(self, table: str, row: Mapping[str, Any]) -> None:
        """Put back a row that an undo took out, under its own id."""
        self._put(table, row)
        self._ops.append(["insert", table, dict(row)])
        self._note_subject(table, row)
        self._flush_full_chunk()

    def set_whole(self, table: str, row: Mapping[str, Any]) -> None:
        """Set a row to these columns and journal all of it, not only what is different."""
        _check(row)
        places = ", ".join(f"{column} = :{column}" for column in row if column != "id")
        self.connection.run(
            f"UPDATE {table} SET {places} WHERE id = :id",  # noqa: S608 - our own names
            row,
        )
        self._ops.append(["set", table, {k: v for k, v in row.items() if v is not None}])
        self._note_subject(table, row)
        self._flush_full_chunk()

    def row(self, table: str, row_id: int) -> dict[str, Any]:
        """Return a whole row by its id. Raises StorageError when there is none."""
        found = first(
            self.connection,
            f"SELECT * FROM {table} WHERE id = :id",  # noqa: S608 - our own names
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
            f"SELECT * FROM {table} WHERE {terms} ORDER BY id",  # noqa: S608 - our own names
            equal,
        )

    def keep(self, sha256: str, content: bytes, size: int) -> None:
        """Keep the compressed bytes of a file, once, under the SHA-256 of what it was."""
        known = first(
            self.connection,
            "SELECT size FROM attachments WHERE sha256 = :sha256",
            {"sha256": sha256},
        )
        if known is None:
            self._ops.append(["insert", "attachments", {"sha256": sha256, "size": size}])
            self.connection.run(
                "INSERT INTO attachments (sha256, size, content) VALUES (:sha256, :size, :content)",
                {"sha256": sha256, "size": size, "content": content},
            )

    def close(self) -> None:
        """Write what is left of the journal's entries and the ids given out."""
        if self._ops:
            self._flush()
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

    def _put(self, table: str, row: Mapping[str, Any]) -> None:
        _check(row)
        names = ", ".join(row)
        places = ", ".join(f":{name}" for name in row)
        self.connection.run(
            f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608 - our own names
            row,
        )

    def _next_id(self, table: str) -> int:
        if table not in self._last_ids:
            found = first(
                self.connection, "SELECT last_id FROM counters WHERE name = :name", {"name": table}
            )
            self._last_ids[table] = int(found["last_id"]) if found else 0
        self._last_ids[table] += 1
        return self._last_ids[table]

    def _note_subject(self, table: str, row: Mapping[str, Any]) -> None:
        claim_id = row["id"] if table == "claims" else row.get("claim_id")
        if claim_id is not None:
            self._subjects.add(claim_id)

    def _flush_full_chunk(self) -> None:
        if len(self._ops) >= CHUNK:
            self._flush()

    def _flush(self) -> None:
        before = self.head or journal.head(self.connection)
        self.head = journal.append(
            self.connection,
            before,
            {**self.about, "ops": self._ops},
            change=self._number,
            recorded_at=self.at,
            author=self.author,
            verb=self.verb,
        )
        sequence = self.head.sequence
        self.connection.run_many(
            "INSERT INTO journal_subjects (claim_id, sequence) VALUES (:claim_id, :sequence)",
            [{"claim_id": claim_id, "sequence": sequence} for claim_id in sorted(self._subjects)],
        )
        self._number = self._number or sequence
        self._ops = []
        self._subjects = set()


def _check(row: Mapping[str, Any]) -> None:
    for column, value in row.items():
        if isinstance(value, float) and not math.isfinite(value):
            raise StorageError(f"{column} is no finite number")
