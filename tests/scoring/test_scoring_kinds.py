"""Options, numbers and dates: against tables by hand, scikit-learn and integration by scipy."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats
from sklearn.metrics import brier_score_loss, mean_pinball_loss
from sklearn.metrics import log_loss as sklearn_log_loss

from tracker.errors import InvalidInput
from tracker.scoring.brier import brier
from tracker.scoring.choice import (
    choice_baseline,
    choice_brier,
    choice_log_loss,
    ranked_probability,
)
from tracker.scoring.quantiles import (
    central_intervals,
    coverage,
    crps_normal,
    crps_samples,
    crps_uniform,
    interval_score,
    pinball,
    weighted_interval,
    wis_ratio,
)

QUANTILES = {0.05: 4.0, 0.5: 12.0, 0.95: 20.0}


def test_options_by_hand() -> None:
    ps = [0.5, 0.3, 0.2]
    assert choice_brier(ps, 0) == pytest.approx((0.25 + 0.09 + 0.04) / 2)
    assert choice_log_loss(ps, 2) == pytest.approx(math.log(5))
    assert choice_baseline(ps, 0) == pytest.approx(100 * math.log(1.5) / math.log(3))
    assert ranked_probability(ps, 0) == pytest.approx((0.25 + 0.04) / 2)
    assert ranked_probability(ps, 2) == pytest.approx((0.25 + 0.64) / 2)
    assert choice_log_loss([1.0, 0.0], 1) == math.inf
    assert choice_baseline([1.0, 0.0], 1) == -math.inf


def test_options_are_scored_as_by_scikit_learn() -> None:
    ps = [[0.5, 0.3, 0.2], [0.1, 0.8, 0.1], [0.25, 0.25, 0.5]]
    came = [1, 1, 0]
    brier_scores = [choice_brier(each, k) for each, k in zip(ps, came, strict=True)]
    losses = [choice_log_loss(each, k) for each, k in zip(ps, came, strict=True)]
    expected = brier_score_loss(came, ps, scale_by_half=True, labels=[0, 1, 2])
    assert np.mean(brier_scores) == pytest.approx(expected)
    assert np.mean(losses) == pytest.approx(sklearn_log_loss(came, ps, labels=[0, 1, 2]))


@given(st.integers(0, 100).map(lambda k: k / 100))
def test_two_options_score_as_yes_or_no(p: float) -> None:
    assert choice_brier([p, 1 - p], 0) == pytest.approx(brier(p, 1), abs=1e-12)
    assert ranked_probability([p, 1 - p], 0) == pytest.approx(brier(p, 1), abs=1e-12)


def test_coming_near_is_better_only_where_options_have_an_order() -> None:
    near, far = [0.1, 0.8, 0.1], [0.8, 0.1, 0.1]
    assert ranked_probability(near, 2) < ranked_probability(far, 2)
    assert choice_brier(near, 2) == pytest.approx(choice_brier(far, 2))


@pytest.mark.parametrize("rule", [choice_brier, choice_log_loss, ranked_probability])
@pytest.mark.parametrize(
    ("ps", "came", "why"),
    [
        ([1.0], 0, "two options"),
        ([], 0, "two options"),
        ([0.5, 0.4], 0, "add up to 0.9"),
        ([1.5, -0.5], 0, "between 0 and 1"),
        ([0.5, 0.5], 2, "no option 2"),
        ([0.5, 0.5], -1, "no option -1"),
    ],
)
def test_what_is_no_distribution_is_refused(
    rule: "type[object]", ps: list[float], came: int, why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        rule(ps, came)  # type: ignore[call-arg]


@pytest.mark.parametrize("y", [3.0, 12.0, 25.0])
def test_pinball_is_scikit_learns(y: float) -> None:
    for level, q in QUANTILES.items():
        assert pinball(level, q, y) == pytest.approx(mean_pinball_loss([y], [q], alpha=level))


def test_intervals_by_hand() -> None:
    assert interval_score(4, 20, 0.1, 12) == 16
    assert interval_score(4, 20, 0.1, 25) == pytest.approx(16 + 20 * 5)
    assert interval_score(4, 20, 0.1, 1) == pytest.approx(16 + 20 * 3)


@pytest.mark.parametrize("y", [1.0, 12.0, 18.0, 25.0])
def test_weighted_interval_is_bracher_et_als(y: float) -> None:
    # 1/(K + ½) · (½ |y − median| + Σ α/2 · interval score), here with K = 1.
    expected = (abs(y - 12) / 2 + 0.1 / 2 * interval_score(4, 20, 0.1, y)) / 1.5
    assert weighted_interval(QUANTILES, y) == pytest.approx(expected)


def test_a_date_that_has_not_come_is_scored_at_its_horizon() -> None:
    assert weighted_interval(QUANTILES, math.inf, horizon=15) == pytest.approx(
        2 * (0.05 * 11 + 0.5 * 3 + 0) / 3
    )
    assert weighted_interval(QUANTILES, 40, horizon=15) == weighted_interval(
        QUANTILES, math.inf, horizon=15
    )
    assert weighted_interval(QUANTILES, 10, horizon=15) == pytest.approx(
        2 * (0.05 * 6 + 0.5 * 2 + 0.05 * 5) / 3
    )
    with pytest.raises(InvalidInput, match="horizon"):
        weighted_interval(QUANTILES, math.inf)


@pytest.mark.parametrize(
    ("quantiles", "why"),
    [
        ({}, "one quantile or more"),
        ({0.0: 1.0}, "strictly between"),
        ({1.0: 1.0}, "strictly between"),
        ({0.1: 2.0, 0.9: 1.0}, "falls back"),
        ({0.1: math.nan}, "falls back"),
    ],
)
def test_what_are_no_quantiles_is_refused(quantiles: dict[float, float], why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        weighted_interval(quantiles, 1.0)


@pytest.mark.parametrize("y", [-3.0, 0.0, 1.3, 2.0, 7.0])
def test_whole_distributions_are_scored_as_by_integration(y: float) -> None:
    for law, found in (
        (stats.norm(1, 2), crps_normal(1, 2, y)),
        (stats.uniform(-1, 4), crps_uniform(-1, 3, y)),
    ):
        below = integrate.quad(lambda x, law=law: law.cdf(x) ** 2, -25, y, points=[-1, 3])[0]
        above = integrate.quad(lambda x, law=law: law.sf(x) ** 2, y, 30, points=[-1, 3])[0]
        assert found == pytest.approx(below + above, abs=1e-6)


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=12), st.floats(-100, 100))
def test_samples_are_scored_as_by_all_pairs(xs: list[float], y: float) -> None:
    near = sum(abs(x - y) for x in xs) / len(xs)
    apart = sum(abs(a - b) for a in xs for b in xs) / len(xs) ** 2
    assert crps_samples(xs, y) == pytest.approx(near - apart / 2, abs=1e-9)


def test_a_point_is_scored_by_its_distance() -> None:
    assert crps_normal(2, 0, 5) == crps_uniform(2, 2, 5) == crps_samples([2], 5) == 3


def test_many_quantiles_come_near_the_whole_distribution() -> None:
    levels = [k / 1000 for k in range(1, 1000)]
    quantiles = {level: float(stats.norm.ppf(level)) for level in levels}
    assert weighted_interval(quantiles, 0.7) == pytest.approx(crps_normal(0, 1, 0.7), abs=2e-3)


def test_what_is_no_distribution_of_numbers_is_refused() -> None:
    with pytest.raises(InvalidInput, match="negative"):
        crps_normal(0, -1, 0)
    with pytest.raises(InvalidInput, match="backwards"):
        crps_uniform(2, 1, 0)
    with pytest.raises(InvalidInput, match="backwards"):
        interval_score(2, 1, 0.1, 0)
    with pytest.raises(InvalidInput, match="one sample"):
        crps_samples([], 0)
    with pytest.raises(InvalidInput, match="strictly between"):
        pinball(1, 0, 0)


def test_intervals_are_read_from_pairs_of_quantiles() -> None:
    found = central_intervals({0.05: 1, 0.1: 2, 0.5: 3, 0.8: 4, 0.9: 5, 0.95: 6})
    assert [(round(each.level, 12), each.low, each.high) for each in found] == [
        (0.9, 1, 6),
        (0.8, 2, 5),
    ]
    assert central_intervals({0.5: 3}) == []


def test_coverage_counts_the_ends_in() -> None:
    assert coverage([(1, 2), (1, 2), (1, 2), (1, 2)], [1, 2, 2.1, 0]) == 0.5
    assert coverage([], []) is None


def test_units_never_mix_in_a_ratio() -> None:
    days = [("days", 10.0, 20.0), ("days", 30.0, 20.0)]
    metres = [("metres", 0.001, 0.004)]
    assert wis_ratio(days) == pytest.approx(1)
    assert wis_ratio(metres) == pytest.approx(0.25)
    assert wis_ratio(days + metres) == pytest.approx((2 * 1 + 0.25) / 3)
    assert wis_ratio([("days", 1.0, 0.0)]) is None
    assert wis_ratio([]) is None
