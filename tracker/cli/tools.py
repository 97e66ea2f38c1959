"""What an assistant can do: each tool with its schema, and a function of what it was given.

An answer is a Table or a Card, as a command's is. What changes the ledger does so under the
assistant's name; how a claim came out it can only propose.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.actions import evidence, proposals
from tracker.cli import entries
from tracker.cli.session import Session
from tracker.domain.answer import Card, Row, Table
from tracker.domain.claim import STATUSES
from tracker.domain.days import span
from tracker.domain.evidence import STANCES, STRENGTHS
from tracker.registry import load

_MOST = 100
_SHOWN = 20
_BRIEF = (
    *("id", "key", "statement", "kind", "status", "said_on", "deadline", "days_left", "owners"),
    *("source", "tags", "evidence_count", "last_evidence_on", "outcome", "resolved_on"),
)
_BRIEF_FORECAST = ("owner", "probability", "low", "high", "basis", "made_on", "distribution")

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool: what it is for, the fields that it takes, and what it does with them."""

    about: str
    fields: Mapping[str, Mapping[str, Any]]
    run: Callable[[Session, Given], Table | Card]
    required: tuple[str, ...] = ()
    writes: bool = False

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what it takes."""
        return {
            "type": "object",
            "properties": dict(self.fields),
            "required": list(self.required),
            "additionalProperties": False,
        }


def _text(about: str, **more: Any) -> dict[str, Any]:
    return {"type": "string", "description": about, **more}


_CLAIM = _text("The claim: its number, such as 7, or its key, such as agi-next-2026/china-lead.")
_ON = _text("The day, such as 2026-11-20 or yesterday. Today without it.")


def brief(row: Row) -> dict[str, Any]:
    """Return of a claim what a list of them needs; `show_claim` gives the rest."""
    found = {name: row[name] for name in _BRIEF}
    found["forecasts"] = [
        {name: forecast[name] for name in _BRIEF_FORECAST if forecast.get(name) is not None}
        for forecast in row["forecasts"]
    ]
    return found


def _review(own: Session, given: Given) -> Card:
    spans = {
        name: span(given[name], lambda: own.today) if name in given else None
        for name in ("within", "stale")
    }
    card: Card = load("tracker.reports.review:review")(
        own.ledger, owner=given.get("owner"), **spans
    )
    shown = {
        name: [brief(row) for row in rows]
        for name, rows in card.data.items()
        if name in load("tracker.reports.review:GROUPS")
    }
    counts = {name: len(rows) for name, rows in shown.items()}
    limit = given.get("limit", _SHOWN)
    cut = {name: rows[:limit] for name, rows in shown.items()}
    return card._replace(data={**card.data, **cut, "counts": counts})


def _search(own: Session, given: Given) -> Table:
    reports = load("tracker.reports.claims")
    wanted = reports.Wanted(
        statuses=given.get("status", ()),
        owner=given.get("owner"),
        tag=given.get("tag"),
        source=given.get("source"),
        due_by=own.day(given.get("due_by"), "due_by"),
        search=given.get("text"),
        limit=given.get("limit", _SHOWN),
    )
    found: Table = reports.listed(own.ledger, wanted)
    return found._replace(rows=[brief(row) for row in found.rows])


def _show(own: Session, given: Given) -> Card:
    card: Card = load("tracker.reports.claim:shown")(own.ledger, given["claim"])
    return card


def _scorecard(own: Session, given: Given) -> Card:
    asked = load("tracker.reports.votes:Asked")(
        by=given.get("by", "owner"),
        owners=tuple(given.get("owner", ())),
        tags=tuple(given.get("tag", ())),
        source=given.get("source"),
    )
    card: Card = load("tracker.reports.scorecard:scorecard")(own.ledger, asked)
    return card


def _evidence(own: Session, given: Given) -> Card:
    entry = entries.evidence(
        own,
        {
            **dict.fromkeys(("on", "strength", "url", "quote", "lr", "supersedes")),
            **{name: value for name, value in given.items() if name != "claim"},
        },
    )
    recorded = evidence.add(own.ledger, given["claim"], entry)
    return _recorded(evidence=recorded.id, remarks=recorded.remarks)


def _propose(own: Session, given: Given) -> Card:
    entry = entries.resolution(
        own,
        {
            "on": None,
            "judge": None,
            "check_on": None,
            "settles": False,
            **given,
            "evidence": tuple(map(str, given.get("evidence", ()))),
        },
    )
    recorded = proposals.propose(own.ledger, given["claim"], entry)
    said = "it waits for a person to record or decline it: it counts for nothing until then"
    return _recorded(proposal=recorded.id, remarks=(said, *recorded.remarks))


def _recorded(*, remarks: tuple[str, ...], **ids: int) -> Card:
    data = {**ids, "remarks": list(remarks)}
    return Card("Recorded", data, (), (), Table((), [data]))


TOOLS = {
    "review": Tool(
        about=(
            "What needs attention today: proposed outcomes that wait, judges in conflict, claims "
            "back to be checked, overdue, due soon, and long without evidence."
        ),
        fields={
            "owner": _text("Only claims that this person forecast; any alias will do."),
            "within": _text('How far ahead a deadline is due, such as 90d, 8w or "3 months".'),
            "stale": _text("After how long without evidence a claim is stale, such as 90d."),
            "limit": {"type": "integer", "minimum": 1, "maximum": _MOST,
                      "description": f"At most so many claims a group ({_SHOWN} without it)."},
        },
        run=_review,
    ),
    "search_claims": Tool(
        about=(
            "Find claims by words, owner, tag, source, status or deadline, the earliest deadline "
            "first. Words are found in statements, criteria, quotes, tags and names."
        ),
        fields={
            "text": _text("Words that must all be found, in any language."),
            "status": {"type": "array", "items": {"type": "string", "enum": list(STATUSES)},
                       "description": "Which claims; all of them without it."},
            "owner": _text("Only claims that this person forecast; any alias will do."),
            "tag": _text("Only claims with this tag."),
            "source": _text("Only claims from the source with this key."),
            "due_by": _text("Only claims with a deadline up to this day, such as 2026-12-31."),
            "limit": {"type": "integer", "minimum": 1, "maximum": _MOST,
                      "description": f"At most so many ({_SHOWN} without it)."},
        },
        run=_search,
    ),
    "show_claim": Tool(
        about=(
            "Everything on one claim: wording and criteria, source and quote, forecasts, evidence "
            "for and against, proposed outcomes, resolution, history."
        ),
        fields={"claim": _CLAIM},
        required=("claim",),
        run=_show,
    ),
    "scorecard": Tool(
        about=(
            "How good the forecasts were: Brier score and others, hits against own odds, and how "
            "many claims are open, void or overdue beside them."
        ),
        fields={
            "by": {"type": "string", "enum": ["owner", "tag", "source", "year", "kind"],
                   "description": "What the rows are; owner without it."},
            "owner": {"type": "array", "items": {"type": "string"},
                      "description": "Only these people."},
            "tag": {"type": "array", "items": {"type": "string"},
                    "description": "Only claims with one of these tags."},
            "source": _text("Only claims from this source."),
        },
        run=_scorecard,
    ),
    "add_evidence": Tool(
        about=(
            "Log a dated, sourced observation that supports or refutes a claim, or is neutral. It "
            "is recorded under your name and can be retracted by a person."
        ),
        fields={
            "claim": _CLAIM,
            "note": _text("What was seen, in a sentence or two that stand alone."),
            "stance": _text("Which way it speaks.", enum=list(STANCES)),
            "url": _text("Where it can be read."),
            "on": _ON,
            "quote": _text("The exact words that matter."),
            "strength": _text("How much it weighs.", enum=list(STRENGTHS)),
        },
        required=("claim", "note", "stance"),
        run=_evidence,
        writes=True,
    ),
    "propose_resolution": Tool(
        about=(
            "Propose how a claim came out: yes, no, a share such as 60%, an option, a number or a "
            "date, ambiguous or annulled. A person decides; until then it counts for nothing."
        ),
        fields={
            "claim": _CLAIM,
            "outcome": _text("How it came out, by the claim's own criteria."),
            "because": _text("What shows it, measured against the criteria."),
            "on": _text("The day on which the outcome became known. Today without it."),
            "evidence": {"type": "array", "items": {"type": "integer"},
                         "description": "Numbers of the evidence on this claim that it rests on."},
        },
        required=("claim", "outcome", "because"),
        run=_propose,
        writes=True,
    ),
}  # fmt: skip
