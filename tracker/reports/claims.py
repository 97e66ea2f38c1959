"""Claims as an answer: their JSON shape, and the list of them."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.domain.answer import Column, Row, Table
from tracker.domain.claim import status
from tracker.errors import InvalidInput
from tracker.storage.connection import Connection
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims, listing, people, sources

MOST_WORDS = 100
_PAGE = 500
UNRESOLVED = ("open", "overdue")
"""What is listed unless told otherwise."""
COLUMNS = (
    Column("id", "ID", "id"),
    Column("statement", "Claim", "flow"),
    Column("forecasts", "Forecasts", "forecasts"),
    Column("deadline", "Due", "due"),
    Column("evidence_count", "Evidence", "evidence"),
)
_FORECAST = (
    "id",
    "owner",
    "reported_by",
    "probability",
    "low",
    "high",
    "basis",
    "phrase",
    "word_table",
    "made_on",
    "made_at",
    "quote",
    "note",
    "source",
)
SHEET = (
    *(Column(name, name) for name in ("id", "key", "statement", "type", "status", "said_on")),
    *(Column(name, name) for name in ("opens", "deadline", "deadline_text", "deadline_basis")),
    Column("owners", "owners", "list"),
    Column("forecasts", "forecasts", "forecasts"),
    Column("source", "source"),
    Column("tags", "tags", "list"),
    *(Column(f"evidence_count.{name}", name) for name in ("supports", "refutes", "neutral")),
    *(Column(name, name) for name in ("last_evidence_on", "outcome", "resolved_on")),
)
"""What a spreadsheet gets of each claim."""


class Wanted(NamedTuple):
    """What to list, in a user's words; people, tags and sources must be there."""

    statuses: Sequence[str] = UNRESOLVED
    owner: str | None = None
    tag: str | None = None
    source: str | None = None
    due_by: date | None = None
    search: str | None = None
    sort: str = "deadline"
    limit: int | None = None


def listed(ledger: Ledger, wanted: Wanted) -> Table:
    """Return the claims that are wanted. Raises NotFound for an unknown person, tag or source."""
    with ledger.read() as connection:
        rows = list(found(connection, wanted, ledger.today(connection)))
    nothing = "No claims found."
    if wanted.statuses == UNRESOLVED:
        nothing = "No open claims found (--status all: those that came out too)."
    return Table(COLUMNS, rows, nothing, SHEET)


def found(connection: Connection, wanted: Wanted, today: date) -> Iterator[Row]:
    """Yield the claims that are wanted, in their order. Raises NotFound as `listed` does."""
    ids = listing.ids(connection, filtered(connection, wanted), today)
    return paged(connection, ids, today)


def filtered(connection: Connection, wanted: Wanted) -> listing.Filter:
    """Return a user's wishes as a filter. Raises NotFound with the nearest name."""
    words = (wanted.search or "").split()
    if len(words) > MOST_WORDS:
        raise InvalidInput(f"a search takes at most {MOST_WORDS} words, and not {len(words)}")
    return listing.Filter(
        statuses=wanted.statuses,
        owner_id=people.get(connection, wanted.owner)["id"] if wanted.owner is not None else None,
        tag=sources.check_tag(connection, wanted.tag) if wanted.tag is not None else None,
        source_id=None if wanted.source is None else sources.get(connection, wanted.source)["id"],
        due_by=wanted.due_by,
        search=words,
        sort=wanted.sort,
        limit=wanted.limit,
    )


def paged(connection: Connection, ids: Sequence[int], today: date) -> Iterator[Row]:
    """Yield these claims in their JSON shape and in this order, read page by page."""
    for start in range(0, len(ids), _PAGE):
        page = ids[start : start + _PAGE]
        by_id = {row["id"]: row for row in shaped(connection, claims.these(page), today)}
        yield from (by_id[claim_id] for claim_id in page)


