"""Own odds: the Brier score that an owner's probabilities promise if every one of them is right.

A mean of 0.20 is good on coin tosses and bad on certainties. With every p right, the score is
expected at E = mean p(1 − p) with variance Σ(1 − 2p)² p(1 − p)/n², claims taken as independent;
the figure that matters is how often it would come out as bad as it did, or worse. A claim turned
round (p to 1 − p, yes to no) changes nothing: each is entered by the probability of its less
likely side. Source: D. J. Spiegelhalter, "Probabilistic prediction in patient management and
clinical trials", Statistics in Medicine 5 (1986), section 3.
"""

import math
import random
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, compress
from typing import NamedTuple

from tracker.scoring import tails
from tracker.scoring.probabilities import checked, is_share
from tracker.scoring.samples import each_one, number, total
from tracker.scoring.simulation import SEED, is_normal

EXACT_TO = 15
"""Up to so many claims all 2ⁿ outcomes are reckoned."""

DRAWS = 5_000
"""Above that, so many seeded draws of all outcomes."""

_OFTEN = 8
"""From so many owners on, sorting what was drawn costs less than looking through it."""

_SAME = 1e-9
"""Sums of scores closer than this are the same sum, added up in another order."""


class OwnOdds(NamedTuple):
    """What an owner's own probabilities promise, and how likely a score as bad as the one had.

    `expected` and `variance` are those of the mean Brier score; `p_as_bad` is the probability of a
    mean at least as high as the observed one; `method` is exact, draws or normal.
    """

    expected: float
    variance: float
    p_as_bad: float
    method: str


def method(claims: int, events: int | None = None) -> str:
    """Return how the tail is computed for so many claims: exact, draws or normal.

    `events` is the number of events they turn on; each its own unless given.
    """
    if is_normal(claims, claims if events is None else events):
        return "normal"
    return "exact" if claims <= EXACT_TO else "draws"


def own_odds(
    ps: Sequence[float],
    ys: Sequence[float],
    *,
    counts: Sequence[int] | None = None,
    events: int | None = None,
    seed: int = SEED,
) -> OwnOdds | None:
    """Return what the probabilities `ps` promise, against the outcomes `ys`.

    `events` is the number of events that the claims turn on; each its own unless given. None
    without claims, and where an outcome is a share between no and yes: what a probability promises
    of shares is not known. By draws the tail is (1 + as bad) / (1 + DRAWS), which is never 0.
    Raises InvalidInput outside 0…1, ValueError where the two differ in length.
    """
    pairs = [(checked(p), checked(y, "outcome")) for p, y in zip(ps, ys, strict=True)]
    if not pairs or any(is_share(y) for _, y in pairs):
        return None
    n = number(pairs, counts)
    each = [min(p, 1 - p) for p, _ in pairs]
    expected = total([q * (1 - q) for q in each], counts) / n
    variance = total([(1 - 2 * q) ** 2 * q * (1 - q) for q in each], counts) / n**2
    observed = total([(p - y) ** 2 for p, y in pairs], counts)
    how = method(n, events)
    if how == "normal":
        tail = _by_normal(observed / n, expected, variance)
    else:
        upsets = sorted(each_one(each, counts))
        excess = observed - math.fsum(q * q for q in upsets) - _SAME
        tail = _exactly(upsets, excess) if how == "exact" else _by_draws(upsets, excess, seed)
    return OwnOdds(expected, variance, tail, how)


def _by_normal(observed: float, expected: float, variance: float) -> float:
    """Return the tail of the normal distribution; without variance, whether it was in bounds."""
    if variance == 0:
        return float(observed <= expected + _SAME)
    return tails.normal_above((observed - expected) / math.sqrt(variance))


def _exactly(upsets: Sequence[float], excess: float) -> float:
    """Return P(score ≥ observed) over all outcomes, each half of the claims enumerated once.

    An upset of probability q raises the score from q² to (1 − q)², by 1 − 2q; `excess` is what the
    observed score has above the one without any upset.
    """
    half = len(upsets) // 2
    near, far = _outcomes(upsets[:half]), sorted(_outcomes(upsets[half:]))
    raises = [raised for raised, _ in far]
    chances = list(accumulate((chance for _, chance in reversed(far)), initial=0.0))
    chance_in_all = math.fsum(
        chance * chances[len(far) - bisect_left(raises, excess - raised)] for raised, chance in near
    )
    return min(1.0, chance_in_all)


def _outcomes(upsets: Sequence[float]) -> list[tuple[float, float]]:
    """Return every outcome of the claims as (how much its upsets raise the score, its chance)."""
    found = [(0.0, 1.0)]
    for q in upsets:
        found = [
            *((raised, chance * (1 - q)) for raised, chance in found),
            *((raised + 1 - 2 * q, chance * q) for raised, chance in found),
        ]
    return found


def _by_draws(upsets: Sequence[float], excess: float, seed: int) -> float:
    """Return the share of seeded draws as bad as observed, the observed outcome counted as one."""
    raises = [0.0] * DRAWS
    for q, column in zip(upsets, _drawn(seed).columns(len(upsets)), strict=True):
        raised = 1 - 2 * q
        for draw in column.below(q):
            raises[draw] += raised
    as_bad = sum(map(excess.__le__, raises))
    return (1 + as_bad) / (1 + DRAWS)


class _Column:
    """One claim's outcomes in all draws: it is an upset where its number is below the chance."""

    def __init__(self, numbers: list[float]) -> None:
        self._numbers = numbers
        self._sorted: list[float] | None = None
        self._order: list[int] = []
        self._asked = 0

    def below(self, q: float) -> Iterable[int]:
        """Return the draws whose number is below q; sorted once it is asked for again and again."""
        self._asked += 1
        if self._asked < _OFTEN:
            return compress(range(DRAWS), map(q.__gt__, self._numbers))
        if self._sorted is None:
            self._order = sorted(range(DRAWS), key=self._numbers.__getitem__)
            self._sorted = [self._numbers[draw] for draw in self._order]
        return self._order[: bisect_left(self._sorted, q)]


class _Draws:
    """Columns of draws, made in order and kept, so that who asks first changes nothing."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random  # noqa: S311 (to be repeated by anybody)
        self._columns: list[_Column] = []

    def columns(self, n: int) -> Sequence[_Column]:
        """Return the first n columns."""
        while len(self._columns) < n:
            self._columns.append(_Column([self._random() for _ in range(DRAWS)]))
        return self._columns[:n]


@lru_cache(maxsize=4)
def _drawn(seed: int) -> _Draws:
    """Return the draws of a seed, kept for the next owner."""
    return _Draws(seed)
