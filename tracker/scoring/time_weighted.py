"""Time-weighted scores: what an owner said, for as long as it stood.

The window is the one scheduled, opening to deadline, not opening to resolution: to stop the clock
at resolution weights early yeses more, and gaming then beats honesty. What is averaged over the
whole window must therefore be worth 0 when nothing is said, as the advantage 0.25 − (p − y)² is.
A Brier score is not: 0 there is perfection, and dividing it by the whole window would give a late
50% a score of 0.1. It is averaged over the time the owner stood, with the coverage beside it.

Source: Metaculus, "Scores FAQ", Do all my predictions on a question count toward my score?
"""

import math
from collections.abc import Sequence
from operator import itemgetter
from typing import NamedTuple

from tracker.errors import InvalidInput
from tracker.scoring.probabilities import checked
from tracker.scoring.skill import advantage


class TimeWeighted(NamedTuple):
    """An owner's scores on one claim over time.

    `advantage` is averaged over the whole window, 0 while nothing stood; `brier` over the time
    that a forecast stood; `coverage`, from 0 to 1, is that time's share of the window.
    """

    advantage: float
    brier: float
    coverage: float


def time_weighted(
    forecasts: Sequence[tuple[float, float]],
    y: float,
    *,
    opens: float,
    closes: float,
    resolved: float | None = None,
) -> TimeWeighted | None:
    """Return an owner's time-weighted scores on one claim with outcome `y`, from 0 to 1.

    `forecasts` are (time, probability), `opens` and `closes` the window scheduled, `resolved` the
    time when the outcome became known, all in one unit, such as days. A forecast from before the
    window stands from its opening; of two at one time the later in the sequence stands. None where
    none ever stood. Raises InvalidInput outside 0…1, or where the window does not run forwards.
    """
    checked(y, "outcome")
    spans = standing(forecasts, opens=opens, closes=closes, resolved=resolved)
    if not spans:
        return None
    stood = math.fsum([length for length, _ in spans])
    score = math.fsum([length * (p - y) ** 2 for length, p in spans]) / stood
    coverage = stood / (closes - opens)
    return TimeWeighted(coverage * advantage(score), score, coverage)


def standing(
    forecasts: Sequence[tuple[float, float]],
    *,
    opens: float,
    closes: float,
    resolved: float | None = None,
) -> list[tuple[float, float]]:
    """Return for how long each forecast stood within the window, as (length, probability).

    A forecast stands until the next one, the resolution or the end, whichever is first. Raises
    InvalidInput for a probability outside 0…1, or where the window does not run forwards.
    """
    if not opens < closes:
        raise InvalidInput(f"the window from {opens:g} to {closes:g} does not run forwards")
    until = closes if resolved is None else min(closes, resolved)
    ordered = sorted(forecasts, key=itemgetter(0))
    spans = []
    for time, p in reversed(ordered):
        since = max(time, opens)
        if since < until:
            spans.append((until - since, checked(p)))
            until = since
    spans.reverse()
    return spans
