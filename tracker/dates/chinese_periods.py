"""Chinese names of periods, from the larger to the smaller: 明年三季度末, 2027年3月5日, 下周五."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from tracker.dates import parts, periods
from tracker.dates.chinese_text import Amounts
from tracker.dates.chinese_words import (
    AHEAD,
    ALONE_PARTS,
    DAY_TEN_ONE,
    DAYS,
    HALVES,
    HOLIDAY,
    HOLIDAYS,
    LEFT,
    PART,
    PARTS,
    RELATIVE_UNITS,
    SEASONS,
    WEEKDAY_NAMES,
    YEAR_RUNS,
    YEARS,
    any_of,
    one_of,
)
from tracker.dates.holidays import named
from tracker.dates.numerals import CHINESE, DIGIT_YEAR, DIGITS, chinese
from tracker.dates.periods import DAY, Floating, Grain, Span
from tracker.dates.written import FORMS, decade_near, fiscal, full_year

Period = Span | Floating
Change = Callable[[Span], Span | None]

N = f"(?:[0-9]{{1,2}}|{CHINESE}{{1,3}})"
YEAR = re.compile(r"(?:公元)?([12][0-9]{3})(?:年度|年(?!代)|(?![0-9代]))")
LONG_YEAR = re.compile(f"([一二两]千(?:零|〇)?{CHINESE}{{0,3}})年")
SHORT_YEAR = re.compile("'?([0-9]{2}|[一二三四五六七八九][〇零一二三四五六七八九])年(?!代|内|以内|之内|间|来|以来|左右|以上|时间|的时间|多|半|后|以后|之后|零)")
QUOTED_YEAR = re.compile("'([0-9]{2})年?")
DECADE = re.compile(f"(?:(上|本|这|这个|上个|{N})世纪)?(?:的)?(?:([12][0-9]{{2}}0)|([0-9]0)|([一二三四五六七八九]十))年代")
SPELLED_DECADE = re.compile("([一二][〇零一二三四五六七八九]{2}[〇零])年代")
CENTURY = re.compile(f"({N})世纪")
PLAN = re.compile(f"(?:第)?(?:({CHINESE}{{1,3}})五(?:规划|计划)?|({CHINESE}{{1,3}})个五年(?:规划|计划))(?:期|时期|期间)?")
FISCAL = re.compile(r"([12][0-9]{3}|[0-9]{2})(?:年|/([0-9]{2,4}))?(?:财年|财政年度|财务年度|会计年度|fy)")
FISCAL_RELATIVE = re.compile("(本|这个?|下一?个?|上一?个?)(?:财年|财政年度|财务年度|会计年度)")
WEEKDAY = re.compile("(?:周|星期|礼拜)([一二三四五六日天])")
RELATIVE = re.compile(f"({one_of(*(word for word, _ in AHEAD))})(?:一)?个?({one_of(*RELATIVE_UNITS)})(?!前|五年)")
QUARTER = re.compile(f"(?:第)?({N}|首|末|头)个?季(?:度)?|(?:第)?q([1-4])(?:季度)?")
QUARTERS = re.compile(f"(?:第)?({N})(?:季度)?(?:-|到|至|、|和|或)(?:第)?({N})季度?")
MONTH = re.compile(f"({N})月(?:份)?")
MONTHS = re.compile(f"({N})月?(?:份)?(?:-|到|至|、|或|和)({N})月(?:份)?(?![0-9〇一二三四五六七八九十])")
DAY_NUMBER = re.compile(f"({N})(?:日|号)(?!内|以内|之内)")
DAY_RUN = re.compile(f"({N})(?:日|号)?(?:-|到|至|、|或|和)({N})(?:日|号)")
BARE_DAY = re.compile("[0-9]{1,2}(?![0-9年月个周天])")
NTH = re.compile(f"(?:第({N})|最后(?:一|1)?|(?:首|头)(?:一|1)?)个?(周(?![一二三四五六日天])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天])|月|天|日|季度?|年|十年|工作周)")
NTH_WEEKDAY = re.compile(f"(?:第({N})|最后一|首)个?(?:周|星期|礼拜)([一二三四五六日天])")
ENDS = re.compile("(前|头|最初|开头|首|最后|后|末)(?=[0-9一二两三四五六七八九十半几])")
SEASON = re.compile(f"({one_of(*SEASONS)})(?!节)")
VACATION = re.compile("暑假|暑期|寒假")
AGAIN = re.compile(f"的?({any_of('这个时候 此时 此刻 这时候 这时 今天 今日 这一天 同一时间 同期 同一天 这个时间 这个时间点 此时此刻 这个时点 差不多这个时候 现在')})")
GRAINS = {"周": Grain.WEEK, "星期": Grain.WEEK, "礼拜": Grain.WEEK, "月": Grain.MONTH, "天": Grain.DAY, "日": Grain.DAY, "季": Grain.QUARTER, "季度": Grain.QUARTER, "年": Grain.YEAR, "十年": Grain.DECADE, "工作周": Grain.WEEK}
FIRST_PLAN = 1951  # the nth five-year plan begins 5n years after it
REGULAR_PLANS = range(6, 40)
CENTURY_YEARS = 100
MONTHS_IN_YEAR = 12


class Component(NamedTuple):
    """A smaller period: how it is taken from a larger one, and what it is by itself."""

    within: Change
    alone: Period | None


def value(text: str) -> int:
    """Read a small number that a pattern has found."""
    found = int(text) if text.isascii() else chinese(text)
    if found is None:
        raise ValueError("no numeral")
    return found


def changed(period: Period, change: Change) -> Period:
    """Take a part of a period now, or once it is placed."""

    def taken(span: Span) -> Span:
        found = change(span)
        if found is None:
            raise ValueError("the period has no such part")
        return found

    if isinstance(period, Span):
        return taken(period)

    def place(day: date) -> Span | None:
        found = period.place(day)
        return found and change(found)

    return period._replace(place=place, nth=None)


def floating(alone: Floating) -> Component:
    """Make a component that lies in the larger period by its own cycle."""
    return Component(lambda whole: parts.inside(alone, whole), alone)


class Periods(Amounts):
    """The rules for periods; each gives a Span, or a Floating one that lacks its year."""

    def period(self) -> Period | None:
        """Read a period, from the larger to the smaller."""
        found: Period | None = self.attempt(self._base)
        if found is None:
            component = self.attempt(self._component)
            if component is None or component.alone is None:
                return None
            found = component.alone
        while True:
            component = self.attempt(self._next_component)
            if component is None:
                return found
            found = changed(found, component.within)

    def _next_component(self) -> Component | None:
        self.take("的|,")
        return self._component() or self._again()

    # what may stand at the beginning only

    def _base(self) -> Period | None:
        return self.attempt(
            self._fiscal,
            self._in_figures,
            self._plan,
            self._year_word,
            self._decade,
            self._year,
            self._day_word,
            self._weekend,
            self._week_day,
            self._relative,
            self._century,
        )

    def _in_figures(self) -> Period | None:
        for form in FORMS:
            match = form.pattern.match(self.text, self.at)
            if match is None or self.text[match.end() : match.end() + 1] in {"个", "月", "天"}:
                continue
            if self.text[match.end() : match.end() + 1] == "季":
                continue
            self.at = match.end()
            self.take("年(?!代)|季度")
            return form.read(match, self.said_on)
        return None

    def _fiscal(self) -> Span | None:
        if match := self.take(FISCAL):
            until = match[2][-2:] if match[2] else None
            return fiscal(match[1], until, self.said_on)
        if match := self.take(FISCAL_RELATIVE):
            ahead = {"下": 1, "上": -1}.get(match[1][0], 0)
            return fiscal(str(self.said_on.year + ahead), None, self.said_on)
        return None

    def _plan(self) -> Span | None:
        match = self.take(PLAN)
        if match is None:
            return None
        number = chinese(match[1] or match[2])
        if number not in REGULAR_PLANS:
            return None
        first = FIRST_PLAN + 5 * number
        return periods.years(first, first + 4)

    def _year_word(self) -> Span | None:
        if match := self.take(one_of(*YEAR_RUNS)):
            first, last = YEAR_RUNS[match[0]]
            return periods.years(self.said_on.year + first, self.said_on.year + last)
        if match := self.take(one_of(*YEARS)):
            self.take("全年|整年|年内(?!$)")
            return periods.year(self.said_on.year + YEARS[match[0]])
        if match := self.take("(今|明|去)(?=春|夏|秋|冬)"):
            return periods.year(self.said_on.year + {"今": 0, "明": 1, "去": -1}[match[1]])
        return None

    def _year(self) -> Span | None:
        if match := self.take(YEAR):
            return periods.year(int(match[1]))
        if match := self.take(DIGIT_YEAR):
            self.take("年度|年")
            return periods.year(int("".join(str(DIGITS[digit]) for digit in match[0])))
        if match := self.take(LONG_YEAR):
            return periods.year(value(match[1]))
        if match := self.take(QUOTED_YEAR):
            return periods.year(full_year(match[1], self.said_on))
        if match := self.take(SHORT_YEAR):
            digits = "".join(str(DIGITS.get(digit, digit)) for digit in match[1])
            return periods.year(full_year(digits, self.said_on))
        return None

    def _decade(self) -> Span | None:
        if match := self.take(SPELLED_DECADE):
            return periods.decade(int("".join(str(DIGITS[digit]) for digit in match[1])))
        match = self.take(DECADE)
        if match is None:
            return None
        century, full, tens, spelled = match.groups()
        if full:
            return periods.decade(int(full))
        number = int(tens) if tens else value(spelled)
        if century is None:
            return decade_near(number, self.said_on)
        now = (self.said_on.year + CENTURY_YEARS - 1) // CENTURY_YEARS
        which = {"上": now - 1, "上个": now - 1, "本": now, "这": now, "这个": now}.get(century)
        start = ((value(century) if which is None else which) - 1) * CENTURY_YEARS
        return periods.decade(start + number)

    def _century(self) -> Span | None:
        match = self.take(CENTURY)
        return match and periods.century(value(match[1]))

    def _day_word(self) -> Span | None:
        match = self.take(one_of(*DAYS))
        return match and periods.on(self.said_on + DAY * DAYS[match[0]])

    def _weekend(self) -> Span | None:
        match = self.take("(下下|下|上|本|这|这个|下个|上个)?(?:周末|星期六日)")
        if match is None:
            return None
        ahead = {"下下": 2, "下": 1, "下个": 1, "上": -1, "上个": -1}.get(match[1] or "", 0)
        return periods.weekend_of(self.said_on + timedelta(weeks=ahead))

    def _week_day(self) -> Period | None:
        match = self.take("(下下|下|上上|上|本|这)(?:一)?个?(?:周|星期|礼拜)([一二三四五六日天])")
        if match is None:
            return None
        ahead = dict(AHEAD)[match[1]]
        week = periods.week_of(self.said_on).first + timedelta(weeks=ahead)
        return periods.on(week + timedelta(days=WEEKDAY_NAMES[match[2]]))

    def _relative(self) -> Period | None:
        """Read 下个月, 本季度, 下一个十年."""
        match = self.take(RELATIVE)
        if match is None:
            return None
        ahead, grain = dict(AHEAD)[match[1]], RELATIVE_UNITS[match[2]]
        found = periods.unit(grain, self.said_on, ahead)
        if match[2] == "十年" and ahead == 1:
            later = self.said_on + relativedelta(years=10)
            return found._replace(other=Span(self.said_on, later, Grain.DECADE))
        return found

    # what may stand alone or after a larger period

    def _component(self) -> Component | None:
        return self.attempt(
            self._half,
            self._quarters,
            self._ends,
            self._nth_weekday,
            self._nth,
            self._quarter,
            self._holiday,
            self._months,
            self._month,
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
        match = self.take(QUARTERS)
        if match is None:
            return None
        first, last = value(match[1]), value(match[2])
        if not 1 <= first <= last <= 4:  # noqa: PLR2004
            return None

        def place(year: int) -> Span:
            start, end = periods.quarter(year, first), periods.quarter(year, last)
            return start._replace(last=end.last)

        return floating(periods.of_year(place))

    def _quarter(self) -> Component | None:
        match = self.take(QUARTER)
        if match is None:
            return None
        number = {"首": 1, "头": 1, "末": 4}.get(match[1]) or value(match[2] or match[1])
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
        if match is None or self.rest().startswith("后") and not match[0].endswith("份") and False:
            return None
        number = value(match[1])
        if not 1 <= number <= MONTHS_IN_YEAR:
            return None
        return floating(periods.of_year(lambda year: periods.month(year, number)))

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

    def _season(self) -> Component | None:
        if match := self.take(VACATION):
            first, count = (7, 2) if match[0] != "寒假" else (1, 2)
            return floating(
                periods.of_year(lambda year: periods.from_months(year, first, count, Grain.QUARTER))
            )
        match = self.take(SEASON)
        if match is None:
            return None
        name = SEASONS[match[1]]
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
            return parts.part(whole if whole.grain == grain else periods.unit(grain, whole.last), part)

        return Component(within, alone)

    def _left(self) -> Component | None:
        if not self.take(LEFT):
            return None
        return Component(lambda whole: parts.remaining(whole, self.said_on), None)

    def _part(self) -> Component | None:
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
        said = self.said_on

        def same_day(whole: Span) -> Span | None:
            match whole.grain:
                case Grain.YEAR:
                    return periods.on(said + relativedelta(year=whole.first.year))
                case Grain.MONTH:
                    return periods.on(whole.first + relativedelta(day=said.day))
                case Grain.WEEK:
                    return periods.on(whole.first + DAY * said.weekday())
                case _:
                    return None

        return Component(same_day, None)
