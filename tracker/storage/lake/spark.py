"""Spark as the engine of a lake: here on some processors, or on a cluster that is named.

Only SQL goes to the workers, so that they need Java and Spark but neither Python nor this program.
"""

import os
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from tracker.errors import StorageError
from tracker.storage.connection import ReadOnly, Values
from tracker.storage.lake.engines import carried, table_place
from tracker.storage.lake.tables import FOLDERS

_HERE = "local[*]"
_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
_ALONE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)),
}
"""Settings where no other machine takes part, which needs no port and few partitions."""


class SparkConnection(ReadOnly):
    """A lake open in a Spark session."""

    def __init__(self, session: SparkSession, place: str) -> None:
        self._session = session
        self._place = place
        self._unread = set(FOLDERS)

    def rows(self, sql: str, values: Values | None = None) -> list[dict[str, Any]]:
        """Return all rows of a query, each by column name."""
        return [row.asDict() for row in self._run(sql, values).collect()]

    def tuples(self, sql: str, values: Values | None = None) -> Iterator[tuple[Any, ...]]:
        """Stream the rows of a query."""
        yield from self._run(sql, values).collect()

    def keep(self, name: str, sql: str, values: Values) -> None:
        """Keep a query's rows on the workers; those of a worker that is lost are made again."""
        self._run(sql, values).persist().createOrReplaceTempView(name)

    def _run(self, sql: str, values: Values | None) -> Any:
        """Run a query; a table's files are looked at when it is first asked for."""
        for table in {table for table in self._unread if re.search(rf"\b{table}\b", sql)}:
            files = self._session.read.parquet(table_place(self._place, table))
            files.createOrReplaceTempView(table)
            self._unread.remove(table)
        return self._session.sql(carried(sql, "spark"), dict(values or {}))


@contextmanager
def opened(place: str, master: str | None) -> Generator[SparkConnection]:
    """Open a lake in Spark. Raises StorageError with what Spark has to say."""
    try:
        settings = _SETTINGS if master and not master.startswith("local") else _SETTINGS | _ALONE
        builder = SparkSession.builder.appName("tracker scorecard").master(master or _HERE)
        for name, value in settings.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
    except (PySparkException, Py4JError) as problem:
        where = master or _HERE
        raise StorageError(
            f"Spark did not start on {where} ({_sentence(problem)}): it needs Java 17 or newer, on "
            "the PATH or named by JAVA_HOME, and a master that answers"
        ) from problem
    try:
        yield SparkConnection(session, place)
    except (PySparkException, Py4JError) as problem:
        raise StorageError(f"{place}: {_sentence(problem)}") from problem
    finally:
        session.stop()


def _sentence(problem: Exception) -> str:
    """Return the first line of what went wrong, in Java's own words where it was there."""
    said = str(problem)
    java = getattr(problem, "java_exception", None)
    if java is not None:
        with suppress(Py4JError):  # Java may be gone
            said = str(java.getMessage())
    return " ".join(said.partition("\n")[0].split())
