"""A forecaster's belief in a binary claim: stated in numbers, imputed from words, or none.

`20%`, `0.2`, `1/5` and a range such as `55-80%` are stated; a word of the scale is imputed.
"""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from tracker.domain.text import shorten
from tracker.errors import InvalidProbability
from tracker.registry import load

Basis = Literal["stated", "imputed", "none"]
BASES: tuple[Basis, ...] = ("stated", "imputed", "none")

_NUMBER = r"(?:\d{1,30}(?:\.\d{1,30})?|\.\d{1,30})"
NUMBER = re.compile(_NUMBER, re.ASCII)
_SINGLE = re.compile(rf"({_NUMBER})\s*(%?)", re.ASCII)
_FRACTION = re.compile(r"(\d{1,30})\s*/\s*(\d{1,30})", re.ASCII)
_RANGE = re.compile(rf"({_NUMBER})\s*(%?)\s*-\s*({_NUMBER})\s*(%?)", re.ASCII)
_SAME = str.maketrans({"％": "%", "–": "-", "—": "-", "~": "-", "～": "-"})
_LIKE_PERCENT = 2
"""From here on a bare number looks like a percentage whose sign was forgotten."""
_HOW = "write 20%, 0.2, 1/5, 55-80% or a word such as likely or 很可能"


class Belief(NamedTuple):
    """A probability from 0 to 1 with its basis.

    `probability` is the one used: the number given, or the middle of `low` and `high`. `phrase` are
    the words that it was read from, `word_table` the table that read them.
    """

    basis: Basis
    probability: float | None = None
    low: float | None = None
    high: float | None = None
    phrase: str | None = None
    word_table: str | None = None


def stated(probability: float, what: str = "probability") -> Belief:
    """Return a belief given as one number. Raises InvalidProbability."""
    return Belief("stated", _between(probability, what))


def ranged(
    low: float, high: float, *, basis: Basis = "stated", phrase: str | None = None
) -> Belief:
    """Return a belief given as a range, used at its middle. Raises InvalidProbability."""
    low, high = _between(low, "low"), _between(high, "high")
    if low > high:
        raise InvalidProbability(f"the range {low:g} to {high:g} runs backwards")
    middle = float((Decimal(repr(low)) + Decimal(repr(high))) / 2)
    return Belief(basis, middle, low, high, phrase)


def parse(text: str) -> Belief:
    """Return the belief that a text gives, in numbers or in a word of the scale.

    Raises InvalidProbability with what to write instead.
    """
    plain = text.strip().translate(_SAME)
    if found := _SINGLE.fullmatch(plain):
        return Belief("stated", _share(text, *found.groups()))
    if found := _FRACTION.fullmatch(plain):
        part, whole = (int(group) for group in found.groups())
        if whole == 0 or part > whole:
            raise InvalidProbability(f"probability {shorten(text)!r} is not between 0 and 1")
        return Belief("stated", part / whole)
    if found := _RANGE.fullmatch(plain):
        low, low_sign, high, high_sign = found.groups()
        if not high_sign and 1 < Decimal(high) <= 100:  # noqa: PLR2004
            raise InvalidProbability(
                f"probability {shorten(text)!r} is not between 0 and 1: did you mean {low}-{high}%?"
            )
        return ranged(_share(text, low, low_sign or high_sign), _share(text, high, high_sign))
    reading = load("tracker.domain.words:read")(text)
    if reading is None:
        raise InvalidProbability(f"{shorten(text)!r} is no probability: {_HOW}")
    if reading.middle is None:
        raise InvalidProbability(
            f"{reading.phrase} is an attitude, not a likelihood: give a range for it, such as "
            "55-80%, or leave the probability out"
        )
    return Belief(
        "imputed", reading.middle, reading.low, reading.high, reading.phrase, reading.table
    )


def _share(text: str, number: str, sign: str) -> float:
    value = Decimal(number) / 100 if sign else Decimal(number)
    if value > 1:
        is_percent = not sign and _LIKE_PERCENT <= value <= 100  # noqa: PLR2004 - all of it
        hint = f": did you mean {number}%?" if is_percent else ""
        raise InvalidProbability(f"probability {shorten(text)!r} is not between 0 and 1{hint}")
    return float(value)


def _between(value: float, what: str) -> float:
    if not 0 <= value <= 1:
        raise InvalidProbability(f"{what} {value:g} is not between 0 and 1")
    return float(value)
