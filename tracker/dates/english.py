"""English phrases: a relation and a period, or a length of time counted from a day."""

import re
from collections.abc import Callable

from tracker.dates import amounts, relations
from tracker.dates.amounts import UNITS, Amount, amount
from tracker.dates.english_amounts import NAMES_OF_UNITS as UNITS_OF_ONE
from tracker.dates.english_periods import Periods
from tracker.dates.english_relations import (
    ABOUT_PERIOD,
    AGO,
    AHEAD,
    CONNECTORS,
    DAY_TIMES,
    FOLLOWED,
    GIVE_OR_TAKE,
    IN_AMOUNT,
    INCLUSIVE,
    NOT_FOR,
    OVER,
    PAST_WORDS,
    PREFIXES,
    SIDES,
    SOMETIME,
    STRETCH,
    SUFFIXES,
    TO_COME,
)
from tracker.dates.english_words import ABOUT, HEDGES, NEXT, PARTS, UNIT_NAMES
from tracker.dates.numerals import plain
from tracker.dates.periods import Grain, Period, Span, settle, unit
from tracker.dates.reading import Window
from tracker.dates.relations import Outcome, Relation, between, either, measured

CLOCK = re.compile(
    r"(?:at |by |, )?(?<![0-9:])(?:midnight|noon|24:00"
    r"|(?:0?[1-9]|1[0-2])(?::[0-5][0-9]){0,2} ?(?:am|pm)"
    r"|(?:[01]?[0-9]|2[0-3])(?::[0-5][0-9]){1,2})(?!:)"
    r"(?: ?(?:utc|gmt|et|est|edt|pt|pst|pdt|ct|cst|cet|bst|eastern|pacific)(?: time)?)?(?![a-z0-9])"
)
FOLLOWING = {"following", "subsequent", "succeeding"}  # "the following year" is next year
UNIT_WORDS = {word for name in UNIT_NAMES for word in name}

Rule = Callable[[], Outcome | None]


