"""Clauses put together to statements: a condition with what follows, a date with its verb."""

import re
from typing import NamedTuple

from tracker.extract import marks
from tracker.extract.clauses import Sentence, Span
from tracker.extract.windows import anchored

CHINESE_OPENS = re.compile(
    "一旦|只要|^(?:但|而|所以|那|不过|然后|其实|我觉得|我认为|.{0,8}是)*(?:如果|若|只要|除非|假如|假设|要是|一旦"
    "|倘若|即使|即便|就算|当|随着|等|在.{0,20}(?:情况下|的时候|之后|以后))"
    "|(?:的话|的时候|的情况下|之后|以后)$"
)
CHINESE_SUBJECTLESS = re.compile(
    "^(?:那么?|就|也|还|并|而且?|且|则|都|才|又|再|会|将|能|可以|可能|预计|有望|不会|一定|肯定"
    "|或许|也许|很快|最终|甚至|从而|使|以及|反而|确实|"
    "真的|概率|至少|最多|均|其|不再)"
)
CHINESE_LEAD = re.compile(
    "^(?:(?:在|到|从|未来|今年|明年|接下来|最终|将来|以后|今后|目前|因此|所以|我觉得|我认为"
    "|我相信|我想|我预计|到时候|那时).{0,18}|.{1,7})$"
)
CHINESE_TAIL = re.compile(
    "^(?:甚至|乃至|并|以及|尤其|而不是|使|从而|至少|包括|不管|无论|而且|同时|也就是|将其|或者|或"
    "|不再)"
)
LEAD_ALONE = re.compile(
    "(?:预计|预期|表示|认为|称|指出|说|强调|警告|透露|坦言|相信|显示|来看|来说)$|^(?:对于|根据|按照|据|展望|截至)"
    "|^(?:在|到|从)?[^会将能可要]{0,10}(?:年|月|日|内|后|前|时间|里|之后|以后|之前)$"
)
"""A clause that only says who, or when, of the next."""
FRAMES = re.compile("(?<!未)来[讲说看](?!到)|要[讲说]|[讲说]到")
"""A condition that is none: it says how, or of what, somebody speaks."""
MOST_BEFORE = 4
SHORT_TAIL = 12
LONGEST_CHINESE = 110
LONGEST_ENGLISH = 320
ENGLISH_LEAD = re.compile(
    r"^(?:if|unless|once|assuming|when|as long as|provided|by|in|over|within|and if|but if|so if"
    r"|even if|i think|i believe)\b",
    re.IGNORECASE,
)


ANNOUNCES = re.compile(r"\b(?:predictions?|forecasts?|confidence|bet|guess)$", re.IGNORECASE)
"""An English clause that only says that a forecast comes: "My prediction: …"."""


class Candidate(NamedTuple):
    """A statement: its place, the clauses of its sentence it takes in, and the one that asserts."""

    span: Span
    first: int
    last: int
    core: int


def candidates(clean: str, sentence: Sentence, seeds: list[int]) -> list[Candidate]:
    """Build a statement around each of the clauses that look ahead."""
    grow = _chinese if sentence.is_chinese else _english
    found: list[Candidate] = []
    taken = -1
    ahead = set(seeds)
    for seed in seeds:
        is_lead = seed + 1 in ahead and LEAD_ALONE.search(_text(clean, sentence.clauses[seed]))
        if seed <= taken or (sentence.is_chinese and is_lead):
            continue
        first, last = grow(clean, sentence.clauses, seed, taken + 1, ahead)
        span = Span(sentence.clauses[first].start, sentence.clauses[last].end)
        found.append(Candidate(span, first, last, seed))
        taken = last
    return found


def _text(clean: str, clause: Span) -> str:
    return clean[clause.start : clause.end]


def _chinese(
    clean: str, clauses: tuple[Span, ...], seed: int, floor: int, seeds: set[int]
) -> tuple[int, int]:
    texts = [_text(clean, clause) for clause in clauses]
    first = last = seed
    earliest = max(floor, seed - MOST_BEFORE)
    opener = next((at for at in range(seed - 1, earliest - 1, -1) if _opens(texts[at])), None)
    if opener is not None:
        first = opener
    while first > earliest and (
        CHINESE_LEAD.search(texts[first - 1])
        or LEAD_ALONE.search(texts[first - 1])
        or (first == seed and CHINESE_SUBJECTLESS.search(texts[seed]))
    ):
        first -= 1
    if clauses[seed].end - clauses[first].start > LONGEST_CHINESE:
        first = seed
    if _opens(texts[seed]) and not marks.forward(texts[seed], chinese=True):
        last = _consequence(texts, seed, seeds)
        if clauses[last].end - clauses[first].start > LONGEST_CHINESE:
            last = seed
    for at in range(last + 1, len(clauses)):
        if clauses[at].end - clauses[first].start > LONGEST_CHINESE:
            break
        follows = last == seed and _opens(texts[seed])
        if not follows and not _belongs(texts[at], is_seed=at in seeds):
            break
        last = at
    return first, last


def _consequence(texts: list[str], opener: int, seeds: set[int]) -> int:
    """Return the clause that says what follows from a condition, or the condition's own."""
    reach = () if FRAMES.search(texts[opener]) else range(opener + 1, opener + 1 + MOST_BEFORE)
    found = next((at for at in reach if at in seeds), opener)
    return opener if _opens(texts[found]) else found


def _opens(text: str) -> bool:
    return CHINESE_OPENS.search(text) is not None


def _belongs(text: str, *, is_seed: bool) -> bool:
    """Tell whether a clause only carries the one before it on."""
    if is_seed and (marks.CHINESE["expected"].search(text) or anchored(text, chinese=True)):
        return False
    if CHINESE_TAIL.search(text):
        return True
    return (
        not is_seed
        and len(text) <= SHORT_TAIL
        and marks.CHINESE["past"].search(text) is None
        and CHINESE_SUBJECTLESS.search(text) is not None
    )


def _english(
    clean: str, clauses: tuple[Span, ...], seed: int, floor: int, _seeds: set[int]
) -> tuple[int, int]:
    first = last = seed
    if seed > floor and ENGLISH_LEAD.search(_text(clean, clauses[seed - 1])):
        first = seed - 1
    if ENGLISH_LEAD.search(_text(clean, clauses[seed])) and seed + 1 < len(clauses):
        text = _text(clean, clauses[seed])
        if marks.ENGLISH["condition"].match(marks.lowered(text)) and "," not in text:
            last = seed + 1
    if seed + 1 < len(clauses) and ANNOUNCES.search(_text(clean, clauses[seed])):
        last = seed + 1
    if clauses[last].end - clauses[first].start > LONGEST_ENGLISH:
        return seed, seed
    return first, last
