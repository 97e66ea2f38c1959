"""Dates written in figures, the same in both languages: 2026/3/5, 3/5/2027, 2026-27, Q3, FY2027.

Where day and month could change places, a slash puts the month first and a dot the day, and the
other order is kept as the second reading. A fiscal year is taken as the calendar's, with the
American government's (from October) as the second reading.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tracker.dates.periods import (
    MONTHS_IN_YEAR,
    Floating,
    Grain,
    Span,
    from_months,
    iso_week,
    month,
    month_day,
    nth_of_year,
    of_year,
    on,
    year,
    years,
)

Period = Span | Floating
CENTURY = 100
FAR = 50  # a year in two figures is the one within so many years
RECALLED = (30, 60)  # decades in two figures that may be of this century or of the last
OCTOBER, APRIL, JULY = 10, 4, 7


def full_year(text: str, said_on: date) -> int:
    """Complete a year in two figures with the century that brings it nearest."""
    number = int(text)
    if len(text) > 2:  # noqa: PLR2004
        return number
    century = said_on.year // CENTURY * CENTURY
    return min(
        (century + shift + number for shift in (-CENTURY, 0, CENTURY)),
        key=lambda candidate: abs(candidate - said_on.year),
    )


def decade_near(tens: int, said_on: date) -> Span:
    """Complete "the 30s": this century's if it is near, else the last's."""
    century = said_on.year // CENTURY * CENTURY
    here, before = (
        years(first, first + 9)._replace(grain=Grain.DECADE)
        for first in (century + tens, century - CENTURY + tens)
    )
    low, high = RECALLED
    coming = tens <= said_on.year % CENTURY + FAR - 10
    found, other = (here, before) if coming else (before, here)
    return found._replace(other=other) if low <= tens <= high else found


def fiscal(text: str, until: str | None, said_on: date) -> Span:
    """Take a fiscal year by the year in which it ends, or by both years."""
    number = full_year(text, said_on)
    if until is None:
        american = from_months(number - 1, OCTOBER, MONTHS_IN_YEAR, Grain.YEAR)
        return year(number)._replace(other=american)
    first = from_months(number, APRIL, MONTHS_IN_YEAR, Grain.YEAR)
    if first.last.year % CENTURY != int(until) % CENTURY:
        raise ValueError("years that do not follow each other")
    return first._replace(other=from_months(number, JULY, MONTHS_IN_YEAR, Grain.YEAR))


def _day(match: re.Match[str], _said_on: date) -> Period:
    return on(date(int(match["y"]), int(match["m"]), int(match["d"])))


def _either(match: re.Match[str], said_on: date) -> Period:
    number = full_year(match["y"], said_on)
    a, b = int(match["a"]), int(match["b"])
    if match["sign"] == "/":
        found, other = (a, b), (b, a)
    else:
        found, other = (b, a), (a, b)
    if found[0] > MONTHS_IN_YEAR or found == other:
        return on(date(number, *(other if found[0] > MONTHS_IN_YEAR else found)))
    day = on(date(number, *found))
    return day if other[0] > MONTHS_IN_YEAR else day._replace(other=on(date(number, *other)))


def _month_and_day(match: re.Match[str], _said_on: date) -> Period:
    a, b = int(match["a"]), int(match["b"])
    if a > MONTHS_IN_YEAR:
        return month_day(b, a)
    first = month_day(a, b)
    if b > MONTHS_IN_YEAR or a == b:
        return first
    second = month_day(b, a)

    def place(day: date) -> Span | None:
        found = first.place(day)
        return found and found._replace(other=second.place(day))

    return first._replace(place=place)


def _month(match: re.Match[str], _said_on: date) -> Period:
    return month(int(match["y"]), int(match["m"]))


def _years(match: re.Match[str], said_on: date) -> Period:
    first, last = int(match["y"]), match["z"]
    end = int(last) if len(last) > 2 else first // CENTURY * CENTURY + int(last)  # noqa: PLR2004
    if end <= first:
        raise ValueError("years run backwards")
    del said_on
    return years(first, end)


def _fiscal(match: re.Match[str], said_on: date) -> Period:
    return fiscal(match["y"], match["z"], said_on)


def _calendar_year(match: re.Match[str], said_on: date) -> Period:
    return year(full_year(match["y"], said_on))


def _quarter(match: re.Match[str], said_on: date) -> Period:
    grain = Grain.QUARTER if "q" in match[0] else Grain.HALF
    floating = nth_of_year(grain, int(match["n"] or match["o"]))
    if match["y"] is None:
        return floating
    number = full_year(match["y"], said_on)
    found = floating.place(date(number, 1, 1))
    if found is None:
        raise ValueError("no such quarter")
    return found


def _year_first(match: re.Match[str], said_on: date) -> Period:
    grain = Grain.QUARTER if "q" in match[0] else Grain.HALF
    found = nth_of_year(grain, int(match["n"])).place(date(full_year(match["y"], said_on), 1, 1))
    if found is None or (grain == Grain.HALF and int(match["n"]) > 2):  # noqa: PLR2004
        raise ValueError("no such quarter")
    return found


def _week(match: re.Match[str], _said_on: date) -> Period:
    number = int(match["w"])
    iso_week(2020, number)  # the year has 53 weeks; any other number is refused
    if match["y"]:
        return iso_week(int(match["y"]), number)
    return of_year(lambda found: iso_week(found, number))


class Form(NamedTuple):
    """A way to write a period, and what it says."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date], Period]


