"""Intervals and the distributions under them, against scipy, closed forms and simulation."""

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tracker.errors import InvalidInput
from tracker.scoring import tails
from tracker.scoring.interval import cluster_t, gaffke, wilson

scores = st.lists(st.floats(0, 1), min_size=1, max_size=49)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 9, 19, 49, 50, 199, 200, 201, 999, 10**5, 10**7])
@pytest.mark.parametrize("probability", [0.5, 0.6, 0.9, 0.95, 0.975, 0.995, 0.9999])
def test_student_quantiles_are_scipys(freedom: int, probability: float) -> None:
    expected = stats.t.ppf(probability, freedom)
    assert tails.student_quantile(probability, freedom) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("freedom", [0.5, 1, 2, 3.7, 10, 49, 100, 1000, 10**6])
@pytest.mark.parametrize("t", [0, 1e-9, 0.1, 0.7, 1, 2, 3.5, 10, 40, 1e5])
def test_student_tails_are_scipys(freedom: float, t: float) -> None:
    expected = 2 * stats.t.sf(t, freedom)
    assert tails.student_beyond(t, freedom) == pytest.approx(expected, rel=1e-9, abs=1e-280)
    assert tails.student_beyond(-t, freedom) == tails.student_beyond(t, freedom)


def test_student_tails_end() -> None:
    assert tails.student_beyond(math.inf, 5) == 0
    assert tails.student_beyond(0, 5) == 1
    with pytest.raises(ValueError, match="no t quantile"):
        tails.student_quantile(1, 5)
    with pytest.raises(ValueError, match="no t quantile"):
        tails.student_quantile(0.4, 5)
    with pytest.raises(ValueError, match="no t quantile"):
        tails.student_quantile(0.9, 0)


@pytest.mark.parametrize("z", [-9, -3, -1, 0, 0.5, 1.96, 8])
def test_normal_tails_are_scipys(z: float) -> None:
    assert tails.normal_below(z) == pytest.approx(stats.norm.cdf(z), rel=1e-12)
    assert tails.normal_above(z) == pytest.approx(stats.norm.sf(z), rel=1e-12)
    assert tails.normal_beyond(z) == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-12)
    assert pytest.approx(stats.norm.ppf(0.975), rel=1e-15) == tails.Z_95


@pytest.mark.parametrize(("hits", "n"), [(0, 1), (1, 1), (0, 12), (1, 12), (3, 4), (50, 100)])
def test_wilsons_interval_is_scipys(hits: int, n: int) -> None:
    expected = stats.binomtest(hits, n).proportion_ci(0.95, "wilson")
    assert wilson(hits, n) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_wilsons_interval_of_nothing_and_of_shares() -> None:
    assert wilson(0, 0) is None
    between, below, above = wilson(2.5, 4), wilson(2, 4), wilson(3, 4)
    assert between is not None
    assert below is not None
    assert above is not None
    assert below[0] < between[0] < above[0]
    assert below[1] < between[1] < above[1]


@given(scores)
def test_gaffkes_interval_holds_the_mean_and_stays_within_0_to_1(values: list[float]) -> None:
    found = gaffke(values)
    assert found is not None
    low, high = found
    assert 0 <= low <= math.fsum(values) / len(values) <= high <= 1


@given(scores, st.randoms())
def test_gaffkes_interval_is_the_same_in_any_order(
    values: list[float], shuffler: random.Random
) -> None:
    shuffled = list(values)
    shuffler.shuffle(shuffled)
    assert gaffke(shuffled) == gaffke(values)


@pytest.mark.parametrize("score", [0.0, 0.01, 0.25, 1.0])
def test_gaffkes_interval_of_one_score_is_a_uniform_weight(score: float) -> None:
    # One score and one more: w is uniform, so the ends are 0.025 z and 1 − 0.025 (1 − z).
    found = gaffke([score])
    assert found is not None
    assert found[0] == pytest.approx(0.025 * score, abs=0.01)
    assert found[1] == pytest.approx(1 - 0.025 * (1 - score), abs=0.01)


def test_gaffkes_interval_of_all_0_ends_where_a_beta_quantile_does() -> None:
    # Then the upper end is the 97.5% quantile of one Dirichlet weight of n + 1: Beta(1, n).
    found = gaffke([0.0] * 10)
    assert found is not None
    assert found[0] == 0
    assert found[1] == pytest.approx(stats.beta.ppf(0.975, 1, 10), abs=0.03)


@pytest.mark.parametrize("n", [2, 5, 10, 30])
def test_gaffkes_ends_are_those_of_numpys_dirichlet(n: int) -> None:
    values = [((7 * k) % 11 / 11) ** 2 for k in range(n)]
    weights = np.random.default_rng(5).dirichlet([1] * (n + 1), 100_000)
    low = np.quantile(weights @ np.array([*values, 0.0]), 0.025)
    high = np.quantile(weights @ np.array([*values, 1.0]), 0.975)
    assert gaffke(values) == pytest.approx((low, high), abs=0.025)


def test_gaffkes_draws_do_not_depend_on_what_was_asked_before() -> None:
    first = gaffke([0.1, 0.2], seed=77)
    gaffke([0.5] * 40, seed=77)
    assert gaffke([0.1, 0.2], seed=77) == first
    assert gaffke([0.1, 0.2], seed=78) != first


def test_gaffkes_interval_covers_where_students_does_not() -> None:
    draw = random.Random(3)
    by_gaffke = by_student = 0
    for _ in range(300):
        wrong = [draw.random() < 0.05 for _ in range(10)]
        values = [0.95**2 if each else 0.05**2 for each in wrong]
        found, student = gaffke(values), cluster_t(values, [str(k) for k in range(10)])
        assert found is not None
        assert student is not None
        by_gaffke += found[0] <= 0.05 * 0.95 <= found[1]
        by_student += student[0] <= 0.05 * 0.95 <= student[1]
    assert by_gaffke >= 0.95 * 300
    assert by_student < 0.6 * 300


def test_gaffkes_interval_of_nothing_and_of_what_is_no_score() -> None:
    assert gaffke([]) is None
    with pytest.raises(InvalidInput, match=r"score 1\.5 is not between 0 and 1"):
        gaffke([0.5, 1.5])


def test_with_one_claim_an_event_the_cluster_interval_is_students() -> None:
    values = [0.2, 0.35, 0.1, 0.5, 0.3]
    expected = stats.t.interval(0.95, 4, np.mean(values), stats.sem(values))
    assert cluster_t(values, list("abcde")) == pytest.approx(expected, rel=1e-12)


def test_the_cluster_interval_by_hand() -> None:
    # Mean 0.4; sums of deviations by event −0.4, 0.1, 0.3; V = 3/2 · 0.26 / 25 = 0.0156.
    values, events = [0.1, 0.3, 0.5, 0.4, 0.7], ["a", "a", "b", "b", "c"]
    reach = stats.t.ppf(0.975, 2) * math.sqrt(0.0156)
    assert cluster_t(values, events) == pytest.approx((max(0, 0.4 - reach), 0.4 + reach))


def test_claims_of_one_event_count_once() -> None:
    alike = cluster_t([0.1, 0.1, 0.5, 0.5], ["a", "a", "b", "b"])
    assert alike == cluster_t([0.1, 0.5], ["a", "b"])
    assert cluster_t([0.1, 0.2], ["a", "a"]) is None
    assert cluster_t([], []) is None


def test_the_cluster_interval_is_cut_to_what_scores_can_be() -> None:
    assert cluster_t([0.0, 1.0], ["a", "b"]) == (0.0, 1.0)
