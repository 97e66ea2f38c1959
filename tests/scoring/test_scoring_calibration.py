"""Calibration bins: every claim in exactly one, and in the one that its decimals say."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tracker.errors import InvalidInput
from tracker.scoring.calibration import bin_of, bins

EDGES = [
    (0.0, 0),
    (0.1, 1),
    (0.15, 1),
    (0.2, 2),
    (0.3, 3),
    (0.1 + 0.2, 3),
    (0.35, 3),
    (0.4, 4),
    (0.7, 7),
    (1 - 0.9, 1),
    ((0.1 + 0.7) / 2, 4),
    (0.8, 8),
    (0.9, 9),
    (0.999, 9),
    (1.0, 9),
]


@pytest.mark.parametrize(("p", "place"), EDGES)
def test_tenths_fall_into_the_bin_that_they_open(p: float, place: int) -> None:
    assert bin_of(p) == place


@pytest.mark.parametrize(("p", "place"), [(0.15, 3), (0.35, 7), (0.55, 11), (0.29, 5), (0.95, 19)])
def test_twentieths_fall_into_the_bin_that_they_open(p: float, place: int) -> None:
    assert bin_of(p, 20) == place


@given(st.integers(0, 10**12), st.integers(1, 100))
def test_typed_decimals_fall_where_exact_arithmetic_says(digits: int, count: int) -> None:
    p = float(Decimal(digits).scaleb(-12))
    assert bin_of(p, count) == min(int(Decimal(repr(p)) * count), count - 1)


@given(
    st.lists(
        st.one_of(st.floats(0, 1), st.integers(0, 100).map(lambda k: k / 100), st.just(0.1 + 0.2))
    ),
    st.integers(1, 25),
    st.booleans(),
)
def test_every_claim_is_in_exactly_one_bin(ps: list[float], count: int, apart: bool) -> None:
    found = bins(ps, [1.0] * len(ps), count=count, ends_apart=apart)
    assert sum(each.n for each in found) == len(ps)
    assert len(found) == count + 2 * apart
    for each in found:
        if each.mean_probability is not None:
            assert each.low - 1e-9 <= each.mean_probability <= each.high + 1e-9


def test_a_claim_on_each_tenth_stands_alone() -> None:
    tenths = [k / 10 for k in range(11)]
    assert [each.n for each in bins(tenths, [1] * 11)] == [1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
    merged = bins(tenths, [1] * 11, ends_apart=False)
    assert [each.n for each in merged] == [1, 1, 1, 1, 1, 1, 1, 1, 1, 2]


def test_a_bin_by_hand() -> None:
    found = bins([0.12, 0.18, 0.15, 0.1], [0, 1, 0, 0.5])[2]
    interval = stats.binomtest(1, 2).proportion_ci(0.95, "wilson")
    assert (found.low, found.high, found.n) == (0.1, 0.2, 4)
    assert found.mean_probability == pytest.approx(0.1375)
    assert found.frequency == pytest.approx(0.375)
    assert found.frequency_ci is not None
    assert found.frequency_ci[0] > 0
    assert found.frequency_ci[1] < 1
    two = bins([0.12, 0.18], [0, 1])[2]
    assert two.frequency_ci == pytest.approx((interval.low, interval.high))


def test_certainties_stand_apart() -> None:
    found = bins([0.0, 0.0, 0.04, 1.0, 0.97], [0, 1, 0, 1, 1])
    assert found[0][:5] == (0.0, 0.0, 2, 0.0, 0.5)
    assert found[1].n == 1
    assert found[-2].n == 1
    assert found[-1][:5] == (1.0, 1.0, 1, 1.0, 1.0)


def test_an_empty_bin_has_no_figures() -> None:
    assert all(each[2:] == (0, None, None, None) for each in bins([], []))


def test_what_is_no_probability_or_no_bin_is_refused() -> None:
    with pytest.raises(InvalidInput, match="one bin or more"):
        bin_of(0.5, 0)
    with pytest.raises(InvalidInput, match="between 0 and 1"):
        bins([1.2], [1])
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        bins([0.5, 0.5], [1])
