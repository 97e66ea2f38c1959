"""The people and sources that a row of an import brings: made, or filled in where they lack."""

from dataclasses import replace
from typing import Any

from tracker.actions import claims, people
from tracker.actions.import_known import Known
from tracker.domain.entries import PersonEntry, SourceEntry
from tracker.errors import Conflict


def put_person(known: Known, person: PersonEntry) -> bool:
    """Make a person, or add what the ledger does not know of them; return if they are new."""
    before = known.person(person.name)
    if before is not None:
        row = known.change.row("people", before)
        person = replace(
            person,
            kind=person.kind if row["kind"] == "person" else None,
            note=person.note if row["note"] is None else None,
        )
    person_id, is_new = people.put(known.change, person)
    for name in (person.name, *person.aliases):
        known.index.add(("name", name.lower()), person_id)
    return is_new


def missing_of_source(known: Known, given: SourceEntry) -> dict[str, Any]:
    """Return what the ledger does not know yet of a source. Raises Conflict for another address."""
    columns = _columns(given)
    source = known.source(given.key)
    if source is None:
        return columns
    if source["url"] is not None and given.url not in {None, source["url"]}:
        raise Conflict(
            f"url of the source {given.key} is {source['url']} in the ledger, {given.url} here"
        )
    return {name: value for name, value in columns.items() if source.get(name) is None}


def put_source(known: Known, key: str, missing: dict[str, Any]) -> bool:
    """Make a source, or add what the ledger lacks of it; return if there was any to add."""
    source = known.source(key)
    if source is None:
        source = claims.new_source(known.change, key, known.remarks)
        known.made_source(key, source)
    if not missing:
        return False
    known.changed_source(key)
    return known.change.update("sources", source["id"], **missing)


def _columns(given: SourceEntry) -> dict[str, Any]:
    columns = {
        "title": given.title,
        "author": given.author,
        "publisher": given.publisher,
        "url": given.url,
        "published_on": given.published_on.isoformat() if given.published_on else None,
        "language": given.language,
        "sha256": given.sha256,
        "note": given.note,
    }
    return {name: value for name, value in columns.items() if value is not None}
