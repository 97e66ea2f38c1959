"""The quotes of forecasts in the texts that the ledger keeps of their sources."""

from collections.abc import Iterable
from typing import Any

from tracker.domain.answer import Row
from tracker.domain.excerpt import around
from tracker.domain.text import one_line, without_controls
from tracker.storage.connection import Connection
from tracker.storage.queries import sources


def contexts(connection: Connection, source: str | None, rows: Iterable[Row]) -> dict[int, Any]:
    """Return what stands before and after each quote, by the forecast's id, where a text is kept.

    `source` is the key of the claim's source, for forecasts that name none of their own.
    """
    texts: dict[str, str | None] = {}
    found = {}
    for row in rows:
        key = row["source"] or source
        if row["quote"] is None or key is None:
            continue
        if key not in texts:
            texts[key] = sources.kept_text(connection, key)
        text = texts[key]
        if text is not None and (context := _context(text, row)) is not None:
            found[row["id"]] = context
    return found


def _context(text: str, row: Row) -> dict[str, Any] | None:
    """Return the surroundings of one quote; None where the text does not have it."""
    start, end = row["quote_start"], row["quote_end"]
    if start is None or without_controls(text[start:end]) != row["quote"]:
        # Without a place, or with one in another version of the text: the words themselves.
        start = text.find(row["quote"])
        end = start + len(row["quote"])
    if start < 0:
        return None
    # The paragraph of the quote, and the one before it: that may be the question.
    high = text.find("\n\n", end)
    low = text.rfind("\n\n", 0, max(text.rfind("\n\n", 0, start), 0))
    _, before, after = around(text, start, end, low=low + 1, high=None if high < 0 else high)
    return {"before": before, "after": after}


def in_context(forecast: Row) -> str:
    """Return a forecast's quote among the words around it, marked."""
    before, after = (forecast["context"][name] or "" for name in ("before", "after"))
    return f"{forecast['owner']}: {before}【{one_line(forecast['quote'])}】{after}"
