"""Discrimination: whether the owner gives higher probabilities to what comes true.

The area under the ROC curve is the chance that, of one claim that came true and one that did not,
the true one had the higher probability; a tie counts ½. 1 is perfect order, ½ none. It says nothing
of calibration. Source: J. A. Hanley and B. J. McNeil, "The meaning and use of the area under a
receiver operating characteristic (ROC) curve", Radiology 143 (1982).
"""

import math
from collections.abc import Sequence
from itertools import repeat

from tracker.scoring.probabilities import checked, step


def auc(
    ps: Sequence[float], ys: Sequence[float], counts: Sequence[int] | None = None
) -> float | None:
    """Return the area under the ROC curve of `ps` for the outcomes `ys`, from 0 to 1.

    A share outcome y counts as y of a claim that came true and 1 − y of one that did not.
    Probabilities equal to 10⁻¹² tie. None where all came out alike, or none did. Raises
    InvalidInput outside 0…1, ValueError where the two differ in length.
    """
    gathered: dict[int, list[tuple[float, int]]] = {}
    for p, y, n in zip(ps, ys, counts or repeat(1, len(ps)), strict=True):
        gathered.setdefault(step(checked(p)), []).append((checked(y, "outcome"), n))
    if not ys or min(ys) == max(ys):
        return None
    yes, no, won = 0.0, 0.0, []
    for each in sorted(gathered):
        came = math.fsum(y * n for y, n in gathered[each])
        failed = math.fsum((1 - y) * n for y, n in gathered[each])
        won.append(came * (no + failed / 2))
        yes, no = yes + came, no + failed
    return math.fsum(won) / (yes * no)
