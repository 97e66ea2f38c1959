"""What a line has of a claim only where it comes from another ledger.

Its former wordings, the sources and people that it is the first to name, copies of files.
"""

import base64
import binascii
import hashlib
from typing import Any

from tracker.domain.claim import Window
from tracker.domain.entries import FormerWordingEntry, KeptFile, PersonEntry, SourceEntry
from tracker.errors import InvalidInput
from tracker.formats import claims_fields as fields
from tracker.formats.fields import Entry, Field, Moment, kind_of, line, moment, sha256
from tracker.formats.people import person

_FORMER = {
    **{name: fields.CLAIM[name] for name in ("statement", "criteria", "condition")},
    **{name: fields.CLAIM[name] for name in ("opens", "deadline", "deadline_basis")},
    "deadline_text": Field(line),
    "replaced_at": Field(moment, required=True),
}


def _decoded(value: Any, what: str) -> bytes:
    if not isinstance(value, str):
        raise InvalidInput(f"{what} must be text in base64, not {kind_of(value)}")
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as problem:
        raise InvalidInput(f"{what} is no base64") from problem


FILE = {"content": Field(_decoded), "sha256": Field(sha256), "file_name": Field(line)}


def kept_file(entry: Entry) -> KeptFile | None:
    """Return the file of a piece of evidence, None where only its name and hash are told."""
    if not entry.given("content"):
        return None
    given = {name: entry.raw[name] for name in FILE if name in entry.raw}
    values = Entry(given, entry.label, entry.problems, entry.place).read(FILE)
    content = values["content"] or b""
    if values["sha256"] not in {None, hashlib.sha256(content).hexdigest()}:
        entry.refuse("content is not what sha256 says", "content")
    return KeptFile(values["file_name"] or "file", content)


def former_wordings(root: Entry) -> tuple[FormerWordingEntry, ...]:
    """Return the wordings that a claim had before, oldest first."""
    found = []
    for entry in root.children("former_wordings"):
        named = {name: value for name, value in entry.raw.items() if name in _FORMER}
        values = Entry(named, entry.label, entry.problems, entry.place).read(_FORMER)
        replaced: Moment | None = values["replaced_at"]
        if replaced is not None and replaced.at is None:
            entry.refuse("replaced_at must be an instant, such as 2026-01-10T12:00:00Z")
        elif replaced is not None and replaced.at is not None and values["statement"]:
            days = ("opens", "deadline", "deadline_text", "deadline_basis")
            found.append(
                FormerWordingEntry(
                    replaced_at=replaced.at,
                    window=Window(*(values[name] for name in days)),
                    **{name: values[name] for name in ("statement", "criteria", "condition")},
                )
            )
    return tuple(found)


def sources(root: Entry, own: str | None, url: str | None) -> tuple[SourceEntry, ...]:
    """Return what a line tells of sources, the claim's own among them where there is anything."""
    told = {}
    for entry in root.children("sources"):
        values = entry.read(fields.SOURCE)
        if values["key"]:
            told[values["key"]] = SourceEntry(**values)
    if own and url and own not in told:
        told[own] = SourceEntry(key=own, url=url)
    return tuple(told.values())


def people(root: Entry) -> tuple[PersonEntry, ...]:
    """Return what a line tells of people."""
    return tuple(person(entry) for entry in root.children("people"))
