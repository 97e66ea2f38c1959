"""A forecast on a choice, a number or a date: how likely each option is, or quantiles."""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from tracker.domain.text import shorten
from tracker.errors import InvalidInput
from tracker.formats.fields import Refusals, day, did_you_mean, number, share

TOLERANCE = 1e-6
_QUANTILE = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,12})?)%")

Distribution = dict[str, float | str]


def check_distribution(
    given: Mapping[str, Any], *, kind: str, options: Sequence[str] | None
) -> Distribution:
    """Return a distribution as it is kept, for a claim of `kind`. Raises InvalidInput.

    For a choice its keys are options and its shares add up to 1; for a number or a date they are
    levels such as 5%, rising, with values that never fall. Without `options` any option will do.
    """
    if not given:
        raise InvalidInput("distribution is empty")
    if kind == "choice":
        return _shares(given, options)
    return _quantiles(given, kind)


def _shares(given: Mapping[str, Any], options: Sequence[str] | None) -> Distribution:
    found: Distribution = {}
    problems: list[str] = []
    for option, value in given.items():
        if options is not None and option not in options:
            hint = did_you_mean(option, options)
            problems.append(f'distribution: "{shorten(option)}" is none of the options{hint}')
            continue
        try:
            found[option] = share(value, f'distribution "{shorten(option)}"')
        except InvalidInput as problem:
            problems.append(str(problem))
    if problems:
        raise Refusals(problems)
    total = math.fsum(float(value) for value in found.values())
    if abs(total - 1) > TOLERANCE:
        raise InvalidInput(f"distribution adds up to {total:.6g}, not to 1")
    return found


def _quantiles(given: Mapping[str, Any], kind: str) -> Distribution:
    levels: list[tuple[float, str]] = []
    values: list[tuple[Any, str]] = []
    problems: list[str] = []
    for level, value in given.items():
        what = f'distribution "{shorten(level)}"'
        try:
            levels.append((_level(level), level))
            values.append((day(value, what) if kind == "date" else number(value, what), level))
        except InvalidInput as problem:
            problems.append(str(problem))
    if problems:
        raise Refusals(problems)
    for (before, _), (after, level) in pairwise(levels):
        if after <= before:
            problems.append(f'distribution: "{level}" does not rise above the level before it')
    for (lower, _), (upper, level) in pairwise(values):
        if upper < lower:
            problems.append(f'distribution: at "{level}" {upper} is less than {lower} before it')
    if problems:
        raise Refusals(problems)
    return {
        level: value.isoformat() if isinstance(value, date) else value for value, level in values
    }


def _level(text: str) -> float:
    found = _QUANTILE.fullmatch(text)
    if found is None or float(found.group(1)) == 0:
        raise InvalidInput(
            f'distribution: "{shorten(text)}" is no level: write one between 0% and 100%, '
            "such as 5%"
        )
    return float(found.group(1))
