"""Claims made without readable confidence: how many came true, and no Brier score.

A plain "it will" gives no probability to score. The rate of what came true stands apart from all
scores, with its interval.
"""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.scoring.interval import wilson
from tracker.scoring.probabilities import checked
from tracker.scoring.samples import number, total


class HitRate(NamedTuple):
    """How many of `n` claims came true, the rate, and its 95% Wilson interval; None of nothing."""

    n: int
    hits: float
    rate: float | None
    ci: tuple[float, float] | None


def hit_rate(ys: Sequence[float], counts: Sequence[int] | None = None) -> HitRate:
    """Return the hits, rate and interval of outcomes, each 0, 1 or a share between.

    A share counts as that part of a hit. Raises InvalidInput for an outcome outside 0…1.
    """
    hits, n = total([checked(y, "outcome") for y in ys], counts), number(ys, counts)
    return HitRate(n, hits, hits / n if n else None, wilson(hits, n))
