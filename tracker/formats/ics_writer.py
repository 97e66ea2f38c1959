"""`export ics`: deadlines and check dates as all-day events of a calendar (RFC 5545).

An event is known by its UID, made of the ledger's own name and the claim's number, so that a later
file updates what an earlier one brought. SEQUENCE counts the changes of the claim in the journal,
LAST-MODIFIED and DTSTAMP are the instant of the last one: the same ledger gives the same file.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from tracker.domain.answer import Row
from tracker.domain.claim import VOID
from tracker.domain.text import one_line
from tracker.formats.odds import told
from tracker.formats.writers import Exported, Revision
from tracker.registry import extra, load

_NINE = timedelta(hours=9)
_ON_THE_DAY = (_NINE,)
_AHEAD = (_NINE - timedelta(days=7), _NINE)
"""When an open event is called to mind, from the beginning of its day."""


def write(exported: Exported) -> Iterator[bytes]:
    """Yield the file, an event at a time. Raises MissingExtra without icalendar."""
    with extra("calendar", "a calendar"):
        calendars = load("icalendar")
    calendar = calendars.Calendar()
    calendar.add("prodid", "-//claims-tracker//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Claims and forecasts")
    head, end, _ = calendar.to_ical().partition(b"END:VCALENDAR\r\n")
    yield head
    for claim in exported.claims:
        for what, day in (("deadline", claim["deadline"]), ("check", claim["check_on"])):
            if day is not None:
                revision = exported.revision(claim["id"])
                uid = f"claim-{claim['id']}-{what}@{exported.ledger_id}"
                yield _event(calendars, claim, what, date.fromisoformat(day), uid, revision)
    yield end


def _event(  # noqa: PLR0913, PLR0917 - what an event is made of
    calendars: Any, claim: Row, what: str, day: date, uid: str, revision: Revision
) -> bytes:
    event = calendars.Event()
    changed = datetime.fromisoformat(revision.at).replace(microsecond=0)
    event.add("uid", uid)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", revision.number)
    event.add("dtstart", day)
    event.add("summary", _summary(claim, what))
    event.add("description", "\n".join(_description(claim)))
    if claim["tags"]:
        event.add("categories", list(claim["tags"]))
    if claim["source_url"]:
        event.add("url", claim["source_url"])
    event.add("transp", "TRANSPARENT")
    if claim["outcome"] is None:
        for before in _ON_THE_DAY if what == "check" else _AHEAD:
            alarm = calendars.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", _summary(claim, what))
            alarm.add("trigger", before)
            event.add_component(alarm)
    return bytes(event.to_ical())


def _summary(claim: Row, what: str) -> str:
    statement = one_line(claim["statement"])
    outcome = claim["outcome"]
    if outcome is None:
        return f"{'Look again' if what == 'check' else 'Due'}: {statement}"
    return f"{outcome.capitalize() if outcome in VOID else f'Came out {outcome}'}: {statement}"


def _description(claim: Row) -> Iterator[str]:
    for forecast in claim["forecasts"]:
        yield f"{forecast['owner']} ({forecast['made_on']}): {told(forecast)}"
    if claim["criteria"]:
        yield claim["criteria"]
    if claim["resolution"]:
        yield f"{claim['resolution']['outcome']}: {claim['resolution']['because']}"
    yield f"tracker show {claim['id']}"
