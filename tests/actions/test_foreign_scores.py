"""Scores of other trackers: kept once, shown apart, carried by jsonl, never among ours."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program

CLAIM = {
    "key": "rain",
    "statement": "It rains.",
    "said_on": "2026-01-10",
    "deadline": "2026-02-01",
    "forecasts": [{"owner": "Ann", "probability": 0.8}],
    "outcome": "yes",
    "resolved_on": "2026-02-01",
}
SCORE = {"person": "Ann", "platform": "Fatebook", "name": "Brier", "value": 0.08}


def brought(program: Program, folder: Path, *scores: dict[str, Any], code: int = 0) -> str:
    file = folder / "other.jsonl"
    file.write_text(json.dumps({**CLAIM, "foreign_scores": scores}) + "\n", encoding="utf-8")
    answer = program.run("import", "jsonl", str(file))
    assert answer.code == code, answer
    return answer.out or answer.err


def shown(program: Program) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(program("show", "rain", "-f", "json"))[
        "foreign_scores"
    ]
    return found


def test_a_score_is_kept_once_and_a_changed_one_beside_it(ledger: Program, tmp_path: Path) -> None:
    assert "1 added" in brought(ledger, tmp_path, SCORE)
    assert "1 unchanged" in brought(ledger, tmp_path, SCORE)
    assert "1 added" in brought(ledger, tmp_path, {**SCORE, "value": 0.1, "coverage": 0.5})
    assert shown(ledger) == [
        {**SCORE, "value": 0.1, "coverage": 0.5, "scored_on": None},
    ]
    assert "Scores of other trackers" in ledger("show", "rain")


def test_our_scores_have_no_part_of_it(ledger: Program, tmp_path: Path) -> None:
    brought(ledger, tmp_path, {**SCORE, "value": 7.0})
    card = json.loads(ledger("scorecard", "-f", "json"))
    assert card["overall"]["stated"]["brier"] == pytest.approx(0.04)


def test_jsonl_carries_it_into_another_ledger(ledger: Program, tmp_path: Path) -> None:
    brought(ledger, tmp_path, {**SCORE, "scored_on": "2026-02-01"})
    before = shown(ledger)
    whole = tmp_path / "whole.jsonl"
    ledger("export", "jsonl", str(whole))
    second = Program(str(tmp_path / "second.db"))
    second("import", "jsonl", str(whole))
    assert shown(second) == before


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        ({"value": "low"}, "value must be a number"),
        ({"coverage": 1.5}, "coverage 1.5 is not between 0 and 1"),
        ({"platform": None}, "platform is missing"),
    ],
)
def test_a_slip_is_refused(
    ledger: Program, tmp_path: Path, slip: dict[str, Any], said: str
) -> None:
    assert said in brought(ledger, tmp_path, {**SCORE, **slip}, code=1)
