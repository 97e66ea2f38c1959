"""The shapes and the sums that scripts rely on: keys, types, counts, and a table worked by hand."""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program

Number = (int, float)
Text = (str, type(None))
Maybe = (int, float, type(None))

CLAIM: Mapping[str, Any] = {
    "id": int,
    "key": Text,
    "statement": str,
    "type": str,
    "kind": str,
    "status": str,
    "said_on": str,
    "opens": Text,
    "deadline": Text,
    "deadline_text": Text,
    "deadline_basis": Text,
    "days_left": (int, type(None)),
    "criteria": Text,
    "condition": Text,
    "owners": list,
    "source": Text,
    "tags": list,
    "forecasts": list,
    "evidence_count": dict,
    "last_evidence_on": Text,
    "outcome": Text,
    "resolved_on": Text,
}
FORECAST: Mapping[str, Any] = {
    "id": int,
    "owner": str,
    "reported_by": Text,
    "probability": Maybe,
    "low": Maybe,
    "high": Maybe,
    "basis": str,
    "phrase": Text,
    "made_on": str,
    "quote": Text,
}
EVIDENCE: Mapping[str, Any] = {
    "id": int,
    "on": str,
    "stance": str,
    "strength": Text,
    "note": str,
    "url": Text,
    "quote": Text,
    "likelihood_ratio": Maybe,
    "supersedes": (int, type(None)),
    "sha256": Text,
}
RESOLUTION: Mapping[str, Any] = {
    "outcome": str,
    "resolved_on": str,
    "because": str,
    "judge": str,
    "evidence": list,
}
COUNTS = ("claims", "open", "early", "matured", "resolved", "void", "overdue")
PAIR = (list, type(None))
SCORES: Mapping[str, Any] = {
    "n": int,
    "events": int,
    "brier": Maybe,
    "brier_low": Maybe,
    "brier_high": Maybe,
    "brier_ci": PAIR,
    "log_loss": (int, float, str, type(None)),
    "log_loss_clipped": Maybe,
    "log_infinite": int,
    "baseline": (int, float, str, type(None)),
    "spherical": Maybe,
    "advantage": Maybe,
    "expected_brier": Maybe,
    "p_as_bad": Maybe,
    "hits": Maybe,
    "hits_expected": Maybe,
    "hits_p_low": Maybe,
    "hits_p_high": Maybe,
    "base_rate": Maybe,
    "mean_probability": Maybe,
    "skill_half": Maybe,
    "skill_base_rate": Maybe,
    "mcb": Maybe,
    "dsc": Maybe,
    "unc": Maybe,
    "mcb_symmetric": Maybe,
    "dsc_symmetric": Maybe,
    "spiegelhalter_z": Maybe,
    "spiegelhalter_p": Maybe,
    "auc": Maybe,
    "shrunk": Maybe,
    "shrunk_sd": Maybe,
    "cluster_ci": PAIR,
    "tw_brier": Maybe,
}
KINDS: Mapping[str, Mapping[str, Any]] = {
    "categorical": {"n": int, "hits": Number, "rate": Maybe, "ci": PAIR},
    "choice": {"n": int, "brier": Maybe, "log_loss": (*Maybe, str), "rps": Maybe},
    "number": {"n": int, "wis_ratio": Maybe, "coverage": Maybe},
}
BIN: Mapping[str, Any] = {
    "low": Number,
    "high": Number,
    "n": int,
    "mean_probability": Maybe,
    "frequency": Maybe,
    "frequency_ci": PAIR,
}


def has(found: Any, shape: Mapping[str, Any]) -> None:
    """Hold an object to its keys and their types; more keys may be there."""
    assert set(shape) <= set(found)
    for key, kinds in shape.items():
        assert isinstance(found[key], kinds), (key, found[key])
        assert not isinstance(found[key], bool) or kinds is bool, key


def is_claim(found: Any) -> None:
    has(found, CLAIM)
    assert found["status"] in {"open", "overdue", "resolved", "void"}
    has(found["evidence_count"], {"supports": int, "refutes": int, "neutral": int})
    for forecast in found["forecasts"]:
        has(forecast, FORECAST)
        assert forecast["basis"] in {"stated", "imputed", "none"}
        assert forecast["owner"] in found["owners"]


