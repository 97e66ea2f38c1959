"""How likely a speaker takes something to be: numbers said as odds, or words of the scale.

A number is a probability only where words say so: beside it, or in the question that it answers.
95% of code, growth of 5% and 七八成的收益 are none.
"""

import re
from typing import NamedTuple

from tracker.domain.probability import Belief
from tracker.domain.word_aliases import ALIASES
from tracker.domain.word_reading import WordReading
from tracker.domain.words import CURRENT, TABLES
from tracker.extract.marks import SURELY

NONE = Belief("none")
PER_CENT = 100
UNITS = "zero one two three four five six seven eight nine ten eleven twelve"
TENS_NAMES = "twenty thirty forty fifty sixty seventy eighty ninety"
SPELLED = {word: number for number, word in enumerate(UNITS.split(" "))}
TENS = {name: tens for tens, name in zip(range(20, 100, 10), TENS_NAMES.split(" "), strict=True)}
HAN_DIGIT = {han: number for number, han in enumerate("零一二三四五六七八九十")} | {"两": 2}

N = r"\d{1,3}(?:\.\d+)?"
ONES = "|".join(list(SPELLED)[1:10])
WORDS = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{ONES}))?|(?:{'|'.join(SPELLED)}))"
SIGN = r"(?:%|％|percent\b|per cent\b)"
PERCENT = (
    rf"(?:(?P<low>{N})\s*{SIGN}?\s*(?:[-–—~～到至]|to|or|and)\s*)?(?P<high>{N})\s*{SIGN}"
    rf"|(?P<spelled>\b{WORDS})[ -]per ?cent"
    r"|百分之(?P<han>[零一二三四五六七八九十百\d]+)"
)
TENTHS = r"(?P<tenths>[一二三四五六七八九两])(?P<tenths2>[一二三四五六七八九])?成(?P<halftenth>半)?"
NUMERIC = re.compile(f"{PERCENT}|{TENTHS}")
EVEN = (
    r"fifty[- ]fifty|50[-/ ]50|coin[- ](?:flip|toss)|toss[- ]up|flip of a coin|even odds"
    r"|五五开|一半一半|对半开|一半的?(?:概率|可能|几率|机会)"
)
ODDS = (
    r"(?P<for>\d{1,4})[- ]?(?:to|:)[- ]?(?P<against>\d{1,4}) (?:odds|against|chance|favou?rite)"
    r"|odds (?:of|are|at|is|:) ?(?P<for2>\d{1,4})[- ]?(?:to|:)[- ]?(?P<against2>\d{1,4})"
    r"(?: against)?"
)
ALWAYS = re.compile(rf"{EVEN}|{ODDS}")
ONE_IN = re.compile(
    rf"(?P<part>\b{WORDS}|\b\d{{1,3}}) (?:chance )?(?:in|out of) "
    rf"(?P<whole>{WORDS}|a hundred|a thousand|a million|\d{{1,6}})"
    r"(?=(?: chance| shot| odds| probability| that\b|\s*[,.;!?]|\s*$))"
)
LARGE = {"a hundred": 100.0, "a thousand": 1_000.0, "a million": 1_000_000.0}
QUICK = re.compile(r"[%％\d成]|per ?cent|百分|fifty|coin|toss|odds| in | out of |五五|一半|对半")
"""The quick test before the patterns of numbers."""

CHANCE = (
    r"(?:chances?|probabilit(?:y|ies)|likelihood|odds|confiden(?:t|ce)|sure|certain(?:ty)?|likely"
    r"|credence|shot|possibility)"
)
AFTER = re.compile(
    r"[- ]*(?:or (?:so|more|less|higher|lower) )?(?:likely|sure|certain|confident"
    r"|(?:\w+ )?(?:chances?"
    r"|probability|likelihood|odds|confidence|certainty|credence|shot|possibility))\b"
    r"|的?(?:把握|概率|几率|机率|可能|胜算|机会|信心)"
)
AFTER_TENTHS = re.compile("的?(?:把握|概率|几率|可能|胜算|机会)|[会要能是]")
BEFORE = re.compile(
    rf"\b{CHANCE}\b[^.;]{{0,60}}?(?:\b(?:is|are|at|of|about|around|roughly|maybe|like|to|than|be"
    rf"|was"
    r"|it['’]s|say|now|currently|over|under|above|below|only|just|near|nearly|almost)|[:=,])\s*"
    r"(?:(?:maybe|about|around|roughly|like|probably|say|only|just|a|an|now|at|over|under) )*\Z"
    r"|p\(?doom\)?[^.;]{0,30}\Z"
    r"|\b(?:put|peg|place|assign|(?:i|we|i['’]d|we['’]d) rate)(?:s|ting|ged)? (?:\w+ ){0,6}at "
    r"(?:\w+ ){0,2}\Z"
    r"|\b(?:put|assign)(?:s|ting)? (?:(?:a|an|about|around|roughly|maybe|only|just) )*\Z"
    r"|\b(?:give|giving|gave) (?:it|that|this|them|him|her|us) (?:\w+ ){0,3}\Z"
    r"|\b(?:polymarket|kalshi|metaculus|manifold|betting|traded|trading|markets?)\b[^.;]{0,40}"
    r"\b(?:at|to|says?|of) \Z"
    r"|(?:概率|几率|机率|可能性|把握|胜算|机会)[^，。；]{0,12}\Z"
)
NO_ODDS = re.compile(
    r"\s*(?:of\b|多?的(?!把握|概率|几率|机率|可能|胜算|机会|信心)|GDP|growth|faster|cheaper"
    r"|better|more"
    r"|less|higher|lower|increase|decrease|decline|drop|accura|market|share|左右的(?!概率|可能))"
)
RHETORIC = re.compile(r"\s*(?:sure|certain|confident|相信|的?信心)")
"""After 100%: emphasis, no probability."""

