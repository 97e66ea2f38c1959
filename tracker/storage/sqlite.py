"""A ledger in a SQLite file: opened, checked and locked as a ledger should be.

Every transaction begins explicitly, a writing one with BEGIN IMMEDIATE: a transaction that reads
first and writes later would fail, or fork the journal, as soon as two programs write at once.
"""

import os
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tracker.errors import StorageError
from tracker.registry import load
from tracker.storage.connection import Values
from tracker.storage.version import APPLICATION_ID, HEAD, refuse_newer

BUSY_SECONDS = 20.0
_CACHE_KIB = 32_768
"""What a writer may keep of the file in memory: an import writes all over its indexes."""


class SqliteConnection:
    """An open SQLite file, as `connection.Connection` describes it."""

    is_sqlite = True

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw

    def rows(self, sql: str, values: Values | None = None) -> list[dict[str, Any]]:
        """Return all rows of a query, each by column name."""
        cursor = self.raw.execute(sql, values or {})
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def tuples(self, sql: str, values: Values | None = None) -> Iterator[tuple[Any, ...]]:
        """Stream the rows of a query."""
        return iter(self.raw.execute(sql, values or {}))

    def run(self, sql: str, values: Values | None = None) -> None:
        """Run a statement."""
        self.raw.execute(sql, values or {})

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run a statement once a row."""
        self.raw.executemany(sql, rows)

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Write many new rows of a table."""
        places = ", ".join("?" * len(columns))
        self.raw.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)


class SqliteFile:
    """The file of a ledger; made when it is missing, upgraded when it is older."""

    def __init__(self, path: str) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """What to call this database in a sentence."""
        return self.path

    @property
    def place(self) -> str:
        """The file's own path, from the root."""
        return os.path.realpath(self.path)

    @contextmanager
    def read(self) -> Generator[SqliteConnection]:
        """Give one consistent view of the ledger, in which nothing can be written."""
        with self._open() as raw:
            raw.execute("PRAGMA query_only = ON")
            raw.execute("BEGIN")
            yield SqliteConnection(raw)

    @contextmanager
    def write(self) -> Generator[SqliteConnection]:
        """Give a transaction that holds the write lock; committed when the block ends well."""
        with self._open() as raw:
            raw.execute("PRAGMA foreign_keys = ON")
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            raw.execute("BEGIN IMMEDIATE")
            try:
                yield SqliteConnection(raw)
                raw.execute("COMMIT")
            except BaseException:
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
                raise

    def upgrade(self) -> tuple[str | None, str]:
        """Bring the file to this program's schema, as every opening does; see `schema`."""
        path = Path(self.path)
        before = None
        if path.is_file() and path.stat().st_size:
            with said_clearly(self.path), closing(connect(path)) as raw:
                before = _version(raw, self.path)
        with self._open():
            return before, HEAD

    def open_as_it_is(self) -> sqlite3.Connection:
        """Open a ledger's file without making or upgrading it; refuse what is no ledger."""
        raw = connect(Path(self.path))
        try:
            _version(raw, self.path)
        except BaseException:
            raw.close()
            raise
        return raw

    @contextmanager
    def _open(self) -> Generator[sqlite3.Connection]:
        with said_clearly(self.path):
            raw = self._connect()
        with closing(raw), database_said_clearly(self.path):
            yield raw

    def _connect(self) -> sqlite3.Connection:
        path = Path(self.path)
        if not path.exists() or (path.is_file() and path.stat().st_size == 0):
            load("tracker.storage.schema:create_file")(path)
        elif not path.is_file():
            raise StorageError(f"{path} is no file: name a SQLite file with --db")
        raw = connect(path)
        try:
            if _version(raw, self.path) == HEAD:
                return raw
            raw.close()
            load("tracker.storage.schema:upgrade_file")(path)
            return connect(path)
        except BaseException:
            raw.close()
            raise


def connect(path: Path) -> sqlite3.Connection:
    """Open an existing file: to write where the file and its folder let it, else to read.

    A read-only folder has no room for SQLite's own side files, so the file is then taken as one
    that nobody is changing.
    """
    mode = "mode=rw"
    if not os.access(path.absolute().parent, os.W_OK):
        mode = "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        cached_statements=256,
    )


def _version(raw: sqlite3.Connection, path: str) -> str:
    """Return the schema's version, and refuse what is no ledger or a newer one."""
    if raw.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StorageError(
            f"{path} is a SQLite database, but no tracker ledger: name another file with --db"
        )
    found = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    if found is None:
        raise StorageError(f"{path} is damaged, its schema is not named: restore a backup of it")
    version = str(found[0])
    refuse_newer(version, path)
    return version


@contextmanager
def said_clearly(path: str) -> Generator[None]:
    """Turn what SQLite and the file system say into a sentence about `path`."""
    try:
        with database_said_clearly(path):
            yield
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise StorageError(
            f"{path} cannot be made: the folder {Path(path).parent} does not exist"
        ) from problem
    except PermissionError as problem:
        raise StorageError(f"{path} may not be opened: {problem.strerror}") from problem


@contextmanager
def database_said_clearly(path: str) -> Generator[None]:
    """Turn what SQLite says into a sentence about `path`; other files may be open meanwhile."""
    try:
        yield
    except sqlite3.Error as problem:
        raise StorageError(_sentence(problem, path)) from problem


_SENTENCES = {
    "locked": "is locked by another program: try again when that is done",
    "readonly": "is read-only: nothing can be written to it",
    "is full": "cannot grow, for the disk is full: nothing was written",
    "not a database": "is no SQLite database: name another file with --db",
    "malformed": "is damaged: restore a backup of it",
    "no such table": "is damaged, it lacks a table: restore a backup of it",
    "no such column": "is damaged, it lacks a column: restore a backup of it",
    "unable to open": "cannot be opened: see that it and its folder may be read and written",
    "disk i/o": "cannot be read or written, says the disk: nothing was changed",
}


def _sentence(problem: sqlite3.Error, path: str) -> str:
    said = str(problem)
    for words, sentence in _SENTENCES.items():
        if words in said.lower():
            return f"{path} {sentence}"
    return f"{path}: {said}; nothing was changed"
