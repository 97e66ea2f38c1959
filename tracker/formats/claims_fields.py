"""The tables of a claims file: which fields each has, and how their values are read."""

from datetime import date
from typing import Any

from tracker.domain.claim import DEADLINE_BASES, KINDS, TYPES, check_key, check_tag
from tracker.domain.evidence import STANCES, STRENGTHS, check_ratio, check_url
from tracker.domain.links import RELATIONS
from tracker.domain.probability import BASES, Belief
from tracker.domain.probability import parse as parse_probability
from tracker.errors import InvalidInput
from tracker.formats.fields import (
    Field,
    checked_text,
    day,
    line,
    listed,
    moment,
    number,
    one_of,
    one_or_more,
    sha256,
    share,
    table,
    tables,
    text,
)

PERSON_KINDS = ("person", "organisation", "model", "crowd", "source")
MAX_POSITION = 2**31 - 1  # what a database's integer holds


def words(value: Any, what: str) -> str:
    """Read the words of a date; a date itself will do."""
    return line(day(value, what).isoformat() if isinstance(value, date) else value, what)


def probability(value: Any, what: str) -> Belief:
    """Read a number from 0 to 1, or text such as 20%, 55-80% or a word of the scale."""
    if isinstance(value, str):
        return parse_probability(line(value, what))
    return Belief("stated", share(value, what))


def span(value: Any, what: str) -> tuple[int, int]:
    """Read the two positions between which a quote stands."""
    pair = value if isinstance(value, list) else []
    if [type(position) for position in pair] != [int, int]:
        raise InvalidInput(f"{what} must be two whole numbers, such as [120, 144]")
    start, end = pair
    if not 0 <= start < end <= MAX_POSITION:
        raise InvalidInput(f"{what} must rise, from 0 on: the quote's first character, its end")
    return start, end


def outcome(value: Any, what: str) -> str:
    """Read an outcome as text; numbers and dates may be written as such."""
    if isinstance(value, bool):
        raise InvalidInput(f'{what} must be text: write "yes" or "no"')
    if isinstance(value, int | float):
        return str(number(value, what))
    return words(value, what)


def ratio(value: Any, what: str) -> float:
    """Read a likelihood ratio."""
    return float(check_ratio(number(value, what)))


_KEY, _URL, _TAG = (checked_text(check) for check in (check_key, check_url, check_tag))
_TEXT, _LINE, _DAY, _TABLES = Field(text), Field(line), Field(day), Field(tables)

FILE = {"source": Field(table, required=True), "people": _TABLES, "claims": _TABLES}
SOURCE = {
    "key": Field(_KEY, required=True),
    "title": _TEXT,
    "author": _TEXT,
    "publisher": _TEXT,
    "url": Field(_URL),
    "published_on": _DAY,
    "language": _LINE,
    "sha256": Field(sha256),
    "note": _TEXT,
}
PERSON = {
    "name": Field(line, required=True),
    "kind": Field(one_of(*PERSON_KINDS)),
    "aliases": Field(listed(line)),
    "affiliations": _TABLES,
    "note": _TEXT,
}
AFFILIATION = {
    "what": Field(text, required=True),
    "from": _DAY,
    "until": _DAY,
    "url": Field(_URL),
    "note": _TEXT,
}
CLAIM = {
    "key": Field(_KEY, required=True),
    "statement": Field(text, required=True),
    "type": Field(one_of(*TYPES)),
    "kind": Field(one_of(*KINDS)),
    "said_on": _DAY,
    "by": Field(words),
    "opens": _DAY,
    "deadline": _DAY,
    "deadline_basis": Field(one_of(*DEADLINE_BASES)),
    "condition": _TEXT,
    "condition_claim": Field(_KEY),
    **dict.fromkeys(RELATIONS, Field(one_or_more(_KEY))),
    "criteria": _TEXT,
    "options": Field(listed(line)),
    "unit": _LINE,
    "tags": Field(listed(_TAG)),
    "note": _TEXT,
    "forecasts": _TABLES,
    "evidence": _TABLES,
    "resolution": Field(table),
}
FORECAST = {
    "owner": Field(line, required=True),
    "reported_by": _LINE,
    "probability": Field(probability),
    "low": Field(share),
    "high": Field(share),
    "phrase": _TEXT,
    "basis": Field(one_of(*BASES)),
    "distribution": Field(table),
    "quote": _TEXT,
    "at": Field(span),
    "made_on": Field(moment),
    "source": Field(_KEY),
    "note": _TEXT,
}
EVIDENCE = {
    "key": Field(_KEY),
    "on": Field(day, required=True),
    "stance": Field(one_of(*STANCES), required=True),
    "note": Field(text, required=True),
    "url": Field(_URL),
    "title": _TEXT,
    "publisher": _TEXT,
    "quote": _TEXT,
    "strength": Field(one_of(*STRENGTHS)),
    "likelihood_ratio": Field(ratio),
    "supersedes": Field(_KEY),
}
EVIDENCE_BESIDE = {**EVIDENCE, "file": _LINE}
"""Evidence with a file that lies beside the claims file; no other format has such."""
RESOLUTION = {
    "outcome": Field(outcome, required=True),
    "resolved_on": Field(moment, required=True),
    "because": Field(text, required=True),
    "judge": _LINE,
    "check_on": _DAY,
    "evidence": Field(listed(_KEY)),
}
