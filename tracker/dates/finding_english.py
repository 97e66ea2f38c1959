"""Where English dates may stand in a text, and which words of time are none there.

Written by itself, "May" or "the third" names a month or a day; in a sentence it hardly ever does.
What a phrase must have to count in running text is one rule a class of words.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache

from tracker.dates.english import Phrases
from tracker.dates.english_amounts import PORTIONS, QUALIFIERS
from tracker.dates.english_names import DAY_WORDS, FISCAL_YEAR
from tracker.dates.english_relations import (
    ABOUT_PERIOD,
    AGO,
    AHEAD,
    CONNECTORS,
    DAY_TIMES,
    IN_AMOUNT,
    NOT_FOR,
    PREFIXES,
    SIDES,
    SUFFIXES,
    TO_COME,
)
from tracker.dates.english_words import (
    ABOUT,
    BOUNDS,
    BOUNDS_AFTER,
    DECADE_NAMES,
    FUSED,
    HOLIDAYS,
    LAST,
    MONTHS,
    MONTHS_CUT_SHORT,
    NEXT,
    PARTS,
    PERIOD_UNITS,
    POSTFIX_PARTS,
    REMAINDERS,
    SEASON_NAMES,
    THIS,
    UNIT_NAMES,
    VAGUE_QUANTITIES,
    WEEKDAYS,
)
from tracker.dates.numerals import ONES, ORDINALS, TENS
from tracker.dates.reading import Found, Reading
from tracker.dates.words import Word, cut

Read = Callable[[int, int], Reading | None]
WIDEST = 24  # words: no phrase in running text has more

TABLES = (
    *(MONTHS, WEEKDAYS, SEASON_NAMES, HOLIDAYS, FUSED, DAY_WORDS, DECADE_NAMES, UNIT_NAMES),
    *(PERIOD_UNITS, PREFIXES, SUFFIXES, IN_AMOUNT, NOT_FOR, PARTS, POSTFIX_PARTS, REMAINDERS),
    *(ABOUT, ABOUT_PERIOD, BOUNDS, BOUNDS_AFTER, VAGUE_QUANTITIES, PORTIONS, DAY_TIMES, SIDES),
    *(AGO, AHEAD, TO_COME),
)
VOCABULARY = {
    *(word for table in TABLES for phrase in table for word in phrase),
    *(*THIS, *NEXT, *LAST, *ONES, *TENS, *ORDINALS, *CONNECTORS, *QUALIFIERS, *FISCAL_YEAR),
    *("between", "from", "sometime", "another", "q", "h", "fy", "cy", "'", "'s", "couple", "pair"),
    *("and", "hundred", "thousand", "dozen", "same", "time", "turn", "st", "nd", "rd", "th", "s"),
    *("maybe", "even", "perhaps", "possibly", "probably", "more", "likely", "any", "of", "the"),
    *("earlier", "final", "closing", "opening", "anywhere", "a", "an", "one", "half", "good", "."),
    *("full", "solid", "past", "calendar", "commencing", "ending", "week", "weekend", "year"),
}
CORE = {
    *(key[0] for table in TABLES[:9] for key in table),
    *("fiscal", "calendar", "anniversary", "weekend", "twenty", "nineteen", "two"),
} - {"new", "now", "right", "the", "end", "m", "d", "y", "w", "h", "min", "mins", "this", "last"}
NEVER_FIRST = frozenset(("and", "or", "of", "s", "'s", "th", "st", "nd", "rd", *"-,.:;!?+=/<>@"))
UNLIKE_YEARS = re.compile(r"(?<![0-9.,])(?:1[0-8][0-9]{2}|2[2-9][0-9]{2})(?![0-9])")
PLAIN_YEAR = re.compile("[12][0-9]{3}")
AFTER_YEAR = frozenset(
    (
        *("and", "or", "but", "to", "will", "would", "could", "should", "might", "may", "can"),
        *("is", "was", "are", "were", "has", "had", "have", "when", "as", "if", "then", "so"),
        *("because", "we", "i", "you", "he", "she", "it", "they", "there", "that", "this"),
        *("which", "who", "until", "at", "in", "by", "for", "with", "seems", "looks", "sounds"),
        *("feels", "maybe", "probably", "perhaps", "i'd", "i'm", "we'll", "it'll"),
    )
)
LEAD = "in|at|on|for|to|over|by|from|after|before|past|of|around|about|within|until|since"
SHORT_NAMES = """
mar march may jan feb apr april jun jul aug august sep sept oct nov dec mon tue tues wed thu thur
thurs fri sat sun spring springtime summer summertime fall autumn winter wintertime
"""
ORDINAL = (
    "(?:[a-z]+-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|"
    "twelfth|[a-z]+teenth|[a-z]+ieth)"
)
A = "(?:the|a|an|one|single|every|per|(?:a|one) (?:single|whole|full|good))"
SPREAD = "at|on|for|to|over|from|past|of|into|through|during|all|across|since"
EVENT = (
    "(?:(?:us|american|general|presidential|midterm|mid-term|congressional) )*"
    "(?:elections?|race|inauguration|holidays|holiday season|golden week)"
)
UNDATED_PHRASES = (
    # a unit that nothing counts: the year, a day, in the week, years
    f"(?:(?:in the|{A}) )?(?:year|day|week|month|quarter|half|decade|weekend)s?",
    f"(?:{A} )?centur(?:y|ies)",
    f"(?:{SPREAD}) (?:the )?(?:year|day|week|month|quarter|half|night)s?|(?:{SPREAD}) an? [a-z]+",
    # signs and letters that stand for other things: 3d, 10m, '01
    "[^a-z]*[0-9](?:d|w|m|y|h)'?|[^a-z0-9]*'[0-9]{2}",
    # names that are words of another kind as well
    rf"(?:the )?(?:{'|'.join(SHORT_NAMES.split())})(?:\.| on)?",
    # events that are spoken of more often than counted from
    f"(?:(?:{LEAD}) )?(?:the )?{EVENT}|(?:the )?(?:midterms?|mid-terms)",
    # the present
    f"(?:(?:as of|till|right|{LEAD}) )?(?:now|today|tonight|this day|the present|this morning)",
    # ordinals and parts of something else than a year: the third, the second half
    "(?:in |during |over )?(?:the )?(?:first|second|front|back|latter|other|last) half",
    f"(?:(?:{LEAD}|the) )*{ORDINAL}(?: on)?|(?:the )?[0-9]{{1,2}}(?:st|nd|rd|th)",
    "(?:in|at|to|over|for|from|after|past|around|about|within|since) the [0-9]{1,2}[a-z]{2}",
    # numbers
    f"(?:(?:{LEAD}) )?[0-9]{{1,2}}[/.-][0-9]{{1,2}}|[0-9]{{1,4}}|[hq] ?[0-9]{{1,4}}",
    "(?:at|over|on|past|into|all|about|around) [0-9]{3,4}",
)
UNDATED = re.compile("|".join(UNDATED_PHRASES))
MEASURES = re.compile(
    r" ?(?:users|people|customers|companies|dollars|points|percent|tokens|million|billion|trillion|"
    r"times|miles|km|units|employees|models|papers|questions|problems|lines|words|pages|parameters|"
    r"servers|chips|gpus|engineers|students|tasks|hours|minutes|steps|watts|%)(?![a-z])"
)
AFTER_LENGTH = re.compile(
    r"[ -](?:of|old|older|younger|worth|long|experience|apart|each|per)(?![a-z])"
)
IN_A_YEAR = re.compile("(?:in|before|since|until|during|through) (?:19|20|21)[0-9]{2}$")
OF = re.compile(r",? of(?![a-z])")
LENGTH = re.compile(r"(?:days?|weeks?|months?|quarters?|years?|yrs?|decades?|centur(?:y|ies))$")
MONTH_NAMES = frozenset(name for (name,) in MONTHS)
SHORT_TIME = re.compile(r"\b(?:minutes?|mins?|hours?|hrs?)\b|[0-9](?:m|h)\b")
CUT_SHORT = re.compile(rf"(?:{'|'.join(MONTHS_CUT_SHORT)}|yrs?|mos?|[ap]\.m)\.$")
OURS = re.compile(r"(?:\b(?:the|this|our|my|your|his|her|its|their|of)|'s) $")
ABOUT_THEN = re.compile(r"\b(?:in|by|before|after|until),? (?:like|say|maybe|perhaps|probably),? $")
LONG_HOURS = re.compile(r"\b(?:24|36|48|72|96)[ -]?(?:hours|hrs|h)\b")
EVERY = re.compile(r"(?:\bevery|\beach|\bper|\bonce|\btwice|\btimes) $")
COUNTED_BY = re.compile(r"(?:[a-z0-9_][-./_]?|[$€£#@&=^~+%]|,(?=[0-9]))$")
CARRIES_ON = re.compile(r"[a-z0-9_%°]|-[a-z0-9]|[.,:/][0-9]|/[a-z]|'(?!s\b)[a-z0-9]")
TWO_DATES = re.compile(
    r"(?:,(?: and| or)?| and) (?:in|by|before|after|until|through|from|on|over|within)\b"
)
CAPITAL_MONTH = re.compile(r"\b(?:may|march)\b(?!,? [0-9]| of [0-9])")
CAPITAL_DAY = re.compile(r"\b(?:sun|sat|mon|wed|fri)\b")


def dates(text: str, plain: str, said_on: date, read: Read) -> Iterator[Found]:
    """Yield the dates of a sentence.

    `plain` is the text in small letters and plain signs, each at its place in the text.
    """
    words = cut(plain)
    done = 0
    for number, last in _beginnings(words):
        start = words[number].start
        if start < done or (
            words[number].glued and COUNTED_BY.search(plain, max(0, start - 2), start)
        ):
            continue
        final = words[min(last, number + WIDEST) - 1]
        for length in _ends(plain[start : final.start + len(final.text)], said_on):
            end = start + length
            if _is_date(text, plain, start, end) and (reading := read(start, end)) is not None:
                yield Found(start, end, reading)
                done = end
                break


@lru_cache(maxsize=4096)
def _ends(run: str, said_on: date) -> tuple[int, ...]:
    """Find where dates may end that begin a run of words, the furthest first."""
    ends = Phrases(run, said_on).ends()
    cuts = (cut.start() for end in ends[:1] for cut in TWO_DATES.finditer(run, 0, end))
    without_stop = (end - 1 for end in ends if run[end - 1] == ".")
    return tuple(sorted({*ends, *cuts, *without_stop}, reverse=True))


def _beginnings(words: list[Word]) -> list[tuple[int, int]]:
    """Find the words that a date may begin with, and the end of the date words that follow each.

    From a beginning, date words alone lead up to a name of time or a number.
    """
    found = []
    leads = False
    end = len(words)
    for number in range(len(words) - 1, -1, -1):
        word = words[number].text
        known = word in VOCABULARY or word in CORE or word.isdigit()
        if not known:
            end = number
        leads = known and (leads or word in CORE or word.isdigit())
        if leads and word not in NEVER_FIRST:
            found.append((number, end))
    return found[::-1]


def _is_date(text: str, plain: str, start: int, end: int) -> bool:
    phrase = plain[start:end]
    if CARRIES_ON.match(plain, end) or (phrase[-1] == "." and not CUT_SHORT.search(phrase)):
        return False
    if TWO_DATES.search(phrase) or UNLIKE_YEARS.search(phrase):
        return False
    if UNDATED.fullmatch(phrase) and not _stands_alone(phrase, plain, start, end):
        return False
    if SHORT_TIME.search(phrase) and not LONG_HOURS.search(phrase):
        return False
    return not _measures(phrase, plain, start, end) and all(
        text[start + found.start()].isupper()
        for pattern in (CAPITAL_MONTH, CAPITAL_DAY)
        for found in pattern.finditer(phrase)
    )


def _measures(phrase: str, plain: str, start: int, end: int) -> bool:
    """Tell whether a number counts things, or a length is one of something or comes again."""
    if OF.match(plain, end) or (MEASURES.match(plain, end) and not IN_A_YEAR.match(phrase)):
        return True
    return LENGTH.search(phrase) is not None and (
        AFTER_LENGTH.match(plain, end) is not None
        or EVERY.search(plain, max(0, start - 8), start) is not None
    )


def _stands_alone(phrase: str, plain: str, start: int, end: int) -> bool:
    """Tell whether a bare year is one, as in "our 2026 plan", or a month in "by, say, April"."""
    if ABOUT_THEN.search(plain, max(0, start - 20), start):
        return phrase in MONTH_NAMES or PLAIN_YEAR.fullmatch(phrase) is not None
    if not PLAIN_YEAR.fullmatch(phrase):
        return False
    if OURS.search(plain, max(0, start - 7), start):
        return True
    following = re.compile(r"\s*([a-z']*)").match(plain, end)
    return following is None or not following[1] or following[1] in AFTER_YEAR
