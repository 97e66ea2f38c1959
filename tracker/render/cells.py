"""Values as text: how a cell of each kind reads, the same in every table.

Without `unicode` the signs are written in ASCII. What comes out holds no control character.
"""

import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tracker.domain.answer import Cell, Column, Row
from tracker.domain.text import one_line

FIGURES = frozenset({"number", "percent", "score", "range", "percents"})
"""The kinds that are written to the right edge, and as a dash where there is none."""

SOON = 30
_SHOWN_OPTIONS = 4
_MOST_DECIMALS = 6
_LARGEST_WHOLE = 1e15
_QUANTILE = re.compile(r"[0-9]+(?:\.[0-9]+)?%")
_ASCII = str.maketrans(
    {"–": "-", "…": "...", "∞": "inf", "▲": "+", "▼": "-", "·": "~", "→": "->", "─": "-"}
)
_STANCES = {"supports": "▲", "refutes": "▼", "neutral": "·"}
_MADE_FROM = {"forecasts": "forecasts", "evidence": "evidence_count", "due": "deadline"}


def sign(text: str, *, unicode: bool) -> str:
    """Return signs of our own as they are, or their ASCII likenesses."""
    return text if unicode else text.translate(_ASCII)


def value_of(column: Column, row: Row) -> Any:
    """Return the raw value of a cell; a key `a.b` reaches into the row's object `a`."""
    if column.key in row:
        return row[column.key]
    found: Any = row
    for part in column.key.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    if found is None and column.cell in _MADE_FROM:
        return row.get(_MADE_FROM[column.cell])
    return found


def written(column: Column, row: Row, *, unicode: bool = True) -> str:
    """Return a cell as text; only forecasts may take several lines."""
    whole = _FROM_ROWS.get(column.cell)
    if whole is not None:
        return whole(row, unicode)
    value = value_of(column, row)
    if value is None:
        return sign("–", unicode=unicode) if column.cell in FIGURES else ""
    return one_line(_FROM_VALUES.get(column.cell, _text)(value, unicode))


def percent(probability: float, *, decimals: int = 1, unicode: bool = True) -> str:
    """Return a probability as `12.5%`; never as 0% or 100% unless it is that."""
    if math.isnan(probability):
        return sign("–", unicode=unicode)
    share = probability * 100
    for places in range(decimals, _MOST_DECIMALS + 1):
        text = f"{share:.{places}f}"
        if float(text) not in {0.0, 100.0} or probability in {0.0, 1.0}:
            break
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text == "-0" else text) + "%"


def belief(forecast: Mapping[str, Any], *, unicode: bool = True) -> str:
    """Return what a forecast gives: `20%`, `55–80%`, `~ 90–99%` where imputed, a distribution."""
    distribution = forecast.get("distribution")
    low, high = forecast.get("low"), forecast.get("high")
    middle = forecast.get("probability")
    if distribution:
        text = _distribution(distribution, forecast.get("unit"))
    elif low is not None and high is not None and low != high:
        text = f"{percent(low, decimals=2)[:-1]}–{percent(high, decimals=2)}"
    elif middle is not None:
        text = percent(middle, decimals=2)
    else:
        return "(no number)"
    tilde = "~ " if forecast.get("basis") == "imputed" else ""
    return tilde + sign(text, unicode=unicode)


def forecast_line(forecast: Mapping[str, Any], *, unicode: bool = True) -> str:
    """Return a forecast with its owner, and who relayed it: `研究员 ~ 40–75% (via 李广密)`."""
    reporter = forecast.get("reported_by")
    via = f" (via {one_line(reporter)})" if reporter else ""
    return f"{one_line(forecast['owner'])} {belief(forecast, unicode=unicode)}{via}"


