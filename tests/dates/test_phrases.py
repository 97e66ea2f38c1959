"""Phrases from panels, the press, guidance, plans and forecasting questions.

Each line has a phrase, the day on which it was said, and the windows that a careful reader may
take, written down before the grammar was asked. `vague` and `refused` say that a phrase may count
as one that names no date, or be refused as none.
"""

import json
from datetime import date
from pathlib import Path

import pytest

from tracker.dates import Reading, read
from tracker.errors import InvalidDate

CASES = [
    json.loads(line)
    for path in sorted(Path(__file__).parent.glob("phrases*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def _read(phrase: str, said_on: date) -> Reading | None:
    try:
        return read(phrase, said_on)
    except InvalidDate:
        return None


@pytest.mark.parametrize("case", CASES, ids=[case["phrase"] for case in CASES])
def test_reads_one_of_the_accepted_windows(case: dict[str, object]) -> None:
    reading = _read(str(case["phrase"]), date.fromisoformat(str(case["said_on"])))
    if reading is None:
        assert case.get("refused", False)
    elif reading.basis == "vague":
        assert case.get("vague", False)
    else:
        accepted = case["accept"]
        assert isinstance(accepted, list)
        assert [day and day.isoformat() for day in (reading.opens, reading.deadline)] in accepted


@pytest.mark.parametrize(
    "said_on", [date(1, 1, 1), date(2024, 2, 29), date(2026, 8, 31), date(9999, 12, 31)], ids=str
)
def test_every_phrase_on_days_at_the_edges(said_on: date) -> None:
    for case in CASES:
        reading = _read(case["phrase"], said_on)
        for window in (reading, reading.other) if reading else ():
            if window and window.opens and window.deadline:
                assert window.opens <= window.deadline, case["phrase"]
        if reading and reading.deadline:
            assert ("past" in reading.flags) == (reading.deadline < said_on), case["phrase"]
        if reading and reading.ambiguous:
            assert reading.other not in {None, (reading.opens, reading.deadline)}, case["phrase"]
