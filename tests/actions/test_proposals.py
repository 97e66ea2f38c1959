"""Proposed outcomes: they count for nothing until a person records one, and are decided on once."""

import json
from typing import Any

import pytest

from tests.conftest import Program


@pytest.fixture
def program(ledger: Program) -> Program:
    ledger("add", "It rains.", "--owner", "Ann", "-p", "80%", "--said", "2026-01-10",
           "--by", "2026-06-30", "--key", "rain")  # fmt: skip
    return ledger


def shown(program: Program, claim: str = "rain") -> Any:
    return json.loads(program("show", claim, "-f", "json"))


def waiting(program: Program) -> list[Any]:
    found: list[Any] = json.loads(program("review", "-f", "json"))["proposals"]
    return found


def propose(program: Program, outcome: str = "yes", user: str = "claude via ann") -> str:
    return program(
        "propose", "rain", outcome, "--because", "wet", "--on", "2026-07-01", TRACKER_USER=user
    ).strip()


def test_a_proposal_counts_for_nothing(program: Program) -> None:
    before = json.loads(program("scorecard", "-f", "json"))
    number = propose(program)
    (proposal,) = waiting(program)
    assert (proposal["id"], proposal["outcome"], proposal["state"]) == (
        int(number),
        "yes",
        "waiting",
    )
    assert proposal["proposed_by"] == "claude via ann"
    claim = shown(program)
    assert (claim["status"], claim["outcome"], claim["resolution"]) == ("overdue", None, None)
    assert json.loads(program("scorecard", "-f", "json")) == before


def test_a_person_records_it_with_its_reason_day_and_evidence(program: Program) -> None:
    item = program("evidence", "add", "rain", "3 mm", "--supports", "--on", "2026-06-03").strip()
    number = program("propose", "rain", "yes", "--because", "wet", "--on", "2026-06-04",
                     "--evidence", item).strip()  # fmt: skip
    program("resolve", "rain", "--proposal", number, TRACKER_USER="bob")
    claim = shown(program)
    assert claim["resolution"]["judge"] == claim["resolution"]["recorded_by"] == "bob"
    assert claim["resolution"]["because"] == "wet"
    assert claim["resolution"]["resolved_on"] == "2026-06-04"
    assert claim["resolution"]["evidence"] == [int(item)]
    assert [row["state"] for row in claim["proposals"]] == ["accepted"]
    assert waiting(program) == []


def test_the_person_may_say_more(program: Program) -> None:
    number = propose(program)
    program("resolve", "rain", "--proposal", number, "--because", "I saw it, too", "--judge",
            "Eve", "--on", "2026-07-02")  # fmt: skip
    resolution = shown(program)["resolution"]
    assert (resolution["because"], resolution["judge"], resolution["resolved_on"]) == (
        "I saw it, too",
        "Eve",
        "2026-07-02",
    )


def test_another_outcome_overtakes_it_and_it_can_still_be_a_second_verdict(
    program: Program,
) -> None:
    number = propose(program)
    program("resolve", "rain", "no", "--because", "dry")
    assert waiting(program) == []
    assert shown(program)["proposals"][0]["state"] == "overtaken"
    program("resolve", "rain", "--proposal", number, "--judge", "Eve")
    assert shown(program)["in_conflict"] is True


def test_the_same_again_is_the_one_that_waits(program: Program) -> None:
    first = propose(program)
    assert propose(program) == first
    assert propose(program, user="gpt via ann") != first
    assert len(waiting(program)) == 2


def test_undo_takes_a_proposal_and_a_decision_back(program: Program) -> None:
    number = propose(program)
    program("decline", number, "--because", "no")
    program("undo")
    assert [row["id"] for row in waiting(program)] == [int(number)]
    program("resolve", "rain", "--proposal", number)
    program("undo")
    assert shown(program)["outcome"] is None
    assert [row["id"] for row in waiting(program)] == [int(number)]
    assert "rests on it" in program("undo", "2", code=1)
    program("verify")


def test_a_withdrawn_claim_has_nothing_waiting(program: Program) -> None:
    propose(program)
    program("withdraw", "rain", "--because", "a slip")
    assert waiting(program) == []
    assert "was withdrawn" in program("resolve", "rain", "--proposal", "1", code=1)
