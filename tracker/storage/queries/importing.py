"""What an import looks up for every row: an index of its own, beside the ledger's tables.

The index is a temporary table from a value's hash to an id, so that a file of any length is
imported in the same memory. It goes with the transaction's connection and never reaches the
ledger's file.
"""

from collections.abc import Hashable, Iterable
from typing import Any

from tracker.storage.connection import Connection, first

_STATED = "SELECT id, statement, source_id, opens, deadline FROM claims"
_FORMERLY = (
    "SELECT w.claim_id, w.statement, c.source_id, w.opens, w.deadline "
    "FROM former_wordings w JOIN claims c ON c.id = w.claim_id"
)


_ADD = "INSERT INTO import_index (digest, id) VALUES (:digest, :id) ON CONFLICT DO NOTHING"
_AT_HAND = 50_000


class Index:
    """Ids by what is said: one value may have several. The newest are kept at hand."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._at_hand: dict[int, list[int]] = {}
        self._is_stored = False
        connection.run(
            "CREATE TEMPORARY TABLE import_index (digest BIGINT, id BIGINT, "
            "PRIMARY KEY (digest, id))"
        )

    def add(self, value: Hashable, found_id: int) -> None:
        """Note that a value belongs to an id."""
        self._at_hand.setdefault(hash(value), []).append(found_id)
        if len(self._at_hand) >= _AT_HAND:
            self._store()

    def add_all(self, values: Iterable[tuple[Hashable, int]]) -> None:
        """Note many values."""
        for value, found_id in values:
            self.add(value, found_id)

    def find(self, value: Hashable) -> list[int]:
        """Return the ids noted for a value, oldest first."""
        digest = hash(value)
        found = set(self._at_hand.get(digest, ()))
        if self._is_stored:
            sql = "SELECT id FROM import_index WHERE digest = :digest"
            found |= {row["id"] for row in self._connection.rows(sql, {"digest": digest})}
        return sorted(found)

    def close(self) -> None:
        """Take the index away."""
        self._connection.run("DROP TABLE import_index")

    def _store(self) -> None:
        rows = [
            {"digest": digest, "id": found_id}
            for digest, ids in self._at_hand.items()
            for found_id in ids
        ]
        self._connection.run_many(_ADD, rows)
        self._at_hand = {}
        self._is_stored = True


def statements(connection: Connection) -> Iterable[tuple[Hashable, int]]:
    """Yield what each claim states and stated, with its source and window, and its id."""
    for sql in (_STATED, _FORMERLY):
        for claim_id, *stated in connection.tuples(sql):
            yield ("claim", *stated), int(claim_id)


def names(connection: Connection) -> Iterable[tuple[Hashable, int]]:
    """Yield each name and alias in lower case, and the person's id."""
    sql = "SELECT name, id FROM people UNION ALL SELECT alias, person_id FROM aliases"
    for name, person_id in connection.tuples(sql):
        yield ("name", str(name).lower()), int(person_id)


def forecasts(connection: Connection, claim_id: int) -> list[dict[str, Any]]:
    """Return all forecasts on a claim, withdrawn ones too."""
    return connection.rows(
        "SELECT * FROM forecasts WHERE claim_id = :claim_id ORDER BY id", {"claim_id": claim_id}
    )


def forecasts_at(
    connection: Connection, claim_id: int, owner_id: int, made_on: str
) -> list[dict[str, Any]]:
    """Return the forecasts of one owner on a claim on one day, withdrawn ones too."""
    return connection.rows(
        "SELECT * FROM forecasts WHERE claim_id = :claim_id AND owner_id = :owner_id "
        "AND made_on = :made_on ORDER BY id",
        {"claim_id": claim_id, "owner_id": owner_id, "made_on": made_on},
    )


def claim_with_key(connection: Connection, key: str) -> int | None:
    """Return the id of the claim with a key."""
    found = first(connection, "SELECT id FROM claims WHERE key = :key", {"key": key})
    return None if found is None else int(found["id"])


def keys(connection: Connection) -> Iterable[str]:
    """Yield the keys of all claims."""
    for (key,) in connection.tuples("SELECT key FROM claims WHERE key IS NOT NULL"):
        yield str(key)


def newest(connection: Connection) -> int:
    """Return the id of the newest claim, 0 where there is none."""
    found = first(connection, "SELECT coalesce(max(id), 0) AS id FROM claims")
    return int(found["id"]) if found else 0


def resolutions(connection: Connection, claim_id: int) -> list[dict[str, Any]]:
    """Return all that was ever said of how a claim came out, reopened ones too, newest first."""
    return connection.rows(
        "SELECT * FROM resolutions WHERE claim_id = :claim_id ORDER BY id DESC",
        {"claim_id": claim_id},
    )


def tags(connection: Connection, claim_id: int) -> set[str]:
    """Return the tags that a claim carries or once carried."""
    found = connection.tuples(
        "SELECT tag FROM claim_tags WHERE claim_id = :claim_id", {"claim_id": claim_id}
    )
    return {str(row[0]) for row in found}


def was(connection: Connection, claim_id: int, column: str, value: Any) -> bool:
    """Tell whether a claim had this value in a column of its wording before it was reworded."""
    sql = f"SELECT 1 FROM former_wordings WHERE claim_id = :claim_id AND {column} = :value"
    return first(connection, sql, {"claim_id": claim_id, "value": value}) is not None


def has_claims_without_key(connection: Connection) -> bool:
    """Tell whether any claim goes by its number alone."""
    return first(connection, "SELECT 1 FROM claims WHERE key IS NULL LIMIT 1") is not None
