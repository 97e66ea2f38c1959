"""Claims that are alike may be given once with their number: every figure is that of each alone."""

import math
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.scoring.brier import brier, mean_bounds
from tracker.scoring.calibration import bins
from tracker.scoring.categorical import hit_rate
from tracker.scoring.samples import event_scores
from tracker.scoring.summary import summarise, summarise_alike
from tracker.scoring.tally import Scored

PS = st.sampled_from([0.0, 0.1, 0.35, 0.5, 2 / 3, 0.9, 1.0])
YS = st.sampled_from([0.0, 1.0, 1.0, 0.0, 0.6])
ITEMS = st.lists(
    st.builds(
        lambda p, y, ranged, event: Scored(
            p, p * 0.9 if ranged else None, min(1.0, p + 0.05) if ranged else None, y, event
        ),
        PS,
        YS,
        st.booleans(),
        st.sampled_from([f"event {number}" for number in range(70)]),
    ),
    max_size=260,
)


def near(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, tuple):
        return all(near(a, b) for a, b in zip(found, wanted, strict=True))
    if isinstance(wanted, float) and math.isfinite(wanted):
        return bool(found == pytest.approx(wanted, abs=1e-12))
    return bool(found == wanted)


@given(ITEMS)
def test_a_summary_of_claims_alike_is_that_of_each(items: list[Scored]) -> None:
    scores, events = [brier(item.p, item.y) for item in items], [item.event for item in items]
    wanted = summarise_alike(items, [1] * len(items), event_scores(scores, events))
    found = summarise(items)
    for name, value in wanted.items():
        assert near(found[name], value), name  # type: ignore[literal-required]


@given(st.lists(st.tuples(PS, YS), max_size=80))
def test_bins_rates_and_bounds_of_claims_alike(pairs: list[tuple[float, float]]) -> None:
    alike = Counter(pairs)
    counts = list(alike.values())
    ps, ys = [p for p, _ in alike], [y for _, y in alike]
    each_p, each_y = [p for p, _ in pairs], [y for _, y in pairs]
    for found, wanted in zip(bins(ps, ys, counts=counts), bins(each_p, each_y), strict=True):
        assert near(tuple(found), tuple(wanted))
    assert near(tuple(hit_rate(ys, counts)), tuple(hit_rate(each_y)))
    scores = [brier(p, y) for p, y in alike]
    found_bounds = mean_bounds(scores, ps, counts=counts, unscored_counts=counts)
    wanted_bounds = mean_bounds([brier(p, y) for p, y in pairs], each_p)
    assert near(found_bounds, wanted_bounds)
