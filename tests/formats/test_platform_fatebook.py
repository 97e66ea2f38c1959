"""Fatebook's CSV as it is and as it was: whose scores, older columns, nameless forecasters."""

from pathlib import Path

import pytest

from tests.conftest import Program
from tests.formats.test_platform_ledgers import lines

FILES = Path(__file__).resolve().parents[1] / "golden" / "files"
OLD = (
    "Question title,Forecast created by,Forecast (scale = 0-1),Forecast created at,"
    "Question created by,Question created at,Question resolution,Question resolve by,"
    "Question resolved at,Your Brier score for this question\n"
)


def row(owner: str, title: str = "It rains", brier: str = "") -> str:
    times = "2026-01-05 09:03:7,Ida,2026-01-05 09:03:7"
    return f'"{title}",{owner},0.7,{times},"YES",2026-02-01 00:00:0,2026-01-20 10:0:0,{brier}\n'


def brought(program: Program, folder: Path, text: str, *words: str, code: int = 0) -> str:
    file = folder / "f.csv"
    file.write_text(text, encoding="utf-8")
    answer = program.run("import", "fatebook", str(file), *words)
    assert answer.code == code, answer
    return answer.out + answer.err


def test_an_older_export_is_the_same_claim(ledger: Program, tmp_path: Path) -> None:
    assert "1 added" in brought(ledger, tmp_path, OLD + row("Ida"))
    new = OLD.replace("Question resolution", "Resolution").replace(
        "Question resolved at", "Resolved at"
    )
    assert "1 unchanged" in brought(ledger, tmp_path, new + row("Ida"))
    (claim,) = lines(ledger)
    assert (claim["outcome"], claim["resolved_on"]) == ("yes", "2026-01-20")


def test_scores_belong_to_the_one_who_forecast_on_all_that_have_some(
    ledger: Program, tmp_path: Path
) -> None:
    text = OLD + row("Ida", brier="0.18") + row("Tom", brier="0.18") + row("Ida", "It hails", "0.4")
    brought(ledger, tmp_path, text)
    assert [
        (score["person"], score["value"])
        for claim in lines(ledger)
        for score in claim["foreign_scores"]
    ] == [("Ida", 0.18), ("Ida", 0.4)]


def test_scores_that_could_be_anybodys_are_left_out_until_it_is_said(
    ledger: Program, tmp_path: Path
) -> None:
    text = OLD + row("Ida", brier="0.18") + row("Tom", brier="0.18")
    assert "name who exported it with --owner" in brought(ledger, tmp_path, text)
    assert "foreign_scores" not in lines(ledger)[0]
    assert "1 added, 1 unchanged" in brought(ledger, tmp_path, text, "--owner", "Tom")


def test_a_forecaster_without_a_name_needs_one(ledger: Program, tmp_path: Path) -> None:
    said = brought(ledger, tmp_path, OLD + row(""), code=1)
    assert "line 2: Forecast created by is empty" in said
    assert "1 added" in brought(ledger, tmp_path, OLD + row(""), "--owner", "Ida")


def test_an_empty_file_has_no_forecasts(ledger: Program, tmp_path: Path) -> None:
    assert "where there are no forecasts" in brought(ledger, tmp_path, "")


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("0.7", "1.7", "Forecast (scale = 0-1) 1.7 is not between 0 and 1"),
        ('"YES"', '"MAYBE"', 'outcome "MAYBE" is none of Fatebook: yes, no, ambiguous'),
        ("2026-02-01", "soon", "is no time such as"),
    ],
)
def test_a_cell_that_cannot_be_is_named_with_its_line(
    column: str, cell: str, said: str, ledger: Program, tmp_path: Path
) -> None:
    answer = brought(ledger, tmp_path, OLD + row("Ida").replace(column, cell, 1), code=1)
    assert "line 2: " in answer
    assert said in answer


def test_a_file_without_outcomes_is_none(ledger: Program, tmp_path: Path) -> None:
    text = OLD.replace("Question resolution", "x") + row("Ida")
    assert 'column "Resolution" is missing' in brought(ledger, tmp_path, text, code=1)
