"""The formats that `import` takes, by name, and how one is told from a file.

A reader is a function `read(data, *, name, today)` of a binary stream: it yields an ImportedRow or
a RejectedRow for each row of the file, in its order, and raises InvalidFile for what is no file of
its format. It holds no more than a row at a time where the format allows. `name` is what messages
call the file; `today` stands for days that a row leaves out.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import BinaryIO, Protocol

from tracker.domain.imports import ImportedRow, RejectedRow
from tracker.registry import Registry

CLAIM_READERS = Registry(
    "tracker.claim_readers",
    {
        "csv": "tracker.formats.csv_reader:read",
        "jsonl": "tracker.formats.jsonl:read",
        "toml": "tracker.formats.claims_toml:read",
    },
)
SUFFIXES = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".toml": "toml"}


class Reader(Protocol):
    """What stands in CLAIM_READERS."""

    def __call__(
        self, data: BinaryIO, *, name: str, today: date
    ) -> Iterator[ImportedRow | RejectedRow]:
        """Yield the rows of a file."""
        ...


def told_by_name(name: str) -> str | None:
    """Return the format that a file's name ends with, or None."""
    return SUFFIXES.get(PurePath(name).suffix.lower())


def told_by_beginning(beginning: bytes) -> str | None:
    """Return the format that a file's first bytes look like, or None."""
    text = beginning.decode("utf-8", "replace").removeprefix("\ufeff").lstrip()
    first = text.partition("\n")[0].strip().lower()
    if first.startswith("{") and first.endswith("}"):
        return "jsonl"
    if first.startswith("[") and first.endswith("]") and not first.startswith("[{"):
        return "toml"
    columns = {cell.strip(' "') for cell in first.split(",")}
    return "csv" if {"statement", "owner"} <= columns else None
