"""A ledger with every table filled, its rows as they lie in the file, and another's hand in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import Program
from tracker.storage.records import Record

TABLES = tuple(table.name for table in Record.metadata.sorted_tables)
TALK = Path(__file__).resolve().parents[1] / "golden" / "files" / "talk.md"
KEPT = ("journal", "journal_subjects", "counters", "attachments")
"""Tables that only grow; what a user changes stands in the others."""


def fill(program: Program, folder: Path) -> None:
    """Bring rows into every table of a ledger that has the panel, by the program's own commands."""
    picture = folder / "chart.png"
    picture.write_bytes(b"\x89PNG a chart\n" * 40)
    program("people", "add", "Ann Lee", "--alias", "安", "--at", "Tsinghua", "--note", "a judge")
    program("people", "add", "A. Lee", "--at", "Zhipu")
    program("config", "timezone", "Asia/Shanghai")
    program("extract", str(TALK), "--said", "2026-03-02")
    program("accept", "1", "2", "--criteria", "a census", "--condition", "no law", "--by", "2029")
    program("dismiss", "3", "--because", "a joke")
    program(
        "add", "Rain on Friday.", "--owner", "A. Lee", "-p", "55-80%", "--by", "2026-11-27",
        "--said", "2026-11-20", "--criteria", "a gauge", "--condition", "no drought",
        "--source", "weather", "--quote", "it will rain", "--tag", "weather", "--tag", "near",
        "--reported-by", "Bo", "--note", "local", "--key", "rain",
    )  # fmt: skip
    program("forecast", "rain", "-p", "likely", "--owner", "Bo", "--note", "later")
    program("forecast", "rain", "-p", "5%", "--owner", "Cy")
    program("withdraw", "--forecast", last_id(program, "forecasts"), "--because", "a slip")
    program(
        "evidence", "add", "rain", "clouds", "--supports", "--strength", "weak", "--lr", "2",
        "--url", "https://example.org/a", "--quote", "grey", "--file", str(picture),
    )  # fmt: skip
    old = last_id(program, "evidence")
    program("evidence", "add", "rain", "more clouds", "--supports", "--supersedes", old)
    cited = last_id(program, "evidence")
    program("evidence", "add", "rain", "wind", "--refutes")
    program("evidence", "retract", last_id(program, "evidence"), "--because", "not there")
    program("edit", "rain", "--criteria", "a gauge in town", "--untag", "near")
    program("resolve", "7", "not-yet", "--check-on", "2027-01-01", "--because", "wait")
    program("resolve", "rain", "yes", "--because", "wet", "--evidence", cited, "--judge", "安")
    program("reopen", "rain", "--because", "it was dew")
    program("resolve", "rain", "60%", "--because", "half a day", "--judge", "Bo")
    program("resolve", "rain", "no", "--because", "dry", "--judge", "安")
    program("resolve", "rain", "60%", "--settle", "--because", "the gauge")
    program("people", "merge", "A. Lee", "Ann Lee")
    for key in ("dry", "wet", "soaked"):
        program("add", f"It is {key}.", "--owner", "Bo", "-p", "40%", "--key", key)
    program("link", "rain", "implies", "wet")
    program("link", "dry", "complement", "wet")
    program("link", "soaked", "conditional", "rain")
    program("unlink", "soaked", "conditional", "rain")
    program("propose", "8", "yes", "--because", "seen", "--on", "2026-11-01")
    program("propose", "8", "no", "--because", "not seen")
    program("decline", last_id(program, "proposed_resolutions"), "--because", "it was seen")
    program("words", "set", "likely", "60-90%", "--middle", "70%", "--remark", "as said here")
    program("words", "unset", "likely")
    program("withdraw", "9", "--because", "never said")
    other = folder / "other.jsonl"
    other.write_text(
        '{"key": "rain", "statement": "Rain on Friday.", "said_on": "2026-11-20", '
        '"foreign_scores": [{"person": "Bo", "platform": "Fatebook", "name": "Brier", '
        '"value": 0.32, "coverage": 0.5, "scored_on": "2026-11-24"}]}\n',
        encoding="utf-8",
    )
    program("import", "jsonl", str(other))
    program("edit", "10", "--note", "for nothing")
    program("undo")
    program("evidence", "add", "11", "the token is 12345", "--neutral")
    program("redact", str(rows(program.db, "journal")[-1]["sequence"]), "--because", "a token")


def last_id(program: Program, table: str) -> str:
    """Return the id given out last in a table."""
    return str(rows(program.db, table)[-1]["id"])


def rows(db: str, table: str) -> list[dict[str, Any]]:
    """Return a table's rows in the order of their keys."""
    key = ", ".join(column.name for column in Record.metadata.tables[table].primary_key)
    with closing(sqlite3.connect(db)) as raw:
        raw.row_factory = sqlite3.Row
        return [dict(row) for row in raw.execute(f"SELECT * FROM {table} ORDER BY {key}")]


def state(db: str) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables that are not there to grow alone."""
    return {table: rows(db, table) for table in TABLES if table not in KEPT}


@contextmanager
def hand(db: str) -> Iterator[sqlite3.Connection]:
    """Give a file to somebody who knows SQLite: no guards, no keys; the guards are put back."""
    with closing(sqlite3.connect(db, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("PRAGMA ignore_check_constraints = ON")
        raw.execute("BEGIN IMMEDIATE")
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        named = guards.fetchall()
        for name, _ in named:
            raw.execute(f"DROP TRIGGER {name}")
        yield raw
        for _, sql in named:
            raw.execute(sql)
        raw.execute("COMMIT")
