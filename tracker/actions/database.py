"""The database itself: brought up to this program's schema, backed up, restored."""

from pathlib import Path

from tracker.storage import copies, derived, snapshots
from tracker.storage.copies import Restored
from tracker.storage.journal import Head
from tracker.storage.ledger import Ledger


def upgrade(ledger: Ledger) -> tuple[str | None, str]:
    """Bring the database to this program's schema; return the version before and after."""
    return ledger.database.upgrade()


def backup(ledger: Ledger, to: Path) -> Head:
    """Copy the ledger into a new file, verified, and return the copy's head."""
    return copies.backup(ledger.database, to)


def restore(ledger: Ledger, backup_file: Path, *, force: bool = False) -> Restored:
    """Put a backup in the ledger's place, and keep what it replaces."""
    restored = copies.restore(ledger.database, backup_file, force=force)
    ledger.remember(restored.ledger_id, restored.head, reset=True)
    return restored


def rebuild(ledger: Ledger) -> None:
    """Make anew what is kept beside the truth for speed; the journal knows nothing of it."""
    with ledger.database.write() as connection:
        derived.rebuild(connection)
        snapshots.forget(connection, ledger.database.place)
