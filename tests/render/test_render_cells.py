"""How each kind of cell reads."""

from typing import Any

import pytest

from tracker.domain.answer import Cell, Column
from tracker.render.cells import belief, percent, written


def cell(kind: Cell, value: Any, *, unicode: bool = True) -> str:
    return written(Column("value", "Value", kind), {"value": value}, unicode=unicode)


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.2, "20%"),
        (0.29, "29%"),
        (0.125, "12.5%"),
        (0.001, "0.1%"),
        (0.0, "0%"),
        (-0.0, "0%"),
        (1.0, "100%"),
        (1, "100%"),
        (1 / 3, "33.3%"),
        (0.0004, "0.04%"),
        (0.99996, "99.996%"),
        (0.1 + 0.1, "20%"),
        (float("nan"), "–"),
    ],
)
def test_percent(probability: float, text: str) -> None:
    assert percent(probability) == text


@pytest.mark.parametrize(
    ("forecast", "text"),
    [
        ({"basis": "stated", "probability": 0.2}, "20%"),
        ({"basis": "stated", "probability": 0.6667, "low": None, "high": None}, "66.67%"),
        ({"basis": "stated", "probability": 0.675, "low": 0.55, "high": 0.8}, "55–80%"),
        ({"basis": "stated", "probability": 0.5, "low": 0.5, "high": 0.5}, "50%"),
        ({"basis": "imputed", "probability": 0.95, "low": 0.9, "high": 0.99}, "~ 90–99%"),
        ({"basis": "imputed", "probability": 0.45, "low": None, "high": None}, "~ 45%"),
        ({"basis": "none", "probability": None, "low": None, "high": None}, "(no number)"),
        ({"basis": "stated", "distribution": {"B": 0.3, "A": 0.5}}, "A 50%, B 30%"),
        (
            {"basis": "stated", "distribution": {"A": 0.5, "B": 0.3, "C": 0.2}},
            "A 50%, B 30%, C 20%",
        ),
        (
            {"basis": "stated", "distribution": dict.fromkeys("ABCDE", 0.2)},
            "A 20%, B 20%, C 20%, D 20%…",
        ),
        ({"basis": "stated", "unit": "h", "distribution": {"5%": 4, "50%": 12}}, "12 h (4–12)"),
        ({"basis": "stated", "distribution": {"95%": 22, "5%": 4, "50%": 12.0}}, "12 (4–22)"),
        ({"basis": "stated", "distribution": {"50%": 1.5}}, "1.5"),
        ({"basis": "stated", "distribution": {"10%": 4, "90%": 22}}, "4–22"),
        (
            {
                "basis": "imputed",
                "distribution": {"10%": "2030-01-01", "50%": "2031-01-01", "90%": "2040-01-01"},
            },
            "~ 2031-01-01 (2030-01-01–2040-01-01)",
        ),
    ],
)
def test_belief(forecast: dict[str, Any], text: str) -> None:
    assert belief(forecast) == text
    assert cell("belief", forecast) == text
    assert belief(forecast, unicode=False) == text.replace("–", "-").replace("…", "...")