def answer(program: Program, *words: str) -> Any:
    return json.loads(program(*words, "-f", "json"))


# ---- shapes


def test_a_list_is_an_array_of_claims(panel: Program) -> None:
    found = answer(panel, "list", "--status", "all")
    assert len(found) == 50
    for claim in found:
        is_claim(claim)


def test_a_list_is_by_deadline_without_one_last_and_then_by_id(panel: Program) -> None:
    found = answer(panel, "list", "--status", "all")
    order = [(claim["deadline"] is None, claim["deadline"] or "", claim["id"]) for claim in found]
    assert order == sorted(order)


def test_days_left_count_to_the_last_day(panel: Program) -> None:
    for today, left, status in (
        ("2026-12-30", 1, "open"),
        ("2026-12-31", 0, "open"),
        ("2027-01-01", -1, "overdue"),
    ):
        claim = json.loads(panel("--today", today, "show", "1", "-f", "json"))
        assert (claim["days_left"], claim["status"]) == (left, status)


def test_a_review_is_an_object_of_groups_with_each_claim_once(panel: Program) -> None:
    panel("resolve", "3", "not-yet", "--check-on", "2027-01-01", "--because", "wait")
    panel("resolve", "7", "yes", "--judge", "唐杰", "--because", "seen")
    panel("resolve", "7", "no", "--judge", "杨强", "--because", "not seen")
    found = answer(panel, "--today", "2027-01-02", "review")
    groups = ("conflicts", "back", "overdue", "due", "stale")
    assert set(groups) <= set(found)
    for group in groups:
        for claim in found[group]:
            is_claim(claim)
    ids = [claim["id"] for group in groups for claim in found[group]]
    assert len(ids) == len(set(ids))
    assert [claim["id"] for claim in found["conflicts"]] == [7]
    assert [claim["id"] for claim in found["back"]] == [3]
    assert all(claim["days_left"] < 0 for claim in found["overdue"])
    assert all(0 <= claim["days_left"] <= 90 for claim in found["due"])


def test_what_was_put_off_is_in_no_group_until_its_day(panel: Program) -> None:
    panel("resolve", "3", "not-yet", "--check-on", "2027-02-01", "--because", "wait")
    for today, is_back in (("2027-01-31", False), ("2027-02-01", True)):
        found = answer(panel, "--today", today, "review")
        groups = ("conflicts", "overdue", "due", "stale")
        assert all(claim["id"] != 3 for group in groups for claim in found[group])
        assert [claim["id"] for claim in found["back"]] == ([3] if is_back else [])


def test_only_what_is_overdue_and_not_put_off_fails(ledger: Program) -> None:
    ledger("add", "A", "--owner", "Ann", "-p", "50%", "--by", "2026-11-23", "--said", "2026-01-01")
    ledger("review", "--fail-on", "overdue", code=1)
    ledger("resolve", "1", "not-yet", "--check-on", "2026-12-24", "--because", "wait")
    ledger("review", "--fail-on", "overdue")
    ledger("--today", "2026-12-24", "review")
    assert answer(ledger, "list")[0]["status"] == "overdue"


def test_show_has_all_of_a_claim(panel: Program) -> None:
    panel("evidence", "add", "11", "seen", "--supports", "--lr", "2", "--quote", "words")
    panel("resolve", "11", "60%", "--because", "in part", "--evidence", "51", "--judge", "Tang Jie")
    found = answer(panel, "show", "11")
    is_claim(found)
    assert len(found["evidence"]) == 9
    for item in found["evidence"]:
        has(item, EVIDENCE)
    has(found["resolution"], RESOLUTION)
    assert found["resolution"]["evidence"] == [51]
    assert found["resolution"]["judge"] == "唐杰"
    assert found["outcome"] == "60%"
    assert [entry["verb"] for entry in found["history"]] == ["load", "evidence add", "resolve"]


def test_a_claim_without_a_resolution_has_none(panel: Program) -> None:
    assert answer(panel, "show", "11")["resolution"] is None


