"""A claims file goes in whole or not at all, and again without a change."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tests.storage.chain import Entry, chain

FILE = """\
[source]
key = "s"
title = "A talk"
published_on = 2026-01-10
url = "https://example.org/s"

[[people]]
name = "Ann"
aliases = ["安"]
affiliations = [{ what = "Here", from = 2020-01-01 }]

[[people]]
name = "Bo"

[[claims]]
key = "rain"
statement = "It rains."
deadline = 2026-03-01
criteria = "Measured rain."
condition = "clouds come"
condition_claim = "clouds"
tags = ["wet"]
note = "A note."

  [[claims.forecasts]]
  owner = "Ann"
  probability = 0.3
  quote = "perhaps"

  [[claims.evidence]]
  key = "sky"
  on = 2026-01-20
  stance = "supports"
  note = "Grey."

  [claims.resolution]
  outcome = "yes"
  resolved_on = 2026-02-01
  because = "Wet."

[[claims]]
key = "clouds"
statement = "Clouds come."
opens = 2026-01-10
deadline = 2026-06-01

[[claims]]
key = "maker"
statement = "Who makes it?"
kind = "choice"
options = ["North", "South"]

[[claims]]
key = "hours"
statement = "How many hours?"
kind = "number"
unit = "h"
"""


class Files:
    """A ledger and the claims file that goes into it."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self.path = folder / "s.toml"
        self.path.write_text(FILE)

    def edit(self, before: str, after: str) -> None:
        text = self.path.read_text()
        assert text.count(before) == 1
        self.path.write_text(text.replace(before, after))

    def load(self, code: int = 0) -> str:
        return self.program("load", str(self.path), code=code).replace(str(self.path), "FILE")

    def claims(self) -> Any:
        return json.loads(self.program("list", "--status", "all", "-f", "json"))

    def journal(self) -> list[Entry]:
        return chain(self.program.db)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.program.db)) as raw:
            return raw.execute(sql).fetchall()

    def dump(self) -> list[str]:
        with closing(sqlite3.connect(self.program.db)) as raw:
            return list(raw.iterdump())


@pytest.fixture
def files(ledger: Program, tmp_path: Path) -> Files:
    """A claims file that was loaded once."""
    made = Files(ledger, tmp_path)
    made.load()
    return made


def test_a_file_is_one_change_that_names_it(files: Files) -> None:
    _, loaded = files.journal()
    assert (loaded.verb, loaded.content["file"]) == ("load", str(files.path))
    assert {op[0] for op in loaded.content["ops"]} == {"insert", "update"}


def test_the_same_file_again_changes_nothing(files: Files) -> None:
    before = files.dump()
    assert files.load() == "FILE: nothing new\n"
    assert files.dump() == before


def test_the_panel_again_changes_nothing(panel: Program) -> None:
    before = chain(panel.db)
    assert panel("seed") == "agi-next-2026: nothing new\n"
    assert chain(panel.db) == before


EDITS = {
    "a source's title": ('title = "A talk"', 'title = "A speech"', "1 source changed"),
    "a source's note": ('title = "A talk"', 'title = "A talk"\nnote = "x"', "1 source changed"),
    "a new person": ('name = "Bo"', 'name = "Bo"\n[[people]]\nname = "Cy"', "1 person added"),
    "an alias": ('name = "Bo"', 'name = "Bo"\naliases = ["B."]', "1 person changed"),
    "a person's kind": ('name = "Bo"', 'name = "Bo"\nkind = "model"', "1 person changed"),
    "an affiliation's end": (
        "from = 2020-01-01", "from = 2020-01-01, until = 2025-01-01", "1 person changed",
    ),
    "a statement": ('"It rains."', '"It pours."', "1 claim changed"),
    "criteria": ('"Measured rain."', '"Rain."', "1 claim changed"),
    "a condition": ('"clouds come"', '"the sky is grey"', "1 claim changed"),
    "a deadline": ("deadline = 2026-03-01", "deadline = 2026-04-01", "1 claim changed"),
    "an opening": ("opens = 2026-01-10", "opens = 2026-01-11", "1 claim changed"),
    "a condition's claim": (
        'condition_claim = "clouds"', 'condition_claim = "maker"', "1 claim changed",
    ),
    "a tag": ('tags = ["wet"]', 'tags = ["wet", "grey"]', "1 claim changed"),
    "a claim's note": ('note = "A note."', 'note = "Another."', "1 claim changed"),
    "a type": ('key = "clouds"', 'key = "clouds"\ntype = "plan"', "1 claim changed"),
    "a day": ('key = "clouds"', 'key = "clouds"\nsaid_on = 2026-01-05', "1 claim changed"),
    "options": ('["North", "South"]', '["North", "South", "West"]', "1 claim changed"),
    "a unit": ('unit = "h"', 'unit = "hours"', "1 claim changed"),
    "a probability": ("probability = 0.3", "probability = 0.4", "1 forecast changed"),
    "a forecast's phrase": (
        "probability = 0.3", 'low = 0.2\n  high = 0.4\n  phrase = "maybe"', "1 forecast changed",
    ),
    "a reporter": (
        "probability = 0.3", 'probability = 0.3\n  reported_by = "Bo"', "1 forecast changed",
    ),
    "a further forecast": (
        'quote = "perhaps"',
        'quote = "perhaps"\n  [[claims.forecasts]]\n  owner = "Bo"\n  probability = 0.5',
        "1 forecast added",
    ),
    "evidence": ('note = "Grey."', 'note = "Dark grey."', "1 evidence changed"),
    "a stance": ('stance = "supports"', 'stance = "neutral"', "1 evidence changed"),
    "further evidence": (
        'note = "Grey."',
        (
            'note = "Grey."\n  [[claims.evidence]]\n  on = 2026-01-21\n  stance = "refutes"\n'
            '  note = "Blue."\n  supersedes = "sky"'
        ),
        "1 evidence added",
    ),
    "an outcome": ('outcome = "yes"', 'outcome = "no"', "1 resolution changed"),
    "a reason": ('because = "Wet."', 'because = "Very wet."', "1 resolution changed"),
    "a new claim": (
        '[[claims]]\nkey = "clouds"',
        '[[claims]]\nkey = "wind"\nstatement = "Wind."\n\n[[claims]]\nkey = "clouds"',
        "1 claim added",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "told"), EDITS.values(), ids=EDITS)
