"""Discrimination and Spiegelhalter's z, against scikit-learn, scipy and figures by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import roc_auc_score

from tracker.scoring.discrimination import auc
from tracker.scoring.spiegelhalter import spiegelhalter

hundredths = st.integers(0, 100).map(lambda k: k / 100)
claims = st.lists(st.tuples(hundredths, st.sampled_from([0.0, 1.0])), min_size=2, max_size=60)


def test_area_by_hand_with_a_tie() -> None:
    # Of 2 × 2 pairs: 0.9 beats 0.2 and 0.6; 0.6 beats 0.2 and ties with 0.6.
    assert auc([0.9, 0.6, 0.6, 0.2], [1, 1, 0, 0]) == pytest.approx(3.5 / 4)


@given(claims)
def test_area_is_scikit_learns(pairs: list[tuple[float, float]]) -> None:
    ps, ys = [p for p, _ in pairs], [y for _, y in pairs]
    if min(ys) == max(ys):
        assert auc(ps, ys) is None
    else:
        assert auc(ps, ys) == pytest.approx(roc_auc_score(ys, ps), abs=1e-12)


def test_area_of_shares_is_that_of_parts() -> None:
    ps, ys = [0.8, 0.5, 0.3], [0.75, 1.0, 0.25]
    weights = [3, 4, 1, 1, 3]
    expected = roc_auc_score([1, 1, 1, 0, 0], [0.8, 0.5, 0.3, 0.8, 0.3], sample_weight=weights)
    assert auc(ps, ys) == pytest.approx(expected)


@pytest.mark.parametrize("ys", [[], [1.0], [0.0, 0.0], [0.6, 0.6]])
def test_area_is_undefined_where_all_came_out_alike(ys: list[float]) -> None:
    assert auc([0.3] * len(ys), ys) is None


def test_decimals_tie_however_they_were_computed() -> None:
    assert auc([0.1 + 0.2, 0.3], [1, 0]) == 0.5


def test_z_by_hand() -> None:
    # Σ(y − p)(1 − 2p) = 0.9 · 0.8 + 0.3 · (−0.4) = 0.6; variance 0.64 · 0.09 + 0.16 · 0.21.
    found = spiegelhalter([0.1, 0.7], [1, 1])
    assert found is not None
    assert found.z == pytest.approx(0.6 / math.sqrt(0.64 * 0.09 + 0.16 * 0.21))
    assert found.p_value == pytest.approx(2 * stats.norm.sf(found.z))


def test_z_is_above_0_for_the_bold_and_below_for_the_timid() -> None:
    bold, timid = spiegelhalter([0.9] * 10, [1, 0] * 5), spiegelhalter([0.6] * 10, [1] * 10)
    assert bold is not None
    assert timid is not None
    assert bold.z > 0 > timid.z


@pytest.mark.parametrize(
    ("ps", "ys"),
    [([], []), ([0.5, 0.5], [1, 0]), ([0.0, 1.0], [1, 1]), ([0.3, 0.4], [0.6, 1.0])],
)
def test_z_is_undefined_without_variance_and_of_shares(ps: list[float], ys: list[float]) -> None:
    assert spiegelhalter(ps, ys) is None
