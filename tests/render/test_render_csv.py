"""CSV: rectangular, safe to open, and the same when read back."""

import csv
import io
import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.domain.answer import Card, Cell, Column, Table
from tracker.domain.spreadsheet import neutral, original
from tracker.domain.text import accept
from tracker.errors import InvalidInput
from tracker.render.output import render

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=20)
FORMULAS = st.text(st.sampled_from("=+-@|%' \t\n1.e,\"字"), max_size=8)


def text(table: Table | Card) -> str:
    return "".join(render(table, "csv"))


def read(shown: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(shown, newline=""), strict=True))


def cell(value: Any) -> str:
    return read(text(Table([Column("x", "X"), Column("y", "Y")], [{"x": value, "y": 1}])))[1][0]


def dangerous(shown: str) -> bool:
    number = r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?%?"
    return bool(
        re.match(r"[ \t\r\n]*[=+\-@|%]|[\t\r\0]", shown)
        and not re.fullmatch(number, shown)
        and not re.fullmatch(r"-+|—", shown.strip())
    )


def test_a_header_of_keys_and_lines_that_end_as_the_standard_says() -> None:
    table = Table(
        [Column("id", "ID", "id"), Column("stated.brier", "Brier", "score")],
        [{"id": 1, "stated": {"brier": 0.1 + 0.2}}, {"id": 2, "stated": {"brier": None}}],
    )
    assert text(table) == "id,stated.brier\r\n1,0.3\r\n2,\r\n"


def test_no_rows_are_a_header() -> None:
    assert text(Table([Column("a", "A"), Column("b", "B")], [])) == "a,b\r\n"


def test_a_card_is_its_flat_table() -> None:
    flat = Table([Column("a", "A")], [{"a": "x,y"}])
    assert text(Card("Title", {"b": 1}, [], [], flat)) == 'a\r\n"x,y"\r\n'


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (0.2, "0.2"),
        (-0.5, "-0.5"),
        (float("inf"), "Infinity"),
        (float("nan"), ""),
        (True, "true"),
        (["a", "b"], "a;b"),
        ([1, 2], "1;2"),
        (["=1+1", "b"], "'=1+1;b"),
        ({"supports": 1}, '{"supports": 1}'),
        ([{"owner": "林俊旸"}], '[{"owner": "林俊旸"}]'),
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("'=1+1", "''=1+1"),
        ("＝1+1", "'＝1+1"),
        ("\tx", "'\tx"),
        ("-0.5", "-0.5"),
        ("+1e9%", "+1e9%"),
        ("-x", "'-x"),
        ("-", "'-"),
        ("a=b", "a=b"),
        ("a\r\nb\x1bc\ud800", "a\nbc�"),
    ],
)
def test_cells(value: Any, shown: str) -> None:
    assert cell(value) == shown


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("due", "deadline", "2026-12-31"),
        ("evidence", "evidence_count", {"supports": 1}),
        ("forecasts", "forecasts", []),
    ],
)
def test_cells_of_whole_rows_have_the_value_behind_them(kind: Cell, key: str, value: Any) -> None:
    table = Table([Column("shown", "Shown", kind), Column("y", "Y")], [{key: value, "y": 1}])
    expected = {"due": "2026-12-31", "evidence": '{"supports": 1}', "forecasts": ""}[kind]
    assert read(text(table))[1] == [expected, "1"]


def test_a_long_table_comes_in_chunks() -> None:
    table = Table([Column("a", "A")], [{"a": "x" * 1000}] * 200)
    chunks = list(render(table, "csv"))
    assert len(chunks) > 1
    assert len(read("".join(chunks))) == 201


@given(st.lists(st.tuples(ANY_TEXT | FORMULAS, ANY_TEXT | FORMULAS), max_size=4))
def test_rectangular_and_nothing_runs(rows: list[tuple[str, str]]) -> None:
    columns = [Column("x", "X"), Column("y", "Y")]
    shown = text(Table(columns, [{"x": x, "y": y} for x, y in rows]))
    found = read(shown.encode().decode())
    assert [len(row) for row in found] == [2] * (len(rows) + 1)
    assert not any(dangerous(value) for row in found for value in row)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", shown)


@given(ANY_TEXT | FORMULAS)
def test_what_the_ledger_keeps_reads_back(given_text: str) -> None:
    try:
        kept = accept(given_text, "text", empty=True)
    except InvalidInput:
        assume(False)
    assert original(cell(kept)) == kept


@given(ANY_TEXT | FORMULAS)
def test_original_takes_back_neutral(value: str) -> None:
    assert original(neutral(value)) == value
