"""Lengths of time, "three to five years", and the windows that they reach from a day.

Months are the calendar's (31 January and one month is the last of February), so a length keeps
months and days apart.
"""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from tracker.dates.periods import DAY, WEEK, Grain
from tracker.dates.reading import Window

DAYS_IN_MONTH = 30
WORKDAYS = 5  # in a week
HALF = Fraction(1, 2)


class Length(NamedTuple):
    """Months and days, to be counted in that order."""

    months: int
    days: int
    workdays: int = 0

    def after(self, day: date) -> date:
        """Count forward from a day."""
        counted = day + relativedelta(months=self.months, days=self.days)
        return _workdays_from(counted, self.workdays) if self.workdays else counted

    def before(self, day: date) -> date:
        """Count back from a day."""
        counted = day - relativedelta(months=self.months, days=self.days)
        return _workdays_from(counted, -self.workdays) if self.workdays else counted

    def plus(self, further: "Length") -> "Length":
        """Add another length."""
        return Length(
            self.months + further.months,
            self.days + further.days,
            self.workdays + further.workdays,
        )

    @property
    def size(self) -> int:
        """About how many days it has, to compare lengths by."""
        return self.months * DAYS_IN_MONTH + self.days + self.workdays * WEEK // WORKDAYS


def _workdays_from(day: date, number: int) -> date:
    """Count Mondays to Fridays; public holidays differ by country and are not known here."""
    step = DAY if number > 0 else -DAY
    weeks, left = divmod(abs(number), WORKDAYS)
    if day.weekday() >= WORKDAYS:  # a weekend counts as the workday before the first one counted
        day += step * ((day.weekday() - WORKDAYS + 1) if number < 0 else -(day.weekday() - 4))
    day += step * WEEK * weeks
    while left:
        day += step
        left -= day.weekday() < WORKDAYS
    return day


class Unit(NamedTuple):
    """A unit of length: so many months or, failing that, days."""

    grain: Grain
    months: int = 0
    days: Fraction = Fraction(0)
    workdays: int = 0

    def times(self, number: Fraction) -> Length:
        """Multiply; fractions of a month count as days, of a day as a whole one."""
        if self.workdays:
            return Length(0, 0, -int(-number // 1))
        if not self.months:
            return Length(0, -int(-(number * self.days) // 1))
        months = number * self.months
        whole = int(months)
        return Length(whole, int((months - whole) * DAYS_IN_MONTH + HALF))


UNITS = {
    "minute": Unit(Grain.DAY, days=Fraction(1, 1440)),
    "hour": Unit(Grain.DAY, days=Fraction(1, 24)),
    "day": Unit(Grain.DAY, days=Fraction(1)),
    "workday": Unit(Grain.DAY, workdays=1),
    "week": Unit(Grain.WEEK, days=Fraction(7)),
    "fortnight": Unit(Grain.WEEK, days=Fraction(14)),
    "ten days": Unit(Grain.WEEK, days=Fraction(10)),
    "month": Unit(Grain.MONTH, months=1),
    "quarter": Unit(Grain.QUARTER, months=3),
    "half": Unit(Grain.HALF, months=6),
    "year": Unit(Grain.YEAR, months=12),
    "decade": Unit(Grain.DECADE, months=120),
    "century": Unit(Grain.CENTURY, months=1200),
}


class Number(NamedTuple):
    """A number or a range of numbers; `vague` ones ("a few") have no value.

    `about` says that the range itself is a guess at what the words mean ("a dozen or so").
    """

    low: Fraction
    high: Fraction
    vague: bool = False
    about: bool = False


VAGUE = Number(Fraction(0), Fraction(0), vague=True)


class Amount(NamedTuple):
    """A length or a range of lengths.

    `bound` tells "more than five years" (over) and "at most two" (under) from plain ones.
    """

    low: Length
    high: Length
    grain: Grain
    vague: bool = False
    about: bool = False
    bound: str = ""

    @property
    def is_range(self) -> bool:
        """Tell "two or three years" from "three years"."""
        return self.low != self.high


def amount(number: Number, unit: Unit) -> Amount:
    """Measure a number out in a unit."""
    low, high = sorted((number.low, number.high))
    return Amount(unit.times(low), unit.times(high), unit.grain, number.vague, number.about)


def joined(first: Amount, second: Amount) -> Amount:
    """Take two amounts as the ends of one range."""
    low, high = sorted((first.low, second.high), key=lambda length: length.size)
    return Amount(
        low,
        high,
        max(first.grain, second.grain),
        first.vague or second.vague,
        first.about or second.about,
    )


def added(first: Amount, second: Amount) -> Amount:
    """Add up "a year and three months"."""
    return Amount(
        first.low.plus(second.low),
        first.high.plus(second.high),
        first.grain,
        first.vague or second.vague,
        first.about or second.about,
    )


def ahead(length: Amount, start: date) -> Window:
    """Take the days that lie so far ahead: in three to five years."""
    if length.bound == "over":
        return Window(length.low.after(start), None)
    if length.bound == "under":
        return within(length, start)
    return Window(length.low.after(start), length.high.after(start))


def within(length: Amount, start: date) -> Window:
    """Take the days up to so far ahead: within five years."""
    return Window(start, length.high.after(start))


def ago(length: Amount, start: date) -> Window:
    """Take the days that lie so far back."""
    if length.bound == "over":
        return Window(None, length.low.before(start))
    return Window(length.high.before(start), length.low.before(start))


def back(length: Amount, start: date) -> Window:
    """Take the days since so far back: the past five years."""
    return Window(length.high.before(start), start)
