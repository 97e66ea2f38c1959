"""The spherical score p_o / √Σp_k²: 1 at best, 0 at worst, 0.707 for 50%; more is better.

A proper rule that, unlike the log loss, stays finite. Source: T. Gneiting and A. E. Raftery,
"Strictly proper scoring rules, prediction, and estimation", JASA 102 (2007).
"""

import math

from tracker.scoring.probabilities import checked


def spherical(p: float, y: float) -> float:
    """Return p_o / √(p² + (1 − p)²), from 0 to 1; of a share outcome the two sides' mean by it.

    Raises InvalidInput where the probability `p` or the outcome `y` lies outside 0…1.
    """
    happened = checked(y, "outcome") * checked(p) + (1 - y) * (1 - p)
    return happened / math.hypot(p, 1 - p)
