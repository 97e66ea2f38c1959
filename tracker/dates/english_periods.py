"""English names of periods: "March 2027", "the end of next quarter", "the second week of May"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from tracker.dates import parts, periods
from tracker.dates.amounts import Amount, amount
from tracker.dates.english_amounts import Amounts
from tracker.dates.english_words import (
    DECADE_NAMES,
    FUSED,
    HOLIDAYS,
    LAST,
    MONTHS,
    NEXT,
    PARTS,
    PERIOD_UNITS,
    POSTFIX_PARTS,
    REMAINDERS,
    SEASON_NAMES,
    THIS,
    WEEKDAYS,
)
from tracker.dates.holidays import eve, named
from tracker.dates.numerals import ONES, ORDINALS, TENS
from tracker.dates.periods import DAY, Floating, Grain, Span, settle
from tracker.dates.written import FORMS, decade_near, fiscal, full_year

Period = Span | Floating

SHORT_YEAR = re.compile(r"'([0-9]{2})(?![0-9s])")
YEAR = re.compile(r"[12][0-9]{3}(?![0-9])")
DECADE = re.compile(r"(?:([12][0-9]{2}0)|'?([0-9]0))'?s(?![a-z])")
ORDINAL_ENDS = ("st", "nd", "rd", "th")
FISCAL_YEAR = ("fiscal", "financial")
BEFORE_UNIT = {"the", "of", "end", "-", "start", "this", "mid", "late", "early"}
SPOKEN_CENTURIES = {"nineteen": 1900, "twenty": 2000}


def mapped(period: Period, change: Callable[[Span], Span]) -> Period:
    """Change a period now, or once it is placed."""
    if isinstance(period, Span):
        return change(period)

    def place(day: date) -> Span | None:
        found = period.place(day)
        return found and change(found)

    return period._replace(place=place, nth=None)


class Periods(Amounts):
    """The rules for periods; each gives a Span, or a Floating one that lacks its year."""

    def period(self) -> Period | None:
        """Read a period, with the part of it that is meant."""
        self.skip("the")
        return self.attempt(self._part_of, self._whole)

    def _part_of(self) -> Period | None:
        if self.look(REMAINDERS) is not None:
            self.skip("the")
            whole = self.period()
            return whole and mapped(whole, lambda span: parts.remaining(span, self.said_on))
        start = self.at
        if self.take("earlier"):
            self.take("in")
            whole = self.period()
            return whole and mapped(whole, lambda span: parts.elapsed(span, self.said_on))
        found = self.look(PARTS)
        if found is None:
            return None
        self.skip("-", "of", "in", "the")
        first, last = found
        whole = self.attempt(self.period)
        if whole is None:
            self.at = start
            return self._bare_half(first)
        if first == last:
            return mapped(whole, lambda span: parts.part(span, first))
        return mapped(
            whole,
            lambda span: parts.part(span, first)._replace(
                last=parts.part(span, last).last, edge="end" if last == "end" else "whole", by=None
            ),
        )

    def _bare_half(self, part: str) -> Period | None:
        if part not in {"first half", "second half"} or self.look(PARTS) is None:
            return None
        if self.words[self.at - 1].text == "of":
            return None
        return periods.nth_of_year(Grain.HALF, 1 if part == "first half" else 2)

    def _whole(self) -> Period | None:
        found = self.attempt(self.atom)
        if found is None:
            return None
        while True:
            further = self.attempt(lambda: self._joined(found), lambda: self._part_after(found))
            if further is None:
                return found
            found = further

    def _joined(self, found: Period) -> Period | None:
        """Read the larger period that follows ("March of next year") or the smaller ("2026 Q3")."""
        if isinstance(found, Floating):
            self.skip(",", "of", "in", "for", "the", "on")
            whole = self.attempt(self._year_of, self.atom)
            if not isinstance(whole, Span) or whole.grain == Grain.DAY:
                return None
            placed = parts.inside(found, whole)
            if placed is None:
                raise ValueError("no such day in that period")
            return placed
        if found.grain == Grain.DAY:
            return None
        self.skip("'s", "'", ",", "on")
        if self.take("-") and self.peek() not in {"q", "h"}:
            return None
        smaller = self.attempt(self.atom)
        return parts.inside(smaller, found) if isinstance(smaller, Floating) else None

    def _year_of(self) -> Span | None:
        """Read a year that may be in two figures, for something has gone before it."""
        if match := self.match(SHORT_YEAR):
            return periods.year(full_year(match[1], self.said_on))
        return None

    def _part_after(self, found: Period) -> Period | None:
        part = self.look(POSTFIX_PARTS)
        return part and mapped(found, lambda span: parts.part(span, part))

    def atom(self) -> Period | None:
        """Read one name of a period."""
        self.skip("the")
        return self.attempt(
            self._day_word,
            self._anniversary,
            self._dated_weekday,
            self._day_and_month,
            self._month_and_day,
            self._in_figures,
            self._ordinal,
            self._relative,
            self._beside,
            self._week_of,
            self._holiday,
            self._month,
            self._season,
            self._weekday,
            self._fused,
            self._decade,
            self._year,
            self._the_unit,
        )

    def _day_word(self) -> Span | None:
        days = {
            ("today",): 0,
            ("tonight",): 0,
            ("now",): 0,
            ("right", "now"): 0,
            ("this", "day"): 0,
            ("this", "morning"): 0,
            ("this", "afternoon"): 0,
            ("this", "evening"): 0,
            ("tomorrow",): 1,
            ("tomorrow", "night"): 1,
            ("tomorrow", "morning"): 1,
            ("yesterday",): -1,
            ("last", "night"): -1,
            ("day", "after", "tomorrow"): 2,
            ("day", "before", "yesterday"): -2,
        }
        ahead = self.look(days)
        return None if ahead is None else periods.on(self.said_on + DAY * ahead)

    def _anniversary(self) -> Span | None:
        """Read "this time next year", "the same day in 2030"."""
        if not self.take("this", "same", "today"):
            return None
        if self.words[self.at - 1].text != "today" and not self.take("time", "day", "date"):
            return None
        self.skip("in", "of", "the")
        whole = self.atom()
        if not isinstance(whole, Span) or whole.grain < Grain.WEEK:
            return None
        said = self.said_on
        if whole.grain == Grain.WEEK:
            return periods.on(whole.first + DAY * said.weekday())
        if whole.grain == Grain.MONTH:
            return periods.on(whole.first + periods.relativedelta(day=said.day))
        if whole.grain == Grain.YEAR:
            return periods.on(said + periods.relativedelta(year=whole.first.year))
        return None

    def _dated_weekday(self) -> Period | None:
        """Read "Friday, March 6, 2026", which must be a Friday."""
        number = self.look(WEEKDAYS)
        if number is None:
            return None
        self.skip(".", ",", "the")
        day = self.attempt(self._day_and_month, self._month_and_day, self._in_figures)
        if day is None:
            return None

        def checked(span: Span) -> Span:
            if span.first.weekday() != number:
                raise ValueError("that day is no such weekday")
            return span

        self.skip(",", "of")
        whole = self.attempt(self._year_of, self._year) if isinstance(day, Floating) else None
        if isinstance(day, Floating) and whole is not None:
            placed = parts.inside(day, whole)
            return placed and checked(placed)
        return checked(settle(day, self.said_on))

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
        self.skip("of", "-", "day", "the")
        number = self._month_name()
        if number is None or self._is_year_part(days):
            return None
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
        return grain and periods.unit(grain, self.said_on, ahead)

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

    def _quarter_name(self) -> Floating | None:
        found = self._in_figures()
        return found if isinstance(found, Floating) else None

    def _ordinal(self) -> Period | None:
        """Read "second quarter", "first week of May", "last Friday of the month", "15th"."""
        number = self._which()
        if number is None:
            return None
        self.skip("-")
        if (length := self.attempt(self._plural_length)) is not None:
            return self._ends_of(number, length)
        if (weekday := self.look(WEEKDAYS)) is not None:
            return self._of(lambda whole: parts.nth_weekday(whole, weekday, number))
        if self.take("century"):
            return periods.century(number) if number > 0 else None
        grain = Grain.WEEK if self.take("full") and self.take("week") else self.look(PERIOD_UNITS)
        if grain is None:
            ordinal = number > 0 and self.words[self.at - 1].text not in {"first", "second"}
            return periods.day_of_month(number) if ordinal else None
        if grain in {Grain.QUARTER, Grain.HALF}:
            count = 4 if grain == Grain.QUARTER else 2
            counted = number > 0
            number = number if number > 0 else count + 1 + number
            if not 1 <= number <= count:
                return None
            if (of := self.attempt(lambda: self._of(_nth(grain, number)))) is not None:
                return of
            return periods.nth_of_year(grain, number) if counted else None
        return self._of(_nth(grain, number))

    def _which(self) -> int | None:
        if self.take("last", "final", "closing"):
            return -1
        if self.take("opening"):
            return 1
        if self.peek().isdigit():
            if len(self.peek()) > 2 or self.peek(1) not in ORDINAL_ENDS or not self.glued(1):  # noqa: PLR2004
                return None
            number = int(self._word())
            self.at += 1
        else:
            found = self._ordinal_word()
            if found is None:
                return None
            number = found
        if number == 2 and self.peek(0) == "-" and self.peek(1) in {"last", "to"}:  # noqa: PLR2004
            self.at += 2
            self.take("last")
            return -2
        if self.take("to") and self.take("last"):
            return -number
        return number

    def _plural_length(self) -> Amount | None:
        number = self.attempt(self.quantity)
        if number is None or (number.high <= 1 and not number.vague):
            return None
        self.skip("-", "or", "so")
        unit = self.unit()
        return None if unit is None else amount(number, unit)

    def _ends_of(self, number: int, length: Amount) -> Period | None:
        if number not in {1, -1}:
            return None
        if length.vague:
            which: periods.Part = "early" if number > 0 else "late"
            return self._of(lambda whole: parts.part(whole, which))
        take = parts.head if number > 0 else parts.tail
        return self._of(lambda whole: take(whole, length))

    def _of(self, taken: Callable[[Span], Span | None]) -> Period | None:
        if not self.take("of", "in", "after", "into", "'s"):
            return None
        whole = self.period()
        if whole is None:
            return None

        def change(span: Span) -> Span:
            found = taken(span)
            if found is None:
                raise ValueError("the period has no such part")
            return found

        return mapped(whole, change)

    def _beside(self) -> Period | None:
        """Read "the year after next", "the day before Christmas", "the week after the election"."""
        grain = Grain.WEEK if self.peek() == "weekend" else self.look(PERIOD_UNITS)
        weekend = self.take("weekend")
        if grain is None:
            return None
        side = 1 if self.take("after", "following") else -1 if self.take("before") else 0
        if not side:
            return None
        if side > 0 and self.take("next"):
            return self._unit_or_weekend(grain, self.said_on, 2, weekend=weekend)
        if side < 0 and self.take("last"):
            return self._unit_or_weekend(grain, self.said_on, -2, weekend=weekend)
        whole = self.period()
        return whole and mapped(
            whole,
            lambda span: self._unit_or_weekend(
                grain, span.last if side > 0 else span.first, side, weekend=weekend
            ),
        )

    def _unit_or_weekend(self, grain: Grain, day: date, ahead: int, *, weekend: bool) -> Span:
        found = periods.unit(grain, day, ahead)
        return periods.weekend_of(found.first) if weekend else found

    def _week_of(self) -> Period | None:
        """Read "the week of March 5", "the month of May", "the summer of 2027"."""
        weekend = self.peek() == "weekend"
        if self.take("week", "weekend"):
            if self.take("of", "beginning", "commencing", "starting", "ending"):
                day = self.period()
                around = periods.weekend_of if weekend else periods.week_of
                return day and mapped(day, lambda span: around(span.first))
            if weekend and self.words[self.at - 2].text == "the":
                return periods.weekend_of(self.said_on)
            return None
        if self.take("month", "quarter", "season", "decade", "holiday") and self.take("of"):
            return self.atom()
        return None

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
        return number and periods.of_year(lambda year: periods.month(year, number))

    def _season(self) -> Floating | None:
        name = self.look(SEASON_NAMES)
        if name is None:
            return None

        def place(year: int) -> Span:
            return periods.season(year, name)

        floating = periods.of_year(place)
        if name != "winter":
            return floating
        start = self.at
        self.skip("of", "the", ",")
        match = self.match(re.compile(r"([12][0-9]{3})(?:[/-]([0-9]{2}|[0-9]{4}))?(?![0-9])"))
        if match is None:
            self.at = start
            return floating
        first = int(match[1])
        found = place(first)
        if match[2] is None:
            found = found._replace(other=place(first - 1))
        return floating._replace(place=lambda _day: found)

    def _weekday(self) -> Floating | None:
        number = self.look(WEEKDAYS)
        return None if number is None else periods.weekday(number)

    def _fused(self) -> Period | None:
        """Read "year-end", "midyear", with the year that may follow."""
        found = self.look(FUSED)
        if found is None:
            return None
        grain, part = found
        which: periods.Part = "end" if part == "end" else "middle"
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
        return grain and periods.unit(grain, self.said_on)


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


def _nth(grain: Grain, number: int) -> Callable[[Span], Span | None]:
    return lambda whole: parts.nth(whole, grain, number)
