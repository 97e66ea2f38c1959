"""Where things are kept on this machine, and the settings that a ledger carries."""

import os
import re
from datetime import UTC, tzinfo
from pathlib import Path
from typing import NamedTuple

from tracker.errors import InvalidInput, StorageError
from tracker.registry import load

APP = "tracker"


class Setting(NamedTuple):
    """One setting of a ledger: its name, the value without a choice made, and what it means."""

    name: str
    default: str
    meaning: str


SETTINGS = {
    setting.name: setting
    for setting in (
        Setting("timezone", "UTC", "the time zone in which a day begins and ends"),
        Setting("review.within", "90d", "how far ahead `review` looks for deadlines"),
        Setting("review.stale", "90d", "after how long without evidence a claim is stale"),
        Setting("publisher.name", "", "who publishes outcomes, in `export claimreview`"),
        Setting("publisher.url", "", "the page on which they stand, such as that of `report`"),
    )
}
MAX_DAYS = 36_525
_UNITS = {"": 1, "d": 1, "w": 7, "m": 30, "y": 365}


def default_database() -> str:
    """Return the path of the ledger that is used when none is named; its folder is made."""
    folder = Path(load("platformdirs:user_data_path")(APP, appauthor=False))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise StorageError(
            f"the folder {folder} cannot be made ({problem.strerror}): name a ledger with --db"
        ) from problem
    return str(folder / "tracker.db")


def state_folder() -> Path:
    """Return the folder for what is worth keeping and can be lost; it need not be there."""
    return Path(load("platformdirs:user_state_path")(APP, appauthor=False))


def user_name() -> str:
    """Return who makes a change: TRACKER_USER, else the login name, else `unknown`."""
    named = os.environ.get("TRACKER_USER", "").strip()
    if named:
        return named
    try:
        return str(load("getpass:getuser")())
    except (ImportError, KeyError, OSError):
        return "unknown"


def package_folder() -> Path:
    """Return the folder of the installed package."""
    return Path(__file__).resolve().parent


def shipped_folder(name: str) -> Path:
    """Return `migrations` or `seeds`: inside an installed package, beside it in a checkout."""
    inside = package_folder() / f"_{name}"
    return inside if inside.is_dir() else package_folder().parent / name


def zone(name: str) -> tzinfo:
    """Return a time zone by its IANA name; UTC needs no table. Raises InvalidInput."""
    if name == "UTC":
        return UTC
    try:
        found: tzinfo = load("zoneinfo:ZoneInfo")(name)
    except (KeyError, ValueError, OSError) as problem:
        raise InvalidInput(
            f"no time zone {name!r} is known: take a name such as Europe/Berlin or Asia/Shanghai"
        ) from problem
    return found


def days(text: str) -> int:
    """Return a span such as `90d`, `12w`, `6m`, `1y` or `90` in days. Raises InvalidInput.

    A month counts as 30 days and a year as 365.
    """
    found = re.fullmatch("([0-9]{1,6}) ?([dwmy]?)", text.strip().lower())
    if found is None:
        raise InvalidInput(f"{text!r} is no span of days: write 90d, 12w, 6m or 1y")
    number, unit = found.groups()
    span = int(number) * _UNITS[unit]
    if span > MAX_DAYS:
        raise InvalidInput(f"{text!r} is more than {MAX_DAYS} days")
    return span
