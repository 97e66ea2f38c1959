"""Comparing owners and shrinking their means, against scipy, fractions and figures by hand."""

import itertools
import math
from collections.abc import Iterable
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tracker.errors import InvalidInput
from tracker.scoring.categorical import hit_rate
from tracker.scoring.compare import claims_needed, compare, paired_t, sign_flip
from tracker.scoring.shrinkage import shrunk_means

quarters = st.integers(-4, 4).map(lambda k: k / 4)


def test_three_differences_by_hand() -> None:
    # Of the 8 ways to sign 0.1, 0.2, 0.3 only all plus and all minus reach 0.6.
    assert sign_flip([0.1, 0.2, 0.3]) == 2 / 8
    # −0.1 + 0.2 + 0.3 = 0.4: reached by ±(−, +, +) and ±(+, +, +).
    assert sign_flip([-0.1, 0.2, 0.3]) == 4 / 8


@given(st.lists(quarters, min_size=1, max_size=12))
def test_sign_flips_are_those_of_enumeration(differences: list[float]) -> None:
    observed = abs(sum(differences))
    sums = [
        sum(sign * each for sign, each in zip(signs, differences, strict=True))
        for signs in itertools.product((-1, 1), repeat=len(differences))
    ]
    expected = sum(abs(total) >= observed for total in sums) / len(sums)
    assert sign_flip(differences) == expected


def test_sign_flips_are_scipys_permutation_test() -> None:
    differences = np.array([0.11, -0.05, 0.2, 0.31, 0.02, -0.13, 0.24, 0.08])
    expected = stats.permutation_test(
        (differences,), np.sum, permutation_type="samples", n_resamples=math.inf
    )
    assert sign_flip(list(differences)) == pytest.approx(expected.pvalue)


def test_twenty_claims_are_flipped_exactly() -> None:
    found = compare([0.3] * 20, [0.2] * 20)
    assert found is not None
    assert found.test == "sign-flip"
    assert found.p_value == 2 / 2**20
    assert found.mean_difference == pytest.approx(0.1)


def test_above_twenty_the_test_is_scipys_paired_t() -> None:
    first = [((5 * k) % 23) / 23 for k in range(21)]
    second = [((9 * k + 4) % 19) / 23 for k in range(21)]
    found = compare(first, second)
    assert found is not None
    assert (found.n, found.events, found.test) == (21, 21, "paired-t")
    assert found.p_value == pytest.approx(stats.ttest_rel(first, second).pvalue, rel=1e-10)


def test_claims_of_one_event_count_once() -> None:
    apart = compare([0.1, 0.2], [0.3, 0.5])
    together = compare([0.1, 0.1, 0.2, 0.2], [0.3, 0.3, 0.5, 0.5], events=["a", "a", "b", "b"])
    assert apart is not None
    assert together is not None
    assert together.p_value == apart.p_value == 0.5
    assert (together.n, together.events) == (4, 2)
    assert together.mean_difference == pytest.approx(apart.mean_difference)


def test_owners_who_agree_do_not_differ() -> None:
    few, many = compare([0.2] * 3, [0.2] * 3), compare([0.2] * 30, [0.2] * 30)
    assert few == (3, 3, 0.0, 1.0, "sign-flip")
    assert many == (30, 30, 0.0, 1.0, "paired-t")
    assert paired_t([0.5] * 3, ["a", "b", "c"]) == 0
    assert paired_t([0.5, 0.1], ["a", "a"]) is None
    assert sign_flip([]) == 1


def test_no_common_claims_are_no_comparison() -> None:
    assert compare([], []) is None
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        compare([0.1, 0.2], [0.1])


def test_a_gap_of_a_twentieth_needs_about_190_claims() -> None:
    assert claims_needed() == 190
    assert claims_needed(0.1) == 48
    power = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
    assert claims_needed(0.03, 0.2) == math.ceil((power * 0.2 / 0.03) ** 2)
    with pytest.raises(InvalidInput, match="above 0"):
        claims_needed(0)


