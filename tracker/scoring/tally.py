"""Scored claims while they are counted: those that are alike together, scores beside their events.

Of a million forecasts most have a probability and an outcome that others have too, so figures are
reckoned of each sort once and taken as often as there are claims of it.
"""

from array import array
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from tracker.scoring.brier import brier
from tracker.scoring.samples import EventScores, event_scores

Alike = tuple[float, float | None, float | None, float]
"""All that a score depends on: the probability, the range it was read from, and the outcome."""


class Scored(NamedTuple):
    """A claim that came out, with the probability `p` that its owner gave.

    `low` and `high` are the range that it was read from, None where it was a single number; `y` is
    1 for yes, 0 for no, or a share between. Claims that turn on one event name the same `event`; a
    claim without one needs a name of its own.
    """

    p: float
    low: float | None
    high: float | None
    y: float
    event: str


class Tally:
    """Scored claims as they are counted. What it gives does not depend on their order."""

    def __init__(self, items: Iterable[Scored] = ()) -> None:
        self._alike: dict[Alike, int] = {}
        self._scores = array("d")
        self._events: list[str] = []
        for item in items:
            self.add(item)

    def add(self, item: Scored) -> None:
        """Count a claim. Raises InvalidInput for a probability or outcome outside 0…1."""
        alike = item[:4]
        self._alike[alike] = self._alike.get(alike, 0) + 1
        self._scores.append(_brier(item.p, item.y))
        self._events.append(item.event)

    def __len__(self) -> int:
        """Return how many claims were counted."""
        return len(self._events)

    @property
    def items(self) -> list[Scored]:
        """One claim of each sort, without its event."""
        return [Scored(*alike, event="") for alike in self._alike]

    @property
    def counts(self) -> list[int]:
        """How many claims there are of each of `items`."""
        return list(self._alike.values())

    def number(self, item: Scored) -> int:
        """Return how many claims are like this one."""
        return self._alike.get(item[:4], 0)

    def each(self) -> list[Scored]:
        """Return the claims one by one, without their events."""
        return [item for item, n in zip(self.items, self.counts, strict=True) for _ in range(n)]

    def by_event(self) -> EventScores:
        """Return the Brier scores gathered by event."""
        return event_scores(self._scores, self._events)


_brier = lru_cache(20_000)(brier)
