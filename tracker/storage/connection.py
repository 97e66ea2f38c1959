"""What the rest of storage asks of an open database, whichever it is.

SQL is written once for SQLite and PostgreSQL, with parameters named as `:name`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NoReturn, Protocol

from tracker.errors import StorageError

MAX_ID_DIGITS = 18
STREAM_ROWS = 5_000
"""So many rows come from a server at once."""

Values = Mapping[str, Any]
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


class Connection(Protocol):
    """An open database inside a transaction."""

    @property
    def is_sqlite(self) -> bool:
        """Whether it is SQLite's, for the few things that every database does in its own way."""
        ...

    def rows(self, sql: str, values: Values | None = None) -> list[dict[str, Any]]:
        """Return all rows of a query, each by column name."""
        ...

    def tuples(self, sql: str, values: Values | None = None) -> Iterator[tuple[Any, ...]]:
        """Stream the rows of a query, for work on many."""
        ...

    def run(self, sql: str, values: Values | None = None) -> None:
        """Run a statement that returns nothing."""
        ...

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run a statement once a row."""
        ...

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Write many new rows of a table, each with the same columns."""
        ...


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


class ReadOnly:
    """What a `Connection` writes with, all of it refused: this one was opened to be read."""

    is_sqlite = False

    def run(self, _sql: str, _values: Values | None = None) -> None:
        """Refuse."""
        _refuse()

    def run_many(self, _sql: str, _rows: Iterable[Values]) -> None:
        """Refuse."""
        _refuse()

    def insert_many(self, _table: str, _columns: Any, _rows: Any) -> None:
        """Refuse."""
        _refuse()


def _refuse() -> NoReturn:
    raise StorageError("this was opened to be read: nothing can be written to it")


def first(connection: Connection, sql: str, values: Values | None = None) -> dict[str, Any] | None:
    """Return a query's first row, or None."""
    rows = connection.rows(sql, values)
    return rows[0] if rows else None


def is_id(name: str) -> bool:
    """Tell whether a name that a user typed is a row's number, and one that a database can hold."""
    return name.isascii() and name.isdigit() and len(name) <= MAX_ID_DIGITS


def lowered(text: str) -> str:
    """Return a text as `lower()` of a column makes it on every database: A to Z alone."""
    return text.translate(_LOWER)


def like_escaped(text: str) -> str:
    """Return a text to be found as it is by `LIKE … ESCAPE '!'`."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def refused(name: str, problem: Exception) -> StorageError:
    """Return what the server says as an error: a sentence on one line."""
    said = " ".join(str(getattr(problem, "orig", None) or problem).split())
    return StorageError(f"{name}: {said}; nothing was changed")