def test_retracted_and_superseded_evidence_is_shown_and_not_counted(panel: Program) -> None:
    panel("evidence", "add", "13", "first", "--supports")
    panel("evidence", "add", "13", "second", "--refutes", "--supersedes", "51")
    panel("evidence", "add", "13", "third", "--neutral")
    panel("evidence", "retract", "53", "--because", "wrong claim")
    found = answer(panel, "show", "13")
    assert [item["id"] for item in found["evidence"]] == [51, 52, 53]
    assert found["evidence_count"] == {"supports": 0, "refutes": 1, "neutral": 0}


def test_a_belief_says_what_it_rests_on(ledger: Program) -> None:
    for given in ("20%", "0.2", "1/5", "55-80%", "likely", "很可能"):
        ledger("add", given, "--owner", "Ann", "-p", given)
    ledger("add", "no number", "--owner", "Ann")
    found = [
        tuple(claim["forecasts"][0][key] for key in ("basis", "probability", "low", "high"))
        for claim in answer(ledger, "list", "--sort", "id")
    ]
    assert found == [
        ("stated", 0.2, None, None),
        ("stated", 0.2, None, None),
        ("stated", 0.2, None, None),
        ("stated", 0.675, 0.55, 0.8),
        ("imputed", 0.7, 0.6, 0.83),
        ("imputed", 0.8, 0.65, 0.92),
        ("none", None, None, None),
    ]


@pytest.mark.parametrize("by", ["owner", "tag", "source", "year", "kind"])
def test_a_scorecard_has_all_figures(by: str, panel: Program) -> None:
    panel("resolve", "1", "yes", "--on", "2026-06-01", "--because", "seen")
    found = answer(panel, "--today", "2027-01-05", "scorecard", "--by", by)
    has(found, {"today": str, "by": str, "take": str, "early": bool, "rows": list, "overall": dict})
    assert (found["by"], found["take"], found["today"]) == (by, "last", "2027-01-05")
    assert found["overall"]["group"] is None
    for row in [*found["rows"], found["overall"]]:
        has(row, dict.fromkeys(COUNTS, int))
        for part in ("stated", "all"):
            has(row[part], SCORES)
        for part, shape in KINDS.items():
            has(row[part], shape)
    for one in found["calibration"]:
        has(one, BIN)


PROPOSAL: Mapping[str, Any] = {
    "id": int,
    "start": int,
    "end": int,
    "speaker": Text,
    "reported_for": Text,
    "quote": str,
    "type": str,
    "deadline_text": Text,
    "opens": Text,
    "deadline": Text,
    "deadline_basis": Text,
    "probability": Maybe,
    "low": Maybe,
    "high": Maybe,
    "basis": str,
    "phrase": Text,
    "score": Number,
    "found_by": str,
}


def test_extract_gives_proposals_best_first_and_nothing_twice(
    ledger: Program, tmp_path: Path
) -> None:
    text = (
        "\ufeff---\r\ntitle: A talk\r\ndate: 2026-03-02\r\n---\r\n\r\n"
        "**Ann:** It will probably rain in Oslo before 2027.\r\n\r\n"
        "**Bo:** 我觉得三到五年后家用机器人会进入一百万个家庭。🤖 We will see.\r\n\r\n"
        "**Ann:** The hall is 𝟚 miles away.\r\n"
    )
    file = tmp_path / "talk.md"
    file.write_bytes(text.encode())
    found = answer(ledger, "extract", str(file))
    assert len(found) >= 2
    for one in found:
        has(one, PROPOSAL)
        assert text[one["start"] : one["end"]] == one["quote"]
        assert one["type"] in {"prediction", "conditional", "fact", "plan"}
        assert one["basis"] in {"stated", "imputed", "none"}
    scores = [one["score"] for one in found]
    assert scores == sorted(scores, reverse=True)
    assert {one["speaker"] for one in found} == {"Ann", "Bo"}
    (rain,) = [one for one in found if "Oslo" in one["quote"]]
    assert (rain["deadline"], rain["basis"], rain["phrase"]) == (
        "2026-12-31",
        "imputed",
        "probably",
    )
    assert answer(ledger, "extract", str(file)) == []
    listed = answer(ledger, "inbox")
    assert [one["id"] for one in listed] == [one["id"] for one in found]


