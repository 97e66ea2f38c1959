"""Dots on a line from 0 to 100%: what came true stacked above it, what did not below.

Each dot is a forecast (p, y); an outcome that is a share goes to the side that it is nearer to.
"""

from collections import Counter
from collections.abc import Sequence

_NARROWEST = 24
_WIDEST = 101
_MOST_ROWS = 8
_TICKS = (0, 25, 50, 75, 100)
_HALF = 0.5
_TRUE = "came true"
_FALSE = "did not"

Point = tuple[float, float]


def dot_plot(points: Sequence[Point], width: int, unicode: bool = True) -> list[str]:  # noqa: FBT001, FBT002
    """Return the lines of a dot plot at most `width` cells wide; none without points.

    Where more dots fall on one spot than there are rows, its last one is a `+` that stands for the
    rest.
    """
    if not points:
        return []
    dot, rule, tick = ("●", "─", "┼") if unicode else ("o", "-", "+")
    edge = len(_TRUE) + 2
    columns = max(_NARROWEST, min(width - edge - 2, _WIDEST))
    above = Counter(_column(p, columns) for p, y in points if y >= _HALF)
    below = Counter(_column(p, columns) for p, y in points if y < _HALF)
    marks = {_column(each / 100, columns) for each in _TICKS}
    line = "".join(tick if place in marks else rule for place in range(columns))
    return [
        *_labelled(_rows(above, columns, dot)[::-1], _TRUE, last=True),
        " " * edge + line,
        " " * edge + _scale(columns),
        *_labelled(_rows(below, columns, dot), _FALSE, last=False),
    ]


def stacked(points: Sequence[Point], apart: float) -> list[int]:
    """Return at which height each dot lies, 1 the nearest to the line, none upon another.

    Dots of one side less than `apart` in probability from each other do not share a height.
    """
    heights = [0] * len(points)
    ends: dict[tuple[bool, int], float] = {}
    for place in sorted(range(len(points)), key=lambda each: points[each]):
        p, y = points[place]
        height = 1
        while p - ends.get((y >= _HALF, height), -1.0) < apart:
            height += 1
        ends[y >= _HALF, height] = p
        heights[place] = height
    return heights


def _column(p: float, columns: int) -> int:
    return round(p * (columns - 1))


def _rows(counts: Counter[int], columns: int, dot: str) -> list[str]:
    """Return one side's rows, the one at the line first; at least one."""
    height = min(max(counts.values(), default=1), _MOST_ROWS)
    return [
        "".join(_sign(counts[place], row, dot) for place in range(columns)).rstrip()
        for row in range(1, height + 1)
    ]


def _sign(count: int, row: int, dot: str) -> str:
    if count < row:
        return " "
    return "+" if row == _MOST_ROWS and count > row else dot


def _labelled(rows: Sequence[str], label: str, *, last: bool) -> list[str]:
    """Return rows with their label beside the one at the line."""
    at = len(rows) - 1 if last else 0
    edge = len(_TRUE)
    return [
        f"{label if place == at else '':>{edge}}  {row}".rstrip() for place, row in enumerate(rows)
    ]


def _scale(columns: int) -> str:
    signs = [" "] * (columns + 2)
    for each in _TICKS:
        label = f"{each}%"
        start = max(_column(each / 100, columns) - (len(label) - 1) // 2, 0)
        start = min(start, len(signs) - len(label))
        signs[start : start + len(label)] = label
    return "".join(signs).rstrip()
