"""What a setting of a ledger may be."""

from tracker.config import SETTINGS, days, zone
from tracker.domain.evidence import check_url
from tracker.domain.text import accept_line
from tracker.errors import NotFound


def check_setting(name: str, value: str) -> str:
    """Return `value` as it will be kept for the setting `name`. Raises NotFound, InvalidInput.

    What has no default may be set to nothing again.
    """
    if name not in SETTINGS:
        raise NotFound(f"there is no setting {name!r}: the settings are {', '.join(SETTINGS)}")
    if name == "timezone":
        zone(value)
        return value
    if name.startswith("review."):
        return f"{days(value)}d"
    if not value.strip():
        return ""
    return check_url(value) if name == "publisher.url" else accept_line(value, name)
