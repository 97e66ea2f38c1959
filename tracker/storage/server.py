"""A ledger in a server's database, by a SQLAlchemy URL; PostgreSQL is the one that is tested.

A writer first locks the table `counters`, which hinders no reader, so that writers queue and the
chain stays one. The schema is upgraded only when that is asked for.
"""

from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Self

import sqlalchemy
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from tracker.errors import StorageError
from tracker.registry import extra, load
from tracker.storage.connection import STREAM_ROWS, Values, refused
from tracker.storage.version import refuse_other

_WORTH_A_COPY = 20
"""From how many rows on COPY is quicker than a statement for each."""
_MOST_WAITING = 16
"""How many statements may wait for each other, so that the rows in memory do not grow."""
_WORTH_COUNTING = 1_000
"""From how many rows on that a transaction has copied the server is to count a table anew."""
_UPGRADING = 0x7472_6163
"""The number of the lock that one upgrade at a time holds."""


class SqlalchemyConnection:
    """An open SQLAlchemy connection, as `connection.Connection` describes it.

    What `insert_many` writes is handed to a thread, for the server takes about as long over it as
    an import takes to read and check its next rows. Whatever else is asked waits until it is there.
    """

    def __init__(self, raw: sqlalchemy.Connection) -> None:
        self._raw = raw
        self.is_sqlite = raw.dialect.name == "sqlite"
        self._inserter = ThreadPoolExecutor(max_workers=1)
        self._inserting: deque[Future[None]] = deque()
        self._written: dict[str, int] = {}
        self._counted_at: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Wait until all is written; where the block has failed, what waits is left out."""
        self._inserter.shutdown(cancel_futures=kind is not None)
        if kind is None:
            self._wait_for_inserts()

    @property
    def raw(self) -> sqlalchemy.Connection:
        """SQLAlchemy's own connection, once all is written. Raises what went wrong in that."""
        self._wait_for_inserts()
        return self._raw

    def _wait_for_inserts(self, but: int = 0) -> None:
        """Wait until no more than `but` statements are left that insert."""
        while len(self._inserting) > but:
            self._inserting.popleft().result()

    def rows(self, sql: str, values: Values | None = None) -> list[dict[str, Any]]:
        """Return all rows of a query, each by column name."""
        return [
            dict(row) for row in self.raw.execute(sqlalchemy.text(sql), values or {}).mappings()
        ]

    def tuples(self, sql: str, values: Values | None = None) -> Iterator[tuple[Any, ...]]:
        """Stream the rows of a query; its cursor is closed when the iterator is done or dropped."""
        with self.raw.execute(
            sqlalchemy.text(sql), values or {}, execution_options={"yield_per": STREAM_ROWS}
        ) as streamed:
            for row in streamed:
                try:
                    yield tuple(row)
                finally:  # more rows are fetched, or the cursor closed
                    self._wait_for_inserts()

    def run(self, sql: str, values: Values | None = None) -> None:
        """Run a statement."""
        self.raw.execute(sqlalchemy.text(sql), values or {})

    def run_many(self, sql: str, rows: Iterable[Values]) -> None:
        """Run a statement once a row."""
        many: list[Mapping[str, Any]] = list(rows)
        if many:
            self.raw.execute(sqlalchemy.text(sql), many)

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
    ) -> None:
        """Have many new rows of a table written."""
        if not rows:
            return
        if self.is_sqlite:  # which lets no other thread in
            self._insert(table, columns, rows)
            return
        self._wait_for_inserts(but=_MOST_WAITING)
        self._inserting.append(self._inserter.submit(self._insert, table, columns, rows))

    def _insert(self, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows: on PostgreSQL by COPY, once they are worth one."""
        if len(rows) >= _WORTH_A_COPY and self._raw.dialect.driver == "psycopg":
            self._copy(table, columns, rows)
            return
        places = ", ".join(f":{column}" for column in columns)
        self._raw.execute(
            sqlalchemy.text(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"),
            [dict(zip(columns, row, strict=True)) for row in rows],
        )

    def _copy(self, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Write rows by COPY, in the transaction that is under way."""
        driver: Any = self._raw.connection.driver_connection
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copying,
        ):
            for row in rows:
                copying.write_row(row)
        self._count(table, len(rows))

    def _count(self, table: str, rows: int) -> None:
        """Have a table counted by the server each time that a transaction has doubled its rows.

        Nobody else does so before the transaction ends, and queries within it would be planned for
        the few rows that were there before it.
        """
        self._written[table] = written = self._written.get(table, 0) + rows
        if written >= self._counted_at.get(table, _WORTH_COUNTING):
            self._raw.exec_driver_sql(f"ANALYZE {table}")
            self._counted_at[table] = 2 * written


