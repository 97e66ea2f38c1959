"""The last head seen of each ledger, kept outside of it, in the user's state folder.

A chain alone does not notice that its newest entries were cut off: this is what they are held
against. It is written after each change, per ledger and place.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tracker import config
from tracker.storage.journal import Head


def seen(ledger_id: str, place: str) -> Head | None:
    """Return the head that was last seen of a ledger at a place, or None."""
    found = _read(_file(ledger_id, place))
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
    file = _file(ledger_id, place)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    growing = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        growing.write_text(json.dumps({**head._asdict(), "ledger": ledger_id, "place": place}))
        growing.replace(file)
    except OSError:
        with suppress(OSError):
            growing.unlink(missing_ok=True)
        raise


def _at(place: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    folder = config.state_folder() / "heads"
    for file in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        found = _read(file)
        if found.get("place") == place:
            yield file, found


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _file(ledger_id: str, place: str) -> Path:
    name = hashlib.sha256(f"{ledger_id} {place}".encode()).hexdigest()[:24]
    return config.state_folder() / "heads" / f"{name}.json"
