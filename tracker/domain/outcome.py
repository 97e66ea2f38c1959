"""How a claim may come out: yes, no, a share, an option, a number, a date, or not to be judged."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tracker.dates import parse_iso
from tracker.domain.claim import NOT_YET, VOID
from tracker.domain.days import one_day
from tracker.domain.text import accept_line, shorten
from tracker.errors import InvalidDate, InvalidInput

_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,12})?)\s*[%％]", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_WORDS = {"true": "yes", "false": "no", "not yet": NOT_YET, "notyet": NOT_YET}


class Outcome(NamedTuple):
    """How a claim came out: the text that is kept, and for yes, no and shares the share of yes."""

    text: str
    share: float | None = None


def parse(
    text: str,
    *,
    kind: str = "binary",
    options: str | None = None,
    unit: str | None = None,
    day: date | None = None,
) -> Outcome:
    """Return the outcome that a text names, for a claim of `kind`.

    `options` is the claim's JSON array of options (choice), `unit` what a number may carry. A date
    in words counts from `day`; `no` says that it had not come by the deadline. Raises InvalidInput.
    """
    given = accept_line(text, "outcome")
    word = _WORDS.get(given.lower(), given.lower())
    if word in VOID or word == NOT_YET:
        return Outcome(word)
    if kind == "choice":
        return _option(given, json.loads(options or "[]"))
    if kind == "number":
        return _amount(given, unit)
    if kind == "date":
        return Outcome(word) if word == "no" else _day(given, day)
    if word in {"yes", "no"}:
        return Outcome(word, 1.0 if word == "yes" else 0.0)
    found = _PERCENT.fullmatch(given)
    if found and Decimal(found.group(1)) <= 100:  # noqa: PLR2004
        percent = Decimal(found.group(1))
        return Outcome(f"{percent.normalize():f}%", float(percent / 100))
    raise InvalidInput(
        f"outcome {shorten(given)!r} is none: write yes, no, a share such as 60%, "
        "ambiguous, annulled or not-yet"
    )


def _amount(given: str, unit: str | None) -> Outcome:
    digits = given.removesuffix(unit).rstrip() if unit else given
    if not _NUMBER.fullmatch(digits):
        such = f", such as 12 {unit}" if unit else ": write it without a unit"
        raise InvalidInput(f"outcome {shorten(given)!r} is no number{such}")
    return Outcome(digits)


def _day(given: str, base: date | None) -> Outcome:
    try:
        found = parse_iso(given) if base is None else one_day(given, base, "it")
    except InvalidDate as problem:
        raise InvalidInput(f"outcome: {problem}") from problem
    return Outcome(found.isoformat())


def _option(given: str, options: list[str]) -> Outcome:
    if given in options:
        return Outcome(given)
    same = [option for option in options if option.lower() == given.lower()]
    if len(same) == 1:
        return Outcome(same[0])
    raise InvalidInput(
        f"outcome {shorten(given)!r} is none of the options {', '.join(options)}; "
        "or write ambiguous, annulled or not-yet"
    )
