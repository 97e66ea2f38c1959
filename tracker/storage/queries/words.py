"""A ledger's own readings of words, and which words stand on a forecast."""

from collections.abc import Mapping
from typing import Any

from tracker.domain.own_words import OwnWords
from tracker.domain.word_reading import WordReading
from tracker.storage.connection import Connection, first

TABLE = "word_readings"
TAKEN_BACK = "taken back: the tables that ship read it"


def own(connection: Connection) -> OwnWords:
    """Return the ledger's own table of words, every version of it."""
    versions: list[WordReading] = []
    standing: dict[str, WordReading] = {}
    for row in all_versions(connection):
        reading = read_of(row)
        versions.append(reading)
        standing.pop(reading.phrase, None)
        if not row["removed"]:
            standing[reading.phrase] = reading
    return OwnWords(tuple(versions), standing)


def all_versions(connection: Connection) -> list[dict[str, Any]]:
    """Return the ledger's own readings, oldest first, with those that were taken back."""
    return connection.rows(f"SELECT * FROM {TABLE} ORDER BY id")


def read_of(row: Mapping[str, Any]) -> WordReading:
    """Return a row of the ledger's own table as a reading."""
    numbers = (row["low"], row["high"], row["middle"])
    remark = row["remark"] or (TAKEN_BACK if row["removed"] else "")
    return WordReading(row["phrase"], *numbers, row["version"], remark)


def next_version(connection: Connection) -> str:
    """Return the name of the next version of the own table; none is used twice."""
    sql = "SELECT last_id FROM counters WHERE name = :name"
    found = first(connection, sql, {"name": TABLE})
    return f"own-{(int(found['last_id']) if found else 0) + 1}"


def said_in_words(connection: Connection, owner_id: int | None) -> list[dict[str, Any]]:
    """Return the forecasts in words that state no number of their own: id, owner, phrase."""
    term = "" if owner_id is None else " AND f.owner_id = :owner_id"
    return connection.rows(
        "SELECT f.id, f.owner, f.phrase FROM forecast_list f JOIN claims c ON c.id = f.claim_id "
        "WHERE f.phrase IS NOT NULL AND f.basis <> 'stated' AND f.withdrawn_because IS NULL "
        f"AND c.withdrawn_because IS NULL{term} ORDER BY f.id",
        {} if owner_id is None else {"owner_id": owner_id},
    )
