"""Several judges: they agree, or nothing stands until it is settled; and what a score hides."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conftest import Program
from tracker import clock


@pytest.fixture
def rain(ledger: Program) -> Program:
    """A claim that came out yes, says Ann."""
    ledger("people", "add", "Ann", "--alias", "安")
    ledger("people", "add", "Bo")
    ledger(
        "add", "Rain.", "--owner", "Cy", "-p", "30%", "--key", "rain",
        "--said", "2026-01-01", "--by", "2026-06-30",
    )  # fmt: skip
    ledger("resolve", "rain", "yes", "--judge", "Ann", "--because", "wet", "--on", "2026-03-01")
    return ledger


def shown(program: Program) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(program("show", "rain", "-f", "json"))
    return found


def overall(program: Program, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(program("scorecard", "-f", "json", *options))["overall"]
    assert found["claims"] == found["open"] + found["matured"]
    assert found["matured"] == found["resolved"] + found["void"] + found["overdue"]
    return found


def test_a_second_judge_who_agrees_changes_nothing(rain: Program) -> None:
    said = rain.run("resolve", "rain", "yes", "--judge", "Bo", "--because", "I saw it too")
    assert said.err == "Note: Bo agrees with Ann\n"
    claim = shown(rain)
    assert (claim["status"], claim["outcome"], claim["in_conflict"]) == ("resolved", "yes", False)
    assert claim["resolution"]["judge"] == "Ann"
    assert [one["judge"] for one in claim["verdicts"]] == ["Ann", "Bo"]
    assert overall(rain)["stated"]["n"] == 1


def test_a_share_is_the_same_however_it_is_written(rain: Program) -> None:
    rain("reopen", "rain", "--because", "half")
    rain("resolve", "rain", "60%", "--judge", "Ann", "--because", "half a day")
    said = rain.run("resolve", "rain", "60.0 %", "--judge", "Bo", "--because", "by the clock")
    assert said.err == "Note: Bo agrees with Ann\n"


def test_judges_who_disagree_leave_the_claim_open_and_unscored(rain: Program) -> None:
    said = rain.run("resolve", "rain", "no", "--judge", "Bo", "--because", "dry")
    assert "Bo disagrees with Ann, who said yes" in said.err
    claim = shown(rain)
    assert (claim["status"], claim["outcome"]) == ("overdue", None)
    assert (claim["in_conflict"], claim["resolution"]) == (True, None)
    review = json.loads(rain("review", "-f", "json"))
    assert [one["key"] for one in review["conflicts"]] == ["rain"]
    assert not any(review[group] for group in ("back", "overdue", "due", "stale"))
    page = rain("show", "rain")
    assert "Judges disagree\nAnn said yes on 2026-03-01: wet\nBo said no on 2026-11-24: dry" in page
    assert page.index("Judges disagree") < page.index("History")
    card = overall(rain)
    assert (card["resolved"], card["overdue"], card["stated"]["n"]) == (0, 1, 0)


def test_settling_decides_and_reopening_brings_the_conflict_back(rain: Program) -> None:
    rain("resolve", "rain", "no", "--judge", "Bo", "--because", "dry")
    rain("resolve", "rain", "60%", "--settle", "--because", "the gauge", "--judge", "安")
    claim = shown(rain)
    assert (claim["outcome"], claim["in_conflict"]) == ("60%", False)
    assert (claim["resolution"]["judge"], claim["resolution"]["because"]) == ("Ann", "the gauge")
    assert overall(rain)["stated"]["n"] == 1
    assert json.loads(rain("review", "-f", "json"))["conflicts"] == []
    rain("reopen", "rain", "--because", "the gauge was broken")
    assert shown(rain)["in_conflict"]
    rain("reopen", "rain", "--because", "Bo was away")
    claim = shown(rain)
    assert (claim["outcome"], claim["in_conflict"]) == ("yes", False)
    rain("reopen", "rain", "--because", "Ann too")
    assert shown(rain)["status"] == "overdue"
    assert "there is nothing to take back" in rain("reopen", "rain", "--because", "x", code=1)
    rain("verify")


def test_reopening_a_conflict_says_what_stands_then(rain: Program) -> None:
    rain("resolve", "rain", "no", "--judge", "Bo", "--because", "dry")
    said = rain.run("reopen", "rain", "--because", "Bo was away")
    assert said.err == "Note: the resolution before it stands again: yes, 2026-03-01\n"


@pytest.mark.parametrize("judge", ["Ann", "安", "ann"])
def test_the_same_judge_does_not_judge_twice(judge: str, rain: Program) -> None:
    for outcome in ("yes", "no", "ambiguous"):
        said = rain("resolve", "rain", outcome, "--judge", judge, "--because", "x", code=1)
        assert "came out yes on 2026-03-01, judged by Ann" in said
    assert len(shown(rain)["verdicts"]) == 1


def test_a_judge_by_an_alias_is_the_person(rain: Program) -> None:
    rain("reopen", "rain", "--because", "again")
    rain("resolve", "rain", "no", "--judge", "安", "--because", "dry")
    assert shown(rain)["resolution"]["judge"] == "Ann"
    assert len(json.loads(rain("people", "-f", "json"))) == 3


def test_there_is_nothing_to_settle_where_judges_agree(rain: Program) -> None:
    words = ("resolve", "rain", "no", "--settle", "--because", "x", "--judge", "Bo")
    assert "is not in conflict: there is nothing to settle" in rain(*words, code=1)
    rain("resolve", "rain", "yes", "--judge", "Bo", "--because", "x")
    rain(*words, code=1)
    rain("resolve", "rain", "no", "--judge", "Cy", "--because", "x")
    rain("resolve", "rain", "yes", "--settle", "--because", "x")
    rain("resolve", "rain", "no", "--settle", "--because", "x", code=1)


def test_a_judge_after_the_settlement_may_disagree_with_it(rain: Program) -> None:
    rain("resolve", "rain", "no", "--judge", "Bo", "--because", "dry")
    rain("resolve", "rain", "no", "--settle", "--because", "the gauge")
    rain("resolve", "rain", "yes", "--judge", "Cy", "--because", "my shoes")
    assert shown(rain)["in_conflict"]
    rain("resolve", "rain", "yes", "--settle", "--because", "two gauges", "--judge", "Ann")
    assert shown(rain)["outcome"] == "yes"


def test_a_conflict_may_be_settled_as_not_yet_and_then_come_out(rain: Program) -> None:
    rain("resolve", "rain", "no", "--judge", "Bo", "--because", "dry")
    later = ("--check-on", "2027-01-01", "--because", "wait")
    assert "to take that back" in rain("resolve", "rain", "not-yet", *later, code=1)
    rain("resolve", "rain", "not-yet", *later, "--settle")
    claim = shown(rain)
    assert (claim["outcome"], claim["in_conflict"]) == (None, False)
    assert claim["check_on"] == "2027-01-01"
    rain("resolve", "rain", "no", "--judge", "Bo", "--because", "dry after all")
    assert shown(rain)["outcome"] == "no"


def test_the_recorder_judges_where_nobody_is_named(rain: Program) -> None:
    rain("resolve", "rain", "no", "--because", "dry", TRACKER_USER="dee")
    said = rain("resolve", "rain", "no", "--because", "dry", code=1, TRACKER_USER="dee")
    assert "judged by dee" in said
    assert [one["judge"] for one in shown(rain)["verdicts"]] == ["Ann", "dee"]


Clock = Callable[[str], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    def turn(moment: str) -> None:
        then = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: then)

    return turn


def marks(program: Program) -> list[list[str]]:
    return [one["marks"] for one in shown(program)["forecasts"]]


def test_hindsight_is_marked(rain: Program) -> None:
    rain("forecast", "rain", "-p", "90%", "--owner", "Cy", "--on", "2026-03-02")
    rain("forecast", "rain", "-p", "80%", "--owner", "Cy", "--on", "2026-02-01")
    late, after = "recorded after the outcome was known", "made after the outcome was known"
    assert marks(rain) == [[late], [late], [after]]
    assert "made after the outcome was known" in " ".join(rain("show", "rain").split())
    assert overall(rain)["left_out"]["after_outcome"] == 1
    assert overall(rain, "--no-hindsight")["left_out"]["hindsight"] == 2
    rain("reopen", "rain", "--because", "x")
    assert marks(rain) == [[], [], []]
    rain("forecast", "rain", "-p", "90%", "--owner", "Cy", "--on", "2026-07-01")
    assert marks(rain)[-1] == ["made after the deadline"]


def test_a_forecast_of_an_earlier_wording_is_marked(rain: Program) -> None:
    rain("reopen", "rain", "--because", "x")
    rain("edit", "rain", "--criteria", "a gauge")
    rain("forecast", "rain", "-p", "90%", "--owner", "Cy", "--on", "2026-02-02")
    assert marks(rain) == [["made under an earlier wording"], []]
    assert "made under an earlier wording" in " ".join(rain("show", "rain").split())
    rain("edit", "rain", "--note", "not the wording", "--tag", "t")
    assert marks(rain) == [["made under an earlier wording"], []]
    rain("undo")
    rain("undo")
    rain("edit", "rain", "--note", "again")
    assert marks(rain)[1] == []


def test_criteria_changed_after_the_deadline_are_marked(rain: Program) -> None:
    rain("edit", "rain", "--criteria", "a gauge")
    assert shown(rain)["reworded_after_deadline"]
    assert "after its deadline" in rain("show", "rain")
    rain("undo")
    assert not shown(rain)["reworded_after_deadline"]


@pytest.mark.parametrize(("zone", "is_late"), [("UTC", False), ("Asia/Shanghai", True)])
def test_a_day_ends_in_the_ledgers_own_time_zone(
    zone: str, is_late: bool, ledger: Program, at: Clock
) -> None:
    del ledger.environment["TRACKER_TODAY"]
    ledger("config", "timezone", zone)
    at("2026-06-30T20:00")
    ledger(
        "add", "Rain.", "--owner", "Cy", "-p", "30%", "--key", "rain",
        "--said", "2026-01-01", "--by", "2026-06-30",
    )  # fmt: skip
    ledger("edit", "rain", "--criteria", "a gauge")
    ledger("resolve", "rain", "yes", "--because", "wet", "--on", "2026-06-30")
    claim = shown(ledger)
    assert claim["reworded_after_deadline"] is is_late
    assert ("recorded after the outcome was known" in claim["forecasts"][0]["marks"]) is is_late
    assert overall(ledger, "--no-hindsight", "--early")["left_out"]["hindsight"] == is_late
