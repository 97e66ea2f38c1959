"""A secret is blanked wherever its entry put it, and nothing else is; the chain still holds."""

import json
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Program
from tests.trust.ledgers import TABLES, rows

SECRET = "token-5ecret"  # noqa: S105 - it is to be found nowhere


def entry(program: Program) -> str:
    return str(rows(program.db, "journal")[-1]["sequence"])


def held(program: Program, text: str) -> list[str]:
    """Where a text stands in a ledger: tables, entries of the journal, bytes of the file."""
    places = [table for table in TABLES if text in str(rows(program.db, table))]
    places += [
        f"entry {row['sequence']}"
        for row in rows(program.db, "journal")
        if row["content"] and text.encode() in zlib.decompress(row["content"])
    ]
    files = sorted(Path(program.db).parent.glob("tracker.db*"))
    return places + [file.name for file in files if text.encode() in file.read_bytes()]


@pytest.fixture
def rain(ledger: Program) -> Program:
    ledger("add", "Rain.", "--owner", "Ann", "-p", "30%", "--key", "rain")
    return ledger


def test_a_secret_leaves_no_trace(rain: Program) -> None:
    rain("evidence", "add", "rain", SECRET, "--neutral", "--quote", f"q-{SECRET}")
    number = entry(rain)
    packed = rows(rain.db, "journal")[-1]["content"]
    rain("redact", number, "--because", "a token")
    assert held(rain, "5ecret") == []
    assert packed[10:40] not in Path(rain.db).read_bytes()
    assert f"Redacted  entry {number}" in rain("verify")
    shown = json.loads(rain("show", "rain", "-f", "json"))
    assert shown["evidence"][0]["note"] == "[redacted]"
    assert [one["changes"] for one in shown["history"][1:]] == [
        ["redacted"],
        [f"blanked entry {number}: a token"],
    ]


def test_what_was_corrected_since_stays(rain: Program) -> None:
    rain("edit", "rain", "--note", SECRET)
    first = entry(rain)
    rain("edit", "rain", "--note", "clean")
    said = rain.run("redact", first, "--because", "a token")
    assert "the same text stands in entry 4 too: redact that as well" in said.err
    assert rows(rain.db, "claims")[0]["note"] == "clean"
    rain("redact", "4", "--because", "a token")
    assert held(rain, SECRET) == []
    rain("verify")


def test_two_secrets_in_one_row_both_go(rain: Program) -> None:
    rain("edit", "rain", "--note", f"{SECRET}-1")
    rain("edit", "rain", "--criteria", f"{SECRET}-2")
    rain("redact", "3", "--because", "one")
    rain("redact", "4", "--because", "two")
    assert held(rain, SECRET) == []
    rain("verify")


def test_rows_that_a_redacted_entry_made_can_change_later(rain: Program) -> None:
    rain("forecast", "rain", "-p", "40%", "--owner", "Bo", "--note", SECRET)
    number = entry(rain)
    rain("withdraw", "--forecast", "2", "--because", "a slip")
    rain("redact", number, "--because", "a token")
    rain("verify")
    rain("undo", str(int(number) + 1))
    rain("verify")
    assert held(rain, SECRET) == []


@pytest.mark.parametrize(
    "words",
    [
        ["add", "Snow.", "--owner", "Ann", "-p", "5%", "--criteria", SECRET, "--note", SECRET],
        ["add", SECRET, "--owner", "Ann", "-p", "5%", "--condition", SECRET, "--quote", SECRET],
        ["edit", "rain", "--statement", SECRET],
        ["withdraw", "rain", "--because", SECRET],
        ["resolve", "rain", "yes", "--because", SECRET],
        ["people", "add", "Bo", "--note", SECRET, "--at", SECRET],
        ["evidence", "add", "rain", "x", "--neutral", "--url", f"https://a.example/{SECRET}"],
    ],
    ids=" ".join,
)
def test_every_free_text_is_blanked(words: list[str], rain: Program) -> None:
    rain(*words)
    rain("redact", entry(rain), "--because", "a token")
    assert held(rain, SECRET) == []
    rain("verify")


