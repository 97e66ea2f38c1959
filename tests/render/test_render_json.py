"""JSON and JSON lines: whole, in order, safe to show."""

import json
import math
import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.answer import Card, Column, Table
from tracker.render.output import Style, render

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)
RAW = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
    "|[\ud800-\udfff]"
)


def text(answer: Table | Card, form: str = "json", *, unicode: bool = True) -> str:
    return "".join(render(answer, form, Style(unicode=unicode)))


def table(*rows: dict[str, Any]) -> Table:
    return Table([Column("a", "A")], rows)


def card(**data: Any) -> Card:
    return Card("Title", data, [], [], table())


def test_rows_are_whole_and_in_their_order() -> None:
    assert text(table({"b": 1, "a": ["中"]}, {"a": None})) == (
        '[\n  {\n    "b": 1,\n    "a": [\n      "中"\n    ]\n  },\n  {\n    "a": null\n  }\n]\n'
    )


def test_no_rows_are_an_empty_array() -> None:
    assert text(table()) == "[]\n"
    assert text(table(), "jsonl") == ""


def test_a_card_is_its_data() -> None:
    assert text(card(b=1, a="中")) == '{\n  "b": 1,\n  "a": "中"\n}\n'
    assert text(card(b=1, a="中"), "jsonl") == '{"b": 1, "a": "中"}\n'


def test_a_row_a_line() -> None:
    assert text(table({"a": "x\ny"}, {"a": 2}), "jsonl") == '{"a": "x\\ny"}\n{"a": 2}\n'


def test_ascii_where_the_terminal_has_no_more() -> None:
    assert text(card(a="中"), "jsonl", unicode=False) == '{"a": "\\u4e2d"}\n'


def test_figures() -> None:
    given = {"a": 0.1 + 0.2, "b": 1.0, "c": math.inf, "d": -math.inf, "e": math.nan, "f": -0.0}
    assert text(card(**given), "jsonl") == (
        '{"a": 0.3, "b": 1.0, "c": "Infinity", "d": "-Infinity", "e": null, "f": 0.0}\n'
    )


def test_what_could_steer_a_terminal_is_escaped() -> None:
    given = "\x1b\x7f\x9b\u202e\u2028\ud800"
    shown = text(card(a=given), "jsonl")
    assert shown == '{"a": "\\u001b\\u007f\\u009b\\u202e\\u2028\\ud800"}\n'
    assert json.loads(shown) == {"a": given}


def test_rows_are_taken_one_at_a_time() -> None:
    taken = []

    def rows() -> Iterator[dict[str, int]]:
        for number in range(3):
            taken.append(number)
            yield {"a": number}

    for form in ("json", "jsonl"):
        taken.clear()
        chunks = render(Table([], rows()), form)  # type: ignore[arg-type]
        next(chunks)
        assert taken == [0]


def rounded(value: Any) -> Any:
    if isinstance(value, float):
        if math.isnan(value):
            return None
        return round(value, 12) if math.isfinite(value) else str(value).replace("inf", "Infinity")
    if isinstance(value, list):
        return [rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return value


@given(st.dictionaries(ANY_TEXT, VALUES, max_size=3), st.booleans())
def test_it_reads_back_and_shows_nothing_raw(row: dict[str, Any], unicode: bool) -> None:
    for form in ("json", "jsonl"):
        shown = text(card(row=row), form, unicode=unicode)
        assert json.loads(shown) == {"row": rounded(row)}
        assert not RAW.search(shown)
    shown = text(table(row, row), unicode=unicode)
    assert json.loads(shown) == [rounded(row)] * 2
    assert not RAW.search(shown)


def test_who_wants_json_waits_for_no_table() -> None:
    program = (
        "import sys\n"
        "from tracker.domain.answer import Column, Table\n"
        "from tracker.render.output import render\n"
        "list(render(Table([Column('a', 'A')], [{'a': 1}]), 'json'))\n"
        "print(sorted({'tabulate', 'wcwidth', 'csv', 'click', 'sqlalchemy'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
