"""English phrases: a relation and a period, or a length of time counted from a day."""

from collections.abc import Callable

from tracker.dates import amounts, relations
from tracker.dates.amounts import Amount
from tracker.dates.english_periods import Period, Periods
from tracker.dates.english_relations import (
    ABOUT_PERIOD,
    AGO,
    AHEAD,
    CONNECTORS,
    FOLLOWED,
    IN_AMOUNT,
    NEXT_WORDS,
    PAST_WORDS,
    PREFIXES,
    SOMETIME,
    SUFFIXES,
    TO_COME,
)
from tracker.dates.english_words import ABOUT, HEDGES
from tracker.dates.periods import Floating, Grain, Span, settle, unit
from tracker.dates.reading import Window
from tracker.dates.relations import NO_DATE, Outcome, Relation, between

SINGLE = Grain.YEAR  # "the next year" may be the calendar's


class Phrases(Periods):
    """The rules for whole phrases; each gives an Outcome and leaves its place behind it."""

    def phrase(self) -> Outcome | None:
        """Read everything there is, or nothing."""
        rules: tuple[Callable[[], Outcome | None], ...] = (
            self._counted_from_period,
            self._rolling,
            self._past,
            self._ago,
            self._ahead,
            self._bare_length,
            self._from_to,
            self._related,
            self._plain,
        )
        start = self.at
        for rule in rules:
            self.at = start
            found = rule()
            if found is not None and self._nothing_left():
                return found
        self.at = start
        return None

    def _nothing_left(self) -> bool:
        self.skip(".", ",", "!", "?", ";", ":", "then", "already")
        return self.ended

    def _lead(self) -> None:
        while self.look(SOMETIME) is not None:
            pass

    # lengths of time

    def _rolling(self) -> Outcome | None:
        """Read "in the next three years", "over the coming decade", "next 12 months"."""
        self._lead()
        within = self.look(PREFIXES)
        if within is relations.by:  # "by the next decade" names the calendar's
            return None
        article = self.take("the", "these", "those") or self.take("our", "this")
        if not self.take(*NEXT_WORDS):
            return None
        known = article or within is not None
        start = self.at
        length = self.length()
        if length is None:
            return None
        self.look(TO_COME)
        window = amounts.within(length, self.said_on)
        if length.vague:
            return NO_DATE
        outcome = _measured(window, length)
        if self.words[start].text not in {*"0123456789", "one"} and _is_single(length, self, start):
            if not known:
                return None
            calendar = unit(length.grain, self.said_on, 1)
            other = Window(calendar.first, calendar.last)
            if length.grain == Grain.QUARTER and within is not relations.within:
                return Outcome(other, ambiguous=True, other=window)
            return outcome.doubted(other)
        return outcome

    def _past(self) -> Outcome | None:
        """Read "over the past decade", "the last three months"."""
        self._lead()
        known = self.look(PREFIXES) is not None
        article = self.take("the", "these")
        if not self.take(*PAST_WORDS):
            return None
        start = self.at
        length = self.length()
        if length is None:
            return None
        if length.vague:
            return NO_DATE
        if _is_single(length, self, start) and not (known or article):
            return None
        outcome = _measured(amounts.back(length, self.said_on), length)
        if _is_single(length, self, start):
            calendar = unit(length.grain, self.said_on, -1)
            return outcome.doubted(Window(calendar.first, calendar.last))
        return outcome

    def _ago(self) -> Outcome | None:
        length = self.counted_length()
        if length is None or self.look(AGO) is None:
            return None
        return NO_DATE if length.vague else _measured(amounts.ago(length, self.said_on), length)

    def _ahead(self) -> Outcome | None:
        """Read "in three to five years", "within 18 months", "two years from now"."""
        self._lead()
        approximately = self.look(ABOUT) is not None
        prefix = self.look(IN_AMOUNT)
        word = self.words[self.at - 1].text if prefix else ""
        self._lead()
        self.skip("the", "a", "say") if self.peek() == "the" else None
        length = self.counted_length()
        if length is None:
            return None
        suffix = self.look(AHEAD) is not None
        if prefix is None and not suffix:
            return None
        self.look(TO_COME)
        if length.vague:
            return NO_DATE
        length = length._replace(about=length.about or approximately)
        if prefix == "within" or (length.bound == "under" and prefix is None and not suffix):
            outcome = _measured(amounts.within(length, self.said_on), length)
            if length.bound == "over":
                return None
            if word == "over" and not suffix:
                return outcome.doubted(Window(length.high.after(self.said_on), None))
            return outcome
        outcome = _measured(amounts.ahead(length, self.said_on), length)
        if word == "after" and not suffix and not length.bound:
            return outcome.doubted(Window(length.low.after(self.said_on), None))
        return outcome

    def _bare_length(self) -> Outcome | None:
        """Read "18 months", "three to five years", "up to two years"."""
        self._lead()
        length = self.counted_length()
        if length is None or self.words[0].text in {"the", "next"}:
            return None
        self.look(TO_COME)
        if length.vague:
            return NO_DATE
        if length.bound == "over" or length.is_range:
            return _measured(amounts.ahead(length, self.said_on), length)
        return _measured(amounts.within(length, self.said_on), length)

    def _counted_from_period(self) -> Outcome | None:
        """Read "two weeks before Christmas", "within six months of March 2027"."""
        self._lead()
        prefix = self.look(IN_AMOUNT)
        length = self.counted_length()
        if length is None or length.vague:
            return None
        side = 1 if self.take("after", "from", "of", "following", "past", "since", "on") else 0
        if not side:
            side = -1 if self.take("before") or (self.take("prior") and self.take("to")) else 0
        if not side:
            return None
        period = self.period()
        if period is None:
            return None
        span = settle(period, self.said_on)
        if span.grain == Grain.DAY and span.first == self.said_on and side > 0 and prefix is None:
            return _measured(amounts.ahead(length, self.said_on), length)
        if prefix == "within":
            first, last = (
                (span.first, length.high.after(span.last))
                if side > 0
                else (length.high.before(span.first), span.first)
            )
            return _measured(Window(first, last), length)
        move = (lambda day, by: by.after(day)) if side > 0 else (lambda day, by: by.before(day))
        ends = sorted((length.low, length.high), key=lambda by: by.size * side)
        return _measured(Window(move(span.first, ends[0]), move(span.last, ends[1])), length)

    # periods

    def _related(self) -> Outcome | None:
        """Read "by the end of 2026", "before 2030", "through Q3"."""
        self._lead()
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
        span = self._span()
        if span is None:
            return None
        self.skip("time")
        self.skip(*FOLLOWED) if self.words[0].text == "by" else None
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

    def _span(self) -> Span | None:
        """Read a period, or several in a row as one: "2026 or 2027", "March to May"."""
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
        span = _reaching(between(first, last, self.said_on), first, self)
        return span and relations.during(span, self.said_on)


def _reaching(span: Span | None, first: Period, phrase: Phrases) -> Span | None:
    del phrase
    return span if span is not None or isinstance(first, Floating) else None


def _is_single(length: Amount, phrase: Phrases, start: int) -> bool:
    """Tell "the next year" from "the next one year", "the next 2 years"."""
    return phrase.at == start + 1 and length.low == length.high


def _measured(window: Window, length: Amount) -> Outcome:
    """Mark a guess at how long "a dozen or so" is; plain "about" does not make two readings."""
    return Outcome(window, about=length.about)


def read(text: str, phrase: Phrases) -> Outcome | None:
    """Read a normalised English phrase."""
    del text
    return phrase.phrase()


def without_hedges(text: str) -> str:
    """Leave out words that soften a phrase without changing its date."""
    kept = [word for word in text.split(" ") if word.strip(",") not in HEDGES]
    return " ".join(kept)
