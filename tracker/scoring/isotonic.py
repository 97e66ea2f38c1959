"""Isotonic regression: the rising curve nearest to the outcomes, by pooling adjacent violators.

Claims are entered as (probability in steps of 10⁻¹², outcome), so that equal decimals are pooled
first. Source: M. Ayer, H. D. Brunk, G. M. Ewing, W. T. Reid and E. Silverman, "An empirical
distribution function for sampling with incomplete information", Annals of Mathematical Statistics
26 (1955).
"""

import math
from collections.abc import Sequence
from itertools import repeat

from tracker.scoring.probabilities import STEPS, checked, step

Entry = tuple[int, float]
"""A claim: its probability in steps, and its outcome from 0 to 1."""

Pool = tuple[int, float, int]
"""All claims of one probability: it in steps, the sum of their outcomes, and their number."""


def entries(ps: Sequence[float], ys: Sequence[float]) -> list[Entry]:
    """Return claims with probabilities `ps` and outcomes `ys` as entries.

    Raises InvalidInput outside 0…1, ValueError where the two differ in length.
    """
    return [(step(checked(p)), checked(y, "outcome")) for p, y in zip(ps, ys, strict=True)]


def both_ways(claims: Sequence[Entry]) -> list[Entry]:
    """Return each claim as it is worded and turned round: 1 − p with 1 − y."""
    return [*claims, *((STEPS - each, 1 - y) for each, y in claims)]


def pooled(claims: Sequence[Entry], counts: Sequence[int] | None = None) -> list[Pool]:
    """Gather claims of equal probability, in rising order of it."""
    found: dict[int, list[tuple[float, int]]] = {}
    for (each, y), n in zip(claims, counts or repeat(1, len(claims)), strict=True):
        found.setdefault(each, []).append((y * n, n))
    return [
        (each, math.fsum(came for came, _ in found[each]), sum(n for _, n in found[each]))
        for each in sorted(found)
    ]


def fitted(pools: Sequence[Pool]) -> list[float]:
    """Return the curve's value at each pool: neighbours whose means do not rise share theirs."""
    blocks: list[tuple[float, float, int, int]] = []
    for pool in pools:
        (_, total, n), width = pool, 1
        while blocks and blocks[-1][0] >= total / n:
            _, before, claims, merged = blocks.pop()
            total, n, width = total + before, n + claims, width + merged
        blocks.append((total / n, total, n, width))
    return [value for value, _, _, width in blocks for _ in range(width)]
