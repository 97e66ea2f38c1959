"""The scorecard after an import is what the platform's own definition gives on the same rows.

The definitions are worked out here from the files alone, by other code than the program's.
"""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program

FILES = Path(__file__).resolve().parents[1] / "golden" / "files"


def stated(program: Program, owner: str) -> dict[str, Any]:
    card = json.loads(program("scorecard", "--early", "--owner", owner, "-f", "json"))
    found: dict[str, Any] = card["rows"][0]["stated"]
    return found


def test_fatebook_brier_is_twice_ours_on_the_last_forecasts(ledger: Program) -> None:
    ledger("import", "fatebook", str(FILES / "fatebook.csv"))
    last: dict[tuple[str, str], tuple[float, float]] = {}
    with (FILES / "fatebook.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Forecast created by"] != "Ida Berg" or row["Resolution"] not in {"YES", "NO"}:
                continue
            p = float(row["Forecast (scale = 0-1)"])
            y = 1.0 if row["Resolution"] == "YES" else 0.0
            last[row["Question title"], row["Multiple choice option"]] = (p, y)
    # Its definition: the squares over both outcomes, so that 2 is the worst.
    theirs = [(p - y) ** 2 + ((1 - p) - (1 - y)) ** 2 for p, y in last.values()]
    ours = stated(ledger, "Ida Berg")
    assert ours["n"] == len(theirs) == 4
    assert 2 * ours["brier"] == pytest.approx(sum(theirs) / len(theirs), abs=1e-9)


def test_predictionbook_mean_brier_is_ours_over_last_wagers(ledger: Program) -> None:
    ledger("import", "predictionbook", str(FILES / "predictionbook.json"))
    scores = []
    for prediction in json.loads((FILES / "predictionbook.json").read_text())["predictions"]:
        wagers = sorted(
            (wager["created_at"], wager["confidence"])
            for wager in prediction["responses"]
            if wager["user_label"] == "tom" and wager["confidence"] is not None
        )
        if prediction["outcome"] is not None and wagers:
            scores.append((wagers[-1][1] / 100 - prediction["outcome"]) ** 2)
    ours = stated(ledger, "tom")
    assert ours["n"] == len(scores) == 2
    assert ours["brier"] == pytest.approx(sum(scores) / len(scores), abs=1e-9)
