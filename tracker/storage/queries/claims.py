"""Claims: found by id or key, and what belongs to those that were selected."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from tracker.errors import Conflict, NotFound
from tracker.storage.connection import Connection, Values, first, is_id, like_escaped
from tracker.storage.queries.people import nearest


class Selection(NamedTuple):
    """Which claims are wanted: a query that gives their ids in order, and its values."""

    sql: str
    values: Values


def only(claim_id: int) -> Selection:
    """Return the selection of one claim."""
    return Selection("SELECT c.id FROM claims c WHERE c.id = :claim_id", {"claim_id": claim_id})


def these(ids: Iterable[int]) -> Selection:
    """Return the selection of a few claims, by id."""
    values = {f"id{place}": claim_id for place, claim_id in enumerate(ids)}
    wanted = ", ".join(f":{name}" for name in values) or "NULL"
    return Selection(f"SELECT c.id FROM claims c WHERE c.id IN ({wanted}) ORDER BY c.id", values)


def rows(connection: Connection, wanted: Selection) -> list[dict[str, Any]]:
    """Return the selected claims as `claim_list` has them, in the selection's order."""
    by_id = {
        row["id"]: row
        for row in connection.rows(
            f"SELECT * FROM claim_list WHERE id IN (SELECT id FROM ({wanted.sql}) AS wanted)",
            wanted.values,
        )
    }
    ordered = connection.tuples(wanted.sql, wanted.values)
    return [by_id[claim_id] for (claim_id,) in ordered]


def forecasts(connection: Connection, wanted: Selection) -> list[dict[str, Any]]:
    """Return all forecasts on the selected claims, oldest first, withdrawn ones too."""
    return connection.rows(
        f"SELECT * FROM forecast_list WHERE claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted) "
        "ORDER BY claim_id, made_on, coalesce(made_at, ''), id",
        wanted.values,
    )


def tags(connection: Connection, wanted: Selection) -> dict[int, list[str]]:
    """Return the tags of the selected claims, in the order in which they were put on."""
    found: dict[int, list[str]] = {}
    for claim_id, tag in connection.tuples(
        "SELECT claim_id, tag FROM claim_tags WHERE removed = 0 "
        f"AND claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted) ORDER BY claim_id, id",
        wanted.values,
    ):
        found.setdefault(claim_id, []).append(tag)
    return found


def find(connection: Connection, name: str) -> dict[str, Any] | None:
    """Return the claim that `name` means: an id, a key, or the last part of just one key."""
    if is_id(name):
        return first(connection, "SELECT * FROM claims WHERE id = :id", {"id": int(name)})
    key = name.removeprefix("key:")
    found = first(connection, "SELECT * FROM claims WHERE key = :key", {"key": key})
    if found is None and "/" not in key:
        ending = connection.rows(
            "SELECT * FROM claims WHERE key LIKE :ending ESCAPE '!'",
            {"ending": "%/" + like_escaped(key)},
        )
        exact = [row for row in ending if str(row["key"]).endswith("/" + key)]
        found = exact[0] if len(exact) == 1 else None
    return found


def get(connection: Connection, name: str) -> dict[str, Any]:
    """Return the claim that `name` means. Raises NotFound with the nearest keys."""
    found = find(connection, name)
    if found is not None:
        return found
    keys = [
        str(row[0])
        for row in connection.tuples("SELECT key FROM claims WHERE key IS NOT NULL ORDER BY key")
    ]
    parts = {key.rpartition("/")[2]: key for key in keys}
    near = nearest(name, keys) or [parts[part] for part in nearest(name, list(parts))]
    hint = f"did you mean {near[0]}?" if near else "`tracker list` shows those there are"
    raise NotFound(f"there is no claim {name!r}: {hint}")


def get_active(connection: Connection, name: str) -> dict[str, Any]:
    """Return the claim that `name` means. Raises NotFound, and Conflict for a withdrawn one."""
    claim = get(connection, name)
    if claim["withdrawn_because"] is not None:
        raise Conflict(f"claim {claim['id']} was withdrawn: {claim['withdrawn_because']}")
    return claim


def statements(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """Return what a few claims state, by id."""
    wanted = these(ids)
    sql = f"SELECT id, statement FROM claims WHERE id IN ({wanted.sql})"
    return {int(claim_id): str(text) for claim_id, text in connection.tuples(sql, wanted.values)}


def conditional_on(connection: Connection, claim_id: int | None = None) -> list[dict[str, Any]]:
    """Return which claims, or whether this one, hang on another that has come out, and how.

    None that has come out itself; of all, none that was withdrawn. Few claims hang on another: the
    query is written so that these are taken first, and put in order last.
    """
    which = "s.state = 'open'" if claim_id is None else "c.id = :claim_id AND s.outcome IS NULL"
    return connection.rows(
        "SELECT c.id, k.key AS condition_claim, k.id AS condition_id, "
        "r.outcome AS condition_outcome FROM claims c CROSS JOIN claims k "
        "CROSS JOIN standings s CROSS JOIN standings r "
        "WHERE c.condition_claim_id > 0 AND k.id = c.condition_claim_id "
        f"AND s.claim_id = c.id AND r.claim_id = k.id AND r.outcome IS NOT NULL AND {which} "
        "ORDER BY +c.id",
        {"claim_id": claim_id} if claim_id is not None else {},
    )


def former_wordings(connection: Connection, claim_id: int) -> list[dict[str, Any]]:
    """Return the wordings that a claim had before, oldest first."""
    return connection.rows(
        "SELECT * FROM former_wordings WHERE claim_id = :claim_id ORDER BY version",
        {"claim_id": claim_id},
    )


def counts(connection: Connection, today: date) -> dict[str, int]:
    """Return how many claims have each status."""
    return {
        str(status): int(number)
        for status, number in connection.tuples(
            "SELECT CASE WHEN s.state = 'open' AND s.due < :today THEN 'overdue' ELSE s.state END "
            "AS status, count(*) FROM standings s WHERE s.state <> 'withdrawn' "
            "GROUP BY 1 ORDER BY 1",
            {"today": today.isoformat()},
        )
    }
