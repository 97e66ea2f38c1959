"""Each action is one change: what it moves, what it keeps, and what it is bound to."""

import hashlib
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tests.storage.chain import chain


def rows(program: Program, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(program.db)) as raw:
        return raw.execute(sql).fetchall()


def dump(program: Program) -> list[str]:
    with closing(sqlite3.connect(program.db)) as raw:
        return list(raw.iterdump())


@pytest.fixture
def rain(ledger: Program) -> Program:
    """A ledger with one claim, on which Ann has a forecast."""
    ledger("add", "Rain.", "--owner", "Ann", "-p", "30%", "--by", "2026-12-31", "--tag", "wet")
    return ledger


def test_a_merge_moves_all_that_was_somebodys(rain: Program) -> None:
    rain("people", "add", "Annie", "--alias", "安妮", "--at", "Here")
    rain("forecast", "1", "-p", "40%", "--owner", "Annie")
    rain("forecast", "1", "-p", "50%", "--owner", "Bo", "--reported-by", "安妮")
    rain("resolve", "1", "yes", "--because", "wet", "--judge", "Annie")
    before = len(chain(rain.db))
    rain("people", "merge", "Annie", "Ann")
    assert rows(rain, "SELECT DISTINCT owner_id FROM forecasts ORDER BY 1") == [(1,), (3,)]
    assert rows(rain, "SELECT reporter_id FROM forecasts WHERE owner_id = 3") == [(1,)]
    assert rows(rain, "SELECT judge_id FROM resolutions") == [(1,)]
    assert rows(rain, "SELECT person_id FROM aliases") == [(1,)]
    assert rows(rain, "SELECT person_id FROM affiliations") == [(1,)]
    (entry,) = chain(rain.db)[before:]
    assert entry.verb == "people merge"
    assert "Annie" not in rain("people", "-f", "csv").split("\n")[1].split(",")[:2]


def test_every_column_that_names_a_person_is_moved_by_a_merge(ledger: Program) -> None:
    named = {
        (table, key[3])
        for (table,) in rows(ledger, "SELECT name FROM sqlite_master WHERE type = 'table'")
        for key in rows(ledger, f"PRAGMA foreign_key_list({table})")
        if key[2] == "people"
    }
    assert named == {
        ("forecasts", "owner_id"),
        ("forecasts", "reporter_id"),
        ("resolutions", "judge_id"),
        ("aliases", "person_id"),
        ("affiliations", "person_id"),
        ("foreign_scores", "person_id"),
        ("people", "merged_into_id"),
    }


def test_whoever_was_merged_is_found_by_every_name(rain: Program) -> None:
    rain("people", "add", "Annie", "--alias", "安妮")
    rain("people", "add", "Anna")
    rain("people", "merge", "Annie", "Anna")
    rain("people", "merge", "Anna", "Ann")
    for name in ("Annie", "安妮", "anna", "Ann"):
        assert rain("list", "--owner", name, "-f", "json") == rain("list", "-f", "json")
    before = dump(rain)
    for name in ("Annie", "Anna"):
        assert "are one person already" in rain("people", "merge", name, "Ann", code=1)
    assert dump(rain) == before
    rain("forecast", "1", "-p", "60%", "--owner", "Annie")
    assert rows(rain, "SELECT DISTINCT owner_id FROM forecasts") == [(1,)]


@pytest.mark.parametrize(
    "option",
    [
        ["--statement", "Rain and snow."],
        ["--criteria", "Measured."],
        ["--condition", "clouds"],
        ["--by", "2027-01-31"],
        ["--opens", "2026-12-01"],
    ],
)
def test_a_new_wording_is_a_new_version_and_forecasts_stay_with_theirs(
    option: list[str], rain: Program
) -> None:
    columns = "SELECT statement, criteria, condition, opens, deadline, deadline_text FROM "
    (old,) = rows(rain, columns + "claims")
    rain("edit", "1", *option)
    rain("forecast", "1", "-p", "40%", "--owner", "Ann")
    assert rows(rain, "SELECT version FROM claims") == [(2,)]
    assert rows(rain, columns + "former_wordings") == [old]
    assert rows(rain, "SELECT claim_id, version FROM former_wordings") == [(1, 1)]
    assert rows(rain, "SELECT claim_version FROM forecasts ORDER BY id") == [(1,), (2,)]
    (replaced,) = rows(rain, "SELECT replaced_at FROM former_wordings")
    assert replaced == (chain(rain.db)[2].recorded_at,)


