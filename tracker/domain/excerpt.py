"""The words around a quote: what stands before and after it, and the question that it answers."""

import re
from bisect import bisect_right
from typing import NamedTuple

from tracker.domain.transcript import Transcript

ROOM = 160
"""How many characters of what surrounds a quote are kept on either side."""
_QUESTION_ROOM = 300
_TURNS_BACK = 4
_END = re.compile(r"[。！？!?；;\n]|\.(?=\s)")
"""Where a sentence ends."""
_ASKS = ("？", "?")


class Excerpt(NamedTuple):
    """What surrounds a quote, each text None where there is nothing. Soft breaks are blanks."""

    question: str | None
    before: str | None
    after: str | None


def around(text: str, start: int, end: int, *, low: int = 0, high: int | None = None) -> Excerpt:
    """Return what surrounds `text[start:end]`, within `low` to `high` and no further than ROOM.

    It begins and ends at a sentence where one is near, and says by `…` where it was cut.
    """
    high = len(text) if high is None else high
    before = " ".join(_head(text, max(low, 0), start).split())
    after = " ".join(_tail(text, end, min(high, len(text))).split())
    return Excerpt(None, before or None, after or None)


def _head(text: str, low: int, start: int) -> str:
    if start - low <= ROOM:
        return text[low:start]
    piece = text[start - ROOM : start]
    first = _END.search(piece, 0, ROOM // 2)
    return f"…{piece[first.end() :] if first else piece}"


def _tail(text: str, end: int, high: int) -> str:
    if high - end <= ROOM:
        return text[end:high]
    piece = text[end : end + ROOM]
    cut = max((found.end() for found in _END.finditer(piece, ROOM // 2)), default=ROOM)
    return f"{piece[:cut]}…"


class Excerpts:
    """The surroundings of quotes in one transcript."""

    def __init__(self, transcript: Transcript) -> None:
        self._transcript = transcript
        self._starts = [turn.start for turn in transcript.turns]

    def around(self, start: int, end: int) -> Excerpt:
        """Return what surrounds a quote within its turn, and the question asked just before it."""
        place = bisect_right(self._starts, start) - 1
        if place < 0:
            return around(self._transcript.clean, start, end)
        turn = self._transcript.turns[place]
        found = around(self._transcript.clean, start, end, low=turn.start, high=max(turn.end, end))
        return found._replace(question=self.question(place))

    def question(self, place: int) -> str | None:
        """Return the end of the nearest turn before that asks something, in another voice.

        On a panel several answer one question, so it is looked for a few turns back.
        """
        turns, clean = self._transcript.turns, self._transcript.clean
        for asked in reversed(turns[max(place - _TURNS_BACK, 0) : place]):
            words = " ".join(clean[asked.start : asked.end].split())
            end = words[-_QUESTION_ROOM:]
            if asked.speaker != turns[place].speaker and any(mark in end for mark in _ASKS):
                said = end if len(words) <= _QUESTION_ROOM else f"…{end}"
                return f"{asked.speaker}: {said}" if asked.speaker else said
        return None
