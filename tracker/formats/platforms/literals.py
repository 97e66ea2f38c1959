"""Flat lists as Python prints them, such as `['A', "B's", None, 0.25]`, read without evaluating.

Only texts, numbers and None are known; a list in a list, or anything else, is refused.
"""

import ast
import re

from tracker.domain.text import shorten
from tracker.errors import InvalidInput

MOST_ITEMS = 10_000
_ITEM = re.compile(
    r"\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")|(?P<none>None|nan|NaN)"
    r"|(?:np\.float64\()?(?P<number>[+-]?[0-9]{1,30}(?:\.[0-9]{0,30})?(?:[eE][+-]?[0-9]{1,3})?)\)?)"
    r"\s*(?P<after>,|\Z)",
    re.DOTALL,
)


def read_list(text: str, what: str) -> list[str | float | None]:
    """Return the items of a list. Raises InvalidInput for what is no such list."""
    plain = text.strip()
    if plain[:1] + plain[-1:] not in {"[]", "()"}:
        raise InvalidInput(f'{what} "{shorten(text)}" is no list such as [0.2, 0.8]')
    inside = plain[1:-1].strip()
    items: list[str | float | None] = []
    place = 0
    while place < len(inside):
        found = _ITEM.match(inside, place)
        if found is None or len(items) == MOST_ITEMS:
            raise InvalidInput(
                f'{what}: "{shorten(inside[place:])}" is no text, number or None in a list'
            )
        items.append(_value(found))
        place = found.end()
    return items


def texts(text: str, what: str) -> list[str]:
    """Return the items of a list of texts; no text at all gives none."""
    if not text.strip() or text.strip() == "None":
        return []
    items = read_list(text, what)
    found = [item for item in items if isinstance(item, str)]
    if len(found) != len(items):
        raise InvalidInput(f'{what} "{shorten(text)}" holds what is no text')
    return found


def _value(found: re.Match[str]) -> str | float | None:
    if found["text"] is not None:
        try:
            return str(ast.literal_eval(found["text"]))
        except (ValueError, SyntaxError):  # an escape that is none, such as '\x4'
            raise InvalidInput(f"{shorten(found['text'])} is no text") from None
    return None if found["number"] is None else float(found["number"])