@pytest.mark.parametrize(
    "option",
    [["--note", "x"], ["--key", "rain"], ["--tag", "x"], ["--untag", "wet"], ["--type", "plan"]],
)
def test_how_a_claim_is_filed_is_no_wording(option: list[str], rain: Program) -> None:
    rain("edit", "1", *option)
    assert rows(rain, "SELECT version FROM claims") == [(1,)]
    assert rows(rain, "SELECT * FROM former_wordings") == []
    assert chain(rain.db)[-1].verb == "edit"


def test_the_wording_that_it_has_is_no_edit(rain: Program) -> None:
    before = dump(rain)
    said = rain("edit", "1", "--statement", "Rain.", "--tag", "wet", "--by", "2026-12-31")
    assert said == "claim 1: as it was\n"
    assert dump(rain) == before


def test_an_edit_that_is_refused_in_part_changes_nothing(rain: Program) -> None:
    before = dump(rain)
    rain("edit", "1", "--statement", "Snow.", "--tag", "cold", "--untag", "never", code=1)
    rain("edit", "1", "--statement", "Snow.", "--opens", "2027-06-01", code=1)
    rain("edit", "1", "--statement", "Snow.", "--condition-claim", "1", code=1)
    assert dump(rain) == before


def test_a_tag_taken_off_and_put_on_again_is_one_row(rain: Program) -> None:
    rain("edit", "1", "--untag", "wet")
    rain("edit", "1", "--tag", "wet")
    assert rows(rain, "SELECT tag, removed FROM claim_tags") == [("wet", 0)]


def test_a_file_is_kept_once_under_its_sha256(rain: Program, tmp_path: Path) -> None:
    content = b"\x00\xff rain gauge \n" * 1000
    path = tmp_path / "gauge.bin"
    path.write_bytes(content)
    for note in ("one", "two"):
        rain("evidence", "add", "1", note, "--supports", "--file", str(path))
    sha256 = hashlib.sha256(content).hexdigest()
    kept = rows(rain, "SELECT sha256, file_name FROM evidence")
    assert kept == [(sha256, "gauge.bin")] * 2
    ((name, size, packed),) = rows(rain, "SELECT sha256, size, content FROM attachments")
    assert (name, size, zlib.decompress(packed)) == (sha256, len(content), content)
    assert sha256 in rain("show", "1", "-f", "json")
    assert len(chain(rain.db)) == 4


def test_evidence_that_is_refused_keeps_no_file(rain: Program, tmp_path: Path) -> None:
    path = tmp_path / "gauge.bin"
    path.write_bytes(b"x")
    before = dump(rain)
    words = ["evidence", "add", "1", "x", "--supports", "--file", str(path)]
    rain(*words, "--on", "2030-01-01", code=1)
    rain(*words, "--supersedes", "9", code=1)
    rain(*words[:2], "9", *words[3:], code=1)
    assert dump(rain) == before


def test_a_resolution_keeps_what_it_rests_on(rain: Program) -> None:
    rain("evidence", "add", "1", "one", "--supports")
    rain("evidence", "add", "1", "two", "--supports")
    rain("resolve", "1", "yes", "--because", "wet", "--evidence", "2", "--evidence", "1")
    assert rows(rain, "SELECT resolution_id, evidence_id FROM citations ORDER BY 2") == [
        (1, 1),
        (1, 2),
    ]
    rain("reopen", "1", "--because", "no")
    rain("evidence", "retract", "2", "--because", "wrong")
    before = dump(rain)
    said = rain("resolve", "1", "yes", "--because", "wet", "--evidence", "2", code=1)
    assert "evidence 2 was retracted" in said
    assert dump(rain) == before


def test_what_was_withdrawn_takes_nothing_more(rain: Program) -> None:
    rain("withdraw", "1", "--because", "typo")
    before = dump(rain)
    for words in (
        ["edit", "1", "--note", "x"],
        ["forecast", "1", "-p", "20%", "--owner", "Ann"],
        ["evidence", "add", "1", "x", "--supports"],
        ["resolve", "1", "yes", "--because", "x"],
        ["withdraw", "1", "--because", "again"],
    ):
        assert "withdrawn" in rain(*words, code=1)
    assert dump(rain) == before


def test_what_is_dated_after_today_is_refused(rain: Program) -> None:
    before = dump(rain)
    for words in (
        ["add", "Snow.", "--owner", "Ann", "--said", "2026-11-25"],
        ["forecast", "1", "-p", "20%", "--owner", "Ann", "--on", "2026-11-25"],
        ["evidence", "add", "1", "x", "--supports", "--on", "2026-11-25"],
        ["resolve", "1", "yes", "--because", "x", "--on", "2026-11-25"],
        ["edit", "1", "--said", "2026-11-25"],
    ):
        assert "after today (2026-11-24)" in rain(*words, code=1)
    assert dump(rain) == before
