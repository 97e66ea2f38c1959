"""Times as other trackers write them, as days and instants in UTC.

A time without a zone is taken as UTC. Hours, minutes and seconds may be unpadded (`12:05:7`), a
fraction may have any number of digits, and an offset may lack its minutes (`+00`).
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from tracker.clock import stamp
from tracker.domain.text import shorten
from tracker.errors import InvalidInput
from tracker.formats.fields import Moment, kind_of

_TIME = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
    r"(?:[Tt ]\s*([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:\.([0-9]{1,12}))?)?"
    r"\s*(?:([Zz]|UTC)|([+-])([0-9]{2}):?([0-9]{2})?)?)?"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_END = 253_402_300_800
"""The first second after the year 9999."""


@lru_cache(10_000)
def read(text: str, what: str) -> Moment:
    """Return the day and the instant that a text gives; the day alone has no instant."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise InvalidInput(f'{what} "{shorten(text)}" is no time such as 2026-01-10 12:00:00')
    year, month, day, hour, minute, second, fraction, _, sign, hours, minutes = found.groups()
    try:
        if hour is None:
            return Moment(date(int(year), int(month), int(day)))
        offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
        moment = datetime(
            int(year), int(month), int(day), int(hour), int(minute), int(second or 0),
            int((fraction or "0").ljust(6, "0")[:6]),
            tzinfo=timezone(-offset if sign == "-" else offset),
        )  # fmt: skip
        return _moment(moment)
    except (ValueError, OverflowError):
        raise InvalidInput(f'{what} "{shorten(text)}" is no time of the calendar') from None


def of_seconds(value: Any, what: str, *, milli: bool = False) -> Moment:
    """Return the instant so many seconds, or milliseconds, after 1970 began."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidInput(f"{what} must be a number of seconds, not {kind_of(value)}")
    seconds = value / 1000 if milli else value
    if not 0 <= seconds < _END:
        raise InvalidInput(f"{what} {shorten(str(value))} is no time of the calendar")
    if milli:
        return _moment(_EPOCH + timedelta(milliseconds=value))
    return _moment(_EPOCH + timedelta(seconds=value))


def optional(value: Any, what: str) -> Moment | None:
    """Return the time that a JSON field or a cell gives; an empty one gives none."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise InvalidInput(f"{what} must be a time as text, not {kind_of(value)}")
    return read(value, what)


def needed(value: Any, what: str) -> Moment:
    """Return the time that a field must give."""
    found = optional(value, what)
    if found is None:
        raise InvalidInput(f"{what} is missing")
    return found


def _moment(moment: datetime) -> Moment:
    return Moment(moment.astimezone(UTC).date(), stamp(moment))
