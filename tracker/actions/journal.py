"""The journal's own actions: a change taken back, a secret blanked."""

from tracker.actions.recorded import Recorded
from tracker.storage import redaction, undoing
from tracker.storage.ledger import Ledger


def undo(ledger: Ledger, number: int | None = None) -> Recorded:
    """Take a change back, the last one if none is named, by a new change.

    Raises NotFound, and Conflict where a later change rests on it.
    """
    with ledger.change("undo") as change:
        entry = undoing.change_to_undo(change.connection, number)
        undoing.turn_round(change, entry.change)
        when = entry.recorded_at[:16].replace("T", " ")
        verb = entry.verb
        if verb == "undo":
            verb = f"undo of change {entry.opened()['undoes']}"
        remarks = (f"took back change {entry.change}: {verb} by {entry.author}, {when}",)
    return Recorded(entry.change, remarks)


def redact(ledger: Ledger, sequence: int, because: str) -> Recorded:
    """Blank an entry of the journal, and what it put into the tables; its hash stays.

    Raises NotFound, and Conflict for an entry that cannot be blanked.
    """
    with ledger.change("redact") as change:
        remarks = redaction.redact(change, sequence, because)
    return Recorded(sequence, tuple(remarks))
