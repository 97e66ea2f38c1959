"""Drafts as an answer: what was found in texts, as a list, and one of them with its context."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.domain.answer import Card, Column, Row, Table
from tracker.domain.claim import Window
from tracker.domain.entries import ClaimEntry, ForecastEntry
from tracker.domain.judgeable import missing
from tracker.domain.likeness import Known
from tracker.domain.probability import Belief
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims, drafts, sources

_COLUMNS = (
    Column("id", "ID", "id"),
    Column("who", "Who", "name"),
    Column("said", "Said", "flow"),
    Column("due", "Due", "name"),
    Column("belief", "Probability", "belief"),
)
_STATE = Column("standing", "Standing", "flow")
_WHY = Column("why", "Why", "flow")
_SHEET = (
    *(Column(name, name) for name in ("id", "source", "state", "speaker", "reported_for", "type")),
    *(Column(name, name) for name in ("quote", "start", "end", "statement", "condition")),
    *(Column(name, name) for name in ("said_on", "deadline_text", "opens", "deadline")),
    *(Column(name, name) for name in ("deadline_basis", "probability", "low", "high", "basis")),
    *(Column(name, name) for name in ("phrase", "score", "found_by", "restates", "claim")),
)
"""What a spreadsheet gets of each draft."""


def listed(ledger: Ledger, source: str | None = None, *, whole: bool = False) -> list[Row]:
    """Return the drafts that await a decision, best first; with `whole`, decided ones too.

    Raises NotFound for an unknown source.
    """
    with ledger.read() as connection:
        source_id = None if source is None else sources.get(connection, source)["id"]
        rows = drafts.listed(connection, source_id, pending=not whole)
    return [shape(row) for row in rows]


def some(ledger: Ledger, ids: Sequence[int]) -> list[Row]:
    """Return the drafts with these ids, in this order. Raises NotFound."""
    with ledger.read() as connection:
        return [shape(drafts.get(connection, draft_id)) for draft_id in ids]


def table(rows: Sequence[Row], *, why: bool = False) -> Table:
    """Return drafts as a table; it has a column for what became of them only where one tells."""
    columns = [*_COLUMNS]
    if any(row["standing"] for row in rows):
        columns.append(_STATE)
    if why:
        columns.append(_WHY)
    empty = "Nothing awaits a decision. `tracker extract FILE` proposes what a text claims."
    shown = [
        {
            **row,
            "who": _who(row),
            "said": said(row),
            "due": due(row),
            "why": ", ".join(row["reasons"]),
        }
        for row in rows
    ]
    return Table(columns, shown, empty, _SHEET)


def shape(row: dict[str, Any]) -> dict[str, Any]:
    """Return a draft in its JSON shape."""
    names = ("speaker", "reported_for", "quote", "type", "condition", "said_on", "deadline_text")
    more = ("opens", "deadline", "deadline_basis", "probability", "low", "high", "basis", "phrase")
    found = {
        "id": row["id"],
        "start": row["quote_start"],
        "end": row["quote_end"],
        **{name: row[name] for name in (*names, *more)},
        "score": row["score"],
        "found_by": row["found_by"],
        "reasons": _reasons(row["reasons"]),
        "statement": row["statement"],
        "question": row["question"],
        "before": row["said_before"],
        "after": row["said_after"],
        "source": row["source"],
        "restates": row["restates_id"],
        "restated": row["restates"],
        "state": row["state"],
        "claim": row["claim_id"],
        "forecast": row["forecast_id"],
        "dismissed_because": row["dismissed_because"],
    }
    found["belief"] = {name: row[name] for name in ("basis", "probability", "low", "high")}
    return {**found, "standing": _standing(found)}


def _reasons(text: str | None) -> list[str]:
    """Return why a draft was proposed; what was redacted is one text and no array."""
    if text is None:
        return []
    return [str(reason) for reason in json.loads(text)] if text.startswith('["') else [text]


def _standing(row: Row) -> str:
    if row["state"] == "accepted":
        return f"claim {row['claim']}"
    if row["state"] == "dismissed":
        because = row["dismissed_because"]
        return f"dismissed: {because}" if because else "dismissed"
    return f"restates claim {row['restates']}" if row["restates"] is not None else ""


def _who(row: Row) -> str:
    speaker = row["speaker"] or "–"
    return f"{row['reported_for']} (via {speaker})" if row["reported_for"] else speaker


def said(row: Row) -> str:
    """Return a draft's words as they were spoken: rules reword nothing, they leave stamps out."""
    is_spoken = row["found_by"] == "cues" and row["statement"]
    return str(row["statement"] if is_spoken else row["quote"])


