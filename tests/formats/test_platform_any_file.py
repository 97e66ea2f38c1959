"""Files of other trackers with any damage: readers give rows or refuse, and never fall over."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.imports import FileRemark, ImportedRow, RejectedRow
from tracker.errors import TrackerError
from tracker.formats.bundle import Member
from tracker.formats.readers import CLAIM_READERS, SEVERAL

FILES = Path(__file__).resolve().parents[1] / "golden" / "files"
TODAY = date(2026, 11, 24)
OPTIONS: dict[str, dict[str, Any]] = {"list": {"owner": "Ada", "said": date(2026, 1, 2)}}
JSON_FILES = {
    "predictionbook.json": "predictionbook",
    "manifold-markets.json": "manifold",
    "manifold-bets.json": "manifold",
    "forecastbench-questions.json": "forecastbench",
    "forecastbench-resolutions.json": "forecastbench",
    "forecastbench-forecasts.json": "forecastbench",
    "claimreview.json": "claimreview",
}
CSV_FILES = {
    "fatebook.csv": "fatebook",
    "mc-question_data.csv": "metaculus",
    "mc-forecast_data.csv": "metaculus",
    "mc-score_data.csv": "metaculus",
    "mc-key_factor_data.csv": "metaculus",
    "iqisa-forecasts.csv": "iqisa",
    "predictions-2026.csv": "list",
}
SCALARS: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=12)
    | st.sampled_from(["2026-02-30T00:00:00Z", "9999-12-31 23:59:59+00:00", "0139-01-01", "1e999",
                       "[0.5]", "a@example.org", "\x00", "\ud800", -1, 10**30])
)  # fmt: skip
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(max_size=4), SCALARS)


def rows(form: str, data: bytes) -> list[Any]:
    """Return what a reader makes of a file; a file that it refuses gives nothing."""
    given: Any = io.BytesIO(data)
    if form in SEVERAL:
        given = [Member("f", lambda: io.BytesIO(data), len(data))]
    try:
        read = CLAIM_READERS[form](given, name="f", today=TODAY, **OPTIONS.get(form, {}))
        found = list(read)
    except TrackerError:
        return []
    for row in found:
        assert isinstance(row, ImportedRow | RejectedRow | FileRemark)
    return found


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path to every value within a JSON value."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(
        value, list
    ) else ()  # fmt: skip
    for key, item in inside:
        yield from places(item, (*path, key))


def changed(value: Any, path: tuple[Any, ...], to: Any) -> Any:
    """Return a JSON value with another at one place; `...` takes the place away."""
    if not path:
        return None if to is ... else to
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1 and to is ...:
        del copy[path[0]]
    else:
        copy[path[0]] = changed(value[path[0]], path[1:], to)
    return copy


@pytest.mark.parametrize("name", JSON_FILES)
@given(data=st.data())
@settings(max_examples=40)
def test_any_value_anywhere(name: str, data: st.DataObject) -> None:
    value = json.loads((FILES / name).read_text(encoding="utf-8"))
    path = data.draw(st.sampled_from(list(places(value))))
    value = changed(value, path, data.draw(VALUES | st.just(...)))
    rows(JSON_FILES[name], json.dumps(value).encode())


@pytest.mark.parametrize("name", CSV_FILES)
@given(data=st.data())
@settings(max_examples=40)
def test_any_cell_anywhere(name: str, data: st.DataObject) -> None:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    row = data.draw(st.integers(0, len(table) - 1))
    column = data.draw(st.integers(0, len(table[row]) - 1))
    table[row][column] = str(data.draw(SCALARS))
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    rows(CSV_FILES[name], text.getvalue().encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("name", [*JSON_FILES, *CSV_FILES])
@given(data=st.data())
@settings(max_examples=25)
def test_any_byte_anywhere_and_any_end(name: str, data: st.DataObject) -> None:
    whole = (FILES / name).read_bytes()
    form = JSON_FILES.get(name) or CSV_FILES[name]
    place = data.draw(st.integers(0, len(whole) - 1))
    rows(form, whole[:place])
    rows(form, whole[:place] + data.draw(st.binary(min_size=1, max_size=3)) + whole[place + 1 :])


@pytest.mark.parametrize(("name", "form"), [*JSON_FILES.items(), *CSV_FILES.items()])
def test_a_sound_file_has_no_row_refused(name: str, form: str) -> None:
    found = rows(form, (FILES / name).read_bytes())
    assert any(isinstance(row, ImportedRow) for row in found)
    refused = [row.why for row in found if isinstance(row, RejectedRow)]
    # Without the file of questions the options of a choice are not known.
    assert all("import both files" in why for why in refused)
