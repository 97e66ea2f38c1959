"""Dates in running text: where they stand, and the windows that the grammar reads in them."""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tracker import dates
from tracker.dates import Reading
from tracker.errors import InvalidDate

NUMBER = (
    r"(?:\d{1,4}(?:\.\d+)?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|"
    r"twenty|thirty|forty|fifty|sixty|hundred|couple|few|several|half)"
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
UNIT = r"(?:days?|weeks?|months?|quarters?|years?|decades?|century|centuries|generations?)"
ENGLISH_WORD = re.compile(
    rf"(?:{NUMBER}|{MONTH}|{UNIT}|['’]?\d{{2}}s?|\d{{4}}s?|\d{{1,2}}(?:st|nd|rd|th)|q[1-4]|h[12]"
    rf"|fy'?\d{{2,4}}|"
    r"the|of|in|by|before|after|until|till|through|within|over|around|about|on|at|from|to|or|and"
    r"|end|ends|"
    r"beginning|start|middle|mid|early|earlier|late|later|next|this|coming|current|following"
    r"|last|past|"
    r"first|second|third|fourth|half|quarter|year-end|now|today|tomorrow|tonight|as|soon|fiscal|"
    r"calendar|spring|summer|fall|autumn|winter|christmas|easter|thanksgiving|election|during"
    r"|throughout|sometime|"
    r"some|time|no|than|least|most|more|less|roughly|approximately|maybe|probably|perhaps|even"
    r"|there|"
    r"eventually|shortly|someday|foreseeable|near|distant|future|term|long|short|medium|between|"
    r"turn|decade|century|week|month|year|day|rest|come|another|ago|away|down|road|line|"
    r"very|quite|pretty|not|too|far|point|lifetime|lifetimes|our|my|long|run|haul|"
    r"\d{1,4}[-–/]\d{1,4}(?:[-–/]\d{1,4})?|mid-\d{4}s?|monday|tuesday|wednesday|thursday|friday"
    r"|saturday|sunday)",
    re.IGNORECASE,
)
ENGLISH_ANCHOR = re.compile(
    rf"(?<![\w])['’]\d\d\b|\b(?:(?:19|20|21)\d{{2}}s?|{UNIT}|{MONTH}|q[1-4]|h[12]|fy'?\d{{2,4}}"
    rf"|quarter"
    rf"|tomorrow|tonight|"
    r"soon|eventually|shortly|someday|future|term|year-end|spring|summer|fall|autumn|winter"
    r"|christmas|"
    r"election|lifetimes?|long run|down the road|at some point|sooner or later|decade|today)",
    re.IGNORECASE,
)
SPLIT = re.compile(r"[^\s,;:.!?()\"“”]+(?:\.\d+)?")
HAN_NUMBER = "0-9０-９零〇一二两三四五六七八九十百几数半多"
COUNT = f"[{HAN_NUMBER}个第至到~～–—-]{{1,16}}\\s?"
PREFIX = (
    "(?:在|到|从|截至|截止|直到|最迟|最早|不晚于|未来|今后|接下来的?|往后|将来|此后|过去|最近"
    "|再过|约|大约"
    "|大概|至少|最多|短短|上|下|这|本|前|后|大|整个)"
)
WEEKDAY = "(?:周|星期|礼拜)[一二三四五六日天]"
UNIT_HAN = (
    f"(?:{WEEKDAY}|世纪|年代|年底|年末|年初|年中|年内|年|个月|月底|月末|月初|月份|月|季度|周"
    f"|星期|天|日|财年"
    "|代人|辈子)"
)
NAMED_HAN = (
    "(?:今年|明年|后年|去年|前年|大后年|本世纪|本年|上半年|下半年|年底|年末|年内|年初|下个月"
    "|下月|本月"
    f"|下{WEEKDAY}|本{WEEKDAY}|下周|本周|明天|后天|今天)"
)
SUFFIX = (
    "(?:底|末|初|中|内|里|后|前|上半年|下半年|半年|之后|之前|之内|以后|以前|以内|左右|时间|或者"
    "|或|和|到|至"
    f"|的|间|期间|[-–—~～]|第?[一二三四]季度|Q[1-4]|[{HAN_NUMBER}]{{1,6}}\\s?(?:年|月|日|个月|天"
    f"|周)|年底|后年"
    "|明年|年|月|日|春天|夏天|秋天|冬天|很快|就)"
)
CHINESE_DATE = re.compile(
    f"{PREFIX}{{0,3}}(?:{COUNT})?{UNIT_HAN}\\s?{SUFFIX}{{0,8}}|{NAMED_HAN}{SUFFIX}{{0,8}}"
)
SAID = re.compile(".{0,14}?(?:表示|称|宣布|声明|公布|发布|指出|说|录得|报道)")
BARE_WEEKDAY = re.compile(
    f"(?:在|于)?{WEEKDAY}|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE
)
"""A weekday alone: in news mostly the one on which something was said."""
CHINESE_VAGUE = re.compile(
    r"很快|马上|即将|未来|将来|今后|接下来|迟早|早晚|总有一天|有朝一日|最终|终将|时间问题"
    r"|不久(?:的将来|之后|后)?|"
    r"下一?代|下一?阶段|越来越|长远|长期|短期|中期|日后|一段时间(?:之?内)?|几个月(?:之?内|后)?"
    r"|几年(?:之?内|后|以后)?"
)
NO_DATES = """
may, march, fall, spring, second, first, third, day, the day, today, now, the end, in the end,
at last, later, over time, early, late, in time, last, point, the point, at the end, year, month,
week, quarter, the quarter, the week, the month, decade, the future, the year, election, 今天,
今天的, 第一天, 目前, 当前, 越来越
"""
DROPPED = frozenset(each.strip() for each in NO_DATES.split(","))
"""What reads as a date by itself and is none in running text."""
BARE = re.compile(
    rf"(?:{NUMBER}[ -]*(?:to|or|and|-)?[ -]*)+(?:of )?{UNIT}(?: and a half)?"
    r"|(?!.*\d{4})[0-9零一二两三四五六七八九十百几半多到至～~-]+(?:个)?(?:年|月|周|星期|天|日"
    r"|世纪|季度|年代)(?:半|多|的)?",
    re.IGNORECASE,
)
TAKES = re.compile(
    r"(?:take[sn]?|taking|need[s]?|about|another|maybe|probably|perhaps|within|like|least|only"
    r"|still|"
    r"require[s]?|is|are|be|say|roughly|around|than)\s+(?:\w+\s+)?\Z|(?:需要|还要|要|再|还有"
    r"|至少|大概|可能|也许|最多|就|只要|约|用)\Z",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"\s*(?:away|out|off|from now|later|tops|max|at most)\b|(?:时间|左右|的时间|之?内|之?后)"
)
BEFORE_DATE = re.compile("^(?:预计|可能|也许|的)+")
AFTER_DATE = re.compile("(?:很快|就|的|或|和|到|至|第)+$")
VERBS = re.compile(r"(?:may|march|fall|spring|second)\b(?!\s+(?:of\s+)?\d{4})")
VERB_AT_END = re.compile(r"(?:\A|\bto )(?:may|march|fall|spring)\Z")
"""Words that begin a date only with a capital letter or a year after them."""
LONGEST_WORDS = 10
SHORT_YEAR = re.compile(
    r"\b[Bb]y (?:like )?(?P<first>\d\d)(?:,? (?:or )?(?P<last>\d\d))?(?=[,.;]|$)"
)
NEAR = 15  # years; as far ahead as two figures alone are taken for a year
MOST_BEFORE = 9  # characters of a run that may stand before the date in it
FAR = 150  # years; a window further off is no forecast's


class Found(NamedTuple):
    """A date in a text: where it stands, and how it is read; a vague one names no days."""

    start: int
    end: int
    phrase: str
    reading: Reading

    @property
    def is_weekday(self) -> bool:
        """Tell whether the phrase is a weekday and nothing else."""
        return BARE_WEEKDAY.fullmatch(self.phrase.strip()) is not None

    @property
    def is_vague(self) -> bool:
        """Tell whether the phrase names no days."""
        return self.reading.deadline is None and self.reading.opens is None


@lru_cache(maxsize=4096)
def _read(phrase: str, said_on: date) -> Reading | None:
    try:
        reading = dates.read(phrase, said_on)
    except InvalidDate:
        return None
    for day in (reading.opens, reading.deadline):
        if day is not None and abs(day.year - said_on.year) > FAR:
            return None
    return reading


def find(text: str, said_on: date, *, chinese: bool) -> list[Found]:
    """Return the dates that a text names, in their order; vague ones among them."""
    found = _chinese(text, said_on) if chinese else _english(text, said_on)
    return [each for each in found if _is_date(text, each, said_on)]


def _is_date(text: str, found: Found, said_on: date) -> bool:
    """Leave out what only looks like a date: today, a month's name as a verb, a bare length."""
    phrase = found.phrase.strip()
    if phrase.lower() in DROPPED and phrase not in {"May", "March"}:
        return False
    if found.reading.opens == found.reading.deadline == said_on:
        return False
    if found.is_weekday and (
        SAID.match(text, found.end) or text[: found.start].lower().endswith(("said ", "said on "))
    ):
        return False
    if BARE.fullmatch(phrase):
        before, after = text[: found.start], text[found.end :]
        return bool(TAKES.search(before) or AWAY.match(after))
    return True


def _chinese(text: str, said_on: date) -> list[Found]:
    out: list[Found] = []
    taken = 0
    for match in CHINESE_DATE.finditer(text):
        if match.start() < taken:
            continue
        start = match.end() - len(BEFORE_DATE.sub("", match[0]))
        found = _longest(
            text, start, start + len(AFTER_DATE.sub("", text[start : match.end()])), said_on
        )
        if found is not None:
            out.append(found)
            taken = found.end
    for match in CHINESE_VAGUE.finditer(text):
        if any(each.start < match.end() and match.start() < each.end for each in out):
            continue
        reading = _read(match[0], said_on)
        if reading is not None and reading.deadline is None:
            out.append(Found(match.start(), match.end(), match[0], reading))
    return sorted(out)


def _longest(text: str, start: int, end: int, said_on: date) -> Found | None:
    """Find the longest part of a run of date words that the grammar reads."""
    for stop in range(end, start, -1):
        for first in range(start, min(stop, start + MOST_BEFORE)):
            phrase = text[first:stop]
            if not phrase[0].isspace() and (reading := _read(phrase, said_on)) is not None:
                return Found(first, stop, phrase, reading)
    return None


def _english(text: str, said_on: date) -> list[Found]:
    short = [found for each in SHORT_YEAR.finditer(text) if (found := _short_year(each, said_on))]
    if ENGLISH_ANCHOR.search(text) is None:
        return short
    words = [(found.start(), found.end()) for found in SPLIT.finditer(text)]
    out: list[Found] = []
    at = 0
    while at < len(words):
        run = at
        while run < len(words) and ENGLISH_WORD.fullmatch(text, *words[run]):
            run += 1
        if run > at:
            out += _in_run(text, words[at:run], said_on)
        at = run + 1
    return sorted(out + short)


def _short_year(match: re.Match[str], said_on: date) -> Found | None:
    """Read "by 28, 29" as it is spoken: the last year, if it is near."""
    number = said_on.year // 100 * 100 + int(match["last"] or match["first"])
    reading = _read(f"by {number}", said_on)
    if reading is None or not 0 < number - said_on.year <= NEAR:
        return None
    return Found(match.start(), match.end(), match[0], reading)


def _in_run(text: str, words: list[tuple[int, int]], said_on: date) -> list[Found]:
    out: list[Found] = []
    at = 0
    while at < len(words):
        best = None
        for stop in range(min(len(words), at + LONGEST_WORDS), at, -1):
            start, end = words[at][0], words[stop - 1][1]
            if ENGLISH_ANCHOR.search(text, start, end) is None:
                break
            phrase = text[start:end]
            if VERBS.match(phrase) or VERB_AT_END.search(phrase):
                continue
            if (reading := _read(phrase.lower(), said_on)) is not None:
                best = Found(start, end, phrase, reading)
                break
        if best is None:
            at += 1
        else:
            out.append(best)
            at = next(
                (number for number, word in enumerate(words) if word[0] >= best.end), len(words)
            )
    return out


def anchored(text: str, *, chinese: bool) -> bool:
    """Tell whether a text may name a date: the quick test before the grammar is asked."""
    return bool((CHINESE_ANCHOR if chinese else ENGLISH_ANCHOR).search(text))


CHINESE_ANCHOR = re.compile("年|月|周|季度|世纪|未来|将来|今后|接下来|很快|最终|迟早|早晚")
