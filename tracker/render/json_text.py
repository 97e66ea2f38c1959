r"""JSON as scripts read it: keys in their order, figures to 12 decimals, one row at a time.

Characters that could steer a terminal or turn its direction are written as `\uXXXX`, so that the
text reads back the same and yet shows nothing raw.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tracker.domain.answer import Card, Table

if TYPE_CHECKING:
    from tracker.render.output import Style

DECIMALS = 12
_UNSAFE = re.compile(
    "[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def plain(value: Any) -> Any:
    """Return a value as JSON has it: figures rounded, infinities as words, no NaN."""
    if isinstance(value, float):
        if math.isfinite(value):
            return round(value, DECIMALS) + 0.0  # no -0.0
        return None if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    return value


def dumps(value: Any, *, unicode: bool = True, indent: int | None = None) -> str:
    """Return a value as JSON text that is safe to show; without `unicode` in ASCII alone."""
    text = json.dumps(
        plain(value),
        ensure_ascii=not unicode,
        indent=indent,
        allow_nan=False,
        separators=(",", ": ") if indent else (", ", ": "),
    )
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def write(answer: Table | Card, style: "Style") -> Iterator[str]:
    """Yield an array of a table's rows, or the object of a card."""
    if isinstance(answer, Card):
        yield dumps(answer.data, unicode=style.unicode, indent=2) + "\n"
        return
    before = "[\n  "
    for row in answer.rows:
        yield before + dumps(row, unicode=style.unicode, indent=2).replace("\n", "\n  ")
        before = ",\n  "
    yield "[]\n" if before.startswith("[") else "\n]\n"


def write_lines(answer: Table | Card, style: "Style") -> Iterator[str]:
    """Yield a line for each row of a table, or one for a card."""
    for row in [answer.data] if isinstance(answer, Card) else answer.rows:
        yield dumps(row, unicode=style.unicode) + "\n"
