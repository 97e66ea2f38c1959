"""The day's work: what has come back, is overdue, falls due, or was long without evidence."""

from datetime import date
from typing import Any, NamedTuple

from tracker.config import days
from tracker.domain.answer import Card, Column, Row, Section, Table
from tracker.reports import proposals
from tracker.reports.claims import COLUMNS, SHEET, paged, resolve_step
from tracker.storage.ledger import Ledger, setting
from tracker.storage.queries import claims, people
from tracker.storage.queries import proposals as known_proposals
from tracker.storage.queries import review as queries

GROUPS = {
    "conflicts": "In conflict",
    "back": "Back to be checked",
    "overdue": "Overdue",
    "due": "Due within {within} days",
    "stale": "Without evidence for {stale} days",
}
STALE_SHOWN = 10
STALE_COUNTED = 1_000
"""Up to so many stale claims are counted where only the first are shown."""
_GROUP_COLUMN = Column("group", "Group")


class Periods(NamedTuple):
    """How far ahead a deadline is due, and how long without evidence is stale, in days."""

    within: int
    stale: int


def review(  # noqa: PLR0913 - all after the subject are named
    ledger: Ledger,
    *,
    within: int | None = None,
    stale: int | None = None,
    owner: str | None = None,
    whole: bool = False,
    every: bool = True,
) -> Card:
    """Return what needs attention, each claim in the first group that it fits.

    Periods not given are the ledger's settings; `whole` shows all stale claims, not the first few;
    without `every` the others are not even read.
    """
    with ledger.read() as connection:
        today = ledger.today(connection)
        periods = Periods(
            days(setting(connection, "review.within")) if within is None else within,
            days(setting(connection, "review.stale")) if stale is None else stale,
        )
        owner_id = people.get(connection, owner)["id"] if owner is not None else None
        wanted = wanted_on(today, periods, owner_id)
        ids = queries.urgent(connection, wanted)
        counts: dict[str, int | None] = {}
        if every or whole:
            ids["stale"] = queries.stale(connection, wanted)
        else:
            ids["stale"], counts["stale"] = queries.first_stale(
                connection, wanted, STALE_SHOWN, STALE_COUNTED
            )
        groups = {name: list(paged(connection, ids.get(name, []), today)) for name in GROUPS}
        conditions = claims.conditional_on(connection)
        proposed = [proposals.shape(row) for row in known_proposals.waiting(connection)]
        if owner_id is not None:
            own = queries.owned(connection, owner_id)
            conditions = [row for row in conditions if row["id"] in own]
            proposed = [row for row in proposed if row["claim_id"] in own]
        sections = [
            _section(name, members, counts.get(name, len(members)), periods, whole=whole)
            for name, members in groups.items()
            if members
        ]
        if proposed:
            sections.insert(0, proposals.waiting_section(proposed))
        if conditions:
            sections.append(_condition_section(conditions))
        if not sections:
            said = _next_deadline(*queries.next_due(connection, wanted))
            sections.append(Section("Nothing to do", [said]))
    return Card(
        title=f"Review on {today}",
        data={
            **groups,
            "today": today.isoformat(),
            "conditions": conditions,
            "proposals": proposed,
        },
        facts=(),
        sections=sections,
        flat=Table(
            (_GROUP_COLUMN, *COLUMNS),
            [{"group": name, **row} for name, members in groups.items() for row in members],
            "Nothing to do.",
            (_GROUP_COLUMN._replace(heading="group"), *SHEET),
        ),
    )


def wanted_on(today: date, periods: Periods, owner_id: int | None = None) -> queries.Wanted:
    """Return from which day to which a claim is due, and since when evidence is fresh."""
    due_by = date.fromordinal(min(today.toordinal() + periods.within, date.max.toordinal()))
    fresh_since = date.fromordinal(max(today.toordinal() - periods.stale, 1))
    return queries.Wanted(today, due_by, fresh_since, owner_id)


def _section(
    name: str, members: list[Row], count: int | None, periods: Periods, *, whole: bool
) -> Section:
    number = f"more than {STALE_COUNTED:,}" if count is None else count
    title = f"{GROUPS[name].format(**periods._asdict())} ({number})"
    shown, step = members, _step(name, members[0])
    if name == "stale" and not whole and (count is None or count > STALE_SHOWN):
        shown = members[:STALE_SHOWN]
        others = "others" if count is None else f"other {count - STALE_SHOWN}"
        step += f"; the {others}: tracker review --all"
    return Section(title, Table(COLUMNS, shown), step)


def _step(group: str, row: Row) -> str:
    number = row["id"]
    if group == "conflicts":
        settle = f'tracker resolve {number} OUTCOME --settle --because "…"'
        return f"see what the judges say (tracker show {number}), then settle it: {settle}"
    if group == "stale":
        return f'log what you find: tracker evidence add {number} "…" --supports|--refutes --url …'
    if group == "due":
        return (
            f'log evidence: tracker evidence add {number} "…" --supports|--refutes, or '
            f"{resolve_step(row)}"
        )
    if group == "back":
        return f"{resolve_step(row)}, or not-yet --check-on DATE"
    return resolve_step(row)


def _condition_section(conditions: list[dict[str, Any]]) -> Section:
    lines = [
        f"Claim {row['id']} depends on {row['condition_claim'] or row['condition_id']}, "
        f"which came out {row['condition_outcome']}."
        for row in conditions
    ]
    failed = [row for row in conditions if row["condition_outcome"] == "no"]
    step = None
    if failed:
        step = (
            f"annul those whose condition failed: tracker resolve {failed[0]['id']} annulled "
            '--because "…"'
        )
    return Section(f"Their condition has come out ({len(conditions)})", lines, step)


def _next_deadline(open_count: int, claim_id: int | None, deadline: str | None) -> str:
    if not open_count:
        return 'There is no open claim. Record one: tracker add "…" --owner …, or tracker seed.'
    if claim_id is None:
        return f"{_open(open_count)}, none with a deadline."
    return f"{_open(open_count)}; the next deadline is {deadline} (claim {claim_id})."


def _open(number: int) -> str:
    return "1 open claim" if number == 1 else f"{number} open claims"


def is_overdue(card: Card) -> bool:
    """Tell whether a review found claims past their deadline and not put off."""
    return bool(card.data["overdue"])
