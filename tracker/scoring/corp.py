"""CORP: the Brier score taken apart into miscalibration, discrimination and uncertainty.

With x̂ the outcomes' isotonic regression on the probabilities (no bins to choose) and ō the base
rate,

    Brier = MCB − DSC + UNC,  MCB = B(p) − B(x̂),  DSC = B(ō) − B(x̂),  UNC = B(ō):

miscalibration (0 best), discrimination (more is better), uncertainty (not the owner's doing). In
the symmetric form each forecast is entered also turned round, (1 − p, 1 − y), with half the weight,
for which way round a claim is worded is arbitrary. Probabilities equal to 10⁻¹² are one.

Source: T. Dimitriadis, T. Gneiting and A. I. Jordan, "Stable reliability diagrams for
probabilistic classifiers", PNAS 118 (2021), doi:10.1073/pnas.2016191118.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from tracker.scoring.isotonic import Pool, both_ways, fitted, pooled
from tracker.scoring.probabilities import STEPS


class Decomposition(NamedTuple):
    """Miscalibration, discrimination and uncertainty; Brier is mcb − dsc + unc."""

    mcb: float
    dsc: float
    unc: float


def decompose(
    ps: Sequence[float], ys: Sequence[float], counts: Sequence[int] | None = None
) -> Decomposition | None:
    """Return MCB, DSC and UNC of probabilities `ps` with outcomes `ys`, each from 0 to 1.

    None without claims. Raises InvalidInput outside 0…1, ValueError where the two differ in length.
    """
    return of_pools(pooled(ps, ys, counts))


def decompose_symmetric(
    ps: Sequence[float], ys: Sequence[float], counts: Sequence[int] | None = None
) -> Decomposition | None:
    """Return MCB, DSC and UNC with each forecast entered also turned round.

    UNC is then 0.25 if all came out yes or no. None without claims. Raises InvalidInput outside
    0…1, ValueError where the two differ in length.
    """
    return of_pools(both_ways(pooled(ps, ys, counts)))


def of_pools(pools: Sequence[Pool]) -> Decomposition | None:
    """Return MCB, DSC and UNC of claims pooled by probability; None without claims."""
    if not pools:
        return None
    n = sum([pool.n for pool in pools])
    rate = math.fsum([pool.came for pool in pools]) / n
    of_given = math.fsum([_squares(pool, pool.step / STEPS) for pool in pools])
    of_curve = math.fsum(
        [_squares(pool, value) for pool, value in zip(pools, fitted(pools), strict=True)]
    )
    of_rate = math.fsum([_squares(pool, rate) for pool in pools])
    return Decomposition((of_given - of_curve) / n, (of_rate - of_curve) / n, of_rate / n)


def _squares(pool: Pool, value: float) -> float:
    """Return Σ(value − y)² of a pool's claims."""
    return pool.n * value * value - 2 * value * pool.came + pool.squares
