"""DuckDB as the engine of a lake: on one machine, in this process, on all its processors."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import duckdb

from tracker.errors import InvalidInput, StorageError
from tracker.storage.connection import ReadOnly, Values
from tracker.storage.lake.engines import carried, table_place
from tracker.storage.lake.tables import FOLDERS

_ROWS = 10_000


class DuckConnection(ReadOnly):
    """A lake open in DuckDB."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def rows(self, sql: str, values: Values | None = None) -> list[dict[str, Any]]:
        """Return all rows of a query, each by column name."""
        found = self._run(sql, values)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def tuples(self, sql: str, values: Values | None = None) -> Iterator[tuple[Any, ...]]:
        """Stream the rows of a query."""
        found = self._run(sql, values)
        while rows := found.fetchmany(_ROWS):
            yield from rows

    def keep(self, name: str, sql: str, values: Values) -> None:
        """Keep a query's rows in a table that lasts as long as the connection."""
        self._run(f"CREATE TABLE {name} AS {sql}", values)

    def _run(self, sql: str, values: Values | None) -> Any:
        return self._raw.cursor().execute(carried(sql, "duckdb"), dict(values or {}))


@contextmanager
def opened(place: str, master: str | None) -> Generator[DuckConnection]:
    """Open a lake in DuckDB. Raises StorageError with what DuckDB has to say."""
    if master is not None:
        raise InvalidInput("--master says where Spark runs: DuckDB runs here, leave it out")
    try:
        with duckdb.connect() as raw:
            raw.execute("SET preserve_insertion_order = false")
            for table in FOLDERS:
                pattern = f"{table_place(place, table)}/**/*.parquet".replace("'", "''")
                raw.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{pattern}')")
            yield DuckConnection(raw)
    except duckdb.Error as problem:
        raise StorageError(f"{place}: {' '.join(str(problem).split())}") from problem
