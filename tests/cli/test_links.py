"""Links between claims: in files both ways, and forecasts held against each other in time."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tests.trust.ledgers import rows

CLAIMS = """
[source]
key = "memo"
published_on = 2026-05-01
[[claims]]
key = "soon"
statement = "A reactor runs by 2029."
deadline = 2029-12-31
implies = ["late", "ever"]
complement = "never"
[[claims]]
key = "late"
statement = "A reactor runs by 2031."
deadline = 2031-12-31
implies = "ever"
[[claims]]
key = "ever"
statement = "A reactor runs some day."
[[claims]]
key = "never"
statement = "No reactor runs by 2029."
deadline = 2029-12-31
[[claims]]
key = "law"
statement = "The law passes."
deadline = 2028-12-31
[[claims]]
key = "if-law"
statement = "A reactor runs by 2031, if the law passes."
type = "conditional"
condition_claim = "law"
conditional = "late"
deadline = 2031-12-31
"""
LINKS = {
    ("soon", "implies", "late"),
    ("soon", "implies", "ever"),
    ("soon", "complement", "never"),
    ("late", "implies", "ever"),
    ("if-law", "conditional", "late"),
}


def linked(program: Program) -> set[tuple[str, str, str]]:
    """Return the links that stand, by the last parts of the claims' keys or their statements."""
    names = {
        row["id"]: (row["key"] or row["statement"]).rpartition("/")[2]
        for row in rows(program.db, "claims")
    }
    return {
        (names[row["claim_id"]], row["relation"], names[row["other_id"]])
        for row in rows(program.db, "claim_links")
        if not row["removed"]
    }


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    file = tmp_path / "memo.toml"
    file.write_text(CLAIMS, encoding="utf-8")
    return file


@pytest.fixture
def ladder(ledger: Program, memo: Path) -> Program:
    """A ledger with the linked claims."""
    ledger("load", str(memo))
    return ledger


def incoherent(program: Program, *words: str, today: str = "2026-11-24") -> list[list[Any]]:
    found = json.loads(program("check", *words, "-f", "json", TRACKER_TODAY=today))
    return [[one["relation"], one["claims"], round(one["by"], 9)] for one in found["incoherent"]]


def test_links_of_a_claims_file_are_loaded_once(memo: Path, ladder: Program) -> None:
    assert linked(ladder) == LINKS
    assert "nothing new" in ladder("load", str(memo))
    memo.write_text(CLAIMS.replace('implies = "ever"', ""), encoding="utf-8")
    ladder("load", str(memo))
    assert linked(ladder) == LINKS
    ladder("verify")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('implies = "ever"', 'implies = "soon"', "both ways round"),
        ('implies = "ever"', 'implies = "late"', "implies is the claim itself"),
        ('implies = "ever"', 'implies = "nowhere"', "there is no claim 'nowhere'"),
        ('implies = "ever"', "implies = 3", "implies must be text"),
        ('conditional = "late"', 'conditional = "law"', "is the condition of claim"),
    ],
)
def test_a_claims_file_with_a_wrong_link_is_refused_whole(
    before: str, after: str, said: str, memo: Path, ledger: Program
) -> None:
    memo.write_text(CLAIMS.replace(before, after), encoding="utf-8")
    assert said in ledger("load", str(memo), code=1)
    assert not rows(ledger.db, "claims")


@pytest.mark.parametrize("form", ["jsonl", "toml"])
def test_a_round_trip_keeps_the_links(
    form: str, ladder: Program, tmp_path: Path, new_ledger: Path
) -> None:
    ladder("unlink", "soon", "implies", "ever")
    file = tmp_path / f"out.{form}"
    ladder("export", form, str(file))
    other = Program(str(tmp_path / "other.db"))
    Path(other.db).write_bytes(new_ledger.read_bytes())
    other("import", form, str(file))
    assert linked(other) == LINKS - {("soon", "implies", "ever")}
    told = json.loads(other("import", form, str(file), "-f", "json"))
    assert (told["added"], told["updated"]) == (0, 0)
    other("unlink", "late", "implies", "ever")
    told = json.loads(other("import", form, str(file), "-f", "json"))
    assert (told["added"], told["updated"]) == (0, 1)
    assert linked(other) == linked(ladder)
    other("verify")


