"""What came from other trackers comes out again: a ledger of it is exported and read back whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program

FILES = Path(__file__).resolve().parents[1] / "golden" / "files"
IMPORTS: dict[str, list[str]] = {
    "fatebook": ["fatebook.csv"],
    "predictionbook": ["predictionbook.json"],
    "metaculus": [
        f"mc-{name}_data.csv" for name in ("question", "forecast", "score", "key_factor")
    ],
    "manifold": ["manifold-markets.json", "manifold-bets.json"],
    "forecastbench": [
        f"forecastbench-{name}.json" for name in ("questions", "resolutions", "forecasts")
    ],
    "iqisa": ["iqisa-forecasts.csv"],
    "claimreview": ["claimreview.json"],
    "list": [
        "predictions-2026.csv",
        "--owner",
        "Ada",
        "--said",
        "2026-01-02",
        "--by",
        "2026-10-31",
    ],
}
OWN = ("id", "recorded_at", "sequence", "change", "at", "claim_id")


def brought(program: Program, form: str) -> str:
    words = [str(FILES / word) if (FILES / word).is_file() else word for word in IMPORTS[form]]
    return program("import", form, *words, "-f", "json")


def steady(value: Any) -> Any:
    """Return a JSON value without what is a ledger's own."""
    if isinstance(value, dict):
        return {name: steady(item) for name, item in value.items() if name not in OWN}
    return [steady(item) for item in value] if isinstance(value, list) else value


def lines(program: Program) -> list[Any]:
    return [steady(json.loads(line)) for line in program("export", "jsonl").splitlines()]


@pytest.mark.parametrize("form", IMPORTS)
def test_it_comes_out_as_lines_and_is_the_same_elsewhere(
    form: str, ledger: Program, tmp_path: Path
) -> None:
    found = json.loads(brought(ledger, form))
    assert found["rejected"] == []
    assert found["added"] > 0
    again = json.loads(brought(ledger, form))
    assert (again["added"], again["updated"]) == (0, 0)
    second = Program(str(tmp_path / "second.db"))
    second("import", "jsonl", "-", stdin=ledger("export", "jsonl"))
    assert lines(second) == lines(ledger)
    here, there = (json.loads(one("scorecard", "-f", "json")) for one in (ledger, second))
    assert here == there
    # The file itself says nothing new to that ledger.
    assert json.loads(brought(second, form))["added"] == 0


@pytest.mark.parametrize("form", [form for form in IMPORTS if form != "claimreview"])
def test_it_comes_out_as_a_table_with_the_same_scores(
    form: str, ledger: Program, tmp_path: Path
) -> None:
    brought(ledger, form)
    second = Program(str(tmp_path / "second.db"))
    second("import", "csv", "-", stdin=ledger("export", "csv"))
    here, there = (json.loads(one("scorecard", "-f", "json"))["rows"] for one in (ledger, second))
    assert [row["stated"] for row in here] == [row["stated"] for row in there]


def test_fatebook_gets_back_what_it_can_take(ledger: Program) -> None:
    brought(ledger, "fatebook")
    text = ledger("export", "fatebook", "--owner", "Ida Berg")
    assert text.count("YES") >= 2
    assert "Will the mill close in 2027?" not in text