def test_when_gives_a_window(ledger: Program) -> None:
    found = answer(ledger, "when", "in 3-5 years", "--said", "2026-01-10")
    assert {key: found[key] for key in ("phrase", "said_on", "opens", "deadline")} == {
        "phrase": "in 3-5 years",
        "said_on": "2026-01-10",
        "opens": "2029-01-10",
        "deadline": "2031-01-10",
    }
    assert (found["basis"], found["ambiguous"], found["other"]) == ("stated", False, None)


def test_when_gives_the_other_window_of_an_ambiguous_date(ledger: Program) -> None:
    found = answer(ledger, "when", "03/04/2027")
    assert found["ambiguous"] is True
    assert (found["opens"], found["deadline"]) == ("2027-03-04", "2027-03-04")
    assert found["other"] == {"opens": "2027-04-03", "deadline": "2027-04-03"}


def test_when_gives_no_dates_for_a_vague_word(ledger: Program) -> None:
    found = answer(ledger, "when", "soon")
    assert (found["basis"], found["opens"], found["deadline"]) == ("vague", None, None)


def test_lines_of_json_are_the_array_one_by_one(panel: Program) -> None:
    lines = panel("list", "--status", "all", "-f", "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == answer(panel, "list", "--status", "all")


def test_a_limit_may_be_larger_than_any_ledger(panel: Program) -> None:
    assert len(answer(panel, "list", "--limit", "9" * 30)) == 49


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("command", ["list", "review", "scorecard"])
def test_the_calendar_ends_without_a_fault(command: str, today: str, panel: Program) -> None:
    panel("--today", today, command, "-f", "json")


def test_a_search_of_too_many_words_is_refused(panel: Program) -> None:
    assert panel("list", "--search", "a " * 100) == panel("list", "--search", "a")
    assert "at most 100 words" in panel("list", "--search", "a " * 101, code=1)


# ---- sums


@pytest.fixture
def counted(ledger: Program) -> Program:
    """A ledger with a claim of each state on 2026-11-24."""
    past, coming = "2026-10-31", "2027-10-31"
    for key, by, *kind in (
        ("past-yes", past),
        ("past-void", past),
        ("past-overdue", past),
        ("coming", coming),
        ("early", coming),
        ("early-void", coming),
        ("no-deadline", None),
        ("no-deadline-yes", None),
        ("fact", coming, "--type", "fact"),
        ("fact-overdue", past, "--type", "fact"),
    ):
        window = [] if by is None else ["--by", by]
        words = ["--owner", "Ann", "-p", "60%", "--said", "2026-01-01", "--key", key]
        ledger("add", key, *words, *window, *kind)
    for key, outcome in (
        ("past-yes", "yes"),
        ("past-void", "ambiguous"),
        ("early", "yes"),
        ("early-void", "annulled"),
        ("no-deadline-yes", "no"),
        ("fact", "yes"),
    ):
        ledger("resolve", key, outcome, "--on", "2026-11-01", "--because", "seen")
    return ledger


def test_each_state_is_counted_where_it_belongs(counted: Program) -> None:
    row = answer(counted, "scorecard")["overall"]
    assert {name: row[name] for name in COUNTS} == {
        "claims": 10,
        "open": 4,  # coming, early, no-deadline, fact-overdue: a fact matures when resolved
        "early": 1,
        "matured": 6,
        "resolved": 3,  # past-yes, no-deadline-yes, fact
        "void": 2,  # a void claim matures at once
        "overdue": 1,
    }
    assert row["stated"]["n"] == 3


def test_early_moves_the_early_ones_into_resolved(counted: Program) -> None:
    row = answer(counted, "scorecard", "--early")["overall"]
    assert [row[name] for name in COUNTS] == [10, 3, 0, 7, 4, 2, 1]
    assert row["stated"]["n"] == 4


def test_an_early_claim_counts_from_the_day_after_its_deadline(counted: Program) -> None:
    for today, resolved in (("2027-10-31", 3), ("2027-11-01", 4)):
        row = answer(counted, "--today", today, "scorecard")["overall"]
        assert row["resolved"] == resolved
        assert row["stated"]["n"] == resolved


@pytest.mark.parametrize("today", ["2026-01-10", "2026-11-24", "2027-01-01", "2031-01-11"])
@pytest.mark.parametrize("by", ["owner", "tag", "source", "year", "kind"])
@pytest.mark.parametrize("early", [[], ["--early"]], ids=["", "early"])
def test_counts_add_up(by: str, today: str, early: list[str], panel: Program) -> None:
    panel("resolve", "1", "yes", "--because", "seen")
    panel("resolve", "8", "ambiguous", "--because", "unclear")
    panel("resolve", "40", "no", "--because", "wrong")
    found = answer(panel, "--today", today, "scorecard", "--by", by, *early)
    for row in [*found["rows"], found["overall"]]:
        assert row["claims"] == row["open"] + row["matured"]
        assert row["matured"] == row["resolved"] + row["void"] + row["overdue"]
        assert 0 <= row["early"] <= row["open"]
        assert row["stated"]["n"] <= row["all"]["n"]
    assert found["overall"]["claims"] == 50


# ---- figures


@pytest.fixture
def worked(ledger: Program) -> Program:
    """Four claims of 2026 that matured, worked by hand below.

    | claim | Ann        | Bob          | came out |
    | ----- | ---------- | ------------ | -------- |
    | a     | 90%        | 50%, then 80% | yes     |
    | b     | 20%        | 60%          | no       |
    | c     | likely     |              | no       |
    | d     | 40-60%     | 10%          | 60%      |
    """
    for key, ann, outcome in (
        ("a", "90%", "yes"),
        ("b", "20%", "no"),
        ("c", "likely", "no"),
        ("d", "40-60%", "60%"),
    ):
        tag = "share" if outcome == "60%" else "plain"
        words = ["--by", "2026-06-30", "--said", "2026-01-01", "--key", key, "--tag", tag]
        ledger("add", f"claim {key}", "--owner", "Ann", "-p", ann, *words)
        ledger("resolve", key, outcome, "--on", "2026-07-02", "--because", "seen")
    for key, bob, day in (
        ("a", "50%", "2026-01-01"),
        ("a", "80%", "2026-06-30"),
        ("a", "1%", "2026-07-01"),  # after the window closed
        ("a", "99%", "2026-07-03"),  # after the outcome was known
        ("b", "60%", "2026-01-01"),
        ("d", "10%", "2026-01-01"),
    ):
        ledger("forecast", key, "-p", bob, "--owner", "Bob", "--on", day)
    return ledger


def rows(found: Any) -> dict[str, Any]:
    return {row["group"]: row for row in found["rows"]}


def test_brier_scores_are_as_worked_by_hand(worked: Program) -> None:
    found = rows(answer(worked, "scorecard"))
    ann, bob = found["Ann"], found["Bob"]
    # Ann, stated: 0.1², 0.2² and (0.5 − 0.6)², so (0.01 + 0.04 + 0.01) / 3
    assert ann["stated"]["n"] == 3
    assert ann["stated"]["brier"] == pytest.approx(0.02)
    # with the word, at its middle 0.7: 0.49 more, over four
    assert ann["all"]["n"] == 4
    assert ann["all"]["brier"] == pytest.approx(0.55 / 4)
    # Bob: 0.2², 0.6² and 0.5²
    assert bob["stated"]["n"] == 3
    assert bob["stated"]["brier"] == pytest.approx((0.04 + 0.36 + 0.25) / 3)
    assert bob["left_out"]["after_outcome"] + bob["left_out"]["after_deadline"] == 2


def test_an_imputed_range_is_scored_at_both_its_ends(worked: Program) -> None:
    ann = rows(answer(worked, "scorecard"))["Ann"]["all"]
    # a and b are the same at both ends; c is 0.6² to 0.83²; d was stated as a range of 0.4 to 0.6
    assert ann["brier_low"] <= ann["brier"] <= ann["brier_high"]
    assert ann["brier_low"] == pytest.approx((0.01 + 0.04 + 0.36 + 0.0) / 4)
    assert ann["brier_high"] == pytest.approx((0.01 + 0.04 + 0.6889 + 0.04) / 4)


def test_the_first_forecast_can_be_taken(worked: Program) -> None:
    bob = rows(answer(worked, "scorecard", "--take", "first"))["Bob"]["stated"]
    assert bob["brier"] == pytest.approx((0.25 + 0.36 + 0.25) / 3)


def test_other_figures_are_as_worked_by_hand(worked: Program) -> None:
    bob = rows(answer(worked, "scorecard"))["Bob"]["stated"]
    # p 0.8, 0.6, 0.1 against y 1, 0, 0.6
    assert bob["hits"] == pytest.approx(1.6)
    assert bob["hits_expected"] == pytest.approx(1.5)
    assert bob["mean_probability"] == pytest.approx(0.5)
    assert bob["base_rate"] == pytest.approx(1.6 / 3)
    assert bob["advantage"] == pytest.approx(0.25 - 0.65 / 3)
    log_loss = -(math.log(0.8) + math.log(0.4) + 0.6 * math.log(0.1) + 0.4 * math.log(0.9)) / 3
    assert bob["log_loss"] == pytest.approx(log_loss)
    assert bob["baseline"] == pytest.approx(100 * (1 - log_loss / math.log(2)))


def test_what_their_own_odds_promise_is_as_worked_by_hand(worked: Program) -> None:
    bob = rows(answer(worked, "scorecard", "--tag", "plain"))["Bob"]["stated"]
    # p 0.8 and 0.6 against y 1 and 0: of the four ways to come out, three score 0.2 or worse
    assert bob["expected_brier"] == pytest.approx((0.16 + 0.24) / 2)
    assert bob["brier"] == pytest.approx((0.04 + 0.36) / 2)
    assert bob["p_as_bad"] == pytest.approx(0.8 * 0.4 + 0.2 * 0.6 + 0.2 * 0.4)
    assert bob["hits_p_low"] == pytest.approx(1 - 0.8 * 0.6)
    assert bob["hits_p_high"] == pytest.approx(1 - 0.2 * 0.4)


def test_all_together_takes_one_vote_a_claim_of_each_owner(worked: Program) -> None:
    whole = answer(worked, "scorecard")["overall"]
    assert whole["claims"] == 4
    assert whole["stated"]["n"] == 6
    assert whole["stated"]["events"] == 3
    assert whole["stated"]["brier"] == pytest.approx((0.06 + 0.65) / 6)


def test_a_wrong_certainty_is_infinite_and_counted(ledger: Program) -> None:
    words = ["--by", "2026-06-30", "--said", "2026-01-01"]
    ledger("add", "sure", "--owner", "Ann", "-p", "100%", *words)
    ledger("resolve", "1", "no", "--on", "2026-07-02", "--because", "seen")
    stated = answer(ledger, "scorecard")["overall"]["stated"]
    assert stated["log_loss"] == "Infinity"
    assert stated["baseline"] == "-Infinity"
    assert stated["log_infinite"] == 1
    assert stated["log_loss_clipped"] == pytest.approx(-math.log(0.01))


def test_what_is_not_defined_is_null_and_never_nought(ledger: Program) -> None:
    ledger("add", "A", "--owner", "Ann", "-p", "50%", "--by", "2027-01-31")
    row = answer(ledger, "scorecard")["overall"]
    for part in ("stated", "all"):
        figures = {key: value for key, value in row[part].items() if value is not None}
        assert {key for key, value in figures.items() if value != 0} == set()
        assert row[part]["brier"] is None
        assert row[part]["hits_p_low"] is None


def test_an_assertion_is_a_hit_or_a_miss_and_has_no_brier(panel: Program) -> None:
    row = answer(panel, "scorecard", "--owner", "Tang Jie")["overall"]
    assert (row["categorical"]["n"], row["categorical"]["hits"]) == (1, 0)
    assert row["categorical"]["rate"] == 0
    assert row["all"]["n"] == 0
