"""What changed, when and by whom, read from the journal."""

from collections.abc import Container, Iterator, Sequence
from typing import Any

from tracker.domain.answer import Column, Table
from tracker.domain.text import shorten
from tracker.storage import journal
from tracker.storage.connection import Connection
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims, history

_SINGULAR = {
    "claims": "claim",
    "forecasts": "forecast",
    "evidence": "evidence",
    "resolutions": "resolution",
    "proposed_resolutions": "proposed outcome",
    "claim_tags": "tag",
    "claim_links": "link",
    "former_wordings": "former wording",
    "people": "person",
    "sources": "source",
    "aliases": "alias",
    "affiliations": "affiliation",
    "settings": "setting",
    "citations": "citation",
    "attachments": "file",
    "foreign_scores": "foreign score",
    "drafts": "draft",
}
_NAMED_BY = ("statement", "outcome", "note", "name", "alias", "what", "tag", "key", "value")
_Names = dict[tuple[str, int], str]
_UNTOLD = ("version",)


_COLUMNS = (
    Column("change", "Change", "id"),
    Column("when", "When", "day"),
    Column("by", "Who", "name"),
    Column("verb", "Did", "name"),
    Column("told", "What changed", "flow"),
)
_TOLD = 5
"""How many changes of rows a table tells of one entry; JSON has them all."""


def listed(ledger: Ledger, name: str | None, limit: int) -> Table:
    """Return what changed, oldest first: of one claim all of it, else the last `limit` entries."""
    with ledger.read() as connection:
        if name is None:
            latest = reversed(history.latest(connection, limit))
            entries = [_told(connection, entry) for entry in latest]
        else:
            entries = list(of_claim(connection, claims.get(connection, name)["id"]))
    rows = [
        {**entry, "when": _when(entry), "told": _summary(entry["changes"])} for entry in entries
    ]
    return Table(_COLUMNS, rows, "Nothing happened yet.")


def _when(entry: dict[str, Any]) -> str:
    return f"{entry['at'][:10]} {entry['at'][11:16]}"


def _summary(changes: Sequence[str]) -> str:
    more = len(changes) - _TOLD
    return "; ".join(changes[:_TOLD]) + (f"; and {more} more" if more > 0 else "")


def _told(
    connection: Connection,
    entry: journal.Entry,
    own: Container[tuple[str, int]] | None = None,
) -> dict[str, Any]:
    """Return an entry with its changes in words; with `own`, those of these rows alone."""
    content = entry.opened()
    ops = [op for op in content.get("ops", []) if own is None or _row(op) in own]
    names = history.names(connection, ops)
    changes = [text for op in ops if (text := _change(op, names))]
    if "undoes" in content:
        changes.insert(0, f"took back change {content['undoes']}")
    if "redacts" in content:
        changes = [f"blanked entry {content['redacts']}: {content['because']}"]
    if "schema" in content:
        changes.append(f"schema {content['schema']}")
    if not entry.content:
        changes = ["redacted"]
    return {
        "sequence": entry.sequence,
        "change": entry.change,
        "at": entry.recorded_at,
        "by": entry.author,
        "verb": entry.verb,
        "changes": changes,
    }


def of_claim(connection: Connection, claim_id: int) -> Iterator[dict[str, Any]]:
    """Give what happened to a claim, oldest first: `at`, `by`, `verb`, `sequence`, `changes`.

    An entry may be about many claims; of those of its ops that change a row, the ones count whose
    row an earlier op made for this claim.
    """
    own = {("claims", claim_id)}
    for entry in history.of_claim(connection, claim_id):
        for op in entry.opened().get("ops", []):
            if op[0] == "insert" and op[2].get("claim_id") == claim_id:
                own.add((op[1], op[2]["id"]))
        yield _told(connection, entry, own)


def line(entry: dict[str, Any]) -> str:
    """Return one entry of a history as a line."""
    what = _summary(entry["changes"])
    return f"{entry['at'][:10]} {entry['at'][11:16]}  {entry['by']}, {entry['verb']}: {what}"


def _row(op: list[Any]) -> tuple[str, int]:
    if op[0] in {"update", "set"}:
        return op[1], op[2]
    return op[1], op[2].get("id", op[2].get("sha256"))


def _change(op: list[Any], names: _Names) -> str:
    """Return one op in words; empty for what only the ledger itself needs."""
    kind, table = op[0], op[1]
    if table == "former_wordings":
        return ""
    known = names.get(_row(op))
    what = f"{_SINGULAR.get(table, table)} {f'“{shorten(known)}”' if known else _row(op)[1]}"
    if kind == "update" and table in {"claim_tags", "claim_links"} and "removed" in op[3]:
        return f"{what} {'taken off' if op[3]['removed'][1] else 'put on again'}"
    if kind == "update":
        told = [
            _column(column, *(_named(column, value, names) for value in (before, after)))
            for column, (before, after) in op[3].items()
            if column not in _UNTOLD
        ]
        return f"{what}: {', '.join(told)}" if told else ""
    if kind == "set":
        return f"blanked {what}"
    row = op[2]
    name = next((row[column] for column in _NAMED_BY if column in row), None)
    if table == "settings":
        given = "removed" if kind == "delete" else _value(row["value"])
        return f"setting “{name}” {given}"
    if table == "claim_tags":
        what = "tag"
    if table == "claim_links":
        what = f"link: {row['relation']} claim {row['other_id']}"
    if table == "word_readings":
        what, name = f"reading {row['version']} of", row["phrase"]
    sign = {"insert": "", "delete": "removed "}[kind]
    return f"{sign}{what}" + (f" “{shorten(str(name))}”" if name is not None else "")


def _named(column: str, value: Any, names: _Names) -> Any:
    table = history.table_pointed_at(column)
    return value if table is None else names.get((table, value), value)


def _column(column: str, before: Any, after: Any) -> str:
    if column.endswith("_because") and before is None:
        return f"{column.removesuffix('_because')}, “{_value(after)}”"
    name = column.removesuffix("_id").replace("_", " ")
    return f"{name} {_value(before)} → {_value(after)}"


def _value(value: Any) -> str:
    return "–" if value is None else shorten(str(value))