def test_claims_without_a_key_are_linked_again_by_their_numbers(
    ledger: Program, tmp_path: Path, new_ledger: Path
) -> None:
    for statement in ("It pours.", "It rains.", "It is dry."):
        ledger("add", statement, "--owner", "Ann", "-p", "50%")
    ledger("link", "1", "implies", "2")
    ledger("link", "2", "complement", "3")
    ledger("export", "jsonl", str(tmp_path / "out.jsonl"))
    other = Program(str(tmp_path / "other.db"))
    Path(other.db).write_bytes(new_ledger.read_bytes())
    other("add", "Something else.", "--owner", "Bo", "-p", "50%")
    other("import", "jsonl", str(tmp_path / "out.jsonl"))
    assert linked(other) == linked(ledger)


def test_an_import_with_a_link_to_nowhere_is_refused(ledger: Program, tmp_path: Path) -> None:
    line = {
        "statement": "It pours.", "forecasts": [{"owner": "Ann", "probability": 0.5}],
        "links": [{"relation": "implies", "claim": "nowhere"}],
    }  # fmt: skip
    (tmp_path / "x.jsonl").write_text(json.dumps(line), encoding="utf-8")
    said = ledger("import", "jsonl", str(tmp_path / "x.jsonl"), code=1)
    assert "line 1: implies: there is no claim 'nowhere'" in said
    assert not rows(ledger.db, "claims")


def test_a_complement_is_one_link_whichever_way_it_is_said(ladder: Program) -> None:
    assert "already" in ladder("link", "never", "complement", "soon")
    ladder("unlink", "never", "complement", "soon")
    assert ("soon", "complement", "never") not in linked(ladder)
    ladder("link", "never", "complement", "soon")
    assert len(rows(ladder.db, "claim_links")) == len(LINKS)
    ladder("undo")
    assert linked(ladder) == LINKS - {("soon", "complement", "never")}
    ladder("verify")


def test_a_ladder_is_checked_over_claims_that_nobody_forecast(ladder: Program) -> None:
    ladder("forecast", "soon", "--owner", "Ann", "-p", "60%")
    ladder("unlink", "soon", "implies", "ever")
    ladder("forecast", "ever", "--owner", "Ann", "-p", "35%")
    assert incoherent(ladder) == [["implies", [1, 3], 0.25]]
    assert "by way of 2" in ladder("check")


def test_each_person_is_held_to_their_own_forecasts(ladder: Program) -> None:
    ladder("forecast", "soon", "--owner", "Ann", "-p", "60%")
    ladder("forecast", "late", "--owner", "Bo", "-p", "30%")
    assert incoherent(ladder) == []
    ladder("forecast", "never", "--owner", "Bo", "-p", "50%")
    ladder("forecast", "soon", "--owner", "Bo", "-p", "20%")
    assert incoherent(ladder, "--owner", "Bo") == [["complement", [1, 4], -0.3]]
    assert incoherent(ladder, "--owner", "Ann") == []


