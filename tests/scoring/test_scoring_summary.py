"""A block of the scorecard: all keys always, by hand, and the same in whatever order."""

import math
import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tracker.errors import InvalidInput
from tracker.scoring.summary import Summary, summarise
from tracker.scoring.tally import Scored

KEYS = [
    "n",
    "events",
    "brier",
    "brier_low",
    "brier_high",
    "brier_ci",
    "log_loss",
    "log_loss_clipped",
    "log_infinite",
    "baseline",
    "spherical",
    "advantage",
    "expected_brier",
    "p_as_bad",
    "hits",
    "hits_expected",
    "hits_p_low",
    "hits_p_high",
    "base_rate",
    "mean_probability",
    "skill_half",
    "skill_base_rate",
    "mcb",
    "dsc",
    "unc",
    "mcb_symmetric",
    "dsc_symmetric",
    "spiegelhalter_z",
    "spiegelhalter_p",
    "auc",
    "shrunk",
    "shrunk_sd",
    "cluster_ci",
    "tw_brier",
]
BY_WORDING = [
    "hits",
    "hits_expected",
    "hits_p_low",
    "hits_p_high",
    "base_rate",
    "mean_probability",
    "skill_base_rate",
    "mcb",
    "dsc",
    "unc",
    "auc",
]
COUNTS = {"n": 0, "events": 0, "log_infinite": 0}


def one(p: float, y: float, event: str = "", low: float | None = None) -> Scored:
    return Scored(p, low, None if low is None else p, y, event)


def some(n: int, events: int, seed: int = 1) -> list[Scored]:
    draw = random.Random(seed)
    ps = [draw.randrange(101) / 100 for _ in range(n)]
    return [one(p, float(draw.random() < p), f"e{k % events}") for k, p in enumerate(ps)]


def figure(found: Summary, key: str) -> Any:
    return dict(found)[key]


def same(found: Summary, expected: Summary, keys: list[str]) -> None:
    for key in keys:
        assert figure(found, key) == pytest.approx(figure(expected, key), abs=1e-9), key


items = st.lists(
    st.builds(
        lambda p, y, event: one(p / 100, y, event),
        st.integers(0, 100),
        st.sampled_from([0.0, 1.0]),
        st.sampled_from("abcdefgh"),
    ),
    min_size=1,
    max_size=30,
)


def test_three_claims_by_hand() -> None:
    found = summarise([one(0.8, 1, "a"), one(0.3, 0, "b"), one(0.6, 0, "c")])
    assert list(found) == KEYS
    assert (found["n"], found["events"], found["hits"]) == (3, 3, 1)
    assert found["brier"] == pytest.approx((0.04 + 0.09 + 0.36) / 3)
    assert found["log_loss"] == pytest.approx(-math.log(0.8 * 0.7 * 0.4) / 3)
    assert found["baseline"] == pytest.approx(100 * (1 + math.log2(0.8 * 0.7 * 0.4) / 3))
    assert found["advantage"] == pytest.approx(0.25 - 0.49 / 3)
    assert found["expected_brier"] == pytest.approx((0.16 + 0.21 + 0.24) / 3)
    assert found["hits_expected"] == pytest.approx(1.7)
    assert found["hits_p_low"] == pytest.approx(
        0.2 * 0.7 * 0.4 + 0.8 * 0.7 * 0.4 + 0.2 * 0.3 * 0.4 + 0.2 * 0.7 * 0.6
    )
    assert found["hits_p_high"] == pytest.approx(1 - 0.2 * 0.7 * 0.4)
    assert found["base_rate"] == pytest.approx(1 / 3)
    assert found["mean_probability"] == pytest.approx(1.7 / 3)
    assert found["skill_half"] == pytest.approx(1 - 0.49 / 0.75)
    assert found["skill_base_rate"] == pytest.approx(1 - 0.49 / 3 / (2 / 9))
    assert found["auc"] == 1
    assert found["unc"] == pytest.approx(2 / 9)
    assert found["mcb"] == pytest.approx(0.49 / 3)
    assert found["dsc"] == pytest.approx(2 / 9)
    ends = stats.t.interval(0.95, 2, 0.49 / 3, stats.sem([0.04, 0.09, 0.36]))
    assert found["cluster_ci"] == pytest.approx((0, ends[1]))


def test_a_range_has_a_low_and_a_high_and_is_scored_at_its_middle() -> None:
    found = summarise([Scored(0.7, 0.6, 0.83, 1, "a"), Scored(0.2, None, None, 0, "b")])
    assert found["brier"] == pytest.approx((0.09 + 0.04) / 2)
    assert found["brier_low"] == pytest.approx((0.17**2 + 0.04) / 2)
    assert found["brier_high"] == pytest.approx((0.16 + 0.04) / 2)


