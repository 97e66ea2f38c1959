"""Colour: only where it repeats what the words say already."""

import re

from tracker.domain.answer import Cell, Row
from tracker.render.cells import SOON

_CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33}
_FOR = re.compile(r"[▲+]\d+")
_AGAINST = re.compile(r"[▼-]\d+")
_STATUS = {"overdue": "red", "void": "dim"}
_STANCE = {"supports": "green", "refutes": "red"}


def paint(text: str, colour: str | None) -> str:
    """Return a line of text in a colour, blanks at its edges left plain."""
    bare = text.strip()
    if colour is None or not bare:
        return text
    return text.replace(bare, f"\x1b[{_CODES[colour]}m{bare}\x1b[0m", 1)


def paint_cell(kind: Cell, line: str, row: Row) -> str:
    """Return a line of a cell in the colours that its row gives it."""
    if kind == "evidence":
        line = _FOR.sub(lambda found: paint(found.group(), "green"), line)
        return _AGAINST.sub(lambda found: paint(found.group(), "red"), line)
    if kind == "status":
        return paint(line, _STATUS.get(line))
    if kind == "stance":
        return paint(line, _STANCE.get(line.rpartition(" ")[2]))
    if kind == "due":
        return paint(line, due_colour(row))
    return line


def due_colour(row: Row) -> str | None:
    """Return red for an overdue claim, yellow for one that is due soon."""
    status, days = row.get("status"), row.get("days_left")
    if status in {"resolved", "void"} or days is None:
        return None
    return "red" if days < 0 else ("yellow" if days <= SOON else None)
