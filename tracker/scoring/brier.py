"""The Brier score (p − y)²: 0 best, 1 worst, 0.25 for a forecaster who always says 50%.

Source: G. W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather
Review 78 (1950). Brier's own form sums over both outcomes and runs from 0 to 2; here it has a name
of its own, so that the two are never mixed.
"""

from collections.abc import Sequence

from tracker.errors import InvalidInput
from tracker.scoring.probabilities import checked
from tracker.scoring.samples import number, total


def brier(p: float, y: float) -> float:
    """Return (p − y)², from 0 to 1.

    `p` is the probability given, `y` the outcome: 0, 1 or a share between. Raises InvalidInput
    where one lies outside 0…1.
    """
    return (checked(p) - checked(y, "outcome")) ** 2


def brier_two_sided(p: float, y: float) -> float:
    """Return Brier's sum over yes and no, Σ(p_k − y_k)²: twice `brier`, from 0 to 2.

    Raises InvalidInput where `p` or `y` lies outside 0…1.
    """
    return 2 * brier(p, y)


def brier_range(low: float, high: float, y: float) -> tuple[float, float]:
    """Return the least and the greatest Brier score that a probability in low…high can have.

    For a forecast known only as a range, such as one read from "likely": [dist(y, [low, high])²,
    max((low − y)², (high − y)²)]. Raises InvalidInput outside 0…1, or where low is above high.
    """
    if low > high:
        raise InvalidInput(f"the range {low:g} to {high:g} runs backwards")
    worst = max(brier(low, y), brier(high, y))
    nearest = min(max(y, low), high)
    return (nearest - y) ** 2, worst


def mean_bounds(
    scores: Sequence[float],
    unscored: Sequence[float],
    *,
    counts: Sequence[int] | None = None,
    unscored_counts: Sequence[int] | None = None,
) -> tuple[float, float] | None:
    """Return the mean Brier score if the claims not scored had come out best, and worst.

    `scores` are Brier scores of the claims that were scored, `unscored` the probabilities given to
    those that were not: void and overdue claims count beside every mean. None without any claim.
    Raises InvalidInput for a probability outside 0…1.
    """
    n = number(scores, counts) + number(unscored, unscored_counts)
    if not n:
        return None
    sides = [(brier(p, 0), brier(p, 1)) for p in unscored]
    had = total(scores, counts)
    best = had + total([min(side) for side in sides], unscored_counts)
    worst = had + total([max(side) for side in sides], unscored_counts)
    return best / n, worst / n
