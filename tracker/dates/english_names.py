"""English names of single periods: "March 5", "next quarter", "the 2030s", "year-end".

Each rule reads one name; english_periods puts them together.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from tracker.dates import parts, periods
from tracker.dates.english_amounts import Amounts
from tracker.dates.english_words import (
    DECADE_NAMES,
    FUSED,
    HOLIDAYS,
    LAST,
    MONTHS,
    NEXT,
    PERIOD_UNITS,
    SEASON_NAMES,
    THIS,
    WEEKDAYS,
)
from tracker.dates.holidays import eve, named
from tracker.dates.numerals import ONES, ORDINALS, TENS
from tracker.dates.periods import DAY, Floating, Grain, Part, Period, Span, settle
from tracker.dates.words import meanings
from tracker.dates.written import FORMS, decade_near, fiscal, full_year

SHORT_YEAR = re.compile(r"'([0-9]{2})(?![0-9s])")
YEAR = re.compile(r"[12][0-9]{3}(?![0-9])")
DECADE = re.compile(r"(?:([12][0-9]{2}0)|'?([0-9]0))'?s(?![a-z])")
WINTER = re.compile(r"([12][0-9]{3})(?:[/-]([0-9]{2}|[0-9]{4}))?(?![0-9])")
ORDINAL_ENDS = ("st", "nd", "rd", "th")
FISCAL_YEAR = ("fiscal", "financial")
BEFORE_UNIT = {"the", "of", "end", "-", "start", "this", "mid", "late", "early"}
SPOKEN_CENTURIES = {"nineteen": 1900, "twenty": 2000}
DAY_WORDS = meanings(
    {
        0: "today, tonight, now, right now, this day, this morning, this afternoon, this evening",
        1: "tomorrow, tomorrow night, tomorrow morning, tomorrow evening",
        -1: "yesterday, last night",
        2: "day after tomorrow, overmorrow",
        -2: "day before yesterday",
    }
)


class Names(Amounts):
    """The rules for names; each gives a Span, or a Floating one that lacks its year."""

    def either(self, *rules: Callable[[], Period | None]) -> Period | None:
        """Try rules in turn, whichever kind of period they give."""
        return self.attempt(*rules)

    def _day_word(self) -> Span | None:
        ahead = self.look(DAY_WORDS)
        return None if ahead is None else periods.on(self.said_on + DAY * ahead)

    def _month_name(self) -> int | None:
        number = self.look(MONTHS)
        if number is not None and self.peek() == "." and self.glued():
            self.take(".")
        return number

    def _day_number(self) -> int | None:
        if self.peek().isdigit() and len(self.peek()) <= 2:  # noqa: PLR2004
            number = int(self._word())
            if self.glued() and self.take(*ORDINAL_ENDS):
                return number
            return None if self.glued() and self.peek().isalpha() else number
        return self._ordinal_word()

    def _ordinal_word(self) -> int | None:
        if self.peek() in TENS and self.peek(1 + (self.peek(1) == "-")) in ORDINALS:
            tens = TENS[self._word()]
            self.take("-")
            ones = ORDINALS[self._word()]
            return tens + ones if ones < 10 else None  # noqa: PLR2004
        return ORDINALS[self._word()] if self.peek() in ORDINALS else None

    def _days(self) -> tuple[int, int] | None:
        first = self._day_number()
        if first is None:
            return None
        last = self.attempt(self._to_day)
        return first, first if last is None else last

    def _to_day(self) -> int | None:
        if not self.take("-", "to", "through", "and", "or"):
            return None
        self.skip("the")
        return self._day_number()

    def _day_and_month(self) -> Period | None:
        days = self._days()
        if days is None:
            return None
        if self.words[self.at - 1].text in ORDINAL_ENDS:
            self.skip(",")  # 15th, March 2026; "2, March" is the end of something else
        self.skip("of", "-", "day", "the")
        number = self._month_name()
        if number is None or self._is_year_part(days):
            return None
        if self.glued() and self.glued(1):  # 3-Mar-2027
            self.skip("-")
        return _dated(number, days)

    def _is_year_part(self, days: tuple[int, int]) -> bool:
        return not 1 <= days[0] <= days[1]

    def _month_and_day(self) -> Period | None:
        number = self._month_name()
        if number is None:
            return None
        self.skip("the", "-")
        days = self._days()
        if days is None or self.peek() in {"s", "'s"}:
            return None
        return _dated(number, days)

    def _in_figures(self) -> Period | None:
        for form in FORMS:
            if match := self.match(form.pattern):
                return form.read(match, self.said_on)
        return None

    def _relative(self) -> Period | None:
        """Read "this quarter", "next March", "last year", "next fiscal year"."""
        which = self.peek()
        if which not in {*THIS, *NEXT, *LAST}:
            return None
        self.at += 1
        ahead = 0 if which in THIS else 1 if which in NEXT else -1
        if which in THIS and self.take("coming", "upcoming", "past"):
            if self.words[self.at - 1].text == "past":
                ahead = -1
            else:
                return self.attempt(lambda: self._relative_unit(1), self._coming)
        return self.attempt(
            lambda: self._relative_fiscal(ahead),
            lambda: self._relative_unit(ahead),
            lambda: self._relative_weekday(ahead),
            lambda: self._relative_named(ahead),
            lambda: self._relative_day(ahead),
        )

    def _coming(self) -> Span | None:
        floating = self.attempt(self._holiday, self._month, self._season, self._weekday)
        return floating and settle(floating, self.said_on)._replace(other=None)

    def _relative_fiscal(self, ahead: int) -> Span | None:
        if not self.take("fiscal", "financial", "fy") or not (
            self.words[self.at - 1].text == "fy" or self.take("year")
        ):
            return None
        return fiscal(str(self.said_on.year + ahead), None, self.said_on)

    def _relative_unit(self, ahead: int) -> Span | None:
        if self.take("weekend"):
            return periods.weekend_of(self.said_on + timedelta(weeks=ahead))
        grain = self.look(PERIOD_UNITS)
        return None if grain is None else periods.unit(grain, self.said_on, ahead)

    def _relative_weekday(self, ahead: int) -> Span | None:
        number = self.look(WEEKDAYS)
        if number is None:
            return None
        floating = periods.weekday(number)
        week = periods.week_of(self.said_on).first + timedelta(weeks=ahead)
        day = periods.on(week + timedelta(days=number))
        if ahead == 0:
            return day if day.first >= self.said_on else settle(floating, self.said_on)
        near = (
            periods.following(floating, self.said_on + DAY)
            if ahead > 0
            else periods.previous(floating, self.said_on)
        )
        found, other = (day, near) if ahead > 0 else (near, day)
        return found if found == other else found._replace(other=other)

    def _relative_named(self, ahead: int) -> Span | None:
        holiday = self.attempt(self._holiday)
        floating = holiday or self.attempt(self._month, self._season, self._quarter_name)
        if floating is None:
            return None
        if ahead < 0:
            return periods.previous(floating, self.said_on)
        near = settle(floating, self.said_on)._replace(other=None)
        if ahead == 0:
            here = floating.place(self.said_on)
            return near if near.first <= self.said_on or here is None else here
        later = periods.following(floating, near.last + DAY)
        if holiday:
            return near if near.first.year > self.said_on.year else near._replace(other=later)
        if near.first.year > self.said_on.year:
            return near
        return later._replace(other=near) if near.first > self.said_on else later

    def _relative_day(self, ahead: int) -> Span | None:
        """Read "next 29 February", "this 4 July"."""
        floating = self.attempt(self._day_and_month, self._month_and_day)
        if not isinstance(floating, Floating):
            return None
        if ahead < 0:
            return periods.previous(floating, self.said_on)
        return periods.following(floating, self.said_on + DAY * ahead)

    def _quarter_name(self) -> Floating | None:
        found = self._in_figures()
        return found if isinstance(found, Floating) else None

    def _turn(self) -> Span | None:
        """Read "the turn of the year": its last day and the first of the next."""
        if not (self.take("turn") and self.take("of") and self.take("the")):
            return None
        grain = self.look(PERIOD_UNITS)
        if grain not in {Grain.YEAR, Grain.DECADE, Grain.CENTURY}:
            return None
        last = periods.unit(grain, self.said_on).last
        return Span(last, last + DAY, Grain.DAY, edge="end", by=last)

    def _holiday(self) -> Floating | None:
        name = self.look(HOLIDAYS)
        if name is None:
            return None
        if self.take("eve"):
            floating = named(name)
            return floating._replace(
                place=lambda day: (found := floating.place(day)) and eve(found)
            )
        self.take("season", "break")
        return named(name)

    def _month(self) -> Floating | None:
        number = self._month_name()
        if number is None:
            return None
        if self.take("quarter", "qtr"):  # the three months that end with it
            return periods.of_year(
                lambda year: periods.from_months(year, number - 2, 3, Grain.QUARTER)
            )
        return periods.of_year(lambda year: periods.month(year, number))

    def _season(self) -> Floating | None:
        name = self.look(SEASON_NAMES)
        if name is None:
            return None

        def place(year: int) -> Span:
            return periods.season(year, name)

        floating = periods.of_year(place)
        if name != "winter":
            return self._coming_season(floating)
        start = self.at
        self.skip("of", "the", ",")
        match = self.match(WINTER)
        if match is None:
            self.at = start
            return floating
        first = int(match[1])
        found = place(first)
        if match[2] is None:
            found = found._replace(other=place(first - 1))
        return floating._replace(place=lambda _day: found)

    def _coming_season(self, floating: Floating) -> Floating:
        """Take "by autumn", said late in autumn, for the next one."""
        start = self.at - 2 - (self.words[self.at - 2].text == "the")
        here = floating.place(self.said_on)
        if (
            start < 0
            or self.words[start].text not in {"by", "before", "until", "till"}
            or here is None
            or not here.first + (here.last - here.first) / 2 < self.said_on <= here.last
            or self.peek()
        ):
            return floating
        coming = periods.following(floating, here.last)._replace(other=here)
        return floating._replace(place=lambda _day: coming)

    def _weekday(self) -> Floating | None:
        number = self.look(WEEKDAYS)
        return None if number is None else periods.weekday(number)

    def _fused(self) -> Period | None:
        """Read "year-end", "midyear", with the year that may follow."""
        found = self.look(FUSED)
        if found is None:
            return None
        grain, part = found
        which: Part = "end" if part == "end" else "middle"
        if grain == Grain.YEAR:
            return periods.of_year(lambda year: parts.part(periods.year(year), which))
        return parts.part(periods.unit(grain, self.said_on), which)

    def _decade(self) -> Span | None:
        tens = self.look(DECADE_NAMES)
        if tens is not None:
            return decade_near(tens, self.said_on)
        match = self.match(DECADE)
        if match is None:
            return None
        if match[1]:
            return periods.decade(int(match[1]))
        return decade_near(int(match[2]), self.said_on)

    def _year(self) -> Span | None:
        """Read 2027, '27, "twenty twenty-seven", "two thousand thirty"."""
        if match := self.match(YEAR):
            return periods.year(int(match[0]))
        if match := self.match(SHORT_YEAR):
            return periods.year(full_year(match[1], self.said_on))
        if self.take("year"):
            return self._year()
        century = SPOKEN_CENTURIES.get(self.peek())
        if century is not None and (self.peek(1) in TENS or 10 <= ONES.get(self.peek(1), 0) <= 19):  # noqa: PLR2004
            self.at += 1
            return periods.year(century + (self._below_hundred() or 0))
        if self._exactly("two", "thousand"):
            rest = self.attempt(self._and_rest)
            return periods.year(2000 + rest) if rest else None
        return None

    def _the_unit(self) -> Span | None:
        """Read "the year", "end of month": the one under way."""
        if not self.at or self.words[self.at - 1].text not in BEFORE_UNIT:
            return None
        if self.take("weekend"):
            return periods.weekend_of(self.said_on)
        if self.take(*FISCAL_YEAR) and self.take("year"):
            return fiscal(str(self.said_on.year), None, self.said_on)
        grain = self.look(PERIOD_UNITS)
        return None if grain is None else periods.unit(grain, self.said_on)

    def _year_of(self) -> Span | None:
        """Read a year that may be in two figures, for something has gone before it."""
        if match := self.match(SHORT_YEAR):
            return periods.year(full_year(match[1], self.said_on))
        return None


def _dated(number: int, days: tuple[int, int]) -> Floating:
    first, last = days
    if first == last:
        return periods.month_day(number, first)
    start, end = periods.month_day(number, first), periods.month_day(number, last)

    def place(day: date) -> Span | None:
        a, b = start.place(day), end.place(day)
        if a is None or b is None or a.first > b.last:
            return None
        return Span(a.first, b.last, Grain.DAY)

    return start._replace(place=place)
