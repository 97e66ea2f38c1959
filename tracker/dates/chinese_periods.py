"""Chinese periods put together, from the larger to the smaller: 明年三季度末, 2027年3月5日."""

import re
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from tracker.dates import parts, periods
from tracker.dates.chinese_names import CENTURY_YEARS, N, Names, value
from tracker.dates.chinese_words import (
    ALONE_PARTS,
    DAY_TEN_ONE,
    HALVES,
    HOLIDAY,
    HOLIDAYS,
    LEFT,
    PART,
    PARTS,
    SEASONS,
    WEEKDAY_NAMES,
    any_of,
    one_of,
)
from tracker.dates.holidays import lunar_days, named
from tracker.dates.periods import (
    MONTHS_IN_YEAR,
    Change,
    Floating,
    Grain,
    Part,
    Period,
    Span,
    refined,
    settle,
)

WEEKDAY = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")
QUARTER = re.compile(f"第({N})个?季度?|({N}|首|末|头)季度?|(?:第)?q([1-4])(?:季度)?")
FIRST_QUARTERS = re.compile("[前头]([一二两三1-3])个?季度?")
ADJACENT_QUARTERS = re.compile("(?:第)?([一二三])([二三四])季度")
QUARTERS = re.compile(f"(?:第)?({N})(?:季度)?(?:-|到|至|、|和|或)(?:第)?({N})季度?")
MONTH = re.compile(f"({N})月(?:份)?")
MONTHS = re.compile(
    f"({N})月?(?:份)?(?:-|到|至|、|或|和)({N})月(?:份)?(?![0-9〇一二三四五六七八九十])"
)
DOTTED = re.compile(r"(1[0-2]|[1-9])\.([0-3]?[0-9])(?=前|后|之前|之后|以前|以后|起|截止)")
DAY_NUMBER = re.compile(f"({N})(?:日|号)(?!内|以内|之内)")
DAY_RUN = re.compile(f"({N})(?:日|号)?(?:-|到|至|、|或|和)({N})(?:日|号)")
BARE_DAY = re.compile("[0-9]{1,2}(?![0-9年月个周天])")
NTH = re.compile(
    f"(?:第({N})|最后(?:一|1)?|(?:首|头)(?:一|1)?)个?(周(?![一二三四五六日天])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|月|天|日|季度?|年|十年|工作周)"
)
NTH_WEEKDAY = re.compile(f"(?:第({N})|最后一|首)个?(?:周|星期|礼拜)([一二三四五六日天])")
YEAR_OF_PLAN = re.compile("(?:规划|计划)?的?(开局|起步|开端|首|头|收官|收尾|最后|末)(?:之|一)?年")
ENDS = re.compile("(前|头|最初|开头|首|最后|后|末)(?=[0-9一二两三四五六七八九十半几])")
NEW_YEAR_DAY = re.compile(f"大?年初({N})(?![月年])")
LUNAR = re.compile(
    f"(?:(?:农历|阴历|旧历)(?P<leap>闰)?(?:(?P<name>[正冬腊])|(?P<number>{N}))|(?P<alone>[正腊])|(?P<doubled>闰)(?P<doubled_number>{N}))月"
    f"(?:初?(?P<day>{N})(?:日|号)?)?"
)
TWO_PARTS = re.compile("的?(?:(中[后晚末][期段]|中下旬)|[前初早]中期|中[前早]期|中上旬|上中旬)")
FEASTS = re.compile(f"(?<=[节秋庆旦午明五一夕假])({one_of(*HOLIDAYS)})")
SEASON = re.compile(f"([初早开入])?({one_of(*SEASONS)})(?!节)")
VACATION = re.compile("暑假|暑期|寒假")
AGAIN_WORDS = """
这个时候 此时 此刻 这时候 这时 今天 今日 这一天 同一时间 同期 同一天 这个时间 这个时间点 此时此刻
这个时点 差不多这个时候 现在
"""
AGAIN = re.compile(f"的?{any_of(AGAIN_WORDS)}")
GRAINS = {
    "周": Grain.WEEK,
    "星期": Grain.WEEK,
    "礼拜": Grain.WEEK,
    "月": Grain.MONTH,
    "天": Grain.DAY,
    "日": Grain.DAY,
    "季": Grain.QUARTER,
    "季度": Grain.QUARTER,
    "年": Grain.YEAR,
    "十年": Grain.DECADE,
    "工作周": Grain.WEEK,
}
DEEPEST = 5  # periods within periods: 2027年三季度第二个月最后一周周五


