"""The dot plot: dots where their probabilities say, came true above the line and the rest below."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.answer import Card, Dots, Section, Table
from tracker.render.dotplot import dot_plot, stacked
from tracker.render.output import Style, render

POINTS = [(0.2, 0.0), (0.2, 0.0), (0.2, 1.0), (0.9, 1.0), (1.0, 1.0), (0.0, 0.0), (0.5, 0.6)]
SHARES = st.floats(0, 1)


def test_dots_stand_on_their_probability() -> None:
    assert dot_plot(POINTS, 54) == [
        "came true          ●           ●               ●   ●",
        "           ┼─────────┼─────────┼─────────┼─────────┼",
        "           0%       25%       50%       75%       100%",
        "  did not  ●       ●",
        "                   ●",
    ]


def test_ascii_has_its_own_signs() -> None:
    drawn = dot_plot(POINTS, 54, unicode=False)
    assert drawn[1].strip() == "+---------+---------+---------+---------+"
    assert drawn[-1].strip() == "o"
    assert "".join(drawn).isascii()


def test_no_points_are_no_lines() -> None:
    assert dot_plot([], 80) == []


def test_a_pile_that_is_too_high_ends_in_a_plus() -> None:
    rows = dot_plot([(0.5, 1.0)] * 12, 60)
    assert rows[0].strip() == "+"
    assert sum(row.count("●") for row in rows) == 7


@given(st.lists(st.tuples(SHARES, SHARES), max_size=40), st.integers(1, 200))
def test_no_line_is_wider_than_asked(points: list[tuple[float, float]], width: int) -> None:
    assert all(len(line) <= max(width, 38) for line in dot_plot(points, width))


@given(st.lists(st.tuples(SHARES, st.sampled_from([0.0, 1.0])), max_size=40))
def test_no_dot_lies_upon_another(points: list[tuple[float, float]]) -> None:
    heights = stacked(points, 0.05)
    placed = list(zip(points, heights, strict=True))
    for place, ((p, y), height) in enumerate(placed):
        for (other, other_y), other_height in placed[:place]:
            if y == other_y and height == other_height:
                assert abs(p - other) >= 0.05


def test_a_section_of_dots_is_drawn_on_a_terminal_and_in_markdown() -> None:
    card = Card("Title", {}, (), [Section("Dots", Dots(POINTS))], Table((), []))
    style = Style(width=54, unicode=False)
    assert "\n".join(dot_plot(POINTS, 54, unicode=False)) in "".join(render(card, "table", style))
    assert "```\ncame true" in "".join(render(card, "markdown", style))
