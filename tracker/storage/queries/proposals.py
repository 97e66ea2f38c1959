"""Outcomes that were proposed: those that wait, and those of one claim."""

from typing import Any

from tracker.errors import NotFound
from tracker.storage.connection import Connection, first


def waiting(connection: Connection) -> list[dict[str, Any]]:
    """Return the proposals that nobody has decided on, oldest first."""
    return connection.rows("SELECT * FROM proposal_list WHERE state = 'waiting' ORDER BY id")


def of_claim(connection: Connection, claim_id: int) -> list[dict[str, Any]]:
    """Return all that was proposed as a claim's outcome, oldest first."""
    return connection.rows(
        "SELECT * FROM proposal_list WHERE claim_id = :claim_id ORDER BY id",
        {"claim_id": claim_id},
    )


def get(connection: Connection, number: int) -> dict[str, Any]:
    """Return a proposal by its number. Raises NotFound."""
    found = first(connection, "SELECT * FROM proposal_list WHERE id = :id", {"id": number})
    if found is None:
        raise NotFound(f"there is no proposal {number}: `tracker review` shows those that wait")
    return found
