"""Forecasts by rules: clauses with the marks of a statement about the future, best first."""

import re
from collections.abc import Callable
from datetime import date

from tracker.domain.proposal import Proposal
from tracker.domain.transcript import Transcript, Turn
from tracker.extract import odds, windows
from tracker.extract.clauses import Sentence, sentences

MARKS = {
    "会|将|能够?实现|要变成": 1.0,
    r"\b(?:will|won't|going to|gonna|'ll|shall)\b": 1.6,
    "一定会|肯定|必然|必将|必定|越来越|很快|时间问题|预计|有望|预料|有信心|相信|乐观|看好": 1.4,
    r"\b(?:expect|predict|forecast|project|anticipate|foresee|bet|believe|think|guess)\b": 0.8,
    r"\b(?:likely|unlikely|probably)\b": 0.8,
    "替代|取代|实现|诞生|出现|超过|赶上|突破|消失|普及|可能": 0.6,
    r"\b(?:replace|overtake|surpass|exceed|reach|become|achieve|happen|emerge|double)\b": 0.6,
    r"\b(?:may|might|could|would)\b": 0.4,
    "概率|可能性|几率": 0.8,
}
AGAINST = {
    r"谢谢|感谢|多谢|thank|welcome": -2.0,
    r"当时|曾经|那时|以前|\b(?:was|were|had|did|used to)\b": -1.0,
    "会场|会议|开会|大会|会上|的会|机会|社会": -1.0,
}
WEIGHTS = [(re.compile(mark, re.IGNORECASE), weight) for mark, weight in (MARKS | AGAINST).items()]
QUESTION = re.compile("[?？][\"'”’」』)）]*\\s*\\Z|[吗呢]\\s*[。]?\\Z")
CONDITION = re.compile(
    r"\b(?:if|unless|provided|as long as|assuming|once)\b|如果|若|只要|除非|假如|要是|一旦",
    re.IGNORECASE,
)
LEAST = 1.2
MANY = 12.0


def proposals(
    transcript: Transcript,
    *,
    said_on: date,
    facts: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> list[Proposal]:
    """Return what looks like a forecast in a transcript, best first."""
    del facts
    found: list[Proposal] = []
    for turn in transcript.turns:
        for sentence in sentences(transcript.clean, turn.start, turn.end):
            found += _of_sentence(transcript, turn, sentence, said_on)
        if progress is not None:
            progress(turn.end, len(transcript.text))
    return sorted(found, key=lambda each: (-each.score, each.start))


def _of_sentence(
    transcript: Transcript, turn: Turn, sentence: Sentence, said_on: date
) -> list[Proposal]:
    whole = transcript.clean[sentence.span.start : sentence.span.end]
    if QUESTION.search(whole):
        return []
    found = []
    for clause in sentence.clauses:
        text = transcript.clean[clause.start : clause.end]
        marks = [(mark, weight) for mark, weight in WEIGHTS if mark.search(text)]
        score = sum(weight for _, weight in marks)
        if score <= 0:
            continue
        named = windows.find(text, said_on, chinese=sentence.is_chinese)
        dated = [
            each
            for each in named
            if each.reading.deadline is not None and each.reading.deadline >= said_on
        ]
        score += 1.5 * bool(dated) + 0.5 * bool(named) - 1.0 * turn.is_moderator
        if score < LEAST:
            continue
        when = next(iter(dated), None) or next(iter(named), None)
        heard = odds.stated(text) or odds.hedged(text)
        condition = CONDITION.search(text)
        found.append(
            Proposal(
                clause.start,
                clause.end,
                transcript.text[clause.start : clause.end],
                turn.speaker or transcript.author,
                None,
                "conditional" if condition else "prediction",
                text if condition else None,
                when.phrase if when else None,
                when.reading.opens if when else None,
                when.reading.deadline if when else None,
                "stated" if dated else None,
                heard.belief if heard else odds.NONE,
                min(1.0, score / MANY),
                "cues",
                tuple(seen[0] for mark, _ in marks if (seen := mark.search(text))),
            )
        )
    return found
