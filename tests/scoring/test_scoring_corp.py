"""CORP and the reliability curve, against published figures, model-diagnostics and scikit-learn."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from model_diagnostics.scoring import SquaredError
from model_diagnostics.scoring import decompose as reference
from sklearn.isotonic import IsotonicRegression

from tracker.scoring.corp import decompose, decompose_symmetric
from tracker.scoring.isotonic import fitted, pooled
from tracker.scoring.reliability import consistency_band, curve

# Rain at Niamey, July to September 2016, forecast a day ahead (Vogel et al., Geophysical Research
# Letters 48, 2021, doi:10.1029/2020GL091022), from the R package reliabilitydiag. `ENSEMBLE`, of 52
# members how many had rain, and `RAIN`, whether it fell, are modified historic products of the
# European Centre for Medium-Range Weather Forecasts under CC BY 4.0; `EMOS` is their statistical
# forecast, in millionths.
RAIN = [
    float(fell)
    for fell in (
        "0110110010101001111110110101011001001011101111"
        "1111000110111101111011010110100000010110110000"
    )
]
ENSEMBLE = """
    44 38 21 42 49 50 20 41 33 42 52 52 48 40 31 25 46 52 52 52 52 40 51 52 52 49 23 49 51 24 50
    48 39 52 52 36 46 48 52 52 51 52 48 38 41 52 52 52 52 49 10 35 17 46 52 52 47 52 52 52 42 42
    9 27 31 49 51 36 36 47 50 49 52 19 33 52 51 11 31 20 46 44 36 43 47 8 34 47 48 7 6 10
"""
EMOS = """
    470928 447237 428769 506429 489267 507685 428683 451318 444081 460119 576877 733408 496902
    484750 440986 327749 485977 712037 615842 880166 542219 447185 524927 603247 631914 466454
    426926 507547 592864 428305 573998 534583 463515 654386 591882 458116 478734 517635 656439
    776044 742817 588376 481443 457153 430642 567278 734643 682966 556675 625345 445614 458296
    328248 473759 784154 626384 518020 577490 922643 510830 467208 458181 229376 450558 461198
    512287 569710 477653 484378 499089 562134 481196 582063 445203 452816 566899 558345 444143
    458223 455697 490299 483599 493804 485237 479919 315523 461870 478518 485983 448050 315084
    196234