def test_names_are_said_to_stay(rain: Program) -> None:
    rain("add", "Snow.", "--owner", "Ann", "-p", "5%", "--key", SECRET, "--tag", "cold")
    said = rain.run("redact", entry(rain), "--because", "a token")
    assert f"names, keys and tags are not blanked: key {SECRET}, tag cold" in said.err
    rain("edit", SECRET, "--key", "snow")
    rain("verify")


def test_an_old_name_goes_with_its_entry(rain: Program) -> None:
    rain("edit", "rain", "--key", SECRET)
    first = entry(rain)
    rain("edit", SECRET, "--key", "rain")
    rain("redact", first, "--because", "a token")
    rain("redact", str(int(first) + 1), "--because", "a token")
    assert held(rain, SECRET) == []
    rain("verify")


def test_what_cannot_be_redacted_is_refused(full: Program) -> None:
    before = len(rows(full.db, "journal"))
    for number, said in (
        ("1", "entry 1 (create) holds nothing that could be redacted"),
        ("999", "the journal has no entry 999"),
        (entry(full), "(redact) holds nothing"),
        (str(before - 1), "was redacted already"),
        ("x", "is no number"),
    ):
        assert said in full("redact", number, "--because", "a token", code=1)
    assert len(rows(full.db, "journal")) == before


def test_a_kept_file_is_blanked_and_may_be_kept_again(rain: Program, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(f"{SECRET} and more, so that it is worth packing: {SECRET}")
    keep = ("evidence", "add", "rain", "seen", "--neutral", "--file", str(secret))
    rain(*keep)
    number = entry(rain)
    packed = rows(rain.db, "attachments")[0]["content"]
    rain(*keep)
    said = rain.run("redact", number, "--because", "a token")
    assert "the file kept of evidence 1, evidence 2 is gone" in said.err
    assert rows(rain.db, "attachments")[0]["content"] == b""
    assert packed not in Path(rain.db).read_bytes()
    assert f"Redacted  entry {number}" in rain("verify")
    whole = rain("export", "jsonl")
    assert SECRET not in whole
    assert "content" not in json.loads(whole)["evidence"][0]
    rain(*keep)
    assert rows(rain.db, "attachments")[0]["content"] == packed
    rain("verify")


def test_the_kept_text_of_a_source_is_blanked(rain: Program, tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text(f"Ann: By 2030 it will certainly rain, {SECRET}.")
    rain("source", "add", str(talk), "--keep", "--key", "talk")
    number = entry(rain)
    assert [one["kept"] for one in json.loads(rain("sources", "-f", "json"))] == [True]
    said = rain.run("redact", number, "--because", "a token")
    assert "the file kept of the source talk is gone" in said.err
    assert [one["kept"] for one in json.loads(rain("sources", "-f", "json"))] == [False]
    rain("verify")


def test_a_blanked_file_that_came_back_is_found(rain: Program, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    rain("evidence", "add", "rain", "seen", "--neutral", "--file", str(secret))
    rain("redact", entry(rain), "--because", "a token")
    with closing(sqlite3.connect(rain.db)) as raw, raw:
        raw.execute("UPDATE attachments SET content = ?", (zlib.compress(SECRET.encode()),))
    assert "was redacted, and is there" in rain.run("verify").out


def test_the_past_is_known_but_for_the_secret(rain: Program) -> None:
    rain("edit", "rain", "--note", SECRET, "--tag", "wet")
    rain("redact", entry(rain), "--because", "a token")
    shown = json.loads(rain("show", "rain", "--as-known-on", "9999-12-30", "-f", "json"))
    assert (shown["note"], shown["tags"], shown["statement"]) == ("[redacted]", ["wet"], "Rain.")


def test_an_empty_file_whose_copy_is_damaged_is_found(rain: Program, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    rain("evidence", "add", "rain", "seen", "--neutral", "--file", str(empty))
    rain("verify")
    with closing(sqlite3.connect(rain.db)) as raw, raw:
        raw.execute("UPDATE attachments SET content = ?", (b"no zlib",))
    assert "is not what was kept" in rain.run("verify").out