def due(row: Row) -> str:
    """Return a draft's window in a few words: its last day, else the words that name none."""
    return row["deadline"] or (f"“{row['deadline_text']}”" if row["deadline_text"] else "")


class Likely(NamedTuple):
    """A claim that a draft might be about, and how alike they are from 0 to 1."""

    claim_id: int
    statement: str
    alike: float


def likely_claims(
    ledger: Ledger, text: str, also: Sequence[int] = (), most: int = 5
) -> list[Likely]:
    """Return the claims of the ledger whose words are nearest to a text, then those of `also`."""
    with ledger.read() as connection:
        words = [(claim_id, said) for claim_id, said, _ in drafts.recorded_words(connection)]
        found = dict(Known(words).nearest(text, most))
        found |= {claim_id: 0.0 for claim_id in also if claim_id not in found}
        statements = claims.statements(connection, list(found))
    return [
        Likely(claim_id, statements[claim_id], alike)
        for claim_id, alike in found.items()
        if claim_id in statements
    ]


def card(draft: Row, claim: ClaimEntry, forecast: ForecastEntry, *, is_named: bool) -> Card:
    """Return one draft as the claim that it would become, with what that still lacks.

    `is_named` tells whether anybody is named as the owner; else the source speaks for itself.
    """
    holder = forecast.owner if is_named else f"{forecast.owner}, the source itself"
    lacking = missing(claim, is_owned=is_named)
    restated = f"claim {draft['restates']}: {draft['restated']}" if draft["restates"] else ""
    facts = [
        ("Statement", claim.statement),
        ("Owner", f"{holder} (via {forecast.reported_by})" if forecast.reported_by else holder),
        ("Type", claim.type),
        ("Window", window_text(claim.window)),
        ("Probability", belief_text(forecast.belief)),
        ("Condition", claim.condition or ""),
        ("Criteria", claim.criteria or ""),
        ("Tags", ", ".join(claim.tags)),
        ("Key", claim.key or ""),
        ("Restates", restated),
        ("Lacks", "; ".join(lacking)),
        ("Why", ", ".join(draft["reasons"])),
    ]
    return Card("", draft, [fact for fact in facts if fact[1]], (), table([draft]))


def belief_text(belief: Belief) -> str:
    """Return odds in words: `20%, stated`; `90–99%, imputed from “一定会”`; that there are none."""
    if belief.probability is None:
        return "none can be read"
    if belief.low is None or belief.high is None:
        share = f"{100 * belief.probability:.4g}%"
    else:
        share = f"{100 * belief.low:.4g}–{100 * belief.high:.4g}%"
    read = f" from “{belief.phrase}”" if belief.phrase else ""
    return f"{share}, {belief.basis}{read}"


def window_text(window: Window) -> str:
    """Return a window in words."""
    if window.opens is None and window.deadline is None:
        days = "no last day"
    else:
        days = f"{_day(window.opens)} to {_day(window.deadline)}"
    said = ", ".join(filter(None, (f"“{window.text}”" if window.text else "", window.basis)))
    return f"{days} ({said})" if said else days


def _day(day: date | None) -> str:
    return "…" if day is None else day.isoformat()
