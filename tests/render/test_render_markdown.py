"""Markdown: GitHub's tables, and no text that becomes markup."""

import pytest

from tracker.domain.answer import Card, Column, Section, Table
from tracker.render.markdown import escaped
from tracker.render.output import Style, render


def text(answer: Table | Card, *, unicode: bool = True) -> str:
    return "".join(render(answer, "markdown", Style(unicode=unicode)))


COLUMNS = [Column("claim", "Claim", "flow"), Column("brier", "Brier", "score")]


def test_a_table() -> None:
    table = Table(COLUMNS, [{"claim": "a|b\nc", "brier": 0.25}, {"claim": "中", "brier": None}])
    assert text(table) == ("| Claim | Brier |\n| --- | ---: |\n| a\\|b c | 0.250 |\n| 中 | – |\n")


def test_forecasts_keep_their_lines() -> None:
    forecasts = [
        {"owner": "A_b", "probability": 0.2, "basis": "stated"},
        {"owner": "C", "probability": 0.4, "basis": "imputed"},
    ]
    table = Table([Column("forecasts", "Forecasts", "forecasts")], [{"forecasts": forecasts}])
    assert text(table) == "| Forecasts |\n| --- |\n| A_b 20%<br>C ~ 40% |\n"


def test_no_rows_are_a_sentence() -> None:
    assert text(Table(COLUMNS, [], "No claims yet.")) == "No claims yet.\n"


def test_a_card() -> None:
    card = Card(
        "Claim *7*",
        {},
        [("Criteria", "one\ntwo"), ("Note", "")],
        [
            Section("Scores", Table(COLUMNS, [{"claim": "x", "brier": 0}]), "tracker show 7"),
            Section("Lines", ["# no heading", "1. no item", "plain"], "say `this`"),
        ],
        Table([], []),
    )
    assert text(card) == (
        "## Claim \\*7\\*\n\n- **Criteria:** one<br>two\n- **Note:**\n"
        "\n### Scores\n\n| Claim | Brier |\n| --- | ---: |\n| x | 0.000 |\n\n→ `tracker show 7`\n"
        "\n### Lines\n\n- \\# no heading\n- 1\\. no item\n- plain\n\n→ `` say `this` ``\n"
    )
    assert "-> `tracker show 7`" in text(card, unicode=False)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("<script>", "&lt;script>"),
        ("R&D &lt; x", "R&D &amp;lt; x"),
        ("[a](b)", "\\[a\\](b)"),
        ("a\\|b", "a\\\\\\|b"),
        ("snake_case _word_", "snake_case \\_word\\_"),
        ("~ 40% ~~x~~", "~ 40% \\~\\~x\\~~"),
        ("\x1b[0m\u202e", "�\\[0m�"),
    ],
)
def test_escaped(given: str, shown: str) -> None:
    assert escaped(given) == shown
