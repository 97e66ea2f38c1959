"""A ledger written as a lake: streamed table by table, and put in its place when it is whole."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from tracker import __version__, clock, config
from tracker.domain import fairness
from tracker.domain.text import shorten_path
from tracker.errors import Conflict, InvalidInput, NotFound, StorageError
from tracker.storage import journal
from tracker.storage.connection import Connection
from tracker.storage.lake.tables import (
    ABOUT,
    FOLDERS,
    LAYOUT,
    OF_LAKE,
    PLAIN,
    SCORED,
    SCORES,
    YEAR,
    Kind,
    LakeTable,
)
from tracker.storage.ledger import setting
from tracker.storage.queries.scores import reworded
from tracker.storage.version import HEAD

BATCH = 10_000
"""Rows that are Python objects at one time."""
ROW_GROUP = 120_000
"""Rows that lie together in a file, and in memory before they are written."""
NO_YEAR = "0"
"""The year of claims without a deadline: pandas reads no folders by the name that means null."""

_TYPES: dict[Kind, tuple[Any, Any]] = {
    "text": (pa.string(), pa.string()),
    "day": (pa.string(), pa.date32()),
    "instant": (pa.string(), pa.timestamp("us", "UTC")),
    "whole": (pa.int64(), pa.int64()),
    "number": (pa.float64(), pa.float64()),
    "flag": (pa.bool_(), pa.bool_()),
}
"""What a ledger gives, and what a lake holds."""

Row = Sequence[Any]


def write_lake(
    connection: Connection,
    folder: str,
    *,
    replace: bool,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write a ledger as a lake at `folder`, whole or not at all.

    It grows in a folder beside, which then takes its place. One that is there is taken away only
    with `replace`, and only if it is a lake or empty. `progress` is told how many rows are written.
    Raises Conflict, InvalidInput, NotFound and StorageError for a folder that cannot be written.
    """
    place = Path(os.path.realpath(folder))
    try:
        _check(place, folder, replace=replace)
        growing = Path(tempfile.mkdtemp(prefix=f".{place.name[:100]}.", dir=place.parent))
        try:
            growing.chmod(0o777 & ~_mask())
            _Writing(connection, growing, progress).run()
            _put(growing, place)
        finally:
            shutil.rmtree(growing, ignore_errors=True)
    except OSError as problem:
        raise StorageError(
            f"{shorten_path(folder)!r} cannot be written: {problem.strerror or problem}"
        ) from problem


def _check(place: Path, folder: str, *, replace: bool) -> None:
    if not place.parent.is_dir():
        raise NotFound(f"{shorten_path(folder)!r} cannot be made: its folder does not exist")
    if not place.exists():
        return
    if not place.is_dir():
        raise InvalidInput(f"{shorten_path(folder)!r} is a file: a lake is a folder, name another")
    names = [entry.name for entry in place.iterdir()]
    if names and (ABOUT not in names or not set(names) <= set(FOLDERS)):
        raise Conflict(
            f"{shorten_path(folder)!r} holds something else than a lake: name another folder"
        )
    if names and not replace:
        raise Conflict(f"there is a lake {shorten_path(folder)!r} already: --force writes over it")


def _put(growing: Path, place: Path) -> None:
    """Put a whole lake in its place; the one that was there goes when the new one stands."""
    if place.exists():
        former = Path(tempfile.mkdtemp(prefix=f".{place.name[:100]}.", dir=place.parent))
        place.replace(former)
        try:
            growing.replace(place)
        except OSError:
            former.replace(place)
            raise
        shutil.rmtree(former)
    else:
        growing.replace(place)
    handle = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class _Writing:
    """One lake while it is written."""

    def __init__(
        self, connection: Connection, folder: Path, progress: Callable[[int], None] | None
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._progress = progress
        self._done = 0

    def run(self) -> None:
        """Write all tables."""
        for table in PLAIN:
            self._write(table, self._connection.tuples(table.sql), Path(table.name))
        self._scores()
        self._write(OF_LAKE, iter([self._about()]), Path(ABOUT))

    def _about(self) -> Row:
        head = journal.head(self._connection)
        return (
            LAYOUT,
            HEAD,
            journal.ledger_id(self._connection),
            setting(self._connection, "timezone"),
            head.sequence,
            head.hash,
            clock.stamp(),
            __version__,
        )

    def _scores(self) -> None:
        """Write what scores are made of, year by year; an empty lake has one empty file."""
        zone = config.zone(setting(self._connection, "timezone"))
        names = [column.name for column in SCORES.columns]
        recorded, late = names.index("recorded_on"), names.index("is_reworded_late")
        late_claims = {
            claim_id
            for claim_id, former in reworded(self._connection).items()
            if fairness.reworded_after_deadline(former, zone)
        }

        def finished(row: Row) -> Row:
            values = list(row)
            values[recorded] = clock.day_of(values[recorded], zone)
            values[late] = values[late] in late_claims
            return values

        for year, stream in self._by_year():
            folder = Path(SCORED) / f"{YEAR}={year or NO_YEAR}"
            self._write(SCORES, map(finished, stream), folder)

    def _by_year(self) -> Iterator[tuple[str, Iterator[Row]]]:
        years = [
            row[0]
            for row in self._connection.tuples(
                "SELECT DISTINCT substr(deadline, 1, 4) AS year FROM claims "
                "WHERE deadline IS NOT NULL AND withdrawn_because IS NULL ORDER BY year"
            )
        ]
        for year in years:
            yield (
                year,
                self._connection.tuples(
                    f"{SCORES.sql} WHERE now.deadline BETWEEN :first AND :last",
                    {"first": f"{year}-01-01", "last": f"{year}-12-31"},
                ),
            )
        yield "", self._connection.tuples(f"{SCORES.sql} WHERE now.deadline IS NULL")

    def _write(self, table: LakeTable, rows: Iterator[Row], folder: Path) -> None:
        """Write one file of a table, row group by row group."""
        path = self._folder / folder / "part-0.parquet"
        path.parent.mkdir(parents=True)
        given = [_TYPES[column.kind] for column in table.columns]
        schema = pa.schema(
            [(column.name, kept) for column, (_, kept) in zip(table.columns, given, strict=True)]
        )
        with path.open("wb") as target:
            with parquet.ParquetWriter(target, schema, compression="zstd") as writer:
                for group in _groups(rows, schema, [read for read, _ in given]):
                    writer.write_table(group)
                    self._tell(group.num_rows)
            target.flush()
            os.fsync(target.fileno())

    def _tell(self, rows: int) -> None:
        self._done += rows
        if self._progress is not None:
            self._progress(self._done)


def _groups(rows: Iterator[Row], schema: Any, read: Sequence[Any]) -> Iterator[Any]:
    """Gather rows into tables of at most ROW_GROUP rows, few of them as objects at a time."""
    waiting: list[Any] = []
    while batch := list(islice(rows, BATCH)):
        waiting.append(_batch(batch, schema, read))
        if len(waiting) * BATCH >= ROW_GROUP:
            yield pa.Table.from_batches(waiting, schema)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting, schema)


def _batch(rows: Iterable[Row], schema: Any, read: Sequence[Any]) -> Any:
    columns = zip(*rows, strict=True)
    arrays = [
        pa.array(values, kind).cast(field.type)
        for values, kind, field in zip(columns, read, schema, strict=True)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
