"""Dates of a statement: those that its text names, less what the talk around them says is none."""

import re
from datetime import date

from tracker import dates
from tracker.dates import Found

WEEKDAY = re.compile(
    r"将?(?:在|于|到)?(?:周|星期|礼拜)[一二三四五六日天](?:早间|早上|上午|下午|晚间|晚上)?"
    r"|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
"""A weekday alone: in news mostly the one on which something was said."""
SAID = re.compile(".{0,14}?(?:表示|称|宣布|声明|公布|发布|指出|说|录得|报道)")
SAID_BEFORE = re.compile(r"\bsaid $", re.IGNORECASE)
NUMBER = (
    r"(?:\d{1,4}(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|fifteen|twenty|thirty|forty|fifty|sixty|hundred|couple|few|several|half|or|to|and|of|the)"
)
LENGTH = re.compile(
    rf"(?:for )?(?:{NUMBER}[ -]+)+"
    r"(?:(?:day|week|month|quarter|year|decade|generation)s?|century|centuries)(?: and a half)?"
    r"|(?!.*\d{4})[0-9零一二两三四五六七八九十百几半多到至～~-]+ ?个?"
    r"(?:年|月|周|星期|天|日|世纪|季度|年代)(?:半|多|的)?",
    re.IGNORECASE,
)
"""A length without a word that says from when, or a month without one that says which."""
TAKES = re.compile(
    r"(?:take[sn]?|taking|need[s]?|about|another|maybe|probably|perhaps|within|like|least|only"
    r"|still|"
    r"require[s]?|is|are|be|say|roughly|around|than)\s+(?:\w+\s+)?\Z|(?:需要|还要|要|再|还有"
    r"|至少|大概|可能|也许|最多|就|只要|约|用)是?\Z",
    re.IGNORECASE,
)
AWAY = re.compile(
    r"\s*(?:away|out|off|from now|later|tops|max|at most)\b|(?:时间|左右|的时间|之?内|之?后)"
)
ADJECTIVE = re.compile(r"\d-?[a-z]{2}-century")
AT_ONCE = re.compile(r"tomorrow|tonight|today|(?:in|within) (?:one|a) (?:day|night)", re.IGNORECASE)
NOT_AT_ONCE = re.compile(r"\b(?:not|never)\b[^.,;]{0,30}\Z|n['’]t\b[^.,;]{0,30}\Z", re.IGNORECASE)
"""Before such a day: "it will not happen tomorrow" says nothing of the day after it was said."""
SHORT_YEAR = re.compile(
    r"\b[Bb]y (?:like )?(?P<first>\d\d)(?:,? (?:or )?(?P<last>\d\d))?(?=[,.;]|$)"
)
NEAR = 15  # years; as far ahead as two figures alone are taken for a year
FAR = 150  # years; a window further off is no forecast's
CHINESE_ANCHOR = re.compile("年|月|周|季度|世纪|未来|将来|今后|接下来|很快|最终|迟早|早晚")
ENGLISH_ANCHOR = re.compile(
    r"(?<![\w])['’]\d\d\b|\b(?:(?:19|20|21)\d{2}s?|(?:day|week|month|quarter|year|decade|generation)s?"
    r"|century|centuries|(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b|q[1-4]|h[12]|fy'?\d{2,4}"
    r"|tomorrow|tonight|soon|eventually|shortly|someday|future|term|year-end|spring|summer|fall"
    r"|autumn|winter|christmas|election|lifetimes?|long run|down the road|at some point"
    r"|sooner or later|today)",
    re.IGNORECASE,
)


def find(text: str, said_on: date) -> list[Found]:
    """Return the dates that a text names, in their order; vague ones among them."""
    found = [each for each in dates.find(text, said_on, vague=True) if _is_meant(text, each)]
    short = [year for match in SHORT_YEAR.finditer(text) if (year := _short_year(match, said_on))]
    return sorted(found + short)


def _short_year(match: re.Match[str], said_on: date) -> Found | None:
    """Read "by 28, 29" as it is spoken: the last year, if it is near."""
    number = said_on.year // 100 * 100 + int(match["last"] or match["first"])
    if not 0 < number - said_on.year <= NEAR:
        return None
    reading = dates.read(f"by {number}", said_on)
    return Found(match.start(), match.end(), reading._replace(phrase=match[0]))


def is_weekday(found: Found) -> bool:
    """Tell whether the phrase is a weekday and nothing else."""
    return WEEKDAY.fullmatch(found.reading.phrase) is not None


def is_vague(found: Found) -> bool:
    """Tell whether the phrase names no days."""
    return found.reading.basis == "vague"


def reaches_on(found: Found) -> bool:
    """Tell whether what follows in a sentence has the same window: a weekday is one event's."""
    return not is_vague(found) and not is_weekday(found)


def _is_meant(text: str, found: Found) -> bool:
    """Leave out what is no forecast's window: when it was said, a length, a far age."""
    said_on, opens, deadline = found.reading.said_on, found.reading.opens, found.reading.deadline
    if opens == deadline == said_on or ADJECTIVE.search(found.reading.phrase):
        return False
    if any(day and abs(day.year - said_on.year) > FAR for day in (opens, deadline)):
        return False
    before = text[: found.start]
    if AT_ONCE.fullmatch(found.reading.phrase) and NOT_AT_ONCE.search(before):
        return False
    if is_weekday(found) and (SAID.match(text, found.end) or SAID_BEFORE.search(before)):
        return False
    if LENGTH.fullmatch(found.reading.phrase):
        return bool(TAKES.search(before) or AWAY.match(text, found.end))
    return True


def anchored(text: str, *, chinese: bool) -> bool:
    """Tell whether a text may name a date: the quick test before the grammar is asked."""
    return (CHINESE_ANCHOR if chinese else ENGLISH_ANCHOR).search(text) is not None
