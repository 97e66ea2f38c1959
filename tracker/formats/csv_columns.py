"""The columns of `import csv` and `export csv`, and the cells that hold several things.

A list is separated by `;`. In options and distributions a `;` or a backslash that belongs to a name
has a backslash before it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from tracker.domain.text import accept_line, shorten
from tracker.errors import InvalidInput

COLUMNS = (
    "key",
    "statement",
    "type",
    "kind",
    "owner",
    "reported_by",
    "probability",
    "low",
    "high",
    "basis",
    "phrase",
    "made_on",
    "said_on",
    "opens",
    "deadline",
    "deadline_text",
    "deadline_basis",
    "criteria",
    "condition",
    "source",
    "url",
    "quote",
    "tags",
    "note",
    "options",
    "unit",
    "distribution",
    "outcome",
    "resolved_on",
    "because",
)
RARE = ("condition_claim", "forecast_note", "forecast_source", "check_on")
"""Columns that an export has only where some claim needs them."""
REQUIRED = ("statement", "owner")

_NUMBER = re.compile(r"([+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?)(?:[eE]([+-]?[0-9]{1,3}))?")
_SHARE = re.compile(
    r"([0-9]{1,30}(?:\.[0-9]{0,400})?|\.[0-9]{1,400})(?:[eE](-?[0-9]{1,3}))?\s*([%％]?)"
)
_PART = re.compile(r"((?:[^;\\]|\\[\s\S]|\\\Z)*)(;|\Z)")


def share(text: str, what: str) -> float:
    """Read a number from 0 to 1, or a percentage."""
    found = _SHARE.fullmatch(text.strip())
    if found is None:
        raise InvalidInput(f'{what} "{shorten(text)}" is no number from 0 to 1, such as 0.2 or 20%')
    digits, exponent, sign = found.groups()
    value = Decimal(f"{digits}e{exponent or 0}") / (100 if sign else 1)
    if value > 1:
        hint = f": did you mean {digits}%?" if not sign and value <= 100 else ""  # noqa: PLR2004
        raise InvalidInput(f'{what} "{shorten(text)}" is not between 0 and 1{hint}')
    return float(value)


def number(text: str, what: str) -> int | float:
    """Read a finite number in plain digits."""
    found = _NUMBER.fullmatch(text.strip())
    value = None if found is None else Decimal(text.strip())
    if found is None or value is None or abs(value) > Decimal("1e300"):
        raise InvalidInput(f'{what} "{shorten(text)}" is no number such as 12 or 0.5')
    is_whole = "." not in found.group(1) and found.group(2) is None
    return int(found.group(1)) if is_whole else float(value) + 0.0


def parts(text: str) -> Iterator[str]:
    """Yield the parts of a list; an empty one is left out."""
    for found in _PART.finditer(text):
        part = re.sub(r"\\([;\\])", r"\1", found.group(1)).strip()
        if part:
            yield part
        if not found.group(2):
            return


def joined(items: Iterable[str]) -> str:
    """Write a list so that `parts` reads it back."""
    return ";".join(re.sub(r"([;\\])", r"\\\1", item) for item in items)


def read_options(text: str) -> tuple[str, ...]:
    """Read the options of a choice."""
    return tuple(dict.fromkeys(accept_line(part, "options") for part in parts(text)))


def read_distribution(text: str, kind: str) -> dict[str, Any]:
    """Read `A=50%;B=30%` or `5%=4;50%=12`; what the values mean is checked elsewhere."""
    found: dict[str, Any] = {}
    for part in parts(text):
        name, equals, value = part.rpartition("=")
        name = name.strip()
        if not equals or not name:
            raise InvalidInput(f'distribution: "{shorten(part)}" is no pair such as A=50%')
        if name in found:
            raise InvalidInput(f'distribution: "{shorten(name)}" stands in it twice')
        what = f'distribution "{shorten(name)}"'
        if kind == "choice":
            found[name] = share(value, what)
        else:
            found[name] = value.strip() if kind == "date" else number(value, what)
    return found


def written_distribution(given: Mapping[str, Any], kind: str) -> str:
    """Write a distribution so that `read_distribution` reads it back."""
    return joined(f"{name}={_value(value, kind)}" for name, value in given.items())


def _value(value: Any, kind: str) -> str:
    if kind == "choice":
        percent = f"{Decimal(repr(value)) * 100:f}"
        return (percent.rstrip("0").rstrip(".") if "." in percent else percent) + "%"
    return value if isinstance(value, str) else repr(value)
