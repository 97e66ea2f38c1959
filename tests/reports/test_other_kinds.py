"""The scorecard's blocks for choices, numbers and dates, against figures worked out by hand."""

import json
import math
from typing import Any

import numpy as np
import pytest

from tracker.reports.other_kinds import ChoiceScores, NumberScores
from tracker.storage.queries.scores import ScoredForecast


def forecast(kind: str, given: dict[str, Any] | None, outcome: str | None, **own: Any) -> Any:
    values: dict[str, Any] = {
        **dict.fromkeys(ScoredForecast._fields),
        "kind": kind,
        "claim_id": 1,
        "said_on": "2026-01-01",
        "distribution": None if given is None else json.dumps(given),
        "outcome": outcome,
        **own,
    }
    return ScoredForecast(**values)


def test_nothing_scored_is_null() -> None:
    choices, numbers = ChoiceScores(), NumberScores()
    for outcome in (None, "annulled"):
        choices.add(forecast("choice", {"A": 1}, outcome, options='["A", "B"]'))
        numbers.add(forecast("number", {"50%": 1}, outcome))
    choices.add(forecast("choice", None, "A", options='["A", "B"]'))
    assert choices.block() == {"n": 0, "brier": None, "log_loss": None, "rps": None}
    assert numbers.block() == {"n": 0, "wis_ratio": None, "coverage": None}


def test_choices() -> None:
    own = ChoiceScores(ordered={1})
    options = '["A", "B", "C"]'
    own.add(forecast("choice", {"A": 0.5, "B": 0.3, "C": 0.2}, "B", options=options))
    own.add(forecast("choice", {"C": 0.5, "A": 0.5}, "C", options=options, claim_id=2))
    block = own.block()
    assert block["n"] == 2
    assert block["brier"] == pytest.approx(((0.25 + 0.49 + 0.04) / 2 + 0.25) / 2)
    assert block["log_loss"] == pytest.approx(-(math.log(0.3) + math.log(0.5)) / 2)
    assert block["rps"] == pytest.approx((0.5**2 + 0.2**2) / 2)


def test_a_wrong_certainty_is_infinite() -> None:
    own = ChoiceScores()
    own.add(forecast("choice", {"A": 1}, "B", options='["A", "B"]'))
    assert own.block()["log_loss"] == math.inf


def wis(levels: list[float], values: list[float], y: float) -> float:
    tau, gap = np.array(levels), y - np.array(values)
    return float(2 * np.maximum(tau * gap, (tau - 1) * gap).mean())


def test_numbers_are_set_against_zero_and_units_apart() -> None:
    own = NumberScores()
    own.add(forecast("number", {"5%": 4, "50%": 12, "95%": 22}, "13", unit="h"))
    own.add(forecast("number", {"5%": 400, "50%": 1200, "95%": 2200}, "3000", unit="km"))
    hours = wis([0.05, 0.5, 0.95], [4, 12, 22], 13) / 13
    far = wis([0.05, 0.5, 0.95], [400, 1200, 2200], 3000) / 3000
    assert own.block() == {
        "n": 2,
        "wis_ratio": pytest.approx((hours + far) / 2),
        "coverage": 0.5,
    }


@pytest.mark.parametrize(
    ("outcome", "came"), [("2026-01-31", 30), ("no", 100), ("2027-01-01", 100)]
)
def test_dates_are_cut_at_the_deadline(outcome: str, came: int) -> None:
    own = NumberScores()
    given = {"10%": "2026-01-21", "50%": "2026-02-20", "90%": "2030-01-01"}
    own.add(forecast("date", given, outcome, deadline="2026-04-11"))
    levels = [0.1, 0.5, 0.9]
    ratio = wis(levels, [20, 50, 100], came) / wis(levels, [10, 50, 90], came)
    assert own.block() == {"n": 1, "wis_ratio": pytest.approx(ratio), "coverage": 1.0}