class Component(NamedTuple):
    """A smaller period: how it is taken from a larger one, and what it is by itself."""

    within: Change
    alone: Period | None


def _from_part_to(whole: Span, first: Part, last: Part) -> Span | None:
    """Take the middle and late part of a period, or the early and middle one."""
    if whole.grain == Grain.DAY:
        return None
    start, end = parts.part(whole, first), parts.part(whole, last)
    return Span(start.first, end.last, start.grain)


def exists(period: Floating, said_on: date) -> bool:
    """Tell whether the period can be found in any cycle."""
    try:
        settle(period, said_on)
    except ValueError:
        return False
    return True


def floating(alone: Floating) -> Component:
    """Make a component that lies in the larger period by its own cycle."""
    return Component(lambda whole: parts.inside(alone, whole), alone)


class Periods(Names):
    """The rules for periods; each gives a Span, or a Floating one that lacks its year."""

    def period(self) -> Period | None:
        """Read a period, from the larger to the smaller."""
        found = self.attempt(self.base)
        if found is None:
            component = self.attempt(self._component)
            if component is None or component.alone is None:
                return None
            found = component.alone
        return self._narrowest(found, DEEPEST)

    def _narrowest(self, found: Period, left: int) -> Period:
        """Read the smaller periods that follow, as many as a phrase can have."""
        further = self.attempt(lambda: self._narrowed(found)) if left else None
        return found if further is None else self._narrowest(further, left - 1)

    def _narrowed(self, found: Period) -> Period | None:
        """Read a smaller period that lies in the one just read."""
        if FEASTS.match(self.text, self.at):
            return None  # 中秋国庆 are two, one after the other
        self.take("的|,")
        component = self._component() or self._again()
        if component is None:
            return None
        if isinstance(found, Span):
            return component.within(found)
        narrower = refined(found, component.within)
        return narrower if exists(narrower, self.said_on) else None

    def _component(self) -> Component | None:
        return self.attempt(
            self._half,
            self._quarters,
            self._first_quarters,
            self._ends,
            self._nth_weekday,
            self._year_of_plan,
            self._nth,
            self._quarter,
            self._lunar,
            self._holiday,
            self._months,
            self._month,
            self._dotted,
            self._days,
            self._weekday,
            self._part_alone,
            self._left,
            self._season,
            self._part,
        )

    def _half(self) -> Component | None:
        if self.take("上半季度?"):
            return Component(lambda whole: parts.part(whole, "first half"), None)
        match = self.take(one_of(*HALVES)) or self.take("h(?P<n>[12])")
        if match is None:
            return None
        number = HALVES.get(match[0]) or int(match[0][-1])
        return floating(periods.nth_of_year(Grain.HALF, number))

    def _quarters(self) -> Component | None:
        match = self.take(ADJACENT_QUARTERS) or self.take(QUARTERS)
        if match is None:
            return None
        first, last = value(match[1]), value(match[2])
        if not 1 <= first <= last <= 4:  # noqa: PLR2004
            return None

        def place(year: int) -> Span:
            start, end = periods.quarter(year, first), periods.quarter(year, last)
            return start._replace(last=end.last)

        return floating(periods.of_year(place))

    def _first_quarters(self) -> Component | None:
        """Read 前三季度, three quarters and not the third."""
        match = self.take(FIRST_QUARTERS)
        if match is None:
            return None
        count = value(match[1])

        def place(year: int) -> Span:
            return periods.from_months(year, 1, count * 3, Grain.HALF)

        in_larger = floating(periods.of_year(place))
        return in_larger._replace(alone=place(self.said_on.year))  # a report on this year

    def _quarter(self) -> Component | None:
        match = self.take(QUARTER)
        if match is None:
            return None
        written = match[1] or match[2] or match[3]
        number = {"首": 1, "头": 1, "末": 4}.get(written) or value(written)
        if not 1 <= number <= 4:  # noqa: PLR2004
            return None
        return floating(periods.nth_of_year(Grain.QUARTER, number))

    def _ends(self) -> Component | None:
        """Read 前三个月, 最后两周, 前三季度."""
        match = self.take(ENDS)
        if match is None:
            return None
        first = match[1] not in {"最后", "后", "末"}
        length = self.length()
        if length is None:
            return None
        if length.vague:
            return Component(lambda whole: parts.part(whole, "early" if first else "late"), None)
        take = parts.head if first else parts.tail
        quarters = length.grain == Grain.QUARTER and first and match[1] == "前"
        alone = periods.of_year(lambda year: take(periods.year(year), length)) if quarters else None
        return Component(lambda whole: take(whole, length), alone)

    def _nth_weekday(self) -> Component | None:
        match = self.take(NTH_WEEKDAY)
        if match is None:
            return None
        number = value(match[1]) if match[1] else 1 if match[0].startswith("首") else -1
        day = WEEKDAY_NAMES[match[2]]
        return Component(lambda whole: parts.nth_weekday(whole, day, number), None)

    def _year_of_plan(self) -> Component | None:
        """Read 收官之年, 开局之年."""
        match = self.take(YEAR_OF_PLAN)
        if match is None:
            return None
        number = 1 if match[1] in {"开局", "起步", "首", "头", "开端"} else -1
        return Component(
            lambda whole: periods.unit(Grain.YEAR, whole.first if number > 0 else whole.last), None
        )

    def _nth(self) -> Component | None:
        match = self.take(NTH)
        if match is None:
            return None
        number = value(match[1]) if match[1] else -1 if match[0].startswith("最后") else 1
        grain = GRAINS[match[2]]
        if grain == Grain.QUARTER:
            if number > 4:  # noqa: PLR2004
                return None
            floating_quarter = periods.nth_of_year(Grain.QUARTER, number if number > 0 else 4)
            return Component(lambda whole: parts.nth(whole, grain, number), floating_quarter)
        numbered = grain == Grain.WEEK and match[1]
        alone = periods.of_year(lambda year: periods.iso_week(year, number)) if numbered else None
        return Component(lambda whole: parts.nth(whole, grain, number), alone)

    def _months(self) -> Component | None:
        match = self.take(MONTHS)
        if match is None:
            return None
        first, last = value(match[1]), value(match[2])
        if not (1 <= first <= MONTHS_IN_YEAR and 1 <= last <= MONTHS_IN_YEAR):
            return None

        def place(year: int) -> Span:
            count = (last - first) % MONTHS_IN_YEAR + 1
            return periods.from_months(year, first, count, Grain.QUARTER)

        return floating(periods.of_year(place))

    def _month(self) -> Component | None:
        match = self.take(MONTH)
        if match is None or (
            self.rest().startswith("后") and not match[0].endswith("份") and False
        ):
            return None
        number = value(match[1])
        if not 1 <= number <= MONTHS_IN_YEAR:
            return None
        return floating(periods.of_year(lambda year: periods.month(year, number)))

    def _dotted(self) -> Component | None:
        """Read 6.30 where a word of relation or of day follows."""
        match = self.take(DOTTED)
        return match and floating(periods.month_day(int(match[1]), int(match[2])))

    def _days(self) -> Component | None:
        if match := self.take(DAY_RUN):
            first, last = value(match[1]), value(match[2])

            def run(day: date) -> Span | None:
                start = periods.safe_day(day.year, day.month, first)
                end = periods.safe_day(day.year, day.month, last)
                return start and end and Span(start.first, end.last, Grain.DAY)

            return floating(Floating(periods.MONTHLY, run)) if first < last else None
        match = self.take(DAY_NUMBER)
        if match is None:
            if self.text[self.at - 1 : self.at] != "月" or not (match := self.take(BARE_DAY)):
                return None
            return floating(periods.day_of_month(int(match[0])))
        found = floating(periods.day_of_month(value(match[1])))
        self.take(r"[(]?(?:周|星期|礼拜)[一二三四五六日天](?:[)]|(?=$))")
        return found

    def _weekday(self) -> Component | None:
        match = self.take(WEEKDAY)
        return match and floating(periods.weekday(WEEKDAY_NAMES[match[1]]))

    def _holiday(self) -> Component | None:
        if self.take(DAY_TEN_ONE):
            return floating(named("national"))
        match = self.take(HOLIDAY)
        return match and floating(named(HOLIDAYS[match[1]]))

    def _lunar(self) -> Component | None:
        """Read 腊月二十三, 农历八月十五, 闰六月: by the moon's calendar."""
        if match := self.take(NEW_YEAR_DAY):
            return floating(lunar_days(1, value(match[1])))
        match = self.take(LUNAR)
        if match is None:
            return None
        name = match["name"] or match["alone"]
        number = match["number"] or match["doubled_number"]
        month = {"正": 1, "冬": 11, "腊": 12}[name] if name else value(number)
        if not 1 <= month <= MONTHS_IN_YEAR:
            return None
        day = value(match["day"]) if match["day"] else None
        alone = lunar_days(month, day, leap=bool(match["leap"] or match["doubled"]))

        def within(whole: Span) -> Span | None:
            year = whole.grain == Grain.YEAR  # 2027年腊月 may lie in January 2028
            return alone.place(whole.first) if year else parts.inside(alone, whole)

        return Component(within, alone)

    def _season(self) -> Component | None:
        if match := self.take(VACATION):
            first, count = (7, 2) if match[0] != "寒假" else (1, 2)
            return floating(
                periods.of_year(lambda year: periods.from_months(year, first, count, Grain.QUARTER))
            )
        match = self.take(SEASON)
        if match is None:
            return None
        name = SEASONS[match[2]]
        if match[1]:
            return floating(
                periods.of_year(lambda year: parts.part(periods.season(year, name), "start"))
            )
        return floating(periods.of_year(lambda year: periods.season(year, name)))

    def _part_alone(self) -> Component | None:
        match = self.take(one_of(*ALONE_PARTS))
        if match is None:
            return None
        grain, part = ALONE_PARTS[match[0]]
        cycle = {
            Grain.YEAR: periods.YEARLY,
            Grain.MONTH: periods.MONTHLY,
            Grain.QUARTER: relativedelta(months=3),
            Grain.CENTURY: relativedelta(years=CENTURY_YEARS),
        }[grain]
        alone = Floating(
            cycle, lambda day: parts.part(periods.unit(grain, day), part), recent=part == "start"
        )

        def within(whole: Span) -> Span | None:
            if whole.grain < grain:
                return None
            return parts.part(
                whole if whole.grain == grain else periods.unit(grain, whole.last), part
            )

        return Component(within, alone)

    def _left(self) -> Component | None:
        if not self.take(LEFT):
            return None
        return Component(lambda whole: parts.remaining(whole, self.said_on), None)

    def _part(self) -> Component | None:
        if match := self.take(TWO_PARTS):
            ends: tuple[Part, Part] = ("middle", "late") if match[1] else ("early", "middle")
            return Component(lambda whole: _from_part_to(whole, *ends), None)
        match = self.take(PART)
        if match is None:
            return None
        part = PARTS[match[1]]
        if match[1] in {"中", "之中"} and not self._middle_is_meant():
            return None

        def within(whole: Span) -> Span | None:
            if whole.grain == Grain.DAY:
                return None
            early = part == "start" and whole.grain >= Grain.DECADE
            return parts.part(whole, "early" if early else part)

        return Component(within, None)

    def _middle_is_meant(self) -> bool:
        return self.text[self.at - 1] == "中" and not self.text[: self.at].endswith("之中")

    def _again(self) -> Component | None:
        """Read 明年的今天, 下个月这个时候."""
        match = self.take(AGAIN)
        if match is None:
            return None
        return Component(lambda whole: parts.same_day(whole, self.said_on), None)