"""

hundredths = st.integers(0, 100).map(lambda k: k / 100)
outcomes = st.sampled_from([0.0, 1.0])
claims = st.lists(st.tuples(hundredths, outcomes), min_size=2, max_size=60)
shares = st.lists(st.tuples(hundredths, st.floats(0, 1)), min_size=1, max_size=60)


def test_the_forecasts_of_niamey_come_apart_as_published() -> None:
    # The package's README, and the example of its summary: mean score, miscalibration,
    # discrimination, uncertainty.
    emos = decompose([int(p) / 1e6 for p in EMOS.split()], RAIN)
    assert emos is not None
    assert emos.mcb - emos.dsc + emos.unc == pytest.approx(0.232, abs=5e-4)
    assert emos == pytest.approx((0.0183, 0.0305, 0.244), abs=5e-4)
    assert emos.mcb == pytest.approx(0.0183, abs=5e-5)
    assert emos.dsc == pytest.approx(0.0305, abs=5e-5)
    ensemble = decompose([int(members) / 52 for members in ENSEMBLE.split()], RAIN)
    assert ensemble is not None
    assert ensemble.mcb - ensemble.dsc + ensemble.unc == pytest.approx(0.266, abs=5e-4)
    assert ensemble.mcb == pytest.approx(0.0661, abs=5e-5)
    assert ensemble.dsc == pytest.approx(0.0441, abs=5e-5)
    assert ensemble.unc == pytest.approx(0.244, abs=5e-4)


def test_four_claims_by_hand() -> None:
    # 0.4 (yes) and 0.6 (no) violate the order and are pooled at ½: x̂ = 0, ½, ½, 1.
    parts = decompose([0.2, 0.4, 0.6, 0.9], [0, 1, 0, 1])
    assert parts is not None
    assert parts.mcb == pytest.approx((0.04 + 0.36 + 0.36 + 0.01) / 4 - 0.5 / 4)
    assert parts.dsc == pytest.approx(0.25 - 0.5 / 4)
    assert parts.unc == pytest.approx(0.25)


def test_equal_probabilities_are_pooled_first_however_computed() -> None:
    points = curve([0.3, 0.1 + 0.2, 0.3], [1, 0, 0], symmetric=False)
    assert [(point.p, point.n) for point in points] == [(0.3, 3)]
    assert points[0].frequency == pytest.approx(1 / 3)
    turned = curve([0.9, 1 - 0.9], [1, 0])
    assert [(point.p, point.n) for point in turned] == [(0.1, 2), (0.9, 2)]


@given(shares)
def test_the_curve_is_scikit_learns_isotonic_regression(pairs: list[tuple[float, float]]) -> None:
    ps, ys = [p for p, _ in pairs], [y for _, y in pairs]
    points = {point.p: point.frequency for point in curve(ps, ys, symmetric=False)}
    expected = IsotonicRegression().fit_transform(np.array(ps), np.array(ys))
    assert [points[p] for p in ps] == pytest.approx(list(expected), abs=1e-9)


@given(shares)
def test_the_curve_never_falls(pairs: list[tuple[float, float]]) -> None:
    ps, ys = [p for p, _ in pairs], [y for _, y in pairs]
    for symmetric in (False, True):
        values = [point.frequency for point in curve(ps, ys, symmetric=symmetric)]
        assert values == sorted(values)
    values = fitted(pooled(ps, ys))
    assert all(0 <= value <= 1 for value in values)


@given(claims)
def test_the_parts_are_model_diagnostics(pairs: list[tuple[float, float]]) -> None:
    ps, ys = [p for p, _ in pairs], [y for _, y in pairs]
    parts = decompose(ps, ys)
    frame = reference(np.array(ys), np.array(ps), scoring_function=SquaredError())
    row = frame.row(0, named=True)
    expected = (row["miscalibration"], row["discrimination"], row["uncertainty"])
    assert parts == pytest.approx(expected, abs=1e-9)


@given(claims)
def test_the_symmetric_parts_are_those_of_both_wordings(pairs: list[tuple[float, float]]) -> None:
    ps = [p for p, _ in pairs] + [1 - p for p, _ in pairs]
    ys = [y for _, y in pairs] + [1 - y for _, y in pairs]
    symmetric = decompose_symmetric(ps[: len(pairs)], ys[: len(pairs)])
    assert symmetric is not None
    assert symmetric == pytest.approx(decompose(ps, ys), abs=1e-12)
    assert symmetric.unc == pytest.approx(0.25)


@given(shares)
def test_the_parts_add_up_and_none_but_rounding_is_below_0(
    pairs: list[tuple[float, float]],
) -> None:
    ps, ys = [p for p, _ in pairs], [y for _, y in pairs]
    brier = sum((p - y) ** 2 for p, y in pairs) / len(pairs)
    for parts in (decompose(ps, ys), decompose_symmetric(ps, ys)):
        assert parts is not None
        assert parts.mcb - parts.dsc + parts.unc == pytest.approx(brier, abs=1e-9)
        assert min(parts) >= -1e-12


@given(claims)
def test_the_symmetric_curve_is_its_own_turn(pairs: list[tuple[float, float]]) -> None:
    points = curve([p for p, _ in pairs], [y for _, y in pairs])
    for point, mirrored in zip(points, reversed(points), strict=True):
        assert point.p == pytest.approx(1 - mirrored.p, abs=1e-12)
        assert point.frequency == pytest.approx(1 - mirrored.frequency, abs=1e-9)
        assert point.n == mirrored.n


def test_nothing_has_no_parts_and_no_curve() -> None:
    assert decompose([], []) is None
    assert decompose_symmetric([], []) is None
    assert curve([], []) == []
    assert consistency_band([]) == []


@pytest.mark.parametrize("symmetric", [False, True])
def test_the_band_holds_most_calibrated_curves(symmetric: bool) -> None:
    draw = random.Random(11)
    ps = [k / 20 for k in range(1, 20) for _ in range(4)]
    band = consistency_band(ps, symmetric=symmetric)
    inside = tried = 0
    for _ in range(60):
        ys = [float(draw.random() < p) for p in ps]
        for point, edge in zip(curve(ps, ys, symmetric=symmetric), band, strict=True):
            assert point.p == edge.p
            inside += edge.low <= point.frequency <= edge.high
            tried += 1
    assert inside / tried == pytest.approx(0.9, abs=0.07)


def test_the_band_is_drawn_anew_only_by_another_seed() -> None:
    ps = [k / 50 for k in range(1, 50)]
    assert consistency_band(ps) == consistency_band(list(reversed(ps)))
    assert consistency_band(ps, seed=1) != consistency_band(ps, seed=2)
