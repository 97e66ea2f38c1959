"""Forecasts of a number or a date: scored by quantiles, intervals or a whole distribution.

All are in the outcome's unit, less is better and 0 perfect; units never mix, so an owner's scores
are given over those of a fixed reference (`wis_ratio`). A date is the number of days from the day
it was said. What has not happened by a horizon c is scored there: min(T, c) against min(q, c).

Source: T. Gneiting and A. E. Raftery, "Strictly proper scoring rules, prediction, and
estimation", JASA 102 (2007); J. Bracher, E. L. Ray, T. Gneiting and N. G. Reich, "Evaluating
epidemic forecasts in an interval format", PLoS Computational Biology 17 (2021).
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tracker.errors import InvalidInput
from tracker.scoring.probabilities import STEPS, step


class CentralInterval(NamedTuple):
    """The interval between two quantiles that leave out as much below as above.

    `level` is the probability from 0 to 1 that it was given.
    """

    level: float
    low: float
    high: float


def pinball(level: float, quantile: float, y: float) -> float:
    """Return the pinball loss τ(y − q)₊ + (1 − τ)(q − y)₊ of quantile `q` at level τ.

    Raises InvalidInput where the level is not strictly between 0 and 1.
    """
    _check_level(level)
    return level * (y - quantile) if y >= quantile else (1 - level) * (quantile - y)


def interval_score(low: float, high: float, alpha: float, y: float) -> float:
    """Return (high − low) + (2/α) · (how far y lies outside), for a central 1 − α interval.

    Raises InvalidInput where α is not strictly between 0 and 1 or the interval runs backwards.
    """
    _check_level(alpha)
    if low > high:
        raise InvalidInput(f"the interval {low:g} to {high:g} runs backwards")
    return (high - low) + 2 / alpha * (max(0.0, low - y) + max(0.0, y - high))


def weighted_interval(
    quantiles: Mapping[float, float], y: float, *, horizon: float = math.inf
) -> float:
    """Return the weighted interval score: twice the mean pinball loss over the levels given.

    `quantiles` maps levels strictly between 0 and 1 to values that do not fall as levels rise; `y`
    is the outcome, for a date infinite where it has not come. With a horizon both are cut to it.
    Given a median and central intervals, it is Bracher et al.'s score with weights α/2. Raises
    InvalidInput for other quantiles, or where neither `y` nor the horizon is finite.
    """
    _check(quantiles)
    outcome = min(y, horizon)
    if not math.isfinite(outcome):
        raise InvalidInput("a date that has not come is scored up to a horizon: give one")
    losses = [pinball(level, min(q, horizon), outcome) for level, q in quantiles.items()]
    return 2 * math.fsum(losses) / len(losses)


def crps_normal(mean: float, sd: float, y: float) -> float:
    """Return the continuous ranked probability score of a normal distribution; sd 0 is a point.

    Raises InvalidInput for a negative standard deviation.
    """
    if sd < 0:
        raise InvalidInput(f"the standard deviation {sd:g} is negative")
    if sd == 0:
        return abs(y - mean)
    z = (y - mean) / sd
    density = math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    return sd * (z * math.erf(z / math.sqrt(2)) + 2 * density - 1 / math.sqrt(math.pi))


def crps_uniform(low: float, high: float, y: float) -> float:
    """Return the continuous ranked probability score of a uniform distribution on low…high.

    Raises InvalidInput where it runs backwards; low and high may be one point.
    """
    if low > high:
        raise InvalidInput(f"the interval {low:g} to {high:g} runs backwards")
    width, nearest = high - low, min(max(y, low), high)
    if width == 0:
        return abs(y - low)
    below = (nearest - low) / width
    return abs(y - nearest) + width * (below**3 + (1 - below) ** 3) / 3


def crps_samples(samples: Sequence[float], y: float) -> float:
    """Return the continuous ranked probability score of a sample taken as the distribution.

    mean|x − y| − ½ mean|x − x′|, by sorting. Raises InvalidInput without samples.
    """
    n = len(samples)
    if not n:
        raise InvalidInput("a distribution by samples needs one sample or more")
    near = math.fsum(abs(x - y) for x in samples) / n
    apart = math.fsum((2 * place - n + 1) * x for place, x in enumerate(sorted(samples)))
    return near - apart / n**2


def central_intervals(quantiles: Mapping[float, float]) -> list[CentralInterval]:
    """Return the intervals between quantiles whose levels add up to 1, the widest first.

    Raises InvalidInput as `weighted_interval` does.
    """
    _check(quantiles)
    upper = {STEPS - step(level): value for level, value in quantiles.items()}
    return [
        CentralInterval(1 - 2 * step(level) / STEPS, quantiles[level], upper[step(level)])
        for level in sorted(quantiles)
        if 2 * step(level) < STEPS and step(level) in upper
    ]


def coverage(intervals: Sequence[tuple[float, float]], ys: Sequence[float]) -> float | None:
    """Return the share of outcomes within their intervals, ends included; None without any.

    To be held against the level that the intervals were given. Raises ValueError where the two
    differ in length.
    """
    inside = [low <= y <= high for (low, high), y in zip(intervals, ys, strict=True)]
    return sum(inside) / len(inside) if inside else None


def wis_ratio(scores: Sequence[tuple[str, float, float]]) -> float | None:
    """Return how large an owner's scores are, of a fixed reference's on the same claims.

    `scores` are (unit, the owner's score, the reference's). Within a unit sums are divided, for
    the mean of single ratios is not proper; units are then averaged, each by its claims. Below 1
    is better than the reference. A unit in which the reference has 0 is left out; None if all are.
    """
    units: dict[str, list[tuple[float, float]]] = {}
    for unit, own, reference in scores:
        units.setdefault(unit, []).append((own, reference))
    ratios = []
    for pairs in units.values():
        against = math.fsum(reference for _, reference in pairs)
        if against > 0:
            ratios.append((math.fsum(own for own, _ in pairs) / against, len(pairs)))
    n = sum(claims for _, claims in ratios)
    return math.fsum(ratio * claims for ratio, claims in ratios) / n if n else None


def _check_level(level: float) -> None:
    """Refuse a level that is not strictly between 0 and 1."""
    if not 0 < level < 1:
        raise InvalidInput(f"the level {level:g} is not strictly between 0 and 1")


def _check(quantiles: Mapping[float, float]) -> None:
    """Refuse no quantiles, a level outside 0…1, and values that fall as levels rise."""
    if not quantiles:
        raise InvalidInput("a forecast by quantiles needs one quantile or more")
    before = -math.inf
    for level in sorted(quantiles):
        _check_level(level)
        if not quantiles[level] >= before:
            raise InvalidInput(f"the quantile {quantiles[level]:g} at {level:g} falls back")
        before = quantiles[level]
