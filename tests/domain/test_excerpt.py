"""The words around a quote, and the question that it answers."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.excerpt import ROOM, Excerpt, Excerpts, around
from tracker.domain.transcript import Transcript, Turn

TEXT = "Will it rain? Ann: It will, I think. Good. Bo: It will not. Ann: Thanks."


def transcript(*turns: tuple[str | None, str]) -> Transcript:
    found = []
    for speaker, words in turns:
        start = TEXT.index(words)
        found.append(Turn(speaker, start, start + len(words)))
    return Transcript(TEXT, TEXT, tuple(found))


TALK = transcript(
    ("Host", "Will it rain?"),
    ("Ann", "It will, I think. Good."),
    ("Bo", "It will not."),
    ("Ann", "Thanks."),
)


def excerpt(words: str) -> Excerpt:
    start = TEXT.index(words)
    return Excerpts(TALK).around(start, start + len(words))


def test_what_surrounds_a_quote_ends_with_its_turn() -> None:
    assert excerpt("I think.") == ("Host: Will it rain?", "It will,", "Good.")


def test_several_answer_one_question() -> None:
    assert excerpt("It will not.") == ("Host: Will it rain?", None, None)


def test_nobody_answers_themselves() -> None:
    assert excerpt("Will it rain?")[0] is None
    alone = transcript(("Host", "Will it rain?"), ("Host", "It will, I think. Good."))
    assert Excerpts(alone).question(1) is None


def test_a_long_surrounding_is_cut_at_a_sentence_and_says_so() -> None:
    text = "One two three. " * 40
    _, before, after = around(text, 300, 310)
    assert before is not None
    assert after is not None
    assert before.startswith("…")
    assert after.endswith("three.…")
    assert len(before) <= ROOM + 1


@given(st.text(max_size=400), st.integers(0, 400), st.integers(0, 400))
def test_any_span_has_surroundings(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    _, before, after = around(text, start, end)
    for said in (before, after):
        assert said is None or 0 < len(said) <= ROOM + 1
