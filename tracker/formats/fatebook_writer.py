"""`export fatebook`: the CSV file that Fatebook imports, a row a forecast.

Its columns have the names of the fields to which Fatebook's form maps them. Fatebook stores a blank
resolution as resolved without an outcome, so only claims that came out are written; it knows YES
and NO, and takes all else as AMBIGUOUS. Every import there adds all forecasts again.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO
from typing import Any

from tracker.domain.answer import Row
from tracker.domain.claim import NOT_YET
from tracker.domain.spreadsheet import neutral
from tracker.formats.writers import Exported

COLUMNS = (
    "questionTitle",
    "forecast",
    "qCreatedAt",
    "resolution",
    "resolvedAt",
    "resolveBy",
    "fCreatedAt",
    "tags",
    "notes",
)
_OUTCOMES = {"yes": "YES", "no": "NO"}
_CHUNK = 1 << 16
_LEFT_OUT = {
    "open": "not resolved (Fatebook would take a blank for an outcome)",
    "kind": "no question of yes or no",
    "number": "without a number",
}


def write(exported: Exported) -> Iterator[str]:
    """Yield the file; what it leaves out, and whose the forecasts become, goes to remarks."""
    left_out: Counter[str] = Counter()
    owners: set[str] = set()
    count = 0
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for claim in exported.claims:
        for forecast in claim["forecasts"]:
            why = _why_not(claim, forecast)
            if why is not None:
                left_out[why] += 1
                continue
            writer.writerow([neutral(str(cell)) for cell in _cells(claim, forecast)])
            owners.add(forecast["owner"])
            count += 1
        if buffer.tell() > _CHUNK:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()
    for why, number in left_out.items():
        exported.remark(f"{_rows(number)} left out: {_LEFT_OUT[why]}")
    if len(owners) > 1:
        exported.remark(
            f"Fatebook will take the forecasts of all {len(owners)} people for those of whoever "
            "imports them: --owner chooses one"
        )
    if count:
        exported.remark("importing the file twice adds each forecast twice at Fatebook")


def _rows(number: int) -> str:
    return f"{number:,} {'forecast is' if number == 1 else 'forecasts are'}"


def _why_not(claim: Row, forecast: Row) -> str | None:
    if claim["kind"] != "binary":
        return "kind"
    if claim["resolution"] is None or claim["resolution"]["outcome"] == NOT_YET:
        return "open"
    return "number" if forecast["probability"] is None else None


def _cells(claim: Row, forecast: Row) -> Iterator[Any]:
    resolution = claim["resolution"]
    yield claim["statement"]
    yield f"{(Decimal(repr(forecast['probability'])) * 100).normalize():f}"
    yield claim["said_on"]
    yield _OUTCOMES.get(resolution["outcome"], "AMBIGUOUS")
    yield resolution["resolved_at"] or resolution["resolved_on"]
    yield claim["deadline"] or ""
    yield forecast["made_at"] or forecast["made_on"]
    yield ",".join(claim["tags"])
    yield "\n".join(_notes(claim, forecast))


def _notes(claim: Row, forecast: Row) -> Iterator[str]:
    """Yield what Fatebook has no column for: criteria, words, the exact outcome and its reason."""
    if claim["criteria"]:
        yield claim["criteria"]
    if claim["condition"]:
        yield f"Condition: {claim['condition']}"
    if forecast["quote"]:
        yield f"{forecast['owner']}: “{forecast['quote']}”"
    if forecast["basis"] == "imputed":
        yield "The probability was read from words."
    yield f"Outcome {claim['resolution']['outcome']}: {claim['resolution']['because']}"
    if claim["source_url"]:
        yield claim["source_url"]
