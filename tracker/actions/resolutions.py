"""Resolutions: how a claim came out, that it has not yet, and taking that back."""

from datetime import date
from typing import Any, NamedTuple

from tracker.actions import people
from tracker.actions.recorded import Recorded
from tracker.domain.claim import NOT_YET, VOID
from tracker.domain.entries import ResolutionEntry
from tracker.domain.outcome import parse
from tracker.errors import Conflict, InvalidInput
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims, evidence


class Resolved(NamedTuple):
    """What was recorded: the claim, the outcome as it is kept, and remarks for the user."""

    id: int
    outcome: str
    remarks: tuple[str, ...] = ()


def resolve(ledger: Ledger, name: str, entry: ResolutionEntry) -> Resolved:
    """Record how a claim came out, by one judge.

    A second judge may agree, or disagree: then no outcome stands until one settles it. Raises
    Conflict when the same judge has resolved it already, or there is nothing to settle.
    """
    with ledger.change("resolve") as change:
        claim = claims.get_active(change.connection, name)
        _, resolved = record(change, claim, entry, ledger.today(change.connection))
    return resolved


def record(
    change: Change, claim: dict[str, Any], entry: ResolutionEntry, today: date
) -> tuple[int, Resolved]:
    """Write a resolution beside what other judges said; return its id, and what to answer."""
    check_known(entry, today)
    if entry.check_on is not None and entry.check_on <= today:
        raise InvalidInput(f"the check date {entry.check_on} is not after today ({today})")
    remarks: list[str] = []
    resolution_id = put(change, claim, entry, remarks)
    remarks += _beside_others(change, claim["id"], resolution_id, settles=entry.settles)
    outcome = str(change.row("resolutions", resolution_id)["outcome"])
    if claim["kind"] == "date" and today.isoformat() < outcome < "9999-12-32":
        raise InvalidInput(f"outcome {outcome} is after today ({today})")
    if evidence.standing_resolution(change.connection, claim["id"]) is not None:
        remarks += _early(claim, outcome, today)
    return resolution_id, Resolved(claim["id"], outcome, tuple(remarks))


def check_known(entry: ResolutionEntry, today: date) -> None:
    """Raise InvalidInput for an outcome that became known after today."""
    if entry.resolved_on > today:
        raise InvalidInput(
            f"the outcome became known on {entry.resolved_on}, after today ({today})"
        )


def _early(claim: dict[str, Any], outcome: str, today: date) -> list[str]:
    """Say when an outcome before the deadline will count."""
    counts_now = claim["deadline"] is None or claim["type"] == "fact" or outcome in VOID
    if counts_now or outcome == NOT_YET or claim["deadline"] < today.isoformat():
        return []
    return [f"it counts in the scorecard once {claim['deadline']} is past (scorecard --early: now)"]


def _beside_others(
    change: Change, claim_id: int, resolution_id: int, *, settles: bool
) -> list[str]:
    """Hold a new resolution against what other judges said; return remarks."""
    own = evidence.resolution(change.connection, resolution_id)
    others = [
        row
        for row in evidence.verdicts(change.connection, claim_id)
        if row["id"] < resolution_id and (row["settled_by"] in {None, resolution_id})
    ]
    if settles:
        if len({row["outcome"] for row in others}) < 2:  # noqa: PLR2004 - a conflict has two sides
            raise Conflict(f"claim {claim_id} is not in conflict: there is nothing to settle")
        return []
    if not others:
        return []
    mine = [row for row in others if row["judge"] == own["judge"]]
    if mine or own["outcome"] == NOT_YET:
        said = mine[-1] if mine else others[-1]
        raise Conflict(
            f"claim {claim_id} came out {said['outcome']} on {said['resolved_on']}, judged by "
            f'{said["judge"]}: to take that back: tracker reopen {claim_id} --because "…"'
        )
    against = [row for row in others if row["outcome"] != own["outcome"]]
    if not against:
        return [f"{own['judge']} agrees with {others[-1]['judge']}"]
    other = f"{against[-1]['judge']}, who said {against[-1]['outcome']}"
    step = f'tracker resolve {claim_id} OUTCOME --settle --because "…"'
    return [f"{own['judge']} disagrees with {other}: no outcome stands until it is settled: {step}"]


def put(change: Change, claim: dict[str, Any], entry: ResolutionEntry, remarks: list[str]) -> int:
    """Write a resolution with the evidence it cites; return its id."""
    outcome = parse(
        entry.outcome.text,
        kind=claim["kind"],
        options=claim["options"],
        unit=claim.get("unit"),
        day=entry.resolved_on,
    )
    if claim["kind"] == "date" and outcome.text == "no" and claim["deadline"] is None:
        raise InvalidInput(
            f"claim {claim['id']} has no deadline by which it had not come: give its date, "
            "or not-yet"
        )
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
        settles=int(entry.settles),
        recorded_at=change.at,
    )
    for name in dict.fromkeys(entry.evidence):
        change.insert(
            "citations",
            resolution_id=resolution_id,
            evidence_id=cited(change, claim["id"], name),
        )
    return resolution_id


def reopen(ledger: Ledger, name: str, because: str) -> Recorded:
    """Take back what was resolved last; it stays, and shows why it no longer holds."""
    with ledger.change("reopen") as change:
        claim = claims.get(change.connection, name)
        last = evidence.last_resolution(change.connection, claim["id"])
        if last is None:
            raise Conflict(f"claim {claim['id']} is not resolved: there is nothing to take back")
        change.update("resolutions", last["id"], reopened_because=because)
        standing = evidence.standing_resolution(change.connection, claim["id"])
        remarks = []
        if standing is not None:
            remarks.append(
                f"the resolution before it stands again: {standing['outcome']}, "
                f"{standing['resolved_on']}"
            )
        elif evidence.last_resolution(change.connection, claim["id"]) is not None:
            remarks.append("judges disagree again: no outcome stands until it is settled")
    return Recorded(claim["id"], tuple(remarks))


def cited(change: Change, claim_id: int, name: str) -> int:
    """Return the id of the evidence on a claim that goes by `name`. Raises NotFound, Conflict."""
    found = evidence.named(change.connection, claim_id, name)
    if found["retracted_because"] is not None:
        raise Conflict(f"evidence {name} was retracted: a resolution cannot rest on it")
    return int(found["id"])
