"""Any phrase → a reading: cleans it, finds its language, and turns failures into refusals.

Nothing is guessed: a phrase must be read to its end, or it is refused. Words that name no date at
all (soon, 未来) may stand beside a date and are passed over; alone they make the reading vague.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from tracker.dates import chinese, english, vague
from tracker.dates.chinese_words import TRADITIONAL
from tracker.dates.iso import quoted
from tracker.dates.reading import Reading, Window
from tracker.dates.relations import NO_DATE, Outcome
from tracker.errors import InvalidDate

LONGEST = 200  # characters; no date in words takes more
HAN = re.compile("[\u4e00-\u9fff〇]")
DASHES = str.maketrans(dict.fromkeys("–—−‐‑‒―－～〜~﹣─", "-"))
QUOTES = str.maketrans(dict.fromkeys("‘’ʼ`´′", "'"))
FRACTIONS = {"½": " 1/2"}
ABOUT_SIGN = re.compile(r"(^\s*|[a-z(于在到] ?)[~～≈∼]\s?(?=[0-9０-９])", re.IGNORECASE)
OUTER = ' \t\r\n.,;:!?"“”„«»()[]{}《》「」『』【】。，；：！？、…*_'
ENCLOSED = re.compile("^<+([^<>]*)>+$")
INNER_QUOTES = re.compile('["“”„«»《》「」『』【】]')
OR = re.compile(",? or (?:maybe |perhaps |even |possibly )?|, (?:maybe |perhaps )")
OR_CHINESE = re.compile("或者是?|或是?|还是|,")
FROM_TO = re.compile(
    "^(?:少则|短则|快则|最快|最短|最少|早则),?(.+?),?(?:多则|长则|慢则|最慢|最长|最多|迟则)(.+)$"
)
EITHER_OR = re.compile("^(?:要么|要不|或者是?|不是)(.+?),?(?:要么|要不|或者是?|就是)(.+)$")
OR_NEXT = re.compile(
    r"\b(this|last) (year|month|quarter|week|decade|century|spring|summer|fall|autumn|winter)"
    r",?(?: or|/| and|,)(?: the)? next(?: one)?$"
)
FULL_YEAR = re.compile(r"\b(?:the )?full[- ]year\b")
COMMON_ERA = re.compile(r"\b(?:(?:ad|ce) ([0-9]{3,4})|([0-9]{3,4}) (?:ad|ce))\b")
BARE_HALF = re.compile(r"(?<![0-9A-Za-z.])([12])H(?![0-9A-Za-z'])")  # 2h are hours
YEAR_END = re.compile(r"\b(ye|eoy|cye) ?'?([0-9]{2})\b(?![0-9])")
T_PLUS = re.compile(r"^t ?\+ ?([0-9]+)(?: ?d(?:ays?)?)?$")
MOST_CHOICES = 4
STAMP = re.compile(
    r"^([0-9]{4}-[0-9]{2}-[0-9]{2})[t ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?"
    r" ?(?:z|utc|gmt|[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?$"
)
BLANKS = re.compile(r"\s+")
HINT = "write e.g. 2026-12-31, end of 2026 or 三年内"


def read_words(phrase: str, said_on: date) -> Reading:
    """Read a date in words; refuse what is none."""
    if len(phrase) > LONGEST:
        raise InvalidDate(
            f'"{quoted(phrase)}" is too long for a date ({len(phrase)} characters); {HINT}'
        )
    text = STAMP.sub(r"\1", normalised(phrase))
    try:
        outcome = _chinese(text, said_on) if HAN.search(text) else _english(text, said_on)
    except (ValueError, OverflowError):
        raise InvalidDate(f'"{quoted(phrase)}" names no day of the calendar; {HINT}') from None
    if outcome is None:
        raise InvalidDate(f'"{quoted(phrase)}" is no date; {HINT}')
    return _reading(phrase, said_on, outcome)


def normalised(phrase: str) -> str:
    """Narrow full-width forms, unify dashes and quotes, drop what encloses the phrase."""
    text = BARE_HALF.sub(r"H\1", phrase)
    text = ABOUT_SIGN.sub(r"\1约" if HAN.search(phrase) else r"\1about ", text)
    text = text.translate(QUOTES).translate(DASHES)
    for sign, spelled in FRACTIONS.items():
        text = text.replace(sign, spelled)
    text = "".join(
        unicodedata.normalize("NFKC", character) if "\uff00" <= character <= "\uffef" else character
        for character in text
    )
    text = INNER_QUOTES.sub("", text).translate(DASHES).translate(QUOTES).lower()
    return ENCLOSED.sub(r"\1", BLANKS.sub(" ", text).strip(OUTER))


def _reading(phrase: str, said_on: date, outcome: Outcome) -> Reading:
    window = outcome.window
    if window is None:
        return Reading(phrase, said_on, None, None, "vague")
    opens, deadline = window
    if opens is not None and deadline is not None and opens > deadline:
        raise InvalidDate(f'"{quoted(phrase)}" ends before it begins; {HINT}')
    other = outcome.other if outcome.other != window and _in_order(outcome.other) else None
    flags = []
    if deadline is not None and deadline < said_on:
        flags.append("past")
    if outcome.about:
        flags.append("approximate")
    return Reading(
        phrase,
        said_on,
        opens,
        deadline,
        "stated",
        ambiguous=outcome.ambiguous,
        other=other,
        flags=tuple(flags),
    )


def _in_order(window: Window | None) -> bool:
    return window is not None and (
        window.opens is None or window.deadline is None or window.opens <= window.deadline
    )


def _all_vague(
    parts: list[str], language: Callable[[str, date], Outcome | None], said_on: date
) -> bool:
    """Tell whether a phrase is a choice of vague ones: 几个月或者一段时间内."""
    return 1 < len(parts) <= MOST_CHOICES and all(
        part and (found := language(part, said_on)) is not None and found.window is None
        for part in parts
    )


def _any_of(
    parts: list[str], language: Callable[[str, date], Outcome | None], said_on: date
) -> Outcome | None:
    """Read alternatives that are whole phrases, "in 2 years or by 2030": all their days."""
    if not 1 < len(parts) <= MOST_CHOICES:
        return None
    found = [language(part, said_on) if part else None for part in parts]
    windows = [each.window for each in found if each is not None and each.window is not None]
    if len(windows) < len(parts):
        return None
    opens = [window.opens for window in windows if window.opens is not None]
    deadlines = [window.deadline for window in windows if window.deadline is not None]
    return Outcome(
        Window(
            min(opens) if len(opens) == len(parts) else None,
            max(deadlines) if len(deadlines) == len(parts) else None,
        ),
        ambiguous=True,
        other=windows[0],
        about=any(each is not None and each.about for each in found),
    )


def _english(text: str, said_on: date) -> Outcome | None:
    text = english.without_hedges(text.replace("u.s.", "us"))
    text = COMMON_ERA.sub(r"\1\2", FULL_YEAR.sub("the year", text))
    text = OR_NEXT.sub(
        r"\1 \2 or next \2", T_PLUS.sub(r"in \1 days", YEAR_END.sub(r"\1 '\2", text))
    )
    if vague.IDIOM.fullmatch(text):
        return NO_DATE
    if (found := english.Phrases(text, said_on).phrase()) is not None:
        return found
    if vague.english(text) or _all_vague(OR.split(text), _english, said_on):
        return NO_DATE
    rest = vague.without_english(text)
    if rest != text and (found := english.Phrases(rest, said_on).phrase()) is not None:
        return found
    return _any_of(OR.split(text), _english, said_on)


def _chinese(text: str, said_on: date) -> Outcome | None:
    text = FROM_TO.sub(r"\1到\2", text.replace(" ", ""))
    text = EITHER_OR.sub(r"\1或\2", text.replace(" ", "").translate(TRADITIONAL))
    if (found := chinese.Phrases(text, said_on).phrase()) is not None:
        return found
    if vague.chinese(text) or _all_vague(OR_CHINESE.split(text), _chinese, said_on):
        return NO_DATE
    rest = vague.without_chinese(text)
    if rest != text and (found := chinese.Phrases(rest, said_on).phrase()) is not None:
        return found
    return _any_of(OR_CHINESE.split(text), _chinese, said_on)
