"""Claims: recorded with their first forecast, changed in wording, tagged, withdrawn."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.actions import forecasts
from tracker.actions.recorded import Recorded
from tracker.domain.claim import Window, check_window
from tracker.domain.entries import ClaimEntry
from tracker.errors import Conflict, InvalidInput
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims, sources

WORDING = (
    "statement",
    "criteria",
    "condition",
    "condition_claim_id",
    "opens",
    "deadline",
    "deadline_text",
    "deadline_basis",
)


class Edit(NamedTuple):
    """What is to change about a claim; None leaves a thing as it is, an empty text clears it."""

    statement: str | None = None
    criteria: str | None = None
    condition: str | None = None
    condition_claim: str | None = None
    window: Window | None = None
    opens: date | None = None
    type: str | None = None
    note: str | None = None
    source: str | None = None
    key: str | None = None
    said_on: date | None = None
    add_tags: Sequence[str] = ()
    remove_tags: Sequence[str] = ()


def add(ledger: Ledger, entry: ClaimEntry) -> Recorded:
    """Record a claim and its forecasts. Raises Conflict when its key is taken."""
    with ledger.change("add") as change:
        today = ledger.today(change.connection)
        if entry.key is not None and change.rows("claims", key=entry.key):
            raise Conflict(f"there is a claim {entry.key!r} already: take another --key")
        claim_id, remarks = put(change, entry, today=today)
        for forecast in entry.forecasts:
            _, remark = forecasts.put(change, claim_id, forecast, today=today)
            remarks += remark
    return Recorded(claim_id, tuple(remarks))


def put(
    change: Change, entry: ClaimEntry, *, today: date, source_id: int | None = None
) -> tuple[int, list[str]]:
    """Write a new claim without its forecasts; return its id and remarks.

    `source_id` is the source's where the caller has looked it up.
    """
    if entry.said_on > today:
        raise InvalidInput(f"it was said on {entry.said_on}, after today ({today})")
    check_window(entry.window.opens, entry.window.deadline)
    remarks: list[str] = []
    if source_id is None and entry.source is not None:
        source_id = source_named(change, entry.source, remarks)
    claim_id = change.insert(
        "claims",
        key=entry.key,
        source_id=source_id,
        type=entry.type,
        kind=entry.kind,
        said_on=entry.said_on.isoformat(),
        version=1,
        **wording(change, entry),
        options=json.dumps(entry.options, ensure_ascii=False) if entry.options else None,
        unit=entry.unit,
        note=entry.note,
        recorded_at=change.at,
    )
    for tag in dict.fromkeys(entry.tags):
        change.insert("claim_tags", claim_id=claim_id, tag=tag, removed=0)
    return claim_id, remarks


def wording(change: Change, entry: ClaimEntry) -> dict[str, Any]:
    """Return the columns of a claim that are its wording."""
    condition_id = None
    if entry.condition_claim is not None:
        condition_id = claims.get(change.connection, entry.condition_claim)["id"]
    return {
        "statement": entry.statement,
        "criteria": entry.criteria,
        "condition": entry.condition,
        "condition_claim_id": condition_id,
        **window_columns(entry.window),
    }


def window_columns(window: Window) -> dict[str, str | None]:
    """Return a window as a claim's columns."""
    return {
        "opens": window.opens.isoformat() if window.opens else None,
        "deadline": window.deadline.isoformat() if window.deadline else None,
        "deadline_text": window.text,
        "deadline_basis": window.basis,
    }


def source_named(change: Change, key: str, remarks: list[str]) -> int:
    """Return the id of the source with a key; a new key makes a source, with a remark."""
    found = sources.find(change.connection, key)
    return int((found or new_source(change, key, remarks))["id"])


def new_source(change: Change, key: str, remarks: list[str]) -> dict[str, Any]:
    """Make the source with a key that no other has, with a remark; return what its row holds."""
    remarks.append(f"the source {key} is new here")
    row = {"key": key, "url": key if key.startswith(("https://", "http://")) else None}
    return {"id": change.insert("sources", **row), **row}


