"""Forecasts are found where they stand, with whose they are, by when and how likely."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.proposal import Proposal
from tracker.extract import EXTRACTORS
from tracker.formats.transcripts import read

SAID = date(2026, 3, 1)


def proposed(text: str) -> list[Proposal]:
    found: list[Proposal] = EXTRACTORS["cues"](read(text, name="talk"), said_on=SAID)
    return found


def test_a_dated_forecast_is_found_with_its_window() -> None:
    best = proposed("It rained today. I think robots will replace drivers by the end of 2030.")[0]
    assert "robots will replace drivers by the end of 2030" in best.quote
    assert (best.deadline, best.deadline_basis) == (date(2030, 12, 31), "stated")


def test_a_number_with_a_word_of_probability_is_stated() -> None:
    best = proposed("明年实现的概率有三成，这是我的判断。")[0]
    assert (best.belief.basis, best.belief.probability) == ("stated", 0.3)


@given(st.text() | st.lists(st.sampled_from(
    ["will ", "by 2030", "会", "。", "，", "?", "\n", "A: ", "B: ", "50%", "概率", "if ", "如果"]
), max_size=60).map("".join))  # fmt: skip
def test_any_text_gives_proposals_that_are_its_own_words(text: str) -> None:
    found = read(text, name="any")
    for each in EXTRACTORS["cues"](found, said_on=SAID):
        assert each.quote == text[each.start : each.end]
        assert each.quote.strip()
        assert 0 <= each.score <= 1
        assert any(turn.start <= each.start < each.end <= turn.end for turn in found.turns)
