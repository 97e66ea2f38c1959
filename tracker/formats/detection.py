"""Which format a file has, told by its name's ending and by how it begins.

CSV files are told by the set of columns in their first line, JSON files by fields that stand near
their beginning and occur nowhere else. What could be two things is told to be none.
"""

import csv
import re
from collections.abc import Iterable
from pathlib import PurePath

from tracker.formats.platforms import plain_list

BEGINNING = 1 << 16
"""How many of a file's first bytes are looked at."""

_TABLE = re.compile(r"(?:#[^\n]*\n\s*)*\[[^\[\]{}\n]+\]\s*(?:\n|\Z)")
"""How a claims file begins: a table's name, perhaps after remarks."""
_SUFFIXES = {".toml": "toml", ".jsonl": "jsonl", ".ndjson": "jsonl"}
_COLUMNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("fatebook", frozenset({"question title", "forecast (scale = 0-1)"})),
    ("predictionbook", frozenset({"description", "mean_confidence", "deadline"})),
    ("metaculus", frozenset({"question id", "question title", "question type"})),
    ("metaculus", frozenset({"question id", "start time", "probability yes"})),
    ("metaculus", frozenset({"question id", "score type", "score"})),
    ("metaculus", frozenset({"key factor id", "question id"})),
    ("iqisa", frozenset({"question_id", "outcome", "open_time", "close_time"})),
    ("csv", frozenset({"statement", "owner"})),
)
_FIELDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("predictionbook", ('"mean_confidence"',)),
    ("predictionbook", ('"event"', '"time_created"', '"responses"')),
    ("claimreview", ('"ClaimReview"',)),
    ("claimreview", ('"claimReview"', '"textualRating"')),
    ("forecastbench", ('"forecast_due_date"',)),
    ("forecastbench", ('"question_set"', '"forecasts"')),
    ("manifold", ('"createdTime"', '"outcomeType"')),
    ("manifold", ('"createdTime"', '"contractId"')),
    ("fatebook", ('"title"', '"resolveBy"')),
    ("jsonl", ('"statement"',)),
)


def told(name: str, beginning: bytes) -> str | None:
    """Return the format that a file has by its name and its first bytes, or None."""
    text = beginning.decode("utf-8", "replace").removeprefix("\ufeff").lstrip()
    found = _SUFFIXES.get(PurePath(name).suffix.lower())
    if text[:1] == "{" or re.match(r"\[\s*[\[{]", text):
        return _by_fields(text) or found
    if found is not None:
        return found
    if _TABLE.match(text):
        return "toml"
    return _by_columns(text)


def one_of(names: Iterable[str | None]) -> str | None:
    """Return the one format that all files of several have which have any, or None."""
    found = {name for name in names if name is not None}
    return found.pop() if len(found) == 1 else None


def _by_fields(text: str) -> str | None:
    for name, fields in _FIELDS:
        if all(field in text for field in fields):
            return name
    return None


def _by_columns(text: str) -> str | None:
    try:
        first = next(csv.reader([text.partition("\n")[0]]), [])
    except csv.Error:
        return None
    columns = {cell.strip().lower() for cell in first}
    for name, needed in _COLUMNS:
        if needed <= columns:
            return name
    return "list" if plain_list.told_by_columns(first) else None
