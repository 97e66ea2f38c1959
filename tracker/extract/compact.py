"""A cleaned text without the room that stamps and pages' headers left, and the way back to it.

What nobody said is blanks in a cleaned text, so that every place is that of the file. Words that
stood on two lines of captions are forty blanks apart there: too far for any pattern, and too long
for a sentence. Here each run of blanks is one.
"""

import re
from bisect import bisect_right

_RUN = re.compile(r"[ \t]{2,}")


class Compact:
    """The compact text, and which place of the one is which of the other."""

    def __init__(self, text: str) -> None:
        pieces, at = [], 0
        self._here, self._there = [0], [0]
        for run in _RUN.finditer(text):
            pieces.append(text[at : run.start() + 1])
            at = run.end()
            self._here.append(self._here[-1] + run.start() + 1 - self._there[-1])
            self._there.append(at)
        self.text = "".join([*pieces, text[at:]])

    def place(self, original: int) -> int:
        """Return where a place of the original is, the nearest after it if it went."""
        number = bisect_right(self._there, original) - 1
        here = self._here[number] + original - self._there[number]
        return min(here, self._here[number + 1]) if number + 1 < len(self._here) else here

    def original(self, place: int) -> int:
        """Return where a place of the compact text is in the original."""
        number = bisect_right(self._here, place) - 1
        return self._there[number] + place - self._here[number]
