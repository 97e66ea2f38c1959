"""Chinese text and a place in it, and the rules for lengths of time: 三到五年, 一年半, 十几年."""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from tracker.dates.amounts import HALF, UNITS, VAGUE, Amount, Number, Unit, added, amount, joined
from tracker.dates.chinese_words import (
    BOUND,
    BOUND_AFTER,
    BOUNDS,
    BOUNDS_AFTER,
    INSIDE,
    LENGTH_UNIT,
    LENGTH_UNITS,
    NUMBERS_JOIN,
)
from tracker.dates.numerals import DIGIT, chinese_number, plain

T = TypeVar("T")

ODD_HALF = re.compile(
    "[大小多]半个?(年|月|天|世纪)|个把(月|星期|礼拜|小时|季度|世纪)|([年月天])把(?![握])"
)
HALF_UNIT = re.compile("半(个)?(世纪|年|季度|月|星期|周|天|日|小时)")
ABOUT_BEFORE = re.compile("(?:大概|大约|约莫|约|差不多|将近|接近|近)+")
ABOUT_AFTER = re.compile("左右|上下|光景")
TIME = re.compile("的?(?:时间|期限|周期|跨度|工夫|功夫)")
SHORT_MONTH = re.compile("月(?=内|之内|以内|后|之后|以后|$)")
SHORT_DAY = re.compile(f"日(?={INSIDE}|后|之后|以后)")
ODD_MONTH = re.compile("个(?:多|来)(月|星期|礼拜|季度|世纪|小时)")
HALF_MONTH = re.compile("个半(月|星期|礼拜|小时|世纪|季度)")
FIGURES = re.compile(f"{DIGIT}{{4}}")
FAR_YEARS = 1000  # from here on, figures before 年 name a year
NAMES = {
    "年": "year",
    "月": "month",
    "星期": "week",
    "礼拜": "week",
    "周": "week",
    "天": "day",
    "日": "day",
    "小时": "hour",
    "世纪": "century",
    "季度": "quarter",
}


class Text:
    """A text without blanks and a place in it that rules move forward."""

    def __init__(self, text: str, said_on: date) -> None:
        self.text = text
        self.said_on = said_on
        self.at = 0

    @property
    def ended(self) -> bool:
        """Tell whether everything has been read."""
        return self.at >= len(self.text)

    def take(self, pattern: re.Pattern[str] | str) -> re.Match[str] | None:
        """Read what a pattern matches here."""
        compiled = re.compile(pattern) if isinstance(pattern, str) else pattern
        found = compiled.match(self.text, self.at)
        if found is not None and found.end() > self.at:
            self.at = found.end()
            return found
        return None

    def rest(self) -> str:
        """Look at what has not been read."""
        return self.text[self.at :]

    def attempt(self, *rules: Callable[[], T]) -> T | None:
        """Try rules in turn from here; the place stays if none of them reads anything."""
        start = self.at
        for rule in rules:
            if (found := rule()) is not None:
                return found
            self.at = start
        return None


class Amounts(Text):
    """The rules for lengths of time."""

    def number(self) -> Number | None:
        """Read one number, or one guessed at."""
        found = chinese_number(self.text, self.at)
        if found is None:
            return None
        number, self.at = found
        return number

    def length(self) -> Amount | None:
        """Read a length of time or a range of lengths."""
        bound = BOUNDS[found[0]] if (found := self.take(BOUND)) else ""
        about = self.take(ABOUT_BEFORE) is not None
        self.take("短短")
        first = self.attempt(self._numbers_with_unit, self._sum)
        if first is None:
            return None
        if (second := self.attempt(self._second)) is not None:
            first = joined(first, second)
        about = self.take(ABOUT_AFTER) is not None or about
        self.take(TIME)
        about = self.take(ABOUT_AFTER) is not None or about
        if found := self.take(BOUND_AFTER):
            bound = BOUNDS_AFTER[found[0]]
        return first._replace(about=about or first.about, bound=bound)

    def _second(self) -> Amount | None:
        if self.take(NUMBERS_JOIN) or self.take("和|与|及|跟"):
            return self.attempt(self._numbers_with_unit, self._sum)
        return self._counted() if self.text[self.at - 1] == "年" else None  # 三年五载

    def _numbers_with_unit(self) -> Amount | None:
        """Read 三到五年, 12-18个月, 一年或两年."""
        first = self.attempt(self.number)
        if first is None or first.vague or not self.take(NUMBERS_JOIN):
            return None
        second = self.attempt(self.number)
        if second is None:
            return None
        if second.vague:
            unit = self.unit(second)
            return None if unit is None else amount(VAGUE, unit)
        unit = self.unit(second)
        if unit is None or first.low > second.high:
            return None
        half = HALF if self.take("半") else 0
        return amount(plain(first.low, second.high + half), unit)

    def _sum(self) -> Amount | None:
        """Read 一年零三个月."""
        first = self.attempt(self._half_unit, self._counted)
        if first is None:
            return None
        further = self.attempt(lambda: self._further_length(first))
        return first if further is None else added(first, further)

    def _further_length(self, first: Amount) -> Amount | None:
        start = self.at
        self.take("零|又|加|外加")
        further = self.attempt(self._half_unit, self._counted)
        if further is None or self.text[start:].startswith(("前", "后")):
            return None
        return further if further.grain < first.grain else None

    def _half_unit(self) -> Amount | None:
        if self.take("一年半载"):
            return amount(plain(HALF, 1, about=True), UNITS["year"])
        if found := self.take(ODD_HALF):
            return amount(VAGUE, UNITS[NAMES[found[1] or found[2] or found[3]]])
        found = self.take(HALF_UNIT)
        if found is None or (found[2] == "月" and self.text[self.at :].startswith("份")):
            return None
        return amount(plain(HALF), UNITS[NAMES[found[2]]])

    def _counted(self) -> Amount | None:
        number = self.attempt(self.number)
        if number is None:
            return None
        if found := self.take(HALF_MONTH):
            return amount(plain(number.low + HALF, number.high + HALF), UNITS[NAMES[found[1]]])
        if found := self.take(ODD_MONTH):
            more = plain(number.low, number.high + 1, about=True)
            return amount(more, UNITS[NAMES[found[1]]])
        unit = self.unit(number)
        if unit is None:
            return None
        if self.take("半(?!年|个)"):
            number = plain(number.low + HALF, number.high + HALF)
        elif self.take("[多余](?!年)"):
            number = plain(number.low, number.high + 1, about=True)
        return amount(number, unit)

    def unit(self, number: Number) -> Unit | None:
        """Read a unit of length; figures of four digits before 年 are a year, no length."""
        if found := self.take(LENGTH_UNIT):
            unit = LENGTH_UNITS[found[0]]
            is_year = unit == UNITS["year"] and self._names_year(number, found.start())
            return None if is_year else unit
        if self.take(SHORT_DAY):
            return UNITS["day"]
        if (number.vague or self.text[self.at - 1] in "两俩半") and self.take(SHORT_MONTH):
            return UNITS["month"]
        return None

    def _names_year(self, number: Number, end: int) -> bool:
        """Tell whether 2030年 or 两千零三十年 is a year and no length."""
        in_figures = self.text[end - 1].isascii() or FIGURES.match(self.text, max(0, end - 4), end)
        return number.low >= FAR_YEARS and (bool(in_figures) or number.low % FAR_YEARS != 0)
