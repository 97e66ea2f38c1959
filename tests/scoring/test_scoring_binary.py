"""Brier, log loss, baseline, spherical and skill, against tables by hand and scikit-learn."""

import math
from fractions import Fraction

import pytest
from sklearn.metrics import brier_score_loss
from sklearn.metrics import log_loss as sklearn_log_loss

from tracker.errors import InvalidInput
from tracker.scoring.baseline import baseline, baseline_of_options
from tracker.scoring.brier import brier, brier_range, brier_two_sided, mean_bounds
from tracker.scoring.log_loss import is_infinite, log_loss, log_loss_clipped
from tracker.scoring.samples import by_event, event_scores, mean
from tracker.scoring.skill import advantage, skill_base_rate, skill_half
from tracker.scoring.spherical import spherical

PS = [0.05, 0.2, 0.5, 0.7, 0.9, 0.99, 0.35]
YS = [0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("p", "y", "score"),
    [
        (0.5, 1, Fraction(1, 4)),
        (0.5, 0, Fraction(1, 4)),
        (0.95, 1, Fraction(1, 400)),
        (0.95, 0, Fraction(361, 400)),
        (1, 1, Fraction(0)),
        (1, 0, Fraction(1)),
        (0.8, 0.6, Fraction(1, 25)),
    ],
)
def test_brier_is_the_squared_distance(p: float, y: float, score: Fraction) -> None:
    assert brier(p, y) == pytest.approx(float(score), abs=1e-15)
    assert brier_two_sided(p, y) == pytest.approx(2 * float(score), abs=1e-15)


def test_mean_brier_is_scikit_learns() -> None:
    scores = [brier(p, y) for p, y in zip(PS, YS, strict=True)]
    assert mean(scores) == pytest.approx(brier_score_loss(YS, PS), abs=1e-15)


@pytest.mark.parametrize(
    ("low", "high", "y", "best", "worst"),
    [
        (0.6, 0.83, 1, 0.17**2, 0.4**2),
        (0.6, 0.83, 0, 0.6**2, 0.83**2),
        (0.5, 0.5, 1, 0.25, 0.25),
        (0.2, 0.7, 0.6, 0.0, 0.4**2),
        (0.0, 1.0, 1, 0.0, 1.0),
    ],
)
def test_a_range_scores_from_its_nearest_to_its_farthest_end(
    low: float, high: float, y: float, best: float, worst: float
) -> None:
    assert brier_range(low, high, y) == pytest.approx((best, worst), abs=1e-15)


def test_unscored_claims_bound_the_mean_by_their_best_and_worst_outcomes() -> None:
    assert mean_bounds([0.04], [0.9, 0.5]) == pytest.approx(
        ((0.04 + 0.01 + 0.25) / 3, (0.04 + 0.81 + 0.25) / 3)
    )
    assert mean_bounds([0.04], []) == (0.04, 0.04)
    assert mean_bounds([], []) is None


@pytest.mark.parametrize(
    ("p", "y", "loss"),
    [
        (0.5, 1, math.log(2)),
        (0.25, 1, math.log(4)),
        (0.25, 0, math.log(4 / 3)),
        (1, 1, 0.0),
        (0, 0, 0.0),
        (0, 1, math.inf),
        (1, 0, math.inf),
        (0, 0.4, math.inf),
        (0.5, 0.6, math.log(2)),
        (0.6, 0.6, -0.6 * math.log(0.6) - 0.4 * math.log(0.4)),
    ],
)
def test_log_loss_is_the_cross_entropy(p: float, y: float, loss: float) -> None:
    assert log_loss(p, y) == pytest.approx(loss)
    assert is_infinite(p, y) == math.isinf(loss)


def test_clipping_touches_only_what_was_held_all_but_impossible() -> None:
    assert log_loss_clipped(0, 1) == pytest.approx(math.log(100))
    assert log_loss_clipped(1, 0) == pytest.approx(math.log(100))
    assert log_loss_clipped(0.005, 1) == pytest.approx(math.log(100))
    assert log_loss_clipped(0.005, 0) == log_loss(0.005, 0)
    assert log_loss_clipped(0.02, 1) == log_loss(0.02, 1)
    assert log_loss_clipped(0, 0.5) == pytest.approx(0.5 * math.log(100))


