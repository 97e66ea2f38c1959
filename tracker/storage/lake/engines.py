"""The engines that read a lake, each as the `Connection` that the rest of storage asks of.

SQL comes in Spark's dialect and is carried to the engine's own; see `scoring_sql`.
"""

import re
from collections.abc import Generator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn, Protocol

from tracker.errors import InvalidInput, StorageError
from tracker.registry import Registry, extra, load
from tracker.storage.connection import Connection, Values
from tracker.storage.lake.tables import ABOUT, FOLDERS, LAYOUT

ENGINES = Registry(
    "tracker.lake_engines",
    {
        "duckdb": "tracker.storage.lake.duck:opened",
        "spark": "tracker.storage.lake.spark:opened",
    },
)
"""Engines by name: what opens one on a lake, given its place and where the engine runs."""


class LakeConnection(Connection, Protocol):
    """A lake as an engine has it open: what a `Connection` reads with, and a place for results."""

    def keep(self, name: str, sql: str, values: Values) -> None:
        """Keep a query's rows under a name while the lake is open, for further queries."""
        ...


@lru_cache(maxsize=64)
def carried(sql: str, dialect: str) -> str:
    """Return a query in an engine's own dialect."""
    return str(load("sqlglot:transpile")(sql, read="spark", write=dialect)[0])


def is_remote(place: str) -> bool:
    """Tell whether a place is an address that an engine reads itself, as `s3://bucket/lake`."""
    return re.match(r"[a-z][a-z0-9+.-]*://", place) is not None


def table_place(place: str, table: str) -> str:
    """Return where a table of a lake lies."""
    return (
        f"{place.rstrip('/')}/{table}" if is_remote(place) else str(Path(place).resolve() / table)
    )


def check_folder(place: str) -> None:
    """Raise InvalidInput where a folder on this machine is no lake."""
    if is_remote(place):
        return
    path = Path(place)
    if not path.is_dir():
        raise InvalidInput(f"there is no folder {place!r}: `tracker export parquet` makes a lake")
    missing = [name for name in FOLDERS if not (path / name).is_dir()]
    if missing:
        raise InvalidInput(
            f"{place!r} is no lake, it has no folder {missing[0]!r}: "
            "name one that `tracker export parquet` made"
        )


def check_layout(connection: LakeConnection, place: str) -> None:
    """Raise StorageError for a lake that another version of the program laid out otherwise."""
    found = connection.rows(f"SELECT layout, program FROM {ABOUT}")
    if len(found) != 1 or found[0]["layout"] != LAYOUT:
        raise StorageError(
            f"{place} is laid out otherwise than this program reads: export the ledger again"
        )


class LakeDatabase:
    """A lake in the place of a ledger's database; it can only be read."""

    def __init__(self, place: str, engine: str, *, master: str | None = None) -> None:
        self._place = place
        self._engine = engine
        self._master = master

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return self._place

    @property
    def place(self) -> str:
        """Where it is."""
        return table_place(self._place, "")

    @contextmanager
    def read(self) -> Generator[LakeConnection]:
        """Open the lake in the engine. Raises InvalidInput or StorageError where that fails."""
        check_folder(self._place)
        with extra(self._engine, "a lake"):
            opened = ENGINES[self._engine]
        with opened(self._place, self._master) as connection:
            check_layout(connection, self._place)
            yield connection

    def write(self) -> Any:
        """Refuse: a lake is only read."""
        _refuse()

    def upgrade(self) -> tuple[str | None, str]:
        """Refuse: a lake is only read."""
        _refuse()


def _refuse() -> NoReturn:
    raise StorageError("a lake is only read: write to the ledger and export it again")
