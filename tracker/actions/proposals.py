"""Outcomes that are proposed, and what a person makes of them: recorded, or declined.

Who proposes need not be a person. A proposal is kept, counts for nothing, and is decided on once.
"""

import json
from datetime import date
from typing import Any, NamedTuple

from tracker.actions import resolutions
from tracker.actions.recorded import Recorded
from tracker.domain.claim import NOT_YET
from tracker.domain.entries import ResolutionEntry
from tracker.domain.outcome import Outcome, parse
from tracker.errors import Conflict, InvalidInput
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims, evidence, proposals


class Confirmation(NamedTuple):
    """What a person adds who records a proposed outcome; None keeps what was proposed."""

    because: str | None = None
    judge: str | None = None
    resolved_on: date | None = None
    evidence: tuple[str, ...] = ()


def propose(ledger: Ledger, name: str, entry: ResolutionEntry) -> Recorded:
    """Propose how a claim came out. The same proposal again is the one that waits already.

    Raises Conflict for a claim that came out, InvalidInput for an outcome that cannot be.
    """
    with ledger.change("propose") as change:
        claim = claims.get_active(change.connection, name)
        resolutions.check_known(entry, ledger.today(change.connection))
        outcome = _outcome(claim, entry)
        verdicts = evidence.verdicts(change.connection, claim["id"])
        if verdicts:
            raise Conflict(
                f"claim {claim['id']} came out {verdicts[-1]['outcome']} on "
                f"{verdicts[-1]['resolved_on']}: there is nothing to propose"
            )
        cited = [
            resolutions.cited(change, claim["id"], each) for each in dict.fromkeys(entry.evidence)
        ]
        row = {
            "outcome": outcome,
            "resolved_on": entry.resolved_on.isoformat(),
            "because": entry.because,
            "evidence": json.dumps(cited) if cited else None,
            "proposed_by": change.author,
        }
        for same in proposals.of_claim(change.connection, claim["id"]):
            if same["state"] == "waiting" and all(same[key] == row[key] for key in row):
                return Recorded(same["id"], (), unchanged=True)
        number = change.insert(
            "proposed_resolutions", claim_id=claim["id"], **row, recorded_at=change.at
        )
    return Recorded(number)


def _outcome(claim: dict[str, Any], entry: ResolutionEntry) -> str:
    outcome = parse(
        entry.outcome.text,
        kind=claim["kind"],
        options=claim["options"],
        unit=claim["unit"],
        day=entry.resolved_on,
    )
    if outcome.text == NOT_YET:
        raise InvalidInput("not-yet is nothing to propose: leave the claim open")
    return outcome.text


def confirm(ledger: Ledger, name: str, number: int, given: Confirmation) -> resolutions.Resolved:
    """Record a proposed outcome as a claim's resolution, by whoever confirms it."""
    with ledger.change("resolve") as change:
        found = _waiting(change, number)
        claim = claims.get_active(change.connection, name)
        if found["claim_id"] != claim["id"]:
            raise Conflict(f"proposal {number} is on claim {found['claim_id']}, not {claim['id']}")
        entry = ResolutionEntry(
            outcome=Outcome(found["outcome"]),
            resolved_on=given.resolved_on or date.fromisoformat(found["resolved_on"]),
            because=given.because or found["because"],
            judge=given.judge,
            evidence=(*map(str, json.loads(found["evidence"] or "[]")), *given.evidence),
        )
        today = ledger.today(change.connection)
        resolution_id, resolved = resolutions.record(change, claim, entry, today)
        change.update("proposed_resolutions", number, resolution_id=resolution_id)
    return resolved


def decline(ledger: Ledger, number: int, because: str) -> Recorded:
    """Turn a proposal down; it stays, and shows why."""
    with ledger.change("decline") as change:
        found = _waiting(change, number)
        change.update("proposed_resolutions", number, declined_because=because)
    return Recorded(found["claim_id"])


def _waiting(change: Change, number: int) -> dict[str, Any]:
    found = proposals.get(change.connection, number)
    if found["state"] == "declined":
        raise Conflict(f"proposal {number} was declined: {found['declined_because']}")
    if found["state"] == "accepted":
        raise Conflict(f"proposal {number} was recorded already: claim {found['claim_id']}")
    return found
