"""A statement's fields: its window, its type, its condition, and why it was proposed."""

import re
from datetime import date

from tracker.dates import Found
from tracker.domain.proposal import Proposal
from tracker.domain.transcript import Transcript
from tracker.extract import odds
from tracker.extract.clauses import sentences
from tracker.extract.marks import FORWARD
from tracker.extract.statement import Statement
from tracker.extract.threads import is_question
from tracker.extract.windows import is_vague, is_weekday

CONDITION = re.compile(
    r"\b(?:(?P<keep>unless)|(?:even )?if|provided(?: that)?|assuming(?: that)?|as long as|once"
    r"|in case"
    r"|supposing)\s+(?P<what>[^,;.]{4,160}?)(?=\s*(?:,|;|\.|$|\bthen\b))",
    re.IGNORECASE,
)
CHINESE_CONDITION = re.compile(
    "(?:(?P<keep>除非)|如果说?|若|只要|假如|假设|要是|一旦|倘若|即使|即便"
    "|就算)(?P<what>[^。；]{2,80}?)"
    "(?=，\\s*(?:那|就|会|将|则|我|也|可|才|未来|这|不|它|[^，]{0,12}(?:会|就|将|可能|能))|的话|$)"
)
FIRST_PERSON = re.compile(r"\b(?:I|we|our|us|my)\b|我|我们|公司|咱们|本公司", re.IGNORECASE)
ACTS = re.compile(
    r"\b(?:will|['’]ll|going to|plan to|intend to|aim to|hope to|want to) (?:\w+ly )?(?:build"
    r"|launch|release|"
    r"ship|open|invest|hire|start|keep|continue|try|focus|expand|deploy|host|publish|train|buy"
    r"|sell|move)\b",
    re.IGNORECASE,
)
FIGURE = re.compile(
    r"\d|[一二三四五六七八九十百千万亿两]+(?:倍|成|个数量级|万|亿|家|名|年)|percent|billion|million"
)
NAMED = re.compile(r"\b[A-Z][A-Za-z]{2,}|[A-Z]{2,}|中国|美国|公司|模型|大学|银行|政府")
FACT_SCORE = 0.05
"""Claims of fact come after every forecast: three in five are what they seem."""


def own_date(dates: list[Found], shown: dict[str, str], said_on: date) -> Found | None:
    """Choose the date that a statement says of itself; a vague one if there is no other.

    A window that was under way when it was said, in a sentence about the past, is no deadline.
    """
    coming = [
        each
        for each in dates
        if _is_ahead(each, said_on)
        and not (is_weekday(each) and not {"modal", "expected"} & set(shown))
        and not (
            "past" in shown
            and "modal" not in shown
            and each.reading.opens is not None
            and each.reading.opens < said_on
        )
    ]
    clear = sorted((each for each in coming if not is_vague(each)), key=is_weekday)
    return next(iter(clear or coming), None)


def _is_ahead(found: Found, said_on: date) -> bool:
    """Tell whether a window ends after it was said; one without an end must not have begun."""
    opens, deadline = found.reading.opens, found.reading.deadline
    if deadline is not None:
        return deadline >= said_on
    return opens is None or opens >= said_on


def condition(text: str, *, chinese: bool) -> str | None:
    """Return the words of a condition, without its conjunction; "unless" is kept."""
    found = (CHINESE_CONDITION if chinese else CONDITION).search(text)
    if found is None:
        return None
    what = " ".join(found["what"].split()).strip("，, ")
    return (
        f"{found['keep']} {what}" if found["keep"] and not chinese else (found["keep"] or "") + what
    )


def kind(statement: Statement, conditions: str | None) -> str:
    """Return the type: conditional, plan (the speaker's own intention) or prediction."""
    if conditions:
        return "conditional"
    is_own = FIRST_PERSON.search(statement.text) is not None
    if is_own and ("plan" in statement.shown or ACTS.search(statement.text)):
        return "plan"
    return "prediction"


def proposal(transcript: Transcript, statement: Statement, score: float) -> Proposal:
    """Return a statement as it is proposed."""
    when = statement.when
    conditions = condition(statement.text, chinese=statement.is_chinese)
    belief = statement.heard.belief if statement.heard else odds.NONE
    basis = None
    if when is not None and not is_vague(when):
        basis = "inherited" if statement.is_inherited else "stated"
    quote = transcript.text[statement.start : statement.end]
    spoken = " ".join(statement.text.split())
    return Proposal(
        start=statement.start,
        end=statement.end,
        quote=quote,
        speaker=statement.turn.speaker or transcript.author,
        reported_for=statement.owner,
        type=kind(statement, conditions),
        condition=conditions,
        deadline_text=when.reading.phrase if when else None,
        opens=when.reading.opens if when else None,
        deadline=when.reading.deadline if when else None,
        deadline_basis=basis,
        belief=belief,
        score=round(score, 4),
        found_by="cues",
        reasons=reasons(statement),
        statement=None if spoken == " ".join(quote.split()) else spoken,
    )


def reasons(statement: Statement) -> tuple[str, ...]:
    """Say in a few words each why a statement was proposed, and what to look at twice."""
    said = [statement.shown[name] for name in FORWARD if name in statement.shown]
    if statement.when is not None and not statement.is_inherited:
        said.append(statement.when.reading.phrase)
    if "asked" in statement.features:
        said.append("was asked")
    if statement.when is not None and statement.when.reading.ambiguous:
        said.append("date ambiguous")
    if "past date" in statement.features and "modal" in statement.features:
        said.append("looks ahead to a date that has passed")
    return tuple(dict.fromkeys(" ".join(each.split()) for each in said))


def facts(transcript: Transcript, taken: list[Proposal]) -> list[Proposal]:
    """Return the sentences that state a figure of something named and are no forecasts."""
    places = sorted((each.start, each.end) for each in taken)
    found = []
    at = 0
    for turn in transcript.turns:
        for sentence in sentences(transcript.clean, turn.start, turn.end):
            whole = transcript.clean[sentence.span.start : sentence.span.end]
            if is_question(whole):
                continue
            for clause in sentence.clauses if sentence.is_chinese else (sentence.span,):
                while at < len(places) and places[at][1] <= clause.start:
                    at += 1
                text = transcript.clean[clause.start : clause.end]
                is_taken = at < len(places) and places[at][0] < clause.end
                if is_taken or not (FIGURE.search(text) and NAMED.search(text)):
                    continue
                quote = transcript.text[clause.start : clause.end]
                found.append(
                    Proposal(
                        clause.start, clause.end, quote, turn.speaker or transcript.author, None,
                        "fact", None, None, None, None, None, odds.NONE, FACT_SCORE, "cues",
                        ("a figure of something named",),
                    )
                )  # fmt: skip
    return found
