"""What fell due, came back, went overdue or is due soon since it was last said, once each."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from tracker.domain.answer import Card, Column, Row, Section, Table
from tracker.domain.reminder import REASONS, Reminder, Said, is_new, reminder
from tracker.reports.claims import COLUMNS, SHEET, resolve_step, shaped
from tracker.storage.connection import Connection
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims
from tracker.storage.queries import reminders as known

_TITLES = {
    "back": "Back to be checked",
    "overdue": "Overdue",
    "due": "Due today",
    "soon": "Due within {within} days",
}
_PAGE = 500
_NAMED = 3
_GROUP_COLUMN = Column("group", "Group")


class Reminders(NamedTuple):
    """What is to be said, what will have been said then, and whether there is anything to say."""

    card: Card
    said: Mapping[int, Said]
    is_news: bool


def due(ledger: Ledger, *, within: int, since: date | None = None) -> Reminders:
    """Return what is to be said, each claim once, in the most urgent group that it fits.

    `within` is how many days ahead a deadline is due soon. With `since` everything that became so
    on that day or later is said, whatever was said before.
    """
    with ledger.read() as connection:
        today = ledger.today(connection)
        waiting = known.waiting(connection)
        before = known.said(connection, ledger.database.place)
        current = [
            found for claim in waiting if (found := reminder(claim, within, today)) is not None
        ]
        if since is None:
            fresh = [each for each in current if is_new(each.said, before.get(each.claim_id))]
        else:
            fresh = [each for each in current if each.since >= since]
        rows = _rows(connection, [each.claim_id for each in fresh], today)
    open_ids = {claim.claim_id for claim in waiting}
    kept = {claim_id: said for claim_id, said in before.items() if claim_id in open_ids}
    kept |= {each.claim_id: each.said for each in fresh}
    return Reminders(_card(fresh, rows, within, today), kept, bool(fresh))


def _rows(connection: Connection, ids: Sequence[int], today: date) -> dict[int, Row]:
    pages = (claims.these(ids[start : start + _PAGE]) for start in range(0, len(ids), _PAGE))
    return {row["id"]: row for page in pages for row in shaped(connection, page, today)}


def _card(fresh: list[Reminder], rows: Mapping[int, Row], within: int, today: date) -> Card:
    groups: dict[str, list[Row]] = {reason: [] for reason in REASONS}
    for each in fresh:
        groups[each.said.reason].append(rows[each.claim_id])
    return Card(
        title=f"Reminders of {today}",
        data={"today": today.isoformat(), **groups},
        facts=(),
        sections=[
            _section(reason, members, within, today)
            for reason, members in groups.items()
            if members
        ],
        flat=Table(
            (_GROUP_COLUMN, *COLUMNS),
            [{"group": reason, **row} for reason, members in groups.items() for row in members],
            sheet=(_GROUP_COLUMN._replace(heading="group"), *SHEET),
        ),
    )


def _section(reason: str, members: list[Row], within: int, today: date) -> Section:
    title = f"{_TITLES[reason].format(within=within)} ({len(members)})"
    step = resolve_step(members[0])
    if reason in {"back", "overdue"}:
        step += ", or not-yet --check-on DATE"
    return Section(title, [_line(reason, row, today) for row in members], step)


def _line(reason: str, claim: Row, today: date) -> str:
    """Return a claim in one sentence, as it reads in a message."""
    owners = ", ".join(claim["owners"][:_NAMED])
    more = len(claim["owners"]) - _NAMED
    owners += f" and {more} more" if more > 0 else ""
    said = f"{owners}: {claim['statement']}" if owners else claim["statement"]
    return f"{claim['id']}  {said} ({_when(reason, claim, today)})"


def _when(reason: str, claim: Row, today: date) -> str:
    if reason == "back":
        return f"to be checked since {claim['check_on']}"
    left = (date.fromisoformat(claim["deadline"]) - today).days
    if reason == "due":
        return "due today"
    days = f"{abs(left)} {'day' if abs(left) == 1 else 'days'}"
    if reason == "overdue":
        return f"was due {claim['deadline']}, {days} ago"
    return f"due {claim['deadline']}, in {days}"
