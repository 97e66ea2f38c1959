"""A JSON file read item by item: the same values as Python's own reader gives, and refusals."""

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InvalidFile
from tracker.formats import json_items
from tracker.formats.json_items import Item, items


class Drops(io.BytesIO):
    """A file that gives so many bytes at a time, as a pipe may."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self.size = size

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(self.size, size) if size and size > 0 else self.size)


def read(text: str | bytes, *arrays: str, size: int = 1 << 18) -> list[Item]:
    data = text.encode() if isinstance(text, str) else text
    return list(items(Drops(data, size), "f.json", arrays))


def why(text: str | bytes, *arrays: str) -> str:
    with pytest.raises(InvalidFile) as problem:
        read(text, *arrays)
    return str(problem.value)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(st.lists(VALUES), st.booleans(), st.integers(1, 40), st.sampled_from([None, 1]))
def test_an_array_gives_its_items(
    values: list[Any], ascii_only: bool, size: int, indent: int | None
) -> None:
    text = json.dumps(values, ensure_ascii=ascii_only, indent=indent)
    found = read(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"), size=size)
    expected = json.loads(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))
    assert [item.value for item in found] == expected
    assert [item.path for item in found] == [f"[{n}]" for n in range(len(values))]


@given(
    st.dictionaries(st.text(max_size=5), VALUES, max_size=5), st.lists(VALUES), st.integers(1, 9)
)
def test_an_object_gives_its_members_and_a_named_array_its_items(
    members: dict[str, Any], rows: list[Any], size: int
) -> None:
    members.pop("rows", None)
    found = read(json.dumps({**members, "rows": rows}), "rows", size=size)
    assert {item.path: item.value for item in found if not item.array} == members
    assert [item.value for item in found if item.array == "rows"] == rows


def test_items_carry_the_line_where_they_begin() -> None:
    found = read('{\n "a": 1,\n "rows": [\n  {"x":\n 1},\n\n  2]\n}\n', "rows")
    assert [(item.path, item.line) for item in found] == [("a", 2), ("rows[0]", 4), ("rows[1]", 7)]


def test_objects_on_lines_are_items() -> None:
    found = read('\ufeff{"a": 1}\n\n{"a": 2}\n')
    assert [(item.path, item.value) for item in found] == [
        ("line 1", {"a": 1}),
        ("line 3", {"a": 2}),
    ]


@pytest.mark.parametrize("size", [1, 7, 1 << 18])
def test_a_number_is_not_cut_where_reading_stops(size: int) -> None:
    assert [item.value for item in read("[123456789.25e3, -0.5,12]", size=size)] == [
        123456789.25e3,
        -0.5,
        12,
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it is empty"),
        ("  ", "it is empty"),
        ("1", "line 1: it is no JSON array or object"),
        ("[1, 2", "cut off"),
        ('[{"a": "b', "cut off"),
        ('{"rows": [1,', "cut off"),
        ("[1 2]", "'2' stands where ',' should"),
        ("[1]\n x", "line 2: something follows after the end"),
        ('[\n{"a": tru, "bbbbbbbbbbbbbbbbbbbbbbbb": 1}]', "line 2: expecting value"),
        ("[NaN]", "NaN is no number"),
        ("[-Infinity]", "-Infinity is no number"),
        ("[" * 200_000, "nested too deeply"),
        ("[" * 200_000 + "]" * 200_000, "nested too deeply"),
        (b'["\xff\xfe"]', "it is not UTF-8"),
        ("{1: 2}", "the name of a member"),
        ('{"a" 2}', "stands where ':' should"),
    ],
)
def test_what_is_no_json_is_refused(text: str | bytes, said: str) -> None:
    assert said in why(text, "rows")


def test_a_value_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_items, "MOST_CHARACTERS", 1_000)
    assert "more than 1,000 characters" in why('["' + "a" * 3_000_000 + '"]')


def test_a_long_number_is_one() -> None:
    assert read("[" + "9" * 5000 + "]")[0].value == float("inf")
