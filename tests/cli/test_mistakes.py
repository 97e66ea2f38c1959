"""Mistakes seen in other trackers, through the program: each is named once and does not happen.

Those of the arithmetic alone stand in tests/scoring/test_scoring_mistakes.py.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tests.trust.ledgers import rows

CSV = """key,statement,owner,probability,said_on,deadline,outcome,resolved_on,because
a,Claim a.,Ann,0.9,2026-01-01,2026-06-30,,,
b,Claim b.,Ann,0.8,2026-01-01,2026-06-30, ,,
c,Claim c.,Ann,0,2026-01-01,2026-06-30,no,2026-06-30,seen
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "claims.csv"
    path.write_text(CSV, encoding="utf-8")
    return str(path)


def overall(program: Program, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(program("scorecard", *words, "-f", "json"))["overall"]
    return found


def add(program: Program, statement: str = "It rains.", *more: str) -> None:
    program(
        "add", statement, "--owner", "Ann", "-p", "80%", "--said", "2026-01-01",
        "--by", "2026-06-30", *more,
    )  # fmt: skip


def test_a_blank_cell_is_not_read_as_resolved(file: str, ledger: Program) -> None:
    ledger("import", "csv", file)
    found = overall(ledger)
    assert (found["resolved"], found["overdue"]) == (1, 2)
    assert (found["stated"]["n"], found["stated"]["brier"]) == (1, 0)


def test_importing_twice_doubles_nothing(file: str, ledger: Program) -> None:
    ledger("import", "csv", file)
    once = {table: rows(ledger.db, table) for table in ("claims", "forecasts", "resolutions")}
    ledger("import", "csv", file)
    assert {table: rows(ledger.db, table) for table in once} == once


@pytest.mark.parametrize("outcome", ["annulled", "ambiguous"])
def test_what_is_void_is_not_scored_as_no(outcome: str, ledger: Program) -> None:
    add(ledger)
    ledger("resolve", "1", outcome, "--because", "nobody could see")
    found = overall(ledger)
    assert (found["void"], found["resolved"], found["stated"]["n"]) == (1, 0, 0)
    assert found["stated"]["brier"] is None


def test_what_was_withdrawn_is_not_counted_as_wrong(ledger: Program) -> None:
    add(ledger)
    add(ledger, "It snows.")
    ledger("resolve", "1", "no", "--because", "dry")
    ledger("resolve", "2", "no", "--because", "warm")
    ledger("withdraw", "1", "--because", "never said")
    ledger("forecast", "2", "--owner", "Bo", "-p", "90%", "--on", "2026-02-01")
    ledger("withdraw", "--forecast", "3", "--because", "a slip")
    found = overall(ledger)
    assert (found["claims"], found["stated"]["n"]) == (1, 1)
    assert found["stated"]["brier"] == pytest.approx(0.64)


def test_words_for_a_day_count_from_the_day_said_and_not_from_today(ledger: Program) -> None:
    ledger(
        "add", "A hand is sold.", "--owner", "Ann", "-p", "20%", "--said", "2026-01-10",
        "--by", "三到五年后",
    )  # fmt: skip
    later = json.loads(ledger("show", "1", "-f", "json", TRACKER_TODAY="2028-05-05"))
    assert later["deadline"] == "2031-01-10"


def test_a_check_date_is_read_and_brings_its_claim_back(ledger: Program) -> None:
    add(ledger)
    ledger("resolve", "1", "not-yet", "--check-on", "2026-12-24", "--because", "wait")
    assert '"id": 1' not in ledger("review", "-f", "json", TRACKER_TODAY="2026-12-23")
    groups = json.loads(ledger("review", "-f", "json", TRACKER_TODAY="2026-12-24"))
    assert [row["id"] for row in groups["back"]] == [1]
    ledger("resolve", "1", "not-yet", "--check-on", "2027-01-24", "--because", "wait more")
    groups = json.loads(ledger("review", "-f", "json", TRACKER_TODAY="2027-01-25"))
    assert [row["id"] for row in groups["back"]] == [1]


def test_what_was_reminded_of_once_comes_again_when_its_day_is_moved(ledger: Program) -> None:
    def reminded(today: str) -> str:
        return ledger("remind", TRACKER_TODAY=today)

    add(ledger, "It rains.", "--key", "rain")
    assert "rain" in reminded("2026-07-01").lower()
    assert "rain" not in reminded("2026-07-02").lower()
    ledger("edit", "rain", "--by", "2026-08-31")
    assert "rain" in reminded("2026-09-01").lower()


def test_a_claim_that_was_reopened_is_not_counted_as_wrong(ledger: Program) -> None:
    add(ledger)
    ledger("resolve", "1", "no", "--because", "dry")
    assert overall(ledger)["stated"]["n"] == 1
    ledger("reopen", "1", "--because", "the gauge was broken")
    found = overall(ledger)
    assert (found["resolved"], found["overdue"], found["stated"]["n"]) == (0, 1, 0)


def test_two_claims_with_one_key_do_not_overwrite_each_other(
    file: str, ledger: Program, tmp_path: Path
) -> None:
    add(ledger, "It rains.", "--key", "a")
    said = ledger("add", "Another.", "--owner", "Bo", "-p", "10%", "--key", "a", code=1)
    assert "there is a claim 'a' already" in said
    assert "statement" in ledger("import", "csv", file, code=1)
    (tmp_path / "two.toml").write_text(
        '[source]\nkey = "s"\npublished_on = 2026-01-01\n'
        '[[claims]]\nkey = "x"\nstatement = "One."\n[[claims]]\nkey = "x"\nstatement = "Two."\n'
    )
    assert "the key is that of claims[1]" in ledger("load", str(tmp_path / "two.toml"), code=1)
    assert [row["statement"] for row in rows(ledger.db, "claims")] == ["It rains."]


@pytest.mark.parametrize("words", [("list", "--limit={long}"), ("list", "--{long}"), ("{long}",)])
def test_what_was_typed_is_not_repeated_at_any_length(
    words: tuple[str, ...], ledger: Program
) -> None:
    typed = [word.format(long="9x" * 50_000) for word in words]
    found = ledger.run(*typed)
    assert found.code > 0
    assert "Error: " in found.err
    assert len(found.err) < 1_000
