"""Scores that another tracker gave: kept as they came, beside ours, and never mixed with them."""

from typing import Any

from tracker.domain.entries import ForeignScoreEntry
from tracker.storage.change import Change
from tracker.storage.queries import foreign_scores


def columns(claim_id: int, person_id: int, entry: ForeignScoreEntry) -> dict[str, Any]:
    """Return a score as the ledger keeps it."""
    return {
        "claim_id": claim_id,
        "person_id": person_id,
        "platform": entry.platform,
        "name": entry.name,
        "value": entry.value,
        "coverage": entry.coverage,
        "scored_on": entry.scored_on.isoformat() if entry.scored_on else None,
    }


def put(change: Change, claim_id: int, person_id: int, entry: ForeignScoreEntry) -> bool:
    """Record a score unless it is there; return whether it is new.

    One that has changed is a new record: the older one stays, and the newer one is shown.
    """
    wanted = columns(claim_id, person_id, entry)
    known = foreign_scores.newest(change.connection, wanted)
    if known is not None and all(known[name] == wanted[name] for name in ("value", "coverage")):
        return False
    change.insert("foreign_scores", **wanted, recorded_at=change.at)
    return True
