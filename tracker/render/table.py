"""A table on a terminal: a heading, a thin rule, two blanks between columns, no boxes.

Dates, ids and figures keep their width and are never broken; longer texts share what is left. Where
that is too little, each row is written as a record of its own.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.domain.answer import Cell, Column, Row, Table
from tracker.domain.text import one_line
from tracker.registry import load
from tracker.render.cells import FIGURES, sign, written
from tracker.render.colour import paint, paint_cell
from tracker.render.wrap import GLUE, paragraphs, pieces, width, wrap

if TYPE_CHECKING:
    from tracker.render.output import Style

_GAP = 2
_NARROW = 60
_LEAST_FLOW = 16
_LEAST_SOFT = 20
_AMPLE_FLOW = 48
_LEAST_RECORD = 20
_HANGING = 2
_SOFT: frozenset[Cell] = frozenset({"text", "name", "list", "forecasts", "belief", "due"})
_HANG: dict[Cell, int] = {"forecasts": 2}
_BY_WORDS: frozenset[Cell] = frozenset({"name", "list", "forecasts", "belief", "due"})
_NO_BREAK = re.compile(
    r"(?<=~) | (?=days?\b)|(?<=\bday) |(?<=\bdays) |(?<=\b(?:in|on|no)) (?=\w)|(?<=\(via) "
)


def write(table: Table, style: "Style") -> Iterator[str]:
    """Yield a table as lines."""
    total = style.width
    rows = list(table.rows)
    if not rows:
        for line in wrap(paragraphs(table.empty), total):
            yield line + "\n"
        return
    columns = [column._replace(heading=one_line(column.heading)) for column in table.columns]
    cells = [[_cell(column, row, style) for column in columns] for row in rows]
    widths = _widths(columns, cells, total)
    if widths is None:
        yield from _records(columns, rows, cells, style)
    else:
        yield from _grid(columns, rows, cells, widths, style)


def _cell(column: Column, row: Row, style: "Style") -> str:
    text = written(column, row, unicode=style.unicode)
    return _NO_BREAK.sub(GLUE, text) if column.cell in _BY_WORDS else text


def _widths(columns: Sequence[Column], cells: list[list[str]], total: int) -> list[int] | None:
    """Return how wide each column may be, or None if they do not fit side by side."""
    texts = [
        [column.heading, *(line for row in cells for line in row[i].split("\n"))]
        for i, column in enumerate(columns)
    ]
    widths = [max(map(width, lines)) for lines in texts]
    room = total - _GAP * (len(columns) - 1)
    if sum(widths) <= room:
        return widths
    least = [
        _least(column, lines, natural)
        for column, lines, natural in zip(columns, texts, widths, strict=True)
    ]
    if total < _NARROW or sum(least) > room:
        return None
    return _shared(columns, texts, least, room)


def _least(column: Column, lines: list[str], natural: int) -> int:
    """Return how narrow a column may become."""
    if column.cell == "flow":
        return min(natural, max(_LEAST_FLOW, width(column.heading)))
    if column.cell in _SOFT:
        words = column.cell in _BY_WORDS
        parts = (piece for line in lines for piece in pieces(line, words=words))
        longest = max(map(width, parts), default=0) + _HANG.get(column.cell, 0)
        return min(natural, max(min(longest, _LEAST_SOFT), width(column.heading)))
    return natural


def _shared(
    columns: Sequence[Column], texts: list[list[str]], least: list[int], room: int
) -> list[int]:
    """Return widths that fill `room`; other text gives way until flowing text has half of it."""
    natural = [max(map(width, lines)) for lines in texts]
    flow = [i for i, column in enumerate(columns) if column.cell == "flow"]
    result = [least[i] if i in flow else cells for i, cells in enumerate(natural)]
    ample = min(_AMPLE_FLOW, room // 2) // max(len(flow), 1)
    wanted = sum(max(0, min(natural[i], ample) - least[i]) for i in flow)
    # A due date breaks worst, so it gives way last.
    for soft in (_SOFT - {"due"}, {"due"}):
        while sum(result) + wanted > room:
            wide = [i for i, c in enumerate(columns) if c.cell in soft and result[i] > least[i]]
            if not wide:
                break
            result[max(wide, key=lambda i: result[i])] -= 1
    for i, column in enumerate(columns):
        if i not in flow and result[i] < natural[i]:
            result[i] = _filled(column, texts[i], result[i])
    while sum(result) < room:
        narrow = [i for i in flow if result[i] < natural[i]]
        if not narrow:
            break
        result[min(narrow, key=lambda i: result[i])] += 1
    return result


def _filled(column: Column, texts: list[str], cells: int) -> int:
    """Return how much of a width a column's lines really take."""
    return max(width(line) for text in texts for line in _wrapped(column, text, cells))


def _wrapped(column: Column, text: str, cells: int) -> list[str]:
    hang, words = _HANG.get(column.cell, 0), column.cell in _BY_WORDS
    return wrap(text, cells, hang=hang, words=words)


def _grid(
    columns: Sequence[Column],
    rows: Sequence[Row],
    cells: list[list[str]],
    widths: list[int],
    style: "Style",
) -> Iterator[str]:
    body = [
        [
            "\n".join(_lines(column, text, cells, row, style))
            for column, text, cells in zip(columns, texts, widths, strict=True)
        ]
        for row, texts in zip(rows, cells, strict=True)
    ]
    headings = [column.heading for column in columns]
    if style.colour:
        headings = [paint(heading, "bold") for heading in headings]
    tabulate = load("tabulate")
    tabulate.MIN_PADDING = 0  # its headings would be two cells wider than their columns
    text: str = tabulate.tabulate(
        body,
        headers=headings,
        tablefmt="simple",
        disable_numparse=True,
        colalign=["right" if column.cell in FIGURES else "left" for column in columns],
    )
    for number, line in enumerate(text.split("\n")):
        if number == 1:
            rule = line.replace("-", sign("─", unicode=style.unicode))
            yield (paint(rule, "dim") if style.colour else rule) + "\n"
        else:
            yield line.rstrip() + "\n"


def _lines(column: Column, text: str, cells: int, row: Row, style: "Style") -> list[str]:
    lines = _wrapped(column, text, cells)
    return [paint_cell(column.cell, line, row) for line in lines] if style.colour else lines


def _records(
    columns: Sequence[Column], rows: Sequence[Row], cells: list[list[str]], style: "Style"
) -> Iterator[str]:
    room = max(style.width, _LEAST_RECORD)
    for number, (row, texts) in enumerate(zip(rows, cells, strict=True)):
        if number:
            yield "\n"
        for column, text in zip(columns, texts, strict=True):
            if text or column is columns[0]:
                yield from _record_line(column, text, row, room, colour=style.colour)


def _record_line(column: Column, text: str, row: Row, room: int, *, colour: bool) -> Iterator[str]:
    label = f"{column.heading}: "
    first, *more = wrap(label + text.replace("\n", "\n  "), room, hang=_HANGING)
    if colour and first.startswith(label):
        first = label + paint_cell(column.cell, first.removeprefix(label), row)
    yield first + "\n"
    for line in more:
        yield (paint_cell(column.cell, line, row) if colour else line) + "\n"
