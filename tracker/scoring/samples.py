"""Samples of scores: their mean, and scores gathered by the event that they turn on.

Claims that turn on one event come out together, so uncertainty counts events, not claims. Where
many claims are alike, one stands for them, with their number in `counts`: a rule takes the two
side by side, and gives the figures that the claims one by one would have.
"""

import math
from collections.abc import Iterable, Sequence
from operator import mul
from typing import NamedTuple


def total(values: Sequence[float], counts: Sequence[int] | None = None) -> float:
    """Return the sum, the same in whatever order, each value taken as often as `counts` says.

    Raises ValueError where the two differ in length.
    """
    if counts is None:
        return math.fsum(values)
    if len(values) != len(counts):
        raise ValueError(f"{len(values)} values with {len(counts)} counts")
    return math.fsum(map(mul, values, counts))


def number(values: Sequence[object], counts: Sequence[int] | None = None) -> int:
    """Return how many claims values stand for."""
    return len(values) if counts is None else sum(counts)


def each_one(values: Sequence[float], counts: Sequence[int] | None = None) -> Sequence[float]:
    """Return values one by one, each as often as it counts: for rules that few claims need."""
    if counts is None:
        return values
    return [value for value, n in zip(values, counts, strict=True) for _ in range(n)]


def mean(values: Sequence[float], counts: Sequence[int] | None = None) -> float | None:
    """Return the mean, the same in whatever order; None of nothing; infinite if a value is."""
    return total(values, counts) / number(values, counts) if values else None


def by_event(values: Iterable[float], events: Iterable[str]) -> list[list[float]]:
    """Gather values by event, one list an event, in the order in which events first appear.

    `events` names each value's event. Raises ValueError where the two differ in length.
    """
    gathered: dict[str, list[float]] = {}
    for value, event in zip(values, events, strict=True):
        gathered.setdefault(event, []).append(value)
    return list(gathered.values())


class EventScores(NamedTuple):
    """What intervals need of scores gathered by event.

    `events` is how many there are, `spread` Σ_g(Σ_{i∈g}(sᵢ − s̄))², the sums of the events' claims
    about the mean of all, squared; `means` are events' mean scores, in the order in which events
    first appear: asked for only below NORMAL_FROM_EVENTS of them.
    """

    events: int
    spread: float
    means: Sequence[float]


def event_scores(scores: Sequence[float], events: Sequence[str]) -> EventScores:
    """Return scores gathered by event; `events` names each score's event.

    Raises ValueError where scores and events differ in length.
    """
    groups = by_event(scores, events)
    if not groups:
        return EventScores(0, 0.0, [])
    mean = math.fsum(scores) / len(scores)
    sums = [
        group[0] - mean if len(group) == 1 else math.fsum([score - mean for score in group])
        for group in groups
    ]
    return EventScores(
        len(groups),
        math.fsum([each * each for each in sums]),
        [group[0] if len(group) == 1 else math.fsum(group) / len(group) for group in groups],
    )
