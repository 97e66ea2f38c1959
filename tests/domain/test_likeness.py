"""How alike two statements are by their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.likeness import ALIKE, Known, features

STATEMENTS = [
    (1, "A Chinese company leads the world in AI within five years."),
    (2, "A new paradigm appears in 2026 that needs far less data."),
    (3, "三到五年后中国公司成为全球最领先的AI公司"),
    (4, "今年会出现新的范式"),
    (5, "Robots fold laundry in ten thousand homes by the end of 2027."),
]


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("I think a Chinese company will lead the world in AI in five years", 1),
        ("我觉得三到五年后，中国公司会成为全球最领先的AI公司", 3),
        ("by the end of 2027 robots will fold laundry in ten thousand homes", 5),
    ],
)
def test_the_same_words_in_another_order_are_found(text: str, nearest: int) -> None:
    ((found, alike),) = Known(STATEMENTS).nearest(text)
    assert found == nearest
    assert alike >= ALIKE


@pytest.mark.parametrize(
    "text",
    [
        "The end of the year is near.",
        "Oil costs more than 100 dollars by the end of 2027.",
        "今年的会场在北京",
        "I will not say what I think of that.",
        "5 years",
        "",
        "…",
    ],
)
def test_what_shares_only_common_words_is_not_alike(text: str) -> None:
    assert all(alike < ALIKE for _, alike in Known(STATEMENTS).nearest(text, 9))


def test_words_that_say_nothing_do_not_count() -> None:
    assert features("We think that it would be the one") == frozenset()
    assert features("AI成为未来") == {"ai", "成为", "为未", "未来"}


def test_an_id_is_named_once_with_its_best_text() -> None:
    known = Known([(7, "rain over Oslo town hall today"), (7, "nothing at all about weather")])
    found = known.nearest("rain over Oslo town hall today", 5)
    assert [known_id for known_id, _ in found] == [7]


@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=30))
def test_any_text_has_an_answer_from_0_to_1_in_a_fixed_order(texts: list[str], text: str) -> None:
    known = list(enumerate(texts))
    found = Known(known).nearest(text, 9)
    assert found == Known(known).nearest(text, 9)
    assert all(0 <= alike <= 1.000001 for _, alike in found)
    assert [alike for _, alike in found] == sorted((alike for _, alike in found), reverse=True)