def shaped(connection: Connection, wanted: claims.Selection, today: date) -> list[Row]:
    """Return the selected claims in the JSON shape that every command shares."""
    forecasts: dict[int, list[dict[str, Any]]] = {}
    for row in claims.forecasts(connection, wanted):
        if row["withdrawn_because"] is None:
            forecasts.setdefault(row["claim_id"], []).append(row)
    tags = claims.tags(connection, wanted)
    return [
        _shape(row, forecasts.get(row["id"], []), tags.get(row["id"], []), today)
        for row in claims.rows(connection, wanted)
    ]


def _shape(
    row: dict[str, Any], forecasts: list[dict[str, Any]], tags: list[str], today: date
) -> Row:
    deadline = date.fromisoformat(row["deadline"]) if row["deadline"] else None
    shape = {
        "id": row["id"],
        "key": row["key"],
        "statement": row["statement"],
        "type": row["type"],
        "kind": row["kind"],
        "status": status(row["outcome"], deadline, today),
        "said_on": row["said_on"],
        "opens": row["opens"],
        "deadline": row["deadline"],
        "deadline_text": row["deadline_text"],
        "deadline_basis": row["deadline_basis"],
        "days_left": (deadline - today).days if deadline else None,
        "criteria": row["criteria"],
        "condition": row["condition"],
        "condition_claim": row["condition_claim"],
        "owners": list(dict.fromkeys(forecast["owner"] for forecast in forecasts)),
        "source": row["source"],
        "tags": tags,
        "note": row["note"],
        "version": row["version"],
        "forecasts": [forecast_shape(forecast) for forecast in forecasts],
        "evidence_count": {
            "supports": row["supports"],
            "refutes": row["refutes"],
            "neutral": row["neutral"],
        },
        "last_evidence_on": row["last_evidence_on"],
        "outcome": row["outcome"],
        "resolved_on": row["resolved_on"],
        "resolved_at": row["resolved_at"],
        "check_on": row["check_on"],
        "in_conflict": bool(row["in_conflict"]),
        "withdrawn_because": row["withdrawn_because"],
    }
    if row["options"] is not None:
        shape["options"] = json.loads(row["options"])
    if row["unit"] is not None:
        shape["unit"] = row["unit"]
    return shape


def forecast_shape(row: dict[str, Any]) -> dict[str, Any]:
    """Return a forecast in its JSON shape."""
    shape = {name: row[name] for name in _FORECAST}
    shape["version"] = row["claim_version"]
    shape["recorded_at"] = row["recorded_at"]
    if row["distribution"] is not None:
        shape["distribution"] = json.loads(row["distribution"])
    return shape


def evidence_shape(row: dict[str, Any]) -> dict[str, Any]:
    """Return a piece of evidence in its JSON shape."""
    return {
        "id": row["id"],
        "claim": row["claim_key"] or row["claim_id"],
        "claim_id": row["claim_id"],
        "on": row["observed_on"],
        "stance": row["stance"],
        "strength": row["strength"],
        "note": row["note"],
        "url": row["url"],
        "title": row["title"],
        "publisher": row["publisher"],
        "quote": row["quote"],
        "likelihood_ratio": row["likelihood_ratio"],
        "supersedes": row["supersedes_id"],
        "sha256": row["sha256"],
        "file_name": row["file_name"],
        "counts": bool(row["counts"]),
        "retracted_because": row["retracted_because"],
        "key": row["key"],
    }


def link_shape(row: dict[str, Any], claim_id: int) -> dict[str, Any]:
    """Return a link in its JSON shape, as it is seen from one of its two claims."""
    other = "other" if row["claim_id"] == claim_id else "claim"
    return {
        "relation": row["relation"],
        "claim": row[f"{other}_key"] or row[f"{other}_id"],
        "claim_id": row[f"{other}_id"],
    }


def resolve_step(claim: Row) -> str:
    """Return what to type once a claim has come out."""
    outcome = {"choice": "OPTION", "number": "NUMBER", "date": "DATE|no"}.get(
        claim["kind"], "yes|no"
    )
    return f'resolve it: tracker resolve {claim["id"]} {outcome} --because "…"'
