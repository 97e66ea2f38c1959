"""Scores that other trackers gave."""

from collections.abc import Mapping
from typing import Any

from tracker.storage.connection import Connection, first
from tracker.storage.queries.claims import Selection


def newest(connection: Connection, wanted: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the newest score of a name that a person has on a claim, or None."""
    return first(
        connection,
        "SELECT * FROM foreign_scores WHERE claim_id = :claim_id AND person_id = :person_id "
        "AND platform = :platform AND name = :name ORDER BY id DESC LIMIT 1",
        {name: wanted[name] for name in ("claim_id", "person_id", "platform", "name")},
    )


def latest(connection: Connection, wanted: Selection) -> dict[int, list[dict[str, Any]]]:
    """Return the newest score of each name that each person has, by claim, with the person."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in connection.rows(
        "SELECT f.claim_id, p.name AS person, f.platform, f.name, f.value, f.coverage, f.scored_on "
        "FROM foreign_scores f JOIN people p ON p.id = f.person_id "
        f"WHERE f.claim_id IN (SELECT id FROM ({wanted.sql}) AS wanted) "
        "AND NOT EXISTS (SELECT 1 FROM foreign_scores later "
        "WHERE later.claim_id = f.claim_id AND later.person_id = f.person_id "
        "AND later.platform = f.platform AND later.name = f.name AND later.id > f.id) "
        "ORDER BY f.platform, p.name, f.name",
        wanted.values,
    ):
        found.setdefault(int(row.pop("claim_id")), []).append(row)
    return found
