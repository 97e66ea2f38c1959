"""A distribution in a file: its values read, then held to the rules of `domain.distribution`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tracker.domain import distribution as rules
from tracker.domain.distribution import Distribution
from tracker.domain.text import shorten
from tracker.errors import InvalidInput
from tracker.formats.fields import Refusals, day, did_you_mean, number, share

__all__ = ["Distribution", "check_distribution"]


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
    found: dict[str, float] = {}
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
    wrong = rules.total_problem(found)
    if wrong is not None:
        raise InvalidInput(f"distribution {wrong}")
    return dict(found)


def _quantiles(given: Mapping[str, Any], kind: str) -> Distribution:
    values: list[tuple[str, Any]] = []
    problems: list[str] = []
    for level, value in given.items():
        what = f'distribution "{shorten(level)}"'
        try:
            rules.level(level)
        except InvalidInput as problem:
            problems.append(f"distribution: {problem}")
            continue
        try:
            values.append((level, day(value, what) if kind == "date" else number(value, what)))
        except InvalidInput as problem:
            problems.append(str(problem))
    problems = problems or [f"distribution: {it}" for it in rules.quantile_problems(values)]
    if problems:
        raise Refusals(problems)
    return {
        level: value.isoformat() if isinstance(value, date) else value for level, value in values
    }
