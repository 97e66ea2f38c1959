"""Spiegelhalter's z: whether the Brier score is what the owner's own odds promise.

z = Σ(y − p)(1 − 2p) / √Σ(1 − 2p)² p(1 − p), about standard normal if every p is right; above 0
for too bold, below 0 for too timid. It is the normal form of `own_odds`, on both sides.

Source: D. J. Spiegelhalter, "Probabilistic prediction in patient management and clinical trials",
Statistics in Medicine 5 (1986).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from tracker.scoring import tails
from tracker.scoring.probabilities import checked, is_share
from tracker.scoring.samples import total


class Spiegelhalter(NamedTuple):
    """The statistic and its two-sided p-value."""

    z: float
    p_value: float


def spiegelhalter(
    ps: Sequence[float], ys: Sequence[float], counts: Sequence[int] | None = None
) -> Spiegelhalter | None:
    """Return z and its two-sided p-value for probabilities `ps` and outcomes `ys`.

    None where the variance is 0, as it is without claims or when every p is 0%, 50% or 100%, and
    where an outcome is a share between no and yes, of which a p promises nothing. Raises
    InvalidInput outside 0…1, ValueError where the two differ in length.
    """
    pairs = [(checked(p), checked(y, "outcome")) for p, y in zip(ps, ys, strict=True)]
    variance = total([(1 - 2 * p) ** 2 * p * (1 - p) for p, _ in pairs], counts)
    if variance == 0 or any(is_share(y) for _, y in pairs):
        return None
    z = total([(y - p) * (1 - 2 * p) for p, y in pairs], counts) / math.sqrt(variance)
    return Spiegelhalter(z, tails.normal_beyond(z))
