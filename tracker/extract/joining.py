"""A statement and the bare odds that follow it in its sentence: one forecast, not two.

"Robots will be in a million homes by 2030, and I would put that at 20%" says one thing. What
follows is bare when it has no words but those by which odds are given.
"""

import re
from collections.abc import Iterable, Iterator

from tracker.extract.odds import Heard
from tracker.extract.statement import Statement

_GAP = 6
"""Characters at most between the two: a comma and what stands around it."""
_ENGLISH = re.compile(
    r"(?:\b(?:and|but|so|i|we|it|that|this|which|is|are|was|would|will|d|ll|s|m|put|say|give|call|guess"
    r"|think|estimate|assign|the|a|an|my|our|your|odds|chances?|probability|likelihood|confidence"
    r"|confident|likely|at|about|around|roughly|maybe|perhaps|probably|to|be|of|on|with|for|like"
    r"|only|just|percent|personally|happening)\b|[\W_])*",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    "(?:我们?|个人|本人|觉得|认为|估计|感觉|给|说|来说|会|概率|可能性|几率|机率|把握|机会|大概|大约|差不多"
    "|可能|应该|是|有|在|也|就|只|这|那|它|个|件|事情?|的|吧|了|左右|呢|对|此|一|其|\\W)*"
)


def joined(clean: str, statements: Iterable[Statement]) -> Iterator[Statement]:
    """Yield a sentence's statements, each with the odds that follow it taken in."""
    held: Statement | None = None
    for statement in statements:
        if held is not None and _belongs(held, statement):
            held = _with_odds(clean, held, statement)
            continue
        if held is not None:
            yield held
        held = statement
    if held is not None:
        yield held


def _belongs(first: Statement, after: Statement) -> bool:
    heard = after.heard
    if heard is None or heard.belief.basis != "stated" or after.owner != first.owner:
        return False
    if first.heard is not None and first.heard.belief.basis == "stated":
        return False
    rest = f"{after.text[: heard.start]} {after.text[heard.end :]}"
    words = _CHINESE if after.is_chinese else _ENGLISH
    return after.start - first.end <= _GAP and words.fullmatch(rest) is not None


def _with_odds(clean: str, first: Statement, after: Statement) -> Statement:
    heard = after.heard
    moved = after.start - first.start
    return first._replace(
        end=after.end,
        text=clean[first.start : after.end],
        heard=heard and Heard(heard.belief, heard.start + moved, heard.end + moved),
        features=(first.features - {"hedged"}) | {"stated"},
    )
