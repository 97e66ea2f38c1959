"""Comparing two owners: the differences of their scores on the claims that both forecast.

Only common claims are compared, for one owner's claims may be harder. Few claims tell little: a
gap of 0.05 in Brier scores needs about 190 of them.
"""

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tracker.errors import InvalidInput
from tracker.scoring import tails
from tracker.scoring.interval import cluster_error
from tracker.scoring.samples import by_event

EXACT_TO = 20
"""Up to so many events every way to flip signs is reckoned; above, the t test."""

TYPICAL_GAP = 0.05
"""A difference of mean Brier scores that is worth finding."""

TYPICAL_SD = 0.246
"""The standard deviation of differences that `claims_needed` reckons with unless told."""

_Z_POWER = 0.8416212335729143
"""The 80% quantile of the normal distribution: the power wanted."""

_SAME = 1e-12
"""Sums of differences that are equal to this share of their size are the same sum."""


class Comparison(NamedTuple):
    """The mean of first − second over `n` claims; below 0 the first owner's scores are better.

    `test` is sign-flip or paired-t, `p_value` its two-sided p-value, None where it has none.
    """

    n: int
    events: int
    mean_difference: float
    p_value: float | None
    test: str


def compare(
    first: Sequence[float], second: Sequence[float], *, events: Sequence[str] | None = None
) -> Comparison | None:
    """Compare two owners' scores on their common claims, in the same order.

    `events` names the event of each claim; each its own unless given. Claims of one event flip
    sign together, and count together in the t test. None without claims. Raises ValueError where
    lengths differ.
    """
    differences = [a - b for a, b in zip(first, second, strict=True)]
    if not differences:
        return None
    names = [str(place) for place in range(len(differences))] if events is None else events
    groups = by_event(differences, names)
    mean = math.fsum(differences) / len(differences)
    if len(groups) <= EXACT_TO:
        p_value: float | None = sign_flip([math.fsum(group) for group in groups])
        test = "sign-flip"
    else:
        p_value, test = paired_t(differences, names), "paired-t"
    return Comparison(len(differences), len(groups), mean, p_value, test)


def sign_flip(differences: Sequence[float]) -> float:
    """Return the exact two-sided p-value of the sum of differences under flips of their signs.

    If neither owner is better, each difference was as likely to have the other sign; of all 2ⁿ
    ways, the share whose sum is as far from 0 as the one observed, or farther. 1 where all are 0.
    Half of the differences are enumerated at a time: 2·2^(n/2) sums. Source: R. A. Fisher, "The
    design of experiments" (1935), section 21.
    """
    sizes = sorted(abs(difference) for difference in differences)
    observed = abs(math.fsum(differences)) - _SAME * math.fsum(sizes)
    near, far = _flipped(sizes[::2]), sorted(_flipped(sizes[1::2]))
    if observed <= 0:
        return 1.0
    as_far = sum(len(far) - bisect_left(far, observed - part) for part in near)
    return 2 * as_far / (len(near) * len(far))


def _flipped(sizes: Sequence[float]) -> list[float]:
    """Return the sums of all ways to give signs to sizes."""
    sums = [0.0]
    for size in sizes:
        sums = [*(total + size for total in sums), *(total - size for total in sums)]
    return sums


def paired_t(differences: Sequence[float], events: Sequence[str]) -> float | None:
    """Return the two-sided p-value of a t test that the mean difference is 0, over events.

    With one claim an event it is the paired t test. Where differences do not vary it is 1 for all
    0, else 0. None below two events. Raises ValueError where lengths differ.
    """
    found = cluster_error(differences, events)
    if found is None:
        return None
    mean, error, freedom = found
    if error == 0:
        return float(mean == 0)
    return tails.student_beyond(mean / error, freedom)


def claims_needed(gap: float = TYPICAL_GAP, sd: float = TYPICAL_SD) -> int:
    """Return how many common claims a paired test needs to find a gap, 4 times in 5 at 5%.

    ((z₀.₉₇₅ + z₀.₈) · sd/gap)², rounded up, with `sd` the standard deviation of the differences: a
    gap of 0.05 needs about 190. Raises InvalidInput for a gap that is not above 0.
    """
    if not gap > 0:
        raise InvalidInput(f"a gap to find must be above 0, not {gap:g}")
    return math.ceil(((tails.Z_95 + _Z_POWER) * sd / gap) ** 2)
