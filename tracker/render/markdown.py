"""Markdown as GitHub reads it: tables without padding, so that a long text widens no other."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.domain.answer import Card, Dots, Section, Table
from tracker.domain.text import one_line, printable
from tracker.render.cells import FIGURES, sign, written
from tracker.render.dotplot import dot_plot

if TYPE_CHECKING:
    from tracker.render.output import Style

_DOTS_WIDTH = 80
_SPECIAL = re.compile(r"[\\`*\[\]|]|(?<![^\W_])_|_(?![^\W_])|~(?=\S)")
_ADDRESS = frozenset(" <>()\\`\"'[]")
_LINE_START = re.compile(r"^(\s*)([#>+=-]|[0-9]+(?=[.)]))")


def escaped(text: str) -> str:
    """Return text so that Markdown shows it as it is, line breaks as `<br>`."""
    text = re.sub(r"&(?=#?\w+;)", "&amp;", printable(text).replace("\t", " "))
    text = text.replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\g<0>", text).replace("\n", "<br>")


def paragraph(text: str) -> str:
    """Return escaped text that begins a line, and so must not look like a list or a heading."""
    return _LINE_START.sub(_mask, escaped(text))


def link(text: str, url: str | None) -> str:
    """Return escaped text as a link; as it is where there is no address that a page may open."""
    if url is None or not url.lower().startswith(("https://", "http://")):
        return text
    address = "".join(f"%{ord(sign):02X}" if sign in _ADDRESS else sign for sign in one_line(url))
    return f"[{text}]({address})"


def write(answer: Table | Card, style: "Style") -> Iterator[str]:
    """Yield a table, or a card as a heading, a list of facts and its sections."""
    if isinstance(answer, Table):
        yield from _table(answer, style)
        return
    yield f"## {escaped(one_line(answer.title))}\n"
    if answer.facts:
        yield "\n"
    for label, value in answer.facts:
        yield f"- **{escaped(one_line(label))}:** {escaped(value)}".rstrip() + "\n"
    for section in answer.sections:
        yield from _section(section, style)


def _section(section: Section, style: "Style") -> Iterator[str]:
    yield f"\n### {escaped(one_line(section.title))}\n\n"
    if isinstance(section.body, Table):
        yield from _table(section.body, style)
    elif isinstance(section.body, Dots):
        lines = dot_plot(section.body.points, style.width or _DOTS_WIDTH, style.unicode)
        yield "".join(f"{line}\n" for line in ("```", *lines, "```"))
    else:
        for line in section.body:
            yield f"- {paragraph(line)}\n"
    for note in section.notes:
        yield f"\n{paragraph(note)}\n"
    if section.next_step:
        step = one_line(section.next_step)
        fence = "``" if "`" in step else "`"
        edge = " " if "`" in step else ""
        yield f"\n{sign('→', unicode=style.unicode)} {fence}{edge}{step}{edge}{fence}\n"


def _table(table: Table, style: "Style") -> Iterator[str]:
    begun = False
    for row in table.rows:
        if not begun:
            yield _line([escaped(one_line(column.heading)) for column in table.columns])
            yield _line(["---:" if column.cell in FIGURES else "---" for column in table.columns])
            begun = True
        yield _line(
            [escaped(written(column, row, unicode=style.unicode)) for column in table.columns]
        )
    if not begun:
        yield escaped(one_line(table.empty)) + "\n"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _mask(found: re.Match[str]) -> str:
    start, marker = found.groups()
    return f"{start}{marker}\\" if marker.isdigit() else f"{start}\\{marker}"
