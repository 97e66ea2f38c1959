"""What a claim may be, and how it stands on a day."""

import re
from datetime import date
from typing import Literal, NamedTuple

from tracker.domain.text import accept_line, shorten
from tracker.errors import InvalidInput

Status = Literal["open", "overdue", "resolved", "void"]
STATUSES: tuple[Status, ...] = ("open", "overdue", "resolved", "void")
TYPES = ("prediction", "conditional", "fact", "plan")
KINDS = ("binary", "choice", "number", "date")
DEADLINE_BASES = ("stated", "inherited", "imputed")
VOID = ("ambiguous", "annulled")
NOT_YET = "not-yet"

MAX_KEY = 200


class Window(NamedTuple):
    """The days in which a claim can come true, both counted; None is open.

    `text` are the words it was given in; `basis` says whether they were stated, inherited from the
    question that was answered, or imputed by the recorder.
    """

    opens: date | None = None
    deadline: date | None = None
    text: str | None = None
    basis: str | None = None


def status(outcome: str | None, deadline: date | None, today: date) -> Status:
    """Return how a claim stands: a deadline is the last day on which it can still come true."""
    if outcome in VOID:
        return "void"
    if outcome is not None:
        return "resolved"
    return "overdue" if deadline is not None and deadline < today else "open"


def check_key(text: str, what: str = "key") -> str:
    """Return a claim's or a source's key as it is kept: one line of up to MAX_KEY characters."""
    key = accept_line(text, what)
    if len(key) > MAX_KEY:
        raise InvalidInput(f"{what} {shorten(key)!r} is longer than {MAX_KEY} characters")
    return key


def check_tag(text: str) -> str:
    """Return a tag as it is kept. Raises InvalidInput: a tag holds no blank, comma or semicolon."""
    tag = accept_line(text, "tag")
    if re.search(r"[\s,;]", tag) or len(tag) > MAX_KEY:
        raise InvalidInput(f"tag {shorten(tag)!r} may hold no blank, comma or semicolon")
    return tag


def check_window(opens: date | None, deadline: date | None) -> None:
    """Raise InvalidInput when a window closes before it opens."""
    if opens is not None and deadline is not None and opens > deadline:
        raise InvalidInput(f"the window opens on {opens}, after its deadline {deadline}")
