"""Which claims a list shows, in which order: of a million as quickly as of a thousand.

What narrows a list (a tag, a person, a source, a word) either gives the claims to look at, where
these are few, or is asked of each claim in the order of the list, where they are many and a page is
soon full. Which it is, is settled by counting, and only so far as it matters.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.storage import full_text
from tracker.storage.connection import Connection, Values, first, like_escaped, lowered

FEW = 5_000
"""Up to so many claims are looked at one by one, in whatever order, rather than searched for."""
_GLANCED = 1_000
"""How far a list is walked at first for a page of what many claims have."""
_WALKED = 10_000
"""How far at most, if what was found so far lets a page be expected: else these are looked at."""
_ORDER = {
    "deadline": "s.due, s.claim_id",
    "said": "s.said_on, s.claim_id",
    "id": "s.claim_id",
}
_STATUS = {
    "open": "s.state = 'open' AND s.due >= :today",
    "overdue": "s.state = 'open' AND s.due < :today",
    "resolved": "s.state = 'resolved'",
    "void": "s.state = 'void'",
}
_BY_OWNER = (
    "SELECT f.claim_id AS id FROM forecasts f WHERE f.withdrawn_because IS NULL AND f.owner_id"
)


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


class _Narrowing(NamedTuple):
    """One thing that narrows a list: the claims that it lets through, and the same asked of one.

    `claims` is a query for their ids, None where only asking one after the other finds them; `of`
    a term about `s.claim_id`.
    """

    claims: str | None
    of: str
    values: Values


def ids(connection: Connection, wanted: Filter, today: date) -> list[int]:
    """Return the ids of the claims that a filter lets through, in its order."""
    values: dict[str, Any] = {"today": today.isoformat()}
    terms = [_status(wanted.statuses)]
    if wanted.due_by is not None:
        terms.append("s.due <= :due_by")
        values["due_by"] = wanted.due_by.isoformat()
    narrowings = list(_narrowings(connection, wanted))
    few = _fewest(connection, narrowings, FEW)
    if few is None and narrowings and wanted.limit is not None:
        page = _page(connection, wanted, terms, narrowings, values)
        if page is not None:
            return page
        few = _fewest(connection, narrowings, None)
    table = "standings s"
    if few is not None:
        # On SQLite a cross join is done in the order in which it is written. Where most of what is
        # looked at is out, an index of those in one state is read sooner than the whole table.
        is_one_state = connection.is_sqlite and terms[0].startswith("s.state = ")
        by = " INDEXED BY ix_standings_state_id" if is_one_state else ""
        table = f"(SELECT DISTINCT id FROM ({few}) AS named) AS few CROSS JOIN standings s{by}"
        terms = ["s.claim_id = few.id", *terms]
    terms += [narrowing.of for narrowing in narrowings]
    for narrowing in narrowings:
        values.update(narrowing.values)
    sql = (
        f"SELECT s.claim_id FROM {table} WHERE {' AND '.join(terms)} ORDER BY {_ORDER[wanted.sort]}"
    )
    if wanted.limit is not None:
        sql += " LIMIT :limit"
        values["limit"] = wanted.limit
    return [int(row[0]) for row in connection.tuples(sql, values)]


def _page(
    connection: Connection,
    wanted: Filter,
    terms: Sequence[str],
    narrowings: Sequence[_Narrowing],
    values: Values,
) -> list[int] | None:
    """Return the page that the first claims of a list give, None where it will not soon be full."""
    full = wanted.limit or 0
    order = _ORDER[wanted.sort]
    first_ones = (
        f"SELECT s.claim_id, s.due, s.said_on FROM standings s WHERE {' AND '.join(terms)} "
        f"ORDER BY {order} LIMIT :walked"
    )
    sql = (
        f"SELECT s.claim_id FROM ({first_ones}) AS s "
        f"WHERE {' AND '.join(narrowing.of for narrowing in narrowings)} "
        f"ORDER BY {order} LIMIT :limit"
    )
    given = {**values, "limit": full, "walked": _GLANCED}
    for narrowing in narrowings:
        given.update(narrowing.values)
    found = [int(row[0]) for row in connection.tuples(sql, given)]
    if found and len(found) < full:
        given["walked"] = _GLANCED * full * 3 // (2 * len(found))
        if given["walked"] > _WALKED:
            return None
        found = [int(row[0]) for row in connection.tuples(sql, given)]
    return found if len(found) == full else None


def _status(statuses: Sequence[str]) -> str:
    wanted = set(statuses)
    if wanted in (set(), set(_STATUS)):
        return "s.state <> 'withdrawn'"
    if wanted == {"open", "overdue"}:
        return "s.state = 'open'"
    terms = [_STATUS[status] for status in _STATUS if status in wanted]
    return f"({' OR '.join(terms)})" if len(terms) > 1 else terms[0]


def _narrowings(connection: Connection, wanted: Filter) -> Iterator[_Narrowing]:
    if wanted.owner_id is not None:
        yield _Narrowing(
            f"{_BY_OWNER} = :owner_id",
            "EXISTS (SELECT 1 FROM forecasts f WHERE f.claim_id = s.claim_id "
            "AND f.owner_id = :owner_id AND f.withdrawn_because IS NULL)",
            {"owner_id": wanted.owner_id},
        )
    if wanted.tag is not None:
        yield _Narrowing(
            "SELECT t.claim_id AS id FROM claim_tags t WHERE t.tag = :tag AND t.removed = 0",
            "EXISTS (SELECT 1 FROM claim_tags t WHERE t.claim_id = s.claim_id AND t.tag = :tag "
            "AND t.removed = 0)",
            {"tag": wanted.tag},
        )
    if wanted.source_id is not None:
        yield _Narrowing(
            "SELECT c.id FROM claims c WHERE c.source_id = :source_id",
            "EXISTS (SELECT 1 FROM claims c WHERE c.id = s.claim_id AND c.source_id = :source_id)",
            {"source_id": wanted.source_id},
        )
    is_indexed = bool(wanted.search) and full_text.is_there(connection)
    for number, word in enumerate(wanted.search):
        yield _found(connection, lowered(word), f"word{number}", is_indexed=is_indexed)


def _found(connection: Connection, word: str, name: str, *, is_indexed: bool) -> _Narrowing:
    """Return what a word in small letters narrows a list to: by the claim's text, or its people."""
    values: dict[str, Any] = {name: f"%{like_escaped(word)}%"}
    of = (
        "EXISTS (SELECT 1 FROM search_texts x WHERE x.claim_id = s.claim_id "
        f"AND x.text LIKE :{name} ESCAPE '!')"
    )
    people = (
        f"SELECT p.id FROM people p WHERE lower(p.name) LIKE :{name} ESCAPE '!' "
        f"UNION SELECT a.person_id FROM aliases a WHERE lower(a.alias) LIKE :{name} ESCAPE '!'"
    )
    claims: str | None = None
    looked_up: Values = {}
    if is_indexed:
        claims, looked_up = full_text.containing(word, f"{name}_at")
    if first(connection, f"{people} LIMIT 1", values) is not None:
        of = (
            f"({of} OR EXISTS (SELECT 1 FROM forecasts f WHERE f.claim_id = s.claim_id "
            f"AND f.withdrawn_because IS NULL AND f.owner_id IN ({people})))"
        )
        if claims is not None:
            claims = f"{claims} UNION ALL {_BY_OWNER} IN ({people})"
    return _Narrowing(claims, of, {**values, **looked_up})


def _fewest(
    connection: Connection, narrowings: Sequence[_Narrowing], most: int | None
) -> str | None:
    """Return the query of the fewest claims that something narrows a list to, at most so many."""
    known = [(one.claims, one.values) for one in narrowings if one.claims is not None]
    if most is None and len(known) == 1:
        return known[0][0]
    fewest, found = most, None
    for claims, values in known:
        given, limit = dict(values), ""
        if fewest is not None:
            limit, given["most"] = " LIMIT :most", fewest + 1
        sql = f"SELECT count(*) FROM (SELECT id FROM ({claims}) AS them{limit}) AS few"
        (number,) = next(connection.tuples(sql, given))
        if fewest is None or number <= fewest:
            fewest, found = number, claims
    return found
