"""What a date in words was read as.

A window's days are whole and both ends belong to it; an end that is None is open. The phrase and
the day it counts from stay with the window, so that a reading can be judged without its context.
"""

from datetime import date
from typing import Literal, NamedTuple


class Window(NamedTuple):
    """From the day it opens to its deadline, both included."""

    opens: date | None
    deadline: date | None


class Reading(NamedTuple):
    """A phrase and the window that it names, counted from the day on which it was said.

    `ambiguous` says that a careful reader could take another window from the same words; `other`
    is that window where it can be named. A vague phrase has no dates at all.

    `flags` may hold:
        past: the window had ended before the phrase was said.
        approximate: the phrase itself says that its date is not exact.
    """

    phrase: str
    said_on: date
    opens: date | None
    deadline: date | None
    basis: Literal["stated", "vague"]
    ambiguous: bool = False
    other: Window | None = None
    flags: tuple[str, ...] = ()


class Found(NamedTuple):
    """A date in a text: its place in code points, its end not counted, and its reading."""

    start: int
    end: int
    reading: Reading
