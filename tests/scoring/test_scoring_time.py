"""Time-weighted scores: a published example, the window scheduled, and no gain by gaming."""

import itertools

import pytest

from tracker.errors import InvalidInput
from tracker.scoring.baseline import baseline
from tracker.scoring.time_weighted import standing, time_weighted


def test_metaculus_five_day_question_scores_27() -> None:
    # Scores FAQ: 40% on day 2, 70% on day 3, 80% on day 5; −32, +49, +49, +68, on average +27.
    spans = standing([(1, 0.4), (2, 0.7), (4, 0.8)], opens=0, closes=5)
    assert spans == [(1, 0.4), (2, 0.7), (1, 0.8)]
    mean = sum(length * baseline(p, 1) for length, p in spans) / 5
    assert mean == pytest.approx(27, abs=0.5)


def test_one_claim_by_hand() -> None:
    found = time_weighted([(0, 0.5), (4, 0.9)], 1, opens=0, closes=10)
    assert found is not None
    assert found.brier == pytest.approx((4 * 0.25 + 6 * 0.01) / 10)
    assert found.advantage == pytest.approx(6 * 0.24 / 10)
    assert found.coverage == 1


def test_after_resolution_nothing_stands() -> None:
    found = time_weighted([(0, 0.5), (4, 0.9)], 1, opens=0, closes=10, resolved=6)
    assert found is not None
    assert found.brier == pytest.approx((4 * 0.25 + 2 * 0.01) / 6)
    assert found.advantage == pytest.approx(2 * 0.24 / 10)
    assert found.coverage == pytest.approx(0.6)


def test_forecasts_outside_the_window_count_only_within_it() -> None:
    early = time_weighted([(-5, 0.8)], 1, opens=0, closes=10)
    assert early == time_weighted([(0, 0.8)], 1, opens=0, closes=10)
    assert time_weighted([(0, 0.8), (12, 0.1)], 1, opens=0, closes=10) == early
    assert time_weighted([(0, 0.8)], 1, opens=0, closes=10, resolved=15) == early
    assert time_weighted([(-9, 0.1), (-5, 0.8)], 1, opens=0, closes=10) == early


def test_of_two_forecasts_at_one_time_the_later_stands() -> None:
    assert standing([(2, 0.1), (2, 0.8)], opens=0, closes=4) == [(2, 0.8)]


def test_forecasts_in_any_order_of_time() -> None:
    spans = standing([(4, 0.9), (0, 0.5)], opens=0, closes=10)
    assert spans == [(4, 0.5), (6, 0.9)]


@pytest.mark.parametrize(
    ("forecasts", "resolved"), [([], None), ([(10, 0.5)], None), ([(6, 0.5)], 5), ([(0, 0.5)], 0)]
)
def test_an_owner_who_never_stood_has_no_score(
    forecasts: list[tuple[float, float]], resolved: float | None
) -> None:
    assert time_weighted(forecasts, 1, opens=0, closes=10, resolved=resolved) is None


def test_a_window_runs_forwards() -> None:
    with pytest.raises(InvalidInput, match="does not run forwards"):
        time_weighted([(0, 0.5)], 1, opens=5, closes=5)
    with pytest.raises(InvalidInput, match="between 0 and 1"):
        time_weighted([(0, 1.5)], 1, opens=0, closes=5)


def expected_advantage(first: float, second: float) -> float:
    """Return the mean advantage on "X within two days", which comes true on each with chance ½.

    It is `first` on the first day and, where nothing came by then, `second` on the second.
    """
    forecasts = [(0.0, first), (1.0, second)]
    outcomes = [(0.5, 1.0, 1.0), (0.25, 1.0, 2.0), (0.25, 0.0, 2.0)]
    total = 0.0
    for chance, y, resolved in outcomes:
        found = time_weighted(forecasts, y, opens=0, closes=2, resolved=resolved)
        assert found is not None
        total += chance * found.advantage
    return total


def test_honesty_earns_most_over_the_window_scheduled() -> None:
    grid = [k / 20 for k in range(21)]
    best = max(itertools.product(grid, grid), key=lambda said: expected_advantage(*said))
    assert best == (0.75, 0.5)
