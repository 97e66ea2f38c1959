"""A statement that looks ahead, as it was found in a turn."""

from typing import NamedTuple

from tracker.dates import Found
from tracker.domain.transcript import Turn
from tracker.extract.odds import Heard


class Statement(NamedTuple):
    """A statement as it was found, with all that its score and its fields are made from."""

    start: int
    end: int
    turn: Turn
    text: str
    is_chinese: bool
    shown: dict[str, str]
    when: Found | None
    is_inherited: bool
    is_from_question: bool
    heard: Heard | None
    owner: str | None
    features: frozenset[str]
