"""The scorecard's blocks for claims that come out as an option, a number or a date.

A choice has an order only where its claim carries the tag `ordered`: its options then stand in that
order, and the ranked probability score is taken. Options that a forecast leaves out have 0%.

Numbers are scored by their quantiles and set against a fixed reference, which hangs on the claim
alone and not on anybody's forecast, so that nobody can move what they are measured by. It has the
same levels. For a number all its quantiles are 0: with levels as many above as below the middle its
score is the size of the outcome. For a date with a deadline they are those of an even spread from
the first day (`opens`, else the day said) to the deadline; without one, the day said. A ratio
below 1 is better than that. Dates are days from the day said, cut at the deadline: one that came
later, or by then not at all (`no`), counts as the deadline.
"""

import json
import math
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from tracker.domain.claim import VOID
from tracker.registry import load
from tracker.scoring.samples import mean
from tracker.storage.queries.scores import ScoredForecast

ORDERED = "ordered"
"""The tag of a choice whose options are given in their order."""
_DAYS = "days of dates"


class ChoiceScores:
    """Forecasts on choices that came out; `ordered` are the claims whose options have an order."""

    def __init__(self, ordered: Collection[int] = ()) -> None:
        self.ordered = ordered
        self._brier: list[float] = []
        self._log: list[float] = []
        self._rps: list[float] = []

    def add(self, forecast: ScoredForecast) -> None:
        """Enter the forecast by which an owner stands, if it is one on a choice that came out."""
        given = _given(forecast)
        if forecast.kind != "choice" or given is None:
            return
        options = json.loads(forecast.options or "null") or list(given)
        if forecast.outcome not in options or len(options) < 2:  # noqa: PLR2004 - no choice
            return
        shares = [float(given.get(option, 0)) for option in options]
        came = options.index(forecast.outcome)
        rules = load("tracker.scoring.choice")
        self._brier.append(rules.choice_brier(shares, came))
        self._log.append(rules.choice_log_loss(shares, came))
        if forecast.claim_id in self.ordered:
            self._rps.append(rules.ranked_probability(shares, came))

    def block(self) -> dict[str, Any]:
        """Return the means; the ranked probability score's is over ordered choices alone."""
        return {
            "n": len(self._brier),
            "brier": mean(self._brier),
            "log_loss": mean(self._log),
            "rps": mean(self._rps),
        }


class NumberScores:
    """Forecasts on numbers and dates that came out."""

    def __init__(self) -> None:
        self._scores: list[tuple[str, float, float]] = []
        self._covered: list[float] = []

    def add(self, forecast: ScoredForecast) -> None:
        """Enter the forecast by which an owner stands, if it is on a number or date that came."""
        given = _given(forecast)
        scale = None if given is None else _scale(forecast)
        if given is None or scale is None:
            return
        level = load("tracker.domain.distribution:level")
        rules = load("tracker.scoring.quantiles")
        quantiles = {level(name) / 100: scale.place(value) for name, value in given.items()}
        reference = {tau: scale.low + tau * (scale.high - scale.low) for tau in quantiles}
        self._scores.append(
            (
                scale.unit,
                rules.weighted_interval(quantiles, scale.came),
                rules.weighted_interval(reference, scale.came),
            )
        )
        intervals = [(low, high) for _, low, high in rules.central_intervals(quantiles)]
        inside = rules.coverage(intervals, [scale.came] * len(intervals))
        if inside is not None:
            self._covered.append(inside)

    def block(self) -> dict[str, Any]:
        """Return the scores over the reference's, and how many intervals held the outcome.

        Each forecast's intervals count as one, in equal parts.
        """
        ratio = load("tracker.scoring.quantiles:wis_ratio") if self._scores else None
        return {
            "n": len(self._scores),
            "wis_ratio": ratio and ratio(self._scores),
            "coverage": mean(self._covered),
        }


class _Scale(NamedTuple):
    """What a claim is measured in, the ends of its reference, how it came out, and the horizon."""

    unit: str
    low: float
    high: float
    came: float
    said_on: date | None = None
    horizon: float = math.inf

    def place(self, value: Any) -> float:
        """Return a quantile on the scale: a number, or days from the day said, to the horizon."""
        if self.said_on is None:
            return float(value)
        return min(float((date.fromisoformat(value) - self.said_on).days), self.horizon)


def _given(forecast: ScoredForecast) -> dict[str, Any] | None:
    """Return a forecast's distribution, None where it has none or its claim has not come out."""
    if not forecast.distribution or forecast.outcome is None or forecast.outcome in VOID:
        return None
    found: dict[str, Any] = json.loads(forecast.distribution)
    return found


def _scale(claim: ScoredForecast) -> _Scale | None:
    if claim.kind == "number":
        return _Scale(f"number {claim.unit or ''}", 0.0, 0.0, float(claim.outcome or "nan"))
    if claim.kind != "date":
        return None
    said_on = date.fromisoformat(claim.said_on)
    came = math.inf if claim.outcome == "no" else float(_days(claim.outcome, said_on))
    if claim.deadline is None:
        return None if math.isinf(came) else _Scale(_DAYS, 0.0, 0.0, came, said_on)
    horizon = float(_days(claim.deadline, said_on))
    opens = min(float(_days(claim.opens or claim.said_on, said_on)), horizon)
    return _Scale(_DAYS, opens, horizon, min(came, horizon), said_on, horizon)


def _days(text: str | None, said_on: date) -> int:
    return (date.fromisoformat(text or "") - said_on).days
