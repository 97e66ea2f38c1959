"""Tables and cards on a terminal: aligned by cells, never too wide, never a raw control."""

import re
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from tracker.domain.answer import Card, Cell, Column, Row, Section, Table
from tracker.render.output import FORMATS, Style, render

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
UNSHOWN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
    "|[\ud800-\udfff]"
)
COLOURS = re.compile("\x1b\\[[0-9]+m")

COLUMNS = [
    Column("id", "ID", "id"),
    Column("statement", "Claim", "flow"),
    Column("forecasts", "Forecasts", "forecasts"),
    Column("evidence_count", "Evidence", "evidence"),
    Column("due", "Due", "due"),
]
CLAIMS: list[Row] = [
    {
        "id": 7,
        "statement": "三到五年后，中国最领先的公司成为全球最领先的人工智能公司，"
        "在2031年1月10日之前。",
        "forecasts": [
            {"owner": "林俊旸", "probability": 0.2, "basis": "stated"},
            {
                "owner": "很多研究员",
                "probability": 0.58,
                "low": 0.4,
                "high": 0.75,
                "basis": "imputed",
                "reported_by": "李广密",
            },
        ],
        "evidence_count": {"supports": 3, "refutes": 1, "neutral": 2},
        "status": "open",
        "deadline": "2031-01-10",
        "days_left": 1509,
    },
    {
        "id": 12,
        "statement": "In 2026 a new AI paradigm appears that gives the same gain for less input.",
        "forecasts": [{"owner": "唐杰", "low": 0.9, "high": 0.99, "probability": 0.95}],
        "evidence_count": {"supports": 0, "refutes": 0, "neutral": 0},
        "status": "overdue",
        "deadline": "2026-01-10",
        "days_left": -318,
    },
]
CLAIM_TABLE = Table(COLUMNS, CLAIMS)


def text(answer: Table | Card, style: Style) -> str:
    return "".join(render(answer, "table", style))


CARD = Card(
    "#7 三到五年后，中国最领先的公司成为全球最领先的人工智能公司，在2031年1月10日之前。",
    {"id": 7},
    [
        ("Status", "open"),
        ("说话人", "林俊旸 (Alibaba)"),
        ("Criteria", "Yes if two of the five leaderboards named below put a Chinese team first."),
        ("Note", ""),
    ],
    [
        Section(
            "Evidence (2)",
            Table(
                [
                    Column("on", "On", "day"),
                    Column("stance", "Stance", "stance"),
                    Column("weight", "Weight", "number"),
                ],
                [
                    {"on": "2026-09-01", "stance": "supports", "weight": 1.5},
                    {"on": None, "stance": "refutes", "weight": None},
                ],
            ),
            'tracker evidence add 7 "what was seen" --supports --url https://example.org/a/long/path',
        ),
        Section("Forecasts", Table(COLUMNS, [], "None yet.")),
        Section(
            "History", ["2026-11-24 add: the claim was written down by its recorder that day."]
        ),
    ],
    Table(COLUMNS, CLAIMS),
)

WIDE = """\
ID  Claim                                                   Forecasts            Evidence  Due
──  ──────────────────────────────────────────────────────  ───────────────────  ────────  ────────────────────────────
7   三到五年后，中国最领先的公司成为全球最领先的人工智能公  林俊旸 20%           ▲3 ▼1 ·2  2031-01-10, in 1509 days
    司，在2031年1月10日之前。                               很多研究员 ~ 40–75%
                                                              (via 李广密)
12  In 2026 a new AI paradigm appears that gives the same   唐杰 90–99%          –         2026-01-10, 318 days overdue
    gain for less input.
"""  # noqa: E501 - as wide as the terminal it is for

MIDDLE = """\
ID  Claim                             Forecasts       Evidence  Due
──  ────────────────────────────────  ──────────────  ────────  ────────────────
7   三到五年后，中国最领先的公司成为  林俊旸 20%      ▲3 ▼1 ·2  2031-01-10,
    全球最领先的人工智能公司，在      很多研究员                in 1509 days
    2031年1月10日之前。                 ~ 40–75%
                                        (via 李广密)
12  In 2026 a new AI paradigm         唐杰 90–99%     –         2026-01-10,
    appears that gives the same gain                            318 days overdue
    for less input.
"""

