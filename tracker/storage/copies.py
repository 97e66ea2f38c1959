"""Copies of a SQLite ledger: backed up while it is in use, restored, checked."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tracker import clock
from tracker.errors import Conflict, StorageError
from tracker.storage import full_text, journal, verification, views
from tracker.storage.connection import Connection, Database
from tracker.storage.journal import Head
from tracker.storage.sqlite import (
    SqliteConnection,
    SqliteFile,
    connect,
    database_said_clearly,
    said_clearly,
)
from tracker.storage.version import HEAD

_DAMAGED = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
"""What SQLite says of a file that it cannot read as a ledger: a table or a page is not there."""


class Restored(NamedTuple):
    """What a restore did: the head of the ledger now, and where the replaced file was kept."""

    head: Head
    ledger_id: str
    kept: Path | None


def file_of(database: Database) -> Path:
    """Return the file of a ledger. Raises StorageError for a server's database."""
    if not isinstance(database, SqliteFile):
        raise StorageError(
            f"{database.name} is a server's database: use the server's own tools (pg_dump) for it"
        )
    return Path(database.path)


def backup(database: Database, to: Path) -> Head:
    """Copy a ledger that may be in use into a new file, verify the copy, and return its head.

    Raises Conflict when the file is there already.
    """
    path = file_of(database)
    if to.exists():
        raise Conflict(f"{to} is there already: name a new file")
    growing = to.with_name(f".{to.name}.{os.getpid()}.new")
    with database.read(), said_clearly(str(to)):
        os.close(os.open(growing, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            with database_said_clearly(str(path)):
                copy_into(path, growing)
                head = _whole(growing, str(path))[0]
            os.link(growing, to)
        except FileExistsError as problem:
            raise Conflict(f"{to} is there already: name a new file") from problem
        finally:
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{growing}{suffix}").unlink(missing_ok=True)
    return head


def copy_into(path: Path, to: Path) -> None:
    """Copy a SQLite file, writers or not, by SQLite's own means.

    All in one step: between two, a writer would make it begin anew, again and again.
    """
    with closing(connect(path)) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = WAL")


def restore(database: Database, backup_file: Path, *, force: bool = False) -> Restored:
    """Put a backup in a ledger's place; what it replaces is kept beside it.

    Writers wait meanwhile, and go on in what was restored. Refuses, unless `force`, to replace a
    ledger that has entries which the backup lacks, or another ledger. Raises Conflict,
    StorageError.
    """
    path = file_of(database)
    if not backup_file.is_file():
        raise StorageError(f"{backup_file} is no file: name a backup of a ledger")
    growing = path.with_name(f".{path.name}.{os.getpid()}.new")
    with said_clearly(str(backup_file)):
        _refuse_foreign(backup_file)
    with said_clearly(str(path)):
        os.close(os.open(growing, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            with database_said_clearly(str(backup_file)):
                copy_into(backup_file, growing)
                head, ledger_id = _whole(growing, str(backup_file))
            kept = _put_in_place(path, growing, force=force)
        finally:
            for suffix in ("", "-wal", "-shm", "-journal"):
                Path(f"{growing}{suffix}").unlink(missing_ok=True)
    return Restored(head, ledger_id, kept)


def _put_in_place(path: Path, growing: Path, *, force: bool) -> Path | None:
    """Bring a verified copy of a backup into the ledger's place; return where the old one is."""
    if not path.exists() or not path.stat().st_size:
        growing.replace(path)
        return None
    kept = path.with_name(f"{path.name}.replaced-{clock.now():%Y%m%dT%H%M%S%f}")
    try:
        with closing(SqliteFile(str(path)).open_as_it_is()) as live:
            live.execute("ATTACH DATABASE ? AS backup", (str(growing),))
            live.execute("BEGIN IMMEDIATE")
            try:
                if not force:
                    _refuse_newer(SqliteConnection(live), growing, path)
                _keep(path, kept)
                _replace_rows(live)
                live.execute("COMMIT")
            except BaseException:
                live.execute("ROLLBACK")
                raise
    except (sqlite3.DatabaseError, StorageError) as problem:
        if not force or getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) not in _DAMAGED:
            raise
        _keep(path, kept, as_bytes=True)
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        growing.replace(path)
    return kept


def _replace_rows(live: sqlite3.Connection) -> None:
    """Replace the rows of every table by those of the attached backup, the journal's too.

    Views and guards are made anew as the backup has them, and triggers that are not its own go.
    """
    for (name,) in live.execute(f"{_DEFINED.format('main')} 'trigger'").fetchall():
        live.execute(f'DROP TRIGGER main."{name}"')
    made = live.execute(
        "SELECT type, name, sql FROM backup.sqlite_master WHERE type IN ('view', 'trigger') "
        "ORDER BY rowid"
    ).fetchall()
    for kind, name, _ in made:
        if kind == "view":
            live.execute(f"DROP VIEW IF EXISTS main.{name}")
    tables = live.execute("SELECT name FROM backup.sqlite_master WHERE type = 'table'").fetchall()
    full_text.drop(SqliteConnection(live))
    for (table,) in tables:
        if table.startswith(full_text.TABLE):
            continue
        columns = ", ".join(
            column[1] for column in live.execute(f"PRAGMA backup.table_info({table})")
        )
        live.execute(f"DELETE FROM main.{table}")
        live.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM backup.{table}")
    for _, _, sql in made:
        live.execute(sql)
    full_text.make_if_it_pays(SqliteConnection(live))


_DEFINED = "SELECT name FROM {}.sqlite_master WHERE type ="


def _keep(path: Path, kept: Path, *, as_bytes: bool = False) -> None:
    """Copy the file that will be replaced beside it; as it lies there if SQLite cannot read it."""
    kept.unlink(missing_ok=True)
    os.close(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    if as_bytes:
        kept.write_bytes(path.read_bytes())
    else:
        copy_into(path, kept)


def _refuse_foreign(file: Path) -> None:
    with closing(SqliteFile(str(file)).open_as_it_is()) as raw:
        version = str(raw.execute("SELECT version_num FROM alembic_version").fetchone()[0])
        if version != HEAD:
            raise StorageError(
                f"{file} has the schema {version}: open it once with `tracker --db {file} db "
                "info`, which upgrades it, then restore it"
            )


def _refuse_newer(live: Connection, backup_file: Path, path: Path) -> None:
    """Raise Conflict when the ledger has entries that the backup has not."""
    now, name = journal.head(live), journal.ledger_id(live)
    with closing(connect(backup_file)) as raw:
        copy = SqliteConnection(raw)
        if journal.ledger_id(copy) != name:
            raise Conflict(
                f"{path} is another ledger than the backup: --force replaces it and keeps a copy"
            )
        if verification.entry_with_hash(copy, now.hash) is None:
            raise Conflict(
                f"{path} has entries that the backup lacks (up to {now.sequence}): "
                "--force replaces it and keeps a copy"
            )


def _whole(file: Path, name: str) -> tuple[Head, str]:
    """Return a copy's head and ledger. Raises StorageError for a copy that is not whole."""
    with closing(connect(file)) as raw:
        found = next(iter(_problems(SqliteConnection(raw))), None)
        if found is not None:
            raise StorageError(f"{name} is not whole: {found}")
        copy = SqliteConnection(raw)
        return journal.head(copy), journal.ledger_id(copy)


def check(database: Database, seen: Head | None = None) -> list[str]:
    """Return all that is wrong with a ledger's file: pages, references, views, journal.

    `seen` is a head known from before.
    """
    with database.read() as connection:
        return list(_problems(connection, seen, is_sqlite=isinstance(database, SqliteFile)))


def _problems(
    connection: Connection, seen: Head | None = None, *, is_sqlite: bool = True
) -> Iterator[str]:
    if is_sqlite:
        for (said,) in connection.tuples("PRAGMA integrity_check(10)"):
            if said != "ok":
                yield f"integrity: {said}"
        for row in connection.rows("PRAGMA foreign_key_check"):
            yield f"references: {row['table']} row {row['rowid']} belongs to no {row['parent']}"
        yield from _changed_definitions(connection)
    found = verification.verify(connection, seen)
    for mismatch in found.mismatches:
        yield f"journal: {mismatch}"


def _changed_definitions(connection: Connection) -> Iterator[str]:
    """Name the views that are not as this program makes them, and guards that are gone."""
    live = dict(connection.tuples("SELECT name, sql FROM sqlite_master WHERE type = 'view'"))
    for name, query in views.VIEWS.items():
        if live.get(name) != views.definition(name, query):
            yield f"views: {name} is not as it was made"
    triggers = dict(connection.tuples("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    for name, sql in views.GUARDS.items():
        if " ".join(triggers.pop(name, "").split()) != sql:
            yield f"journal: the guard {name} is not as it was made"
    for name in triggers:
        yield f"triggers: {name} is none of tracker's"