def test_an_edit_is_one_change_that_is_told_and_then_nothing_new(
    before: str, after: str, told: str, files: Files
) -> None:
    entries = files.journal()
    files.edit(before, after)
    assert files.load() == f"FILE: {told}\n"
    assert files.journal()[:-1] == entries
    assert files.journal()[-1].verb == "load"
    assert files.load() == "FILE: nothing new\n"
    assert len(files.journal()) == len(entries) + 1


def test_a_days_edit_moves_the_forecasts_that_have_no_day_of_their_own(files: Files) -> None:
    files.edit('key = "rain"', 'key = "rain"\nsaid_on = 2026-01-05')
    assert files.load() == "FILE: 1 claim changed, 1 forecast changed\n"
    assert files.rows("SELECT made_on FROM forecasts") == [("2026-01-05",)]
    assert files.load() == "FILE: nothing new\n"


def test_what_the_file_leaves_out_stays_and_a_claim_is_named(
    files: Files,
) -> None:
    text = files.path.read_text()
    for line in ('title = "A talk"\n', 'note = "A note."\n', 'criteria = "Measured rain."\n'):
        text = text.replace(line, "")
    text = text.replace('aliases = ["安"]\n', "").replace('tags = ["wet"]\n', "")
    text = text[: text.index('[[claims]]\nkey = "hours"')]
    before = files.dump()
    files.path.write_text(text)
    answer = files.program.run("load", str(files.path))
    assert answer.out == f"{files.path}: nothing new\n"
    assert answer.err == f"Note: claim 4 (s/hours) is no longer in {files.path}; it stays\n"
    assert files.dump() == before


def test_a_users_own_claim_from_the_same_source_is_not_missed(files: Files) -> None:
    files.program("add", "My own.", "--owner", "Ann", "--source", "s", "--key", "mine")
    assert files.program.run("load", str(files.path)).err == ""


def test_what_a_user_added_by_hand_stays(files: Files) -> None:
    files.program("forecast", "s/clouds", "-p", "20%", "--owner", "Cy")
    files.program("evidence", "add", "s/rain", "Drops", "--supports")
    files.program("edit", "s/rain", "--tag", "mine")
    before = files.dump()
    assert files.load() == "FILE: nothing new\n"
    assert files.dump() == before


def test_a_withdrawn_forecast_does_not_come_back(files: Files) -> None:
    files.program("withdraw", "--forecast", "1", "--because", "typo")
    assert files.load() == "FILE: nothing new\n"
    assert files.rows("SELECT withdrawn_because FROM forecasts") == [("typo",)]


def test_a_forecast_given_elsewhere_names_its_source(files: Files, tmp_path: Path) -> None:
    files.edit('quote = "perhaps"', 'quote = "perhaps"\n  source = "radio"')
    assert files.load() == "FILE: 1 source added, 1 forecast changed\n"
    assert files.load() == "FILE: nothing new\n"
    (rain,) = [claim for claim in files.claims() if claim["key"] == "s/rain"]
    assert [forecast["source"] for forecast in rain["forecasts"]] == ["radio"]
    other = Files(Program(str(tmp_path / "other.db")), tmp_path)
    other.path.write_text(files.program("export", "toml", "--source", "s"))
    other.load()
    assert 'source = "radio"' in other.program("export", "toml", "--source", "s")


