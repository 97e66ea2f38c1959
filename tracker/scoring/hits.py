"""Hits: how many claims came true, against how many the owner's probabilities promise.

If every p is right and claims are independent, the number of hits follows the Poisson-binomial
distribution. Source: Y. Hong, "On computing the distribution function for the Poisson binomial
distribution", Computational Statistics & Data Analysis 59 (2013).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from tracker.errors import InvalidInput
from tracker.scoring import tails
from tracker.scoring.probabilities import checked
from tracker.scoring.samples import each_one, number, total
from tracker.scoring.simulation import is_normal


class HitTails(NamedTuple):
    """How likely so few hits (`low`, P(H ≤ h)) and so many (`high`, P(H ≥ h)) are.

    `method` is exact or normal.
    """

    low: float
    high: float
    method: str


def distribution(ps: Sequence[float]) -> list[float]:
    """Return P(H = 0), P(H = 1), … P(H = n) for n independent claims of probabilities `ps`.

    One convolution a claim, n²/2 steps. Raises InvalidInput for a probability outside 0…1.
    """
    chances = [1.0]
    for p in sorted(checked(p) for p in ps):
        chances = [
            stays * (1 - p) + comes * p
            for stays, comes in zip([*chances, 0.0], [0.0, *chances], strict=True)
        ]
    return chances


def hit_tails(
    ps: Sequence[float],
    hits: int,
    *,
    counts: Sequence[int] | None = None,
    events: int | None = None,
) -> HitTails | None:
    """Return how likely at most, and at least, so many hits are if every p is right.

    `events` is the number of events that the claims turn on; each its own unless given. The normal
    approximation, with the continuity correction of ½, is used where
    `simulation.is_normal` says so. None without claims. Raises InvalidInput for a probability
    outside 0…1, or for hits below 0 or above the number of claims.
    """
    n = number(ps, counts)
    if not 0 <= hits <= n:
        raise InvalidInput(f"{n} claims cannot have {hits} hits")
    if not n:
        return None
    if is_normal(n, n if events is None else events):
        return _by_normal(ps, hits, counts)
    chances = distribution(each_one(ps, counts))
    low, high = math.fsum(chances[: hits + 1]), math.fsum(chances[hits:])
    return HitTails(min(1.0, low), min(1.0, high), "exact")


def _by_normal(ps: Sequence[float], hits: int, counts: Sequence[int] | None) -> HitTails:
    """Return the tails of the normal distribution with the hits' mean and variance."""
    expected = total([checked(p) for p in ps], counts)
    deviation = math.sqrt(total([p * (1 - p) for p in ps], counts))
    if deviation == 0:
        return HitTails(float(hits >= expected), float(hits <= expected), "normal")
    low = tails.normal_below((hits + 0.5 - expected) / deviation)
    high = tails.normal_above((hits - 0.5 - expected) / deviation)
    return HitTails(low, high, "normal")
