"""What the database as a whole holds."""

from tracker.storage.connection import Connection

COUNTED = ("sources", "people", "claims", "forecasts", "evidence", "resolutions")


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table that a user fills has."""
    return {
        table: int(next(connection.tuples(f"SELECT count(*) FROM {table}"))[0]) for table in COUNTED
    }


def has_claims(connection: Connection, number: int) -> bool:
    """Tell whether there are so many claims, without counting further."""
    sql = "SELECT 1 FROM claims LIMIT 1 OFFSET :before"
    return next(connection.tuples(sql, {"before": number - 1}), None) is not None
