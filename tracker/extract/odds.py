"""How likely a speaker takes something to be: numbers said as odds, or words of the scale."""

import re
from typing import NamedTuple

from tracker.domain.probability import Belief
from tracker.domain.words import CURRENT, TABLES, WordReading

NONE = Belief("none")
PER_CENT = 100
UNITS = "zero one two three four five six seven eight nine ten eleven twelve"
TENS_NAMES = "twenty thirty forty fifty sixty seventy eighty ninety"
SPELLED = {word: number for number, word in enumerate(UNITS.split(" "))}
TENS = {name: tens for tens, name in zip(range(20, 100, 10), TENS_NAMES.split(" "), strict=True)}
HAN_DIGIT = {han: number for number, han in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "半": 0.5,
}
N = r"\d{1,3}(?:\.\d+)?"
ONES = "|".join(list(SPELLED)[1:10])
WORDS = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{ONES}))?|(?:{'|'.join(SPELLED)}))"
SIGN = r"(?:%|％|percent\b|per cent\b)"
PERCENT = (
    rf"(?:(?P<low>{N})\s*{SIGN}?\s*(?:[-–—~～到至]|to|or|and)\s*)?(?P<high>{N})\s*{SIGN}"
    rf"|(?P<spelled>{WORDS})[ -]per ?cent"
    r"|百分之(?P<han>[零一二三四五六七八九十百\d]+)"
)
EVEN = (
    r"fifty[- ]fifty|50[-/ ]50|coin[- ](?:flip|toss)|toss[- ]up|flip of a coin|even odds"
    r"|五五开|一半一半|对半开|一半的?(?:概率|可能|几率|机会)"
)
ONE_IN = (
    rf"(?P<part>{WORDS}|\d{{1,3}}) (?:chance )?(?:in|out of) "
    rf"(?P<whole>{WORDS}|an?|\d{{1,6}})(?: chance)?\b"
)
ODDS = (
    r"(?P<for>\d{1,4})[- ]?(?:to|:)[- ]?(?P<against>\d{1,4}) (?:odds|against|chance)"
    r"|(?:odds (?:of|are|at) )(?P<for2>\d{1,4})[- ]?(?:to|:)[- ]?(?P<against2>\d{1,4})"
)
TENTHS = r"(?P<tenths>[一二三四五六七八九两])(?P<tenths2>[一二三四五六七八九])?成(?P<halftenth>半)?"
LIKELIHOOD = re.compile(
    r"\b(?:chances?|probabilit(?:y|ies)|likelihood|odds|confiden(?:t|ce)|sure|certain(?:ty)?"
    r"|likely|p\(doom\)|credence|bet)\b"
    r"|概率|几率|机率|可能性|可能|把握|胜算|信心|确定|机会",
    re.IGNORECASE,
)
NUMERIC = re.compile(f"{PERCENT}|{TENTHS}", re.IGNORECASE)
ALWAYS = re.compile(rf"{EVEN}|{ODDS}", re.IGNORECASE)
CHANCE_IN = re.compile(ONE_IN, re.IGNORECASE)
REACH = 28  # characters between a number and its word of probability
NOT_ODDS = re.compile(
    r"(?:of|多|的)?\s*(?:GDP|code|revenue|growth|people|users|market|share|workers|jobs|population"
    r"|profits?|increase|decrease|decline|drop|faster|cheaper|better|more|less|higher|lower"
    r"|accura(?:cy|te))",
    re.IGNORECASE,
)
OF_ODDS = re.compile(r"的?(?:把握|概率|几率|可能|可能性|胜算|机会|信心)|会|要|能|是")
ALIASES = {
    "very likely": "highly likely",
    "extremely likely": "highly likely",
    "most likely": "likely",
    "almost certainly": "almost certain",
    "virtually certain": "almost certain",
    "near certain": "almost certain",
    "nearly certain": "almost certain",
    "almost surely": "almost certain",
    "more likely than not": "better than even",
    "very unlikely": "highly unlikely",
    "extremely unlikely": "highly unlikely",
    "not likely": "unlikely",
    "not very likely": "unlikely",
    "less likely": "unlikely",
    "i doubt": "we doubt",
    "i believe": "we believe",
    "very good chance": "very good chance",
    "slim chance": "little chance",
    "slim to none": "almost no chance",
    "no chance": "almost no chance",
    "必定": "必然", "必将": "必然", "一定": "一定会", "肯定": "肯定会", "注定": "必然",
    "有可能": "可能", "可能会": "可能", "没准": "说不定", "兴许": "或许",
    "极大概率": "极有可能", "极可能": "极有可能", "非常有可能": "极有可能", "非常可能": "极有可能",
    "非常大的可能": "极有可能", "很大可能": "很可能", "很大概率": "大概率", "多半": "很可能",
    "大概": "很可能",
    "应该": "应该会", "不大可能": "不太可能", "小概率": "不太可能", "概率不大": "可能性不大",
    "概率没那么大": "可能性不大", "概率不高": "可能性不大", "概率很小": "可能性不大",
    "可能性很小": "可能性不大",
    "概率很大": "大概率", "概率很高": "大概率", "可能性很大": "很可能", "概率还挺高": "大概率",
    "绝不可能": "不可能", "不会": "", "不见得": "未必", "恐怕": "很可能",
}  # fmt: skip


