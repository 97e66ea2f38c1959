"""Chinese phrases: a relation and a period, or a length of time counted from a day."""

import re
from collections.abc import Callable

from tracker.dates import amounts, relations
from tracker.dates.amounts import Amount
from tracker.dates.chinese_periods import FEASTS, Periods
from tracker.dates.chinese_words import (
    ABOUT,
    AFTER,
    BEFORE,
    BOUND,
    BOUNDS,
    IN,
    INCLUSIVE,
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
    one_of,
)
from tracker.dates.holidays import named
from tracker.dates.numerals import CHINESE
from tracker.dates.periods import DAY, Grain, Period, Span, settle, unit
from tracker.dates.reading import Window
from tracker.dates.relations import Outcome, Relation, between, either, measured
from tracker.dates.written import full_year

NOW = re.compile("(?:从|自)?(?:现在|今天|今日|即日|眼下|目前)(?:起|开始)?(?:到|至|一直到|直到|-)")
BACK = re.compile("以来|来(?!的)|至今")
AFTER_LENGTH = re.compile(f"(?:的?时间)?{AFTER}")
WITHIN_LENGTH = re.compile(f"(?:的?时间)?的?{INSIDE}")
SIDE = re.compile(f"的?({AFTER}|{BEFORE})的?(?:大约|大概|约|未来|第)?")
BOUND_FIRST = re.compile(f"(?:{BOUND.pattern})(?=也?(?:{IN.pattern}))")
END_AND_START = re.compile("[底末](?=[^,]{1,8}初)")  # 六月底七月初
THIS_EVENING = re.compile("[今明昨]晚|今夜")
SAME_DAY = re.compile("的(?:今天|今日|这一天|这个时候|此时此刻|此时|这时候?)")
HOUR = re.compile(
    f",?(?:凌晨|清晨|早上|上午|中午|正午|下午|傍晚|晚上|晚间|夜里|夜间|深夜|半夜|午夜|早|晚)?"
    f"(?:(?:[0-2]?[0-9]|{CHINESE}{{1,3}})(?:[时点](?:整|半|[0-5]?[0-9]分?|{CHINESE}{{1,3}}分?)?"
    f"|:[0-5][0-9](?::[0-5][0-9])?))?(?:整)?(?:北京时间|utc)?"
)
MIDNIGHT = re.compile(",?(?:凌晨)?(?:0|00|零|〇)[时点:](?:整|00)?(?::00)?")
YEAR_OR_LENGTH = re.compile("(?<![0-9])([0-9]{2})年")
NEAR_YEARS = range(-2, 26)  # how far ahead a year in two figures is taken for one
THIS_UNITS = {
    "年内": Grain.YEAR,
    "全年": Grain.YEAR,
    "季度内": Grain.QUARTER,
    "季内": Grain.QUARTER,
    "月内": Grain.MONTH,
    "周内": Grain.WEEK,
    "本周内": Grain.WEEK,
}
THIS_UNIT = re.compile(f"在?({one_of(*THIS_UNITS)})")
NEW_YEAR = re.compile("在?(?:春节|过完)?年(前|后)")
INCLUSIVELY: dict[Relation, Relation] = {
    relations.before_or_on: relations.through,
    relations.before: relations.through,
    relations.by: relations.through,
    relations.after_or_in: relations.onward,
}

Rule = Callable[[], Outcome | None]


