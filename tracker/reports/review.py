"""The day's work: what has come back, is overdue, falls due, or was long without evidence."""

from datetime import date
from typing import Any, NamedTuple

from tracker.config import days
from tracker.domain.answer import Card, Column, Row, Section, Table
from tracker.reports.claims import COLUMNS, SHEET, Wanted, filtered, resolve_step, shaped
from tracker.storage.ledger import Ledger, setting
from tracker.storage.queries import claims

GROUPS = {
    "conflicts": "In conflict",
    "back": "Back to be checked",
    "overdue": "Overdue",
    "due": "Due within {within} days",
    "stale": "Without evidence for {stale} days",
}
STALE_SHOWN = 10
_GROUP_COLUMN = Column("group", "Group")


class Periods(NamedTuple):
    """How far ahead a deadline is due, and how long without evidence is stale, in days."""

    within: int
    stale: int


def review(
    ledger: Ledger,
    *,
    within: int | None = None,
    stale: int | None = None,
    owner: str | None = None,
    whole: bool = False,
) -> Card:
    """Return what needs attention, each claim in the first group that it fits.

    Periods not given are the ledger's settings; `whole` shows all stale claims, not the first few.
    """
    with ledger.read() as connection:
        today = ledger.today(connection)
        periods = Periods(
            days(setting(connection, "review.within")) if within is None else within,
            days(setting(connection, "review.stale")) if stale is None else stale,
        )
        selection = claims.select(
            filtered(connection, Wanted(statuses=("open", "overdue"), owner=owner)), today
        )
        rows = shaped(connection, selection, today)
        conditions = claims.conditional_on(connection, selection)
        open_count = len(rows)
    groups: dict[str, list[Row]] = {name: [] for name in GROUPS}
    for row in rows:
        group = group_of(row, periods, today)
        if group is not None:
            groups[group].append(row)
    sections = [
        _section(name, members, periods, whole=whole) for name, members in groups.items() if members
    ]
    if conditions:
        sections.append(_condition_section(conditions))
    if not sections:
        sections.append(Section("Nothing to do", [_next_deadline(rows, open_count)]))
    return Card(
        title=f"Review on {today}",
        data={**groups, "today": today.isoformat(), "conditions": conditions},
        facts=(),
        sections=sections,
        flat=Table(
            (_GROUP_COLUMN, *COLUMNS),
            [{"group": name, **row} for name, members in groups.items() for row in members],
            "Nothing to do.",
            (_GROUP_COLUMN._replace(heading="group"), *SHEET),
        ),
    )


def group_of(row: Row, periods: Periods, today: date) -> str | None:
    """Return which of GROUPS a claim that has not come out belongs to, the first that fits."""
    if row["in_conflict"]:
        return "conflicts"
    if row["check_on"]:
        return "back" if row["check_on"] <= today.isoformat() else None
    left = row["days_left"]
    if left is not None and left < 0:
        return "overdue"
    if left is not None and left <= periods.within:
        return "due"
    last = row["last_evidence_on"] or row["said_on"]
    fresh_since = date.fromordinal(max(today.toordinal() - periods.stale, 1)).isoformat()
    return "stale" if last < fresh_since else None


def _section(name: str, members: list[Row], periods: Periods, *, whole: bool) -> Section:
    title = f"{GROUPS[name].format(**periods._asdict())} ({len(members)})"
    shown, step = members, _step(name, members[0])
    if name == "stale" and not whole and len(members) > STALE_SHOWN:
        shown = members[:STALE_SHOWN]
        step += f"; the other {len(members) - STALE_SHOWN}: tracker review --all"
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


def _next_deadline(rows: list[Row], open_count: int) -> str:
    if not open_count:
        return 'There is no open claim. Record one: tracker add "…" --owner …, or tracker seed.'
    dated = [row for row in rows if row["days_left"] is not None]
    if not dated:
        return f"{_open(open_count)}, none with a deadline."
    first = min(dated, key=lambda row: str(row["deadline"]))
    return f"{_open(open_count)}; the next deadline is {first['deadline']} (claim {first['id']})."


def _open(number: int) -> str:
    return "1 open claim" if number == 1 else f"{number} open claims"


def is_overdue(card: Card) -> bool:
    """Tell whether a review found claims past their deadline and not put off."""
    return bool(card.data["overdue"])
