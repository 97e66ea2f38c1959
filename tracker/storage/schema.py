"""Migrations: a new ledger is made by running all of them, an older one upgraded after a backup.

Only this module imports Alembic. Each upgrade is one transaction, and an entry in the journal.
"""

import os
import sqlite3
import uuid
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy
from alembic import command
from alembic.config import Config

from tracker import clock, config
from tracker.errors import StorageError
from tracker.storage import derived, journal, views
from tracker.storage.connection import Connection
from tracker.storage.server import SqlalchemyConnection
from tracker.storage.sqlite import BUSY_SECONDS, said_clearly
from tracker.storage.version import APPLICATION_ID, HEAD, refuse_newer


def create_file(path: Path) -> None:
    """Make a new ledger at `path`, whole or not at all; one that another made first is left alone.

    It is made beside its place under another name and then put there, so that no program ever sees
    half a ledger.
    """
    with said_clearly(str(path)):
        growing = path.with_name(f".{path.name}.{uuid.uuid4().hex}.new")
        os.close(os.open(growing, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            _fill(growing)
            if path.exists() and path.stat().st_size == 0:
                _replace_empty(path, growing)
            else:
                _put_new(path, growing)
        finally:
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{growing}{suffix}").unlink(missing_ok=True)


def _put_new(path: Path, growing: Path) -> None:
    """Give a whole new file its name, unless another program has made the ledger by now."""
    try:
        os.link(growing, path)
    except FileExistsError:
        return
    except OSError:
        # A disk without links, as sticks and shares are: the gap between look and rename is small.
        if not path.exists():
            growing.rename(path)


def upgrade_file(path: Path) -> None:
    """Bring an older ledger to HEAD in one transaction, after a copy of it was put beside it."""
    with said_clearly(str(path)):
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as raw:
            before = str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
            refuse_newer(before, str(path))
            if before == HEAD:
                return  # another program has done it by now
            kept = Path(f"{path}.before-{HEAD}-{clock.now():%Y%m%dT%H%M%S%f}")
            _copy(raw, kept)
        try:
            with _transaction(path) as connection:
                upgrade(connection)
                _refuse_broken(connection)
        except (sqlite3.DatabaseError, sqlalchemy.exc.SQLAlchemyError, StorageError) as problem:
            if isinstance(problem, sqlite3.OperationalError) and "locked" in str(problem):
                raise
            raise StorageError(
                f"{path} was not upgraded to schema {HEAD} ({problem}): it is as it was, "
                f"and a copy of it is {kept}"
            ) from problem


def _refuse_broken(connection: sqlalchemy.Connection) -> None:
    broken = SqlalchemyConnection(connection).rows("PRAGMA foreign_key_check")
    if broken:
        raise StorageError(f"{broken[0]['table']} has rows that belong to nothing")


def upgrade(connection: sqlalchemy.Connection) -> tuple[str | None, str]:
    """Bring the database of `connection` to HEAD inside its transaction.

    Returns the version before (None for a new ledger) and after. Writes the journal's first entry,
    which names the ledger, or one that records the upgrade.
    """
    ours = SqlalchemyConnection(connection)
    before = version_of(connection)
    if before == HEAD:
        return before, HEAD
    if before:
        refuse_newer(before, "this database")
        views.drop(ours)
    command.upgrade(_alembic(connection), HEAD)
    views.make(ours)
    derived.rebuild(ours)
    _record(ours, before)
    return before, HEAD


def downgrade(connection: sqlalchemy.Connection, version: str) -> None:
    """Take a database back to an older schema; for tests and for those who develop tracker."""
    views.drop(SqlalchemyConnection(connection))
    command.downgrade(_alembic(connection), version)


def version_of(connection: sqlalchemy.Connection) -> str | None:
    """Return the schema's version, None where there is no ledger yet."""
    if not sqlalchemy.inspect(connection).has_table("alembic_version"):
        return None
    found = SqlalchemyConnection(connection).rows("SELECT version_num FROM alembic_version")
    return str(found[0]["version_num"]) if found else None


def _record(connection: Connection, before: str | None) -> None:
    content = (
        {"ledger": str(uuid.uuid4()), "schema": HEAD}
        if before is None
        else {"schema": HEAD, "schema_before": before}
    )
    entry = journal.next_entry(
        journal.head(connection),
        content,
        change=None,
        recorded_at=clock.stamp(),
        author=config.user_name(),
        verb="create" if before is None else "upgrade",
    )
    connection.insert_many("journal", entry._fields, [entry])


def _fill(path: Path) -> None:
    with _transaction(path) as connection:
        upgrade(connection)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA journal_mode = WAL")


def _replace_empty(path: Path, made: Path) -> None:
    """Put the ledger `made` in the place of an empty file, unless another has done so by now."""
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        if path.stat().st_size == 0:
            made.replace(path)


def _copy(raw: sqlite3.Connection, to: Path) -> None:
    os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(to)) as copy:
        raw.backup(copy)


@contextmanager
def _transaction(path: Path) -> Generator[sqlalchemy.Connection]:
    """Give a write transaction on a SQLite file, with foreign keys off.

    With them on, a table that a migration makes anew would take its children's rows with it.
    """
    engine = sqlalchemy.create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None),
        poolclass=sqlalchemy.pool.NullPool,
    )

    @sqlalchemy.event.listens_for(engine, "begin")
    def _begin(connection: sqlalchemy.Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            yield connection
    except sqlalchemy.exc.DBAPIError as problem:
        if isinstance(problem.orig, sqlite3.Error):
            raise problem.orig from problem
        raise
    finally:
        engine.dispose()


def _alembic(connection: sqlalchemy.Connection) -> Config:
    settings = Config()
    folder = config.shipped_folder("migrations")
    settings.set_main_option("script_location", str(folder).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings
