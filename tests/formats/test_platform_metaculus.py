"""Metaculus' files: the zip, older and anonymised exports, and what its columns may hold."""

import csv
import io
import json
import math
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Program
from tracker.errors import InvalidInput
from tracker.formats.platforms.literals import read_list

FILES = Path(__file__).resolve().parents[1] / "golden" / "files"
QUESTIONS = (
    "Question ID,Question Title,Question Type,MC Options (All),Continuous Range,Open Time,"
    "Scheduled Close Time,Resolution,Resolution Known Time\n"
)
FORECASTS = (
    "Question ID,Forecaster (Anonymized),Start Time,End Time,Forecaster Count,Probability Yes,"
    "Probability Yes Per Category,Continuous CDF\n"
)
TIMES = "2026-01-03 04:05:06+00:00,2026-03-01 00:00:00+00:00"


def zipped(folder: Path, **files: str) -> str:
    path = folder / "data.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", text)
        archive.writestr("README.md", "This README file describes how to interpret the data")
    return str(path)


@pytest.fixture
def whole(tmp_path: Path) -> str:
    names = ("question_data", "forecast_data", "score_data", "key_factor_data", "comment_data")
    files = {name: (FILES / f"mc-{name}.csv").read_text(encoding="utf-8") for name in names}
    return zipped(tmp_path, **files)


