"""Distributions as they are typed: what is read, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.distribution import amount, read_options, read_quantiles, read_shares
from tracker.errors import InvalidInput
from tracker.formats.csv_columns import read_distribution, written_distribution
from tracker.formats.distribution import check_distribution

OPTIONS = ("A", "b c", "x=y")


def quantiles(*given: str, intervals: tuple[str, ...] = (), unit: str | None = None) -> object:
    return read_quantiles(
        given, intervals, kind="number", unit=unit, day=lambda text, _: date.fromisoformat(text)
    )


def test_options_with_and_without_probabilities() -> None:
    assert read_options(["A=50%", "B=1/4", "C=0.25"]) == (
        ("A", "B", "C"),
        {"A": 0.5, "B": 0.25, "C": 0.25},
    )
    assert read_options(["A", "B"]) == (("A", "B"), None)


def test_shares_stand_in_the_order_of_the_options() -> None:
    found = read_shares(["x=y=20%", "B C=30%", "A=50%"], OPTIONS)
    assert list(found.items()) == [("A", 0.5), ("b c", 0.3), ("x=y", 0.2)]


def test_thirds_add_up_within_the_tolerance() -> None:
    assert read_options(["A=0.3333333", "B=0.3333333", "C=0.3333334"])[1] is not None
    with pytest.raises(InvalidInput, match=r"adds up to 0\.99"):
        read_options(["A=0.33", "B=0.33", "C=0.33"])


def test_an_interval_is_two_quantiles() -> None:
    assert quantiles("50%=12 h", intervals=("90%=4..22h", "50.5%=8…14"), unit="h") == {
        "5%": 4,
        "24.75%": 8,
        "50%": 12,
        "75.25%": 14,
        "95%": 22,
    }


@pytest.mark.parametrize("text", ["inf", "nan", "1e999", "", "12 d", "0x12", "1_000", "１２"])
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(InvalidInput):
        amount(text, "h", "it")


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=5).filter(any))
def test_shares_survive_csv(weights: list[int]) -> None:
    shares = {f"o{place};=\\": weight / sum(weights) for place, weight in enumerate(weights)}
    text = written_distribution(shares, "choice")
    again = check_distribution(
        read_distribution(text, "choice"), kind="choice", options=list(shares)
    )
    assert again == pytest.approx(shares)


@given(st.lists(st.floats(-1e9, 1e9), min_size=3, max_size=3).map(sorted))
def test_quantiles_survive_csv(values: list[float]) -> None:
    typed = [f"{name}%={value!r}" for name, value in zip((5, 50, 95), values, strict=True)]
    found = quantiles(*typed)
    assert isinstance(found, dict)
    text = written_distribution(found, "number")
    assert check_distribution(read_distribution(text, "number"), kind="number", options=None) == (
        found
    )
