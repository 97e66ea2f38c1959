"""The log loss −ln p_o, p_o the probability of what happened: 0 best, ln 2 ≈ 0.693 for 50%.

A wrong 0% or 100% costs an infinite loss, and one of them makes the mean infinite. That is shown
as it is, with how many there are, beside a mean whose p_o is clipped below at 0.01 under a name of
its own; nothing is clipped silently. For a share outcome, such as 60%, the loss is the
cross-entropy −y ln p − (1 − y) ln(1 − p).

Source: I. J. Good, "Rational decisions", Journal of the Royal Statistical Society B 14 (1952).
"""

import math

from tracker.scoring.probabilities import checked

CLIPPED_AT = 0.01
"""The least probability of what happened that the clipped loss reckons with."""


def log_loss(p: float, y: float) -> float:
    """Return −ln p_o, from 0 to infinity, in natural units; of a share the cross-entropy.

    Raises InvalidInput where the probability `p` or the outcome `y` lies outside 0…1.
    """
    return _loss(checked(p), checked(y, "outcome"), 0.0)


def log_loss_clipped(p: float, y: float) -> float:
    """Return the log loss with p_o no less than CLIPPED_AT: from 0 to ln 100 ≈ 4.605.

    Raises InvalidInput where the probability `p` or the outcome `y` lies outside 0…1.
    """
    return _loss(checked(p), checked(y, "outcome"), CLIPPED_AT)


def is_infinite(p: float, y: float) -> bool:
    """Say whether what was held impossible happened: 0% and not no, or 100% and not yes."""
    return (p == 0 and y > 0) or (p == 1 and y < 1)


def _loss(p: float, y: float, floor: float) -> float:
    """Return the cross-entropy of p and y; what did not happen at all costs nothing."""
    loss = 0.0
    for probability, weight in ((p, y), (1 - p, 1 - y)):
        if weight > 0:
            reckoned = max(probability, floor)
            loss -= weight * math.log(reckoned) if reckoned > 0 else -math.inf
    return loss
