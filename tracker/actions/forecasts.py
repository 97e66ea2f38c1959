"""Forecasts: recorded on a claim, and withdrawn."""

import json
from datetime import date
from typing import Any

from tracker.actions import people
from tracker.actions.recorded import Recorded
from tracker.domain.entries import ForecastEntry
from tracker.domain.outcome import parse as parse_outcome
from tracker.errors import Conflict, InvalidInput, NotFound
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims, evidence, sources


def add(ledger: Ledger, name: str, entry: ForecastEntry) -> Recorded:
    """Record one person's further forecast on a claim."""
    with ledger.change("forecast") as change:
        claim = claims.get_active(change.connection, name)
        forecast_id, remarks = put(
            change, claim["id"], entry, today=ledger.today(change.connection)
        )
    return Recorded(forecast_id, tuple(remarks))


def put(
    change: Change, claim_id: int, entry: ForecastEntry, *, today: date
) -> tuple[int, list[str]]:
    """Write a forecast on a claim; return its id and remarks."""
    claim = change.row("claims", claim_id)
    made_on = (entry.made_on or date.fromisoformat(claim["said_on"])).isoformat()
    if made_on > today.isoformat():
        raise InvalidInput(f"the forecast was made on {made_on}, after today ({today})")
    check_kind(claim, entry)
    owner_id, owner_remark = people.named(change, entry.owner)
    reporter_id, reporter_remark = (
        people.named(change, entry.reported_by) if entry.reported_by else (None, None)
    )
    forecast_id = change.insert(
        "forecasts",
        claim_id=claim_id,
        owner_id=owner_id,
        reporter_id=reporter_id,
        claim_version=claim["version"],
        made_on=made_on,
        made_at=entry.made_at,
        quote=entry.quote,
        quote_start=entry.at[0] if entry.at else None,
        quote_end=entry.at[1] if entry.at else None,
        source_id=sources.get(change.connection, entry.source)["id"] if entry.source else None,
        note=entry.note,
        recorded_at=change.at,
        **belief_columns(entry),
    )
    remarks = [remark for remark in (owner_remark, reporter_remark) if remark]
    return forecast_id, remarks + _late(change, claim, made_on)


def belief_columns(entry: ForecastEntry) -> dict[str, Any]:
    """Return the columns of a forecast that say what was believed."""
    belief, told = entry.belief, entry.distribution
    return {
        "basis": belief.basis,
        "probability": belief.probability,
        "low": belief.low,
        "high": belief.high,
        "phrase": belief.phrase,
        "word_table": belief.word_table,
        "distribution": json.dumps(dict(told), ensure_ascii=False) if told else None,
    }


def withdraw(ledger: Ledger, forecast_id: int, because: str) -> Recorded:
    """Take a mistaken forecast out of lists and scores; it stays, and shows why."""
    with ledger.change("withdraw") as change:
        found = change.rows("forecasts", id=forecast_id)
        if not found:
            raise NotFound(f"there is no forecast {forecast_id}: `tracker show` lists a claim's")
        if found[0]["withdrawn_because"] is not None:
            raise Conflict(f"forecast {forecast_id} was withdrawn: {found[0]['withdrawn_because']}")
        change.update("forecasts", forecast_id, withdrawn_because=because)
    return Recorded(forecast_id)


def check_kind(claim: dict[str, Any], entry: ForecastEntry) -> None:
    """Raise InvalidInput when a forecast does not fit the kind of its claim."""
    if claim["kind"] == "binary":
        if entry.distribution:
            raise InvalidInput("a claim that comes out yes or no takes one probability")
        return
    if entry.belief.probability is not None:
        raise InvalidInput(
            f"claim {claim['id']} is of the kind {claim['kind']}: it takes a distribution, "
            "not one probability"
        )
    if claim["kind"] == "choice" and entry.distribution:
        for option in entry.distribution:
            parse_outcome(option, kind="choice", options=claim["options"])


def _late(change: Change, claim: dict[str, Any], made_on: str) -> list[str]:
    standing = evidence.standing_resolution(change.connection, claim["id"])
    if standing and standing["outcome"] != "not-yet" and made_on > standing["resolved_on"]:
        came_out = (
            f"claim {claim['id']} came out {standing['outcome']} on {standing['resolved_on']}"
        )
        return [f"{came_out}: a forecast made after that is kept and never scored"]
    if claim["deadline"] is not None and made_on > claim["deadline"]:
        return [f"the forecast was made after the deadline {claim['deadline']}"]
    return []
