"""Dates in running text: where they stand, and the windows that they name.

A found date is one that `read` takes by itself: its reading is that of the words at its place, so
that nothing depends on the text around it. The longest phrase that begins in a place wins, and
phrases never overlap. Text says many things in words of time that are no dates ("May I", "the third
company", 每年, 2026年中国); what English or Chinese does not mean as one is left out here.

The work grows with the length of the text: a phrase is looked for only where one can begin, near a
word or number that dates are made of.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from tracker.dates import finding_chinese, finding_english, finding_vague, read
from tracker.dates.english_words import MONTHS_CUT_SHORT
from tracker.dates.finding_english import Read
from tracker.dates.grammar import DASHES, HAN, QUOTES
from tracker.dates.reading import Found, Reading
from tracker.errors import InvalidDate

NO_MONTH = "".join(rf"(?<!\b{month})" for month in MONTHS_CUT_SHORT)
BREAK = re.compile(rf"[。！？；…!?;]+|\n\s*\n|{NO_MONTH}\.(?=\s)")
LONGEST_PIECE = 1000  # characters; text without stops is cut between words
CUT = re.compile(r"[\s,、]")
BLANKS = str.maketrans(dict.fromkeys("\t\n\r\v\f\u00a0\u3000", " "))
WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
SIGNS = {**WIDE, **BLANKS, **DASHES, **QUOTES}


def find(text: str, said_on: date, *, vague: bool = False) -> list[Found]:
    """Find the dates that a text names, in their order; vague words such as soon if asked for."""
    readings: dict[str, Reading | None] = {}
    found: list[Found] = []
    plain = _plain(text)
    for start, end in _pieces(plain):
        sentence = text[start:end]

        def read_here(first: int, last: int, sentence: str = sentence) -> Reading | None:
            phrase = sentence[first:last]
            if phrase not in readings:
                readings[phrase] = _read(phrase, said_on)
            reading = readings[phrase]
            if reading is None or reading.basis != "vague":
                return reading
            return reading if vague and finding_vague.looks_ahead(phrase) else None

        here = _in_sentence(sentence, plain[start:end], said_on, read_here, vague=vague)
        found += (Found(start + first, start + last, reading) for first, last, reading in here)
    return found


def _in_sentence(
    text: str, plain: str, said_on: date, read_here: Read, *, vague: bool
) -> list[Found]:
    chinese = HAN.search(plain) is not None
    if chinese:
        found = list(finding_chinese.dates(plain, said_on, read_here))
    else:
        found = list(finding_english.dates(text, plain, said_on, read_here))
    if not vague:
        return found
    for start, end in finding_vague.places(plain, chinese=chinese):
        if all(each.end <= start or end <= each.start for each in found):
            reading = read_here(start, end)
            if reading is not None:
                found.append(Found(start, end, reading))
    return sorted(found)


def _read(phrase: str, said_on: date) -> Reading | None:
    try:
        return read(phrase, said_on)
    except InvalidDate:
        return None


def _plain(text: str) -> str:
    """Put each character into its plain form: small, narrow, line ends as blanks."""
    small = text.lower()
    if len(small) != len(text):  # a few capitals have no single small letter
        small = "".join(
            character.lower() if len(character.lower()) == 1 else character for character in text
        )
    return small.translate(SIGNS)


def _pieces(plain: str) -> Iterator[tuple[int, int]]:
    """Cut a text into sentences, or so much of one as is bearable."""
    stops = [0, *(match.end() for match in BREAK.finditer(plain)), len(plain)]
    for start, end in pairwise(stops):
        at = start
        while end - at > LONGEST_PIECE:
            cuts = [match.start() for match in CUT.finditer(plain, at + 1, at + LONGEST_PIECE)]
            cut = cuts[-1] if cuts else at + LONGEST_PIECE
            yield at, cut
            at = cut
        yield at, end
