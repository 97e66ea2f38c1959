"""A compact text has no room in it, and every word finds its way back to its place."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.extract.compact import Compact

TEXT = st.text(alphabet="ab，\n\t ", max_size=60)


@given(TEXT)
def test_words_keep_their_order_and_find_their_place(text: str) -> None:
    compact = Compact(text)
    assert compact.text.split() == text.split()
    assert "  " not in compact.text
    for place, character in enumerate(text):
        if character not in " \t":
            here = compact.place(place)
            assert compact.text[here] == character
            assert compact.original(here) == place


@given(TEXT, st.integers(0, 60))
def test_a_place_that_went_is_the_nearest_after_it(text: str, place: int) -> None:
    compact, place = Compact(text), min(place, len(text))
    rest = compact.text[compact.place(place) :]
    assert rest.split() == text[place:].split()


def test_a_gap_is_one_blank() -> None:
    compact = Compact("going        to\n  rain")
    assert compact.text == "going to\n rain"
    assert [compact.original(at) for at in (0, 6, 10)] == [0, 13, 18]
