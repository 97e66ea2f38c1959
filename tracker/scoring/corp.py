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
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.scoring.isotonic import Entry, both_ways, entries, fitted, pooled
from tracker.scoring.probabilities import STEPS


class Decomposition(NamedTuple):
    """Miscalibration, discrimination and uncertainty; Brier is mcb − dsc + unc."""

    mcb: float
    dsc: float
    unc: float


def decompose(ps: Sequence[float], ys: Sequence[float]) -> Decomposition | None:
    """Return MCB, DSC and UNC of probabilities `ps` with outcomes `ys`, each from 0 to 1.

    None without claims. Raises InvalidInput outside 0…1, ValueError where the two differ in length.
    """
    return _decompose(entries(ps, ys))


def decompose_symmetric(ps: Sequence[float], ys: Sequence[float]) -> Decomposition | None:
    """Return MCB, DSC and UNC with each forecast entered also turned round.

    UNC is then 0.25 if all came out yes or no. None without claims. Raises InvalidInput outside
    0…1, ValueError where the two differ in length.
    """
    return _decompose(both_ways(entries(ps, ys)))


def _decompose(claims: Sequence[Entry]) -> Decomposition | None:
    """Take the Brier score of claims apart."""
    if not claims:
        return None
    n, pools = len(claims), pooled(claims)
    curve = {pool[0]: value for pool, value in zip(pools, fitted(pools), strict=True)}
    rate = math.fsum(y for _, y in claims) / n
    of_given = _squares((each / STEPS, y) for each, y in claims)
    of_curve = _squares((curve[each], y) for each, y in claims)
    of_rate = _squares((rate, y) for _, y in claims)
    return Decomposition((of_given - of_curve) / n, (of_rate - of_curve) / n, of_rate / n)


def _squares(pairs: Iterable[tuple[float, float]]) -> float:
    """Return the sum of (p − y)²."""
    return math.fsum((p - y) ** 2 for p, y in pairs)
