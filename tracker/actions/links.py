"""Links between claims: put on and taken off."""

from typing import Any

from tracker.actions.recorded import Recorded
from tracker.errors import Conflict, InvalidInput, NotFound
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims, links

TABLE = "claim_links"


def link(ledger: Ledger, name: str, relation: str, other: str) -> Recorded:
    """Link a claim to another. Raises Conflict where that would go round in a circle."""
    with ledger.change("link") as change:
        claim = claims.get_active(change.connection, name)
        target = claims.get_active(change.connection, other)
        is_new = put(change, claim, relation, target)
    remarks: list[str] = []
    if relation == "conditional" and claim["condition_claim_id"] is None:
        edit = f"tracker edit {claim['id']} --condition-claim CLAIM"
        remarks.append(
            f"claim {claim['id']} names no claim as its condition, so nothing is checked: {edit}"
        )
    return Recorded(claim["id"], tuple(remarks), unchanged=not is_new)


def unlink(ledger: Ledger, name: str, relation: str, other: str) -> Recorded:
    """Take a link off. Raises NotFound where there is none."""
    with ledger.change("unlink") as change:
        claim = claims.get(change.connection, name)
        target = claims.get(change.connection, other)
        found = links.find(change.connection, claim["id"], relation, target["id"])
        if found is None or found["removed"]:
            raise NotFound(
                f"claim {claim['id']} has no link {relation!r} to claim {target['id']}: "
                f"`tracker show {claim['id']}` lists its links"
            )
        change.update(TABLE, found["id"], removed=1)
    return Recorded(claim["id"])


def put(change: Change, claim: dict[str, Any], relation: str, other: dict[str, Any]) -> bool:
    """Write a link unless it is there; return whether it is new. Raises InvalidInput, Conflict."""
    if claim["id"] == other["id"]:
        raise InvalidInput(f"claim {claim['id']} cannot be linked to itself")
    for one in (claim, other):
        if one["kind"] != "binary":
            raise InvalidInput(
                f"claim {one['id']} is of the kind {one['kind']}: only claims that come out yes "
                "or no are linked"
            )
    if relation == "implies" and claim["id"] in links.implied(change.connection, other["id"]):
        raise Conflict(
            f"claim {other['id']} implies claim {claim['id']} already: both ways round they "
            "would be one claim"
        )
    if relation == "conditional" and claim["condition_claim_id"] == other["id"]:
        raise InvalidInput(
            f"claim {other['id']} is the condition of claim {claim['id']}: link it to the claim "
            "that says the same without a condition"
        )
    found = links.find(change.connection, claim["id"], relation, other["id"])
    if found is not None:
        return change.update(TABLE, found["id"], removed=0)
    change.insert(TABLE, claim_id=claim["id"], relation=relation, other_id=other["id"], removed=0)
    return True
