"""Claims that wait for a day, and what was said of them by `remind` when it ran before."""

from collections.abc import Mapping
from datetime import date

from tracker.domain.reminder import Said, Waiting
from tracker.storage import journal, state_files
from tracker.storage.connection import Connection

_KIND = "reminders"


def waiting(connection: Connection) -> list[Waiting]:
    """Return the claims that have not come out and have a date, the earliest deadline first."""
    return [
        Waiting(claim_id, _day(deadline), _day(check_on), reopened_id or 0)
        for claim_id, deadline, check_on, reopened_id in connection.tuples(
            "SELECT c.id, c.deadline, r.check_on, "
            "(SELECT max(x.id) FROM resolutions x WHERE x.claim_id = c.id "
            "AND x.reopened_because IS NOT NULL) AS reopened_id "
            "FROM claims c LEFT JOIN standing_resolution r ON r.claim_id = c.id "
            "WHERE c.withdrawn_because IS NULL AND (r.id IS NULL OR r.outcome = 'not-yet') "
            "AND (c.deadline IS NOT NULL OR r.check_on IS NOT NULL) "
            "ORDER BY coalesce(r.check_on, c.deadline), c.id"
        )
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def said(connection: Connection, place: str) -> dict[int, Said]:
    """Return for what claims of the ledger at a place were named last, by claim."""
    path = state_files.file(_KIND, journal.ledger_id(connection), place)
    found = state_files.read(path).get("said")
    try:
        return {int(claim_id): Said(*each) for claim_id, each in (found or {}).items()}
    except (ValueError, TypeError, AttributeError):
        return {}


def keep(connection: Connection, place: str, named: Mapping[int, Said]) -> None:
    """Keep for what claims were named. Raises OSError where the state folder cannot be written."""
    ledger_id = journal.ledger_id(connection)
    content = {"ledger": ledger_id, "place": place, "said": named}
    state_files.write(state_files.file(_KIND, ledger_id, place), content)
