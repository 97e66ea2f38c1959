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


def test_a_market_move_is_never_anybodys_stated_odds(ledger: Program) -> None:
    files = [str(FILES / f"manifold-{name}.json") for name in ("markets", "bets")]
    ledger("import", "manifold", *files)
    overall = json.loads(ledger("scorecard", "--early", "-f", "json"))["overall"]
    assert overall["stated"]["n"] == 0
    # Its last prices before the outcome was known: 93% and 80%, both came out yes.
    assert overall["all"]["n"] == 2
    assert overall["all"]["brier"] == pytest.approx((0.07**2 + 0.2**2) / 2, abs=1e-9)


def test_forecastbench_brier_is_ours_over_the_rows_that_came_out(ledger: Program) -> None:
    names = ("questions", "resolutions", "forecasts")
    ledger(
        "import", "forecastbench", *(str(FILES / f"forecastbench-{name}.json") for name in names)
    )
    sets = {
        name: json.loads((FILES / f"forecastbench-{name}.json").read_text(encoding="utf-8"))[name]
        for name in names
    }
    came_out = {
        (row["id"], row["source"], row["resolution_date"] if row["source"] == "fred" else None): row
        for row in sets["resolutions"]
        if row["resolved"] and isinstance(row["id"], str)
    }
    scores = [
        (row["forecast"] - came_out[key]["resolved_to"]) ** 2
        for row in sets["forecasts"]
        if (key := (row["id"], row["source"], row["resolution_date"])) in came_out
        and row["forecast"] is not None
    ]
    ours = stated(ledger, "lamp-2 (zero shot)")
    assert ours["n"] == len(scores) == 3
    assert ours["brier"] == pytest.approx(sum(scores) / len(scores), abs=1e-9)
