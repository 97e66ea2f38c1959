"""Which claims need attention, and why: by indexes alone, for few of many do."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from tracker.storage.connection import Connection, first

NO_DEADLINE = "9999-99-99"
_GROUP = (
    "CASE WHEN s.in_conflict = 1 THEN 'conflicts' "
    "WHEN s.check_on IS NOT NULL THEN CASE WHEN s.check_on <= :today THEN 'back' END "
    "WHEN s.due < :today THEN 'overdue' WHEN s.due <= :due_by THEN 'due' END"
)
_STALE = (
    "s.heard_on < :fresh_since AND s.due > :due_by AND s.check_on IS NULL AND s.in_conflict = 0"
)
# The index by the last evidence is taken, not the one by deadline.
_UNHEARD = _STALE.replace("s.due", "coalesce(s.due, '')")
_HIDDEN_STATE = "coalesce(s.state, '')"
_OWNED = (
    "(SELECT DISTINCT f.claim_id AS id FROM forecasts f WHERE f.owner_id = :owner_id "
    "AND f.withdrawn_because IS NULL) AS owned CROSS JOIN standings s"
)


class Wanted(NamedTuple):
    """The day, the last that counts as due, the first that counts as fresh; whose claims."""

    today: date
    due_by: date
    fresh_since: date
    owner_id: int | None = None

    @property
    def values(self) -> Mapping[str, Any]:
        """Return these as a query's values."""
        days = {name: getattr(self, name).isoformat() for name in self._fields[:3]}
        return days if self.owner_id is None else {**days, "owner_id": self.owner_id}


def _open(wanted: Wanted, *, state: str = "s.state") -> str:
    if wanted.owner_id is None:
        return f"FROM standings s WHERE {state} = 'open'"
    return f"FROM {_OWNED} WHERE s.claim_id = owned.id AND {state} = 'open'"


def urgent(connection: Connection, wanted: Wanted) -> dict[str, list[int]]:
    """Return the claims of each group but the stale ones, by deadline."""
    columns = f"SELECT s.claim_id, s.due, {_GROUP} AS urgency"
    one = f"{columns} {_open(wanted)}"
    # Few are in conflict or wait for a day: the index of these is taken, not the one by state.
    few = f"{columns} {_open(wanted, state=_HIDDEN_STATE)}"
    apart = [f"{few} AND {term}" for term in ("s.in_conflict = 1", "s.check_on <= :today")]
    groups: dict[str, list[int]] = {}
    for claim_id, urgency in connection.tuples(
        f"SELECT claim_id, urgency FROM ({one} AND s.due <= :due_by UNION {' UNION '.join(apart)}) "
        "AS them WHERE urgency IS NOT NULL ORDER BY due, claim_id",
        wanted.values,
    ):
        groups.setdefault(urgency, []).append(int(claim_id))
    return groups


def stale(connection: Connection, wanted: Wanted) -> list[int]:
    """Return the claims long without evidence, by deadline."""
    return [int(row[0]) for row in connection.tuples(_stale(wanted), wanted.values)]


def first_stale(
    connection: Connection, wanted: Wanted, limit: int, counted: int
) -> tuple[list[int], int | None]:
    """Return the first of the claims long without evidence, and their number.

    The number is None when it is more than `counted`: a claim is then soon found in the order of
    deadlines. Otherwise what was unheard for long is few, and is found by that.
    """
    some = connection.tuples(
        f"SELECT s.claim_id, s.due {_open(wanted)} AND {_UNHEARD} LIMIT :counted",
        {**wanted.values, "counted": counted + 1},
    )
    found = sorted((str(due), int(claim_id)) for claim_id, due in some)
    if len(found) <= counted:
        return [claim_id for _, claim_id in found[:limit]], len(found)
    values = {**wanted.values, "limit": limit}
    return [
        int(row[0]) for row in connection.tuples(f"{_stale(wanted)} LIMIT :limit", values)
    ], None


def stale_count(connection: Connection, wanted: Wanted) -> int:
    """Return how many claims were long without evidence, each counted."""
    sql = f"SELECT count(*) {_open(wanted)} AND {_STALE}"
    (number,) = next(connection.tuples(sql, wanted.values))
    return int(number)


def _stale(wanted: Wanted) -> str:
    return f"SELECT s.claim_id {_open(wanted)} AND {_STALE} ORDER BY s.due, s.claim_id"


def next_due(connection: Connection, wanted: Wanted) -> tuple[int, int | None, str | None]:
    """Return how many claims are open, and the first to fall due with its deadline."""
    which, values = _open(wanted), wanted.values
    (number,) = next(connection.tuples(f"SELECT count(*) {which}", values))
    found = first(
        connection,
        f"SELECT s.claim_id, s.due {which} AND s.due < '{NO_DEADLINE}' "
        "ORDER BY s.due, s.claim_id LIMIT 1",
        values,
    )
    return (int(number), found["claim_id"], found["due"]) if found else (int(number), None, None)


def owned(connection: Connection, owner_id: int) -> set[int]:
    """Return the claims on which somebody forecast."""
    sql = "SELECT claim_id FROM forecasts WHERE owner_id = :id AND withdrawn_because IS NULL"
    return {int(row[0]) for row in connection.tuples(sql, {"id": owner_id})}
