"""Mistakes seen in other trackers: each is named here once, and does not happen."""

import math

import pytest

from tracker.scoring.calibration import bins
from tracker.scoring.categorical import hit_rate
from tracker.scoring.discrimination import auc
from tracker.scoring.samples import mean
from tracker.scoring.shrinkage import shrunk_means
from tracker.scoring.summary import summarise
from tracker.scoring.tally import Scored
from tracker.scoring.time_weighted import time_weighted


def test_a_late_50_percent_does_not_score_a_tenth() -> None:
    # Said with two fifths of the window left: 0.25 · 2/5 = 0.1 if divided by the whole of it.
    found = time_weighted([(6, 0.5)], 1, opens=0, closes=10)
    assert found is not None
    assert found.brier == 0.25
    assert found.advantage == 0
    assert found.coverage == pytest.approx(0.4)


def test_a_late_forecast_earns_less_not_more_than_the_same_one_early() -> None:
    early = time_weighted([(0, 0.9)], 1, opens=0, closes=10)
    late = time_weighted([(9, 0.9)], 1, opens=0, closes=10)
    assert early is not None
    assert late is not None
    assert early.advantage > late.advantage > 0
    assert early.brier == pytest.approx(late.brier)


@pytest.mark.parametrize("p", [0.15, 0.35, 0.1, 0.3, 0.1 + 0.2, 0.5, 0.55, 0.7, 0.0, 1.0])
@pytest.mark.parametrize("count", [5, 10, 20])
def test_no_forecast_is_lost_on_the_edge_of_a_bin(p: float, count: int) -> None:
    assert sum(each.n for each in bins([p], [1], count=count)) == 1
    assert sum(each.n for each in bins([p], [1], count=count, ends_apart=False)) == 1


def test_undefined_scores_are_in_no_denominator() -> None:
    scored = Scored(0.8, None, None, 1, "a")
    assert summarise([scored])["brier"] == pytest.approx(0.04)
    assert summarise([scored])["n"] == 1
    assert shrunk_means([[0.1, 0.3], [], [0.2, 0.6]])[1] is None
    with_empty, without = (
        shrunk_means([[0.1, 0.3], [], [0.2, 0.6]]),
        shrunk_means([[0.1, 0.3], [0.2, 0.6]]),
    )
    assert [with_empty[0], with_empty[2]] == without


def test_0_is_not_taken_for_missing() -> None:
    # A probability, an outcome and the end of a range may each be 0, and count.
    found = summarise([Scored(0.0, None, None, 0, "a"), Scored(0.1, 0.0, 0.2, 1, "b")])
    assert found["n"] == 2
    assert found["brier"] == pytest.approx(0.81 / 2)
    assert found["brier_high"] == pytest.approx(1.0 / 2)
    assert found["brier_low"] == pytest.approx(0.64 / 2)
    perfect = summarise([Scored(0.0, None, None, 0, "a"), Scored(1.0, None, None, 1, "b")])
    assert perfect["brier"] == 0
    assert perfect["log_loss"] == 0
    assert perfect["expected_brier"] == 0
    assert perfect["hits_p_low"] == 1
    assert bins([0.0], [0])[0].frequency == 0


def test_no_data_is_no_score_of_0_or_1() -> None:
    counts = {"n", "events", "log_infinite"}
    assert all(value is None for key, value in summarise([]).items() if key not in counts)
    assert mean([]) is None
    assert auc([], []) is None
    assert hit_rate([]).rate is None
    assert time_weighted([], 1, opens=0, closes=1) is None
    assert all(each.frequency is None for each in bins([], []))


def test_infinity_is_not_clipped_away_silently() -> None:
    found = summarise([Scored(0.0, None, None, 1, "a")])
    assert found["log_loss"] == math.inf
    assert found["log_infinite"] == 1
    assert found["log_loss_clipped"] == pytest.approx(math.log(100))
