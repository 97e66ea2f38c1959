"""A ledger's own readings of words: honoured wherever a word is given, and they rewrite nothing."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tests.trust.ledgers import rows
from tracker.domain import words
from tracker.domain.own_words import OwnWords, looked_up
from tracker.domain.word_reading import WordReading

CLAIMS = """
[source]
key = "memo"
published_on = 2026-05-01
[[claims]]
key = "rain"
statement = "Rain in May."
by = "2026-05-31"
  [[claims.forecasts]]
  owner = "Ann"
  probability = "很可能"
"""
CSV = (
    "key,statement,owner,probability,phrase,made_on,deadline\n"
    "rain,Rain in May.,Ann,,很可能,2026-05-01,2026-05-31\n"
)
SET = ("words", "set", "很可能", "60-90%", "--middle", "70%")
OWN = (0.6, 0.9, 0.7, "own-1")
SHIPPED = (0.65, 0.92, 0.8, "zh-1")


def readings(program: Program) -> list[tuple[Any, ...]]:
    columns = ("low", "high", "probability", "word_table")
    return [tuple(row[name] for name in columns) for row in rows(program.db, "forecasts")]


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    (tmp_path / "memo.toml").write_text(CLAIMS, encoding="utf-8")
    (tmp_path / "memo.csv").write_text(CSV, encoding="utf-8")
    line = {
        "key": "rain", "statement": "Rain in May.", "deadline": "2026-05-31",
        "forecasts": [{"owner": "Ann", "phrase": "很可能", "made_on": "2026-05-01"}],
    }  # fmt: skip
    (tmp_path / "memo.jsonl").write_text(json.dumps(line), encoding="utf-8")
    return tmp_path


WAYS = {
    "a claims file": ("load", "memo.toml"),
    "csv": ("import", "csv", "memo.csv"),
    "jsonl": ("import", "jsonl", "memo.jsonl"),
    "toml": ("import", "toml", "memo.toml"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_file_is_read_by_the_ledgers_own_table(
    way: tuple[str, ...], memo: Path, ledger: Program
) -> None:
    file = str(memo / way[-1])
    ledger(*SET)
    ledger(*way[:-1], file)
    assert readings(ledger) == [OWN]


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_file_that_comes_again_after_a_new_reading_changes_nothing(
    way: tuple[str, ...], memo: Path, ledger: Program
) -> None:
    file = str(memo / way[-1])
    ledger(*way[:-1], file)
    assert readings(ledger) == [SHIPPED]
    ledger(*SET)
    ledger(*way[:-1], file)
    assert readings(ledger) == [SHIPPED]
    ledger("words", "set", "很可能", "--remark", "an attitude here")
    ledger("words", "unset", "很可能")
    ledger(*way[:-1], file)
    assert readings(ledger) == [SHIPPED]
    ledger("verify")


@pytest.mark.parametrize("form", ["jsonl", "csv", "toml"])
def test_an_export_read_back_leaves_each_reading_as_it_was(
    form: str, memo: Path, ledger: Program
) -> None:
    ledger("load", str(memo / "memo.toml"))
    ledger(*SET)
    ledger("forecast", "memo/rain", "-p", "很可能", "--owner", "Bo", "--on", "2026-05-02")
    ledger("words", "set", "很可能", "50-70%")
    ledger("forecast", "memo/rain", "-p", "很可能", "--owner", "Cy", "--on", "2026-05-02")
    file = memo / f"out.{form}"
    ledger("export", form, str(file))
    before = rows(ledger.db, "forecasts")
    assert readings(ledger) == [SHIPPED, OWN, (0.5, 0.7, 0.6, "own-2")]
    told = json.loads(ledger("import", form, str(file), "-f", "json"))
    assert told["added"] == told["updated"] == 0
    if form == "toml":
        ledger("load", str(file))
    assert rows(ledger.db, "forecasts") == before


def test_each_word_typed_is_read_by_the_own_table(ledger: Program) -> None:
    ledger(*SET)
    ledger("words", "set", "a good bet", "55-80%")
    ledger("add", "Rain.", "--owner", "Ann", "-p", "很可能", "--by", "2026-11-20")
    ledger("forecast", "1", "-p", "A good  bet", "--owner", "Bo")
    ledger("review", "-i", stdin="f\nCy\n很可能\n\ns\n")
    assert readings(ledger) == [OWN, (0.55, 0.8, 0.675, "own-2"), OWN]


def test_a_text_is_read_by_the_own_table(ledger: Program) -> None:
    ledger("words", "set", "likely", "50-90%", "--middle", "65%")
    ledger("words", "set", "unlikely")
    text = "Ann: Rain will likely fall in town before 2030.\n\nBo: Snow is unlikely by 2031.\n"
    said = ("extract", "-", "--source", "talk", "--said", "2026-05-01", "-f", "json")
    found = {
        one["phrase"].lower(): (one["probability"], one["low"], one["high"], one["basis"])
        for one in json.loads(ledger(*said, stdin=text))
    }
    assert found["likely"] == (0.65, 0.5, 0.9, "imputed")
    assert found["unlikely"] == (None, None, None, "none")


def test_a_phrase_that_is_no_odds_here_is_refused_wherever_it_comes(
    memo: Path, ledger: Program
) -> None:
    ledger("words", "set", "很可能")
    assert "an attitude" in ledger("add", "X", "--owner", "Ann", "-p", "很可能", code=1)
    assert 'claims[1] "rain", forecasts[1]' in ledger("load", str(memo / "memo.toml"), code=1)
    ledger("import", "csv", str(memo / "memo.csv"))
    assert [row["basis"] for row in rows(ledger.db, "forecasts")] == ["none"]


def test_a_version_is_never_given_twice(ledger: Program) -> None:
    ledger(*SET)
    ledger("undo")
    assert "own-2" in ledger(*SET)
    assert "own-2" in ledger(*SET)
    ledger("words", "unset", "很可能")
    assert [row["version"] for row in rows(ledger.db, "word_readings")] == ["own-2", "own-3"]
    ledger("undo")
    assert "60" in ledger("words", "很可能")
    ledger("verify")


def test_what_came_of_words_is_counted_as_a_scorecard_counts(ledger: Program) -> None:
    for number, outcome in enumerate(["yes", "yes", "no", "yes", "ambiguous", None], start=1):
        ledger(
            "add", f"Claim {number}.", "--owner", "Ann", "-p", "很可能", "--said", "2026-05-01",
            "--by", "2026-05-31",
        )  # fmt: skip
        ledger("forecast", str(number), "--owner", "Bo", "-p", "likely", "--on", "2026-05-02")
        if outcome is not None:
            ledger("resolve", str(number), outcome, "--on", "2026-05-30", "--because", "seen")
    ledger("forecast", "3", "--owner", "Ann", "-p", "10%", "--on", "2026-05-20")
    ledger("forecast", "1", "--owner", "Bo", "-p", "unlikely", "--on", "2026-06-20")
    ledger("withdraw", "--forecast", "4", "--because", "a slip")
    found = json.loads(ledger("words", "-f", "json"))
    counted = {
        (row["owner"], row["phrase"]): (row["said"], row["came_out"], row["hits"])
        for row in found["owners"]
    }
    assert counted == {
        ("Ann", "很可能"): (6, 3, 3),  # on the third Ann stood by 10% in the end
        ("Bo", "likely"): (5, 3, 2),  # one was withdrawn
        ("Bo", "unlikely"): (1, 0, 0),  # said after the outcome was known
    }
    by_phrase = {row["phrase"]: row for row in found["phrases"]}
    assert by_phrase["很可能"]["rate"] == 1
    assert by_phrase["likely"]["ci"] == pytest.approx((0.2077, 0.9385), abs=1e-4)
    assert "3 of 3" in ledger("words", "很可能")


def test_no_reading_is_looked_up_before_a_word_is_read() -> None:
    def look_up() -> OwnWords:
        found.append("asked")
        return OwnWords((own,), {"likely": own})

    found: list[str] = []
    own = WordReading("likely", 0.5, 0.9, 0.7, "own-7")
    with looked_up(look_up):
        assert not found
        assert words.read(" Likely") == own
        assert words.read("unlikely") == words.shipped("unlikely")
        assert words.reading_of("likely", 0.5, 0.9) == own
        assert words.reading_of("likely", 0.6, 0.83) == words.shipped("likely")
    assert words.read("likely") == words.shipped("likely")
    assert words.reading_of("likely", 0.5, 0.9) is None
