"""The page on views names every view and column that there is, and its recipes work."""

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tests.exports.claims import fill
from tracker.formats.datasette_writer import calibration, views
from tracker.storage import full_text
from tracker.storage.records import Record
from tracker.storage.views import VIEWS

PAGE = (Path(__file__).parents[2] / "tracker" / "help" / "views.md").read_text(encoding="utf-8")
TODAY = "2026-11-24"
DATASETTE = (sys.executable, "-m", "datasette")


def columns(db: str, name: str) -> list[str]:
    with closing(sqlite3.connect(db)) as raw:
        return [row[1] for row in raw.execute(f"PRAGMA table_info({name})")]


def test_every_view_and_column_is_described(panel: Program) -> None:
    described = views(PAGE)
    assert set(described) == set(VIEWS)
    for name, view in described.items():
        assert sorted(view.columns) == sorted(columns(panel.db, name)), name
        assert view.about.endswith(".")
        assert all(view.columns.values())


def recipe(*beginning: str) -> list[str]:
    """Return the statements of the recipe whose command begins so, from the page."""
    block = re.search(
        rf"^    {re.escape(' '.join(beginning))}.*\n(?:    .*\n)*", PAGE, re.MULTILINE
    )
    assert block is not None, beginning
    found = re.search(r'"\n?(.*?)"', block.group(), re.DOTALL)
    assert found is not None
    return [part.strip() for part in found.group(1).split(";") if part.strip()]


