"""Figures that took long to reckon, kept outside the ledger until its next change.

They lie in the user's state folder, one file a ledger and place, with the head of the journal that
they follow from: under another head, or another version of the program, they count for nothing.
`verify` reckons them again and holds them against each other; `db rebuild` forgets them.
"""

from contextlib import suppress
from pathlib import Path
from typing import Any

import tracker
from tracker.storage import journal, state_files
from tracker.storage.connection import Connection

_KIND = "scorecards"
_MOST = 8
"""How many are kept at once, the newest ones."""


def _file(connection: Connection, place: str) -> Path:
    return state_files.file(_KIND, journal.ledger_id(connection), place)


def _follows_from(connection: Connection) -> list[str]:
    return [journal.head(connection).hash, tracker.__version__]


def kept(connection: Connection, place: str) -> dict[str, Any]:
    """Return the figures that follow from the ledger as it stands, by what was asked."""
    found = state_files.read(_file(connection, place))
    if found.get("of") != _follows_from(connection):
        return {}
    figures = found.get("found")
    return figures if isinstance(figures, dict) else {}


def keep(connection: Connection, place: str, asked: str, figures: Any) -> None:
    """Keep figures; where the state folder cannot be written they are reckoned again next time."""
    others = kept(connection, place)
    others.pop(asked, None)
    newest = dict([*others.items(), (asked, figures)][-_MOST:])
    with suppress(OSError):
        state_files.write(
            _file(connection, place), {"of": _follows_from(connection), "found": newest}
        )


def forget(connection: Connection, place: str) -> None:
    """Take away what is kept."""
    with suppress(OSError):
        _file(connection, place).unlink(missing_ok=True)
