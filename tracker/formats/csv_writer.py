"""`export csv`: one row a forecast, safe to open in a spreadsheet, and read back the same.

A claim without a forecast has no row.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from tracker.domain.answer import Row
from tracker.domain.spreadsheet import neutral
from tracker.formats.csv_columns import COLUMNS, RARE, joined, written_distribution
from tracker.formats.writers import Exported

_CHUNK = 1 << 16


def write(exported: Exported) -> Iterator[str]:
    """Yield the file: a header, then a line for each forecast."""
    columns = (*COLUMNS, *(column for column in RARE if column in exported.has))
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    for claim in exported.claims:
        for forecast in claim["forecasts"]:
            cells = _cells(claim, forecast)
            writer.writerow([_written(cells[column]) for column in columns])
        if buffer.tell() > _CHUNK:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _cells(claim: Row, forecast: Row) -> dict[str, Any]:
    resolution = claim["resolution"] or {}
    distribution = forecast.get("distribution")
    return {
        **claim,
        **{name: forecast[name] for name in ("owner", "reported_by", "low", "high", "basis")},
        **{name: forecast[name] for name in ("probability", "phrase", "quote")},
        "made_on": forecast["made_at"] or forecast["made_on"],
        "url": claim["source_url"],
        "tags": joined(claim["tags"]),
        "options": joined(claim.get("options", ())),
        "unit": claim.get("unit"),
        "distribution": written_distribution(distribution, claim["kind"]) if distribution else None,
        "outcome": resolution.get("outcome"),
        "resolved_on": resolution.get("resolved_at") or resolution.get("resolved_on"),
        "because": resolution.get("because"),
        "check_on": resolution.get("check_on"),
        "forecast_note": forecast["note"],
        "forecast_source": forecast["source"],
    }


def _written(value: Any) -> str:
    if isinstance(value, str):
        return neutral(value)
    return "" if value is None else repr(value)
