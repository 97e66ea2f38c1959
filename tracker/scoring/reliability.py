"""The reliability curve: how often things came true against how probable they were said to be.

The curve is the isotonic regression of CORP (`corp`); the band beside it shows how far from the
diagonal it strays by chance alone.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

from tracker.scoring.isotonic import both_ways, fitted, pooled
from tracker.scoring.probabilities import STEPS, checked, step
from tracker.scoring.simulation import SEED

DRAWS = 500
"""Draws of all outcomes for the consistency band."""

LEFT_OUT = 25
"""Draws left out below the band, and as many above: of 500 it holds 90%."""


class CurvePoint(NamedTuple):
    """The curve at one probability: the frequency fitted to the `n` claims that were given it."""

    p: float
    frequency: float
    n: int


class BandPoint(NamedTuple):
    """The band at one probability: where a calibrated owner's curve lies in 90% of draws."""

    p: float
    low: float
    high: float


def curve(ps: Sequence[float], ys: Sequence[float], *, symmetric: bool = True) -> list[CurvePoint]:
    """Return the fitted frequency at every probability given, in rising order.

    The symmetric curve, the one to show, has every claim twice: at p and at 1 − p. Raises
    InvalidInput outside 0…1, ValueError where the two differ in length.
    """
    pools = pooled(ps, ys)
    if symmetric:
        pools = both_ways(pools)
    return [
        CurvePoint(pool.step / STEPS, value, pool.n)
        for pool, value in zip(pools, fitted(pools), strict=True)
    ]


def consistency_band(
    ps: Sequence[float], *, symmetric: bool = True, seed: int = SEED
) -> list[BandPoint]:
    """Return where the curve of these probabilities lies if every one of them is right.

    At every probability given, the middle 90% of the curves fitted to DRAWS seeded draws of all
    outcomes, claims taken as independent: a curve that leaves it is miscalibrated there. Raises
    InvalidInput for a probability outside 0…1. Source: J. Bröcker and L. A. Smith, "Increasing the
    reliability of reliability diagrams", Weather and Forecasting 22 (2007).
    """
    if not ps:
        return []
    drawn = random.Random(seed).random  # noqa: S311 (a simulation, to be repeated by anybody)
    steps = sorted(step(checked(p)) for p in ps)
    chances = [each / STEPS for each in steps]
    fits: list[list[float]] = []
    for _ in range(DRAWS):
        pools = pooled(chances, [float(drawn() < p) for p in chances])
        fits.append(fitted(both_ways(pools) if symmetric else pools))
    points = sorted({*steps, *(STEPS - each for each in steps if symmetric)})
    ordered = [sorted(values) for values in zip(*fits, strict=True)]
    return [
        BandPoint(point / STEPS, values[LEFT_OUT], values[-1 - LEFT_OUT])
        for point, values in zip(points, ordered, strict=True)
    ]
