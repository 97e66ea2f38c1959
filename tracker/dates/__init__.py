"""Days and windows, from ISO dates and from English and Chinese words.

Everything counts from the day on which a phrase was said; nothing here knows what day it is. The
grammar is imported when the first words come, for most commands only ever see ISO dates.
"""

from datetime import date

from tracker.dates.iso import is_iso, looks_iso, parse_iso
from tracker.dates.reading import Found, Reading, Window
from tracker.registry import load

__all__ = ["Found", "Reading", "Window", "find", "parse_iso", "read"]


def read(phrase: str, said_on: date) -> Reading:
    """Read a date, in ISO form or in words, as the window that it names."""
    if is_iso(phrase):
        day = parse_iso(phrase)
        flags = ("past",) if day < said_on else ()
        return Reading(phrase, said_on, day, day, "stated", flags=flags)
    if looks_iso(phrase):
        parse_iso(phrase)  # says what is wrong with it
    reading: Reading = load("tracker.dates.grammar:read_words")(phrase, said_on)
    return reading


def find(text: str, said_on: date, *, vague: bool = False) -> list[Found]:
    """Find the dates in running text, in their order: places in code points, and readings.

    Each reading is what `read` says of the words at that place. The longest phrase wins, and none
    overlap. With `vague`, words that name no date (soon, 很快) are found too.
    """
    found: list[Found] = load("tracker.dates.finding:find")(text, said_on, vague=vague)
    return found
