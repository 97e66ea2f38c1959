"""A forecast on a choice, a number or a date: how likely each option is, or quantiles.

Options carry shares that add up to 1, levels such as 5% values that never fall as levels rise.
The rules hold for all that is typed, loaded or imported; what is typed is also read here: `A=50%`,
`5%=4`, and the interval `90%=4..22`, which gives the 5% and the 95% quantile.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from tracker.domain import probability
from tracker.domain.claim import NOT_YET, VOID
from tracker.domain.text import accept_line, shorten
from tracker.errors import InvalidInput

TOLERANCE = 1e-6
LARGEST = 1e300
"""What is larger than that is no measurement, and overflows once it is scored."""

Distribution = dict[str, float | str]
_Value = TypeVar("_Value", float, date)

_LEVEL = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,12})?)%")
_AMOUNT = re.compile(
    r"([+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3}(?![0-9]))?)\s*(\S.*)?", re.ASCII
)
_BETWEEN = re.compile(r"\s*(?:\.\.+|…)\s*")


def level(text: str) -> float:
    """Return a level such as `5%` in percent. Raises InvalidInput unless between 0% and 100%."""
    found = _LEVEL.fullmatch(text)
    if found is None or float(found.group(1)) == 0:
        raise InvalidInput(
            f'"{shorten(text)}" is no level: write one between 0% and 100%, such as 5%'
        )
    return float(found.group(1))


def total_problem(shares: Mapping[str, float]) -> str | None:
    """Return what is wrong with the sum of options' shares, or None."""
    total = math.fsum(shares.values())
    return None if abs(total - 1) <= TOLERANCE else f"adds up to {total:.6g}, not to 1"


def quantile_problems(given: Sequence[tuple[str, _Value]]) -> list[str]:
    """Return what is wrong with quantiles: levels that do not rise, values that fall, or absurd."""
    problems = [
        f'"{after}" does not rise above the level before it'
        for (before, _), (after, _) in pairwise(given)
        if level(after) <= level(before)
    ]
    for (_, lower), (name, upper) in pairwise(given):
        if upper < lower:
            problems.append(f'at "{name}" {upper} is less than {lower} before it')
    problems += [
        f'at "{name}" {value:g} is beyond what is kept'
        for name, value in given
        if not isinstance(value, date) and abs(value) > LARGEST
    ]
    return problems


def amount(text: str, unit: str | None, what: str) -> int | float:
    """Return a number that may carry the claim's unit, such as `12 h`. Raises InvalidInput."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        raise InvalidInput(f'{what} "{shorten(text)}" is no number such as 12 or 0.5')
    digits, suffix = found.groups()
    if suffix is not None and suffix != unit:
        known = f"the claim's unit is {unit}" if unit else "the claim has no unit"
        raise InvalidInput(f'{what} "{shorten(text)}": {known}: write {digits}')
    if abs(Decimal(digits)) > Decimal(LARGEST):
        raise InvalidInput(f'{what} "{shorten(text)}" is beyond what is kept')
    return int(digits) if re.fullmatch("[+-]?[0-9]+", digits) else float(digits) + 0.0


def read_options(given: Sequence[str]) -> tuple[tuple[str, ...], Distribution | None]:
    """Return a new choice's options and, where `A=50%` gives one to each, their probabilities."""
    pairs = [_option(text) for text in given]
    names = [name for name, _ in pairs]
    if len(names) < 2:  # noqa: PLR2004 - one option is no choice
        raise InvalidInput("a choice needs two options or more: --option A=60% --option B=40%")
    for name in names:
        if names.count(name) > 1:
            raise InvalidInput(f'option "{shorten(name)}" is given twice')
        if name.lower() in {*VOID, NOT_YET}:
            raise InvalidInput(f'option "{name}" would read as an outcome of its own: reword it')
    if all(share is None for _, share in pairs):
        return tuple(names), None
    return tuple(names), _shares(pairs, names)


