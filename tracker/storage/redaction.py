"""Blanking a secret: an entry's content, and the texts that it put into the tables.

The entry's hash stays, so the chain still holds; what the entry did to its rows is no longer known,
so the redacting entry sets each of them whole, as it then stands.
"""

from typing import Any

from tracker.errors import Conflict, NotFound
from tracker.storage import journal
from tracker.storage.change import Change
from tracker.storage.connection import first
from tracker.storage.journal import Entry

BLANKED = "[redacted]"
_FREE_TEXT = {
    "sources": ("title", "author", "publisher", "url", "note"),
    "people": ("note",),
    "affiliations": ("note", "url"),
    "claims": ("statement", "criteria", "condition", "deadline_text", "note"),
    "former_wordings": ("statement", "criteria", "condition", "deadline_text"),
    "forecasts": ("phrase", "quote", "note", "withdrawn_because"),
    "evidence": ("note", "url", "title", "publisher", "quote", "file_name", "retracted_because"),
    "resolutions": ("because", "reopened_because"),
    "settings": (),
}
_NEVER = ("create", "upgrade", "redact")


def redact(change: Change, sequence: int, because: str) -> list[str]:
    """Blank an entry and the free text that its rows took from it; return remarks."""
    connection = change.connection
    found = first(
        connection,
        f"SELECT {journal.COLUMNS} FROM journal WHERE sequence = :sequence",
        {"sequence": sequence},
    )
    if found is None:
        raise NotFound(f"the journal has no entry {sequence}: `tracker history` lists them")
    entry = Entry(**{**found, "content": bytes(found["content"])})
    if not entry.content:
        raise Conflict(f"entry {sequence} was redacted already")
    if entry.verb in _NEVER:
        raise Conflict(f"entry {sequence} ({entry.verb}) holds nothing that could be redacted")
    subjects = connection.tuples(
        "SELECT claim_id FROM journal_subjects WHERE sequence = :sequence ORDER BY claim_id",
        {"sequence": sequence},
    )
    change.about |= {
        "redacts": sequence,
        "because": because,
        "subjects": [int(claim_id) for (claim_id,) in subjects],
    }
    told: dict[tuple[str, int], set[str]] = {}
    texts: set[str] = set()
    for table, row_id, columns in _touched(entry):
        told.setdefault((table, row_id), set()).update(columns)
        texts.update(_texts(table, columns))
    for (table, row_id), names in told.items():
        _set_blanked(change, table, row_id, names)
    connection.run(
        "UPDATE journal SET content = :empty WHERE sequence = :sequence",
        {"empty": b"", "sequence": sequence},
    )
    return _elsewhere(change, sequence, texts)


def _touched(entry: Entry) -> list[tuple[str, int, dict[str, Any]]]:
    """Return which rows an entry wrote, and the values it put into their columns."""
    found = []
    for op in entry.opened().get("ops", []):
        if op[1] == "attachments":
            raise Conflict(f"entry {entry.sequence} keeps a file: a file cannot be redacted")
        if op[0] == "update":
            found.append((op[1], op[2], {name: after for name, (_, after) in op[3].items()}))
        else:
            found.append((op[1], op[2]["id"], op[2]))
    return found


def _texts(table: str, columns: dict[str, Any]) -> list[str]:
    return [
        value
        for name, value in columns.items()
        if name in _FREE_TEXT.get(table, ()) and isinstance(value, str) and value
    ]


def _set_blanked(change: Change, table: str, row_id: int, columns: set[str]) -> None:
    row = first(
        change.connection,
        f"SELECT * FROM {table} WHERE id = :id",
        {"id": row_id},
    )
    if row is None:
        return
    blanked = {
        name: BLANKED
        for name in columns
        if name in _FREE_TEXT.get(table, ()) and row[name] is not None
    }
    change.set_whole(table, {**row, **blanked})


def _elsewhere(change: Change, sequence: int, texts: set[str]) -> list[str]:
    """Name the other entries that hold one of the blanked texts too."""
    held = [
        str(entry.sequence)
        for entry in journal.entries(change.connection)
        if entry.sequence != sequence
        and any(text in set(_texts(table, row)) for table, _, row in _all(entry) for text in texts)
    ]
    if not held:
        return []
    return [f"the same text stands in entry {', '.join(held[:10])} too: redact that as well"]


def _all(entry: Entry) -> list[tuple[str, int, dict[str, Any]]]:
    found: list[tuple[str, int, dict[str, Any]]] = []
    for op in entry.opened().get("ops", []):
        if op[1] == "attachments":
            continue
        if op[0] == "update":
            sides = ({name: cell[side] for name, cell in op[3].items()} for side in (0, 1))
            found.extend((op[1], op[2], side) for side in sides)
        else:
            found.append((op[1], op[2]["id"], op[2]))
    return found