def test_an_outcome_that_the_file_has_again_holds_again(files: Files) -> None:
    files.edit('outcome = "yes"', 'outcome = "no"')
    files.load()
    files.edit('outcome = "no"', 'outcome = "yes"')
    assert files.load() == "FILE: 1 resolution changed\n"
    assert files.load() == "FILE: nothing new\n"
    assert [claim["outcome"] for claim in files.claims() if claim["key"] == "s/rain"] == ["yes"]


def test_an_outcome_that_a_person_took_back_does_not_come_back(files: Files) -> None:
    files.program("reopen", "s/rain", "--because", "the gauge was broken")
    assert files.load() == "FILE: nothing new\n"


BAD = {
    "a day to come": "said_on = 2027-01-01",
    "an unknown condition": 'condition_claim = "nowhere"',
    "a window the wrong way round": "opens = 2026-03-01\ndeadline = 2026-02-01",
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_a_bad_last_claim_leaves_no_trace_of_the_others(
    line: str, ledger: Program, tmp_path: Path
) -> None:
    files = Files(ledger, tmp_path)
    files.path.write_text(f'{FILE}\n[[claims]]\nkey = "bad"\nstatement = "Bad."\n{line}\n')
    before = files.dump()
    said = files.load(code=1)
    assert said.startswith('Error: FILE: claims[5] "bad"')
    assert said.count("\n") == 1
    assert files.dump() == before


def test_all_that_the_ledger_refuses_is_told_at_once(files: Files) -> None:
    files.edit('kind = "choice"\noptions = ["North", "South"]', 'kind = "date"')
    files.edit('kind = "number"\nunit = "h"', 'kind = "date"')
    files.edit('"It rains."', '"It pours."')
    before = files.dump()
    assert files.load(code=1) == (
        "Error: FILE: 2 problems, nothing was loaded\n"
        '  claims[3] "maker": its kind is choice in the ledger and date in the file: '
        "a kind does not change\n"
        '  claims[4] "hours": its kind is number in the ledger and date in the file: '
        "a kind does not change\n"
    )
    assert files.dump() == before


def test_an_edit_that_closes_a_window_before_it_opens_is_refused(files: Files) -> None:
    files.edit("opens = 2026-01-10\ndeadline = 2026-06-01", "deadline = 2026-01-01")
    before = files.dump()
    said = files.load(code=1)
    assert said == (
        'Error: FILE: claims[2] "clouds": the window opens on 2026-01-10, '
        "after its deadline 2026-01-01\n"
    )
    assert files.dump() == before


def test_an_alias_of_another_person_is_refused(files: Files) -> None:
    files.edit('name = "Bo"', 'name = "Bo"\naliases = ["an"]')
    files.program("people", "add", "Cy", "--alias", "An")
    before = files.dump()
    said = files.load(code=1)
    assert said.startswith('Error: FILE: people[2] "Bo": an is a name of Cy already')
    assert files.dump() == before


def test_evidence_keeps_a_copy_of_a_file_beside_the_claims_file(files: Files) -> None:
    chart = files.path.with_name("chart.csv")
    chart.write_bytes(b"a,b\n1,2\n")
    item = """
[[claims.evidence]]
on = 2026-03-01
stance = "neutral"
note = "A chart."
file = "chart.csv"
"""
    files.path.write_text(files.path.read_text() + item)
    assert files.load() == "FILE: 1 evidence added\n"
    kept = "SELECT file_name, sha256 FROM evidence WHERE note = 'A chart.'"
    first = hashlib.sha256(chart.read_bytes()).hexdigest()
    assert files.rows(kept) == [("chart.csv", first)]
    assert files.load() == "FILE: nothing new\n"
    chart.write_bytes(b"a,b\n1,3\n")
    assert files.load() == "FILE: 1 evidence changed\n"
    second = hashlib.sha256(chart.read_bytes()).hexdigest()
    assert files.rows(kept) == [("chart.csv", second)]
    assert set(files.rows("SELECT sha256 FROM attachments")) >= {(first,), (second,)}
    files.program("verify")
    assert "is kept by `tracker load` alone" in files.program("import", str(files.path), code=1)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../secret.txt", "must lie in the folder of the claims file"),
        ("/etc/hostname", "must lie in the folder of the claims file"),
        ("linked", "must lie in the folder of the claims file"),
        ("none.txt", "there is no file"),
        (".", "it is a folder, not a file"),
    ],
)
def test_a_file_that_evidence_cannot_keep_is_refused(files: Files, name: str, why: str) -> None:
    files.path.with_name("linked").symlink_to("/etc/hostname")
    before = files.dump()
    item = f'[[claims.evidence]]\non = 2026-03-01\nstance = "neutral"\nnote = "x"\nfile = "{name}"'
    files.path.write_text(f"{files.path.read_text()}\n{item}\n")
    assert why in files.load(code=1)
    assert files.dump() == before
