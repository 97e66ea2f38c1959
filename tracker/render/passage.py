"""A quote among the words around it, marked so that it is found at a glance."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.domain.text import one_line
from tracker.render.colour import paint
from tracker.render.wrap import wrap

if TYPE_CHECKING:
    from tracker.render.output import Style

_MARKS = ("【", "】")
_PLAIN_MARKS = ("[[", "]]")
_AS_BRACKETS = str.maketrans({"【": "[", "】": "]"})


def passage(
    quote: str,
    *,
    before: str | None,
    after: str | None,
    speaker: str | None,
    style: "Style",
) -> Iterator[str]:
    """Yield a quote in its context as lines; on a terminal with colours it is bold as well."""
    opening, closing = _MARKS if style.unicode else _PLAIN_MARKS
    said = _gap(before, ending=True) + f"{opening}{_inner(quote)}{closing}" + _gap(after)
    name = f"{one_line(speaker)}: " if speaker else ""
    is_inside = False
    for line in wrap(name + said, style.width):
        if not style.colour:
            yield f"{line}\n"
            continue
        painted, is_inside = _painted(line, opening, closing, is_inside=is_inside)
        yield f"{painted}\n"


def _inner(text: str) -> str:
    return one_line(text).translate(_AS_BRACKETS)


def _gap(text: str | None, *, ending: bool = False) -> str:
    """Return what stands beside a quote, parted by a blank where words would run together."""
    if not text:
        return ""
    shown = _inner(text)
    edge = shown[-1] if ending else shown[0]
    if not edge.isascii() or (not ending and not edge.isalnum()):
        return shown
    return f"{shown} " if ending else f" {shown}"


def _painted(line: str, opening: str, closing: str, *, is_inside: bool) -> tuple[str, bool]:
    """Return a line with what stands between the marks bold, and whether the quote goes on."""
    before, found, rest = ("", "", line) if is_inside else line.partition(opening)
    if not (is_inside or found):
        return line, False
    inner, ended, after = rest.partition(closing)
    return before + paint(f"{found}{inner}{ended}", "bold") + after, not ended