LIMITS = {
    "likely": r"(?<!more )(?<!as )(?<!how )(?<!equally )likely(?! to be wrong)",
    "probable": r"\bprobable(?! cause)",
    "一定": SURELY,
    "很难": "很难(?![的受过说得])",
    "可能": "可能(?![性吗])",
    "必然": "必然(?!的)",
}
"""What may not stand beside a word for it to speak of likelihood."""


def _known() -> dict[str, WordReading]:
    known = {phrase: reading for table in CURRENT for phrase, reading in TABLES[table].items()}
    known |= {phrase: known[same] for phrase, same in ALIASES.items()}
    return {phrase: reading for phrase, reading in known.items() if reading.middle is not None}


KNOWN = _known()


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(
        "|".join(
            LIMITS.get(phrase)
            or (rf"\b{re.escape(phrase)}\b" if phrase[0].isascii() else re.escape(phrase))
            for phrase in sorted(phrases, key=len, reverse=True)
        )
    )


ENGLISH = _pattern([phrase for phrase in KNOWN if phrase[0].isascii()])
CHINESE = _pattern([phrase for phrase in KNOWN if not phrase[0].isascii()])


class Heard(NamedTuple):
    """A belief, and where its words stand in the text."""

    belief: Belief
    start: int
    end: int


def heard(text: str, *, chinese: bool, asked: bool) -> Heard | None:
    """Read a text's own probability: its number, else its words; `asked` if it answers for one."""
    low = text.lower()
    searched = low if len(low) == len(text) else text
    return _stated(searched, text, asked=asked) or _hedged(searched, text, chinese=chinese)


def _stated(low: str, text: str, *, asked: bool) -> Heard | None:
    if QUICK.search(low) is None:
        return None
    if found := ALWAYS.search(low):
        return _heard(text, found, _odds(found))
    for found in ONE_IN.finditer(low):
        whole, part = _word(found["whole"]), _word(found["part"])
        if whole and part <= whole:
            return _heard(text, found, part / whole)
    for found in NUMERIC.finditer(low):
        belief = _number(found)
        if belief is not None and _is_odds(low, found, belief, asked=asked):
            phrase = text[found.start() : found.end()]
            return Heard(belief._replace(phrase=phrase), found.start(), found.end())
    return None


def _heard(text: str, found: re.Match[str], share: float) -> Heard:
    phrase = text[found.start() : found.end()]
    return Heard(Belief("stated", share, phrase=phrase), found.start(), found.end())


def _is_odds(low: str, found: re.Match[str], belief: Belief, *, asked: bool) -> bool:
    """Tell whether words make a number a probability."""
    if belief.probability == 1 and RHETORIC.match(low, found.end()):
        return False
    after = AFTER_TENTHS if found["tenths"] else AFTER
    if after.match(low, found.end()):
        return True
    if NO_ODDS.match(low, found.end()):
        return False
    return asked or BEFORE.search(low[: found.start()]) is not None


def _odds(found: re.Match[str]) -> float:
    """Return the probability in "3 to 1 against", and one half for a coin flip."""
    won = int(found["for"] or found["for2"] or 0)
    lost = int(found["against"] or found["against2"] or 0)
    if won + lost == 0:
        return 0.5
    return (lost if "against" in found[0] else won) / (won + lost)


def _word(text: str) -> float:
    if text.isascii() and text.isdigit():
        return float(text)
    if text in LARGE:
        return LARGE[text]
    first, _, second = text.replace("-", " ").partition(" ")
    return float(TENS.get(first, SPELLED.get(first, 0)) + SPELLED.get(second, 0))


def _han(text: str) -> float:
    if text.isdecimal():
        return float(text)
    if text == "百":
        return 100.0
    tens, ten, ones = text.partition("十")
    if not ten:
        return float("".join(str(HAN_DIGIT.get(each, 0)) for each in text))
    return float(HAN_DIGIT.get(tens, 1) * 10 + HAN_DIGIT.get(ones, 0))


def _number(found: re.Match[str]) -> Belief | None:
    """Read a number of hundredths or tenths, or a range of them; None beyond 100%."""
    low: float | None = None
    high: float
    if found["tenths"]:
        first = HAN_DIGIT[found["tenths"]] * 10
        if found["tenths2"]:
            low, high = first, HAN_DIGIT[found["tenths2"]] * 10
        else:
            high = first + (5 if found["halftenth"] else 0)
    elif found["spelled"]:
        high = _word(found["spelled"])
    elif found["han"]:
        high = _han(found["han"])
    else:
        high = float(found["high"])
        low = float(found["low"]) if found["low"] else None
    if high > PER_CENT:
        return None
    if low is not None and low < high:
        return Belief("stated", (low + high) / 2 / PER_CENT, low / PER_CENT, high / PER_CENT)
    return Belief("stated", high / PER_CENT)


def _hedged(low: str, text: str, *, chinese: bool) -> Heard | None:
    """Read the first words of the scale in a text."""
    found = (CHINESE if chinese else ENGLISH).search(low)
    if found is None:
        return None
    reading = KNOWN[found[0]]
    phrase = text[found.start() : found.end()]
    return Heard(
        Belief("imputed", reading.middle, reading.low, reading.high, phrase, reading.table),
        found.start(),
        found.end(),
    )