def test_mean_log_loss_is_scikit_learns() -> None:
    losses = [log_loss(p, y) for p, y in zip(PS, YS, strict=True)]
    assert mean(losses) == pytest.approx(sklearn_log_loss(YS, PS), abs=1e-12)


@pytest.mark.parametrize(
    ("p", "y", "published"),
    [
        (0.4, 1, -32),
        (0.8, 1, 68),
        (0.8, 0, -132),
        (0.9, 1, 85),
        (0.9, 0, -232),
        (0.99, 1, 99),
        (0.99, 0, -564),
        (0.999, 1, 99.9),
        (0.001, 1, -897),
        (0.5, 1, 0),
    ],
)
def test_baseline_has_the_values_that_metaculus_publishes(
    p: float, y: float, published: float
) -> None:
    assert baseline(p, y) == pytest.approx(published, abs=0.5)


def test_baseline_of_eight_options_has_the_values_that_metaculus_publishes() -> None:
    assert baseline_of_options(0.999, 8) == pytest.approx(99.9, abs=0.1)
    assert baseline_of_options(0.001, 8) == pytest.approx(-232, abs=0.5)
    assert baseline_of_options(1 / 8, 8) == pytest.approx(0, abs=1e-12)


def test_baseline_is_infinite_where_the_impossible_came() -> None:
    assert baseline(0, 1) == -math.inf
    assert baseline(1, 0.5) == -math.inf
    assert baseline_of_options(0, 3) == -math.inf
    assert baseline(0, 0) == 100
    with pytest.raises(InvalidInput, match="two options"):
        baseline_of_options(0.5, 1)


@pytest.mark.parametrize(("p", "y"), [(0.3, 1), (0.3, 0), (0.75, 0.6)])
def test_baseline_is_the_log_loss_in_other_units(p: float, y: float) -> None:
    assert baseline(p, y) == pytest.approx(100 * (1 - log_loss(p, y) / math.log(2)))


@pytest.mark.parametrize(
    ("p", "y", "score"),
    [(0.6, 1, 3 / 13**0.5), (0.6, 0, 2 / 13**0.5), (0.5, 1, 0.5**0.5), (1, 1, 1.0), (1, 0, 0.0)],
)
def test_spherical_by_hand(p: float, y: float, score: float) -> None:
    assert spherical(p, y) == pytest.approx(score)


def test_spherical_of_a_share_weighs_both_sides() -> None:
    assert spherical(0.7, 0.6) == pytest.approx(0.6 * spherical(0.7, 1) + 0.4 * spherical(0.7, 0))


def test_advantage_and_skill_by_hand() -> None:
    assert advantage(0.25) == 0
    assert advantage(0.09) == pytest.approx(0.16)
    assert skill_half(0.1) == pytest.approx(0.6)
    assert skill_base_rate(0.1, [1, 1, 1, 0]) == pytest.approx(1 - 0.1 / (3 / 16))
    assert skill_base_rate(0.1, [0.6, 0.6, 0.3]) == pytest.approx(1 - 0.1 / 0.02)


@pytest.mark.parametrize("ys", [[], [1.0], [0.0, 0.0], [0.6, 0.6, 0.6]])
def test_skill_over_the_base_rate_is_undefined_where_all_came_out_alike(ys: list[float]) -> None:
    assert skill_base_rate(0.1, ys) is None


@pytest.mark.parametrize("rule", [brier, brier_two_sided, log_loss, log_loss_clipped, baseline])
@pytest.mark.parametrize(("p", "y"), [(1.01, 1), (-0.1, 0), (math.nan, 1), (0.5, 2), (0.5, -1)])
def test_numbers_outside_0_to_1_are_refused(rule: "type[object]", p: float, y: float) -> None:
    with pytest.raises(InvalidInput, match="not between 0 and 1"):
        rule(p, y)  # type: ignore[call-arg]


def test_a_range_that_runs_backwards_is_refused() -> None:
    with pytest.raises(InvalidInput, match="backwards"):
        brier_range(0.8, 0.2, 1)


def test_samples_are_gathered_by_event() -> None:
    assert by_event([1, 2, 3], ["a", "b", "a"]) == [[1, 3], [2]]
    assert event_scores([1, 2, 3], ["a", "b", "a"]) == (2, 0, [2, 2])
    assert event_scores([1, 2, 6], ["a", "b", "a"]) == (2, 2, [3.5, 2])
    assert event_scores([], []) == (0, 0, [])
    assert mean([]) is None
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        by_event([1, 2], ["a"])
