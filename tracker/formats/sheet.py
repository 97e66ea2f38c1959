"""The rows of a CSV file as a stream, each with its line; a row without end is refused."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest
from typing import BinaryIO, NamedTuple

from tracker.domain.imports import RejectedRow
from tracker.domain.text import shorten
from tracker.errors import InvalidFile

MOST_CHARACTERS = 4_000_000
"""How long a row may be before the file is taken for broken."""
_SHOWN = 5


class Record(NamedTuple):
    """One row of a file whose first row names its columns."""

    line: int
    cells: dict[str, str]


def rows(data: BinaryIO, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a file that are not blank, each with the line where it begins.

    Raises InvalidFile for quotes that are wrong.
    """
    lines = _Lines(data, name)
    reader = csv.reader(lines, strict=True)
    line = 1
    try:
        while True:
            line = lines.begin()
            cells = next(reader, None)
            if cells is None:
                return
            if any(cells):
                yield line, cells
    except csv.Error as problem:
        raise InvalidFile(name, [f"line {line}: {_sentence(problem)}"]) from problem
    finally:
        lines.end()


def records(
    data: BinaryIO, name: str, needed: Sequence[str], *, may_lack: int = 0
) -> Iterator[Record | RejectedRow]:
    """Yield the rows of a file by the names of their columns, which must hold `needed`.

    A row may lack so many cells at its end; they are empty then. Raises InvalidFile.
    """
    columns: list[str] | None = None
    for line, cells in rows(data, name):
        if columns is None:
            columns = _columns(cells, name, needed)
            continue
        lacking = len(columns) - len(cells)
        if lacking > may_lack or any(cells[len(columns) :]):
            why = f"it has {len(cells)} cells, and the header {len(columns)}"
            yield RejectedRow(line, why)
            continue
        yield Record(line, dict(zip_longest(columns, cells[: len(columns)], fillvalue="")))
    if columns is None:
        raise InvalidFile(name, ["it is empty"])


def refuse_binary(text: str, name: str) -> None:
    """Raise InvalidFile for a header that is no text."""
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise InvalidFile(name, ["line 1: it is not UTF-8 text: save it as CSV UTF-8"])


def _columns(cells: list[str], name: str, needed: Sequence[str]) -> list[str]:
    columns = [cell.strip() for cell in cells]
    refuse_binary("".join(columns), name)
    missing = [column for column in needed if column not in columns]
    problems = [f'line 1: column "{column}" is missing' for column in missing[:_SHOWN]]
    problems += [
        f'line 1: column "{shorten(column)}" stands there twice'
        for column, count in Counter(columns).items()
        if count > 1 and column in needed
    ]
    if problems:
        raise InvalidFile(name, problems)
    return columns


class _Lines:
    """The lines of a file, which count how long the row is that they belong to."""

    def __init__(self, data: BinaryIO, name: str) -> None:
        self.name = name
        self.number = 0
        self._text = io.TextIOWrapper(
            data, encoding="utf-8-sig", errors="surrogateescape", newline=""
        )
        self._left = MOST_CHARACTERS

    def begin(self) -> int:
        """Begin a row; return the number of its line."""
        self._left = MOST_CHARACTERS
        return self.number + 1

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(self._left):
            self._left -= len(line)
            self.number += 1
            if self._left <= 0:
                raise InvalidFile(
                    self.name,
                    [f"line {self.number}: the row has more than {MOST_CHARACTERS:,} characters"],
                )
            yield line

    def end(self) -> None:
        """Let go of the stream, which belongs to whoever opened it."""
        with suppress(ValueError):  # it was closed already
            self._text.detach()


def _sentence(problem: csv.Error) -> str:
    said = str(problem)
    if "field larger" in said:
        return "a cell has more than 100,000 characters"
    if "unexpected end" in said:
        return "a quote mark is opened and never closed"
    if "expected after" in said:
        return 'a closing quote mark is followed by text: write a quote mark in a cell as ""'
    return said
