"""Days and spans that a person types: the first day of a span, and how far ahead words reach."""

from datetime import date

import pytest

from tracker.domain.days import opening, span
from tracker.errors import InvalidDate, InvalidInput

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *(("90d", 90), ("12w", 84), ("9", 9), ("3 months", 92), ("三个月", 92), ("半年", 181)),
        *(("6m", 180), ("1y", 365), ("90 d", 90), ("30D", 30)),
        *(("two years", 731), ("by the end of 2026", 36), ("the next 10 days", 10)),
    ],
)
def test_span_in_days_or_words(text: str, days: int) -> None:
    assert span(text, lambda: TODAY) == days


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "",
        "1x",
        "99999d",
        "500 years",
        "3-6 months",
        "after 2030",
        "in 3 years",
        "last year",
    ],
)
def test_no_span(text: str) -> None:
    with pytest.raises(InvalidInput):
        span(text, lambda: TODAY)


def test_opening_takes_the_first_day_of_a_span_and_says_so() -> None:
    assert opening("2027-03-01", TODAY, "--opens") == (date(2027, 3, 1), [])
    assert opening("tomorrow", TODAY, "--opens") == (date(2026, 11, 26), [])
    day, remarks = opening("early 2027", TODAY, "--opens")
    assert day == date(2027, 1, 1)
    assert remarks == ["--opens 'early 2027' is read as 2027-01-01"]
    assert opening("after 2030", TODAY, "--opens")[0] == date(2031, 1, 1)


@pytest.mark.parametrize("text", ["soon", "很快", "banana", "2027-02-30"])
def test_opening_needs_a_first_day(text: str) -> None:
    with pytest.raises(InvalidDate):
        opening(text, TODAY, "--opens")