def test_without_ranges_all_three_briers_are_one() -> None:
    found = summarise(some(9, 9))
    assert found["brier"] == found["brier_low"] == found["brier_high"]


def test_nothing_has_every_key_and_no_figure() -> None:
    found = summarise([])
    assert list(found) == KEYS
    assert {key: value for key, value in found.items() if value is not None} == COUNTS


def test_one_claim_has_what_is_defined_of_one() -> None:
    found = summarise([one(0.7, 1, "a")])
    undefined = {key for key, value in found.items() if value is None}
    assert undefined == {
        "skill_base_rate",
        "auc",
        "cluster_ci",
        "shrunk",
        "shrunk_sd",
        "tw_brier",
    }


def test_shares_have_scores_but_no_odds() -> None:
    found = summarise([one(0.7, 0.6, "a"), one(0.2, 0, "b")])
    assert found["hits"] == pytest.approx(0.6)
    assert found["hits_expected"] == pytest.approx(0.9)
    assert found["brier"] == pytest.approx((0.01 + 0.04) / 2)
    for key in ("expected_brier", "p_as_bad", "hits_p_low", "hits_p_high", "spiegelhalter_z"):
        assert figure(found, key) is None


def test_shares_that_add_up_to_a_whole_number_are_still_shares() -> None:
    found = summarise([one(0.7, 0.5, "a"), one(0.2, 0.5, "b")])
    assert found["hits"] == 1
    assert found["hits_p_low"] is None


def test_a_wrong_certainty_is_infinite_and_counted() -> None:
    found = summarise([one(1, 0, "a"), one(0, 1, "b"), one(0.9, 1, "c")])
    assert found["log_loss"] == math.inf
    assert found["baseline"] == -math.inf
    assert found["log_infinite"] == 2
    assert found["log_loss_clipped"] == pytest.approx((2 * math.log(100) - math.log(0.9)) / 3)
    assert found["p_as_bad"] == 0


def test_intervals_count_events() -> None:
    twice = [item for item in some(10, 10) for _ in range(2)]
    once = summarise(some(10, 10))
    assert summarise(twice)["brier_ci"] == once["brier_ci"]
    assert summarise(twice)["cluster_ci"] == once["cluster_ci"]
    assert (summarise(twice)["n"], summarise(twice)["events"]) == (20, 10)


def test_from_50_events_the_interval_is_the_cluster_t() -> None:
    few, many = summarise(some(60, 49)), summarise(some(60, 50))
    assert few["brier_ci"] != few["cluster_ci"]
    assert many["brier_ci"] == many["cluster_ci"]


@given(items, st.randoms())
@settings(max_examples=60, deadline=None)
def test_no_figure_depends_on_the_order(claims: list[Scored], shuffler: random.Random) -> None:
    shuffled = list(claims)
    shuffler.shuffle(shuffled)
    assert summarise(shuffled) == summarise(claims)


@given(items, st.data())
@settings(max_examples=60, deadline=None)
def test_turning_a_claim_round_changes_only_what_depends_on_wording(
    claims: list[Scored], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(claims) - 1))
    claim = claims[place]
    turned = one((100 - round(claim.p * 100)) / 100, 1 - claim.y, claim.event)
    rest = [key for key in KEYS if key not in BY_WORDING]
    same(summarise([*claims[:place], turned, *claims[place + 1 :]]), summarise(claims), rest)


@given(items)
@settings(max_examples=60, deadline=None)
def test_figures_stay_within_what_they_can_be(claims: list[Scored]) -> None:
    found = summarise(claims)
    for key in ("brier", "spherical", "p_as_bad", "hits_p_low", "hits_p_high", "base_rate"):
        assert 0 <= figure(found, key) <= 1 + 1e-12
    assert found["hits_p_low"] is not None
    assert found["hits_p_high"] is not None
    assert found["hits_p_low"] + found["hits_p_high"] >= 1 - 1e-12
    assert not any(isinstance(value, float) and math.isnan(value) for value in found.values())


def test_the_same_seed_gives_the_same_figures_and_another_one_others() -> None:
    claims = some(30, 30)
    assert summarise(claims) == summarise(claims)
    assert summarise(claims, seed=5)["brier_ci"] != summarise(claims, seed=6)["brier_ci"]


def test_what_cannot_be_scored_is_refused() -> None:
    with pytest.raises(InvalidInput, match="between 0 and 1"):
        summarise([one(1.2, 1)])
    with pytest.raises(InvalidInput, match="backwards"):
        summarise([Scored(0.5, 0.8, 0.2, 1, "a")])


@pytest.mark.parametrize("events", [10, 49, 1000])
def test_a_thousand_claims_take_well_under_a_second(events: int) -> None:
    claims = some(1000, events)
    before = time.perf_counter()
    summarise(claims)
    assert time.perf_counter() - before < 0.5
