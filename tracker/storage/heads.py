"""The last head seen of each ledger, kept outside of it, in the user's state folder.

A chain alone does not notice that its newest entries were cut off: this is what they are held
against. It is written after each change, per ledger and place.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracker.storage import state_files
from tracker.storage.journal import Head

_KIND = "heads"


def seen(ledger_id: str, place: str) -> Head | None:
    """Return the head that was last seen of a ledger at a place, or None."""
    found = state_files.read(state_files.file(_KIND, ledger_id, place))
    try:
        return Head(int(found["sequence"]), str(found["recorded_at"]), str(found["hash"]))
    except (ValueError, KeyError, TypeError):
        return None


def other_ledgers(ledger_id: str, place: str) -> list[Path]:
    """Return the files of heads that were seen at a place of other ledgers than this one."""
    return [file for file, found in _at(place) if found.get("ledger") != ledger_id]


def remember(ledger_id: str, place: str, head: Head, *, reset: bool = False) -> None:
    """Keep a head, unless a newer one is kept already; `reset` keeps it in any case.

    Raises OSError where the state folder cannot be written.
    """
    if reset:
        for file, _ in _at(place):
            file.unlink(missing_ok=True)
    known = seen(ledger_id, place)
    if known is not None and known.sequence >= head.sequence:
        return
    content = {**head._asdict(), "ledger": ledger_id, "place": place}
    state_files.write(state_files.file(_KIND, ledger_id, place), content)


def _at(place: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    folder = state_files.folder(_KIND)
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        found = state_files.read(file)
        if found.get("place") == place:
            yield file, found
