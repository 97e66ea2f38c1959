"""Isotonic regression: the rising curve nearest to the outcomes, by pooling adjacent violators.

Claims of equal probability are pooled first, equal in steps of 10⁻¹² as decimals are. Source: M.
Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid and E. Silverman, "An empirical distribution function for
sampling with incomplete information", Annals of Mathematical Statistics 26 (1955).
"""

import math
from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from tracker.scoring.probabilities import STEPS, checked, step


class Pool(NamedTuple):
    """All claims of one probability: it in steps, their number, and the sums of their outcomes.

    `came` is Σy and `squares` Σy², the same where all came out yes or no.
    """

    step: int
    n: int
    came: float
    squares: float


_Member = tuple[float, int]
"""An outcome, and how many claims had it."""


def pooled(
    ps: Sequence[float], ys: Sequence[float], counts: Sequence[int] | None = None
) -> list[Pool]:
    """Gather claims with probabilities `ps` and outcomes `ys`, in rising order of probability.

    Raises InvalidInput outside 0…1, ValueError where the two differ in length.
    """
    found: dict[int, list[_Member]] = {}
    for p, y, n in zip(ps, ys, counts or repeat(1, len(ps)), strict=True):
        found.setdefault(step(checked(p)), []).append((checked(y, "outcome"), n))
    return [_pool(each, found[each]) for each in sorted(found)]


def _pool(each: int, members: Sequence[_Member]) -> Pool:
    if len(members) == 1:
        ((y, n),) = members
        return Pool(each, n, y * n, y * y * n)
    return Pool(
        each,
        sum([n for _, n in members]),
        math.fsum([y * n for y, n in members]),
        math.fsum([y * y * n for y, n in members]),
    )


def both_ways(pools: Sequence[Pool]) -> list[Pool]:
    """Return pools of each claim as it is worded and turned round: 1 − p with 1 − y."""
    found = {pool.step: pool for pool in pools}
    for each, n, came, squares in pools:
        turned = Pool(STEPS - each, n, n - came, n - 2 * came + squares)
        as_worded = found.get(turned.step)
        found[turned.step] = turned if as_worded is None else _joined(as_worded, turned)
    return [found[each] for each in sorted(found)]


def _joined(one: Pool, other: Pool) -> Pool:
    return Pool(one.step, one.n + other.n, one.came + other.came, one.squares + other.squares)


def fitted(pools: Sequence[Pool]) -> list[float]:
    """Return the curve's value at each pool: neighbours whose means do not rise share theirs."""
    blocks: list[tuple[float, float, int, int]] = []
    for pool in pools:
        total, n, width = pool.came, pool.n, 1
        while blocks and blocks[-1][0] >= total / n:
            _, before, claims, merged = blocks.pop()
            total, n, width = total + before, n + claims, width + merged
        blocks.append((total / n, total, n, width))
    return [value for value, _, _, width in blocks for _ in range(width)]
