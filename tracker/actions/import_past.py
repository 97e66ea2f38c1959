"""What only a whole copy of a claim brings: its former wordings, and verdicts beside each other."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.actions import claims, resolutions
from tracker.actions.import_known import Known
from tracker.domain.entries import FormerWordingEntry, ResolutionEntry


def put_former(known: Known, claim_id: int, former: Sequence[FormerWordingEntry]) -> int:
    """Write the wordings that a new claim had before; return the version of the one it has."""
    for version, wording in enumerate(former, start=1):
        known.change.insert(
            "former_wordings",
            claim_id=claim_id,
            version=version,
            statement=wording.statement,
            criteria=wording.criteria,
            condition=wording.condition,
            **claims.window_columns(wording.window),
            replaced_at=wording.replaced_at,
        )
    if former:
        known.change.update("claims", claim_id, version=len(former) + 1)
    return len(former) + 1


def judged(known: Known, entry: ResolutionEntry, ids: dict[str, int]) -> ResolutionEntry:
    """Return a verdict with its judge made known, and with the ledger's numbers of its evidence.

    Whoever imports what they judged themselves stays unnamed, as when they recorded it.
    """
    if entry.judge == known.change.author:
        entry = replace(entry, judge=None)
    if entry.judge is not None:
        known.person_made(entry.judge)
    return replace(entry, evidence=tuple(str(ids[name]) for name in entry.evidence))


def put_verdicts(
    known: Known, claim: dict[str, object], verdicts: Sequence[ResolutionEntry], ids: dict[str, int]
) -> None:
    """Write what several judges said of a new claim, in the order in which they said it."""
    for entry in verdicts:
        resolutions.put(known.change, claim, judged(known, entry, ids), known.remarks)
