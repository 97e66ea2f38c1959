"""What is known of a ledger outside of it: small files in the user's state folder.

One a kind, ledger and place. A copy of a ledger elsewhere has its own, for its place is another.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from tracker import config


def folder(kind: str) -> Path:
    """Return where the files of a kind are; it need not be there."""
    return config.state_folder() / kind


def file(kind: str, ledger_id: str, place: str) -> Path:
    """Return the file of a kind for a ledger at a place; it need not be there."""
    name = hashlib.sha256(f"{ledger_id} {place}".encode()).hexdigest()[:24]
    return folder(kind) / f"{name}.json"


def read(path: Path) -> dict[str, Any]:
    """Return what a file holds; nothing where it is not there or cannot be read."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def write(path: Path, content: dict[str, Any]) -> None:
    """Put a file in its place, whole. Raises OSError where the folder cannot be written."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    growing = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        growing.write_text(json.dumps(content))
        growing.replace(path)
    except OSError:
        with suppress(OSError):
            growing.unlink(missing_ok=True)
        raise
