"""What a claim lacks before a stranger could judge it."""

from datetime import date

import pytest

from tracker.domain.claim import Window
from tracker.domain.entries import ClaimEntry
from tracker.domain.judgeable import missing

DUE = Window(deadline=date(2028, 12, 31))


def lacks(
    criteria: str | None,
    statement: str = "Robots are common",
    *,
    window: Window = DUE,
    is_owned: bool = True,
    type_: str = "prediction",
) -> set[str]:
    """Return the first words of what is missing."""
    claim = ClaimEntry(
        statement=statement,
        said_on=date(2026, 3, 2),
        criteria=criteria,
        window=window,
        type=type_,
    )
    found = missing(claim, is_owned=is_owned)
    return {" ".join(one.split()[:2]) for one in found}


@pytest.mark.parametrize(
    ("criteria", "statement", "expected"),
    [
        ("Yes if the IFR counts 10,000 robots", "Robots are common", set()),
        ("Yes if it is so", "Robots are common", {"a threshold", "a yardstick"}),
        ("Yes if the official gazette has it", "A law is passed by at least one house", set()),
        ("people own 20 of them", "Robots are common", {"a yardstick"}),
        ("国家统计局公布的数据超过一百万", "机器人普及", set()),
        ("大家都这么说", "机器人普及", {"a threshold", "a yardstick"}),
        ("https://example.org/table shows more than 7", "x", set()),
        (None, "Robots are common", {"criteria with"}),
    ],
)
def test_criteria_want_a_threshold_and_a_yardstick(
    criteria: str | None, statement: str, expected: set[str]
) -> None:
    assert lacks(criteria, statement) == expected


def test_an_owner_and_a_last_day_are_wanted_and_a_fact_needs_no_day() -> None:
    good = "Yes if the IFR counts 10,000 robots"
    assert lacks(good, window=Window(), is_owned=False) == {"an owner", "a last"}
    assert lacks(good, window=Window(), type_="fact") == set()