NARROW = """\
ID: 7
Claim: 三到五年后，中国最领先的公司成为全球最领先的人工智能
  公司，在2031年1月10日之前。
Forecasts: 林俊旸 20%
  很多研究员 ~ 40–75% (via 李广密)
Evidence: ▲3 ▼1 ·2
Due: 2031-01-10, in 1509 days

ID: 12
Claim: In 2026 a new AI paradigm appears that gives the same
  gain for less input.
Forecasts: 唐杰 90–99%
Evidence: –
Due: 2026-01-10, 318 days overdue
"""

CARD_TEXT = """\
#7 三到五年后，中国最领先的公司成为全球最领先的人工智能公
司，在2031年1月10日之前。

Status    open
说话人    林俊旸 (Alibaba)
Criteria  Yes if two of the five leaderboards named below
          put a Chinese team first.
Note      –

Evidence (2)
On          Stance      Weight
──────────  ──────────  ──────
2026-09-01  ▲ supports   1.500
            ▼ refutes        –
→ tracker evidence add 7 "what was seen" --supports --url https://example.org/a/long/path

Forecasts
None yet.

History
2026-11-24 add: the claim was written down by its recorder
  that day.
"""


@pytest.mark.parametrize(
    ("answer", "cells", "expected"),
    [
        (CLAIM_TABLE, 120, WIDE),
        (CLAIM_TABLE, 80, MIDDLE),
        (CLAIM_TABLE, 60, NARROW),
        (CARD, 60, CARD_TEXT),
    ],
)
def test_sessions(answer: Table | Card, cells: int, expected: str) -> None:
    assert text(answer, Style(cells)) == expected


@pytest.mark.parametrize("answer", [CLAIM_TABLE, CARD])
@pytest.mark.parametrize("cells", [0, 40, 60, 80, 120])
@pytest.mark.parametrize("form", FORMATS)
def test_colour_changes_no_other_character(answer: Table | Card, cells: int, form: str) -> None:
    plain = "".join(render(answer, form, Style(cells)))
    coloured = "".join(render(answer, form, Style(cells, colour=True)))
    assert COLOURS.sub("", coloured) == plain
    assert form == "table" or coloured == plain


def test_columns_begin_where_their_headings_do() -> None:
    for cells in (70, 80, 100, 120, 200):
        _, rule, *lines = text(CLAIM_TABLE, Style(cells)).splitlines()
        gaps = [found.start() for found in re.finditer("(?<=─)  (?=─)", rule)]
        assert len(gaps) == 4
        for line in lines:
            by_cell = "".join(
                character + "\0" * (wcswidth(character) - 1) for character in line
            ).ljust(len(rule))
            assert {by_cell[gap : gap + 2] for gap in gaps} == {"  "}


def test_no_terminal_is_a_hundred_cells() -> None:
    assert text(CLAIM_TABLE, Style(0)) == text(CLAIM_TABLE, Style(100))
    assert max(map(wcswidth, text(CARD, Style(0)).splitlines())) <= 100


def test_dates_ids_and_figures_are_never_broken() -> None:
    for cells in range(20, 130):
        shown = text(CLAIM_TABLE, Style(cells))
        for whole in ("2031-01-10", "2026-01-10", "40–75%", "▲3 ▼1 ·2"):
            assert whole in shown


def test_without_unicode_the_signs_are_ascii() -> None:
    rows: list[Row] = [{**row, "statement": "x", "forecasts": []} for row in CLAIMS]
    assert text(Table(COLUMNS, rows), Style(80, unicode=False)).isascii()
    assert "\n-> tracker evidence add 7" in text(CARD, Style(80, unicode=False))


def test_figures_stand_at_the_right() -> None:
    columns = [Column("n", "Claims", "number"), Column("brier", "Brier", "score")]
    rows: list[Row] = [{"n": 9, "brier": 0.12}, {"n": 10, "brier": None}]
    assert text(Table(columns, rows), Style(80)) == (
        "Claims  Brier\n──────  ─────\n     9  0.120\n    10      –\n"
    )


