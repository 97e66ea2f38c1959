"""Phrases from panels and the press, each with the windows that a careful reader may take."""

import json
from datetime import date
from pathlib import Path

import pytest

from tracker.dates import read

LINES = (Path(__file__).parent / "phrases.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("case", CASES, ids=[case["phrase"] for case in CASES])
def test_reads_one_of_the_accepted_windows(case: dict[str, object]) -> None:
    reading = read(str(case["phrase"]), date.fromisoformat(str(case["said_on"])))
    assert (reading.basis == "vague") == case["vague"]
    if not case["vague"]:
        window = [day and day.isoformat() for day in (reading.opens, reading.deadline)]
        accepted = case["accept"]
        assert isinstance(accepted, list)
        assert window in accepted
