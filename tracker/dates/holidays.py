"""Days that have a name instead of a number: feasts, elections, inaugurations.

Where a name differs by country, Labour Day is taken in English as the American one and 劳动节 as
1 May. Elections without a country are the American ones.
"""

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from tracker.dates.lunar import festival
from tracker.dates.parts import nth_weekday
from tracker.dates.periods import DAY, Floating, Grain, Span, month, of_year, on

Yearly = Callable[[int], Span | None]


def fixed(month_number: int, day: int, length: int = 1) -> Yearly:
    """Place a holiday that keeps its date."""

    def place(year: int) -> Span:
        first = date(year, month_number, day)
        return Span(first, first + DAY * (length - 1), Grain.DAY if length == 1 else Grain.WEEK)

    return place


def ruled(month_number: int, weekday: int, number: int, shift: int = 0) -> Yearly:
    """Place a holiday on the nth such weekday of a month, or some days after it."""

    def place(year: int) -> Span | None:
        found = nth_weekday(month(year, month_number), weekday, number)
        return on(found.first + DAY * shift) if found else None

    return place


def eastern(shift: int) -> Yearly:
    """Place a holiday some days after Easter Sunday."""
    return lambda year: on(easter(year) + DAY * shift)


def moon(name: str, shift: int = 0, length: int = 1) -> Yearly:
    """Place a festival of the moon, or some days after it."""

    def place(year: int) -> Span | None:
        day = festival(year, name)
        if day is None:
            return None
        first = day + DAY * shift
        return Span(first, first + DAY * (length - 1), Grain.DAY if length == 1 else Grain.WEEK)

    return place


def tomb_sweeping(year: int) -> Span:
    """Place 清明, the sun at 15 degrees: 4 or 5 April by the almanac's rule of thumb."""
    century, constant = (1900, 5.59) if year <= 2000 else (2000, 4.81)  # noqa: PLR2004
    since = year - century
    return on(date(year, 4, int(since * 0.2422 + constant) - since // 4))


MONDAY, TUESDAY, THURSDAY = 0, 1, 3

YEARLY: dict[str, Yearly] = {
    "new year": fixed(1, 1),
    "new year's eve": fixed(12, 31),
    "epiphany": fixed(1, 6),
    "mlk": ruled(1, MONDAY, 3),
    "groundhog": fixed(2, 2),
    "valentine": fixed(2, 14),
    "presidents": ruled(2, MONDAY, 3),
    "women": fixed(3, 8),
    "st patrick": fixed(3, 17),
    "april fools": fixed(4, 1),
    "earth day": fixed(4, 22),
    "good friday": eastern(-2),
    "easter": eastern(0),
    "easter monday": eastern(1),
    "pentecost": eastern(49),
    "may day": fixed(5, 1),
    "may holiday": fixed(5, 1, 5),
    "youth": fixed(5, 4),
    "memorial": ruled(5, MONDAY, -1),
    "children": fixed(6, 1),
    "juneteenth": fixed(6, 19),
    "618": fixed(6, 18),
    "independence": fixed(7, 4),
    "party": fixed(7, 1),
    "bastille": fixed(7, 14),
    "army": fixed(8, 1),
    "labor": ruled(9, MONDAY, 1),
    "teachers": fixed(9, 10),
    "national": fixed(10, 1),
    "golden week": fixed(10, 1, 7),
    "columbus": ruled(10, MONDAY, 2),
    "halloween": fixed(10, 31),
    "guy fawkes": fixed(11, 5),
    "veterans": fixed(11, 11),
    "singles": fixed(11, 11),
    "thanksgiving": ruled(11, THURSDAY, 4),
    "black friday": ruled(11, THURSDAY, 4, 1),
    "cyber monday": ruled(11, THURSDAY, 4, 4),
    "double twelve": fixed(12, 12),
    "christmas eve": fixed(12, 24),
    "christmas": fixed(12, 25),
    "boxing": fixed(12, 26),
    "holidays": fixed(12, 24, 9),
    "lunar new year": moon("new year"),
    "lunar new year's eve": moon("new year", -1),
    "spring festival holiday": moon("new year", -1, 8),
    "lantern": moon("new year", 14),
    "dragon boat": moon("dragon boat"),
    "mid-autumn": moon("mid-autumn"),
    "tomb sweeping": tomb_sweeping,
    "entrance exam": fixed(6, 7, 3),
    "election day": ruled(11, MONDAY, 1, 1),
}

PRESIDENTIAL = 4  # years between two elections of a president
INAUGURATION = (1, 20)


def _election(remainders: tuple[int, ...]) -> Yearly:
    place = YEARLY["election day"]
    return lambda year: place(year) if year % PRESIDENTIAL in remainders else None


ELECTIONS: dict[str, Yearly] = {
    "presidential election": _election((0,)),
    "midterms": _election((2,)),
    "election": _election((0, 2)),
    "inauguration": lambda year: (
        on(date(year, *INAUGURATION)) if year % PRESIDENTIAL == 1 else None
    ),
}


def named(name: str) -> Floating:
    """Take a holiday or election in a year to be found."""
    return of_year((YEARLY | ELECTIONS)[name], recent=False)


def eve(day: Span) -> Span:
    """Take the day before."""
    return on(day.first - timedelta(days=1))
