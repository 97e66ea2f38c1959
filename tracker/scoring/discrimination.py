"""Discrimination: whether the owner gives higher probabilities to what comes true.

The area under the ROC curve is the chance that, of one claim that came true and one that did not,
the true one had the higher probability; a tie counts ½. 1 is perfect order, ½ none. It says nothing
of calibration. Source: J. A. Hanley and B. J. McNeil, "The meaning and use of the area under a
receiver operating characteristic (ROC) curve", Radiology 143 (1982).
"""

import math
from collections.abc import Sequence

from tracker.scoring.isotonic import Pool, pooled


def auc(
    ps: Sequence[float], ys: Sequence[float], counts: Sequence[int] | None = None
) -> float | None:
    """Return the area under the ROC curve of `ps` for the outcomes `ys`, from 0 to 1.

    A share outcome y counts as y of a claim that came true and 1 − y of one that did not.
    Probabilities equal to 10⁻¹² tie. None where all came out alike, or none did. Raises
    InvalidInput outside 0…1, ValueError where the two differ in length.
    """
    pools = pooled(ps, ys, counts)
    return auc_of_pools(pools) if len(set(ys)) > 1 else None


def auc_of_pools(pools: Sequence[Pool]) -> float:
    """Return the area of claims pooled by probability, of which not all came out alike."""
    yes, no, won = 0.0, 0.0, []
    for pool in pools:
        failed = pool.n - pool.came
        won.append(pool.came * (no + failed / 2))
        yes, no = yes + pool.came, no + failed
    return math.fsum(won) / (yes * no)
