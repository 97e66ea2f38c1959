"""Days that a person gives: one day, or a deadline, in ISO form or in words."""

from collections.abc import Callable
from datetime import date

from tracker import config
from tracker.dates import parse_iso, read
from tracker.domain.claim import Window
from tracker.domain.text import shorten
from tracker.errors import InvalidDate, InvalidInput


def one_day(text: str, base: date | Callable[[], date], what: str) -> date:
    """Return the one day that a text names; words count from `base`, asked for only then.

    Raises InvalidDate for no date, a span of days, or words that may mean two things.
    """
    if text[:1].isdigit() and text.count("-") == 2:  # noqa: PLR2004 - as ISO dates are written
        return parse_iso(text)
    reading = read(text, base() if callable(base) else base)
    if reading.opens is None or reading.opens != reading.deadline or reading.ambiguous:
        raise InvalidDate(f"{what} {shorten(text)!r} is not one day: write it as 2026-12-31")
    return reading.opens


def opening(text: str, base: date, what: str) -> tuple[date, list[str]]:
    """Return the first day of what a text names, and remarks if that is more than one day."""
    if text[:1].isdigit() and text.count("-") == 2:  # noqa: PLR2004 - as ISO dates are written
        return parse_iso(text), []
    reading = read(text, base)
    if reading.opens is None:
        raise InvalidDate(f"{what} {shorten(text)!r} names no first day: write it as 2026-12-31")
    if reading.opens == reading.deadline and not reading.ambiguous:
        return reading.opens, []
    remark = f"{what} {shorten(text)!r} is read as {reading.opens}"
    if reading.other is not None and reading.other.opens not in {None, reading.opens}:
        remark += f"; it may mean {reading.other.opens}"
    return reading.opens, [remark]


def span(text: str, today: Callable[[], date]) -> int:
    """Return how many days a text reaches ahead: 90d, 12w, 1y, or words such as 3 months and 半年.

    Raises InvalidInput for what is no such span.
    """
    try:
        return config.days(text)
    except InvalidInput:
        ahead = _ahead(text, today())
        if ahead is None or ahead > config.MAX_DAYS:
            raise
        return ahead


def _ahead(text: str, today: date) -> int | None:
    try:
        reading = read(text, today)
    except InvalidDate:
        return None
    if reading.opens != today or reading.deadline is None:
        return None
    return (reading.deadline - today).days


def deadline(text: str, said_on: Callable[[], date]) -> tuple[Window, list[str]]:
    """Return the window that ends with a text's last day, and remarks on how it was read.

    Words count from the day that `said_on` gives. A vague word keeps its text and sets no day.
    """
    try:
        return Window(deadline=parse_iso(text), basis="stated"), []
    except InvalidDate:
        reading = read(text, said_on())
    if reading.basis == "vague":
        remark = f"{shorten(text)!r} names no date: no deadline was set"
        return Window(text=text), [remark]
    if reading.deadline is None:
        raise InvalidDate(f"{shorten(text)!r} has no last day: write one as 2026-12-31")
    remarks = []
    if reading.opens != reading.deadline or reading.ambiguous:
        remarks.append(f"{shorten(text)!r} is read as by {reading.deadline}")
    if reading.other is not None:
        remarks[-1] += f"; it may mean by {reading.other.deadline}"
    if reading.deadline < reading.said_on:
        remarks.append(f"that deadline had passed when it was said ({reading.said_on})")
    return Window(deadline=reading.deadline, text=text, basis="stated"), remarks
