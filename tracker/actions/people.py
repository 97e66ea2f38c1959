"""People: made, known by other names, and two that were one brought together."""

from collections.abc import Sequence

from tracker.actions.recorded import Recorded
from tracker.domain.entries import AffiliationEntry, PersonEntry
from tracker.domain.text import accept_line
from tracker.errors import Conflict, InvalidInput
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger
from tracker.storage.queries import people

KINDS = ("person", "organisation", "model", "crowd", "source")


def add(ledger: Ledger, entry: PersonEntry) -> Recorded:
    """Make a person, or give one that is there further names and affiliations."""
    with ledger.change("people add") as change:
        person_id, _ = put(change, entry)
        remarks = () if not change.is_empty else (f"{entry.name} is known by that already",)
    return Recorded(person_id, remarks)


def merge(ledger: Ledger, name: str, into: str) -> Recorded:
    """Make `into` the owner of all that `name` has; `name` stays as another name of theirs."""
    with ledger.change("people merge") as change:
        gone, kept = people.get(change.connection, name), people.get(change.connection, into)
        if gone["id"] == kept["id"]:
            raise InvalidInput(f"{name} and {into} are one person already")
        for table, column in _BELONGINGS:
            for row in change.rows(table, **{column: gone["id"]}):
                change.update(table, row["id"], **{column: kept["id"]})
        change.update("people", gone["id"], merged_into_id=kept["id"])
    return Recorded(kept["id"])


_BELONGINGS = (
    ("forecasts", "owner_id"),
    ("forecasts", "reporter_id"),
    ("resolutions", "judge_id"),
    ("aliases", "person_id"),
    ("affiliations", "person_id"),
    ("foreign_scores", "person_id"),
)


def named(change: Change, name: str) -> tuple[int, str | None]:
    """Return the id of the person who goes by `name`; a new name makes a person, with a remark."""
    name = accept_line(name, "name")
    found = people.find(change.connection, name)
    if found is not None:
        return found["id"], None
    near = people.near(change.connection, name)
    like = f"; near it: {', '.join(near)} (`tracker people merge` joins two)" if near else ""
    person_id = change.insert("people", name=name, kind="person")
    return person_id, f"{name} is new here{like}"


def put(change: Change, entry: PersonEntry) -> tuple[int, bool]:
    """Make or complete a person; return the id and whether the person is new."""
    found = people.find(change.connection, entry.name)
    if found is None:
        person_id = change.insert(
            "people", name=entry.name, kind=entry.kind or "person", note=entry.note
        )
    else:
        person_id = found["id"]
        given = {"kind": entry.kind, "note": entry.note}
        change.update("people", person_id, **{k: v for k, v in given.items() if v is not None})
    _put_aliases(change, person_id, entry)
    _put_affiliations(change, person_id, entry.affiliations)
    return person_id, found is None


def _put_aliases(change: Change, person_id: int, entry: PersonEntry) -> None:
    for alias in entry.aliases:
        known = people.find(change.connection, alias)
        if known is None:
            change.insert("aliases", person_id=person_id, alias=alias)
        elif known["id"] != person_id:
            raise Conflict(
                f"{alias} is a name of {known['name']} already: if {entry.name} is the same, add "
                f"that name: tracker people add {known['name']!r} --alias {entry.name!r}"
            )


def _put_affiliations(
    change: Change, person_id: int, affiliations: Sequence[AffiliationEntry]
) -> None:
    known = {
        (row["what"], row["since"]): row for row in change.rows("affiliations", person_id=person_id)
    }
    for entry in affiliations:
        since = entry.since.isoformat() if entry.since else None
        given = {
            "until": entry.until.isoformat() if entry.until else None,
            "note": entry.note,
            "url": entry.url,
        }
        found = known.get((entry.what, since))
        if found is None:
            change.insert(
                "affiliations", person_id=person_id, what=entry.what, since=since, **given
            )
        else:
            change.update(
                "affiliations", found["id"], **{k: v for k, v in given.items() if v is not None}
            )
