"""Resolutions: how a claim came out, that it has not yet, and taking that back."""

from typing import Any

from tracker.actions import people
from tracker.actions.recorded import Recorded
from tracker.domain.claim import NOT_YET
from tracker.domain.entries import ResolutionEntry
from tracker.domain.outcome import parse
from tracker.errors import Conflict, InvalidInput
from tracker.storage.ledger import Change, Ledger
from tracker.storage.queries import claims, evidence


def resolve(ledger: Ledger, name: str, entry: ResolutionEntry) -> Recorded:
    """Record how a claim came out. Raises Conflict when it has come out already."""
    with ledger.change("resolve") as change:
        claim = claims.get_active(change.connection, name)
        today = ledger.today(change.connection)
        if entry.resolved_on > today:
            raise InvalidInput(
                f"the outcome became known on {entry.resolved_on}, after today ({today})"
            )
        if entry.check_on is not None and entry.check_on <= today:
            raise InvalidInput(f"the check date {entry.check_on} is not after today ({today})")
        _refuse_resolved(change, claim)
        remarks: list[str] = []
        put(change, claim, entry, remarks)
    return Recorded(claim["id"], tuple(remarks))


def put(change: Change, claim: dict[str, Any], entry: ResolutionEntry, remarks: list[str]) -> int:
    """Write a resolution with the evidence it cites; return its id."""
    outcome = parse(entry.outcome.text, kind=claim["kind"], options=claim["options"])
    judge_id = None
    if entry.judge is not None:
        judge_id, remark = people.named(change, entry.judge)
        remarks.extend([remark] if remark else [])
    resolution_id = change.insert(
        "resolutions",
        claim_id=claim["id"],
        outcome=outcome.text,
        share=outcome.share,
        resolved_on=entry.resolved_on.isoformat(),
        resolved_at=entry.resolved_at,
        because=entry.because,
        judge_id=judge_id,
        recorded_by=change.author,
        check_on=entry.check_on.isoformat() if entry.check_on else None,
        recorded_at=change.at,
    )
    for name in dict.fromkeys(entry.evidence):
        change.insert(
            "citations",
            resolution_id=resolution_id,
            evidence_id=_cited(change, claim["id"], name),
        )
    return resolution_id


def reopen(ledger: Ledger, name: str, because: str) -> Recorded:
    """Take a claim's resolution back; it stays, and shows why it no longer holds."""
    with ledger.change("reopen") as change:
        claim = claims.get(change.connection, name)
        standing = evidence.standing_resolution(change.connection, claim["id"])
        if standing is None:
            raise Conflict(f"claim {claim['id']} is not resolved: there is nothing to take back")
        change.update("resolutions", standing["id"], reopened_because=because)
        remarks = []
        earlier = evidence.standing_resolution(change.connection, claim["id"])
        if earlier is not None:
            remarks.append(
                f"the resolution before it stands again: {earlier['outcome']}, "
                f"{earlier['resolved_on']}"
            )
    return Recorded(claim["id"], tuple(remarks))


def _refuse_resolved(change: Change, claim: dict[str, Any]) -> None:
    standing = evidence.standing_resolution(change.connection, claim["id"])
    if standing is not None and standing["outcome"] != NOT_YET:
        raise Conflict(
            f"claim {claim['id']} came out {standing['outcome']} on {standing['resolved_on']}: "
            f'to take that back: tracker reopen {claim["id"]} --because "…"'
        )


def _cited(change: Change, claim_id: int, name: str) -> int:
    found = evidence.named(change.connection, claim_id, name)
    if found["retracted_because"] is not None:
        raise Conflict(f"evidence {name} was retracted: a resolution cannot rest on it")
    return int(found["id"])
