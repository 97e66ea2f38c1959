"""A turn cut into sentences, and sentences into clauses, each with its place in the file.

Judged are clauses: a Chinese sentence may run past two hundred characters and hold two forecasts.
Commas part Chinese clauses; English ones also end where a conjunction begins a new statement.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

HAN = re.compile("[\u3400-\u9fff]")
LATIN = re.compile("[A-Za-z]")
CLOSERS = "\"'”’」』)）\\]】》"
SENTENCE_END = re.compile(
    rf"(?:[。！？!?…]+[{CLOSERS}]*|[；;]|\n+"
    rf"|(?<![\s.][A-Z])(?<!\b(?:Mr|Ms|Dr|St|vs|Sr|Jr|Lt))(?<!\b(?:Mrs|Inc|Rep|Sen|Gov|Gen|Ltd"
    rf"|etc|Fig|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    rf"\.+[{CLOSERS}]*(?=\s|$|[\u3400-\u9fff]))"
)
CHINESE_COMMA = re.compile("[，,：:—]+")
ENGLISH_JOINT = re.compile(
    r"[—–]+|\s-{1,2}\s|:(?=\s)"
    r"|,(?=\s+(?:and\s+)?\d{1,3}(?:\.\d+)?\s?(?:%|percent))"
    r"|\s(?=and\s+\w+s\s+(?:\w+\s+)?to\s+[$€£\d])"
    r"|,(?=\s+(?:and|but|so|because|whereas|while|although|though|which|or(?!\s[^,.]{1,24},)|yet"
    r"|then)\s)"
    r"|\s(?=(?:and|but|because|so)\s+(?:I|we|you|he|she|it|they|there|that|this|the|by|in|if|I'm|"
    r"we're|it's|that's|they're)\b)",
)
SHORTEST = 18  # characters of an English clause that stands by itself
LONGEST = 400  # of a sentence; beyond it a text without stops is cut at commas and words
CUT = re.compile(r"[,，、]\s*|\s+(?=(?:and|but|so|because|I|we|it's|that's)\b)")


class Span(NamedTuple):
    """A place in the file, its end not counted."""

    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence and its clauses, blanks at their edges left out."""

    span: Span
    clauses: tuple[Span, ...]
    is_chinese: bool


def is_chinese(text: str) -> bool:
    """Tell whether a text is to be read as Chinese: a Chinese character says as much as a word."""
    return len(HAN.findall(text)) * 3 > len(LATIN.findall(text))


def sentences(clean: str, start: int, end: int) -> Iterator[Sentence]:
    """Yield the sentences of a stretch of text."""
    at = start
    while at < end:
        found = SENTENCE_END.search(clean, at, end)
        stop = found.end() if found else end
        yield from _sentence(clean, at, stop)
        at = stop


def _sentence(clean: str, start: int, end: int) -> Iterator[Sentence]:
    span = trimmed(clean, start, end)
    if span is None:
        return
    chinese = is_chinese(clean[span.start : span.end])
    for part in _cut(clean, span):
        clauses = tuple(_chinese(clean, part) if chinese else _english(clean, part))
        if clauses:
            yield Sentence(part, clauses, chinese)


def trimmed(clean: str, start: int, end: int) -> Span | None:
    """Leave blanks and stray marks at the edges out; None if nothing is left."""
    text = clean[start:end]
    left = len(text) - len(text.lstrip(" \t\n\r，,、：:—–-;；。.")) if text else 0
    right = len(text.rstrip())
    return Span(start + left, start + right) if left < right else None


def _cut(clean: str, span: Span) -> Iterator[Span]:
    """Cut what has no stops, such as captions made by a machine, into pieces that can be read."""
    at = span.start
    while span.end - at > LONGEST:
        places = list(CUT.finditer(clean, at + LONGEST // 3, at + LONGEST))
        stop = places[-1].start() + 1 if places else at + LONGEST
        if piece := trimmed(clean, at, stop):
            yield piece
        at = stop
    if piece := trimmed(clean, at, span.end):
        yield piece


def _chinese(clean: str, span: Span) -> Iterator[Span]:
    at = span.start
    for found in CHINESE_COMMA.finditer(clean, span.start, span.end):
        if piece := trimmed(clean, at, found.start()):
            yield piece
        at = found.end()
    if piece := trimmed(clean, at, span.end):
        yield piece


def _english(clean: str, span: Span) -> Iterator[Span]:
    at = span.start
    for found in ENGLISH_JOINT.finditer(clean, span.start, span.end):
        if found.start() - at < SHORTEST or span.end - found.end() < SHORTEST:
            continue
        if piece := trimmed(clean, at, found.start()):
            yield piece
        at = found.end()
    if piece := trimmed(clean, at, span.end):
        yield piece
