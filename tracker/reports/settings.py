"""The ledger's settings, chosen or default."""

from tracker.config import SETTINGS
from tracker.domain.answer import Column, Table
from tracker.errors import NotFound
from tracker.storage.ledger import Ledger, setting

_COLUMNS = (
    Column("name", "Setting"),
    Column("value", "Value"),
    Column("default", "Default"),
    Column("meaning", "Meaning", "flow"),
)


def listed(ledger: Ledger, name: str | None = None) -> Table:
    """Return all settings, or one. Raises NotFound for one that there is not."""
    if name is not None and name not in SETTINGS:
        raise NotFound(f"there is no setting {name!r}: the settings are {', '.join(SETTINGS)}")
    with ledger.read() as connection:
        rows = [
            {**known._asdict(), "value": setting(connection, known.name)}
            for known in SETTINGS.values()
            if name in {None, known.name}
        ]
    return Table(_COLUMNS, rows)
