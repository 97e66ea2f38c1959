"""Chinese phrases: a relation and a period, or a length of time counted from a day."""

import re
from collections.abc import Callable

from tracker.dates import amounts, relations
from tracker.dates.amounts import Amount
from tracker.dates.chinese_periods import Period, Periods
from tracker.dates.chinese_words import (
    ABOUT,
    AFTER,
    BEFORE,
    IN,
    INSIDE,
    JOIN,
    NOISE,
    PAST,
    PREFIX,
    PREFIXES,
    ROLLING,
    SUFFIX,
    SUFFIXES,
    TAIL,
)
from tracker.dates.holidays import named
from tracker.dates.periods import DAY, Grain, Span, settle, unit
from tracker.dates.reading import Window
from tracker.dates.relations import NO_DATE, Outcome, Relation, between

FROM = re.compile("从|自|由|介于|在|于")
FROM_TAIL = re.compile("起|开始|之间")
NOW = re.compile("(?:从|自)?(?:现在|今天|今日|即日|眼下|目前)(?:起|开始)?(?:到|至|一直到|直到|-)")
BACK = re.compile("以来|来(?!的)|至今")
TO_BEFORE = re.compile("为止|止")
AMOUNT_TAIL = re.compile(f"(?:的?(?:时间|期限|功夫|工夫)?)(?:左右|上下)?(?:{INSIDE})?")
YEAR_OR_LENGTH = re.compile("([0-9]{2}|[二三四][〇零一二三四五六七八九])年")
CHRISTMAS = re.compile("年(前|后|内)")