def test_only_what_stood_at_the_same_time_is_compared(ladder: Program) -> None:
    day = "2031-02-01"
    ladder("forecast", "soon", "--owner", "Ann", "-p", "40%", "--on", "2026-05-02")
    ladder("forecast", "late", "--owner", "Ann", "-p", "50%", "--on", "2026-05-02")
    ladder(
        "forecast", "late", "--owner", "Ann", "-p", "20%", "--on", "2030-03-01", TRACKER_TODAY=day
    )
    assert incoherent(ladder, today="2031-02-01") == []
    assert incoherent(ladder, "--all", today="2031-02-01") == []
    ladder(
        "forecast", "late", "--owner", "Ann", "-p", "30%", "--on", "2029-03-01", TRACKER_TODAY=day
    )
    assert incoherent(ladder, today="2031-02-01") == []
    assert incoherent(ladder, "--all", today="2031-02-01") == [["implies", [1, 2], 0.1]]
    assert incoherent(ladder, today="2029-06-01") == [["implies", [1, 2], 0.1]]
    ladder(
        "resolve", "soon", "yes", "--on", "2028-05-01", "--because", "it runs", TRACKER_TODAY=day
    )
    assert incoherent(ladder, "--all", today="2031-02-01") == []


def test_what_was_withdrawn_is_not_compared(ladder: Program) -> None:
    ladder("forecast", "soon", "--owner", "Ann", "-p", "40%")
    ladder("forecast", "late", "--owner", "Ann", "-p", "20%")
    assert incoherent(ladder) == [["implies", [1, 2], 0.2]]
    ladder("withdraw", "--forecast", "2", "--because", "a slip")
    assert incoherent(ladder) == []


def test_claims_that_differ_in_their_day_alone_are_named_until_they_are_linked(
    ledger: Program,
) -> None:
    def add(statement: str, by: str, *more: str) -> None:
        ledger("add", statement, "--owner", "Ann", "-p", "40%", "--by", by, *more)

    add("A reactor runs.", "2029-12-31")
    add("A reactor runs.", "2031-12-31")
    add("A reactor runs.", "2033-12-31", "--said", "2026-05-01")  # said of another time
    add("A reactor runs.", "2033-12-31", "--criteria", "it feeds a grid")  # judged otherwise
    add("到2029年底前建成", "2029-12-31")
    add("到2031年底前建成", "2031-12-31")
    add("A cup is won in 2029.", "2029-12-31")  # another cup
    add("A cup is won in 2031.", "2031-12-31")
    hints = json.loads(ledger("check", "-f", "json"))["hints"]
    assert [hint["command"] for hint in hints] == [
        "tracker link 1 implies 2",
        "tracker link 5 implies 6",
    ]
    for hint in hints:
        ledger(*hint["command"].split()[1:])
    assert json.loads(ledger("check", "-f", "json"))["hints"] == []


def test_a_claim_that_is_linked_is_not_undone_from_under_its_link(ledger: Program) -> None:
    ledger("add", "It pours.", "--owner", "Ann", "-p", "10%")
    ledger("add", "It rains.", "--owner", "Ann", "-p", "20%")
    ledger("link", "1", "implies", "2")
    said = ledger("undo", "3", code=1)
    assert "change 4 (link, by ann) rests on it" in said
    ledger("undo", "4")
    ledger("undo", "3")
    ledger("verify")


def test_many_claims_that_look_alike_are_counted(ledger: Program, tmp_path: Path) -> None:
    lines = ["statement,owner,probability,said_on,deadline"]
    lines += [f"A reactor runs.,Ann,0.5,2026-01-01,{year}-12-31" for year in range(2030, 2050)]
    (tmp_path / "many.csv").write_text("\n".join(lines), encoding="utf-8")
    ledger("import", "csv", str(tmp_path / "many.csv"))
    said = ledger("check")
    assert said.count("tracker link") + said.count("tracker\n  link") == 11  # and the example
    assert "And 9 more pairs" in said


def test_check_fails_only_when_it_is_asked_to(ladder: Program) -> None:
    ladder("check", "--fail-on", "incoherent")
    ladder("forecast", "soon", "--owner", "Ann", "-p", "40%")
    ladder("forecast", "late", "--owner", "Ann", "-p", "20%")
    ladder("check")
    answer = ladder.run("check", "--fail-on", "incoherent")
    assert answer.code == 1
    assert "20 points" in answer.out
    assert answer.err.startswith("Error: forecasts do not fit together")
