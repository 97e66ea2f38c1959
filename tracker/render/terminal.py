"""Answers on a terminal: a table, or a card with its facts and sections."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.domain.answer import Card, Dots, Section, Table
from tracker.domain.text import one_line
from tracker.registry import load
from tracker.render.cells import sign
from tracker.render.colour import paint
from tracker.render.wrap import pad, paragraphs, width, wrap

if TYPE_CHECKING:
    from tracker.render.output import Style

DEFAULT_WIDTH = 100
_WIDEST_LABEL = 24
_LEAST_VALUE = 16
_GAP = 2


def write(answer: Table | Card, style: "Style") -> Iterator[str]:
    """Yield a table or a card as lines."""
    if style.width < 1:
        style = style._replace(width=DEFAULT_WIDTH)
    if isinstance(answer, Card):
        yield from _card(answer, style)
    else:
        yield from load("tracker.render.table:write")(answer, style)


def _card(card: Card, style: "Style") -> Iterator[str]:
    begun = False
    if card.title:
        yield from _title(card.title, style)
        begun = True
    if card.facts:
        if begun:
            yield "\n"
        yield from _facts(card, style)
        begun = True
    for section in card.sections:
        if begun:
            yield "\n"
        yield from _section(section, style)
        begun = True


def _title(title: str, style: "Style") -> Iterator[str]:
    for line in wrap(one_line(title), style.width):
        yield (paint(line, "bold") if style.colour else line) + "\n"


def _facts(card: Card, style: "Style") -> Iterator[str]:
    nothing = sign("–", unicode=style.unicode)
    facts = [(one_line(label), paragraphs(value) or nothing) for label, value in card.facts]
    column = min(max(width(label) for label, _ in facts), _WIDEST_LABEL, style.width // 3)
    edge = " " * (column + _GAP)
    for label, value in facts:
        lines = wrap(value, max(style.width - len(edge), _LEAST_VALUE))
        if width(label) <= column:
            yield f"{pad(label, column)}{' ' * _GAP}{lines.pop(0)}".rstrip() + "\n"
        else:
            for line in wrap(label, style.width):
                yield line + "\n"
        for line in lines:
            yield f"{edge}{line}".rstrip() + "\n"


def _section(section: Section, style: "Style") -> Iterator[str]:
    if section.title:
        yield from _title(section.title, style)
    if isinstance(section.body, Table):
        yield from load("tracker.render.table:write")(section.body, style)
    elif isinstance(section.body, Dots):
        draw = load("tracker.render.dotplot:dot_plot")
        for line in draw(section.body.points, style.width, style.unicode):
            yield line + "\n"
    else:
        for line in section.body:
            for part in wrap(paragraphs(line), style.width, hang=_GAP):
                yield part + "\n"
    for note in section.notes:
        yield from (part + "\n" for part in wrap(paragraphs(note), style.width))
    if section.next_step:
        # Not wrapped: a command is copied whole.
        yield f"{sign('→', unicode=style.unicode)} {one_line(section.next_step)}\n"
