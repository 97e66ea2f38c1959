"""What a lake holds: its tables, their columns and types, and the queries they are made from.

A lake is a folder with a folder for each table, named as the table is. Days are dates, instants
timestamps in UTC. All but `scored_forecasts` are the ledger's own rows as they stand, withdrawn
ones too; that one has what scores are made of, one row a forecast that counts, in a folder for each
year of the deadline. `help/lake.md` explains it to users and is held to this page by a test.
"""

from typing import Literal, NamedTuple

Kind = Literal["text", "day", "instant", "whole", "number", "flag"]

LAYOUT = 1
"""The version of this page. A lake names the one that it was written by (`about`)."""
ABOUT = "about"
SCORED = "scored_forecasts"
YEAR = "deadline_year"


class Column(NamedTuple):
    """A column's name and what its values are."""

    name: str
    kind: Kind


class LakeTable(NamedTuple):
    """A table: its columns, and the query that gives its rows from a ledger, in the same order."""

    name: str
    columns: tuple[Column, ...]
    sql: str


def _table(name: str, columns: str, source: str) -> LakeTable:
    """Read columns written as `name kind` or `name kind = expression`, with semicolons between."""
    named, selected = [], []
    for text in columns.split(";"):
        declared, _, expression = text.partition("=")
        column, kind = declared.split()
        named.append(Column(column, kind))  # type: ignore[arg-type]
        selected.append(expression.strip() or f"t.{column}")
    return LakeTable(name, tuple(named), f"SELECT {', '.join(selected)} FROM {source}")


PLAIN = (
    _table(
        "people",
        "id whole; name text; kind text; note text; merged_into_id whole",
        "people t ORDER BY t.id",
    ),
    _table("aliases", "id whole; person_id whole; alias text", "aliases t ORDER BY t.id"),
    _table(
        "sources",
        "id whole; key text; title text; author text; publisher text; url text; published_on day; "
        "language text; sha256 text; note text",
        "sources t ORDER BY t.id",
    ),
    _table("settings", "id whole; name text; value text", "settings t ORDER BY t.id"),
    _table(
        "claims",
        "id whole; key text; statement text; type text; kind text; said_on day; opens day; "
        "deadline day; deadline_text text; deadline_basis text; criteria text; condition text; "
        "condition_claim_id whole; source_id whole; source text = s.key; options text; unit text; "
        "note text; version whole; recorded_at instant; withdrawn_because text",
        "claims t LEFT JOIN sources s ON s.id = t.source_id ORDER BY t.id",
    ),
    _table(
        "claim_tags",
        "id whole; claim_id whole; tag text; removed whole",
        "claim_tags t ORDER BY t.id",
    ),
    _table(
        "forecasts",
        "id whole; claim_id whole; owner_id whole; owner text = o.name; "
        "reported_by text = p.name; claim_version whole; basis text; probability number; "
        "low number; high number; distribution text; phrase text; word_table text; made_on day; "
        "made_at instant; quote text; source text = s.key; note text; recorded_at instant; "
        "withdrawn_because text",
        "forecasts t JOIN people o ON o.id = t.owner_id LEFT JOIN people p ON p.id = t.reporter_id "
        "LEFT JOIN sources s ON s.id = t.source_id ORDER BY t.id",
    ),
    _table(
        "resolutions",
        "id whole; claim_id whole; outcome text; share number; resolved_on day; "
        "resolved_at instant; because text; judge text = coalesce(p.name, t.recorded_by); "
        "recorded_by text; check_on day; settles whole; recorded_at instant; reopened_because text",
        "resolutions t LEFT JOIN people p ON p.id = t.judge_id ORDER BY t.id",
    ),
    _table(
        "evidence",
        "id whole; claim_id whole; key text; observed_on day; stance text; strength text; "
        "likelihood_ratio number; note text; url text; title text; publisher text; quote text; "
        "supersedes_id whole; sha256 text; file_name text; recorded_at instant; "
        "retracted_because text",
        "evidence t ORDER BY t.id",
    ),
)
"""The tables that have one file."""

SCORES = _table(
    SCORED,
    "id whole; claim_id whole; owner_id whole; owner text; basis text; probability number; "
    "low number; high number; distribution text; made_on day; made_at instant; "
    "recorded_on day = t.recorded_at; type text; kind text; said_on day; opens day; deadline day; "
    "options text; unit text; source_id whole = now.source_id; source text; outcome text; "
    "share number; resolved_on day; resolved_at instant; event text; "
    "claim_version whole = made.claim_version; version whole = now.version; "
    "is_reworded_late flag = t.claim_id",
    "scored_forecast t JOIN forecasts made ON made.id = t.id "
    "JOIN claims now ON now.id = t.claim_id",
)
"""What scores are made of. Two columns are worked out row by row as it is written: `recorded_on`,
the day in the ledger's time zone, and whether the claim was reworded after its deadline."""

OF_LAKE = LakeTable(
    ABOUT,
    (
        Column("layout", "whole"),
        Column("schema", "text"),
        Column("ledger_id", "text"),
        Column("timezone", "text"),
        Column("sequence", "whole"),
        Column("head", "text"),
        Column("exported_at", "instant"),
        Column("program", "text"),
    ),
    "",
)
"""One row on the lake itself: from which ledger it is, and where its journal then stood."""

FOLDERS = (ABOUT, *(table.name for table in PLAIN), SCORED)
