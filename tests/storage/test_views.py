"""The views are right on rows made by hand, and each can be read."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Program
from tracker.storage.change import Change
from tracker.storage.connection import Connection
from tracker.storage.ledger import open_ledger
from tracker.storage.views import VIEWS

AT = "2026-01-10T12:00:00.000000Z"


@pytest.fixture
def change(ledger: Program) -> Iterator[Change]:
    """A change under way, in which Ann and Bo are people 1 and 2."""
    with open_ledger(ledger.db, author="ann").change("by hand") as made:
        for name in ("Ann", "Bo"):
            made.insert("people", name=name, kind="person")
        yield made


def claim(change: Change, **given: Any) -> int:
    row = {"type": "prediction", "kind": "binary", "said_on": "2026-01-10", "version": 1}
    return change.insert("claims", **{**row, "statement": "x", "recorded_at": AT, **given})


def forecast(change: Change, claim_id: int, made_on: str, **given: Any) -> int:
    row = {"claim_id": claim_id, "owner_id": 1, "claim_version": 1, "basis": "stated"}
    return change.insert("forecasts", **{**row, "made_on": made_on, "recorded_at": AT, **given})


def evidence(change: Change, claim_id: int, observed_on: str, **given: Any) -> int:
    row = {"claim_id": claim_id, "observed_on": observed_on, "stance": "supports", "note": "x"}
    return change.insert("evidence", **{**row, "recorded_at": AT, **given})


def resolution(change: Change, claim_id: int, outcome: str, **given: Any) -> int:
    row = {"claim_id": claim_id, "outcome": outcome, "resolved_on": "2026-02-01", "because": "x"}
    own = {"recorded_by": "ann", "recorded_at": AT, "settles": 0}
    return change.insert("resolutions", **{**row, **own, **given})


def listed(change: Change, columns: str = "*", view: str = "claim_list") -> list[dict[str, Any]]:
    """Return rows of what is kept beside the truth, which follows when a change is closed."""
    change.close()
    return change.connection.rows(f"SELECT {columns} FROM {view} ORDER BY id")


def ids(connection: Connection, view: str, column: str = "id") -> list[int]:
    return [row[column] for row in connection.rows(f"SELECT * FROM {view} ORDER BY {column}")]


def test_every_view_can_be_read(panel: Program) -> None:
    with open_ledger(panel.db, author="ann").read() as connection:
        for view in VIEWS:
            connection.rows(f"SELECT * FROM {view}")
        made = connection.rows("SELECT name FROM sqlite_master WHERE type = 'view'")
    assert {row["name"] for row in made} == set(VIEWS)


def test_the_latest_forecast_is_the_one_made_last(change: Change) -> None:
    one = claim(change)
    forecast(change, one, "2026-03-01")
    last = forecast(change, one, "2026-04-01")
    forecast(change, one, "2026-02-01")
    assert ids(change.connection, "latest_forecast") == [last]


def test_the_latest_forecast_of_a_day_is_the_one_at_the_last_instant(change: Change) -> None:
    one = claim(change)
    last = forecast(change, one, "2026-03-01", made_at="2026-03-01T12:00:00.000000Z")
    forecast(change, one, "2026-03-01", made_at="2026-03-01T11:00:00.000000Z")
    forecast(change, one, "2026-03-01")
    assert ids(change.connection, "latest_forecast") == [last]


def test_of_forecasts_at_one_time_the_one_recorded_last_is_the_latest(change: Change) -> None:
    one = claim(change)
    forecast(change, one, "2026-03-01")
    last = forecast(change, one, "2026-03-01")
    assert ids(change.connection, "latest_forecast") == [last]


def test_a_withdrawn_forecast_makes_way_for_the_one_before(change: Change) -> None:
    one = claim(change)
    before = forecast(change, one, "2026-03-01")
    forecast(change, one, "2026-04-01", withdrawn_because="typo")
    assert ids(change.connection, "latest_forecast") == [before]


def test_each_owner_and_claim_has_a_latest_forecast(change: Change) -> None:
    one, other = claim(change), claim(change)
    made = [
        forecast(change, one, "2026-03-01"),
        forecast(change, one, "2026-02-01", owner_id=2),
        forecast(change, other, "2026-01-11"),
    ]
    assert ids(change.connection, "latest_forecast") == made


def test_a_resolution_stands_until_it_is_reopened(change: Change) -> None:
    one, other = claim(change), claim(change)
    resolution(change, one, "yes", reopened_because="not so")
    stands = resolution(change, one, "no", share=0.0)
    resolution(change, other, "yes", reopened_because="not so")
    assert ids(change.connection, "standing_resolution") == [stands]
    assert listed(change, "outcome, share") == [
        {"outcome": "no", "share": 0.0},
        {"outcome": None, "share": None},
    ]
    assert ids(change.connection, "scored_forecast") == []


def test_the_last_not_yet_stands_and_is_no_outcome(change: Change) -> None:
    one = claim(change)
    resolution(change, one, "not-yet", check_on="2026-03-01")
    last = resolution(change, one, "not-yet", check_on="2026-04-01")
    assert ids(change.connection, "standing_resolution") == [last]
    (row,) = listed(change, "outcome, resolved_on, check_on")
    assert row == {"outcome": None, "resolved_on": None, "check_on": "2026-04-01"}


def test_an_outcome_stands_over_a_not_yet_before_it(change: Change) -> None:
    one = claim(change)
    resolution(change, one, "not-yet", check_on="2026-03-01")
    stands = resolution(change, one, "yes", share=1.0)
    assert ids(change.connection, "standing_resolution") == [stands]
    (row,) = listed(change, "outcome, check_on")
    assert row == {"outcome": "yes", "check_on": None}


def test_judges_who_disagree_leave_no_outcome_until_one_settles_it(change: Change) -> None:
    one = claim(change)
    resolution(change, one, "yes", share=1.0, judge_id=1)
    resolution(change, one, "no", share=0.0, judge_id=2)
    assert ids(change.connection, "standing_resolution") == []
    assert ids(change.connection, "conflict", "claim_id") == [one]
    settled = resolution(change, one, "no", share=0.0, settles=1)
    assert ids(change.connection, "standing_resolution") == [settled]
    assert ids(change.connection, "conflict", "claim_id") == []
    change.update("resolutions", settled, reopened_because="too early")
    assert ids(change.connection, "conflict", "claim_id") == [one]


def test_evidence_counts_unless_retracted_or_superseded(change: Change) -> None:
    one = claim(change)
    old = evidence(change, one, "2026-02-01")
    newer = evidence(change, one, "2026-03-01", supersedes_id=old, stance="refutes")
    evidence(change, one, "2026-05-01", retracted_because="wrong")
    rows = change.connection.rows("SELECT id, counts FROM evidence_list ORDER BY id")
    assert [row["counts"] for row in rows] == [0, 1, 0]
    (row,) = listed(change, "supports, refutes, neutral, last_evidence_on")
    assert row == {
        "supports": 0, "refutes": 1, "neutral": 0, "last_evidence_on": "2026-03-01"
    }  # fmt: skip
    change.update("evidence", newer, retracted_because="wrong too")
    rows = change.connection.rows("SELECT id, counts FROM evidence_list ORDER BY id")
    assert [row["counts"] for row in rows] == [1, 0, 0]


def test_of_three_revisions_only_the_last_counts(change: Change) -> None:
    one = claim(change)
    first = evidence(change, one, "2026-02-01")
    second = evidence(change, one, "2026-03-01", supersedes_id=first)
    evidence(change, one, "2026-04-01", supersedes_id=second)
    rows = change.connection.rows("SELECT counts FROM evidence_list ORDER BY id")
    assert [row["counts"] for row in rows] == [0, 0, 1]


def test_scored_forecasts_leave_out_what_was_withdrawn_and_name_the_event(change: Change) -> None:
    one, gone = claim(change), claim(change, withdrawn_because="twice")
    for tag, removed in (("event:b", 0), ("event:a", 1), ("event:c", 0), ("x", 0)):
        change.insert("claim_tags", claim_id=one, tag=tag, removed=removed)
    kept = forecast(change, one, "2026-03-01", probability=0.3)
    forecast(change, one, "2026-03-02", withdrawn_because="typo")
    forecast(change, gone, "2026-03-01")
    (row,) = listed(change, "id, event, outcome", "scored_forecast")
    assert row == {"id": kept, "event": "event:b", "outcome": None}


def test_people_and_sources_are_counted_without_what_was_withdrawn(change: Change) -> None:
    source = change.insert("sources", key="s")
    one = claim(change, source_id=source)
    gone = claim(change, source_id=source, withdrawn_because="twice")
    forecast(change, one, "2026-03-01", reporter_id=2)
    forecast(change, one, "2026-03-02")
    forecast(change, one, "2026-03-03", withdrawn_because="typo")
    forecast(change, gone, "2026-03-01", reporter_id=2)
    change.insert("people", name="Cy", kind="person", merged_into_id=1)
    people = change.connection.rows(
        "SELECT name, claims, forecasts, reported FROM person_list ORDER BY id"
    )
    assert people == [
        {"name": "Ann", "claims": 1, "forecasts": 2, "reported": 0},
        {"name": "Bo", "claims": 0, "forecasts": 0, "reported": 1},
    ]
    (row,) = change.connection.rows("SELECT claims, forecasts FROM source_list")
    assert row == {"claims": 1, "forecasts": 2}
