"""How lines break: by cells, Latin at blanks, Chinese anywhere but at its marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.render.wrap import paragraphs, width, wrap

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
MIXED = st.text(st.sampled_from("中国，。“”（）ab1 -%年👩\u200d💻️é\u0301کि☀\ufe0f\n"), max_size=60)


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("一二三四五六", 5, ["一二", "三四", "五六"]),
        ("一二三四，五六", 8, ["一二三", "四，五六"]),
        ("他说：“好。”然后走", 10, ["他说：", "“好。”然后", "走"]),
        ("在2026年之前", 6, ["在", "2026年", "之前"]),
        ("到2031-01-10为止", 12, ["到2031-01-10", "为止"]),
        ("两段\n各自", 10, ["两段", "各自"]),
        ("  indented text here", 12, ["  indented", "  text here"]),
        ("👩\u200d💻👩\u200d💻", 2, ["👩\u200d💻", "👩\u200d💻"]),
    ],
)
def test_wrap(text: str, cells: int, lines: list[str]) -> None:
    assert wrap(text, cells) == lines


def test_later_lines_hang() -> None:
    assert wrap("one two three", 7, hang=2) == ["one two", "  three"]


def test_names_break_at_blanks_only() -> None:
    assert wrap("姚顺雨 林俊旸", 8, words=True) == ["姚顺雨", "林俊旸"]
    assert wrap("姚顺雨林俊旸", 8, words=True) == ["姚顺雨林", "俊旸"]


def test_paragraphs_keep_breaks_and_indents_but_no_other_blanks() -> None:
    assert paragraphs("a \t b\r\n  c\x1bd") == "a b\n  c�d"


@given(ANY_TEXT | MIXED, st.integers(16, 60), st.sampled_from([0, 2]), st.booleans())
def test_no_line_is_too_wide_and_nothing_is_lost(
    text: str, cells: int, hang: int, words: bool
) -> None:
    text = paragraphs(text)
    lines = wrap(text, cells, hang=hang, words=words)
    assert all(width(line) <= cells for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
