"""Calibration in bins: of the claims given about as much, how many came true.

Bins are half-open, [0, 10%), [10%, 20%), …, and the last is closed, so that every claim is in
exactly one. Edges are compared in whole steps of 10⁻¹², not as floats: a claim typed 35% or
computed as 0.1 + 0.2 falls where its decimals say.
"""

import math
from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

from tracker.errors import InvalidInput
from tracker.scoring.interval import wilson
from tracker.scoring.probabilities import STEPS, checked, step


class Bin(NamedTuple):
    """The `n` claims with a probability from `low` up to `high`, and how often they came true.

    `low` and `high` are equal in a bin for exactly 0% or 100%. The mean probability, the frequency
    and its 95% interval are None in an empty bin.
    """

    low: float
    high: float
    n: int
    mean_probability: float | None
    frequency: float | None
    frequency_ci: tuple[float, float] | None


_Member = tuple[float, float, int]
"""Claims that are alike: their probability, their outcome, and how many they are."""


def bin_of(p: float, count: int = 10) -> int:
    """Return in which of `count` equally wide bins a probability lies, from 0 to count − 1.

    Raises InvalidInput where `p` lies outside 0…1, or without bins.
    """
    if count < 1:
        raise InvalidInput(f"calibration needs one bin or more, not {count}")
    return min(step(checked(p)) * count // STEPS, count - 1)


def bins(
    ps: Sequence[float],
    ys: Sequence[float],
    *,
    counts: Sequence[int] | None = None,
    count: int = 10,
    ends_apart: bool = True,
) -> list[Bin]:
    """Return the calibration of probabilities `ps` with outcomes `ys`, bin by bin, empty ones too.

    With `ends_apart` claims given exactly 0% and 100% stand in bins of their own, first and last,
    for certainty is a claim of another kind. Each frequency has a Wilson interval. Raises
    InvalidInput outside 0…1 or without bins, ValueError where the two differ in length.
    """
    edges = [(place / count, (place + 1) / count) for place in range(count)]
    members: list[list[_Member]] = [[] for _ in edges]
    never: list[_Member] = []
    always: list[_Member] = []
    for p, y, n in zip(ps, ys, counts or repeat(1, len(ps)), strict=True):
        place = members[bin_of(p, count)]
        if ends_apart:
            place = {0: never, STEPS: always}.get(step(p), place)
        place.append((p, checked(y, "outcome"), n))
    filled = [_filled(*edge, inside) for edge, inside in zip(edges, members, strict=True)]
    if ends_apart:
        return [_filled(0.0, 0.0, never), *filled, _filled(1.0, 1.0, always)]
    return filled


def _filled(low: float, high: float, members: Sequence[_Member]) -> Bin:
    """Return a bin with the figures of its members."""
    n = sum(alike for _, _, alike in members)
    if not n:
        return Bin(low, high, 0, None, None, None)
    hits = math.fsum(y * alike for _, y, alike in members)
    given = math.fsum(p * alike for p, _, alike in members)
    return Bin(low, high, n, given / n, hits / n, wilson(hits, n))
