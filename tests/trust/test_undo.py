"""Taking back: each kind of change leaves the tables as if it had not been, and can come again."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import UniqueConstraint

from tests.conftest import Program
from tests.storage.chain import chain
from tests.trust.ledgers import last_id, rows, state
from tracker.storage.change import CHUNK
from tracker.storage.records import Record
from tracker.storage.undoing import REFERENCES, UNIQUE

CHANGES: dict[str, list[str]] = {
    "add": ["add", "Snow.", "--owner", "New", "-p", "5%", "--tag", "x", "--source", "new"],
    "forecast": ["forecast", "11", "-p", "20%", "--owner", "New"],
    "evidence": ["evidence", "add", "11", "seen", "--supports"],
    "a file": ["evidence", "add", "11", "seen", "--supports", "--file", "kept.txt"],
    "retract": ["evidence", "retract", "1", "--because", "wrong"],
    "withdraw": ["withdraw", "11", "--because", "never said"],
    "withdraw a forecast": ["withdraw", "--forecast", "3", "--because", "never said"],
    "edit": ["edit", "11", "--criteria", "other", "--by", "2031-01-01", "--note", "n"],
    "tags": ["edit", "11", "--tag", "fresh", "--untag", "{tag}"],
    "resolve": ["resolve", "11", "yes", "--because", "seen", "--judge", "New"],
    "not yet": ["resolve", "11", "not-yet", "--because", "wait", "--check-on", "2027-01-01"],
    "reopen": ["reopen", "rain", "--because", "no"],
    "settle": ["resolve", "split", "no", "--settle", "--because", "seen"],
    "second judge": ["resolve", "split", "no", "--judge", "Cy", "--because", "seen"],
    "people": ["people", "add", "New", "--alias", "N", "--at", "there"],
    "a known person": ["people", "add", "Bo", "--alias", "B", "--note", "n"],
    "merge": ["people", "merge", "Bo", "Ann Lee"],
    "config": ["config", "review.within", "30d"],
    "config again": ["config", "timezone", "Europe/Berlin"],
    "load": ["load", "lab.toml"],
}


@pytest.fixture
def split(full: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A full ledger in which two judges disagree on one claim."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept.txt").write_text("kept")
    (tmp_path / "lab.toml").write_bytes(
        (Path(__file__).parents[1] / "golden" / "files" / "lab.toml").read_bytes()
    )
    full("add", "Split.", "--owner", "Bo", "-p", "40%", "--key", "split")
    full("resolve", "split", "yes", "--judge", "Ann Lee", "--because", "so")
    full("resolve", "split", "no", "--judge", "Bo", "--because", "not so")
    return full


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_taken_back_leaves_every_row_as_it_was_and_comes_again(
    name: str, split: Program
) -> None:
    tag = json.loads(split("show", "11", "-f", "json"))["tags"][0]
    before = state(split.db)
    split(*(word.format(tag=tag) for word in CHANGES[name]))
    after = state(split.db)
    assert after != before
    split("undo")
    assert state(split.db) == before
    split("verify")
    split("undo")
    assert state(split.db) == after
    split("undo")
    assert state(split.db) == before
    split("verify")
    chain_verbs = [row["verb"] for row in rows(split.db, "journal")]
    assert chain_verbs[-3:] == ["undo"] * 3


def big_file(path: Path, claims: int) -> None:
    lines = ['[source]\nkey = "big"\npublished_on = 2026-01-01\n']
    lines += [
        f'[[claims]]\nkey = "c{number}"\nstatement = "Claim {number}."\n'
        f'forecasts = [{{owner = "Owner {number % 7}", probability = 0.5}}]\n'
        for number in range(claims)
    ]
    path.write_text("".join(lines))


def test_a_bulk_load_in_several_entries_is_taken_back_whole(
    ledger: Program, tmp_path: Path
) -> None:
    big_file(tmp_path / "big.toml", CHUNK)
    before = state(ledger.db)
    ledger("load", str(tmp_path / "big.toml"))
    after = state(ledger.db)
    entries = chain(ledger.db)
    assert len(entries) > 3
    assert {entry.change for entry in entries[1:]} == {2}
    assert "took back change 2: load by ann" in ledger("undo")
    assert state(ledger.db) == before
    ledger("verify")
    taken_back = chain(ledger.db)[len(entries) :]
    assert len(taken_back) == len(entries) - 1
    assert {entry.change for entry in taken_back} == {len(entries) + 1}
    ledger("undo", str(len(entries) + 1))
    assert state(ledger.db) == after
    ledger("verify")


def test_an_id_is_never_used_twice(ledger: Program) -> None:
    given: list[int] = []
    for number in range(3):
        given.append(int(ledger("add", f"Claim {number}.", "--owner", f"P{number}", "-p", "5%")))
        ledger("undo")
    assert given == [1, 2, 3]
    assert [row["last_id"] for row in rows(ledger.db, "counters")] == [3, 3, 3]
    ledger("verify")


@pytest.mark.parametrize(
    ("first", "later", "place"),
    [
        (
            ["add", "Snow.", "--owner", "Bo", "-p", "5%", "--key", "k"],
            ["evidence", "add", "k", "seen", "--supports"],
            "evidence add",
        ),
        (
            ["add", "Snow.", "--owner", "Bo", "-p", "5%", "--key", "k"],
            ["edit", "k", "--note", "n"],
            "edit",
        ),
        (["edit", "11", "--note", "a"], ["edit", "11", "--note", "b"], "edit"),
        (["edit", "11", "--criteria", "a"], ["edit", "11", "--statement", "b"], "edit"),
        (["people", "add", "New"], ["forecast", "11", "-p", "5%", "--owner", "New"], "forecast"),
        (["people", "merge", "Bo", "Cy"], ["people", "merge", "Cy", "Ann Lee"], "people merge"),
        (
            ["evidence", "add", "11", "seen", "--supports"],
            ["evidence", "add", "11", "more", "--supports", "--supersedes", "{evidence}"],
            "evidence add",
        ),
        (
            ["evidence", "add", "11", "seen", "--supports"],
            ["resolve", "11", "yes", "--because", "so", "--evidence", "{evidence}"],
            "resolve",
        ),
        (["config", "review.within", "30d"], ["config", "review.within", "40d"], "config"),
    ],
)
def test_what_a_later_change_rests_on_is_refused_by_name(
    first: list[str], later: list[str], place: str, full: Program
) -> None:
    full(*first)
    number = len(chain_rows(full))
    evidence = last_id(full, "evidence")
    full(*(word.format(evidence=evidence) for word in later))
    before = state(full.db)
    said = full("undo", str(number), code=1)
    assert said.startswith(
        f"Error: change {number} cannot be taken back: change {number + 1} ({place}, by ann) rests"
    )
    assert f"`tracker undo {number + 1}` first" in said
    assert state(full.db) == before
    assert len(chain_rows(full)) == number + 1
    full("undo", str(number + 1))
    full("undo", str(number))
    full("verify")


def chain_rows(program: Program) -> list[dict[str, Any]]:
    return rows(program.db, "journal")


def test_a_reopening_is_not_taken_back_under_a_new_verdict_of_the_same_judge(
    full: Program,
) -> None:
    full("resolve", "11", "yes", "--because", "so")
    full("reopen", "11", "--because", "not so")
    number = len(chain_rows(full))
    full("resolve", "11", "no", "--because", "the other way")
    said = full("undo", str(number), code=1)
    assert f"change {number + 1} (resolve, by ann) rests on it" in said
    assert json.loads(full("show", "11", "-f", "json"))["outcome"] == "no"


def test_a_name_taken_meanwhile_is_not_taken_again(ledger: Program) -> None:
    ledger("add", "Snow.", "--owner", "Bo", "-p", "5%", "--key", "k")
    ledger("undo")
    ledger("add", "Rain.", "--owner", "Cy", "-p", "5%", "--key", "k")
    said = ledger("undo", "3", code=1)
    assert "change 4 (add, by ann) rests on it, in claims 2" in said
    ledger("edit", "k", "--key", "other")
    ledger("edit", "other", "--key", "third")
    ledger("add", "Hail.", "--owner", "Cy", "-p", "5%", "--key", "other")
    ledger("undo", "6", code=1)
    ledger("verify")


def test_what_belonged_to_something_now_gone_does_not_come_back_alone(ledger: Program) -> None:
    ledger("add", "Snow.", "--owner", "Bo", "-p", "5%")
    ledger("evidence", "add", "1", "white", "--supports")
    ledger("undo", "3")
    ledger("undo", "2")
    said = ledger("undo", "4", code=1)
    assert "change 5 (undo, by ann) rests on it, in claims 1: `tracker undo 5` first" in said
    ledger("undo", "5")
    ledger("undo", "4")
    assert json.loads(ledger("show", "1", "-f", "json"))["evidence"][0]["note"] == "white"
    ledger("verify")


def test_what_made_the_ledger_and_what_hides_a_secret_stay(ledger: Program) -> None:
    assert "change 1 made the ledger: that is never taken back" in ledger("undo", code=1)
    ledger("people", "add", "Ann", "--note", "a secret")
    ledger("redact", "2", "--because", "a secret")
    assert "change 3 redacted a secret: that is never taken back" in ledger("undo", code=1)
    assert "entry 2 was redacted: its change cannot be taken back" in ledger("undo", "2", code=1)
    assert len(chain_rows(ledger)) == 3


@pytest.mark.parametrize("number", ["0", "99", "999999999999999999", "x", "-1", "2.0"])
def test_a_number_that_is_no_change_is_refused(number: str, ledger: Program) -> None:
    answer = ledger.run("undo", "--", number)
    assert answer.code == 1
    assert answer.err.count("\n") == 1


def test_an_entry_inside_a_change_is_no_change(ledger: Program, tmp_path: Path) -> None:
    big_file(tmp_path / "big.toml", CHUNK)
    ledger("load", str(tmp_path / "big.toml"))
    assert "the journal has no change 3" in ledger("undo", "3", code=1)


def test_a_change_taken_back_is_not_taken_back_twice(ledger: Program) -> None:
    ledger("people", "add", "Ann")
    ledger("people", "add", "Bo")
    ledger("undo", "2")
    said = ledger("undo", "2", code=1)
    assert "change 2 was taken back by change 4: `tracker undo 4` brings it back" in said
    ledger("undo", "4")
    ledger("undo", "2")
    assert [row["name"] for row in rows(ledger.db, "people")] == ["Bo"]
    ledger("verify")


def test_what_undoing_knows_of_the_schema_is_the_schema() -> None:
    points = {
        (key.column.table.name, table.name, column.name)
        for table in Record.metadata.sorted_tables
        for column in table.c
        for key in column.foreign_keys
        if key.column.table.name != "attachments"
    }
    assert points == {
        (parent, child, column)
        for parent, children in REFERENCES.items()
        for child, column in children
    }
    unique = {
        (table.name, tuple(column.name for column in constraint.columns))
        for table in Record.metadata.sorted_tables
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    }
    kept = {(table, names) for table, several in UNIQUE.items() for names in several}
    assert unique - kept == {("journal", ("hash",))}
    assert kept <= unique
