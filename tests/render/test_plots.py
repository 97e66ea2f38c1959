"""Pictures: made in each form, the same each time, with dots where their forecasts say."""

import re
from pathlib import Path

import pytest

from tests.conftest import Program
from tracker.domain.page import Curve, Dot, Hits, Reliability
from tracker.reports.reliability import reliability
from tracker.scoring.tally import Scored, Tally

canvas = pytest.importorskip("tracker.render.canvas")
plots = pytest.importorskip("tracker.render.plots")
pytest.importorskip("matplotlib")

BEGINNINGS = {".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}
FEW = Reliability(
    events=3,
    dots=[
        Dot(0.0, None, None, 0, True),
        Dot(0.5, 0.4, 0.6, 1, False),
        Dot(1.0, None, None, 1, True),
    ],
    hits=(),
    stated=None,
    both=None,
    remarks=["3 independent events only: too few."],
)


def marks(svg: str, group: str) -> list[tuple[float, float]]:
    """Return where the dots of a group lie."""
    part = svg[svg.index(f'<g id="{group}">') :]
    return [
        (float(x), float(y))
        for x, y in re.findall(
            '<use [^>]*x="([-0-9.]+)" y="([-0-9.]+)"', part[: part.index("</g>\n")]
        )
    ]


@pytest.mark.parametrize("ending", canvas.ENDINGS)
def test_each_form_is_written(ending: str, panel: Program, tmp_path: Path) -> None:
    for words in (["show", "11"], ["scorecard"]):
        target = tmp_path / f"{words[0]}{ending}"
        shown = panel(*words)
        assert panel(*words, "--plot", str(target)) == shown
        assert target.read_bytes().startswith(BEGINNINGS[ending])
        assert len(target.read_bytes()) > 2_000


@pytest.mark.parametrize("ending", canvas.ENDINGS)
def test_the_same_data_are_the_same_bytes(ending: str) -> None:
    assert plots.reliability_plot(FEW, ending, "A") == plots.reliability_plot(FEW, ending, "A")


def test_dots_stand_where_their_forecasts_say() -> None:
    svg = plots.reliability_plot(FEW, ".svg", "How well odds hold: 林俊旸").data.decode()
    (left, below), (right, above) = marks(svg, "stated")
    ((middle, beside),) = marks(svg, "imputed")
    assert middle == pytest.approx((left + right) / 2, abs=0.01)
    assert above == pytest.approx(beside, abs=0.01)
    assert below > above
    for words in ("林俊旸", "came true", "did not", "3 independent events only: too few."):
        assert words in svg
    assert "how often it came true" not in svg


def test_a_curve_is_drawn_from_many_events() -> None:
    curve = Curve([(0.2, 0.1), (0.8, 0.9)], [(0.2, 0.0, 0.5), (0.8, 0.5, 1.0)])
    hits = [Hits("stated in numbers", 30, 14, 15.0, 11, 19)]
    svg = plots.reliability_plot(Reliability(30, FEW.dots, hits, curve, curve, ()), ".svg", "A")
    for words in ("how often it came true", "stated in numbers", "all, words too", "where all"):
        assert words in svg.data.decode()


def test_a_claim_over_time(panel: Program, tmp_path: Path) -> None:
    target = tmp_path / "claim.svg"
    panel("forecast", "11", "-p", "30%", "--owner", "林俊旸", "--on", "2026-06-01")
    panel("show", "11", "--plot", str(target))
    svg = target.read_text(encoding="utf-8")
    for words in ("leading AI company", "林俊旸", "姚顺雨", "2029-01-10 to 2031-01-10", "evidence"):
        assert words in svg
    panel("resolve", "11", "no", "--because", "seen")
    panel("show", "11", "--plot", str(target))
    assert "no, 2026-11-24" in target.read_text(encoding="utf-8")


def test_each_kind_of_claim_is_drawn(ledger: Program, tmp_path: Path) -> None:
    def drawn(claim: str) -> str:
        ledger("show", claim, "--plot", str(tmp_path / "claim.svg"), TRACKER_TODAY="2027-06-01")
        return (tmp_path / "claim.svg").read_text(encoding="utf-8")

    ledger(
        "add", "谁先发布", "--kind", "choice", "--option", "智谱=30%", "--option", "阿里=70%",
        "--owner", "唐杰", "--by", "2027-12-31",
    )  # fmt: skip
    ledger(
        "add", "How long", "--kind", "number", "--unit", "hours", "--quantile", "25%=4",
        "--quantile", "75%=20", "--owner", "Ann", "--by", "2027-12-31",
    )  # fmt: skip
    ledger(
        "add", "When", "--kind", "date", "--interval", "90%=2026-12-01..2028-05-01",
        "--owner", "Bo", "--by", "2028-12-31",
    )  # fmt: skip
    assert "智谱" in drawn("1")
    assert "智谱 (" not in drawn("1")
    ledger("forecast", "1", "--owner", "Ann", "--option", "智谱=60%", "--option", "阿里=40%")
    assert "智谱 (唐杰)" in drawn("1")
    assert "hours" in drawn("2")
    assert "the middle of what was given" in drawn("2")
    assert "2028" in drawn("3")
    for claim, outcome in (("1", "阿里"), ("2", "12"), ("3", "no")):
        ledger("resolve", claim, outcome, "--because", "seen", "--on", "2026-11-24")
        assert f"{outcome}, 2026-11-24" in drawn(claim)


def test_dollars_are_no_formula(ledger: Program, tmp_path: Path) -> None:
    target = tmp_path / "claim.svg"
    ledger("add", r"It costs $1 or $2\frac{ or more.", "--owner", "A $x_", "-p", "20%")
    ledger("show", "1", "--plot", str(target))
    assert "$2" in target.read_text(encoding="utf-8")


def test_a_claim_without_odds_or_dates_is_drawn(ledger: Program, tmp_path: Path) -> None:
    ledger("add", "It happens.", "--owner", "Ann")
    ledger("show", "1", "--plot", str(tmp_path / "claim.svg"))
    assert "no forecast with a probability" in (tmp_path / "claim.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["plot.gif", "plot", ".svg", "-"])
def test_another_ending_is_refused(name: str, panel: Program, tmp_path: Path) -> None:
    said = panel("scorecard", "--plot", name, code=1)
    assert said == f"Error: the picture's file '{name}' must end in .svg or .png or .pdf\n"
    assert list(tmp_path.glob("*plot*")) == []


def test_without_a_chinese_font_a_note_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canvas, "CHINESE_FONTS", ())
    picture = plots.reliability_plot(FEW, ".svg", "林俊旸")
    assert "no font with Chinese characters" in picture.remarks[0]
    assert "林俊旸" in picture.data.decode()
    assert plots.reliability_plot(FEW, ".svg", "Ann").remarks == []


def scored(p: float, y: float, event: str) -> Scored:
    return Scored(p, None, None, y, event)


def test_what_is_drawn_follows_the_number_of_events() -> None:
    for events, has_hits, has_curve, has_dots in (
        (1, False, False, True),
        (4, False, False, True),
        (5, True, False, True),
        (19, True, False, True),
        (20, True, True, True),
        (49, True, True, True),
        (50, False, True, False),
    ):
        items = [scored(0.5, number % 2, f"event {number}") for number in range(events)]
        found = reliability(Tally(items), Tally(items))
        shown = (bool(found.hits), found.stated is not None, bool(found.dots))
        assert (events, *shown) == (events, has_hits, has_curve, has_dots)
        assert found.both is None


def test_the_band_of_hits_is_exact() -> None:
    items = [scored(0.5, number % 2, f"event {number}") for number in range(10)]
    # Of ten even chances P(H ≤ 1) = 0.011, P(H ≤ 2) = 0.055, P(H ≤ 7) = 0.945, P(H ≤ 8) = 0.989.
    (hits,) = reliability(Tally(items), Tally(items)).hits
    assert (hits.low, hits.high, hits.came, hits.expected) == (2, 8, 5, 5.0)


def test_claims_on_one_event_are_one() -> None:
    items = [scored(0.5, 1, "event:one") for _ in range(9)]
    found = reliability(Tally(), Tally(items))
    assert (found.events, found.hits, len(found.dots)) == (1, [], 9)
    assert not any(dot.is_stated for dot in found.dots)
    assert "9 forecasts turn on 1 independent event" in found.remarks[-1]