class Phrases(Periods):
    """The rules for whole phrases; each gives an Outcome and leaves its place behind it."""

    def phrase(self) -> Outcome | None:
        """Read everything there is, or nothing; as a length and as a period, if both are whole."""
        return either(self._first(*self._length_rules()), self._first(*self._period_rules()))

    def ends(self) -> list[int]:
        """Find where phrases end that begin the text, the furthest first."""
        found = set()
        lengths = self._length_rules() if any(w.text in UNIT_WORDS for w in self.words) else ()
        for rule in (*lengths, *self._period_rules()):
            self.at = 0
            if _tried(rule) is not None and self.at:
                last = self.words[self.at - 1]
                found.add(last.start + len(last.text))
        return sorted(found, reverse=True)

    def _length_rules(self) -> tuple[Rule, ...]:
        return (
            self._not_for,
            self._rolling,
            self._past,
            self._ago,
            self._ahead,
            self._bare_length,
        )

    def _period_rules(self) -> tuple[Rule, ...]:
        return (self._counted_from_period, self._from_to, self._related, self._plain)

    def _first(self, *rules: Rule) -> Outcome | None:
        """Find the first rule that reads to the end."""
        start = self.at
        for rule in rules:
            found = rule()
            whole = self._nothing_left()
            self.at = start
            if found is not None and whole:
                return found
        return None

    def _nothing_left(self) -> bool:
        self.skip(".", ",", "!", "?", ";", ":", "then", "already")
        return self.ended

    def _lead(self) -> None:
        while self.look(SOMETIME) is not None:
            self.skip(",", ":", ".")

    # lengths of time

    def _not_for(self) -> Outcome | None:
        """Read "not for another ten years"."""
        if self.look(NOT_FOR) is None:
            return None
        length = self.attempt(self.counted_length)
        if length is None:
            return None
        self.look(AHEAD)
        return measured(Window(length.low.after(self.said_on), None), length)

    def _rolling(self) -> Outcome | None:
        """Read "in the next three years", "over the coming decade", "next 12 months"."""
        self._lead()
        prefix = self.look(PREFIXES)
        if prefix not in {None, relations.during, relations.within}:
            return None  # "by the next decade" names the calendar's
        article = self.take("the", "these", "those", "our", "this")
        if not self.take(*NEXT):
            return None
        follows = self.words[self.at - 1].text in FOLLOWING and self.words[0].text in {"the", "in"}
        single = self.peek() in UNITS_OF_ONE
        length = self.length()
        if length is None or (single and not article and prefix is None and not length.vague):
            return None
        self.look(TO_COME)
        outcome = measured(amounts.within(length, self.said_on), length)
        if not single:
            return outcome
        outcome = self._or_calendar(outcome, length, 1, prefix)
        if follows and outcome.other is not None and length.grain != Grain.QUARTER:
            return outcome._replace(window=outcome.other, other=outcome.window)
        return outcome

    def _or_calendar(
        self, rolling: Outcome, length: Amount, ahead: int, prefix: Relation | None
    ) -> Outcome:
        """Add the other reading of "the next year", the calendar's; likelier for a quarter."""
        if length.vague or length.low != length.high:
            return rolling
        calendar = Outcome(relations.window_of(unit(length.grain, self.said_on, ahead)))
        if length.grain == Grain.QUARTER and ahead > 0 and prefix is not relations.within:
            return calendar.doubted(rolling.window)
        return rolling.doubted(calendar.window)

    def _past(self) -> Outcome | None:
        """Read "over the past decade", "the last three months"."""
        self._lead()
        prefix = self.look(PREFIXES)
        article = self.take("the", "these")
        if not self.take(*PAST_WORDS):
            return None
        single = self.peek() in UNITS_OF_ONE
        length = self.length()
        if length is None or (single and not article and prefix is None and not length.vague):
            return None
        outcome = measured(amounts.back(length, self.said_on), length)
        return self._or_calendar(outcome, length, -1, prefix) if single else outcome

    def _ago(self) -> Outcome | None:
        """Read "three years ago"."""
        length = self.counted_length()
        if length is None or self.look(AGO) is None:
            return None
        return measured(amounts.ago(length, self.said_on), length)

    def _ahead(self) -> Outcome | None:
        """Read "in three to five years", "within 18 months", "two years from now"."""
        self._lead()
        about = self.look(ABOUT) is not None
        prefix = self.look(IN_AMOUNT)
        word = self.words[self.at - 1].text if prefix else ""
        self._lead()
        self.skip("the")
        length = self.counted_length()
        suffix = self.look(AHEAD) is not None
        if length is None or (prefix is None and not suffix):
            return None
        self.look(TO_COME)
        length = length._replace(about=length.about or about)
        if prefix == "within":
            if length.bound == "over":
                return None
            outcome = measured(amounts.within(length, self.said_on), length)
            doubtful = word == "over" and not suffix
        else:
            outcome = measured(amounts.ahead(length, self.said_on), length)
            doubtful = word == "after" and not suffix and not length.bound
        if doubtful and not length.vague:  # more than, or in the course of
            return outcome.doubted(Window(length.low.after(self.said_on), None))
        return outcome

    def _bare_length(self) -> Outcome | None:
        """Read "18 months", "three to five years", "up to two years"."""
        self._lead()
        if self.peek() in {"the", "next"}:
            return None
        length = self.counted_length()
        if length is None:
            return None
        self.look(TO_COME)
        ahead = length.bound == "over" or length.is_range
        reach = amounts.ahead if ahead else amounts.within
        return measured(reach(length, self.said_on), length)

    def _counted_from_period(self) -> Outcome | None:
        """Read "two weeks before Christmas", "within six months of March 2027"."""
        self._lead()
        prefix = self.look(IN_AMOUNT)
        length = self.counted_length()
        if length is None or length.vague:
            return None
        later = self.look(SIDES)
        period = None if later is None else self.period()
        if period is None or later is None:
            return None
        span = settle(period, self.said_on)
        return measured(
            _beside(
                span, length, later=later, inside=prefix == "within" or length.bound == "under"
            ),
            length,
        )

    # periods

    def _related(self) -> Outcome | None:
        """Read "by the end of 2026", "before 2030", "through Q3"."""
        self._lead()
        start = self.at
        if self.look(PARTS) is not None:
            return None  # "towards the end of" is a part
        self.at = start
        relation = self.look(PREFIXES)
        if relation is None:
            return None
        self._lead()
        return self._relate(relation)

    def _plain(self) -> Outcome | None:
        self._lead()
        return self._relate(relations.during)

    def _relate(self, relation: Relation) -> Outcome | None:
        about = self.look(ABOUT_PERIOD) is not None
        span = self.attempt(self._day_at_a_time, self._span)
        if span is None:
            return None
        self.match(CLOCK)
        if relation in {relations.before, relations.by} and self.look(OVER) is not None:
            relation = relations.through
        self.look(STRETCH)
        self.skip(*FOLLOWED) if self.words[0].text == "by" else None
        if self.look(INCLUSIVE) is not None and relation in {relations.before, relations.by}:
            relation = relations.through
        if self.peek() == "," and self.peek(1) in {"give", "plus", "or"}:
            self.skip(",")
        if self.look(GIVE_OR_TAKE) is not None:
            return self._give_or_take(span)
        suffix = self.look(SUFFIXES)
        if suffix is not None:
            if relation not in {relations.during, relations.by, relations.within, relations.onward}:
                return None
            if suffix is relations.around:
                about = True
            else:
                relation = suffix
        if about and relation is relations.during:
            return relations.around(span, self.said_on)
        return relation(span, self.said_on)._replace(about=about)

    def _give_or_take(self, span: Span) -> Outcome:
        """Read "2030, give or take two years", "2030 ± 2"."""
        length = self.attempt(self.counted_length)
        if length is None or length.vague:
            years = (
                self.attempt(self.cardinal) if self.text.rstrip().endswith(self.peek()) else None
            )
            if years is None:
                return relations.around(span, self.said_on)
            length = amount(plain(years), UNITS["year"])
        window = Window(length.high.before(span.first), length.high.after(span.last))
        return Outcome(window, about=True)

    def _day_at_a_time(self) -> Span | None:
        """Read "11:59 pm on 3 March", "close of business on Friday"."""
        if self.match(CLOCK):
            self.skip("on", ",", "of")
        elif self.look(DAY_TIMES) is None:
            return None
        return self._span()

    def _span(self) -> Span | None:
        """Read a period, or several in a row as one: "2026 or 2027", "March to May"."""
        self.skip("the")
        first = self.period()
        if first is None:
            return None
        chain: list[Period] = [first]
        while (further := self.attempt(self._further)) is not None:
            chain.append(further)
        if len(chain) == 1:
            return settle(first, self.said_on)
        return between(chain[0], chain[-1], self.said_on)

    def _further(self) -> Period | None:
        if not self.take(*CONNECTORS):
            return None
        self.skip("to", "or", "and", "maybe", "even", "perhaps", "possibly", "in", "by", "sometime")
        self.skip(
            "more",
            "likely",
            "early" if self.peek(1) == "as" else "",
            "probably",
            "until",
            "through",
        )
        return self.period()

    def _from_to(self) -> Outcome | None:
        """Read "between 2027 and 2029", "from June to August"."""
        self._lead()
        self.take("in", "for", "during")
        if not self.take("between", "from", "anywhere", "any"):
            return None
        self.skip("from", "between", "time", "in", "about", "around")
        first = self.period()
        if first is None or not self.take(
            "and", "to", "-", "through", "thru", "until", "till", "up"
        ):
            return None
        self.skip("to", "until", "the", "in", "about", "around")
        last = self.period()
        if last is None:
            return None
        span = between(first, last, self.said_on)
        return None if span is None else relations.during(span, self.said_on)


def _beside(span: Span, length: Amount, *, later: bool, inside: bool) -> Window:
    """Count from a period's ends: two weeks after it, or within two weeks of it."""
    low, high = length.low, length.high
    if length.bound == "over":
        last = None if later else low.before(span.first)
        return Window(low.after(span.first) if later else None, last)
    if inside and later:
        return Window(span.first, high.after(span.last))
    if inside:
        return Window(high.before(span.first), span.first)
    if later:
        return Window(low.after(span.first), high.after(span.last))
    return Window(high.before(span.first), low.before(span.last))


def _tried(rule: Rule) -> Outcome | None:
    """Try a rule in running text, where a day that no calendar has is only no date."""
    try:
        return rule()
    except (ValueError, OverflowError):
        return None


def without_hedges(text: str) -> str:
    """Leave out words that soften a phrase without changing its date."""
    kept = [word for word in text.split(" ") if word.strip(",") not in HEDGES]
    return " ".join(kept)
