"""The figures of a large ledger are kept until its next change, and are those reckoned anew."""

import json
from pathlib import Path

import pytest

from tests.conftest import Program
from tracker.reports import kept_figures, scorecard

ASKED = [
    ["--by", by, *more]
    for by in ("owner", "tag", "source", "year", "kind")
    for more in ([], ["--take", "first"], ["--take", "time-weighted", "--early"], ["--detail"])
] + [["--no-hindsight"], ["--owner", "唐杰"]]
LATER = "2032-06-01"


@pytest.fixture
def scored(panel: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The panel with outcomes, small as it is taken for large."""
    monkeypatch.setattr(kept_figures, "MANY", 1)
    for claim, outcome in (("1", "yes"), ("2", "no"), ("3", "60%"), ("7", "no"), ("9", "annulled")):
        panel("resolve", claim, outcome, "--because", "seen", TRACKER_TODAY=LATER)
    return panel


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_kept_figures_say_what_fresh_ones_say(
    asked: list[str], scored: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = ("json", "table", "csv", "markdown")
    fresh = [scored("scorecard", *asked, "-f", "json", TRACKER_TODAY=LATER)]
    monkeypatch.setattr(scorecard, "counted", None)
    kept = [scored("scorecard", *asked, "-f", form, TRACKER_TODAY=LATER) for form in forms]
    monkeypatch.undo()
    scored("evidence", "add", "11", "something new", "--neutral", TRACKER_TODAY=LATER)
    fresh += [scored("scorecard", *asked, "-f", form, TRACKER_TODAY=LATER) for form in forms[1:]]
    assert kept == fresh


def test_any_change_and_another_day_are_reckoned_anew(
    scored: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = json.loads(scored("scorecard", "-f", "json", TRACKER_TODAY=LATER))["overall"]
    scored("reopen", "2", "--because", "not so", TRACKER_TODAY=LATER)
    after = json.loads(scored("scorecard", "-f", "json", TRACKER_TODAY=LATER))["overall"]
    assert after["resolved"] == before["resolved"] - 1
    scored("undo", TRACKER_TODAY=LATER)
    assert json.loads(scored("scorecard", "-f", "json", TRACKER_TODAY=LATER))["overall"] == before
    today = json.loads(scored("scorecard", "-f", "json"))["overall"]
    assert today["resolved"] < before["resolved"]
    monkeypatch.setattr(scorecard, "counted", None)
    assert "a fault" in scored("scorecard", code=1, TRACKER_TODAY="2032-06-02")


def test_figures_changed_by_another_hand_are_found_and_forgotten(
    scored: Program, tmp_path: Path
) -> None:
    told = scored("scorecard", TRACKER_TODAY=LATER)
    scored("verify")
    (file,) = (tmp_path / "state").rglob("scorecards/*.json")
    file.write_text(file.read_text().replace('"claims": 50', '"claims": 51'))
    assert scored("scorecard", TRACKER_TODAY=LATER) != told
    answer = scored.run("verify")
    assert answer.code == 1
    assert "tracker db rebuild" in answer.out
    scored("db", "rebuild")
    scored("verify")
    assert scored("scorecard", TRACKER_TODAY=LATER) == told


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"of": 1, "found": []}'])
def test_a_file_that_says_nothing_is_written_anew(
    content: str, scored: Program, tmp_path: Path
) -> None:
    told = scored("scorecard", TRACKER_TODAY=LATER)
    (file,) = (tmp_path / "state").rglob("scorecards/*.json")
    file.write_text(content)
    assert scored("scorecard", TRACKER_TODAY=LATER) == told
    assert "found" in json.loads(file.read_text())
