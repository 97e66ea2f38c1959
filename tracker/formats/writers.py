"""The formats that `export` writes, by name.

A writer is a function of an Exported: it yields chunks of the file, text (which becomes UTF-8) or
bytes, while the claims stream through it. It raises InvalidInput for what the format cannot hold.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tracker.domain.answer import Row
from tracker.registry import Registry

CLAIM_WRITERS = Registry(
    "tracker.claim_writers",
    {
        "csv": "tracker.formats.csv_writer:write",
        "jsonl": "tracker.formats.jsonl:write",
        "toml": "tracker.formats.claims_toml:write",
    },
)


class Exported(NamedTuple):
    """What is to be written.

    `claims` are in the shape of `list -f json`, with `evidence`, `resolution` and `source_url`.
    `sources` are those in which they were said, `people` those who speak in them, each with
    `aliases` and `affiliations`; both are asked for only by formats that write them. `has` names
    the rarer fields that some claim has, so that a table need not have columns for all of them.
    """

    claims: Iterator[Row]
    sources: Callable[[], Sequence[Row]]
    people: Callable[[], Sequence[Row]]
    has: frozenset[str] = frozenset()


Writer = Callable[[Exported], Iterator[str | bytes]]
