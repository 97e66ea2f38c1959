"""A PostgreSQL database, read by its driver alone: SQLAlchemy takes longer to start than to answer.

What an address may say besides the usual, other drivers, writing and upgrades are left to `server`.
"""

import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import cached_property, lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, quote_plus, unquote

from tracker.registry import extra, load
from tracker.storage.connection import STREAM_ROWS, Database, ReadOnly, Values, refused
from tracker.storage.version import refuse_other

if TYPE_CHECKING:
    import psycopg

_URL = re.compile(
    r"postgres(?:ql)?(?:\+psycopg)?://"
    r"(?:(?P<user>[\w.-]+)(?::(?P<password>[\w.~%!$*+,;=-]+))?@)?"
    r"(?P<host>[\w.-]+)?(?::(?P<port>[1-9]\d{0,4}))?"
    r"/(?P<dbname>[\w.-]+)(?:\?(?P<options>[\w.%/=&-]+))?",
    re.ASCII,
)
_OPTIONS = {"host", "port", "sslmode", "sslrootcert", "connect_timeout", "application_name"}
_SEVERAL = re.compile(r"[,:]")
"""What divides several hosts, or a host from its port."""
_PARAMETER = re.compile(r"(?<![:\w]):(\w+)(?!:)")
_BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


class Address(NamedTuple):
    """Where a database is: what its driver connects with, and how it is written."""

    given: Mapping[str, str]
    options: Mapping[str, str]

    @property
    def arguments(self) -> Mapping[str, str]:
        """What the driver is given."""
        return {**self.given, **self.options}

    @property
    def name(self) -> str:
        """The URL without the password, as SQLAlchemy writes it."""
        password = ":***" if "password" in self.given else ""
        user = f"{self.given['user']}{password}@" if "user" in self.given else ""
        port = f":{self.given['port']}" if "port" in self.given else ""
        where = f"{user}{self.given.get('host', '')}{port}/{self.given['dbname']}"
        asked = "&".join(
            f"{name}={quote_plus(text)}" for name, text in sorted(self.options.items())
        )
        return f"postgresql+psycopg://{where}{'?' if asked else ''}{asked}"


def address(url: str) -> Address | None:
    """Return the address that a URL of the usual form names, None for any other."""
    found = _URL.fullmatch(url)
    if found is None:
        return None
    parts = {name: text for name, text in found.groupdict().items() if text is not None}
    asked = parse_qsl(parts.pop("options", ""))
    options = dict(asked)
    if len(options) < len(asked) or not options.keys() <= _OPTIONS:
        return None
    if _SEVERAL.search(options.get("host", "")) or _SEVERAL.search(options.get("port", "")):
        return None
    if "password" in parts:
        parts["password"] = unquote(parts["password"])
    return Address(parts, options)


class PostgresReader(ReadOnly):
    """An open connection of the driver's, as `connection.Connection` describes it, to read with."""

    def __init__(self, raw: "psycopg.Connection[tuple[Any, ...]]", *, batched: bool) -> None:
        self._raw = raw
        self._batched = batched
        self._numbers = count(1)
        self._ended: list[str] = []

    def rows(self, sql: str, values: Values | None = None) -> list[dict[str, Any]]:
        """Return all rows of a query, each by column name."""
        cursor = self._raw.execute(_own(sql), values or {})
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def tuples(self, sql: str, values: Values | None = None) -> Iterator[tuple[Any, ...]]:
        """Stream the rows of a query; a few of them take one round trip to the server."""
        name = f"streamed_{next(self._numbers)}"
        with self._batch():
            for ended in self._ended:
                self._raw.execute(f"CLOSE {ended}")
            self._ended.clear()
            self._raw.execute(f"DECLARE {name} NO SCROLL CURSOR FOR {_own(sql)}", values or {})
            fetched = self._raw.execute(f"FETCH {STREAM_ROWS} FROM {name}")
        rows = fetched.fetchall()
        try:
            yield from rows
            while len(rows) == STREAM_ROWS:
                rows = self._raw.execute(f"FETCH {STREAM_ROWS} FROM {name}").fetchall()
                yield from rows
        finally:
            self._ended.append(name)

    def begin(self) -> str | None:
        """Begin the one consistent view, and return the schema's version, None without one."""
        with self._batch():
            self._raw.execute(_BEGIN)
            found = self._raw.execute("SELECT version_num FROM alembic_version")
        row = found.fetchone()
        return None if row is None else str(row[0])

    def _batch(self) -> AbstractContextManager[Any]:
        """Send what follows at once, where the driver can, and wait for all of it together."""
        return self._raw.pipeline() if self._batched else nullcontext()


class PostgresDatabase:
    """A database whose URL has the usual form."""

    def __init__(self, url: str, where: Address) -> None:
        self._url = url
        self._where = where

    @property
    def name(self) -> str:
        """What to call this database in a sentence, its password left out."""
        return self._where.name

    @property
    def place(self) -> str:
        """Where it is: its URL."""
        return self.name

    @contextmanager
    def read(self) -> Generator[PostgresReader]:
        """Give one consistent view of the ledger, in which nothing can be written."""
        with extra("postgres", "PostgreSQL"):
            driver = load("psycopg")
        try:
            with closing(driver.connect(**self._where.arguments, autocommit=True)) as raw:
                reader = PostgresReader(raw, batched=driver.Pipeline.is_supported())
                try:
                    version = reader.begin()
                except driver.errors.UndefinedTable:
                    version = None
                refuse_other(version, self.name)
                yield reader
        except driver.Error as problem:
            raise refused(self.name, problem) from problem

    def write(self) -> AbstractContextManager[Any]:
        """Give a transaction in which no other writer is; committed when the block ends well."""
        return self._server.write()

    def upgrade(self) -> tuple[str | None, str]:
        """Bring the database to this program's schema; return the version before and after."""
        return self._server.upgrade()

    @cached_property
    def _server(self) -> Database:
        made: Database = load("tracker.storage.server:ServerDatabase")(self._url)
        return made


def database(url: str) -> Database:
    """Return the database that a URL names. Raises StorageError for one that names none."""
    where = address(url)
    if where is not None:
        return PostgresDatabase(url, where)
    other: Database = load("tracker.storage.server:ServerDatabase")(url)
    return other


@lru_cache(maxsize=256)
def _own(sql: str) -> str:
    """Return a query with its parameters in the driver's way."""
    return _PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%"))
