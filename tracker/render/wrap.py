"""Text by terminal cells: how wide it is, and how it breaks into lines.

Latin text breaks at blanks. Chinese text breaks between any two characters, but not before a
closing mark, after an opening one, or within a number and its unit (`2026年`).
"""

import re
from collections.abc import Iterator
from functools import cache

from wcwidth import wcswidth, wcwidth

from tracker.domain.text import printable

GLUE = "\u00a0"
"""A blank at which no line breaks."""

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff"
    "\U00020000-\U0003fffd"
)
_MARKS = "\u0300-\u036f\u200b-\u200d\u20e3\u3099\u309a\ufe00-\ufe0f\U0001f3fb-\U0001f3ff"
_OPENING = r"（《〈「『【〔［｛“‘(\[{\u200d"
_CLOSING = r"，。、；：！？）》〉」』】〕］｝”’…—～·％,.;:!?)\]}%" + _MARKS
_UNITS = "年月日号天周岁倍个万亿千百点"


@cache
def _between() -> re.Pattern[str]:
    """Return where a line may break within a word that is not ASCII; it takes long to make."""
    return re.compile(
        rf"(?:(?<=[{_WIDE}])|(?=[{_WIDE}]))"
        rf"(?<![{_OPENING}])(?![{_CLOSING}])(?!(?<=[0-9])[{_UNITS}])(?!(?<=[年月])[0-9])"
    )


def width(text: str) -> int:
    """Return how many cells a line of printable text takes."""
    return len(text) if text.isascii() else max(wcswidth(text), 0)


def pad(text: str, cells: int) -> str:
    """Return a line of text with blanks up to a width."""
    return text + " " * (cells - width(text))


def pieces(text: str, *, words: bool = False) -> Iterator[str]:
    """Yield the parts of a line that are not broken; with `words` that is only at blanks."""
    for word in text.split(" "):
        yield from _parts(word, words=words)


def wrap(text: str, cells: int, *, hang: int = 0, words: bool = False) -> list[str]:
    """Return printable text as lines of at most `cells`; `hang` indents all lines but the first.

    What is wider than a line and cannot break is cut. A paragraph's own indent holds for its lines.
    With `words` Chinese breaks at blanks too, as names should.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph, cells, hang, words=words))
    return lines


def paragraphs(text: str) -> str:
    """Return text as `wrap` takes it: its line breaks and indents kept, other blanks made one."""
    lines = (line.expandtabs(4) for line in printable(text).split("\n"))
    return "\n".join(
        " " * (len(line) - len(line.lstrip(" "))) + " ".join(line.split()) for line in lines
    )


def _wrapped(paragraph: str, cells: int, hang: int, *, words: bool) -> Iterator[str]:
    indent = len(paragraph) - len(paragraph.lstrip(" "))
    indent = indent if indent * 2 < cells else 0
    edge, line, used = " " * indent, "", indent
    for word in paragraph.split(" "):
        gap = 1 if line else 0
        for piece in _parts(word, words=words):
            taken = width(piece)
            if line and used + gap + taken > cells:
                yield _ended(edge + line)
                edge, line, used, gap = " " * (indent + hang), "", indent + hang, 0
            rest = piece
            while taken > max(cells - used, 1):
                head, rest = _cut(rest, max(cells - used, 1))
                yield _ended(edge + head)
                edge, used, taken = " " * (indent + hang), indent + hang, width(rest)
            line += " " * gap + rest
            used += gap + taken
            gap = 0
    yield _ended(edge + line)


def _ended(line: str) -> str:
    return line.replace(GLUE, " ").rstrip()


def _parts(word: str, *, words: bool) -> list[str]:
    if words or not word or word.isascii():
        return [word] if word else []
    return [part for part in _between().split(word) if part]


def _cut(text: str, cells: int) -> tuple[str, str]:
    """Return what of a text fits into `cells`, at least one character, and the rest."""
    end, used = 0, 0
    for character in text:
        used += max(wcwidth(character), 0)
        if used > cells and end:
            break
        end += 1
    while end > 1 and width(text[:end]) > cells:
        end -= 1
    return text[:end], text[end:]
