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
OUTER = ' \t\r\n.,;:!?"“”„«»()[]{}<>《》「」『』【】。，；：！？、…*_'
INNER_QUOTES = re.compile('["“”„«»《》「」『』【】]')
OR = re.compile(" or (?:in |within )?")
OR_CHINESE = re.compile("或者|或")
MOST_CHOICES = 4
BLANKS = re.compile(r"\s+")
HINT = "write e.g. 2026-12-31, end of 2026 or 三年内"


def read_words(phrase: str, said_on: date) -> Reading:
    """Read a date in words; refuse what is none."""
    if len(phrase) > LONGEST:
        raise InvalidDate(
            f'"{quoted(phrase)}" is too long for a date ({len(phrase)} characters); {HINT}'
        )
    text = normalised(phrase)
    try:
        outcome = _chinese(text, said_on) if HAN.search(text) else _english(text, said_on)
    except (ValueError, OverflowError):
        raise InvalidDate(f'"{quoted(phrase)}" names no day of the calendar; {HINT}') from None
    if outcome is None:
        raise InvalidDate(f'"{quoted(phrase)}" is no date; {HINT}')
    return _reading(phrase, said_on, outcome)


def normalised(phrase: str) -> str:
    """Narrow full-width forms, unify dashes and quotes, drop what encloses the phrase."""
    text = phrase.translate(QUOTES).translate(DASHES)
    for sign, spelled in FRACTIONS.items():
        text = text.replace(sign, spelled)
    text = "".join(
        unicodedata.normalize("NFKC", character) if "\uff00" <= character <= "\uffef" else character
        for character in text
    )
    text = INNER_QUOTES.sub("", text).translate(DASHES).translate(QUOTES).lower()
    return BLANKS.sub(" ", text).strip(OUTER)


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


def _english(text: str, said_on: date) -> Outcome | None:
    text = english.without_hedges(text.replace("u.s.", "us"))
    if text == vague.IDIOM:
        return NO_DATE
    if (found := english.Phrases(text, said_on).phrase()) is not None:
        return found
    if vague.english(text) or _all_vague(OR.split(text), _english, said_on):
        return NO_DATE
    rest = vague.without_english(text)
    return None if rest == text else english.Phrases(rest, said_on).phrase()


def _chinese(text: str, said_on: date) -> Outcome | None:
    text = text.replace(" ", "").translate(TRADITIONAL)
    if (found := chinese.Phrases(text, said_on).phrase()) is not None:
        return found
    if vague.chinese(text) or _all_vague(OR_CHINESE.split(text), _chinese, said_on):
        return NO_DATE
    rest = vague.without_chinese(text)
    return None if rest == text else chinese.Phrases(rest, said_on).phrase()