def rows(db: str, sql: str, **values: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as raw:
        raw.row_factory = sqlite3.Row
        return [dict(row) for row in raw.execute(sql, values)]


def test_the_recipe_of_sqlite3(ledger: Program) -> None:
    fill(ledger)
    ledger("forecast", "lead", "-p", "60%", "--owner", "Ann")
    (sql,) = recipe("sqlite3 -readonly")
    found = rows(ledger.db, sql)
    assert [row["owner"] for row in found] == ["Ann", "林俊旸"]
    assert found[0] == {"owner": "Ann", "forecasts": 1, "mean": 0.6}
    assert found[1]["forecasts"] == 9
    assert found[1]["mean"] == round((0.2 + 0.675 + 0.8 + 1 / 3 + 0.1 + 0 + 0.07) / 7, 2)


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="there is no sqlite3 here")
def test_the_recipe_of_sqlite3_by_sqlite3(ledger: Program) -> None:
    fill(ledger)
    (sql,) = recipe("sqlite3 -readonly")
    done = subprocess.run(
        ["sqlite3", "-readonly", ledger.db, sql], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout == "林俊旸|9|0.31\n"


def sqlite_utils(db: str, sql: str, *more: str) -> str:
    command = [sys.executable, "-m", "sqlite_utils", db, sql, *more]
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout


def test_the_recipes_of_sqlite_utils(panel: Program) -> None:
    overdue, months = (
        re.search(r'"(.*?)"', block, re.DOTALL).group(1)  # type: ignore[union-attr]
        for block in re.findall(r"    sqlite-utils claims\.db (.*?)\n\n", PAGE, re.DOTALL)
    )
    shown = json.loads(sqlite_utils(panel.db, overdue, "-p", "today", "2027-01-01"))
    listed = json.loads(panel("--today", "2027-01-01", "list", "--status", "overdue", "-f", "json"))
    assert [(row["id"], -row["days"]) for row in shown] == [
        (row["id"], row["days_left"]) for row in listed
    ]
    table = list(csv.DictReader(io.StringIO(sqlite_utils(panel.db, months, "--csv"))))
    evidence = json.loads(panel("evidence", "list", "-f", "json"))
    assert sum(int(row["n"]) for row in table) == sum(item["counts"] for item in evidence)
    assert list(table[0]) == ["month", "stance", "n"]


def test_the_recipe_of_duckdb_on_the_same_rows(ledger: Program) -> None:
    fill(ledger)
    *_, sql = recipe("duckdb -c")
    (row,) = rows(ledger.db, sql.replace("ledger.", ""))
    assert (row["owner"], row["n"]) == ("林俊旸", 3)
    squares = [(0.675 - 1) ** 2, 0.8**2, (1 / 3 - 0.6) ** 2]
    assert row["brier"] == pytest.approx(sum(squares) / 3)


def test_the_recipe_of_psql_on_the_same_rows(panel: Program) -> None:
    (sql,) = recipe("psql")
    assert rows(panel.db, sql) == [{"source": "agi-next-2026", "claims": 50, "resolved": 1}]


def test_the_calibration_query_gives_what_the_scorecard_gives(ledger: Program) -> None:
    for number, (odds, outcome) in enumerate(
        [("5%", "no"), ("15%", "no"), ("10%", "yes"), ("35%", "60%"), ("95%", "yes"), ("1", "yes")]
    ):
        key = f"c{number}"
        ledger("add", key, "--owner", "Ann", "-p", odds, "--said", "2026-01-10",
               "--by", "2026-06-30", "--key", key)  # fmt: skip
        ledger("resolve", key, outcome, "--on", "2026-07-01", "--because", "seen")
    ledger("add", "early", "--owner", "Ann", "-p", "45%", "--by", "2027-06-30", "--key", "early")
    ledger("resolve", "early", "yes", "--because", "seen")
    found = rows(ledger.db, calibration(PAGE), today=TODAY)
    card = json.loads(ledger("scorecard", "-f", "json"))["calibration"]
    names = ("low", "high", "n", "mean_probability", "frequency")
    expected = [tuple(step[name] for name in names) for step in card if step["n"]]
    assert [tuple(row[name] for name in names) for row in found] == [
        pytest.approx(step) for step in expected
    ]
    assert sum(row["n"] for row in found) == 6


def test_what_datasette_is_told_fits_the_ledger(
    panel: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "PAYS_FROM", 1)
    panel("db", "rebuild")
    metadata = json.loads(panel("export", "datasette"))
    (told,) = metadata["databases"].values()
    assert list(metadata["databases"]) == ["tracker"]
    for name, table in told["tables"].items():
        there = columns(panel.db, name)
        assert there, name
        assert set(table.get("columns", ())) <= set(there)
        assert {*table.get("facets", ()), *filter(None, [table.get("sort")])} <= set(there), name
    hidden = {name for name, table in told["tables"].items() if table.get("hidden")}
    assert hidden & set(Record.metadata.tables) == {
        *("attachments", "counters", "journal", "journal_subjects", "standings", "search_texts")
    }
    for query in told["queries"].values():
        rows(panel.db, query["sql"], **dict.fromkeys(query["params"], TODAY))
    assert len(rows(panel.db, told["queries"]["overdue"]["sql"], today="2027-01-01")) == 14


def test_datasette_serves_the_views_and_the_calibration_query(
    panel: Program, tmp_path: Path
) -> None:
    pytest.importorskip("datasette")
    panel("resolve", "11", "yes", "--on", "2026-10-01", "--because", "seen")
    metadata = tmp_path / "metadata.json"
    panel("export", "datasette", str(metadata))
    answers = {}
    for path in (
        "/tracker/claim_list.json?_facet=kind&_size=1",
        "/tracker/overdue.json?today=2027-01-01&_shape=array",
        "/tracker/calibration.json?today=2035-01-01&_shape=array",
    ):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "datasette",
                panel.db,
                "--metadata",
                str(metadata),
                "--get",
                path,
            ],
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
        answers[path.split("/")[2].partition(".")[0]] = json.loads(done.stdout)
    facet = answers["claim_list"]["facet_results"]
    assert "kind" in json.dumps(facet)
    assert len(answers["overdue"]) == 14
    (step,) = answers["calibration"]
    assert (step["low"], step["n"], step["mean_probability"]) == (0.2, 1, 0.2)
