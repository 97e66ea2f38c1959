"""People by name or alias, and the names near one that is not there."""

from typing import Any

from tracker.errors import NotFound
from tracker.registry import load
from tracker.storage.connection import Connection, first, lowered

NEAR, NEAR_SHORT = 0.6, 0.5
"""How alike two names must be to be offered for each other, of 1; short ones are less so."""
SHORT = 3
MOST_COMPARED = 20_000
"""Of more names, only those that begin alike are compared: all of a million would take seconds."""


def find(connection: Connection, name: str) -> dict[str, Any] | None:
    """Return the person who goes by `name`, or None; one merged into another is that other."""
    for column in ("name", "alias"):
        for form, value in ((column, name), (f"lower({column})", lowered(name))):
            found = connection.rows(f"{_BY[column]}{form} = :name", {"name": value})
            if len(found) == 1:
                return _merged(connection, found[0])
    return None


_BY = {
    "name": "SELECT * FROM people WHERE ",
    "alias": "SELECT p.* FROM aliases a JOIN people p ON p.id = a.person_id WHERE ",
}


def _merged(connection: Connection, person: dict[str, Any]) -> dict[str, Any]:
    while person["merged_into_id"] is not None:
        target = first(
            connection, "SELECT * FROM people WHERE id = :id", {"id": person["merged_into_id"]}
        )
        if target is None:
            break
        person = target
    return person


def get(connection: Connection, name: str) -> dict[str, Any]:
    """Return the person who goes by `name`. Raises NotFound with the nearest names."""
    person = find(connection, name)
    if person is None:
        raise NotFound(f"there is no person {name!r}{_or_near(near(connection, name))}")
    return person


def near(connection: Connection, name: str) -> list[str]:
    """Return up to three known names or aliases that look like `name`, nearest first."""
    known = [
        str(row[0])
        for row in connection.tuples(
            "SELECT name FROM people WHERE merged_into_id IS NULL UNION SELECT alias FROM aliases"
        )
    ]
    return nearest(name, known)


def nearest(name: str, known: list[str]) -> list[str]:
    """Return up to three of `known` that look like `name`, nearest first."""
    if len(known) > MOST_COMPARED:
        begins = name[:2].lower()
        known = [text for text in known if text[:2].lower() == begins][:MOST_COMPARED]
    by_lower = {text.lower(): text for text in known}
    cutoff = NEAR_SHORT if len(name) <= SHORT else NEAR
    find_near = load("difflib:get_close_matches")
    found: list[str] = find_near(name.lower(), list(by_lower), cutoff=cutoff)
    return [by_lower[text] for text in found]


def _or_near(names: list[str]) -> str:
    if names:
        return f": did you mean {' or '.join(names)}?"
    return ": `tracker people` lists them"


def listed(connection: Connection) -> list[dict[str, Any]]:
    """Return all people with what they said, by how much and then by name."""
    return connection.rows("SELECT * FROM person_list ORDER BY claims DESC, reported DESC, name")


def aliases(connection: Connection) -> dict[int, list[str]]:
    """Return each person's other names, by the person's id."""
    found: dict[int, list[str]] = {}
    for person_id, alias in connection.tuples(
        "SELECT person_id, alias FROM aliases ORDER BY person_id, alias"
    ):
        found.setdefault(person_id, []).append(alias)
    return found


def affiliations(connection: Connection) -> dict[int, list[dict[str, Any]]]:
    """Return where each person belonged, oldest first, by the person's id."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in connection.rows(
        "SELECT person_id, what, since, until, note, url FROM affiliations "
        "ORDER BY person_id, coalesce(since, ''), coalesce(until, '9999'), id"
    ):
        found.setdefault(row.pop("person_id"), []).append(row)
    return found
