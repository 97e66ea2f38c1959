"""The ledger's own settings."""

from tracker.actions.recorded import Recorded
from tracker.domain.settings import check_setting
from tracker.storage.ledger import Ledger


def put(ledger: Ledger, name: str, value: str) -> Recorded:
    """Choose a setting's value. Raises NotFound, InvalidInput."""
    value = check_setting(name, value)
    with ledger.change("config") as change:
        known = change.rows("settings", name=name)
        if known:
            setting_id = known[0]["id"]
            change.update("settings", setting_id, value=value)
        else:
            setting_id = change.insert("settings", name=name, value=value)
    return Recorded(setting_id)
