"""The shape of every answer: a Table of rows or a Card with sections, to be rendered as text.

A row is the JSON object of one thing, whole; the columns say which parts of it a table shows and
how. So one answer serves a terminal, a script and a spreadsheet.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

Row = Mapping[str, Any]

Cell = Literal[
    "text",
    "name",
    "flow",
    "id",
    "day",
    "number",
    "list",
    "forecasts",
    "evidence",
    "due",
    "belief",
    "percent",
    "score",
    "range",
    "percents",
    "stance",
    "status",
]
"""How a column's values read.

A `name` is broken between words only; `flow` is text that may be wrapped and takes the width that
is left; `forecasts`, `evidence` and `due` are made from the whole row; a `belief` is one forecast,
a `percent` a probability, a `score` a figure with three decimals; a `range` is two scores and
`percents` two probabilities, a low and a high one.
"""


class Column(NamedTuple):
    """One column of a table: the row's key, its heading, and how its values are written.

    A key such as `stated.brier` reaches into an object within the row.
    """

    key: str
    heading: str
    cell: Cell = "text"


class Table(NamedTuple):
    """Rows of one kind. `empty` is the sentence that stands for a table without rows.

    `sheet` are the columns for a spreadsheet, where a terminal's would not do.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    empty: str = "Nothing found."
    sheet: Sequence[Column] = ()


class Dots(NamedTuple):
    """Forecasts (p, y) to be drawn as dots on a line from 0 to 100%."""

    points: Sequence[tuple[float, float]]


class Section(NamedTuple):
    """A part of a Card: a title, and lines of text, a table or dots; `next_step` is what to type.

    `notes` are sentences under the table, for who would rather read than reckon.
    """

    title: str
    body: Table | Dots | Sequence[str]
    next_step: str | None = None
    notes: Sequence[str] = ()


class Card(NamedTuple):
    """One thing, whole: `data` is its JSON object, the rest is how a person reads it.

    `facts` are label and value; `flat` is what stands for it where only rows can be written.
    """

    title: str
    data: Row
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    flat: Table