def read_shares(given: Sequence[str], options: Sequence[str]) -> Distribution:
    """Return the probabilities that `A=50%` gives to a choice's options, each one of them."""
    pairs: list[tuple[str, float | None]] = []
    for text in given:
        if text.strip() in options:
            pairs.append((text.strip(), None))
            continue
        name, share = _option(text)
        near = [option for option in options if option.lower() == name.lower()]
        if name not in options and len(near) != 1:
            raise InvalidInput(
                f'"{shorten(name)}" is none of the options {", ".join(map(shorten, options))}'
            )
        pairs.append((name if name in options else near[0], share))
    return _shares(pairs, options)


def _option(text: str) -> tuple[str, float | None]:
    name, equals, share = text.rpartition("=")
    if not equals:
        return accept_line(text, "option"), None
    belief = probability.parse(share)
    if belief.basis != "stated" or belief.low is not None or belief.probability is None:
        raise InvalidInput(f'option "{shorten(text)}" needs one number, such as A=50%')
    return accept_line(name, "option"), belief.probability


def _shares(pairs: Sequence[tuple[str, float | None]], options: Sequence[str]) -> Distribution:
    found: dict[str, float] = {}
    for name, share in pairs:
        if name in found:
            raise InvalidInput(f'option "{shorten(name)}" is given twice')
        if share is None:
            raise InvalidInput(f'option "{shorten(name)}" has no probability: give one to each')
        found[name] = share
    for name in options:
        if name not in found:
            raise InvalidInput(
                f'option "{shorten(name)}" has no probability: give one to each, if only 0%'
            )
    problem = total_problem(found)
    if problem is not None:
        raise InvalidInput(f"the distribution {problem}")
    return {name: found[name] for name in options}


def read_quantiles(
    quantiles: Sequence[str],
    intervals: Sequence[str],
    *,
    kind: str,
    unit: str | None,
    day: Callable[[str, str], date],
) -> Distribution:
    """Return the quantiles that `5%=4` and `90%=4..22` give, by level. Raises InvalidInput.

    `day` reads a date of a date claim, given its text and what to call it.
    """
    texts = [_pair(text, "quantile", "50%=12") for text in quantiles]
    for text in intervals:
        texts += _ends(text)
    if kind == "date":
        days: dict[str, date] = {}
        for name, value in texts:
            _put(days, name, day(value, f"at {name}"))
        return {name: value.isoformat() for name, value in _checked(days).items()}
    numbers: dict[str, float] = {}
    for name, value in texts:
        _put(numbers, name, amount(value, unit, f"at {name}"))
    return dict(_checked(numbers))


def _pair(text: str, what: str, such: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not value.strip():
        raise InvalidInput(f'{what} "{shorten(text)}" is no pair such as {such}')
    return _named(Decimal(_level(name))), value.strip()


def _level(text: str) -> str:
    text = text.strip().replace("％", "%")
    level(text)
    return text[:-1]


def _ends(text: str) -> list[tuple[str, str]]:
    name, both = _pair(text, "interval", "90%=4..22")
    ends = _BETWEEN.split(both)
    if len(ends) != 2 or not all(ends):  # noqa: PLR2004 - an interval has two ends
        raise InvalidInput(f'interval "{shorten(text)}" has no two ends, such as 90%=4..22')
    below = (100 - Decimal(name[:-1])) / 2
    return [(_named(below), ends[0]), (_named(100 - below), ends[1])]


def _named(percent: Decimal) -> str:
    text = f"{percent:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + "%"


def _put(found: dict[str, _Value], name: str, value: _Value) -> None:
    if found.setdefault(name, value) != value:
        raise InvalidInput(f"two values are given at {name}: {found[name]} and {value}")


def _checked(given: Mapping[str, _Value]) -> dict[str, _Value]:
    ordered = sorted(given.items(), key=lambda item: level(item[0]))
    problems = quantile_problems(ordered)
    if problems:
        raise InvalidInput(f"the quantiles cross: {problems[0]}")
    return dict(ordered)