def _known() -> dict[str, WordReading]:
    known = {phrase: reading for table in CURRENT for phrase, reading in TABLES[table].items()}
    for phrase, same in ALIASES.items():
        if same in known:
            known[phrase] = known[same]
    return known


KNOWN = _known()
HEDGE = re.compile(
    "|".join(
        rf"\b{re.escape(phrase)}\b" if phrase[0].isascii() else re.escape(phrase)
        for phrase in sorted(KNOWN, key=len, reverse=True)
    ),
    re.IGNORECASE,
)


class Heard(NamedTuple):
    """A belief, and where its words stand in the text."""

    belief: Belief
    start: int
    end: int


def stated(text: str, *, asked: bool = False) -> Heard | None:
    """Read a number that is a probability: with a word that says so, or where one was asked for."""
    if found := ALWAYS.search(text):
        return Heard(Belief("stated", _odds(found), phrase=found[0]), found.start(), found.end())
    for found in CHANCE_IN.finditer(text):
        whole, part = _word(found["whole"]), _word(found["part"])
        if whole and part is not None and part <= whole and (asked or _near(text, found)):
            shares = Belief("stated", part / whole, phrase=found[0])
            return Heard(shares, found.start(), found.end())
    for found in NUMERIC.finditer(text):
        belief = _number(found)
        if belief is None or not (asked or _near(text, found)):
            continue
        if NOT_ODDS.match(text, found.end()):
            continue
        return Heard(belief, found.start(), found.end())
    return None


def _odds(found: re.Match[str]) -> float:
    """Return the probability in "3 to 1 against", and one half for a coin flip."""
    won = int(found["for"] or found["for2"] or 0)
    lost = int(found["against"] or found["against2"] or 0)
    if won + lost == 0:
        return 0.5
    return (lost if "against" in found[0].lower() else won) / (won + lost)


def _near(text: str, found: re.Match[str]) -> bool:
    """Tell whether a word of probability stands close to a number."""
    if found.groupdict().get("tenths"):
        return bool(OF_ODDS.match(text, found.end())) or bool(
            LIKELIHOOD.search(text, max(0, found.start() - 8), found.start())
        )
    return bool(
        LIKELIHOOD.search(text, max(0, found.start() - REACH), min(len(text), found.end() + REACH))
    )


def _word(text: str) -> float | None:
    text = text.lower()
    if text.isdigit():
        return float(text)
    if text in {"a", "an"}:
        return None
    first, _, second = text.replace("-", " ").partition(" ")
    value = TENS.get(first, SPELLED.get(first, 0)) + SPELLED.get(second, 0)
    return float(value)


def _han(text: str) -> float:
    if text.isdigit():
        return float(text)
    if text == "百":
        return 100.0
    tens, ten, ones = text.partition("十")
    if not ten:
        return float("".join(str(HAN_DIGIT.get(each, 0)) for each in text) or 0)
    return float(HAN_DIGIT.get(tens, 1) * 10 + HAN_DIGIT.get(ones, 0))


def _number(found: re.Match[str]) -> Belief | None:
    low: float | None = None
    if found["tenths"]:
        first = HAN_DIGIT[found["tenths"]] * 10
        if found["tenths2"]:
            low, high = first, HAN_DIGIT[found["tenths2"]] * 10
        else:
            high = first + (5 if found["halftenth"] else 0)
    elif found["spelled"]:
        high = _word(found["spelled"]) or 0.0
    elif found["han"]:
        high = _han(found["han"])
    else:
        high = float(found["high"])
        low = float(found["low"]) if found["low"] else None
    if high > PER_CENT:
        return None
    if low is not None and low < high:
        middle = (low + high) / 2 / PER_CENT
        return Belief("stated", middle, low / PER_CENT, high / PER_CENT, found[0])
    return Belief("stated", high / PER_CENT, phrase=found[0])


def hedged(text: str) -> Heard | None:
    """Read the strongest-bound words of the scale in a text; None without any."""
    for found in HEDGE.finditer(text):
        phrase = found[0].lower()
        reading = KNOWN.get(phrase) or KNOWN[found[0]]
        if reading.middle is None:
            continue
        return Heard(
            Belief("imputed", reading.middle, reading.low, reading.high, found[0], reading.table),
            found.start(),
            found.end(),
        )
    return None