Y = "(?P<y>[12][0-9]{3})"
M = "(?P<m>0?[1-9]|1[0-2])"
END = r"(?![0-9a-z])"
GLUED_YEAR = r"(?:-?(?:fy)?'?(?P<y>[0-9]{4}|[0-9]{2}))?"

FORMS = (
    Form(re.compile(rf"{Y}(?P<s>[-/.])(?P<m>[0-9]{{1,2}})(?P=s)(?P<d>[0-9]{{1,2}}){END}"), _day),
    Form(re.compile(rf"{Y}(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9]){END}"), _day),
    Form(
        re.compile(
            r"(?P<a>[0-9]{1,2})(?P<sign>[/.-])(?P<b>[0-9]{1,2})(?P=sign)(?P<y>[12][0-9]{3}|[0-9]{2})"
            + END
        ),
        _either,
    ),
    Form(re.compile(rf"{Y} ?- ?w(?P<w>[0-9]{{1,2}}){END}"), _week),
    Form(re.compile(rf"{Y}[-/.]{M}{END}"), _month),
    Form(re.compile(rf"{M}[-/.]{Y}{END}"), _month),
    Form(re.compile(rf"{Y} ?[-/] ?(?P<z>[0-9]{{2}}|[12][0-9]{{3}}){END}"), _years),
    Form(re.compile(rf"(?P<a>[0-9]{{1,2}})/(?P<b>[0-9]{{1,2}})(?!/|{END[3:-1]})"), _month_and_day),
    Form(
        re.compile(
            r"(?:fy|fiscal(?: year)?|financial year) ?'?(?P<y>[12][0-9]{3}|[0-9]{2})"
            r"(?:[/-](?P<z>[12][0-9]{3}|[0-9]{2}))?" + END
        ),
        _fiscal,
    ),
    Form(
        re.compile(
            r"(?P<y>[12][0-9]{3}|[0-9]{2})[/-](?P<z>[12][0-9]{3}|[0-9]{2}) "
            r"(?:fy|fiscal year|financial year)" + END
        ),
        _fiscal,
    ),
    Form(
        re.compile(r"(?P<y>[12][0-9]{3})(?P<z>) ?(?:fy|fiscal year|financial year)" + END),
        lambda match, said_on: fiscal(match["y"], None, said_on),
    ),
    Form(re.compile(rf"(?:cy ?'?|calendar (?:year )?)(?P<y>[12][0-9]{{3}}|[0-9]{{2}}){END}"),
         _calendar_year),
    Form(re.compile(rf"(?:year )(?P<y>[1-9][0-9]{{3}}){END}"), _calendar_year),
    Form(re.compile(rf"(?:(?P<n>[1-4])q|q ?(?P<o>[1-4])){GLUED_YEAR}{END}"), _quarter),
    Form(
        re.compile(rf"(?:cy|fy)?'?(?P<y>[0-9]{{2}})[qh](?P<n>[1-4]){END}"),
        _year_first,
    ),
    Form(re.compile(rf"(?:(?P<n>[12])h|h ?(?P<o>[12])){GLUED_YEAR}{END}"), _quarter),
    Form(re.compile(rf"(?P<y>)(?:calendar )?(?:week|wk|cw) ?(?P<w>[0-9]{{1,2}}){END}"), _week),
)  # fmt: skip