class Phrases(Periods):
    """The rules for whole phrases; each gives an Outcome and leaves its place behind it."""

    def phrase(self) -> Outcome | None:
        """Read everything there is, or nothing; as a length and as a period, if both are whole."""
        self.take(NOISE)
        length = self._first(*self._length_rules())
        period = self._first(*self._period_rules())
        return either(length, period, period_first=self._has_short_year())

    def ends(self) -> list[int]:
        """Find where phrases end that begin here, the furthest first."""
        found = set()
        for rule in (*self._length_rules(), *self._period_rules()):
            self.at = 0
            if _tried(rule) is not None:
                found.add(self.at)
        return sorted(found, reverse=True)

    def _length_rules(self) -> tuple[Rule, ...]:
        return (self._rolling, self._past, self._length)

    def _period_rules(self) -> tuple[Rule, ...]:
        return (
            self._this_year,
            self._new_year,
            self._counted_from_period,
            self._from_now,
            self._related,
            self._plain,
        )

    def _first(self, *rules: Rule) -> Outcome | None:
        """Find the first rule that reads to the end."""
        start = self.at
        for rule in rules:
            found = rule()
            if found is not None:
                self.take(TAIL)
            whole = self.ended
            self.at = start
            if found is not None and whole:
                return found
        return None

    def _has_short_year(self) -> bool:
        """Tell whether 28年 is likelier the year: if it is near, and no round number."""
        match = YEAR_OR_LENGTH.search(self.text)
        if match is None:
            return False
        number = full_year(match[1], self.said_on)
        return number - self.said_on.year in NEAR_YEARS and number % 10 != 0

    def _this_year(self) -> Outcome | None:
        """Read 年内, 月内, 全年: the one under way."""
        match = self.take(THIS_UNIT)
        if match is None:
            return None
        span = unit(THIS_UNITS[match[1]], self.said_on)
        relation = relations.during if match[1] == "全年" else relations.within
        return relation(span, self.said_on)

    def _new_year(self) -> Outcome | None:
        """Read 年前, 年后, which mean the lunar new year."""
        match = self.take(NEW_YEAR)
        if match is None:
            return None
        festival = settle(named("lunar new year"), self.said_on)
        if match[1] == "后":
            return relations.after(festival, self.said_on)
        end = unit(Grain.YEAR, self.said_on).last
        return relations.before(festival, self.said_on).doubted(Window(self.said_on, end))

    # lengths of time

    def _rolling(self) -> Outcome | None:
        """Read 未来三到五年, 接下来的半年内, 今后十年左右."""
        if self.take(ROLLING) is None:
            return None
        self.take(IN)
        length = self._some_length()
        if length is None:
            return None
        if self.take(AFTER_LENGTH) is None:
            self.take(WITHIN_LENGTH)
            reach = amounts.ahead if length.bound == "over" else amounts.within
        else:
            reach = amounts.ahead
        return measured(reach(length, self.said_on), length)

    def _past(self) -> Outcome | None:
        """Read 过去一年, 最近三个月以来."""
        self.take("在|于")
        if self.take(PAST) is None:
            return None
        length = self._some_length()
        if length is None:
            return None
        self.take(BACK)
        self.take(WITHIN_LENGTH)
        return measured(amounts.back(length, self.said_on), length)

    def _length(self) -> Outcome | None:
        """Read 十年内, 半年以后, 三年前, 再过两年, 五年."""
        self.take("在|于|就是|也就是")
        bound = self.take(BOUND_FIRST)
        ahead = self.take(IN) is not None
        length = self._some_length()
        if length is None:
            return None
        if bound:
            length = length._replace(bound=BOUNDS[bound[0]])
        if self.take(AFTER_LENGTH):
            reach = amounts.ahead
        elif not ahead and self.take(BACK):
            reach = amounts.back
        elif not ahead and self.take(BEFORE):
            reach = amounts.ago
        elif self.take(WITHIN_LENGTH) and length.bound != "over":
            reach = amounts.within
        elif ahead or length.is_range or length.bound:
            reach = amounts.ahead
        else:
            reach = amounts.within
        if reach in {amounts.ahead, amounts.ago}:
            self.take(SAME_DAY)
        return measured(reach(length, self.said_on), length)

    def _some_length(self) -> Amount | None:
        self.take("的|大概|大约|可能|这|,")
        return self.attempt(self.length)

    def _counted_from_period(self) -> Outcome | None:
        """Read 春节后两周内, 大选前三个月, 2027年之后的三年."""
        self.take("在|于")
        period = self.period()
        side = self.take(SIDE)
        if period is None or side is None:
            return None
        length = self.attempt(self.length)
        if length is None or length.vague:
            return None
        inside = self.take(WITHIN_LENGTH) is not None
        span = settle(period, self.said_on)
        low, high = length.low, length.high
        if side[1] == "前" and high.after(span.first) <= span.last:
            return None  # "十五五"前两年 are its first two
        if side[1] in {"前", "之前", "以前"}:
            run = Window(high.before(span.first), span.first - DAY)
            point = Window(high.before(span.first), low.before(span.first))
        else:
            run = Window(span.last + DAY, high.after(span.last))
            point = Window(low.after(span.last), high.after(span.last))
        outcome = measured(run, length)
        return outcome if inside else outcome.doubted(point)

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

    def _plain(self) -> Outcome | None:
        """Read what begins like a relation and is a name: 过年前."""
        return self._relate(relations.during)

    def _relate(self, relation: Relation) -> Outcome | None:
        about = self.take(ABOUT) is not None
        start = self.at
        span = self._span()
        if span is None:
            return None
        if relation is relations.onward and JOIN.search(self.text, start, self.at):
            relation = relations.during  # 从2027年到2029年
        hour = self.take(HOUR) if span.grain == Grain.DAY else None
        late = hour is not None and MIDNIGHT.fullmatch(hour[0]) is None
        inclusive = late or THIS_EVENING.match(self.text, start) is not None
        self.take("的")
        inclusive = self.take(INCLUSIVE) is not None or inclusive
        suffix = self.take(SUFFIX)
        inclusive = self.take(INCLUSIVE) is not None or inclusive
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
        if inclusive:
            relation = INCLUSIVELY.get(relation, relation)
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
        joined = self.take(JOIN) or END_AND_START.match(self.text, self.at - 1)
        joined = joined or FEASTS.match(self.text, self.at)
        if joined is None:
            return None
        self.take("者|是|可能|也许|最迟|甚至|最多|更可能|大概|大约|在")
        return self.period()


def _tried(rule: Rule) -> Outcome | None:
    """Try a rule in running text, where a day that no calendar has is only no date."""
    try:
        return rule()
    except (ValueError, OverflowError):
        return None
