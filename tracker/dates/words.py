"""Text cut into words, and a place in it that rules move forward.

A rule returns what it read and leaves the place behind it, or returns None; `attempt` then puts the
place back. Nothing asks that a rule start at the beginning, so the same rules serve a longer text.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

T = TypeVar("T")

TOKEN = re.compile(r"[0-9]+|[a-z]+|'s\b|[^\sa-z0-9]")


class Phrases(dict[tuple[str, ...], T]):
    """Phrases in words, with their meanings; knows how long one that begins with a word can be."""

    def __init__(self, phrases: Mapping[tuple[str, ...], T]) -> None:
        super().__init__(phrases)
        self.longest: dict[str, int] = {}
        for words in phrases:
            self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))


class Word(NamedTuple):
    """A word, where it stands, and whether it touches the one before."""

    text: str
    start: int
    glued: bool


def cut(text: str) -> list[Word]:
    """Cut a normalised text into words, numbers and signs."""
    found = list(TOKEN.finditer(text))
    ends = [-1, *(match.end() for match in found)]
    return [
        Word(match[0], match.start(), match.start() == end)
        for match, end in zip(found, ends, strict=False)
    ]


def meanings(table: Mapping[T, str]) -> Phrases[T]:
    """Turn "meaning: phrase, phrase" about, each phrase cut into words."""
    return Phrases(
        {
            tuple(word.text for word in cut(phrase)): meaning
            for meaning, listed in table.items()
            for phrase in listed.split(",")
        }
    )


def one_meaning(listed: str) -> Phrases[bool]:
    """Make a table of phrases that all mean the same."""
    return meanings({True: listed})


class Words:
    """The words of a phrase and a place among them."""

    def __init__(self, text: str, said_on: date) -> None:
        self.text = text
        self.said_on = said_on
        self.words = cut(text)
        self.at = 0

    @property
    def ended(self) -> bool:
        """Tell whether everything has been read."""
        return self.at >= len(self.words)

    def peek(self, ahead: int = 0) -> str:
        """Look at a word without reading it."""
        place = self.at + ahead
        return self.words[place].text if place < len(self.words) else ""

    def glued(self, ahead: int = 0) -> bool:
        """Tell whether a word touches the one before it."""
        place = self.at + ahead
        return place < len(self.words) and self.words[place].glued

    def take(self, *alternatives: str) -> bool:
        """Read one of several single words."""
        if self.peek() and self.peek() in alternatives:
            self.at += 1
            return True
        return False

    def skip(self, *words: str) -> None:
        """Read past any of these words, if they stand here."""
        while self.take(*words):
            pass

    def look(self, table: Phrases[T]) -> T | None:
        """Read the longest phrase of a table that stands here; give its meaning."""
        longest = table.longest.get(self.peek(), 0)
        for length in range(min(longest, len(self.words) - self.at), 0, -1):
            key = tuple(word.text for word in self.words[self.at : self.at + length])
            if key in table:
                self.at += length
                return table[key]
        return None

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what a pattern matches here, if that ends where a word ends."""
        if self.ended:
            return None
        found = pattern.match(self.text, self.words[self.at].start)
        if found is None:
            return None
        place = self.at
        while place < len(self.words) and self.words[place].start < found.end():
            place += 1
        last = self.words[place - 1]
        if last.start + len(last.text) != found.end():
            return None
        self.at = place
        return found

    def attempt(self, *rules: Callable[[], T]) -> T | None:
        """Try rules in turn from here; the place stays if none of them reads anything."""
        start = self.at
        for rule in rules:
            if (found := rule()) is not None:
                return found
            self.at = start
        return None