class Phrases(Periods):
    """The rules for whole phrases; each gives an Outcome and leaves its place behind it."""

    def phrase(self) -> Outcome | None:
        """Read everything there is, or nothing."""
        rules: tuple[Callable[[], Outcome | None], ...] = (
            self._year_or_length,
            self._this_year,
            self._counted_from_period,
            self._length,
            self._from_now,
            self._related,
        )
        self.take(NOISE)
        start = self.at
        for rule in rules:
            self.at = start
            found = rule()
            if found is not None:
                self.take(TAIL)
                if self.ended:
                    return found
        return None

    def _year_or_length(self) -> Outcome | None:
        """Read 28年, which may be 2028 or 28 years."""
        start = self.at
        match = self.take(YEAR_OR_LENGTH)
        if match is None:
            return None
        tail = self.rest()
        if tail not in {"", "前", "之前", "以前"}:
            return None
        self.at = start
        number = self.number()
        self.at = start
        span = self._year()
        if number is None or span is None or number.low != number.high:
            return None
        near = -2 <= span.first.year - self.said_on.year <= 25  # noqa: PLR2004
        if not near:
            return None
        self.at = start
        length = self.length()
        if length is None:
            return None
        if tail:
            self.take(BEFORE)
            year = relations.before(span, self.said_on)
            count = amounts.ago(length, self.said_on)
        else:
            year = relations.during(span, self.said_on)
            count = amounts.within(length, self.said_on)
        if number.low % 10:
            return Outcome(year.window, ambiguous=True, other=count)
        return Outcome(count, ambiguous=True, other=year.window)

    def _this_year(self) -> Outcome | None:
        """Read 年内; and 年前, 年后, which mean the lunar new year."""
        match = self.take("(?:在|于)?(年内|月内|季度内|季内|周内|本周内|全年)")
        if match:
            grain = {"年": Grain.YEAR, "月": Grain.MONTH, "季": Grain.QUARTER, "全": Grain.YEAR}.get(
                match[1][0], Grain.WEEK
            )
            span = unit(grain, self.said_on)
            if match[1] == "全年":
                return relations.during(span, self.said_on)
            return relations.within(span, self.said_on)
        match = self.take("(?:在|于)?(?:春节|过完)?年(前|后)")
        if match is None:
            return None
        festival = settle(named("lunar new year"), self.said_on)
        if match[1] == "后":
            return relations.after(festival, self.said_on)
        year = Window(self.said_on, self.said_on.replace(month=12, day=31))
        return relations.before(festival, self.said_on).doubted(year)

    # lengths of time

    def _length(self) -> Outcome | None:
        """Read 未来三到五年, 十年内, 半年以后, 过去一年, 再过两年."""
        self.take("在|于|就是|也就是")
        rolling = self.take(ROLLING) is not None
        ahead = not rolling and self.take(IN) is not None
        past = not rolling and not ahead and self.take(PAST) is not None
        if not (ahead or past):
            ahead = self.take(IN) is not None if rolling else False
        self.take("的|大概|大约|可能|这|,")
        length = self.attempt(self.length)
        if length is None:
            return None
        if length.vague:
            self.take(AMOUNT_TAIL)
            self.take(f"{AFTER}|{BEFORE}|{BACK.pattern}")
            return NO_DATE
        return self._reach(length, rolling=rolling, ahead=ahead, past=past)

    def _reach(self, length: Amount, *, rolling: bool, ahead: bool, past: bool) -> Outcome | None:
        said = self.said_on
        self.take("的?(?:时间|期限)(?=之?以?内|里|后|之后|以后)")
        if past:
            self.take("以来|来|里|内|间|之间|期间|当中|中")
            return _measured(amounts.back(length, said), length)
        if self.take(BACK):
            return _measured(amounts.back(length, said), length)
        if self.take(f"(?:的时间)?(?:{AFTER})"):
            return _measured(amounts.ahead(length, said), length)
        if not rolling and not ahead and self.take(BEFORE):
            return _measured(amounts.ago(length, said), length)
        inside = self.take(f"(?:的)?(?:{INSIDE})") is not None
        if not inside and (rolling or ahead) and self.take("(?:的)?前"):
            return None
        if inside or rolling:
            if length.bound == "over":
                return _measured(amounts.ahead(length, said), length)
            return _measured(amounts.within(length, said), length)
        if ahead or length.is_range or length.bound:
            return _measured(amounts.ahead(length, said), length)
        return _measured(amounts.within(length, said), length)

    def _counted_from_period(self) -> Outcome | None:
        """Read 春节后两周内, 大选前三个月, 2027年之后的三年."""
        self.take("在|于")
        period = self.period()
        if period is None:
            return None
        side = self.take(f"的?({AFTER}|{BEFORE})的?(?:大约|大概|约|未来|第)?")
        if side is None:
            return None
        length = self.attempt(self.length)
        if length is None or length.vague:
            return None
        later = side[1] not in {"前", "之前", "以前"}
        inside = self.take(INSIDE) is not None
        span = settle(period, self.said_on)
        if inside:
            window = (
                Window(span.last, length.high.after(span.last))
                if later
                else Window(length.high.before(span.first), span.first)
            )
            return _measured(window, length)
        if later:
            window = Window(length.low.after(span.last), length.high.after(span.last))
            run = Window(span.last + DAY, length.high.after(span.last))
        else:
            window = Window(length.high.before(span.first), length.low.before(span.first))
            run = Window(length.high.before(span.first), span.first - DAY)
        return Outcome(run, ambiguous=True, other=window, about=length.about)

    # periods

    def _from_now(self) -> Outcome | None:
        if self.take(NOW) is None:
            return None
        return self._relate(relations.by)

    def _related(self) -> Outcome | None:
        """Read 2030年前, 到年底, 最迟明年三月, 2028年以后."""
        prefixed = self.take(PREFIX)
        self.take(NOISE)
        return self._relate(PREFIXES[prefixed[0]] if prefixed else relations.during)

    def _relate(self, relation: Relation) -> Outcome | None:
        about = self.take(ABOUT) is not None
        start = self.at
        span = self._span()
        if span is None:
            return None
        if relation is relations.onward and JOIN.search(self.text, start, self.at):
            relation = relations.during  # 从2027年到2029年
        self.take("的")
        suffix = self.take(SUFFIX)
        found = SUFFIXES[suffix[0]] if suffix else None
        further = self.take(SUFFIX) if found in {relations.around, relations.during} else None
        if further:
            about = about or found is relations.around
            found = SUFFIXES[further[0]]
        if relation is relations.onward and found is relations.before_or_on:
            return None
        if found is not None and found is not relations.during:
            relation = self._combined(relation, found)
        if about and relation is relations.during:
            return relations.around(span, self.said_on)
        return relation(span, self.said_on)._replace(about=about)

    def _combined(self, relation: Relation, suffix: Relation) -> Relation:
        """Choose between what stands before a period and what stands after it."""
        if relation is relations.during:
            return suffix
        if relation is relations.by and suffix in {relations.before_or_on, relations.through}:
            return suffix
        if relation is relations.by and suffix is relations.after_or_in:
            return suffix
        if relation is relations.onward and suffix is relations.since:
            return suffix
        return relation

    def _span(self) -> Span | None:
        """Read a period, or several in a row as one: 2026年或者2027年, 3月到5月."""
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
        self.take("起|开始|左右|前后")
        joined = self.take(JOIN)
        if joined is None:
            return None
        self.take("者|是|可能|也许|最迟|甚至|最多|更可能|大概|大约|在")
        return self.period()


def _measured(window: Window, length: Amount) -> Outcome:
    """Mark a guess at how long 十几年 is; plain 左右 does not make two readings."""
    return Outcome(window, about=length.about)
