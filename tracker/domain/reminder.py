"""When a claim is worth a reminder: its deadline nears, comes or passes, or its check date comes.

A claim is named once for each stage of a deadline or check date. Another date, or a resolution
taken back, begins anew; whether a stage was named already follows from what was named before, never
from the day of the last run, so that downtime loses nothing and a second run on a day repeats
nothing.
"""

from datetime import date
from typing import NamedTuple

REASONS = ("back", "overdue", "due", "soon")
"""The most urgent first: `due` is the deadline's own day, `soon` the days before it."""
_STAGES = {"soon": 0, "due": 1, "overdue": 2, "back": 3}


class Waiting(NamedTuple):
    """A claim that has not come out, with the dates at which it wants to be seen.

    `check_on` is set while the claim is put off until that day. `reopened_id` is the resolution
    that was taken back last, 0 where there was none.
    """

    claim_id: int
    deadline: date | None
    check_on: date | None
    reopened_id: int


class Said(NamedTuple):
    """What a claim was named for: a reason, the date that it rests on, what was taken back."""

    reason: str
    day: str
    reopened_id: int


class Reminder(NamedTuple):
    """A claim to be named, and the day since which it is so."""

    claim_id: int
    said: Said
    since: date


def reminder(claim: Waiting, within: int, today: date) -> Reminder | None:
    """Return for what a claim is to be named today, None where its time has not come.

    `within` is how many days before its deadline it is due soon.
    """
    if claim.check_on is not None:
        return _made(claim, "back", claim.check_on, claim.check_on, today)
    if claim.deadline is None:
        return None
    day = claim.deadline
    if day < today:
        return _made(claim, "overdue", day, date.fromordinal(day.toordinal() + 1), today)
    if day == today:
        return _made(claim, "due", day, day, today)
    soon = date.fromordinal(max(day.toordinal() - within, 1))
    return _made(claim, "soon", day, soon, today)


def _made(claim: Waiting, reason: str, day: date, since: date, today: date) -> Reminder | None:
    said = Said(reason, day.isoformat(), claim.reopened_id)
    return Reminder(claim.claim_id, said, since) if since <= today else None


def is_new(said: Said, before: Said | None) -> bool:
    """Tell whether a claim is to be named again after what it was named for before."""
    if before is None or before[1:] != said[1:]:
        return True
    return _STAGES[said.reason] > _STAGES.get(before.reason, len(_STAGES))
