"""Chinese names of periods that stand first: 2027年, 明年, 下个月, 十五五, 2030年代, 下周五."""

import re
from collections.abc import Callable
from datetime import timedelta

from dateutil.relativedelta import relativedelta

from tracker.dates import periods
from tracker.dates.chinese_text import Amounts
from tracker.dates.chinese_words import (
    AHEAD,
    DAY_RUNS,
    DAYS,
    RELATIVE_UNITS,
    WEEKDAY_NAMES,
    YEAR_RUNS,
    YEARS,
    one_of,
)
from tracker.dates.holidays import lunar_year
from tracker.dates.numerals import CHINESE, DIGIT_YEAR, DIGITS, chinese
from tracker.dates.periods import DAY, Floating, Grain, Period, Span
from tracker.dates.written import FORMS, decade_near, fiscal, full_year

N = f"(?:[0-9]{{1,2}}|{CHINESE}{{1,3}})"
YEAR = re.compile(r"(?:公元)?([12][0-9]{3})(?:年度|年(?!代)|(?![0-9代]))")
ERAS = {"民国": 1911, "令和": 2018}  # the year before the first of each
ERA_YEAR = re.compile(f"({one_of(*ERAS)})(元|[0-9]{{1,3}}|{CHINESE}{{1,5}})年")
LONG_YEAR = re.compile(f"([一二两]千[零〇百]?{CHINESE}{{1,4}})年")
SHORT_YEAR = re.compile(
    "(?!一二|二三|三四|三五|四五|五六|六七|七八|八九)'?([0-9]{2}|[一二三四五六七八九][〇零一二三四五六七八九])年(?!代|内|以内|之内|间|来|以来|左右|以上|时间|的时间|多|半|后|以后|之后|零)"
)
SHORT_YEARS = re.compile("'?([0-9]{2})年?(?:或者?|-|到|至|、|/|和)'?([0-9]{2})年(?![内后以之代])")
QUOTED_YEAR = re.compile("'([0-9]{2})年?")
DECADE = re.compile(
    f"(?:(上|本|这|这个|上个|{N})世纪)?(?:的)?(?:([12][0-9]{{2}}0)|([0-9]0)|([一二三四五六七八九]十))年代"
)
DECADES = re.compile(f"(?:(上个?|本|这|{N})世纪)?的?([一二三四五六七八])([二三四五六七八九])十年代")
SPELLED_DECADE = re.compile("([一二][〇零一二三四五六七八九]{2}[〇零])年代")
CENTURY = re.compile(f"({N})世纪")
PLAN = re.compile(
    f"第?({CHINESE}{{1,3}})个五年(?:规划|计划)(?:时期|期间|期)?"
    f"|({CHINESE}{{1,3}})五((?:规划|计划|时期|期间|期)*)"
)
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
LUNAR_YEAR = re.compile(f"(?:农历)?(?:([{STEMS}])([{BRANCHES}])|([{ANIMALS}]))年")
MOON_YEARS = {"今": 0, "本": 0, "明": 1, "去": -1}
MOON_YEAR = re.compile("(?:农历|阴历|旧历)(?:([今明去本])年(?!前|后)|(?=年[底末终尾初]))")
FIRST_OF_CYCLE = 4  # a year 甲子, the rat's
FISCAL = re.compile(
    r"([12][0-9]{3}|[0-9]{2})(?:年|/([0-9]{2,4}))?(?:财年|财政年度|财务年度|会计年度|fy)"
)
FISCAL_RELATIVE = re.compile("(本|这个?|下一?个?|上一?个?)(?:财年|财政年度|财务年度|会计年度)")
RELATIVE = re.compile(
    f"({one_of(*dict(AHEAD))})一?个?((?<=个)半年度?|{one_of(*RELATIVE_UNITS)})(?!前(?![半期段叶])|五年)"
)
FIRST_PLAN = 1951  # the nth five-year plan begins 5n years after it
REGULAR_PLANS = range(6, 40)
FIRST_CLEAR_PLAN = 11  # 十五 by itself is a number, 十一五 is none
CENTURY_YEARS = 100


def value(text: str) -> int:
    """Read a small number that a pattern has found."""
    found = int(text) if text.isascii() else chinese(text)
    if found is None:
        raise ValueError("no numeral")
    return found


