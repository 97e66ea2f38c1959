"""Days that have a name instead of a number: feasts, elections, inaugurations.

Where a name differs by country, Labour Day is taken in English as the American one and 劳动节 as
1 May. Elections without a country are the American ones.
"""

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from tracker.dates import lunar
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
        day = lunar.festival(year, name)
        if day is None:
            return None
        first = day + DAY * shift
        return Span(first, first + DAY * (length - 1), Grain.DAY if length == 1 else Grain.WEEK)

    return place


def lunar_days(month_number: int, day: int | None, *, leap: bool = False) -> Floating:
    """Take a month of the moon's calendar, or one day of it, in a year to be found."""

    def place(year: int) -> Span | None:
        found = lunar.month(year, month_number, leap=leap)
        if found is None or not 1 <= (day or 1) <= found[1]:
            return None
        first, length = found
        if day is None:
            return Span(first, first + DAY * (length - 1), Grain.MONTH)
        return on(first + DAY * (day - 1))

    return of_year(place, recent=False)


def lunar_year(number: int) -> Span:
    """Take the moon's year that begins in a year, up to the eve of the next one."""
    first = lunar.festival(number, "new year")
    following = lunar.festival(number + 1, "new year")
    if first is None or following is None:
        raise ValueError("no table reaches that year")
    return Span(first, following - DAY, Grain.YEAR)


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
    "lantern": moon("lantern"),
    "qixi": moon("qixi"),
    "ghosts": moon("ghosts"),
    "double ninth": moon("double ninth"),
    "laba": moon("laba"),
    "kitchen god": moon("kitchen god"),
    "dragon boat": moon("dragon boat"),
    "mid-autumn": moon("mid-autumn"),
    "tomb sweeping": tomb_sweeping,
    "entrance exam": fixed(6, 7, 3),
    "election day": ruled(11, MONDAY, 1, 1),
}

# the games that are fixed, first and last day, by year
SUMMER_GAMES = {
    2020: ((2021, 7, 23), (2021, 8, 8)),
    2024: ((2024, 7, 26), (2024, 8, 11)),
    2028: ((2028, 7, 14), (2028, 7, 30)),
    2032: ((2032, 7, 23), (2032, 8, 8)),
}
WINTER_GAMES = {
    2022: ((2022, 2, 4), (2022, 2, 20)),
    2026: ((2026, 2, 6), (2026, 2, 22)),
    2030: ((2030, 2, 1), (2030, 2, 17)),
}
WORLD_CUPS = {
    2022: ((2022, 11, 20), (2022, 12, 18)),
    2026: ((2026, 6, 11), (2026, 7, 19)),
    2030: ((2030, 6, 8), (2030, 7, 21)),
}
ASIAN_GAMES = {2026: ((2026, 9, 19), (2026, 10, 4))}
Days = tuple[tuple[int, int, int], tuple[int, int, int]]


def games(calendar: dict[int, Days]) -> Yearly:
    """Place an event whose days are known for some years; no other year has it."""

    def place(year: int) -> Span | None:
        if year not in calendar:
            return None
        first, last = calendar[year]
        return Span(date(*first), date(*last), Grain.WEEK)

    return place


# the sun's terms of 2001 to 2099: month, and the constant of the almanac's rule of thumb
SOLAR_TERMS = {
    "小寒": (1, 5.4055), "大寒": (1, 20.12), "立春": (2, 3.87), "雨水": (2, 18.73),
    "惊蛰": (3, 5.63), "春分": (3, 20.646), "清明": (4, 4.81), "谷雨": (4, 20.1),
    "立夏": (5, 5.52), "小满": (5, 21.04), "芒种": (6, 5.678), "夏至": (6, 21.37),
    "小暑": (7, 7.108), "大暑": (7, 22.83), "立秋": (8, 7.5), "处暑": (8, 23.13),
    "白露": (9, 7.646), "秋分": (9, 23.042), "寒露": (10, 8.318), "霜降": (10, 23.438),
    "立冬": (11, 7.438), "小雪": (11, 22.36), "大雪": (12, 7.18), "冬至": (12, 21.94),
}  # fmt: skip
# years in which the rule of thumb is a day out
OFF_BY_A_DAY = {
    ("立秋", 2002): 1, ("小满", 2008): 1, ("小暑", 2016): 1, ("小寒", 2019): -1, ("冬至", 2021): -1,
    ("雨水", 2026): -1, ("大寒", 2082): 1, ("霜降", 2089): 1, ("立冬", 2089): 1,
}  # fmt: skip
TERM_YEARS = range(2001, 2100)


def solar_term(name: str) -> Yearly:
    """Place a term of the sun, by China's clock."""
    month_number, constant = SOLAR_TERMS[name]

    def place(year: int) -> Span | None:
        if year not in TERM_YEARS:
            return None
        since = year - TERM_YEARS.start + 1
        leaps = (since - 1) // 4 if month_number < 3 else since // 4  # noqa: PLR2004
        day = int(since * 0.2422 + constant) - leaps + OFF_BY_A_DAY.get((name, year), 0)
        return on(date(year, month_number, day))

    return place


EVENTS: dict[str, Yearly] = {
    "olympics": games(SUMMER_GAMES | WINTER_GAMES),
    "summer olympics": games(SUMMER_GAMES),
    "winter olympics": games(WINTER_GAMES),
    "world cup": games(WORLD_CUPS),
    "asian games": games(ASIAN_GAMES),
    "two sessions": fixed(3, 4, 8),
    **{name: solar_term(name) for name in SOLAR_TERMS},
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
    return of_year((YEARLY | ELECTIONS | EVENTS)[name], recent=False)


def eve(day: Span) -> Span:
    """Take the day before."""
    return on(day.first - timedelta(days=1))