def claim(program: Program, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(program("show", name, "-f", "json"))
    return found


def test_the_zip_goes_in_once(ledger: Program, whole: str) -> None:
    assert "26 rows read, 26 added" in ledger("import", whole)
    before = ledger("seal")
    assert "26 rows read, 26 unchanged" in ledger("import", "metaculus", whole)
    assert ledger("seal") == before
    people = {row["name"]: row["kind"] for row in json.loads(ledger("people", "-f", "json"))}
    assert people == {
        "ida": "person",
        "quickbot": "model",
        "Metaculus": "organisation",
        "Metaculus recency_weighted": "crowd",
        "Metaculus geometric_mean": "crowd",
    }


def test_our_baseline_is_its_spot_score_and_our_brier_the_usual_one(
    ledger: Program, whole: str
) -> None:
    """Its definition for K options: 100 ln(p K)/ln K of the forecast that stands at the close."""
    ledger("import", whole)
    outcomes = {}
    with (FILES / "mc-question_data.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Question Type"] == "binary" and row["Resolution"] in {"yes", "no"}:
                outcomes[row["Question ID"]] = row["Resolution"] == "yes"
    last: dict[str, float] = {}
    with (FILES / "mc-forecast_data.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["Forecaster Username"] == "ida" and row["Question ID"] in outcomes:
                assert not row["End Time"] or row["Question ID"] == "901"
                last[row["Question ID"]] = float(row["Probability Yes"])
    happened = [p if outcomes[number] else 1 - p for number, p in last.items()]
    spot = [100 * math.log(p * 2) / math.log(2) for p in happened]
    card = json.loads(ledger("scorecard", "--owner", "ida", "-f", "json"))["rows"][0]["stated"]
    assert card["n"] == len(spot) == 2
    assert card["baseline"] == pytest.approx(sum(spot) / 2, abs=1e-9)
    assert card["brier"] == pytest.approx(sum((1 - p) ** 2 for p in happened) / 2, abs=1e-9)
    theirs = [
        score["value"]
        for name in ("metaculus/901", "metaculus/902")
        for score in claim(ledger, name)["foreign_scores"]
        if score["name"] == "spot_baseline"
    ]
    assert spot == pytest.approx(theirs)


def test_what_attaches_has_its_instant_value_and_range(ledger: Program, whole: str) -> None:
    ledger("import", whole)
    first = claim(ledger, "metaculus/901")
    assert first["forecasts"][0]["made_at"] == "2026-01-05T10:00:00.500000Z"
    assert first["resolved_at"] == "2026-02-20T08:00:00.000000Z"
    assert [item["key"] for item in first["evidence"]] == [f"metaculus-{n}" for n in (1, 2, 3)]
    assert {score["coverage"] for score in first["foreign_scores"]} == {0.93, 1.0}
    number = claim(ledger, "metaculus/904")
    assert number["forecasts"][0]["distribution"]["50%"] == 35
    day = claim(ledger, "metaculus/905")
    assert (day["outcome"], day["kind"]) == ("2026-03-05", "date")


def test_an_older_anonymised_file_without_percentiles(ledger: Program, tmp_path: Path) -> None:
    digest = "ab" * 32
    cdf = '"[0.0, 0.1, 0.6, 0.9, 0.94]"'
    path = zipped(
        tmp_path,
        q=QUESTIONS + f'1,How many?,numeric,,"[0.0, 10.0, 20.0, 30.0, 40.0]",{TIMES},,\n',
        f=FORECASTS + f"1,{digest},2026-01-04 10:00:00+00:00,,,,,{cdf}\n",
    )
    assert "do not take them for anonymous" in ledger.run("import", path).err
    (forecast,) = claim(ledger, "metaculus/1")["forecasts"]
    assert forecast["owner"] == "Metaculus user abababababababab"
    # By straight lines between the places where the CDF is known; 95% lies beyond them.
    assert forecast["distribution"] == pytest.approx(
        {"5%": 5.0, "25%": 13.0, "50%": 18.0, "75%": 25.0}
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('1,bob,2026-01-04 10:00:00+00:00,,,,"[0.5, 0.5]",', "2 items for 3 options"),
        ('1,bob,2026-01-04 10:00:00+00:00,,,,"[0.5, 0.1, 0.1]",', "adds up to 0.7"),
        ('1,bob,2026-01-04 10:00:00+00:00,,,,"[0.5, [], 0.5]",', "is no text, number or None"),
        ("1,bob,2026-01-04 10:00:00+00:00,,,,__import__('os'),", "is no list"),
        ('1,bob,,,,,"[0.5, 0.3, 0.2]",', "Start Time is missing"),
        ("9,bob,2026-01-04 10:00:00+00:00,,,0.5,,", "there is no claim metaculus/9"),
    ],
)  # fmt: skip
def test_a_broken_forecast_is_named_by_file_and_line(
    row: str, said: str, ledger: Program, tmp_path: Path
) -> None:
    question = f"1,Which?,multiple_choice,\"['A', 'B', 'C']\",,{TIMES},,\n"
    path = zipped(tmp_path, q=QUESTIONS + question, f=FORECASTS + row + "\n")
    answer = ledger.run("import", path)
    assert answer.code == 1
    assert "f.csv line 2: " in answer.err
    assert said in answer.err


def test_an_option_that_was_not_there_yet_has_no_share(ledger: Program, tmp_path: Path) -> None:
    question = f"1,Which?,multiple_choice,\"['A', 'B', 'Other']\",,{TIMES},,\n"
    row = '1,bob,2026-01-04 10:00:00+00:00,,,,"[0.5, None, 0.4999]",\n'
    ledger("import", zipped(tmp_path, q=QUESTIONS + question, f=FORECASTS + row))
    (forecast,) = claim(ledger, "metaculus/1")["forecasts"]
    assert forecast["distribution"]["B"] == 0
    assert sum(forecast["distribution"].values()) == pytest.approx(1)


ITEMS = st.text() | st.floats(allow_nan=False, allow_infinity=False) | st.none()


@given(st.lists(ITEMS))
def test_a_list_is_read_as_python_prints_it(items: list[str | float | None]) -> None:
    assert read_list(repr(items), "it") == items


@given(st.text(alphabet="[]()'\"\\,.0123456789 eNonabc_x"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_list(f"[{text}]", "it")
    except InvalidInput:
        return
    assert all(item is None or isinstance(item, str | float) for item in found)


def test_a_zip_that_swells_or_is_cut_is_refused(ledger: Program, tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("question_data.csv", b"0" * 50_000_000)
    assert "swells to 50,000,000 bytes" in ledger("import", "metaculus", str(bomb), code=1)
    whole = Path(zipped(tmp_path, q=QUESTIONS)).read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole[:-40])
    assert "it is no sound zip file" in ledger("import", "metaculus", str(cut), code=1)
    flipped = io.BytesIO(whole).getvalue().replace(whole[40:60], bytes(20))
    cut.write_bytes(flipped)
    assert ledger("import", "metaculus", str(cut), code=1).startswith("Error: ")
