"""What "by", "before", "after", "until" and the like make of a period.

Each gives an Outcome: the likelier window, and the other one where the words leave two. "By 2030"
is read through the end of 2030, with "before it begins" beside it; "before 2030" the other way
round. The end of a period has but one reading, and so has a single day.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from tracker.dates.amounts import Amount
from tracker.dates.parts import inside
from tracker.dates.periods import DAY, Floating, Grain, Span, following, settle
from tracker.dates.reading import Window


class Outcome(NamedTuple):
    """The window that a phrase names (None: it is vague), and perhaps another."""

    window: Window | None
    ambiguous: bool = False
    other: Window | None = None
    about: bool = False

    def doubted(self, other: Window | None) -> "Outcome":
        """Keep a second window beside this one, unless there is one already or it is the same."""
        if self.window is None or self.other is not None or other in {None, self.window}:
            return self
        return self._replace(ambiguous=True, other=other)


NO_DATE = Outcome(None)
Relation = Callable[[Span, date], Outcome]


def measured(window: Window, length: Amount) -> Outcome:
    """Give the window that a length of time reaches, or none if nobody knows how long it is.

    "About" and 左右 make a reading approximate, not ambiguous.
    """
    return NO_DATE if length.vague else Outcome(window, about=length.about)


def either(
    length: Outcome | None, period: Outcome | None, *, period_first: bool = False
) -> Outcome | None:
    """Choose between two whole readings of one phrase; where they differ, keep the other too."""
    likelier, less = (period, length) if period_first else (length, period)
    if likelier is None or less is None:
        return likelier or less
    if likelier.window == less.window or likelier.window is None or less.window is None:
        return likelier
    return likelier._replace(ambiguous=True, other=less.window)


def window_of(span: Span) -> Window:
    """Take all days of a period."""
    return Window(span.first, span.last)


def _both(window: Window, other: Window | None) -> Outcome:
    if other is None or other == window:
        return Outcome(window)
    return Outcome(window, ambiguous=True, other=other)


def _through(last: date, said_on: date) -> Window:
    """Take the days from the one it was said on, if that is not too late already."""
    return Window(said_on if said_on <= last else None, last)


def during(span: Span, _said_on: date) -> Outcome:
    """Read "in 2030"."""
    other = window_of(span.other) if span.other else None
    return _both(window_of(span), other)


def within(span: Span, said_on: date) -> Outcome:
    """Read "within the year": what is left of it."""
    first = said_on if span.first <= said_on <= span.last else span.first
    return _both(
        Window(first, span.last), during(span.other, said_on).window if span.other else None
    )


def by(span: Span, said_on: date) -> Outcome:
    """Read "by 2030": through its last day, or else before its first."""
    window = _through(span.by or span.last, said_on)
    if span.other is not None:
        return _both(window, _through(span.other.by or span.other.last, said_on))
    if span.by is not None:
        return _both(window, _through(span.last, said_on) if span.edge == "middle" else None)
    eve = span.first - DAY if span.first > date.min else span.first
    if span.grain == Grain.DAY or span.edge != "whole" or eve < said_on:
        return Outcome(window)
    return _both(window, _through(eve, said_on))


def through(span: Span, said_on: date) -> Outcome:
    """Read "through 2030", "no later than 2030": its last day counts."""
    other = _through(span.other.last, said_on) if span.other else None
    return _both(_through(span.last, said_on), other)


def before(span: Span, said_on: date) -> Outcome:
    """Read "before 2030": it must not have begun, or else not have ended."""
    if span.edge in {"end", "middle"}:
        return by(span, said_on)
    eve = span.first - DAY
    window = _through(eve, said_on)
    if span.other is not None:
        return _both(window, _through(span.other.first - DAY, said_on))
    if span.grain == Grain.DAY and span.first == span.last:
        return Outcome(window)
    if eve < said_on <= span.last:  # "before this year": only its end can still be meant
        return _both(_through(span.last, said_on), window)
    return _both(window, _through(span.last, said_on))


def before_or_on(span: Span, said_on: date) -> Outcome:
    """Read 之前, which for a single day may include it."""
    return before(span, said_on).doubted(_through(span.last, said_on))


def after(span: Span, _said_on: date) -> Outcome:
    """Read "after 2030": from the day that follows it, with no end."""
    first = (span.by if span.by and span.edge == "middle" else span.last) + DAY
    other = Window(span.other.last + DAY, None) if span.other else None
    return _both(Window(first, None), other)


def after_or_in(span: Span, said_on: date) -> Outcome:
    """Read 以后, which may count the period itself in."""
    outcome = after(span, said_on)
    return outcome if span.grain == Grain.DAY else outcome.doubted(Window(span.first, None))


def onward(span: Span, _said_on: date) -> Outcome:
    """Read "from 2030 on", "no earlier than 2030"."""
    other = Window(span.other.first, None) if span.other else None
    return _both(Window(span.first, None), other)


def since(span: Span, said_on: date) -> Outcome:
    """Read "since 2020": up to the day it was said on."""
    return Outcome(Window(span.first, said_on)) if span.first <= said_on else onward(span, said_on)


def earliest(span: Span, said_on: date) -> Outcome:
    """Read "as early as 2027": then, or at any time from then."""
    return during(span, said_on).doubted(Window(span.first, None))


REACH = {
    Grain.DAY: relativedelta(days=3),
    Grain.WEEK: relativedelta(weeks=1),
    Grain.MONTH: relativedelta(months=1),
    Grain.QUARTER: relativedelta(months=3),
    Grain.HALF: relativedelta(months=6),
    Grain.YEAR: relativedelta(years=1),
    Grain.DECADE: relativedelta(years=5),
    Grain.CENTURY: relativedelta(years=20),
}


def around(span: Span, said_on: date) -> Outcome:
    """Read "around 2030": in it, or up to one like it to either side."""
    reach = REACH[span.grain]
    wider = Window(span.first - reach, span.last + DAY + reach - DAY)
    return during(span, said_on).doubted(wider)._replace(about=True)


def between(first: Span | Floating, last: Span | Floating, said_on: date) -> Span | None:
    """Take a range, each end lending the other the year that it lacks; None if it runs backwards.

    "March to May 2027" has its year at the end, "November 2026 to May" at the start; "November to
    February" runs into the next year.
    """
    if isinstance(first, Floating) and isinstance(last, Floating):
        start = settle(first, said_on)
        end = _from(last, start)
    elif isinstance(last, Floating):
        start = settle(first, said_on)
        end = inside(last, start) or _from(last, start)
    elif isinstance(first, Floating):
        end = last
        placed = first.place(end.first)
        if placed is not None and placed.first > end.last:
            placed = first.place(end.first - first.cycle)
        if placed is None:
            return None
        start = placed
    else:
        start, end = first, last
    if start.first > end.last:
        return None
    return Span(start.first, end.last, max(start.grain, end.grain), end.edge)


def _from(period: Floating, start: Span) -> Span:
    placed = period.place(start.first)
    if placed is not None and placed.last >= start.first:
        return placed
    return following(period, start.first)
