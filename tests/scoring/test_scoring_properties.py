"""Properties of the rules themselves: each is best served by saying what one believes."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.scoring.baseline import baseline
from tracker.scoring.brier import brier, brier_two_sided
from tracker.scoring.log_loss import log_loss
from tracker.scoring.quantiles import pinball
from tracker.scoring.spherical import spherical

inner = st.integers(1, 99).map(lambda k: k / 100)
REWARDS: dict[str, Callable[[float, float], float]] = {
    "brier": lambda p, y: -brier(p, y),
    "brier_two_sided": lambda p, y: -brier_two_sided(p, y),
    "log_loss": lambda p, y: -log_loss(p, y),
    "baseline": baseline,
    "spherical": spherical,
}


def expected(reward: Callable[[float, float], float], said: float, truth: float) -> float:
    return truth * reward(said, 1) + (1 - truth) * reward(said, 0)


@pytest.mark.parametrize("name", REWARDS)
@given(truth=inner, said=inner)
def test_saying_the_truth_earns_most(name: str, truth: float, said: float) -> None:
    honest = expected(REWARDS[name], truth, truth)
    if said == truth:
        assert expected(REWARDS[name], said, truth) == honest
    else:
        assert expected(REWARDS[name], said, truth) < honest


@pytest.mark.parametrize("name", REWARDS)
@given(p=inner, y=st.floats(0, 1))
def test_turning_a_claim_round_changes_nothing(name: str, p: float, y: float) -> None:
    assert REWARDS[name](1 - p, 1 - y) == pytest.approx(REWARDS[name](p, y), abs=1e-9)


@pytest.mark.parametrize("name", REWARDS)
@given(p=inner, truth=inner)
def test_a_share_outcome_scores_as_that_share_of_yes(name: str, p: float, truth: float) -> None:
    shared, mixed = REWARDS[name](p, truth), expected(REWARDS[name], p, truth)
    spread = truth * (1 - truth)
    lost = {"brier": spread, "brier_two_sided": 2 * spread}.get(name, 0)
    assert shared == pytest.approx(mixed + lost, abs=1e-9)


@given(
    st.lists(st.integers(0, 50), min_size=1, max_size=20),
    st.integers(1, 19).map(lambda k: k / 20),
    st.integers(0, 50),
)
def test_the_true_quantile_loses_least(values: list[int], level: float, said: int) -> None:
    ordered = sorted(values)
    truth = next(x for k, x in enumerate(ordered) if (k + 1) / len(ordered) >= level - 1e-12)
    honest = sum(pinball(level, truth, y) for y in values)
    assert honest <= sum(pinball(level, said, y) for y in values) + 1e-9
