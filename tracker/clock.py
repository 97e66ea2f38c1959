"""The only caller of the machine's clock: everything else is given its day or instant."""

from datetime import UTC, date, datetime, timedelta, tzinfo


def now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime | None = None) -> str:
    """Return an instant as the ledger writes it: `2026-01-10T12:00:00.000000Z`, UTC always.

    Raises ValueError for an instant without a zone: it would mean another time elsewhere.
    """
    moment = now() if moment is None else moment
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def today(zone: tzinfo = UTC) -> date:
    """Return the calendar day in `zone` at this instant."""
    return now().astimezone(zone).date()


def day_of(instant: str, zone: tzinfo = UTC) -> str:
    """Return the calendar day in `zone` of an instant that the ledger wrote."""
    if zone is UTC:
        return instant[:10]
    return datetime.fromisoformat(instant).astimezone(zone).date().isoformat()


def end_of_day(day: date, zone: tzinfo = UTC) -> datetime:
    """Return the first instant after `day` in `zone`, in UTC."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=zone).astimezone(UTC)
