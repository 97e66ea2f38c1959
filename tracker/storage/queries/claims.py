"""Claims: found by id or key, selected and ordered, with what belongs to each."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.errors import Conflict, NotFound
from tracker.storage.connection import Connection, Values, first, is_id, lowered
from tracker.storage.queries.people import nearest

STATUS_SQL = (
    "CASE WHEN c.outcome IN ('ambiguous', 'annulled') THEN 'void' "
    "WHEN c.outcome IS NOT NULL THEN 'resolved' "
    "WHEN c.deadline < :today THEN 'overdue' ELSE 'open' END"
)
_ORDER = {
    "deadline": "CASE WHEN c.deadline IS NULL THEN 1 ELSE 0 END, c.deadline, c.id",
    "said": "c.said_on, c.id",
    "id": "c.id",
}


class Selection(NamedTuple):
    """Which claims are wanted: a query that gives their ids in order, and its values."""

    sql: str
    values: Values


class Filter(NamedTuple):
    """What claims must be to be listed; None or empty asks for nothing.

    Withdrawn claims are left out always. `search` are words that must all be found, each in the
    claim, its quotes, tags or people.
    """

    statuses: Sequence[str] = ()
    owner_id: int | None = None
    tag: str | None = None
    source_id: int | None = None
    due_by: date | None = None
    search: Sequence[str] = ()
    sort: str = "deadline"
    limit: int | None = None


def select(wanted: Filter, today: date) -> Selection:
    """Return the query for the ids of the claims that a filter lets through, in its order."""
    values: dict[str, Any] = {"today": today.isoformat()}
    terms = ["c.withdrawn_because IS NULL"]
    if wanted.statuses:
        names = {f"status{i}": status for i, status in enumerate(wanted.statuses)}
        terms.append(f"{STATUS_SQL} IN ({', '.join(f':{name}' for name in names)})")
        values |= names
    if wanted.owner_id is not None:
        terms.append(
            "EXISTS (SELECT 1 FROM forecasts f WHERE f.claim_id = c.id AND f.owner_id = :owner_id "
            "AND f.withdrawn_because IS NULL)"
        )
        values["owner_id"] = wanted.owner_id
    if wanted.tag is not None:
        terms.append(
            "EXISTS (SELECT 1 FROM claim_tags t WHERE t.claim_id = c.id AND t.tag = :tag "
            "AND t.removed = 0)"
        )
        values["tag"] = wanted.tag
    if wanted.source_id is not None:
        terms.append("c.source_id = :source_id")
        values["source_id"] = wanted.source_id
    if wanted.due_by is not None:
        terms.append("c.deadline <= :due_by")
        values["due_by"] = wanted.due_by.isoformat()
    for number, word in enumerate(wanted.search):
        terms.append(_search_term(f":word{number}"))
        values[f"word{number}"] = _pattern(word)
    sql = (
        f"SELECT c.id FROM claim_list c WHERE {' AND '.join(terms)} ORDER BY {_ORDER[wanted.sort]}"
    )
    if wanted.limit is not None:
        sql += " LIMIT :limit"
        values["limit"] = wanted.limit
    return Selection(sql, values)


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
            {"ending": "%/" + _escaped(key)},
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


def conditional_on(connection: Connection, wanted: Selection) -> list[dict[str, Any]]:
    """Return which selected claims hang on another one that has come out, and how."""
    return connection.rows(
        "SELECT c.id, c.condition_claim AS condition_claim, k.id AS condition_id, "
        "k.outcome AS condition_outcome FROM claim_list c "
        "JOIN claim_list k ON k.id = c.condition_claim_id WHERE k.outcome IS NOT NULL "
        f"AND c.outcome IS NULL AND c.id IN (SELECT id FROM ({wanted.sql}) AS wanted) "
        "ORDER BY c.id",
        wanted.values,
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
            f"SELECT {STATUS_SQL} AS status, count(*) FROM claim_list c "
            "WHERE c.withdrawn_because IS NULL GROUP BY 1 ORDER BY 1",
            {"today": today.isoformat()},
        )
    }


def _search_term(parameter: str) -> str:
    def found_in(column: str) -> str:
        return f"lower({column}) LIKE {parameter} ESCAPE '!'"

    own = [found_in(f"c.{name}") for name in ("statement", "key", "criteria", "condition", "note")]
    tagged = (
        "EXISTS (SELECT 1 FROM claim_tags t WHERE t.claim_id = c.id AND t.removed = 0 "
        f"AND {found_in('t.tag')})"
    )
    said = (
        "EXISTS (SELECT 1 FROM forecasts f JOIN people o ON o.id = f.owner_id "
        "WHERE f.claim_id = c.id AND f.withdrawn_because IS NULL AND ("
        f"{found_in('f.quote')} OR {found_in('f.phrase')} OR {found_in('o.name')} OR EXISTS ("
        f"SELECT 1 FROM aliases a WHERE a.person_id = o.id AND {found_in('a.alias')})))"
    )
    return f"({' OR '.join([*own, tagged, said])})"


def _pattern(word: str) -> str:
    return f"%{_escaped(lowered(word))}%"


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
