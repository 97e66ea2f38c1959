"""Samples of scores: their mean, and scores gathered by the event that they turn on.

Claims that turn on one event come out together, so uncertainty counts events, not claims.
"""

import math
from collections.abc import Iterable, Sequence


def mean(values: Sequence[float]) -> float | None:
    """Return the mean, the same in whatever order; None of nothing; infinite if a value is."""
    return math.fsum(values) / len(values) if values else None


def by_event(values: Iterable[float], events: Iterable[str]) -> list[list[float]]:
    """Gather values by event, one list an event, in the order in which events first appear.

    `events` names each value's event. Raises ValueError where the two differ in length.
    """
    gathered: dict[str, list[float]] = {}
    for value, event in zip(values, events, strict=True):
        gathered.setdefault(event, []).append(value)
    return list(gathered.values())


def event_means(values: Iterable[float], events: Iterable[str]) -> list[float]:
    """Return each event's mean value, in the order in which events first appear.

    Raises ValueError where values and events differ in length.
    """
    return [math.fsum(group) / len(group) for group in by_event(values, events)]
