"""Forecasts by rules: clauses with the marks of a statement about the future, best first."""

import math
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from tracker.dates import Found
from tracker.domain.proposal import Proposal
from tracker.domain.transcript import Transcript, Turn
from tracker.extract import (
    candidates,
    fields,
    joining,
    marks,
    odds,
    owners,
    ranking,
    threads,
    windows,
)
from tracker.extract.candidates import Candidate
from tracker.extract.clauses import Sentence, sentences
from tracker.extract.compact import Compact
from tracker.extract.statement import Statement
from tracker.extract.weights import BIAS, WEIGHTS

LEAST = 0.15
"""Statements with a score below it are not proposed. In the labelled texts no core statement and
five of 95 useful ones lie below it, and a fifth of what had a score above 0.1."""
CLOSE, LONG_AGO = 12, 10_000
"""Characters before a statement where a talker names its owner, and where a writer does."""
STEP = 50_000
"""Characters between two reports of progress."""
FEW_WORDS = {True: 7, False: 22}
MANY_WORDS = {True: 60, False: 220}


def proposals(
    transcript: Transcript,
    *,
    said_on: date,
    facts: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> list[Proposal]:
    """Return what looks like a forecast in a transcript, best first.

    With `facts`, claims of fact come too: a figure and a name, asserted of the present or past.
    `progress` is called with the characters read and those there are.
    """
    found = [
        fields.proposal(transcript, each, score)
        for each in statements(transcript, said_on, progress)
        if (score := judged(each.features)) >= LEAST
    ]
    if facts:
        found += fields.facts(transcript, found)
    return ranking.ranked(found)


def judged(features: frozenset[str]) -> float:
    """Return how sure it is, from 0 to 1, that a statement with such features is a forecast."""
    total = BIAS + sum(WEIGHTS.get(feature, 0.0) for feature in features)
    return 1 / (1 + math.exp(-total))


def statements(
    transcript: Transcript,
    said_on: date,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Statement]:
    """Yield every statement that looks ahead at all, in the order of the transcript."""
    reader = _Reader(transcript, said_on)
    size = len(transcript.text)
    told = 0
    for turn in transcript.turns:
        for statement in reader.turn(turn):
            yield statement
            if progress is not None and statement.end - told >= STEP:
                told = statement.end
                progress(told, size)
    if progress is not None:
        progress(size, size)


class _Place(NamedTuple):
    """A sentence in its turn, with those it names; whether it is among the turn's last."""

    turn: Turn
    sentence: Sentence
    speakers: list[owners.Owner]
    is_last: bool


class _Reader:
    """Reads turn by turn and knows what was asked and who was last named."""

    def __init__(self, transcript: Transcript, said_on: date) -> None:
        self._compact = Compact(transcript.clean)
        self._clean = self._compact.text
        self._said_on = said_on
        self._thread = threads.Thread(said_on)
        self._is_talk = any(turn.speaker and not turn.is_summary for turn in transcript.turns)
        self._named: str | None = None
        self._quoting: str | None = None
        self._in_story = False

    def turn(self, turn: Turn) -> Iterator[Statement]:
        """Yield the statements of a turn, at their places in the file."""
        original = self._compact.original
        for each in self._read(turn):
            yield each._replace(start=original(each.start), end=original(each.end - 1) + 1)

    def _read(self, turn: Turn) -> Iterator[Statement]:
        start, end = self._compact.place(turn.start), self._compact.place(turn.end)
        spoken = list(sentences(self._clean, start, end))
        texts = [self._clean[each.span.start : each.span.end] for each in spoken]
        asks = [threads.is_question(text) for text in texts]
        hands_on = turn.is_moderator and not any(asks) and any(map(threads.HANDS_ON.search, texts))
        if hands_on and not any(threads.CHANCE.search(text) for text in texts):
            self._thread.hand_on()
        self._named = self._quoting = None
        self._in_story = False
        for number, sentence in enumerate(spoken):
            text = texts[number]
            if asks[number] or (turn.is_moderator and threads.CHANCE.search(text)):
                self._thread.hear(text, sentence)
                continue
            is_last = len(spoken) - number <= threads.FIRST
            yield from self._sentence(turn, sentence, text, is_last=is_last)
            self._thread.go_on()

    def _sentence(
        self, turn: Turn, sentence: Sentence, text: str, *, is_last: bool
    ) -> Iterator[Statement]:
        speakers = owners.named(text, chinese=sentence.is_chinese)
        seeds = [
            number
            for number, clause in enumerate(sentence.clauses)
            if self._looks_ahead(self._clean[clause.start : clause.end], sentence)
        ]
        self._in_story = threads.is_story(text, self._said_on, goes_on=self._in_story)
        here = _Place(turn, sentence, speakers, is_last)
        earlier: Found | None = None
        found = []
        for place, each in enumerate(candidates.candidates(self._clean, sentence, seeds)):
            statement = self._statement(here, each, earlier, is_first=place == 0)
            if statement.when is not None and not statement.is_from_question:
                earlier = statement.when if windows.reaches_on(statement.when) else None
            found.append(statement)
        yield from joining.joined(self._clean, found)
        self._remember(text, speakers)

    def _looks_ahead(self, text: str, sentence: Sentence) -> bool:
        return (
            marks.forward(text, chinese=sentence.is_chinese)
            or bool(self._thread.fresh.asks)
            or windows.anchored(text, chinese=sentence.is_chinese)
            or marks.conditional(text, chinese=sentence.is_chinese)
        )

    def _statement(
        self,
        heard_in: "_Place",
        candidate: Candidate,
        earlier: Found | None,
        *,
        is_first: bool,
    ) -> Statement:
        turn, sentence, speakers, is_last = heard_in
        start, end = candidate.span
        text = self._clean[start:end]
        chinese = sentence.is_chinese
        shown = marks.found(text, chinese=chinese)
        dates = windows.find(text, self._said_on)
        own = fields.own_date(dates, shown, self._said_on)
        if self._in_story and "modal" not in shown:
            own = None  # a horizon inside a story
        asked = self._thread.fresh.asks
        heard = odds.heard(text, chinese=chinese, asked="chance" in asked)
        when, is_inherited, from_question = own, False, False
        if (own is None or windows.is_vague(own)) and not turn.is_moderator:
            conditional = "condition" in shown
            question = self._thread.window(text, is_last=is_last, is_conditional=conditional)
            if taken := earlier or question:
                when, is_inherited, from_question = taken, True, earlier is None
        owner = self._owner(turn, text, start - sentence.span.start, speakers)
        features = set(shown)
        features |= {f"{name}+{other}" for name, other in PAIRS if {name, other} <= features}
        tests = {
            "dated": own is not None and not windows.is_vague(own),
            "vague": own is not None and windows.is_vague(own),
            "past date": any(
                each.reading.deadline and each.reading.deadline < self._said_on for each in dates
            ),
            "inherited": is_inherited,
            "stated": heard is not None and heard.belief.basis == "stated",
            "hedged": heard is not None and heard.belief.basis == "imputed",
            "asked": bool(asked),
            "asked chance": "chance" in asked,
            "moderator": turn.is_moderator,
            "summary": turn.is_summary,
            "author": turn.speaker is None and self._is_talk,
            "owner": owner is not None,
            "story": self._in_story,
            "short": len(text) < FEW_WORDS[chinese],
            "long": len(text) > MANY_WORDS[chinese],
            "alone": is_first and len(sentence.clauses) == 1,
            "later": not is_first,
            "chinese": chinese,
        }
        features |= {name for name, holds in tests.items() if holds}
        features |= {
            f"{name}+dated" for name in WITH_DATE
            if tests["dated"] and name in shown
        }  # fmt: skip
        if not features & set(marks.FORWARD):
            features.add("no forward mark")
        return Statement(
            start, end, turn, text, chinese, shown, when, is_inherited, from_question,
            heard, owner,
            frozenset(features),
        )  # fmt: skip

    def _owner(self, turn: Turn, text: str, place: int, speakers: list[owners.Owner]) -> str | None:
        """Find whose belief it is: the one named before it, after it, or quoted."""
        reach = CLOSE if self._is_talk else LONG_AGO
        near = [each for each in speakers if place - reach <= each.start <= place + len(text)]
        chosen = near[-1] if near else None
        if chosen is None and speakers and not self._is_talk:
            chosen = speakers[0]
        if chosen is not None:
            if self._is_talk and owners.OWN.search(text, max(0, chosen.start - place)):
                return None
            name = (self._named or chosen.name) if chosen.is_pronoun else chosen.name
            return None if name == turn.speaker else name
        if self._quoting is not None and text[:1] in '“"「':
            return self._quoting
        return None

    def _remember(self, text: str, speakers: list[owners.Owner]) -> None:
        names = [each.name for each in speakers if not (each.is_pronoun or each.is_crowd)]
        if names:
            self._named = names[-1]
        if speakers:
            self._quoting = self._named
        elif not text.startswith(("“", '"', "「")):
            self._quoting = None


WITH_DATE = ("modal", "expected", "past", "possible", "number", "belief", "change", "certain")
PAIRS = (
    ("modal", "belief"), ("modal", "change"), ("modal", "expected"), ("modal", "condition"),
    ("modal", "number"), ("modal", "past"), ("modal", "talk"), ("modal", "duty"),
    ("modal", "example"), ("modal", "habit"), ("modal", "opinion"), ("possible", "belief"),
    ("possible", "change"), ("possible", "past"), ("possible", "example"), ("belief", "change"),
    ("belief", "past"), ("belief", "opinion"), ("expected", "number"), ("expected", "past"),
    ("trend", "modal"), ("condition", "consequence"), ("condition", "example"),
    ("winner", "modal"), ("winner", "belief"), ("likely", "modal"), ("certain", "modal"),
    ("plan", "number"), ("change", "past"), ("modal", "pointing"), ("modal", "negated"),
)  # fmt: skip
"""Classes that together say more, or less, than each by itself."""