@pytest.mark.parametrize(
    ("column", "row", "expected"),
    [
        (Column("status", "Status", "status"), {"status": "overdue"}, "\x1b[31moverdue\x1b[0m"),
        (Column("status", "Status", "status"), {"status": "open"}, "open"),
        (Column("s", "Stance", "stance"), {"s": "supports"}, "\x1b[32m▲ supports\x1b[0m"),
        (
            Column("e", "Evidence", "evidence"),
            {"evidence_count": {"supports": 12, "refutes": 1}},
            "\x1b[32m▲12\x1b[0m \x1b[31m▼1\x1b[0m",
        ),
        (
            Column("d", "Due", "due"),
            {"status": "open", "deadline": "2026-12-31", "days_left": 30},
            "\x1b[33m2026-12-31, in 30 days\x1b[0m",
        ),
        (
            Column("d", "Due", "due"),
            {"status": "open", "deadline": "2026-12-31", "days_left": 31},
            "2026-12-31, in 31 days",
        ),
        (
            Column("d", "Due", "due"),
            {"status": "resolved", "outcome": "no", "days_left": -3},
            "no",
        ),
    ],
)
def test_colours(column: Column, row: Row, expected: str) -> None:
    shown = text(Table([column], [row]), Style(80, colour=True)).splitlines()
    assert shown[0] == f"\x1b[1m{column.heading}\x1b[0m"
    assert shown[2] == expected


def test_texts_beside_each_other_share_what_is_left() -> None:
    columns = [Column("a", "A", "flow"), Column("b", "B", "flow"), Column("c", "C")]
    rows = [{"a": "word " * 20, "b": "字" * 40, "c": "short"}]
    shown = text(Table(columns, rows), Style(61)).splitlines()
    assert shown[1] == f"{'─' * 24}  {'─' * 26}  {'─' * 5}"
    assert "".join(shown).count("字") == 40


def test_labels_that_are_too_long_stand_alone() -> None:
    card = Card("", {}, [("x" * 30, "value"), ("y", "z")], [], CLAIM_TABLE)
    edge = " " * 22
    assert text(card, Style(60)) == f"{'x' * 30}\n{edge}value\n{'y':<20}  z\n"


def test_a_card_may_have_but_sections() -> None:
    card = Card("", {}, [], [Section("", ["line"]), Section("B", ["x\n  y"])], CLAIM_TABLE)
    assert text(card, Style(60)) == "line\n\nB\nx\n  y\n"


KINDS: list[Cell] = ["text", "flow", "id", "day", "number", "list", "belief", "status", "stance"]
PLAIN_KINDS = [kind for kind in KINDS if kind not in {"list", "belief"}]


@given(
    st.lists(st.tuples(ANY_TEXT, ANY_TEXT, ANY_TEXT), max_size=3),
    st.tuples(*[st.sampled_from(PLAIN_KINDS)] * 3),
    ANY_TEXT,
    st.sampled_from([60, 61, 80, 120]),
    st.booleans(),
)
def test_any_text_is_safe_and_fits(
    texts: list[tuple[str, str, str]],
    kinds: tuple[Cell, Cell, Cell],
    heading: str,
    cells: int,
    colour: bool,
) -> None:
    columns = [Column(str(i), heading, kind) for i, kind in enumerate(kinds)]
    rows = [{str(i): value for i, value in enumerate(row)} for row in texts]
    table = Table(columns, rows, heading)
    card = Card(heading, {}, [(a, b) for a, b, _ in texts], [Section(heading, table)], table)
    lines_of_text = Section(heading, [value for row in texts for value in row])
    for answer in (table, card, card._replace(sections=[lines_of_text])):
        shown = COLOURS.sub("", text(answer, Style(cells, colour=colour)))
        assert not UNSHOWN.search(shown)
        for line in shown.split("\n"):
            assert 0 <= wcswidth(line) <= cells
        markdown = "".join(render(answer, "markdown"))
        assert not UNSHOWN.search(markdown)


@given(ANY_TEXT, ANY_TEXT, st.sampled_from([60, 80]))
def test_any_name_in_a_forecast_is_safe_and_fits(owner: str, option: str, cells: int) -> None:
    forecasts: list[dict[str, Any]] = [
        {"owner": owner, "probability": 0.5, "basis": "stated", "reported_by": option},
        {"owner": owner + "x", "distribution": {option: 0.5, "B": 0.5}, "basis": "stated"},
    ]
    row = {"forecasts": forecasts, "status": "void", "outcome": option, "days_left": 1}
    columns = [*COLUMNS[2:], Column("n", "Note", "flow")]
    shown = text(Table(columns, [row | {"n": option}]), Style(cells))
    assert not UNSHOWN.search(shown)
    assert all(0 <= wcswidth(line) <= cells for line in shown.split("\n"))


def test_twenty_rows_take_no_time() -> None:
    table = Table(COLUMNS, CLAIMS * 10)
    text(table, Style(80))
    begun = time.perf_counter()
    text(table, Style(80))
    assert time.perf_counter() - begun < 0.03
