"""Which format a file has, told by its name and its beginning."""

from pathlib import Path

import pytest

from tracker.formats.detection import one_of, told

FILES = Path(__file__).resolve().parents[1] / "golden" / "files"


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("fatebook.csv", "fatebook"),
        ("predictionbook.json", "predictionbook"),
        ("mc-question_data.csv", "metaculus"),
        ("mc-forecast_data.csv", "metaculus"),
        ("mc-score_data.csv", "metaculus"),
        ("mc-key_factor_data.csv", "metaculus"),
        ("manifold-markets.json", "manifold"),
        ("manifold-bets.json", "manifold"),
        ("forecastbench-questions.json", "forecastbench"),
        ("forecastbench-resolutions.json", "forecastbench"),
        ("forecastbench-forecasts.json", "forecastbench"),
        ("iqisa-forecasts.csv", "iqisa"),
        ("iqisa-questions.csv", "iqisa"),
        ("claimreview.json", "claimreview"),
        ("predictions-2026.csv", "list"),
        ("weather.csv", "csv"),
        ("lab.toml", "toml"),
    ],
)
def test_every_file_of_the_sessions_is_told_by_any_name(name: str, form: str) -> None:
    beginning = (FILES / name).read_bytes()[:65_536]
    assert told(name, beginning) == form
    assert told("standard input", beginning) == form


@pytest.mark.parametrize(
    ("name", "beginning", "form"),
    [
        ("a.jsonl", b"", "jsonl"),
        ("a.toml", b"[source", "toml"),
        ("a.csv", b"statment,owner\n", None),
        ("a", b"# ours\n\n# and theirs\n[source]\n", "toml"),
        ("a.json", b'{"a": 1}', None),
        ("a.jsonl", b'{"a": 1}', "jsonl"),
        ("a.json", b'\xef\xbb\xbf [ {"mean_confidence": 1', "predictionbook"),
        ("a", b"\xff\xfe\x00", None),
        ("a", b'"quote', None),
    ],
)
def test_by_name_where_the_beginning_says_nothing(
    name: str, beginning: bytes, form: str | None
) -> None:
    assert told(name, beginning) == form


def test_several_files_have_one_format_or_none() -> None:
    assert one_of(["metaculus", None, "metaculus"]) == "metaculus"
    assert one_of(["metaculus", "manifold"]) is None
    assert one_of([None]) is None
