"""The database itself: brought up to this program's schema."""

from tracker.storage.ledger import Ledger


def upgrade(ledger: Ledger) -> tuple[str | None, str]:
    """Bring the database to this program's schema; return the version before and after."""
    return ledger.database.upgrade()
