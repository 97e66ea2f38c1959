"""Own odds and hits, against enumeration in fractions, convolution and scipy."""

import itertools
import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tracker.errors import InvalidInput
from tracker.scoring.hits import distribution, hit_tails
from tracker.scoring.own_odds import DRAWS, OwnOdds, method, own_odds
from tracker.scoring.simulation import NORMAL_FROM_EVENTS

hundredths = st.integers(0, 100).map(lambda k: k / 100)
claims = st.lists(st.tuples(hundredths, st.sampled_from([0.0, 1.0])), min_size=1, max_size=10)


def in_fractions(pairs: Sequence[tuple[float, float]]) -> Fraction:
    """Return P(Brier ≥ observed) over all outcomes, in fractions."""
    ps = [Fraction(round(p * 100), 100) for p, _ in pairs]
    observed = sum((p - int(y)) ** 2 for p, (_, y) in zip(ps, pairs, strict=True))
    as_bad = Fraction(0)
    for outcome in itertools.product((0, 1), repeat=len(ps)):
        chance = math.prod(p if y else 1 - p for p, y in zip(ps, outcome, strict=True))
        if sum((p - y) ** 2 for p, y in zip(ps, outcome, strict=True)) >= observed:
            as_bad += chance
    return as_bad


def found(ps: Sequence[float], ys: Sequence[float], events: int | None = None) -> OwnOdds:
    odds = own_odds(ps, ys, events=events)
    assert odds is not None
    return odds


def test_two_claims_by_hand() -> None:
    odds = found([0.9, 0.6], [0, 1])
    assert odds.expected == pytest.approx((0.09 + 0.24) / 2)
    assert odds.variance == pytest.approx((0.64 * 0.09 + 0.04 * 0.24) / 4)
    assert odds.p_as_bad == pytest.approx(0.1 * 0.6 + 0.1 * 0.4)
    assert odds.method == "exact"


@given(claims)
def test_the_exact_tail_is_that_of_enumeration(pairs: list[tuple[float, float]]) -> None:
    ps, ys = zip(*pairs, strict=True)
    assert found(ps, ys).p_as_bad == pytest.approx(float(in_fractions(pairs)), abs=1e-12)


def test_equal_claims_tie_however_their_sums_are_added() -> None:
    ps, ys = [0.1, 0.2, 0.3] * 5, [1, 0, 0] + [0] * 12
    for rotated in range(15):
        turned = ps[rotated:] + ps[:rotated], ys[rotated:] + ys[:rotated]
        assert found(*turned).p_as_bad == found(ps, ys).p_as_bad


def test_draws_come_near_the_exact_tail_and_never_reach_0() -> None:
    ps, ys = [0.8] * 20, [1.0] * 13 + [0.0] * 7
    odds = found(ps, ys)
    exact = stats.binom.cdf(13, 20, 0.8)
    assert odds.method == "draws"
    assert odds.p_as_bad == pytest.approx(exact, abs=4 * math.sqrt(exact / DRAWS))
    assert found([0.99] * 20, [0.0] * 20).p_as_bad == 1 / (1 + DRAWS)


def test_the_same_seed_draws_the_same_and_another_seed_another() -> None:
    ps, ys = [0.8] * 20, [1.0] * 13 + [0.0] * 7
    assert own_odds(ps, ys, seed=1) == own_odds(ps, ys, seed=1)
    assert own_odds(ps, ys, seed=1) != own_odds(ps, ys, seed=2)


def test_from_50_events_the_tail_is_normal() -> None:
    ps = [0.3, 0.8] * 30
    ys = [0.0, 1.0] * 20 + [1.0, 0.0] * 10
    odds = found(ps, ys)
    observed = sum((p - y) ** 2 for p, y in zip(ps, ys, strict=True)) / 60
    z = (observed - odds.expected) / math.sqrt(odds.variance)
    assert odds.method == "normal"
    assert odds.p_as_bad == pytest.approx(stats.norm.sf(z), rel=1e-12)


def test_certainties_are_as_bad_as_promised_or_impossible() -> None:
    n = NORMAL_FROM_EVENTS
    assert found([1.0] * n, [1.0] * n).p_as_bad == 1
    assert found([1.0] * n, [1.0] * (n - 1) + [0.0]).p_as_bad == 0
    assert found([0.5] * n, [1.0] * n).p_as_bad == 1
    assert found([1.0, 0.0], [0.0, 0.0]).p_as_bad == 0


@pytest.mark.parametrize(
    ("n", "events", "how"),
    [
        (1, None, "exact"),
        (15, None, "exact"),
        (16, None, "draws"),
        (49, None, "draws"),
        (50, None, "normal"),
        (60, 10, "draws"),
        (199, 49, "draws"),
        (200, 10, "normal"),
    ],
)
def test_the_method_is_said(n: int, events: int | None, how: str) -> None:
    assert method(n, events) == how


def test_own_odds_are_undefined_without_claims_and_of_shares() -> None:
    assert own_odds([], []) is None
    assert own_odds([0.5, 0.5], [0.6, 1]) is None
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        own_odds([0.5, 0.5], [1])


@given(st.lists(hundredths, min_size=1, max_size=49))
def test_hits_follow_the_convolution(ps: list[float]) -> None:
    expected = np.array([1.0])
    for p in ps:
        expected = np.convolve(expected, [1 - p, p])
    assert distribution(ps) == pytest.approx(list(expected), abs=1e-12)


@given(st.lists(st.integers(1, 99).map(lambda k: k / 100), min_size=1, max_size=49), st.data())
def test_hit_tails_are_scipys(ps: list[float], data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, len(ps)))
    tails = hit_tails(ps, hits)
    assert tails is not None
    reference = stats.poisson_binom(ps)
    assert tails.low == pytest.approx(reference.cdf(hits), abs=1e-9)
    assert tails.high == pytest.approx(reference.sf(hits - 1), abs=1e-9)
    assert tails.method == "exact"


def test_hits_of_three_claims_by_hand() -> None:
    tails = hit_tails([0.5, 0.25, 0.8], 1)
    assert tails is not None
    nothing = Fraction(1, 2) * Fraction(3, 4) * Fraction(1, 5)
    one = Fraction(1, 2) * (Fraction(3, 20) + Fraction(1, 20) + Fraction(12, 20))
    assert tails.low == pytest.approx(float(nothing + one))
    assert tails.high == pytest.approx(float(1 - nothing))


def test_hits_of_many_are_near_the_exact_tails() -> None:
    ps = [k / 100 for k in range(10, 90)]
    tails = hit_tails(ps, 35)
    reference = stats.poisson_binom(ps)
    assert tails is not None
    assert tails.method == "normal"
    assert tails.low == pytest.approx(reference.cdf(35), abs=0.002)
    assert tails.high == pytest.approx(reference.sf(34), abs=0.002)


def test_hits_of_many_certainties() -> None:
    assert hit_tails([1.0] * 60, 60) == (1.0, 1.0, "normal")
    assert hit_tails([1.0] * 60, 59) == (0.0, 1.0, "normal")


def test_hits_are_undefined_without_claims_and_refused_beyond_them() -> None:
    assert hit_tails([], 0) is None
    with pytest.raises(InvalidInput, match="2 claims cannot have 3 hits"):
        hit_tails([0.5, 0.5], 3)
