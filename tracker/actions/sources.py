"""Sources: made or completed from a text, and their text kept when that is asked for."""

import hashlib
import zlib

from tracker.actions.recorded import Recorded
from tracker.domain.entries import SourceEntry
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger
from tracker.storage.queries import sources


def add(ledger: Ledger, entry: SourceEntry, kept: bytes | None = None) -> Recorded:
    """Make a source or complete one that is there; with `kept`, keep its text."""
    with ledger.change("source add") as change:
        source_id, remarks = put(change, entry, kept)
        unchanged = change.is_empty
    return Recorded(source_id, tuple(remarks), unchanged)


def put(change: Change, entry: SourceEntry, kept: bytes | None = None) -> tuple[int, list[str]]:
    """Make or complete a source; return its id and remarks.

    What is given takes the place of what was known. `kept` are the bytes whose SHA-256 the entry
    names; they are kept once, whoever has them.
    """
    given = columns(entry)
    remarks: list[str] = []
    if kept is not None:
        change.keep(hashlib.sha256(kept).hexdigest(), zlib.compress(kept), len(kept))
    found = sources.find(change.connection, entry.key)
    if found is None:
        same = sources.key_of_text(change.connection, entry.sha256) if entry.sha256 else None
        if same is not None:
            remarks.append(f"the source {same} has this very text, too")
        return change.insert("sources", key=entry.key, **given), remarks
    if found["sha256"] and entry.sha256 and found["sha256"] != entry.sha256:
        remarks.append(
            f"the text of {entry.key} is another one than before: if it is another document, "
            "`tracker undo` and give it a key of its own"
        )
    change.update("sources", found["id"], **{k: v for k, v in given.items() if v is not None})
    return int(found["id"]), remarks


def columns(entry: SourceEntry) -> dict[str, str | None]:
    """Return a source as columns of its table, all but its key."""
    return {
        "title": entry.title,
        "author": entry.author,
        "publisher": entry.publisher,
        "url": entry.url,
        "published_on": entry.published_on.isoformat() if entry.published_on else None,
        "language": entry.language,
        "sha256": entry.sha256,
        "note": entry.note,
    }
