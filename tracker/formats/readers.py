"""The formats that `import` takes, by name.

A reader is a function `read(data, *, name, today, …)` of a binary stream: it yields an ImportedRow
or a RejectedRow for each row of the file, in its order, and raises InvalidFile for what is no file
of its format. It holds no more than a row at a time where the format allows. `name` is what
messages call the file; `today` stands for days that a row leaves out. The stream can be read again
from its beginning.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO, Protocol

from tracker.domain.imports import Imported
from tracker.registry import Registry

CLAIM_READERS = Registry(
    "tracker.claim_readers",
    {
        "csv": "tracker.formats.csv_reader:read",
        "jsonl": "tracker.formats.jsonl:read",
        "toml": "tracker.formats.claims_toml:read",
        "claimreview": "tracker.formats.platforms.claimreview:read",
        "fatebook": "tracker.formats.platforms.fatebook:read",
        "forecastbench": "tracker.formats.platforms.forecastbench:read",
        "iqisa": "tracker.formats.platforms.iqisa:read",
        "list": "tracker.formats.platforms.plain_list:read",
        "manifold": "tracker.formats.platforms.manifold:read",
        "metaculus": "tracker.formats.platforms.metaculus:read",
        "predictionbook": "tracker.formats.platforms.predictionbook:read",
    },
)
SEVERAL = frozenset({"forecastbench", "manifold", "metaculus"})
"""Formats that come as several files: their readers get a sequence of bundle.Member instead."""

OPTIONS: Mapping[str, frozenset[str]] = {
    "fatebook": frozenset({"owner"}),
    "iqisa": frozenset({"source"}),
    "list": frozenset({"owner", "said", "by", "scale", "source"}),
    "manifold": frozenset({"bettors"}),
}
"""What may be said beside a file of a format; the reader gets it by that name."""


class Reader(Protocol):
    """What stands in CLAIM_READERS."""

    def __call__(
        self, data: BinaryIO, *, name: str, today: date, **options: Any
    ) -> Iterator[Imported]:
        """Yield the rows of a file."""
        ...
