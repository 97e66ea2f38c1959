"""The way out: an answer and a form in, chunks of text out. Nothing here writes anywhere.

Each form's writer is imported when it is asked for: who wants JSON does not wait for tables.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tracker.domain.answer import Card, Table
from tracker.registry import load

_WRITERS = {
    "table": "tracker.render.terminal:write",
    "json": "tracker.render.json_text:write",
    "jsonl": "tracker.render.json_text:write_lines",
    "csv": "tracker.render.csv_text:write",
    "markdown": "tracker.render.markdown:write",
}
FORMATS = tuple(_WRITERS)


class Style(NamedTuple):
    """What the reader's terminal can show.

    `width` is in cells, 0 where there is no terminal; `unicode` is whether its encoding has the
    signs ▲▼–…∞ and Chinese characters.
    """

    width: int = 0
    colour: bool = False
    unicode: bool = True


PLAIN = Style()


def render(answer: Table | Card, form: str, style: Style = PLAIN) -> Iterator[str]:
    """Yield an answer as text in one of FORMATS, in chunks that end with a line's end."""
    chunks: Iterator[str] = load(_WRITERS[form])(answer, style)
    return chunks
