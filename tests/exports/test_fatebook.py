"""`export fatebook` has what Fatebook's importer maps, and leaves out what it would misread."""

import csv
import io

from tests.conftest import Program
from tests.exports.claims import fill
from tracker.formats.fatebook_writer import COLUMNS


def test_a_row_for_each_forecast_that_came_out(ledger: Program) -> None:
    fill(ledger)
    ledger("forecast", "true", "-p", "0.1%", "--owner", "Ann", "--on", "2026-02-03")
    done = ledger.run("export", "fatebook")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert tuple(rows[0]) == COLUMNS
    given = [(row["questionTitle"][10:15], row["forecast"], row["resolution"]) for row in rows]
    assert given == [
        ("true;", "67.5", "YES"),
        ("true;", "0.1", "YES"),
        ("false", "80", "NO"),
        ("half;", "33.33333333333333", "AMBIGUOUS"),
        ("vague", "10", "AMBIGUOUS"),
        ("gone;", "0", "AMBIGUOUS"),
    ]
    assert rows[1] == {
        "questionTitle": "The claim true; 中国, “领先”",
        "forecast": "0.1",
        "qCreatedAt": "2026-01-10",
        "resolution": "YES",
        "resolvedAt": "2026-07-01",
        "resolveBy": "2026-06-30",
        "fCreatedAt": "2026-02-03",
        "tags": "",
        "notes": "Outcome yes: shown, true",
    }
    assert "The probability was read from words." in rows[2]["notes"]


def test_it_says_what_was_left_out_and_whose_the_forecasts_become(ledger: Program) -> None:
    fill(ledger)
    said = ledger.run("export", "fatebook").err
    assert "2 forecasts are left out: not resolved" in said
    assert "2 forecasts are left out: no question of yes or no" in said
    assert "1 forecast is left out: without a number" in said
    assert "adds each forecast twice" in said
    assert "--owner" not in said
    ledger("forecast", "true", "-p", "5%", "--owner", "Ann")
    assert "of all 2 people" in ledger.run("export", "fatebook").err
    assert "--owner" not in ledger.run("export", "fatebook", "--owner", "Ann").err


def test_no_cell_is_a_formula(ledger: Program) -> None:
    ledger("add", "=1+1", "--owner", "Ann", "-p", "5%", "--said", "2026-01-01", "--key", "f")
    ledger("resolve", "f", "no", "--because", "@x")
    (row,) = csv.DictReader(io.StringIO(ledger("export", "fatebook")))
    assert row["questionTitle"] == "'=1+1"


def test_nothing_resolved_is_a_header_alone(ledger: Program) -> None:
    done = ledger.run("export", "fatebook")
    assert (done.out.rstrip(), done.err) == (",".join(COLUMNS), "")
