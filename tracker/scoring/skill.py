"""How much better a mean Brier score is than that of a simple forecaster.

The advantage is a difference and says something from the first claim on. The two ratios, 1 for
perfect, 0 for no better, negative for worse, are noisy: tables show them from 50 events.
Source: A. H. Murphy, "Skill scores based on the mean square error", Monthly Weather Review 116
(1988).
"""

from collections.abc import Sequence

from tracker.scoring.samples import number, total

ALWAYS_HALF = 0.25
"""The Brier score of a forecaster who always says 50%, whatever comes."""


def advantage(score: float) -> float:
    """Return 0.25 − Brier, from −0.75 to 0.25: how much better than always saying 50%."""
    return ALWAYS_HALF - score


def skill_half(score: float) -> float:
    """Return 1 − B/0.25, from −3 to 1: the share of always-50%'s score that was saved."""
    return 1 - score / ALWAYS_HALF


def skill_base_rate(
    score: float, ys: Sequence[float], counts: Sequence[int] | None = None
) -> float | None:
    """Return 1 − B/B(ō), at most 1: against one who knew the base rate ō and always said it.

    `score` is the mean Brier score on the outcomes `ys`, each from 0 to 1. B(ō), the mean of
    (y − ō)², is ō(1 − ō) where all came out yes or no. None where all came out alike, or none did.
    """
    if not ys or min(ys) == max(ys):
        return None
    n = number(ys, counts)
    rate = total(ys, counts) / n
    return 1 - score / (total([(y - rate) ** 2 for y in ys], counts) / n)