def total(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def weighted(weights: list[Fraction], means: list[Fraction]) -> Fraction:
    return total(w * m for w, m in zip(weights, means, strict=True)) / total(weights)


def shrunk_by_fractions(groups: list[list[Fraction]]) -> list[tuple[Fraction, Fraction]]:
    """Return (shrunk mean, weight) by DerSimonian and Laird's formulas as they print them."""
    sizes = [len(group) for group in groups]
    means = [total(group) / len(group) for group in groups]
    squares = (
        (each - mean) ** 2 for group, mean in zip(groups, means, strict=True) for each in group
    )
    within = total(squares) / (sum(sizes) - len(groups))
    weights = [size / within for size in sizes]
    fixed = weighted(weights, means)
    q = total(w * (m - fixed) ** 2 for w, m in zip(weights, means, strict=True))
    scale = total(weights) - total(w * w for w in weights) / total(weights)
    between: Fraction = max(Fraction(0), (q - (len(groups) - 1)) / scale)
    centre = weighted([1 / (between + within / size) for size in sizes], means)
    pulls = [between / (between + within / size) for size in sizes]
    return [(w * m + (1 - w) * centre, w) for w, m in zip(pulls, means, strict=True)]


@pytest.mark.parametrize(
    "groups",
    [
        [["0", "1/5"], ["2/5", "3/5"], ["1/5", "2/5", "3/5"]],
        [["1/100", "1/4", "9/100"], ["1/25"], ["81/100", "1", "1/2", "1/4"]],
        [["1/10", "9/10"], ["2/10", "8/10"]],
    ],
)
def test_means_shrink_as_in_fractions(groups: list[list[str]]) -> None:
    exact = [[Fraction(each) for each in group] for group in groups]
    found = shrunk_means([[float(each) for each in group] for group in exact])
    for shrunk, (mean, weight) in zip(found, shrunk_by_fractions(exact), strict=True):
        assert shrunk is not None
        assert shrunk.mean == pytest.approx(float(mean))
        assert shrunk.weight == pytest.approx(float(weight))


def test_means_no_farther_apart_than_chance_shrink_to_one() -> None:
    found = shrunk_means([[0.1, 0.9], [0.2, 0.8], [0.5]])
    assert [each and each.mean for each in found] == pytest.approx([0.5, 0.5, 0.5])
    assert [each and (each.sd, each.weight) for each in found] == [(0, 0)] * 3


def test_an_owner_with_few_claims_shrinks_more() -> None:
    few, many, _ = shrunk_means([[0.1, 0.1], [0.1, 0.1, 0.1, 0.1, 0.1, 0.1], [0.5, 0.6, 0.7]])
    assert few is not None
    assert many is not None
    assert few.weight < many.weight
    assert 0.1 < many.mean < few.mean
    assert few.sd > many.sd


@pytest.mark.parametrize(
    "groups", [[], [[]], [[0.1, 0.2]], [[0.1], [0.2]], [[0.1, 0.3], []], [[], []]]
)
def test_means_do_not_shrink_where_no_variance_is_known(groups: list[list[float]]) -> None:
    assert shrunk_means(groups) == [None] * len(groups)


def test_owners_whose_scores_do_not_vary_keep_their_means() -> None:
    found = shrunk_means([[0.1, 0.1], [], [0.4, 0.4]])
    assert found == [(0.1, 0.0, 1.0), None, (0.4, 0.0, 1.0)]
    assert shrunk_means([[0.25, 0.25], [0.25]]) == [(0.25, 0.0, 1.0)] * 2


def test_claims_without_confidence_have_a_rate() -> None:
    found = hit_rate([1, 0, 1, 1])
    interval = stats.binomtest(3, 4).proportion_ci(0.95, "wilson")
    assert (found.n, found.hits, found.rate) == (4, 3, 0.75)
    assert found.ci == pytest.approx((interval.low, interval.high))
    assert hit_rate([]) == (0, 0, None, None)
    assert hit_rate([0.5, 1]).rate == 0.75
