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

from collections.abc import Sequence
from typing import NamedTuple

from tracker.scoring.isotonic import Entry, both_ways, entries, fitted, pooled
from tracker.scoring.probabilities import STEPS
from tracker.scoring.samples import number, total


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
    return _decompose(entries(ps, ys), counts)


def decompose_symmetric(
    ps: Sequence[float], ys: Sequence[float], counts: Sequence[int] | None = None
) -> Decomposition | None:
    """Return MCB, DSC and UNC with each forecast entered also turned round.

    UNC is then 0.25 if all came out yes or no. None without claims. Raises InvalidInput outside
    0…1, ValueError where the two differ in length.
    """
    return _decompose(both_ways(entries(ps, ys)), counts and [*counts, *counts])


def _decompose(claims: Sequence[Entry], counts: Sequence[int] | None) -> Decomposition | None:
    """Take the Brier score of claims apart."""
    if not claims:
        return None
    n, pools = number(claims, counts), pooled(claims, counts)
    curve = {pool[0]: value for pool, value in zip(pools, fitted(pools), strict=True)}
    rate = total((y for _, y in claims), counts) / n
    of_given = total(((each / STEPS - y) ** 2 for each, y in claims), counts)
    of_curve = total(((curve[each] - y) ** 2 for each, y in claims), counts)
    of_rate = total(((rate - y) ** 2 for _, y in claims), counts)
    return Decomposition((of_given - of_curve) / n, (of_rate - of_curve) / n, of_rate / n)
