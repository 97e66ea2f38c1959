"""English periods put together: "the end of next quarter", "the second week of May", "2026 Q3"."""

import re
from collections.abc import Callable
from datetime import date

from tracker.dates import parts, periods
from tracker.dates.amounts import amount
from tracker.dates.english_names import Names
from tracker.dates.english_words import (
    PARTS,
    PERIOD_UNITS,
    POSTFIX_PARTS,
    REMAINDERS,
    WEEKDAYS,
)
from tracker.dates.numerals import ORDINALS
from tracker.dates.periods import Floating, Grain, Part, Period, Span, mapped, settle
from tracker.dates.written import fiscal

ORDINAL = re.compile("([0-9]{1,2})(?:st|nd|rd|th)(?![a-z])")
DEEPEST = 4  # periods within periods: "the end of the first week of March of next year"


class Periods(Names):
    """The rules for whole periods, with the larger ones that they lie in."""

    _depth = 0

    def period(self) -> Period | None:
        """Read a period, with the part of it that is meant."""
        if self._depth >= DEEPEST:
            return None
        self._depth += 1
        self.skip("the")
        found = self.either(self._part_of, self._whole)
        self._depth -= 1
        return found

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
            further = self._extended(found)
            if further is None:
                return found
            found = further

    def _extended(self, found: Period) -> Period | None:
        return self.either(lambda: self._joined(found), lambda: self._part_after(found))

    def _joined(self, found: Period) -> Period | None:
        """Read the larger period that follows ("March of next year") or the smaller ("2026 Q3")."""
        if isinstance(found, Floating):
            self.skip(",", "of", "in", "for", "the", "on")
            whole = self.either(self._year_of, self.atom)
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

    def _part_after(self, found: Period) -> Period | None:
        part = self.look(POSTFIX_PARTS)
        return part and mapped(found, lambda span: parts.part(span, part))

    def atom(self) -> Period | None:
        """Read one name of a period."""
        self.skip("the")
        return self.either(
            self._day_word,
            self._anniversary,
            self._dated_weekday,
            self._day_and_month,
            self._month_and_day,
            self._in_figures,
            self._turn,
            self._ordinal,
            self._relative,
            self._beside,
            self._week_of,
            self._ending,
            self._of_fiscal_year,
            self._holiday,
            self._month,
            self._season,
            self._weekday,
            self._fused,
            self._decade,
            self._year,
            self._the_unit,
        )

    def _anniversary(self) -> Span | None:
        """Read "this time next year", "the same day in 2030"."""
        if not self.take("this", "same", "today"):
            return None
        if self.words[self.at - 1].text != "today" and not self.take("time", "day", "date"):
            return None
        self.skip("in", "of", "the")
        whole = self.atom()
        return parts.same_day(whole, self.said_on) if isinstance(whole, Span) else None

    def _dated_weekday(self) -> Period | None:
        """Read "Friday, March 6, 2026", which must be a Friday."""
        number = self.look(WEEKDAYS)
        if number is None:
            return None
        self.skip(".", ",", "the")
        day = self.either(self._day_and_month, self._month_and_day, self._in_figures)
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

    def _ordinal(self) -> Period | None:
        """Read "second quarter", "first week of May", "last Friday of the month", "15th"."""
        number = self._which()
        if number is None:
            return None
        self.skip("-")
        return self.either(
            lambda: self._ordinal_length(number),
            lambda: self._ordinal_weekday(number),
            lambda: self._ordinal_unit(number),
            lambda: self._ordinal_day(number),
        )

    def _ordinal_weekday(self, number: int) -> Period | None:
        weekday = self.look(WEEKDAYS)
        if weekday is None:
            return None
        return self._of(lambda whole: parts.nth_weekday(whole, weekday, number))

    def _ordinal_unit(self, number: int) -> Period | None:
        self.take("full", "calendar")
        if self.take("century"):
            return periods.century(number) if number > 0 else None
        grain = self.look(PERIOD_UNITS)
        if grain is None:
            return None
        found = self.attempt(lambda: self._of(lambda whole: parts.nth(whole, grain, number)))
        count = {Grain.QUARTER: 4, Grain.HALF: 2}.get(grain, 0)
        if found is None and 1 <= number <= count:
            return periods.nth_of_year(grain, number)
        return found

    def _ordinal_day(self, number: int) -> Period | None:
        """Read "the 15th"; "first" and "second" alone are no days."""
        word = self.words[self.at - 1].text
        if number < 1 or word in {"first", "second"}:
            return None
        if word in ORDINALS and "the" not in {each.text for each in self.words[: self.at]}:
            return None  # "third" alone is no day, "the third" may be
        return periods.day_of_month(number)

    def _which(self) -> int | None:
        if self.take("last", "final", "closing"):
            return -1
        if self.take("opening"):
            return 1
        ordinal = self.match(ORDINAL)
        number = int(ordinal[1]) if ordinal else self._ordinal_word()
        if number is None:
            return None
        from_end = self.attempt(self._to_last) is not None
        return -number if from_end else number

    def _to_last(self) -> bool | None:
        """Read the rest of "second-to-last"."""
        self.skip("-", "to")
        return self.take("last") or None

    def _ordinal_length(self, number: int) -> Period | None:
        """Read "first hundred days of 2029", "last two weeks of May"."""
        if number not in {1, -1}:
            return None
        count = self.attempt(self.quantity)
        if count is None or (count.high <= 1 and not count.vague):
            return None
        self.skip("-", "or", "so")
        unit = self.unit()
        if unit is None:
            return None
        if count.vague:
            which: Part = "early" if number > 0 else "late"
            return self._of(lambda whole: parts.part(whole, which))
        length = amount(count, unit)
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
        start = self.at
        weekday = self.look(WEEKDAYS)
        if weekday is not None:
            after_next = self.take("after") and self.take("next")
            coming = periods.following(periods.weekday(weekday), self.said_on + periods.DAY)
            self.at = self.at if after_next else start
            return periods.on(coming.first + periods.DAY * periods.WEEK) if after_next else None
        weekend = self.take("weekend")
        grain = Grain.WEEK if weekend else self.look(PERIOD_UNITS)
        side = 1 if self.take("after", "following") else -1 if self.take("before") else 0
        if grain is None or not side:
            return None
        if self.take("next" if side > 0 else "last"):
            return self._unit_or_weekend(grain, self.said_on, 2 * side, weekend=weekend)
        whole = self.period()
        if whole is None:
            return None
        return mapped(
            whole,
            lambda span: self._unit_or_weekend(
                grain, span.last if side > 0 else span.first, side, weekend=weekend
            ),
        )

    def _unit_or_weekend(self, grain: Grain, day: date, ahead: int, *, weekend: bool) -> Span:
        found = periods.unit(grain, day, ahead)
        return periods.weekend_of(found.first) if weekend else found

    def _ending(self) -> Period | None:
        """Read "the year ending 31 March 2027", "12 months ended June 2026"."""
        self.take("fiscal", "financial")
        length = self.attempt(self.length)
        if length is None or length.vague or not self.take("ending", "ended"):
            return None
        self.skip("on", "in", "the")
        end = self.period()
        return end and mapped(
            end,
            lambda span: Span(
                length.high.before(span.last + periods.DAY), span.last, max(length.grain, Grain.DAY)
            ),
        )

    def _of_fiscal_year(self) -> Period | None:
        """Read "fiscal Q3", "fiscal third quarter": of the fiscal year of this number."""
        if not self.take("fiscal", "financial"):
            return None
        smaller = self.attempt(self._quarter_name, self._ordinal)
        if not isinstance(smaller, Floating) or smaller.nth is None:
            return None
        if self.peek():  # a year follows, which counts by itself
            return smaller
        return parts.inside(smaller, fiscal(str(self.said_on.year), None, self.said_on))

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
