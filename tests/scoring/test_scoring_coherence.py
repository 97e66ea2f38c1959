"""Coherence of forecasts, held against a linear program over what can happen."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from tracker.scoring.coherence import (
    Span,
    complement,
    condition_bounds,
    conditional,
    implication,
)

SHARES = st.integers(0, 20).map(lambda number: number / 20)
SPANS = st.tuples(SHARES, SHARES).map(lambda ends: Span(min(ends), max(ends)))
ONE = SHARES.map(lambda share: Span(share, share))


def exists(worlds: Sequence[tuple[int, ...]], spans: list[Span]) -> bool:
    """Tell whether some probabilities of these worlds give each claim one within its span.

    A world says of each claim whether it is true in it.
    """
    rows = [[float(world[place]) for world in worlds] for place in range(len(spans))]
    below = [[-value for value in row] for row in rows]
    limits = [span.high + 1e-9 for span in spans] + [-span.low + 1e-9 for span in spans]
    found = linprog(
        [0.0] * len(worlds),
        A_ub=rows + below,
        b_ub=limits,
        A_eq=[[1.0] * len(worlds)],
        b_eq=[1.0],
    )
    return bool(found.success)


@given(SPANS, SPANS)
def test_an_implication_is_off_where_no_world_has_it(claim: Span, other: Span) -> None:
    possible = exists([(0, 0), (0, 1), (1, 1)], [claim, other])
    assert (implication(claim, other) == 0) == possible


@given(SPANS, SPANS)
def test_complements_are_off_where_no_world_has_them(claim: Span, other: Span) -> None:
    possible = exists([(0, 1), (1, 0)], [claim, other])
    assert (complement(claim, other) == 0) == possible
    assert complement(claim, other) == pytest.approx(complement(other, claim))


@given(SPANS, ONE, ONE)
def test_a_condition_is_off_where_no_world_has_it(
    claim: Span, given: Span, condition: Span
) -> None:
    """With numbers for P(A|C) and P(C), P(A and C) is their product."""
    both = given.low * condition.low
    worlds = [(a, c, a * c) for a in (0, 1) for c in (0, 1)]
    possible = exists(worlds, [claim, condition, Span(both, both)])
    assert (conditional(claim, given, condition) == 0) == possible


@given(SPANS, SPANS, SPANS)
def test_with_ranges_a_condition_is_off_only_if_it_is_for_all_numbers_in_them(
    claim: Span, given: Span, condition: Span
) -> None:
    steps = [number / 10 for number in range(11)]
    tried = [
        conditional(
            claim,
            Span(*[given.low + step * (given.high - given.low)] * 2),
            Span(*[condition.low + other * (condition.high - condition.low)] * 2),
        )
        for step in steps
        for other in steps
    ]
    gap = conditional(claim, given, condition)
    if gap == 0:
        assert min(map(abs, tried)) <= 0.1
    else:
        assert min(map(abs, tried)) >= abs(gap) - 1e-9
        assert all(tried)


def test_by_how_much_by_hand() -> None:
    assert implication(Span(0.4, 0.4), Span(0.3, 0.3)) == pytest.approx(0.1)
    assert implication(Span(0.3, 0.3), Span(0.3, 0.3)) == 0
    assert complement(Span(0.7, 0.7), Span(0.3, 0.3)) == 0
    assert complement(Span(0.7, 0.8), Span(0.4, 0.5)) == pytest.approx(0.1)
    assert complement(Span(0.1, 0.2), Span(0.3, 0.4)) == pytest.approx(-0.4)
    assert condition_bounds(Span(0.9, 0.9), Span(0.8, 0.8)) == pytest.approx((0.72, 0.92))
    assert conditional(Span(0.5, 0.5), Span(0.9, 0.9), Span(0.8, 0.8)) == pytest.approx(-0.22)
    assert conditional(Span(0.95, 0.95), Span(0.9, 0.9), Span(0.8, 0.8)) == pytest.approx(0.03)
    assert conditional(Span(0.95, 0.95), Span(0.9, 0.9), Span(0, 0)) == 0
