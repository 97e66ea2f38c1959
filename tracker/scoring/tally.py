"""Scored claims while they are counted: those that are alike together, scores beside their events.

Of a million forecasts most have a probability and an outcome that others have too, so figures are
reckoned of each sort once and taken as often as there are claims of it.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from tracker.scoring.brier import brier
from tracker.scoring.samples import EventScores, event_scores

_Belief = tuple[float, float | None, float | None, float]
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


class Alike(NamedTuple):
    """Claims that scores cannot tell apart, one of each sort, and how many there are of it."""

    items: list[Scored]
    counts: list[int]


class Tally:
    """Scored claims as they are counted. What it gives does not depend on their order."""

    def __init__(self, items: Iterable[Scored] = ()) -> None:
        self._beliefs: list[_Belief] = []
        self._events: list[str] = []
        for item in items:
            self.add(item)

    def add(self, item: Scored) -> None:
        """Count a claim."""
        self._beliefs.append(_shared(*item[:4]))
        self._events.append(item.event)

    def __len__(self) -> int:
        """Return how many claims were counted."""
        return len(self._events)

    @property
    def events(self) -> int:
        """How many events the claims turn on."""
        return len(set(self._events))

    def alike(self) -> Alike:
        """Return the claims without their events, those that are alike together."""
        found = Counter(self._beliefs)
        return Alike([Scored(*belief, event="") for belief in found], list(found.values()))

    def each(self) -> list[Scored]:
        """Return the claims one by one."""
        both = zip(self._beliefs, self._events, strict=True)
        return [Scored(*belief, event) for belief, event in both]

    def by_event(self) -> EventScores:
        """Return the Brier scores gathered by event. Raises InvalidInput outside 0…1."""
        return event_scores([_brier(p, y) for p, _, _, y in self._beliefs], self._events)


@lru_cache(20_000)
def _shared(p: float, low: float | None, high: float | None, y: float) -> _Belief:
    """Return one and the same tuple for claims that are alike: there may be a million."""
    return p, low, high, y


_brier = lru_cache(20_000)(brier)
