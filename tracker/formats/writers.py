"""The formats that `export` writes, by name.

A writer is a function of an Exported: it yields chunks of the file, text (which becomes UTF-8) or
bytes, while the claims stream through it. It raises InvalidInput for what the format cannot hold.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from tracker.domain.answer import Row
from tracker.registry import Registry

CLAIM_WRITERS = Registry(
    "tracker.claim_writers",
    {
        "claimreview": "tracker.formats.claimreview_writer:write",
        "csv": "tracker.formats.csv_writer:write",
        "datasette": "tracker.formats.datasette_writer:write",
        "fatebook": "tracker.formats.fatebook_writer:write",
        "ics": "tracker.formats.ics_writer:write",
        "jsonl": "tracker.formats.jsonl_writer:write",
        "markdown": "tracker.render.claims_page:write",
        "toml": "tracker.formats.claims_toml:write",
    },
)


class Revision(NamedTuple):
    """How many changes of a claim the journal has, and the instant of the last one."""

    number: int
    at: str


def _no_revision(claim_id: int) -> Revision:
    del claim_id
    return Revision(1, "1970-01-01T00:00:00.000000Z")


def _no_content(sha256: str) -> bytes | None:
    raise KeyError(sha256)


def _unheard(remark: str) -> None:
    del remark


class Exported(NamedTuple):
    """What is to be written.

    `claims` are in the shape of `list -f json`, with `evidence`, `resolution` and `source_url`.
    `sources` are those in which they were said, `people` those who speak in them, each with
    `aliases` and `affiliations`; both are asked for only by formats that write them. `has` names
    the rarer fields that some claim has, so that a table need not have columns for all of them.
    `everybody` gives those of whom more than the name is known, by name and in the shape of
    `people`; `content` the kept copy of a file by its SHA-256, None where it
    was redacted; `revision` a claim's revision by its
    id. `settings` are those of the ledger, `ledger_id` is its own name and `database` that of the
    file it is in. What the user should know
    of a file goes to `remark`.
    """

    claims: Iterator[Row]
    sources: Callable[[], Sequence[Row]]
    people: Callable[[], Sequence[Row]]
    has: frozenset[str] = frozenset()
    everybody: Callable[[], Mapping[str, Row]] = dict
    content: Callable[[str], bytes | None] = _no_content
    revision: Callable[[int], Revision] = _no_revision
    settings: Mapping[str, str] = MappingProxyType({})
    ledger_id: str = ""
    database: str = "tracker"
    remark: Callable[[str], None] = _unheard


Writer = Callable[[Exported], Iterator[str | bytes]]
