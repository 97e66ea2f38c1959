"""What the page and the pictures show, as data: numbers and rows, nothing about how they look."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tracker.domain.answer import Card, Row


class Dot(NamedTuple):
    """One forecast that is scored: its probability, the range it was read from, what came.

    `y` is 1 for yes, 0 for no, or a share between.
    """

    p: float
    low: float | None
    high: float | None
    y: float
    is_stated: bool


class Curve(NamedTuple):
    """How often things came true by probability, and where chance alone would put that.

    `points` are (probability, frequency), `band` (probability, low, high), both rising.
    """

    points: Sequence[tuple[float, float]]
    band: Sequence[tuple[float, float, float]]


class Hits(NamedTuple):
    """How many of `n` came true, and between which numbers nine times in ten if all odds hold."""

    what: str
    n: int
    came: int
    expected: float
    low: int
    high: int


class Reliability(NamedTuple):
    """How well odds hold, as far as the number of independent events lets it be shown.

    What there are too few events for is None or empty, and `remarks` say so.
    """

    events: int
    dots: Sequence[Dot]
    hits: Sequence[Hits]
    stated: Curve | None
    both: Curve | None
    remarks: Sequence[str]


class Group(NamedTuple):
    """Claims that need attention for one reason: how many, and the most urgent of them."""

    title: str
    number: int
    rows: Sequence[Row]


class Page(NamedTuple):
    """A whole ledger on a day. The claims stream; everything else is small.

    `counts` are claims by status, `sources` by key.
    """

    today: str
    counts: Mapping[str, int]
    groups: Sequence[Group]
    remarks: Sequence[str]
    scorecard: Card
    reliability: Reliability
    sources: Mapping[str, Row]
    owners: Sequence[str]
    tags: Sequence[str]
    claims: Iterator[Row]
