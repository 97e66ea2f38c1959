"""What was asked: a question for a probability, a date or what will be seen, and its own date.

An answer gets the question's window only as long as it answers: in its first sentences, where it
speaks of a probability, and where it comes to its conclusion. A follow-up stands beside the main
question, which comes back when the word is handed on.
"""

import re
from datetime import date
from typing import NamedTuple

from tracker.dates import Found
from tracker.extract import windows
from tracker.extract.clauses import Sentence

QUESTION = re.compile(r"[?？][\"'”’」』)）\]\s]*\Z|[吗呢么]\s*[。.]?\s*\Z")
CHANCE = re.compile(
    r"\b(?:chances?|probabilit\w+|odds|how (?:likely|confident|sure|probable)|likelihood"
    r"|percent(?:age)?"
    r"|p\(doom\)|put a number|what number|over[/ ]under|yes or no)\b|概率|可能性|几率|把握"
    r"|百分之|数字|多大",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"\b(?:when (?:will|do|would|is|are|can|might|could|should)|how (?:long|soon|far|many years"
    r"|quickly|fast)"
    r"|what year|timeline|timeframe|time frame|by when|which year)\b"
    r"|什么时候|何时|多久|哪一?年|几年|时间表|时间线|时间点",
    re.IGNORECASE,
)
WILL = re.compile(
    r"\b(?:will|won['’]t|going to|gonna|do you (?:see|expect|think)|predict\w*|forecast\w*"
    r"|expect\w*"
    r"|outlook|what happens|where (?:do|does|will)|look like|biggest|pick|winner|loser)\b"
    r"|会不会|能不能|能看到|能否|是否会|会.{0,30}[吗呢]|能.{0,30}[吗呢]|期待|预测|预判|展望"
    r"|怎么看|未来|将",
    re.IGNORECASE,
)
FOLLOW_UP = re.compile(
    r"follow|追问|再问|再追|继续问|那如果|派一个|one more|follow[- ]up", re.IGNORECASE
)
STORY = re.compile(
    r"当时|那时候?(?!能)|当年|曾经|早年|小时候|年轻的时候|\bback (?:then|in the day)"
    r"|\bat the time\b|\bused to\b"
    r"|\byears ago\b|\bgrowing up\b|\bonce upon\b"
)
PAST_YEAR = re.compile(
    r"(?:\b(?:[Ii]n|around|since|during|of) |在|到了|于|^)((?:19|20)\d\d)(?: ?年|\b)"
)
TOLD = re.compile(r"说|回答|告诉|问我|\b(?:said|told|asked|thought|was|were|did)\b")
HANDS_ON = re.compile(
    r"请|您|你|怎么看|说说|谈谈|聊聊|\b(?:please|(?<!thank )you|your|turn to|over to|next"
    r"|go ahead|what about)\b",
    re.IGNORECASE,
)
CONCLUSION = re.compile(
    r"\A(?:所以|总之|总的来说|综上|因此|我还是|最后|总体)|我相信会|"
    r"\A(?:so|overall|all in all|in the end|in short|therefore|bottom line|my (?:guess|answer"
    r"|bet))\b",
    re.IGNORECASE,
)
SPEAKS_OF_CHANCE = re.compile(
    r"概率|可能性|几率|把握|成(?=吧|左右|把握|会)|[%％]|\b(?:chances?|probability|odds|percent"
    r"|likely)\b",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"一旦|任何|每当|\bonce (?!again|more|upon)|\bwhenever\b|\bevery time\b", re.IGNORECASE
)
"""What holds at any time has no window, and what follows once a thing has come counts from that."""
SHORT = 16
"""Characters of a Chinese question that adds nothing to the one before but asks again."""
FIRST = 2
"""Sentences of an answer that are taken to be about the question."""
NEAR = 4


class Question(NamedTuple):
    """What a question asks for, and the window that it names."""

    asks: frozenset[str] = frozenset()
    when: Found | None = None


NOTHING = Question()


def is_question(text: str) -> bool:
    """Judge a sentence by its ending."""
    return bool(QUESTION.search(text))


def asked(text: str) -> frozenset[str]:
    """Return what a question asks for: chance, when, will."""
    kinds = {"chance": CHANCE, "when": WHEN, "will": WILL}
    return frozenset(name for name, mark in kinds.items() if mark.search(text))


def is_story(text: str, said_on: date, *, goes_on: bool) -> bool:
    """Tell whether a sentence tells of the past, or goes on telling after one that does."""
    if STORY.search(text) or (goes_on and TOLD.search(text)):
        return True
    return any(int(found[1]) < said_on.year - 1 for found in PAST_YEAR.finditer(text))


class Thread:
    """The question under way, as the sentences of a transcript go by."""

    def __init__(self, said_on: date) -> None:
        self._said_on = said_on
        self._main = NOTHING
        self._now = NOTHING
        self._since = 0

    def hear(self, text: str, sentence: Sentence) -> None:
        """Take a question in."""
        asks = asked(text)
        named = [
            each
            for each in windows.find(text, self._said_on)
            if each.reading.deadline is not None and each.reading.deadline >= self._said_on
        ] if asks else []  # fmt: skip
        again = "chance" in asks and len(text) <= (SHORT if sentence.is_chinese else 2 * SHORT)
        when = named[0] if named else None
        if self._since == 0 or again:
            asks, when = asks | self._now.asks, self._now.when or when
        self._now = Question(asks, when)
        if not FOLLOW_UP.search(text) and not again:
            self._main = self._now
        self._since = 0

    def hand_on(self) -> None:
        """Come back to the main question, for the next to answer it."""
        self._now = self._main
        self._since = 0

    def go_on(self) -> None:
        """Let a sentence go by."""
        self._since += 1

    @property
    def fresh(self) -> Question:
        """Return the question whose answer has just begun, or nothing."""
        return self._now if self._since < NEAR else NOTHING

    @property
    def asks(self) -> frozenset[str]:
        """Return what the question under way asks for."""
        return self._now.asks

    def window(self, text: str, *, is_last: bool, is_conditional: bool) -> Found | None:
        """Return the question's date for a statement that answers it, or None."""
        if self._now.when is None or not self._now.asks or GENERIC.search(text):
            return None
        answers = (
            (self._since < FIRST and not is_conditional)
            or bool(SPEAKS_OF_CHANCE.search(text))
            or (is_last and ("chance" in self._now.asks or bool(CONCLUSION.search(text))))
        )
        return self._now.when if answers else None
