"""Tails of the normal distribution and of Student's t, which tests and intervals rest on.

The standard library has neither of Student's; `statistics` has the normal one but takes longer to
import than a whole scorecard takes to compute.
"""

import math
from functools import lru_cache

Z_95 = 1.959963984540054
"""How many standard deviations hold 95% of a normal distribution, to either side of its mean."""

_SERIES_FROM = 100.0
_CONVERGED = 1e-15
_TINY = 1e-300
_MOST_STEPS = 10_000


def normal_below(z: float) -> float:
    """Return P(Z ≤ z) of a standard normal Z; z may be infinite."""
    return 0.5 * math.erfc(-z / math.sqrt(2))


def normal_above(z: float) -> float:
    """Return P(Z ≥ z) of a standard normal Z, precise far out; z may be infinite."""
    return 0.5 * math.erfc(z / math.sqrt(2))


def normal_beyond(z: float) -> float:
    """Return P(|Z| ≥ |z|), the two-sided p-value of a standard normal statistic."""
    return math.erfc(abs(z) / math.sqrt(2))


def student_beyond(t: float, freedom: float) -> float:
    """Return P(|T| ≥ |t|), the two-sided p-value of a Student t statistic.

    `freedom`, the degrees of freedom, is above 0; t may be infinite. Computed as the regularised
    incomplete beta function I_x(freedom/2, 1/2) at x = freedom / (freedom + t²) (Abramowitz &
    Stegun 26.7.1).
    """
    square, half = t * t, freedom / 2
    if math.isinf(square):
        return 0.0
    if square == 0:
        return 1.0
    x, rest = freedom / (freedom + square), square / (freedom + square)
    front = math.exp(_log_gamma_ratio(half) - half * math.log1p(square / freedom))
    front *= math.sqrt(rest)
    front /= math.sqrt(math.pi)
    if x < (half + 1) / (half + 2.5):
        return min(1.0, front * _beta_fraction(half, 0.5, x) / half)
    return max(0.0, 1 - front * _beta_fraction(0.5, half, rest) * 2)


@lru_cache(maxsize=256)
def student_quantile(probability: float, freedom: float) -> float:
    """Return the t below which a Student t variable falls with the given probability.

    `probability` is from 0.5 up to, not with, 1; `freedom` is above 0. Newton's method from 0: the
    two-sided tail is convex there, so that every step stays below the answer and gains on it.
    Raises ValueError outside those ranges.
    """
    if not (0.5 <= probability < 1 and freedom > 0):  # noqa: PLR2004 (the median)
        raise ValueError(f"no t quantile at {probability:g} with {freedom:g} degrees of freedom")
    wanted = 2 * (1 - probability)
    t = 0.0
    for _ in range(_MOST_STEPS):
        gain = (student_beyond(t, freedom) - wanted) / (2 * _student_density(t, freedom))
        if gain <= t * _CONVERGED:
            break
        t += gain
    return t


def _student_density(t: float, freedom: float) -> float:
    """Return the density of Student's t."""
    tail = -(freedom + 1) / 2 * math.log1p(t * t / freedom)
    return math.exp(_log_gamma_ratio(freedom / 2) + tail) / math.sqrt(freedom * math.pi)


def _log_gamma_ratio(a: float) -> float:
    """Return ln Γ(a + 1/2) − ln Γ(a); by its series where the two logarithms would cancel."""
    if a < _SERIES_FROM:
        return math.lgamma(a + 0.5) - math.lgamma(a)
    return 0.5 * math.log(a) - 1 / (8 * a) + 1 / (192 * a**3) - 1 / (640 * a**5)


def _beta_fraction(a: float, b: float, x: float) -> float:
    """Return the continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz."""
    value = top = 1.0
    bottom = 0.0
    for n in range(1, _MOST_STEPS):
        m = n // 2
        if n % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        bottom = 1 / (1 + term * bottom or _TINY)
        top = 1 + term / top or _TINY
        value *= top * bottom
        if abs(top * bottom - 1) < _CONVERGED:
            break
    return 1 / value
