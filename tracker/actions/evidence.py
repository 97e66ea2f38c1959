"""Evidence: logged as it appears, taken back when it was wrong."""

import hashlib
import zlib
from typing import Any

from tracker.actions.recorded import Recorded
from tracker.domain.entries import EvidenceEntry
from tracker.errors import Conflict, InvalidInput
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims
from tracker.storage.queries import evidence as recorded


def add(ledger: Ledger, name: str, entry: EvidenceEntry) -> Recorded:
    """Log a dated observation on a claim."""
    with ledger.change("evidence add") as change:
        claim = claims.get_active(change.connection, name)
        today = ledger.today(change.connection)
        if entry.on > today:
            raise InvalidInput(f"the evidence is dated {entry.on}, after today ({today})")
        evidence_id = put(change, claim["id"], entry)
    return Recorded(evidence_id, _doubts(entry))


def _doubts(entry: EvidenceEntry) -> tuple[str, ...]:
    """Return a remark where the likelihood ratio says the opposite of the stance."""
    ratio = entry.likelihood_ratio
    if ratio is None or entry.stance == "neutral":
        return ()
    if (ratio > 1) == (entry.stance == "supports") or ratio == 1:
        return ()
    way = "against" if ratio < 1 else "for"
    return (f"a likelihood ratio of {ratio:g} speaks {way} the claim, --{entry.stance} does not",)


def put(change: Change, claim_id: int, entry: EvidenceEntry) -> int:
    """Write a piece of evidence on a claim, with a copy of its file; return its id."""
    return change.insert(
        "evidence",
        claim_id=claim_id,
        recorded_at=change.at,
        **columns(change, claim_id, entry),
    )


def columns(change: Change, claim_id: int, entry: EvidenceEntry) -> dict[str, Any]:
    """Return a piece of evidence as columns of its table; a copy of its file is kept."""
    kept: dict[str, Any] = {}
    if entry.file is not None:
        sha256 = hashlib.sha256(entry.file.content).hexdigest()
        change.keep(sha256, zlib.compress(entry.file.content), len(entry.file.content))
        kept = {"sha256": sha256, "file_name": entry.file.name}
    superseded = None
    if entry.supersedes is not None:
        superseded = recorded.named(change.connection, claim_id, entry.supersedes)
    return {
        "key": entry.key,
        "observed_on": entry.on.isoformat(),
        "stance": entry.stance,
        "strength": entry.strength,
        "likelihood_ratio": entry.likelihood_ratio,
        "note": entry.note,
        "url": entry.url,
        "title": entry.title,
        "publisher": entry.publisher,
        "quote": entry.quote,
        "supersedes_id": superseded["id"] if superseded else None,
        **kept,
    }


def retract(ledger: Ledger, evidence_id: int, because: str) -> Recorded:
    """Take a piece of evidence back; it stays, no longer counts, and shows why."""
    with ledger.change("evidence retract") as change:
        found = recorded.get(change.connection, evidence_id)
        if found["retracted_because"] is not None:
            raise Conflict(f"evidence {evidence_id} was retracted: {found['retracted_because']}")
        change.update("evidence", evidence_id, retracted_because=because)
    return Recorded(evidence_id)
