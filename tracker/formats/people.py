"""People as claims files and exported lines have them."""

from typing import Any

from tracker.domain.answer import Row
from tracker.domain.entries import AffiliationEntry, PersonEntry
from tracker.formats import claims_fields as fields
from tracker.formats.fields import Entry


def written(person: Row) -> dict[str, Any]:
    """Return a person as a file's table."""
    places = [
        {"what": place["what"], "from": place["since"]}
        | {name: place[name] for name in ("until", "url", "note")}
        for place in person["affiliations"]
    ]
    return {
        **{name: person[name] for name in ("name", "kind", "aliases")},
        "affiliations": places,
        "note": person["note"],
    }


def person(entry: Entry) -> PersonEntry:
    """Return the person of a file's table; problems stand in the entry."""
    values = entry.read(fields.PERSON)
    values["name"] = name = values["name"] or ""
    values["aliases"] = tuple(alias for alias in values["aliases"] or () if alias != name)
    values["affiliations"] = tuple(map(_affiliation, entry.children("affiliations")))
    return PersonEntry(**values)


def _affiliation(entry: Entry) -> AffiliationEntry:
    values = entry.read(fields.AFFILIATION)
    since, until = values.pop("from"), values["until"]
    if since is not None and until is not None and since > until:
        entry.refuse(f"until {until} is before from {since}", "until")
    return AffiliationEntry(since=since, **values)