def latest(forecasts: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return each owner's latest forecast that was not withdrawn."""
    found: dict[str, Mapping[str, Any]] = {}
    for forecast in forecasts:
        if forecast.get("withdrawn") or forecast.get("withdrawn_because") is not None:
            continue
        before = found.get(forecast["owner"])
        if before is None or (before.get("made_on") or "") <= (forecast.get("made_on") or ""):
            found[forecast["owner"]] = forecast
    return list(found.values())


def number(value: Any, *, unicode: bool = True) -> str:
    """Return a figure: whole numbers as they are, others with three decimals."""
    if isinstance(value, str) and value.lstrip("-") == "Infinity":
        value = float(value)
    if not isinstance(value, float):
        return str(value)
    if math.isnan(value):
        return sign("–", unicode=unicode)
    if math.isinf(value):
        return sign("∞" if value > 0 else "-∞", unicode=unicode)
    text = f"{value:.3f}"
    return "0.000" if text == "-0.000" else text


def due(row: Row) -> str:
    """Return when a claim is to come out, or how it did."""
    status, deadline, days = row.get("status"), row.get("deadline"), row.get("days_left")
    if status in {"resolved", "void"}:
        when = f" on {row['resolved_on']}" if row.get("resolved_on") else ""
        return one_line(f"{row.get('outcome') or status}{when}")
    if row.get("in_conflict"):
        return "judges disagree"
    if deadline is None:
        return "no deadline"
    if days is None:
        return one_line(str(deadline))
    if days == 0:
        return f"{deadline}, today"
    count = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"{deadline}, in {count}" if days > 0 else f"{deadline}, {count} overdue"


def _text(value: Any, unicode: bool = True) -> str:  # noqa: FBT001, FBT002 - as all in the table
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _short(value)
    if isinstance(value, list | tuple):
        return ", ".join(_text(item, unicode) for item in value if item is not None)
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_text(item, unicode)}" for key, item in value.items())
    return str(value)


def _short(value: Any) -> str:
    if not isinstance(value, float):
        return one_line(str(value))
    whole = value.is_integer() and abs(value) < _LARGEST_WHOLE
    return str(int(value)) if whole else f"{value:.6g}"


def _distribution(distribution: Mapping[str, Any], unit: str | None) -> str:
    if all(_QUANTILE.fullmatch(key) for key in distribution):
        levels = sorted(distribution, key=lambda key: float(key[:-1]))
        ends = f"{_short(distribution[levels[0]])}–{_short(distribution[levels[-1]])}"
        middle = next((level for level in levels if float(level[:-1]) == 50), None)  # noqa: PLR2004
        named = f" {one_line(unit)}" if unit else ""
        if middle is None:
            return ends + named
        inner = _short(distribution[middle]) + named
        return inner + (f" ({ends})" if len(levels) > 1 else "")
    options = sorted(distribution.items(), key=lambda item: -item[1])
    shown = [
        f"{one_line(name)} {percent(share, decimals=2)}" for name, share in options[:_SHOWN_OPTIONS]
    ]
    return ", ".join(shown) + ("…" if len(options) > _SHOWN_OPTIONS else "")


def _forecasts(row: Row, unicode: bool) -> str:  # noqa: FBT001
    forecasts = latest(row.get("forecasts") or ())
    unit = row.get("unit")
    return "\n".join(
        forecast_line({**forecast, "unit": unit}, unicode=unicode) for forecast in forecasts
    )


def _evidence(row: Row, unicode: bool) -> str:  # noqa: FBT001
    counts = row.get("evidence_count") or {}
    parts = [f"{mark}{counts[stance]}" for stance, mark in _STANCES.items() if counts.get(stance)]
    return sign(" ".join(parts) or "–", unicode=unicode)


def _range(value: Any, unicode: bool) -> str:  # noqa: FBT001
    low, high = value
    if low is None or high is None:
        return sign("–", unicode=unicode)
    return sign(f"{number(low)}–{number(high)}", unicode=unicode)


def _percents(value: Any, unicode: bool) -> str:  # noqa: FBT001
    low, high = value
    if low is None or high is None:
        return sign("–", unicode=unicode)
    text = f"{percent(low, decimals=0)[:-1]}–{percent(high, decimals=0)}"
    return sign(text, unicode=unicode)


def _stance(value: Any, unicode: bool) -> str:  # noqa: FBT001
    return f"{sign(_STANCES.get(value, ''), unicode=unicode)} {value}".lstrip()


_FROM_ROWS: dict[Cell, Callable[[Row, bool], str]] = {
    "forecasts": _forecasts,
    "evidence": _evidence,
    "due": lambda row, _: due(row),
}
_FROM_VALUES: dict[Cell, Callable[[Any, bool], str]] = {
    "number": lambda value, unicode: number(value, unicode=unicode),
    "score": lambda value, unicode: number(
        float(value) if isinstance(value, int) else value, unicode=unicode
    ),
    "percent": lambda value, unicode: percent(value, unicode=unicode),
    "belief": lambda value, unicode: belief(value, unicode=unicode),
    "range": _range,
    "percents": _percents,
    "stance": _stance,
}
