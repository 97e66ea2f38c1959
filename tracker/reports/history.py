"""What changed, when and by whom, read from the journal."""

from collections.abc import Iterator
from typing import Any

from tracker.domain.text import shorten
from tracker.storage.connection import Connection
from tracker.storage.queries import history

_SINGULAR = {
    "claims": "claim",
    "forecasts": "forecast",
    "evidence": "evidence",
    "resolutions": "resolution",
    "claim_tags": "tag",
    "former_wordings": "former wording",
    "people": "person",
    "sources": "source",
    "aliases": "alias",
    "affiliations": "affiliation",
    "settings": "setting",
    "citations": "citation",
}
_NAMED_BY = ("statement", "outcome", "note", "name", "alias", "what", "tag", "key", "value")
_UNTOLD = ("version",)


def of_claim(connection: Connection, claim_id: int) -> Iterator[dict[str, Any]]:
    """Give what happened to a claim, oldest first: `at`, `by`, `verb`, `sequence`, `changes`.

    An entry may be about many claims; of those of its ops that change a row, the ones count whose
    row an earlier op made for this claim.
    """
    own = {("claims", claim_id)}
    for entry in history.of_claim(connection, claim_id):
        told = []
        for op in entry.opened().get("ops", []):
            if op[0] == "insert" and op[2].get("claim_id") == claim_id:
                own.add((op[1], op[2]["id"]))
            if _row(op) in own:
                told.append(_change(op))
        yield {
            "sequence": entry.sequence,
            "change": entry.change,
            "at": entry.recorded_at,
            "by": entry.author,
            "verb": entry.verb,
            "changes": [text for text in told if text],
        }


def line(entry: dict[str, Any]) -> str:
    """Return one entry of a history as a line."""
    what = "; ".join(entry["changes"])
    return f"{entry['at'][:10]} {entry['at'][11:16]}  {entry['by']}, {entry['verb']}: {what}"


def _row(op: list[Any]) -> tuple[str, int]:
    return op[1], op[2] if op[0] == "update" else op[2]["id"]


def _change(op: list[Any]) -> str:
    """Return one op in words; empty for what only the ledger itself needs."""
    kind, table = op[0], op[1]
    if table == "former_wordings":
        return ""
    what = f"{_SINGULAR.get(table, table)} {_row(op)[1]}"
    if kind == "update":
        told = [
            f"{column} {_value(before)} → {_value(after)}"
            for column, (before, after) in op[3].items()
            if column not in _UNTOLD
        ]
        return f"{what}: {', '.join(told)}" if told else ""
    row = op[2]
    name = next((row[column] for column in _NAMED_BY if column in row), None)
    if table == "claim_tags":
        what = "tag"
    sign = "" if kind == "insert" else "removed "
    return f"{sign}{what}" + (f" “{shorten(str(name))}”" if name is not None else "")


def _value(value: Any) -> str:
    return "–" if value is None else shorten(str(value))