@pytest.mark.parametrize(
    ("kind", "value", "text", "ascii_text"),
    [
        ("text", None, "", ""),
        ("text", "a\nb\tc", "a b c", "a b c"),
        ("text", "\x1b[31mred", "�[31mred", "�[31mred"),
        ("text", True, "yes", "yes"),
        ("text", 2.0, "2", "2"),
        ("text", {"read": 2, "added": 1}, "read: 2, added: 1", "read: 2, added: 1"),
        ("id", 7, "7", "7"),
        ("day", "2026-12-31", "2026-12-31", "2026-12-31"),
        ("day", None, "", ""),
        ("list", ["china", "agents"], "china, agents", "china, agents"),
        ("list", [], "", ""),
        ("number", None, "–", "-"),
        ("number", 12, "12", "12"),
        ("number", 0.12, "0.120", "0.120"),
        ("number", -0.0001, "0.000", "0.000"),
        ("number", float("inf"), "∞", "inf"),
        ("number", "Infinity", "∞", "inf"),
        ("number", "-Infinity", "-∞", "-inf"),
        ("number", float("nan"), "–", "-"),
        ("score", 0, "0.000", "0.000"),
        ("score", 0.12345, "0.123", "0.123"),
        ("score", None, "–", "-"),
        ("percent", 0.125, "12.5%", "12.5%"),
        ("percent", None, "–", "-"),
        ("range", [0.01, 0.61], "0.010–0.610", "0.010-0.610"),
        ("range", [None, 0.61], "–", "-"),
        ("range", None, "–", "-"),
        ("stance", "supports", "▲ supports", "+ supports"),
        ("stance", "refutes", "▼ refutes", "- refutes"),
        ("stance", "neutral", "· neutral", "~ neutral"),
        ("status", "overdue", "overdue", "overdue"),
    ],
)
def test_values(kind: Cell, value: Any, text: str, ascii_text: str) -> None:
    assert cell(kind, value) == text
    assert cell(kind, value, unicode=False) == ascii_text


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ({"supports": 3, "refutes": 1, "neutral": 2}, "▲3 ▼1 ·2"),
        ({"supports": 0, "refutes": 1, "neutral": 0}, "▼1"),
        ({"supports": 0, "refutes": 0, "neutral": 0}, "–"),
        (None, "–"),
    ],
)
def test_evidence(counts: dict[str, int] | None, text: str) -> None:
    column = Column("evidence_count", "Evidence", "evidence")
    assert written(column, {"evidence_count": counts}) == text


def test_evidence_in_ascii() -> None:
    row = {"evidence_count": {"supports": 3, "refutes": 1, "neutral": 2}}
    column = Column("evidence_count", "Evidence", "evidence")
    assert written(column, row, unicode=False) == "+3 -1 ~2"


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"status": "open", "deadline": "2026-12-31", "days_left": 37}, "2026-12-31, in 37 days"),
        ({"status": "open", "deadline": "2026-12-31", "days_left": 1}, "2026-12-31, in 1 day"),
        ({"status": "open", "deadline": "2026-12-31", "days_left": 0}, "2026-12-31, today"),
        (
            {"status": "overdue", "deadline": "2026-01-10", "days_left": -318},
            "2026-01-10, 318 days overdue",
        ),
        (
            {"status": "overdue", "deadline": "2026-01-10", "days_left": -1},
            "2026-01-10, 1 day overdue",
        ),
        ({"status": "open", "deadline": None, "days_left": None}, "no deadline"),
        ({"status": "open", "deadline": "2026-12-31"}, "2026-12-31"),
        (
            {"status": "resolved", "outcome": "yes", "resolved_on": "2026-03-01"},
            "yes on 2026-03-01",
        ),
        (
            {"status": "void", "outcome": "ambiguous", "resolved_on": "2026-03-01"},
            "ambiguous on 2026-03-01",
        ),
        ({"status": "void", "outcome": None, "resolved_on": None}, "void"),
    ],
)
def test_due(row: dict[str, Any], text: str) -> None:
    assert written(Column("due", "Due", "due"), row) == text


def test_forecasts_show_the_latest_of_each_owner() -> None:
    def forecast(owner: str, made_on: str | None, probability: float, **more: Any) -> Any:
        given = {"owner": owner, "made_on": made_on, "probability": probability}
        return given | {"basis": "stated", "reported_by": None} | more

    row = {
        "forecasts": [
            forecast("林俊旸", "2026-02-01", 0.3),
            forecast("很多研究员", None, 0.5, reported_by="李广密", basis="imputed"),
            forecast("林俊旸", "2026-01-10", 0.2),
            forecast("林俊旸", "2026-02-01", 0.4),
            forecast("林俊旸", "2026-03-01", 0.9, withdrawn_because="mistyped"),
        ]
    }
    column = Column("forecasts", "Forecasts", "forecasts")
    assert written(column, row) == "林俊旸 40%\n很多研究员 ~ 50% (via 李广密)"
    assert written(column, {"forecasts": []}) == ""


def test_a_key_reaches_into_objects() -> None:
    row = {"stated": {"brier": 0.25}, "a.b": 1, "none": None}
    assert written(Column("stated.brier", "Brier", "score"), row) == "0.250"
    assert written(Column("a.b", "A", "number"), row) == "1"
    assert written(Column("none.brier", "Brier", "score"), row) == "–"
    assert written(Column("missing", "Missing"), row) == ""
