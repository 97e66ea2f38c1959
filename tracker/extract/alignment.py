"""Where words stand in a text: exactly, or but for blanks, punctuation, width and capitals."""

import unicodedata
from typing import NamedTuple

_FEWEST = 4
"""Fewer letters than these are found anywhere and prove nothing."""


class Place(NamedTuple):
    """A span of a text, the end not counted."""

    start: int
    end: int


def place_of(words: str, text: str, start: int = 0, end: int | None = None) -> Place | None:
    """Return where `words` stand in `text[start:end]`, None where they do not.

    What is found otherwise than by the letter keeps all its letters in their order: only what
    stands between them may differ.
    """
    end = len(text) if end is None else end
    words = words.strip()
    at = text.find(words, start, end) if words else -1
    if at >= 0:
        return Place(at, at + len(words))
    wanted, _ = _letters(words)
    if len(wanted) < _FEWEST:
        return None
    letters, places = _letters(text[start:end])
    at = letters.find(wanted)
    if at < 0:
        return None
    return Place(start + places[at], start + places[at + len(wanted) - 1] + 1)


def _letters(text: str) -> tuple[str, list[int]]:
    """Return a text's letters and figures in one width and case, and where each stands."""
    found, places = [], []
    for place, character in enumerate(text):
        if character.isalnum():
            for letter in unicodedata.normalize("NFKC", character).casefold():
                found.append(letter)
                places.append(place)
    return "".join(found), places
