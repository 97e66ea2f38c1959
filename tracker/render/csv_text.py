"""CSV as spreadsheets read it (RFC 4180), with no cell that a spreadsheet would run."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import TYPE_CHECKING, Any

from tracker.domain.answer import Card, Column, Row, Table
from tracker.domain.spreadsheet import neutral, original
from tracker.render.cells import value_of, written
from tracker.render.json_text import dumps, plain

if TYPE_CHECKING:
    from tracker.render.output import Style

_LINE_ENDS = re.compile("\r\n?|\x0b|\x0c|\x85")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CHUNK = 1 << 16
_NESTED = (Mapping, list, tuple)


def write(answer: Table | Card, style: "Style") -> Iterator[str]:
    """Yield a header of the columns' keys and a line for each row; a card as its flat table."""
    del style  # the same for every reader
    table = answer.flat if isinstance(answer, Card) else answer
    columns = tuple(table.sheet or table.columns)
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    names = [column.heading if table.sheet else column.key for column in columns]
    writer.writerow([neutral(name) for name in names])
    for row in table.rows:
        writer.writerow([_cell(column, row) for column in columns])
        if buffer.tell() > _CHUNK:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _cell(column: Column, row: Row) -> str:
    if column.cell == "forecasts":
        return _written(written(column, row).replace("\n", "; "))
    return _written(value_of(column, row))


def _written(value: Any) -> str:
    if isinstance(value, str):
        text = _CONTROLS.sub("", _LINE_ENDS.sub("\n", value))
        return neutral(_SURROGATES.sub("�", text))
    if isinstance(value, list | tuple) and not any(isinstance(item, _NESTED) for item in value):
        return neutral(";".join(original(_written(item)) for item in value))
    if isinstance(value, (bool, *_NESTED)):
        return dumps(value)
    value = plain(value)
    return "" if value is None else str(value)