class ServerDatabase:
    """A database that a URL names."""

    def __init__(self, url: str) -> None:
        try:
            self._url = sqlalchemy.make_url(url)
            if self._url.drivername in {"postgres", "postgresql"}:
                self._url = self._url.set(drivername="postgresql+psycopg")
            if self._url.get_backend_name() != "postgresql":
                raise StorageError(
                    f"{self._url.get_backend_name()} is no database that tracker works with: "
                    "name a SQLite file, or a PostgreSQL server as postgresql+psycopg://…"
                )
            if self._url.drivername == "postgresql+psycopg":
                with extra("postgres", "PostgreSQL"):
                    load("psycopg")
            self._engine = sqlalchemy.create_engine(self._url, poolclass=sqlalchemy.pool.NullPool)
        except (ArgumentError, NoSuchModuleError, ValueError) as problem:
            raise StorageError(
                "that is no database URL: write it as postgresql+psycopg://user@host/name"
            ) from problem
        except ModuleNotFoundError as problem:
            raise StorageError(
                f"the driver {problem.name} is not installed: "
                "write the URL as postgresql+psycopg://…, or install it"
            ) from problem

    @property
    def name(self) -> str:
        """What to call this database in a sentence, its password left out."""
        return self._url.render_as_string(hide_password=True)

    @property
    def place(self) -> str:
        """Where it is: its URL."""
        return self.name

    @contextmanager
    def read(self) -> Generator[SqlalchemyConnection]:
        """Give one consistent view of the ledger, in which nothing can be written."""
        with self._begin("REPEATABLE READ") as connection:
            connection.raw.exec_driver_sql("SET TRANSACTION READ ONLY")
            self._check(connection)
            yield connection

    @contextmanager
    def write(self) -> Generator[SqlalchemyConnection]:
        """Give a transaction in which no other writer is; committed when the block ends well."""
        with self._begin("READ COMMITTED") as connection:
            self._check(connection)
            connection.run("LOCK TABLE counters IN EXCLUSIVE MODE")
            yield connection

    def upgrade(self) -> tuple[str | None, str]:
        """Bring the database to this program's schema; return the version before and after.

        One at a time: a lock is held outside the transaction, which looks at the schema only when
        nobody else is changing it.
        """
        with self._alone(), self._begin("SERIALIZABLE") as connection:
            changed: tuple[str | None, str] = load("tracker.storage.schema:upgrade")(connection.raw)
            return changed

    @contextmanager
    def _alone(self) -> Generator[None]:
        with self._begin("AUTOCOMMIT") as connection:
            connection.raw.exec_driver_sql(f"SELECT pg_advisory_lock({_UPGRADING})")
            yield

    @contextmanager
    def _begin(self, isolation: str) -> Generator[SqlalchemyConnection]:
        try:
            engine = self._engine.execution_options(isolation_level=isolation)
            with engine.begin() as raw, SqlalchemyConnection(raw) as connection:
                yield connection
        except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error) as problem:
            raise refused(self.name, problem) from problem

    def _check(self, connection: SqlalchemyConnection) -> None:
        (there,) = next(connection.tuples("SELECT to_regclass('alembic_version') IS NOT NULL"))
        found = connection.rows("SELECT version_num FROM alembic_version") if there else []
        refuse_other(str(found[0]["version_num"]) if found else None, self.name)
