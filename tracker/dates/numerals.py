"""Numbers as they are written and spoken: 3, three, 三, 二〇三〇, and the guesses 十几 and 三五.

Only the digits 0 to 9 count as digits (full-width ones are narrowed before): other scripts' digits
are refused, not converted.
"""

import re
from fractions import Fraction

from tracker.dates.amounts import VAGUE, Number

ONES_SPELLED = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
"""
TENS_SPELLED = "twenty thirty forty fifty sixty seventy eighty ninety"
ORDINALS_SPELLED = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
ONES = {word: value for value, word in enumerate(ONES_SPELLED.split())}
TENS = {word: value * 10 for value, word in enumerate(TENS_SPELLED.split(), start=2)}
ORDINALS = {word: value for value, word in enumerate(ORDINALS_SPELLED.split(), start=1)}
ORDINALS["thirtieth"] = 30

DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    "俩": 2,
}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10000}
DIGIT = "[〇○零一二两三四五六七八九]"
CHINESE = f"(?:{DIGIT}|[十百千万廿卅])"
ARABIC = r"[0-9]+(?:\.[0-9]+)?"

DIGIT_YEAR = re.compile(f"[一二]{DIGIT}{{3}}(?=年|$)")
PAIR = re.compile(
    r"(?P<tens>十|[二三四五六七八九]十|)(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])"
)
TENS_PAIR = re.compile(r"(?P<low>[一二三四五六七八])(?P<high>[二三四五六七八九])(?P<scale>[十百])")
OPEN_TENS = re.compile(r"(?P<tens>[二三四五六七八九]?)十(?:几|多|来|余)")
ODD = re.compile(rf"(?P<number>{ARABIC}|{CHINESE}+)(?:几|多|来|余)")
EXACT = re.compile(f"{ARABIC}|{CHINESE}+")
ZEROS = re.compile("0[0-9]{2}")  # 026年 is the rest of a year, and no length
UNKNOWN = re.compile(
    r"(?:好|这|那|近)?几(?:十|百|千)?|数(?:十|百|千)?|若干|很多|许多|好多|多|上[百千]|[百千]百?[来余]"
)


def plain(
    low: Fraction | int, high: Fraction | int | None = None, *, about: bool = False
) -> Number:
    """Make a number, or a range."""
    low = Fraction(low)
    return Number(low, low if high is None else Fraction(high), about=about)


def chinese(text: str) -> int | None:
    """Read a Chinese numeral: 三十五, 一百零二, 廿; figures in a row (二六) only name years."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if len(text) > 1 and all(character in DIGITS for character in text):
        return None
    total, digit, last = 0, None, 100_000
    for character in text:
        if character in SCALES:
            scale = SCALES[character]
            if scale >= last or (digit is None and total):
                return None
            total += (1 if digit is None else digit) * scale
            digit, last = None, scale
        elif digit not in {None, 0}:
            return None
        else:
            digit = DIGITS[character]
    return total + (digit or 0)


def chinese_number(text: str, at: int) -> tuple[Number, int] | None:
    """Read one number, exact or guessed at, at a place in a text; give it and where it ends."""
    for read in (_guess, _exact, _unknown):
        if (found := read(text, at)) is not None:
            return found
    return None


def _guess(text: str, at: int) -> tuple[Number, int] | None:
    if match := TENS_PAIR.match(text, at):
        scale = SCALES[match["scale"]]
        low, high = DIGITS[match["low"]], DIGITS[match["high"]]
        if low + 1 == high:
            return plain(low * scale, high * scale), match.end()
    if match := PAIR.match(text, at):
        low, high = DIGITS[match["low"]], DIGITS[match["high"]]
        following = text[match.end() : match.end() + 1]
        if (low + 1 == high or (low, high) == (3, 5)) and following not in {*DIGITS, *SCALES, ""}:
            tens = (chinese(match["tens"]) or 0) if match["tens"] else 0
            return plain(tens + low, tens + high), match.end()
    if match := OPEN_TENS.match(text, at):
        tens = DIGITS[match["tens"] or "一"] * 10
        near = text[match.end() - 1] == "来"  # 十来 is ten, give or take; 十几 and 十多 are more
        return plain(tens + (not near), tens + 9 * (not near), about=True), match.end()
    if match := ODD.match(text, at):
        value = _value(match["number"])
        if value is not None and value and value % 10 == 0:
            near = text[match.end() - 1] == "来"
            step = 1 if near else 10 ** (len(str(int(value))) - 1)
            return plain(
                value, value if near else value + max(step - 1, 1), about=True
            ), match.end()
    return None


def _value(text: str) -> Fraction | None:
    if text[0].isascii():
        return Fraction(text)
    value = chinese(text)
    return None if value is None else Fraction(value)


def _exact(text: str, at: int) -> tuple[Number, int] | None:
    match = EXACT.match(text, at)
    if match is None:
        return None
    value = None if ZEROS.match(match[0]) else _value(match[0])
    return (plain(value), match.end()) if value else None


def _unknown(text: str, at: int) -> tuple[Number, int] | None:
    match = UNKNOWN.match(text, at)
    return (VAGUE, match.end()) if match else None
