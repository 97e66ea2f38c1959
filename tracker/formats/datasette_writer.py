"""`export datasette`: what Datasette should know of a ledger, as its metadata.

What views and columns mean stands once, in the manual's page `views`; it is read from there, the
calibration query too.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tracker import config
from tracker.formats.writers import Exported

_FACETS = {
    "claim_list": ("kind", "type", "source", "outcome"),
    "forecast_list": ("owner", "basis"),
    "latest_forecast": ("owner", "basis"),
    "scored_forecast": ("owner", "kind", "outcome"),
    "evidence_list": ("stance", "strength", "publisher"),
    "proposal_list": ("state", "proposed_by"),
    "draft_list": ("state", "found_by"),
    "person_list": ("kind",),
    "source_list": ("publisher", "language"),
}
_SORTED = {"claim_list": "deadline", "evidence_list": "observed_on", "forecast_list": "made_on"}
_OF_NO_USE = (
    *("alembic_version", "attachments", "counters", "journal", "journal_subjects", "standings"),
    *("search_texts", "claims_fts", "claims_fts_config", "claims_fts_data"),
    *("claims_fts_grams", "claims_fts_idx", "claims_fts_terms"),
)
_BRIER = """
SELECT owner, count(*) AS n, avg((probability - share) * (probability - share)) AS brier
  FROM scored_forecast
 WHERE kind = 'binary' AND basis = 'stated' AND share IS NOT NULL
   AND id IN (SELECT id FROM latest_forecast)
   AND (deadline IS NULL OR type = 'fact' OR deadline < :today)
 GROUP BY owner ORDER BY brier
""".strip()
_OVERDUE = """
SELECT id, key, deadline, statement FROM claim_list
 WHERE outcome IS NULL AND withdrawn_because IS NULL AND deadline < :today
 ORDER BY deadline, id
""".strip()
_VIEW = re.compile(r"^## ([a-z_]+)\n\n((?:\S.*\n)+)\n((?: {4}.*\n)+)", re.MULTILINE)
_LINE = re.compile(r" {4}([a-z0-9_]+(?:, [a-z0-9_]+)*) +(\S.*)")
_QUERY = re.compile(r"(?:^    .*\n)*^    WITH steps.*\n(?:^    .*\n)*", re.MULTILINE)


class View(NamedTuple):
    """What a view holds, and what its columns mean."""

    about: str
    columns: Mapping[str, str]


def views(page: str) -> dict[str, View]:
    """Return the views that the manual's page describes."""
    found = {}
    for name, about, lines in _VIEW.findall(page.partition("\n# Recipes")[0]):
        columns: dict[str, str] = {}
        for line in lines.splitlines():
            told = _LINE.fullmatch(line)
            if told is not None:
                columns |= dict.fromkeys(told.group(1).split(", "), told.group(2))
        found[name] = View(" ".join(about.split()), columns)
    return found


def calibration(page: str) -> str:
    """Return the calibration query of the manual's page."""
    lines = "".join(_QUERY.findall(page)[:1]).splitlines()
    return "\n".join(line[4:] for line in lines)


def write(exported: Exported) -> Iterator[str]:
    """Yield the file; it says nothing of single claims."""
    path = config.package_folder() / "help" / "views.md"
    page = path.read_text(encoding="utf-8")
    tables: dict[str, dict[str, Any]] = {name: {"hidden": True} for name in _OF_NO_USE}
    for name, view in views(page).items():
        tables[name] = {"description": view.about, "columns": dict(view.columns)}
        tables[name] |= {"facets": list(_FACETS[name])} if name in _FACETS else {}
        tables[name] |= {"sort": _SORTED[name]} if name in _SORTED else {}
    queries = {
        "calibration": _query(
            "Calibration",
            "How often things came true by the odds given, for claims that have matured by :today.",
            calibration(page),
        ),
        "brier": _query("Brier score", "The mean Brier score of each person's odds.", _BRIER),
        "overdue": _query(
            "Overdue", "Claims past their deadline that have not come out.", _OVERDUE
        ),
    }
    metadata = {
        "title": "Claims and forecasts",
        "description": "A ledger of tracker: who predicted what, with which odds, and what came.",
        "databases": {exported.database: {"tables": tables, "queries": queries}},
    }
    yield json.dumps(metadata, ensure_ascii=False, indent=2) + "\n"


def _query(title: str, description: str, sql: str) -> dict[str, Any]:
    return {"title": title, "description": description, "sql": sql, "params": ["today"]}
