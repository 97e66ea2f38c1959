"""Blanking a secret: an entry's content, and the texts and files that it put into the tables.

The entry's hash stays, so the chain still holds. The entry that redacts it keeps what it did to its
rows, the texts blanked, so that the journal still adds up to the tables and to what they were.
"""

from typing import Any

from tracker.errors import Conflict, NotFound
from tracker.storage import journal
from tracker.storage.change import Change
from tracker.storage.connection import Connection, first
from tracker.storage.journal import Entry, Op
from tracker.storage.sqlite import SqliteConnection

BLANKED = "[redacted]"
LEFT_SHOWN = 5
_FREE_TEXT = {
    "sources": ("title", "author", "publisher", "url", "note"),
    "people": ("note",),
    "affiliations": ("what", "note", "url"),
    "claims": (
        "statement",
        "criteria",
        "condition",
        "deadline_text",
        "unit",
        "note",
        "withdrawn_because",
    ),
    "former_wordings": ("statement", "criteria", "condition", "deadline_text"),
    "forecasts": ("phrase", "quote", "note", "withdrawn_because"),
    "evidence": ("note", "url", "title", "publisher", "quote", "file_name", "retracted_because"),
    "resolutions": ("because", "reopened_because"),
    "proposed_resolutions": ("because", "declined_because"),
    "drafts": (
        "quote",
        "question",
        "said_before",
        "said_after",
        "statement",
        "speaker",
        "reported_for",
        "condition",
        "deadline_text",
        "phrase",
        "reasons",
        "dismissed_because",
    ),
}
_NAMES = ("key", "name", "alias", "tag", "value", "options", "distribution")
"""What is not blanked where it stands, for other rows and files know it by that."""
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
    told: dict[tuple[str, int], dict[str, list[Any]]] = {}
    texts: set[str] = set()
    for table, row_id, columns in _touched(entry):
        cells = told.setdefault((table, row_id), {})
        for name, value in columns.items():
            cells.setdefault(name, []).append(value)
        texts.update(_texts(table, columns))
    standing = {place: _row(connection, *place) for place in told}
    ops = entry.opened().get("ops", [])
    change.is_told = change.forgets = True
    change.about |= {
        "redacts": sequence,
        "because": because,
        "was": [_blanked_op(op, standing) for op in ops],
    }
    if isinstance(connection, SqliteConnection):
        connection.run("PRAGMA secure_delete = ON")
    for place, cells in told.items():
        _blank(change, place[0], standing[place], cells)
    files = [op[2] for op in ops if op[:2] == ["insert", "attachments"]]
    for file in files:
        change.blank_file(**file)
    connection.run(
        "UPDATE journal SET content = :empty WHERE sequence = :sequence",
        {"empty": b"", "sequence": sequence},
    )
    return [
        *_elsewhere(change, sequence, texts),
        *_left(told, standing),
        *(remark for file in files for remark in _named_by(connection, file["sha256"])),
    ]


def _touched(entry: Entry) -> list[tuple[str, int, dict[str, Any]]]:
    """Return which rows an entry wrote, and the values it put into their columns."""
    found = []
    for op in entry.opened().get("ops", []):
        if op[1] == "attachments":
            continue
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


def _row(connection: Connection, table: str, row_id: int) -> dict[str, Any]:
    found = first(connection, f"SELECT * FROM {table} WHERE id = :id", {"id": row_id})
    return found or {}


def _blanked_op(op: Op, standing: dict[tuple[str, int], dict[str, Any]]) -> Op:
    """Return an op with its texts blanked, and those names that do not stand any more."""
    kind, table = op[0], op[1]
    if table == "attachments":
        return op
    if kind == "update":
        now = standing[table, op[2]]
        cells = {
            name: [_blanked(table, name, value, now) for value in cell]
            for name, cell in op[3].items()
        }
        return [kind, table, op[2], cells]
    now = standing[table, op[2]["id"]]
    return [kind, table, {name: _blanked(table, name, value, now) for name, value in op[2].items()}]


def _blanked(table: str, name: str, value: Any, now: dict[str, Any]) -> Any:
    if value is None:
        return None
    if name in _FREE_TEXT.get(table, ()):
        return BLANKED
    if name in _NAMES and now.get(name) != value:
        return None if name in {"options", "distribution"} else BLANKED
    return value


def _blank(change: Change, table: str, row: dict[str, Any], cells: dict[str, list[Any]]) -> None:
    """Blank those texts of a row that still are what the entry made them."""
    blanked = {
        name: BLANKED
        for name, values in cells.items()
        if name in _FREE_TEXT.get(table, ()) and row.get(name) is not None and row[name] in values
    }
    if blanked:
        change.overwrite(table, row, **blanked)


def _left(
    told: dict[tuple[str, int], dict[str, list[Any]]],
    standing: dict[tuple[str, int], dict[str, Any]],
) -> list[str]:
    """Say which names that the entry gave still stand, for they are not blanked."""
    left = [
        f"{name} {standing[place][name]}"
        for place, cells in told.items()
        for name in cells
        if name in _NAMES and standing[place].get(name) is not None
    ]
    if not left:
        return []
    more = f" and {len(left) - LEFT_SHOWN} more" if len(left) > LEFT_SHOWN else ""
    return [f"names, keys and tags are not blanked: {', '.join(left[:LEFT_SHOWN])}{more}"]


def _named_by(connection: Connection, sha256: str) -> list[str]:
    """Say what has lost its file."""
    named = [
        f"{what} {name}"
        for what, sql in (
            ("evidence", "SELECT id FROM evidence WHERE sha256 = :sha256 ORDER BY id"),
            ("the source", "SELECT key FROM sources WHERE sha256 = :sha256 ORDER BY key"),
        )
        for (name,) in connection.tuples(sql, {"sha256": sha256})
    ]
    return [f"the file kept of {', '.join(named)} is gone"] if named else []


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
        if op[0] == "set":
            found.append((op[1], op[2], op[3]))
        elif op[0] == "update":
            sides = ({name: cell[side] for name, cell in op[3].items()} for side in (0, 1))
            found.extend((op[1], op[2], side) for side in sides)
        else:
            found.append((op[1], op[2]["id"], op[2]))
    return found
