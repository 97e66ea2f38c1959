"""Parts of periods: the end of a year, early March, the third week, the first hundred days.

The end of a year is December, of a quarter or month its last third, of a decade its last two years;
"early" and "late" are wider. The middle of a year is June, so that "by mid-2027" ends on 30 June.
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from tracker.dates.amounts import Amount
from tracker.dates.periods import (
    DAY,
    MONTHS_IN_YEAR,
    WEEK,
    Floating,
    Grain,
    Part,
    Span,
    on,
    unit,
)

MONTH_THIRDS = (10, 20)
MONTH_MIDDLE = 15
SEVERAL_YEARS = 24  # months: from here on, parts are counted in years
DECADE_MONTHS = 120
EARLY_SHARE = 0.4  # of several years: two of five

# first month and number of months of each part, by the length of the whole in months
IN_YEAR = {"start": (0, 1), "early": (0, 3), "middle": (5, 1), "late": (9, 3), "end": (11, 1)}
IN_HALF = {"start": (0, 1), "early": (0, 2), "middle": (2, 2), "late": (4, 2), "end": (5, 1)}
IN_QUARTER = {"start": (0, 1), "early": (0, 1), "middle": (1, 1), "late": (2, 1), "end": (2, 1)}
# the same in years
IN_DECADE = {"start": (0, 1), "early": (0, 4), "middle": (4, 3), "late": (7, 3), "end": (8, 2)}
IN_CENTURY = {
    "start": (0, 10),
    "early": (0, 30),
    "middle": (49, 1),
    "late": (70, 30),
    "end": (90, 10),
}


def part(whole: Span, which: Part) -> Span:
    """Take a part of a period; what is said of an ambiguous one holds for both readings."""
    taken = _part(whole, which)
    if whole.other is not None:
        return taken._replace(other=_part(whole.other, which))
    return taken


def _part(whole: Span, which: Part) -> Span:
    if whole.first == whole.last:
        return whole
    if which in {"first half", "second half"}:
        return _halved(whole, second=which == "second half")
    if whole.grain <= Grain.WEEK or whole.months == 0:
        return _edged(_of_week(whole, which), which, whole)
    if whole.grain == Grain.MONTH or whole.months == 1:
        return _edged(_of_month(whole, which), which, whole)
    return _edged(_by_table(whole, which), which, whole)


def _edged(taken: Span, which: Part, whole: Span) -> Span:
    if which == "end":
        return taken._replace(edge="end", other=None)
    if which == "start":
        return taken._replace(edge="start", by=whole.first)
    if which == "middle":
        return taken._replace(edge="middle")
    return taken._replace(edge="start" if which == "early" else "end")


def _of_week(whole: Span, which: Part) -> Span:
    first, last = {
        "start": (0, 0),
        "early": (0, 1),
        "middle": (2, 2),
        "late": (3, 6),
        "end": (4, 6),
    }[which]
    length = (whole.last - whole.first).days
    return Span(
        whole.first + DAY * min(first, length), whole.first + DAY * min(last, length), Grain.DAY
    )


def _of_month(whole: Span, which: Part) -> Span:
    first, second = MONTH_THIRDS
    start = whole.first - DAY
    match which:
        case "start" | "early":
            return Span(whole.first, start + DAY * first, Grain.WEEK)
        case "middle":
            middle = Span(start + DAY * (first + 1), start + DAY * second, Grain.WEEK)
            return middle._replace(by=start + DAY * MONTH_MIDDLE)
        case _:
            return Span(start + DAY * (second + 1), whole.last, Grain.WEEK)


def _by_table(whole: Span, which: Part) -> Span:
    length = whole.months
    if length >= SEVERAL_YEARS:
        return _of_years(whole, which)
    if length > MONTHS_IN_YEAR // 2:
        table, of = IN_YEAR, MONTHS_IN_YEAR
    elif length > MONTHS_IN_YEAR // 4:
        table, of = IN_HALF, MONTHS_IN_YEAR // 2
    else:
        table, of = IN_QUARTER, MONTHS_IN_YEAR // 4
    skip, count = table[which]
    if which in {"late", "end"}:  # counted from the end, whatever the length
        first = whole.last + DAY - relativedelta(months=of - skip)
        return Span(first, whole.last, Grain.MONTH)
    first = whole.first + relativedelta(months=skip)
    return Span(first, first + relativedelta(months=count) - DAY, Grain.MONTH)


def _of_years(whole: Span, which: Part) -> Span:
    length = round(whole.months / MONTHS_IN_YEAR)
    middle: date | None = None
    if whole.grain == Grain.DECADE:
        skip, count = IN_DECADE[which]
        middle = date(whole.first.year + 5, 12, 31)
    elif whole.grain == Grain.CENTURY:
        skip, count = IN_CENTURY[which]
    else:
        third = max(1, round(length * EARLY_SHARE))
        skip, count = {
            "start": (0, 1),
            "early": (0, third),
            "middle": ((length - 1) // 2, 1),
            "late": (length - third, third),
            "end": (length - 1, 1),
        }[which]
    first = whole.first + relativedelta(years=skip)
    last = first + relativedelta(years=count) - DAY
    return Span(first, last, Grain.YEAR, by=middle if which == "middle" else None)


def _halved(whole: Span, *, second: bool) -> Span:
    grain = Grain(max(Grain.DAY, whole.grain - 1))
    if whole.grain == Grain.MONTH:
        cut = whole.first + DAY * (MONTH_MIDDLE - 1)
    elif whole.grain <= Grain.WEEK or whole.months % 2:
        cut = whole.first + DAY * ((whole.last - whole.first).days // 2)
    else:
        cut = whole.first + relativedelta(months=whole.months // 2) - DAY
    return Span(cut + DAY, whole.last, grain) if second else Span(whole.first, cut, grain)


def inside(period: Floating, whole: Span) -> Span | None:
    """Place a period in a larger one: March in next year, Q3 in a fiscal year, Friday in a week.

    None where it has none, or several.
    """
    placed = _inside(period, whole)
    if placed is None or whole.other is None:
        return placed
    other = _inside(period, whole.other)
    return placed if other == placed else placed._replace(other=other)


def _inside(period: Floating, whole: Span) -> Span | None:
    if period.nth is not None and whole.grain == Grain.YEAR:
        return nth(whole, *period.nth)
    if whole.last - period.cycle >= whole.first:
        return None  # there are several: the 10th of some month of a year
    for day in (whole.first, whole.last):
        placed = period.place(day)
        if placed is not None and placed.first <= whole.last and placed.last >= whole.first:
            return placed
    return None


def same_day(whole: Span, said_on: date) -> Span | None:
    """Find the day of a year, month or week that answers to a day: this day next year."""
    if whole.grain == Grain.YEAR:
        return on(said_on + relativedelta(year=whole.first.year))
    if whole.grain == Grain.MONTH:
        return on(whole.first + relativedelta(day=said_on.day))
    if whole.grain == Grain.WEEK:
        return on(whole.first + DAY * said_on.weekday())
    return None


def remaining(whole: Span, said_on: date) -> Span:
    """Take what is left of a period on a day; all of it if it is still to come."""
    return whole._replace(first=min(max(whole.first, said_on), whole.last))


def elapsed(whole: Span, said_on: date) -> Span:
    """Take what has gone of a period on a day; all of it if it is over."""
    return whole._replace(last=max(min(whole.last, said_on), whole.first))


def nth(whole: Span, grain: Grain, number: int) -> Span | None:
    """Take the nth unit of a period, from its end if the number is negative; None if it has none.

    Weeks of a month are counted in sevens from its first day; the calendar's week is the other
    reading. Weeks of a year are the calendar's.
    """
    if grain >= whole.grain and not (grain == Grain.WEEK and whole.months >= 1):
        return None
    if grain == Grain.WEEK and whole.grain == Grain.MONTH:
        return _week_of_month(whole, number)
    if number > 0:
        start = unit(grain, whole.first)
        if start.first < whole.first and grain == Grain.WEEK:
            later = (start.last + DAY - whole.first).days
            start = start if later > WEEK // 2 else unit(grain, whole.first, 1)
        taken = unit(grain, start.first, number - 1)
    else:
        taken = unit(grain, unit(grain, whole.last).first, number + 1)
    return taken if taken.first <= whole.last and taken.last >= whole.first else None


def _week_of_month(whole: Span, number: int) -> Span | None:
    if number > 0:
        first = whole.first + DAY * WEEK * (number - 1)
        calendar = unit(Grain.WEEK, whole.first + DAY * (WEEK - 1), number - 1)
        if first > whole.last:
            return None
        taken = Span(first, min(first + DAY * (WEEK - 1), whole.last), Grain.WEEK)
    else:
        last = whole.last + DAY * WEEK * (number + 1)
        calendar = unit(Grain.WEEK, whole.last, number + 1)
        if last - DAY * (WEEK - 1) < whole.first:
            return None
        taken = Span(last - DAY * (WEEK - 1), last, Grain.WEEK)
    return taken if calendar[:2] == taken[:2] else taken._replace(other=calendar)


def nth_weekday(whole: Span, weekday: int, number: int) -> Span | None:
    """Take the nth Monday (0) … Sunday (6) of a period, from its end if negative."""
    if number > 0:
        day = whole.first + timedelta(days=(weekday - whole.first.weekday()) % WEEK)
        day += timedelta(weeks=number - 1)
    else:
        day = whole.last - timedelta(days=(whole.last.weekday() - weekday) % WEEK)
        day += timedelta(weeks=number + 1)
    return Span(day, day, Grain.DAY) if whole.first <= day <= whole.last else None


def _holds(whole: Span, amount: Amount) -> bool:
    """Tell whether a period has so many smaller units, or years if it has several."""
    several = whole.grain == Grain.YEAR and whole.months >= SEVERAL_YEARS
    return amount.grain < whole.grain or (several and amount.grain == Grain.YEAR)


def head(whole: Span, amount: Amount) -> Span | None:
    """Take the first so many days, weeks or months of a period."""
    if not _holds(whole, amount):
        return None
    last = min(amount.high.after(whole.first) - DAY, whole.last)
    return Span(whole.first, max(last, whole.first), Grain(max(amount.grain, Grain.DAY)))


def tail(whole: Span, amount: Amount) -> Span | None:
    """Take the last so many days, weeks or months of a period."""
    if not _holds(whole, amount):
        return None
    first = max(amount.high.before(whole.last + DAY), whole.first)
    return Span(min(first, whole.last), whole.last, Grain(max(amount.grain, Grain.DAY)))