def put_tags(change: Change, claim_id: int, tags: Sequence[str]) -> bool:
    """Put tags on a claim that does not carry them yet; return whether there was one."""
    changed = False
    for tag in dict.fromkeys(tags):
        known = change.rows("claim_tags", claim_id=claim_id, tag=tag)
        if known:
            changed |= change.update("claim_tags", known[0]["id"], removed=0)
        else:
            change.insert("claim_tags", claim_id=claim_id, tag=tag, removed=0)
            changed = True
    return changed


def edit(ledger: Ledger, name: str, wanted: Edit) -> Recorded:
    """Change what a claim says or how it is filed; a new wording is a new version of it."""
    with ledger.change("edit") as change:
        claim = claims.get_active(change.connection, name)
        remarks: list[str] = []
        _check_edit(change, claim, wanted, ledger.today(change.connection))
        reword(change, claim, _edited_wording(change, claim, wanted))
        change.update("claims", claim["id"], **_edited_filing(change, wanted, remarks))
        put_tags(change, claim["id"], wanted.add_tags)
        for tag in wanted.remove_tags:
            carried = change.rows("claim_tags", claim_id=claim["id"], tag=tag, removed=0)
            if not carried:
                raise InvalidInput(f"claim {claim['id']} carries no tag {tag!r}")
            change.update("claim_tags", carried[0]["id"], removed=1)
        unchanged = change.is_empty
    return Recorded(claim["id"], tuple(remarks), unchanged)


def reword(change: Change, claim: dict[str, Any], new: dict[str, Any]) -> bool:
    """Give a claim a new wording and keep the one it had; return whether anything changed."""
    if all(claim[column] == value for column, value in new.items()):
        return False
    former = {column: claim[column] for column in WORDING}
    change.insert(
        "former_wordings",
        claim_id=claim["id"],
        version=claim["version"],
        replaced_at=change.at,
        **former,
    )
    change.update("claims", claim["id"], version=claim["version"] + 1, **new)
    return True


def withdraw(ledger: Ledger, name: str, because: str) -> Recorded:
    """Take a mistaken claim out of lists and scores; it stays, and shows why."""
    with ledger.change("withdraw") as change:
        claim = claims.get_active(change.connection, name)
        change.update("claims", claim["id"], withdrawn_because=because)
    return Recorded(claim["id"])


def _check_edit(change: Change, claim: dict[str, Any], wanted: Edit, today: date) -> None:
    if wanted.key and wanted.key != claim["key"] and change.rows("claims", key=wanted.key):
        raise Conflict(f"there is a claim {wanted.key!r} already: take another --key")
    if wanted.said_on is not None and wanted.said_on > today:
        raise InvalidInput(f"it was said on {wanted.said_on}, after today ({today})")
    if wanted.statement == "":
        raise InvalidInput("statement is empty")


def _edited_wording(change: Change, claim: dict[str, Any], wanted: Edit) -> dict[str, Any]:
    new = {
        column: value or None
        for column, value in (
            ("statement", wanted.statement),
            ("criteria", wanted.criteria),
            ("condition", wanted.condition),
        )
        if value is not None
    }
    if wanted.condition_claim is not None:
        other = claims.get(change.connection, wanted.condition_claim)
        if other["id"] == claim["id"]:
            raise InvalidInput("a claim cannot be its own condition")
        new["condition_claim_id"] = other["id"]
    if wanted.window is not None:
        new |= window_columns(wanted.window) | {"opens": claim["opens"]}
    if wanted.opens is not None:
        new["opens"] = wanted.opens.isoformat()
    opens, deadline = (new.get(column, claim[column]) for column in ("opens", "deadline"))
    check_window(
        date.fromisoformat(opens) if opens else None,
        date.fromisoformat(deadline) if deadline else None,
    )
    return new


def _edited_filing(change: Change, wanted: Edit, remarks: list[str]) -> dict[str, Any]:
    new: dict[str, Any] = {}
    if wanted.type is not None:
        new["type"] = wanted.type
    if wanted.note is not None:
        new["note"] = wanted.note or None
    if wanted.key is not None:
        new["key"] = wanted.key or None
    if wanted.said_on is not None:
        new["said_on"] = wanted.said_on.isoformat()
    if wanted.source is not None:
        new["source_id"] = source_named(change, wanted.source, remarks)
    return new
