"""Whether several probabilities of one person can all be held at once, and by how much not.

A probability is a span, for it may be a range: spans are incoherent only when no numbers within
them fit together. A gap is how far the nearest numbers are from fitting: above 0 the first is too
high, below 0 too low, 0 coherent. The rules follow from the axioms of probability.
"""

from typing import NamedTuple

_ROUNDING = 1e-9
"""What arithmetic on decimals such as 0.7 + 0.3 may be off by."""


class Span(NamedTuple):
    """A probability: from `low` to `high`, which are the same where one number was given."""

    low: float
    high: float


def implication(claim: Span, other: Span) -> float:
    """Return by how much a claim is likelier than another that it implies: p(A) ≤ p(B)."""
    return _gap(claim, Span(0.0, other.high))


def complement(claim: Span, other: Span) -> float:
    """Return by how much two claims, of which just one comes true, add up to more than 1."""
    return _gap(claim, Span(1 - other.high, 1 - other.low))


def condition_bounds(given: Span, condition: Span) -> Span:
    """Return between what p(A) must lie, for P(A|C) `given` and P(C) `condition`.

    By total probability p(A) = P(A|C) P(C) + P(A|not C) (1 - P(C)), and the last factor but one
    is anything from 0 to 1. Both ends are widest where the condition is least likely.
    """
    least = condition.low
    return Span(given.low * least, 1 - least * (1 - given.high))


def conditional(claim: Span, given: Span, condition: Span) -> float:
    """Return by how far p(A) lies outside what P(A|C) and P(C) leave it."""
    return _gap(claim, condition_bounds(given, condition))


def _gap(claim: Span, bounds: Span) -> float:
    gap = max(claim.low - bounds.high, 0.0) or min(claim.high - bounds.low, 0.0)
    return gap if abs(gap) > _ROUNDING else 0.0
