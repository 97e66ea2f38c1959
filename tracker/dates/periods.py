"""Whole stretches of the calendar: days, weeks, months … centuries, and parts of them.

Conventions: a week runs from Monday to Sunday; this decade is 2020 to 2029; the century is 2001 to
2100. The end of a period is its last month, third or year, but its deadline is always the last day.
Arithmetic past the year 9999 raises ValueError or OverflowError; the grammar turns both into a
refusal.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import IntEnum
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

DAY = timedelta(days=1)
MONTHS_IN_YEAR = 12
TRIES = 10  # cycles to look through: 29 February is at most eight years away
WEEK = 7
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}  # the month each one starts in


class Grain(IntEnum):
    """How coarse a period is."""

    DAY = 1
    WEEK = 2
    MONTH = 3
    QUARTER = 4
    HALF = 5
    YEAR = 6
    DECADE = 7
    CENTURY = 8


Edge = Literal["whole", "start", "middle", "end"]
Part = Literal["start", "early", "middle", "late", "end", "first half", "second half"]


class Span(NamedTuple):
    """A period, both days included.

    `edge` says that it is named as the start, middle or end of a larger one; `by` is then the day
    that "by" means, where that is not the last. `other` is a second reading of the same words.
    """

    first: date
    last: date
    grain: Grain
    edge: Edge = "whole"
    by: date | None = None
    other: "Span | None" = None

    @property
    def months(self) -> int:
        """Its length in months, rounded to the nearest."""
        return round(((self.last - self.first).days + 1) / 30.44)


class Floating(NamedTuple):
    """A period without its year, month or week ("March", "the 15th", "Friday").

    `place` gives the one that lies in the cycle around a day, or None where that cycle has none
    (29 February); `cycle` is the length of that cycle. A `recent` one may also be meant as the
    one just gone. `nth` is set for quarters and halves, which a fiscal year counts by itself.
    """

    cycle: relativedelta
    place: Callable[[date], Span | None]
    recent: bool = True
    nth: tuple[Grain, int] | None = None


Period = Span | Floating
Change = Callable[[Span], Span | None]

YEARLY = relativedelta(years=1)
MONTHLY = relativedelta(months=1)
WEEKLY = relativedelta(weeks=1)


def on(day: date) -> Span:
    """Take one day."""
    return Span(day, day, Grain.DAY)


def from_months(year: int, month: int, count: int, grain: Grain) -> Span:
    """Take a number of whole months; the first may be counted past December."""
    first = date(year, 1, 1) + relativedelta(months=month - 1)
    last = date(first.year, first.month, 1) + relativedelta(months=count, days=-1)
    return Span(first, last, grain)


def month(year: int, number: int) -> Span:
    """Take a month of a year."""
    return from_months(year, number, 1, Grain.MONTH)


def quarter(year: int, number: int) -> Span:
    """Take a quarter of a year."""
    return from_months(year, number * 3 - 2, 3, Grain.QUARTER)


def half(year: int, number: int) -> Span:
    """Take a half of a year."""
    return from_months(year, number * 6 - 5, 6, Grain.HALF)


def season(year: int, name: str) -> Span:
    """Take a season of a year; winter is the one that begins in it."""
    return from_months(year, SEASONS[name], 3, Grain.QUARTER)


def years(first: int, last: int) -> Span:
    """Take whole years."""
    return Span(date(first, 1, 1), date(last, 12, 31), Grain.YEAR)


def year(number: int) -> Span:
    """Take one year."""
    return years(number, number)


def decade(first_year: int) -> Span:
    """Take ten years from a year that ends in nought."""
    return years(first_year, first_year + 9)._replace(grain=Grain.DECADE)


def century(number: int) -> Span:
    """Take a century by its ordinal: the 21st is 2001 to 2100."""
    return years(number * 100 - 99, number * 100)._replace(grain=Grain.CENTURY)


def week_of(day: date) -> Span:
    """Take the week, Monday to Sunday, around a day."""
    first = day - timedelta(days=day.weekday())
    return Span(first, first + timedelta(days=6), Grain.WEEK)


def weekend_of(day: date) -> Span:
    """Take Saturday and Sunday of the week around a day."""
    last = week_of(day).last
    return Span(last - DAY, last, Grain.WEEK)


def iso_week(year_number: int, number: int) -> Span:
    """Take a numbered week of a year."""
    return week_of(date.fromisocalendar(year_number, number, 1))


def unit(grain: Grain, day: date, ahead: int = 0) -> Span:  # noqa: PLR0911
    """Take the calendar unit around a day, or one so many units ahead of it."""
    match grain:
        case Grain.DAY:
            return on(day + timedelta(days=ahead))
        case Grain.WEEK:
            return week_of(day + timedelta(weeks=ahead))
        case Grain.MONTH:
            return month(day.year, day.month + ahead)
        case Grain.QUARTER:
            return quarter(day.year, (day.month + 2) // 3 + ahead)
        case Grain.HALF:
            return half(day.year, (day.month + 5) // 6 + ahead)
        case Grain.YEAR:
            return year(day.year + ahead)
        case Grain.DECADE:
            return decade(day.year // 10 * 10 + ahead * 10)
        case Grain.CENTURY:
            return century((day.year + 99) // 100 + ahead)


def of_year(make: Callable[[int], Span | None], *, recent: bool = True) -> Floating:
    """Float through the years."""
    return Floating(YEARLY, lambda day: make(day.year), recent)


def safe_day(year_number: int, month_number: int, day: int) -> Span | None:
    """Take a day, or nothing if the calendar has no such day."""
    try:
        return on(date(year_number, month_number, day))
    except ValueError:
        return None


def month_day(month_number: int, day: int) -> Floating:
    """Take a day of a month, in a year to be found; refuse one that no year has."""
    date(2000, month_number, day)
    return of_year(lambda y: safe_day(y, month_number, day))


def day_of_month(day: int) -> Floating:
    """Take a day of a month to be found; refuse one that no month has."""
    date(2000, 1, day)
    return Floating(MONTHLY, lambda around: safe_day(around.year, around.month, day))


def weekday(number: int) -> Floating:
    """Take a day of a week to be found; Monday is 0."""
    return Floating(
        WEEKLY, lambda around: on(week_of(around).first + timedelta(days=number)), recent=False
    )


def settle(period: Span | Floating, said_on: date) -> Span:
    """Find the occurrence that a speaker means: the one under way, or the next to come.

    One that has passed within the same cycle is kept as the other reading.
    """
    if isinstance(period, Span):
        return period
    current = period.place(said_on)
    before = _placed(period, said_on, -1)
    if before is not None and before.last >= said_on:  # a winter that began last year
        return before
    if current is not None and current.last > said_on:
        return current
    if current is not None and current.last == said_on and period.cycle != WEEKLY:
        return current
    coming = _first(period, said_on, range(1, TRIES), lambda span: span.first > said_on)
    if current is None or not _may_be_meant(period, current, coming, said_on):
        return coming
    return coming._replace(other=current)


def _may_be_meant(period: Floating, gone: Span, coming: Span, said_on: date) -> bool:
    """Tell whether the one just gone may be meant: it ends today, or is the nearer of the two."""
    if gone.last == said_on:
        return True
    return period.recent and said_on - gone.last < coming.first - said_on


def previous(period: Floating, said_on: date) -> Span:
    """Find the last occurrence that had ended before a day."""
    return _first(period, said_on, range(0, -TRIES, -1), lambda span: span.last < said_on)


def following(period: Floating, start: date) -> Span:
    """Find the first occurrence that begins on a day or after it."""
    return _first(period, start, range(-1, TRIES), lambda span: span.first >= start)


def _first(
    period: Floating, day: date, cycles: Iterable[int], fits: Callable[[Span], bool]
) -> Span:
    for ahead in cycles:
        span = _placed(period, day, ahead)
        if span is not None and fits(span):
            return span
    raise ValueError("no such day near")


def _placed(period: Floating, day: date, cycles: int) -> Span | None:
    if day.year + cycles < 1:
        return None
    return period.place(date(day.year, day.month, min(day.day, 28)) + period.cycle * cycles)


def nth_of_year(grain: Grain, number: int) -> Floating:
    """Take a quarter or half of a year to be found."""
    make = quarter if grain == Grain.QUARTER else half
    return of_year(lambda y: make(y, number))._replace(nth=(grain, number))


def refined(period: Floating, change: Change) -> Floating:
    """Take a part of a period once it is placed."""

    def place(day: date) -> Span | None:
        found = period.place(day)
        return None if found is None else change(found)

    return period._replace(place=place, nth=None)


def mapped(period: Period, change: Callable[[Span], Span]) -> Period:
    """Take a part of a period, now or once it is placed."""
    return change(period) if isinstance(period, Span) else refined(period, change)