class Names(Amounts):
    """The rules for what a period may begin with."""

    def either(self, *rules: Callable[[], Period | None]) -> Period | None:
        """Try rules in turn, whichever kind of period they give."""
        return self.attempt(*rules)

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
        if number is None or number not in REGULAR_PLANS:
            return None
        if match[2] and not match[3] and number < FIRST_CLEAR_PLAN:
            return None
        first = FIRST_PLAN + 5 * number
        return periods.years(first, first + 4)

    def _lunar_year(self) -> Span | None:
        """Read 马年, the one under way or the next to come, and 丙午年, the nearest."""
        if match := self.take(MOON_YEAR):
            here = self.said_on.year + MOON_YEARS.get(match[1], 0)
            found = lunar_year(here)
            early = match[1] is None and found.first > self.said_on
            return lunar_year(here - 1) if early else found
        match = self.take(LUNAR_YEAR)
        if match is None:
            return None
        here = self.said_on.year
        if match[1]:
            stem, branch = STEMS.index(match[1]), BRANCHES.index(match[2])
            fits = [n for n in range(60) if n % 10 == stem and n % 12 == branch]
            if not fits:
                raise ValueError("no year has that name")
            near = range(here - 30, here + 30)
            number = next(year for year in near if (year - FIRST_OF_CYCLE - fits[0]) % 60 == 0)
            return lunar_year(number)
        animal = ANIMALS.index(match[3])
        years = (
            year for year in range(here - 1, here + 13) if (year - FIRST_OF_CYCLE) % 12 == animal
        )
        spans = (lunar_year(number) for number in years)
        return next(span for span in spans if span.last >= self.said_on)

    def _year_turn(self) -> Floating | None:
        """Read 岁末年初: the last month of a year and the first of the next."""
        if self.take("[岁年][末终底尾]年[初头]") is None:
            return None
        return periods.of_year(lambda year: periods.from_months(year, 12, 2, Grain.QUARTER))

    def _year_word(self) -> Span | None:
        if match := self.take(f"{one_of(*YEAR_RUNS)}(?!两?三?[天日])"):
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

    def _era_year(self) -> Span | None:
        """Read 民国116年, 令和九年."""
        match = self.take(ERA_YEAR)
        if match is None:
            return None
        number = 1 if match[2] == "元" else value(match[2])
        return periods.year(ERAS[match[1]] + number)

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

    def _short_years(self) -> Span | None:
        """Read 27或28年, where both years are near."""
        match = self.take(SHORT_YEARS)
        if match is None:
            return None
        first, last = (full_year(text, self.said_on) for text in match.groups())
        near = range(self.said_on.year - 2, self.said_on.year + 15)
        return periods.years(first, last) if first < last and {first, last} <= {*near} else None

    def _decades(self) -> Span | None:
        """Read 八九十年代, 上世纪六七十年代."""
        match = self.take(DECADES)
        if match is None:
            return None
        first, last = value(match[2] + "十"), value(match[3] + "十")
        if first >= last:
            return None
        if match[1] is None:
            start = decade_near(first, self.said_on)
        else:
            now = (self.said_on.year + CENTURY_YEARS - 1) // CENTURY_YEARS
            which = {"上": now - 1, "上个": now - 1, "本": now, "这": now}.get(match[1])
            number = value(match[1]) if which is None else which
            start = periods.decade((number - 1) * CENTURY_YEARS + first)
        years = periods.years(start.first.year, start.last.year + last - first)
        return years._replace(grain=Grain.DECADE)

    def _century(self) -> Span | None:
        match = self.take(CENTURY)
        return match and periods.century(value(match[1]))

    def _day_word(self) -> Span | None:
        if match := self.take(f"({one_of(*DAY_RUNS)})(?!年|两年)"):
            first, last = DAY_RUNS[match[1]]
            return Span(self.said_on + DAY * first, self.said_on + DAY * last, Grain.DAY)
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
        ahead, grain = dict(AHEAD)[match[1]], RELATIVE_UNITS.get(match[2], Grain.HALF)
        found = periods.unit(grain, self.said_on, ahead)
        if match[2] == "十年" and ahead == 1:
            later = self.said_on + relativedelta(years=10)
            return found._replace(other=Span(self.said_on, later, Grain.DECADE))
        return found

    def base(self) -> Period | None:
        """Read the first name of a period."""
        return self.either(
            self._fiscal,
            self._in_figures,
            self._plan,
            self._lunar_year,
            self._year_turn,
            self._year_word,
            self._short_years,
            self._decades,
            self._decade,
            self._year,
            self._era_year,
            self._day_word,
            self._weekend,
            self._week_day,
            self._relative,
            self._century,
        )
