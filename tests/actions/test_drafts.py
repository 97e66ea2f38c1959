"""Drafts are stored once, restatements are told, and each decision can be taken back whole."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.conftest import Program
from tests.trust.ledgers import state
from tracker.actions.drafts import Reading, Stored, store
from tracker.domain.entries import SourceEntry
from tracker.domain.excerpt import Excerpt
from tracker.domain.probability import Belief
from tracker.domain.proposal import Proposal
from tracker.errors import InvalidInput
from tracker.storage.ledger import Ledger, open_ledger

SAID = date(2026, 3, 2)
NOWHERE = Excerpt(None, None, None)


def proposal(
    quote: str = "Robots fold laundry by 2028", start: int = 100, **given: Any
) -> Proposal:
    plain: dict[str, Any] = {
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "speaker": "Ada",
        "reported_for": None,
        "type": "prediction",
        "condition": None,
        "deadline_text": "by 2028",
        "opens": SAID,
        "deadline": date(2028, 12, 31),
        "deadline_basis": "stated",
        "belief": Belief("none"),
        "score": 0.8,
        "found_by": "cues",
    }
    return Proposal(**{**plain, **given})


def stored(
    program: Program, *proposals: Proposal, key: str = "talk", sha256: str = "a" * 64, **given: Any
) -> Stored:
    source = SourceEntry(key=key, sha256=sha256, **given)
    return store(own(program), Reading(source, SAID, [(one, NOWHERE) for one in proposals]))


def own(program: Program) -> Ledger:
    return open_ledger(program.db, author="ann", today=date(2026, 11, 24))


def inbox(program: Program, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(program("inbox", *words, "-f", "json"))
    return found


def shown(program: Program, claim: str) -> Any:
    return json.loads(program("show", claim, "-f", "json"))


# ---- what is stored


def test_the_same_text_again_stores_nothing_whatever_was_decided(ledger: Program) -> None:
    found = [proposal(start=start) for start in (0, 100, 200)]
    assert stored(ledger, *found).ids == (1, 2, 3)
    ledger("accept", "1")
    ledger("dismiss", "2")
    before = state(ledger.db)
    again = stored(ledger, *found)
    assert (again.ids, again.known) == ((), 3)
    assert state(ledger.db) == before


def test_a_quote_cut_a_little_otherwise_is_the_same_draft(ledger: Program) -> None:
    stored(ledger, proposal("I think robots fold laundry by 2028", start=90))
    assert stored(ledger, proposal("robots fold laundry by 2028", start=98)).ids == ()
    assert stored(ledger, proposal("by 2028", start=118)).ids == (2,)


def test_the_same_text_under_another_key_is_said(ledger: Program) -> None:
    assert stored(ledger, proposal()).remarks == ()
    again = stored(ledger, proposal(), key="panel")
    assert again.remarks == ("the source talk has this very text, too",)


def test_one_sentence_with_two_days_stays_two_drafts(ledger: Program) -> None:
    later: dict[str, Any] = {"deadline_text": "by 2035", "deadline": date(2035, 12, 31)}
    found = [proposal(), proposal(**later)]
    assert stored(ledger, *found).ids == (1, 2)
    assert stored(ledger, *reversed(found)).ids == ()


def test_a_corrected_text_proposes_only_what_is_new(ledger: Program) -> None:
    stored(ledger, proposal(start=100), proposal("It rains", start=300))
    moved = [proposal(start=107), proposal("It rains", start=307), proposal("It snows", start=400)]
    again = stored(ledger, *moved, sha256="b" * 64)
    assert (again.ids, again.known) == ((3,), 2)
    (remark,) = again.remarks
    assert "text of talk is another one" in remark
    assert "a key of its own" in remark


def test_the_same_words_twice_in_a_text_are_two_drafts(ledger: Program) -> None:
    assert stored(ledger, proposal(start=0), proposal(start=500)).ids == (1, 2)


def test_two_sources_do_not_know_each_other(ledger: Program) -> None:
    stored(ledger, proposal())
    assert stored(ledger, proposal(), key="another").ids == (2,)


def test_a_text_from_tomorrow_is_refused(ledger: Program) -> None:
    reading = Reading(SourceEntry(key="talk"), date(2026, 11, 25), [(proposal(), NOWHERE)])
    with pytest.raises(InvalidInput, match="after today"):
        store(own(ledger), reading)


def test_where_nothing_is_found_the_ledger_stays_as_it_was(ledger: Program) -> None:
    assert stored(ledger) == Stored((), 0)
    assert ledger("sources") == "No sources yet.\n"


# ---- restatements


def restated(program: Program, *proposals: Proposal, **given: Any) -> list[int | None]:
    ids = stored(program, *proposals, **given).ids
    found = {row["id"]: row["restates"] for row in inbox(program)}
    return [found[draft] for draft in ids]


def test_what_a_claim_says_already_is_told_as_that(ledger: Program) -> None:
    ledger("add", "Parliament passes a law on home robots before 2029", "--owner", "Bo")
    ledger(
        "add",
        "机器人进入一百万个家庭",
        "--owner",
        "陈雪",
        "--by",
        "2031-03-02",
        "--said",
        "2026-03-02",
    )
    assert restated(
        ledger,
        proposal("I am sure that parliament passes a law on home robots before 2029."),
        proposal("我觉得家用机器人会进入一百万个家庭", 300, deadline=date(2031, 3, 2)),
        proposal("Parliament debates the budget next week", 600),
        proposal("家用空调会越来越贵", 900),
    ) == [1, 2, None, None]


def test_another_day_is_another_claim(ledger: Program) -> None:
    words = "Parliament passes a law on home robots"
    ledger("add", words, "--owner", "Bo", "--by", "2028-12-31", "--said", "2026-03-02")
    far: dict[str, Any] = {"deadline": date(2035, 12, 31), "deadline_text": "by 2035"}
    assert restated(ledger, proposal(words), proposal(words, 300, **far)) == [1, None]


def test_words_that_are_quoted_in_the_ledger_are_a_restatement_by_their_place(
    panel: Program,
) -> None:
    claim = shown(panel, "agi-next-2026/china-lead")
    place = claim["forecasts"][0]["quote"]
    sha256 = json.loads(panel("sources", "-f", "json"))[0]["sha256"]
    start = _place_of(panel, claim["forecasts"][0]["id"])
    found = proposal(place, start, speaker="林俊旸")
    assert restated(panel, found, key="agi-next-2026", sha256=sha256) == [claim["id"]]


def _place_of(program: Program, forecast_id: int) -> int:
    with own(program).read() as connection:
        row = connection.rows("SELECT * FROM forecasts WHERE id = :id", {"id": forecast_id})[0]
    return int(row["quote_start"])


def test_withdrawn_claims_are_not_restated(ledger: Program) -> None:
    ledger("add", "Parliament passes a law on home robots", "--owner", "Bo")
    ledger("withdraw", "1", "--because", "a slip")
    assert restated(ledger, proposal("Parliament passes a law on home robots")) == [None]


# ---- what is accepted


def test_an_accepted_draft_keeps_its_words_and_their_place(ledger: Program) -> None:
    stored(ledger, proposal(belief=Belief("stated", 0.3)), title="A talk")
    assert ledger("accept", "1") == "1\n"
    claim = shown(ledger, "1")
    assert claim["statement"] == "Robots fold laundry by 2028"
    assert (claim["source"], claim["said_on"]) == ("talk", "2026-03-02")
    assert (claim["opens"], claim["deadline"]) == ("2026-03-02", "2028-12-31")
    assert (claim["deadline_text"], claim["deadline_basis"]) == ("by 2028", "stated")
    (forecast,) = claim["forecasts"]
    assert (forecast["owner"], forecast["probability"], forecast["basis"]) == ("Ada", 0.3, "stated")
    assert (forecast["quote"], forecast["source"]) == ("Robots fold laundry by 2028", "talk")
    with own(ledger).read() as connection:
        row = connection.rows("SELECT * FROM forecasts")[0]
    assert (row["quote_start"], row["quote_end"]) == (100, 127)
    (draft,) = inbox(ledger, "--all")
    assert (draft["state"], draft["claim"], draft["forecast"]) == ("accepted", 1, 1)


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        (["--statement", "Laundry"], "statement", "Laundry"),
        (["--by", "2030-06-30"], "deadline", "2030-06-30"),
        (["--by", ""], "deadline", None),
        (["--by", "in 2 years"], "deadline", "2028-03-02"),
        (["--opens", "2027-01-01"], "opens", "2027-01-01"),
        (["--said", "2026-04-01"], "said_on", "2026-04-01"),
        (["--criteria", "a census"], "criteria", "a census"),
        (["--condition", "no war"], "condition", "no war"),
        (["--condition", "no war"], "type", "conditional"),
        (["--type", "plan"], "type", "plan"),
        (["--key", "laundry"], "key", "laundry"),
        (["--note", "local"], "note", "local"),
        (["--tag", "a", "--tag", "b"], "tags", ["a", "b"]),
        (["--owner", "Bo"], "owners", ["Bo"]),
    ],
)
def test_any_field_may_be_given_instead(
    words: list[str], field: str, value: object, ledger: Program
) -> None:
    stored(ledger, proposal())
    ledger("accept", "1", *words)
    assert shown(ledger, "1")[field] == value


@pytest.mark.parametrize(
    ("words", "belief"),
    [
        ([], ("imputed", 0.7, 0.6, 0.83, "likely")),
        (["-p", "20%"], ("stated", 0.2, None, None, None)),
        (["-p", "20%", "--imputed"], ("imputed", 0.2, None, None, None)),
        (["-p", "55-80%", "--imputed"], ("imputed", 0.675, 0.55, 0.8, None)),
        (["-p", "unlikely"], ("imputed", 0.2, 0.05, 0.33, "unlikely")),
        (["-p", ""], ("none", None, None, None, None)),
    ],
)
def test_odds_may_be_given_instead_and_say_whose_they_are(
    words: list[str], belief: tuple[object, ...], ledger: Program
) -> None:
    stored(ledger, proposal(belief=Belief("imputed", 0.7, 0.6, 0.83, "likely", "en-1")))
    ledger("accept", "1", *words)
    (forecast,) = shown(ledger, "1")["forecasts"]
    names = ("basis", "probability", "low", "high", "phrase")
    assert tuple(forecast[name] for name in names) == belief


def test_a_day_that_nobody_said_is_imputed_and_keeps_the_words(ledger: Program) -> None:
    vague: dict[str, Any] = {
        "deadline": None,
        "opens": None,
        "deadline_basis": None,
        "deadline_text": "soon",
    }
    stored(ledger, proposal(**vague))
    assert "a last day" in ledger.run("accept", "1").err
    ledger("undo")
    ledger("accept", "1", "--by", "2027-12-31")
    claim = shown(ledger, "2")
    assert (claim["deadline"], claim["deadline_text"]) == ("2027-12-31", "soon")
    assert claim["deadline_basis"] == "imputed"


def test_the_owner_is_whose_belief_it_is_by_any_name(ledger: Program) -> None:
    ledger("people", "add", "Ada Moreau", "--alias", "Ada")
    stored(ledger, proposal(), proposal(start=300, reported_for="the field"))
    ledger("accept", "1", "2", "--each")
    assert shown(ledger, "1")["owners"] == ["Ada Moreau"]
    (relayed,) = shown(ledger, "2")["forecasts"]
    assert (relayed["owner"], relayed["reported_by"]) == ("the field", "Ada Moreau")


def test_a_text_without_a_name_is_its_authors_or_speaks_for_itself(ledger: Program) -> None:
    stored(ledger, proposal(speaker=None), key="signed", author="Mara")
    stored(ledger, proposal(speaker=None), key="unsigned")
    ledger("accept", "1")
    said = ledger.run("accept", "2").err
    assert shown(ledger, "1")["owners"] == ["Mara"]
    assert shown(ledger, "2")["owners"] == ["unsigned"]
    assert "an owner" in said
    kinds = {row["name"]: row["kind"] for row in json.loads(ledger("people", "-f", "json"))}
    assert kinds == {"Mara": "person", "unsigned": "source"}


def test_several_drafts_are_one_claim_with_a_quote_each(ledger: Program) -> None:
    stored(
        ledger,
        proposal("soon", 0, deadline=None, opens=None, deadline_basis=None, deadline_text="soon"),
        proposal("by 2028 at a third", 50, speaker="Bo", belief=Belief("stated", 0.33)),
        proposal("if cheap", 90, condition="if cheap", type="conditional"),
    )
    assert ledger("accept", "1-3", "--statement", "Robots fold laundry") == "1\n"
    claim = shown(ledger, "1")
    assert claim["deadline"] == "2028-12-31"
    assert (claim["type"], claim["condition"]) == ("conditional", "if cheap")
    said = [(row["owner"], row["quote"]) for row in claim["forecasts"]]
    assert said == [("Ada", "soon"), ("Bo", "by 2028 at a third"), ("Ada", "if cheap")]


def test_a_draft_may_be_a_further_forecast_on_a_claim(ledger: Program) -> None:
    ledger("add", "Robots fold laundry", "--owner", "Bo", "-p", "10%", "--source", "paper")
    stored(ledger, proposal(belief=Belief("stated", 0.3)), proposal(start=300, speaker="Cy"))
    assert ledger("accept", "1", "2", "--claim", "1") == "1\n"
    claim = shown(ledger, "1")
    assert [row["owner"] for row in claim["forecasts"]] == ["Ada", "Cy", "Bo"]
    assert [row["source"] for row in claim["forecasts"]] == ["talk", "talk", None]
    assert claim["source"] == "paper"
    assert len(json.loads(ledger("list", "-f", "json"))) == 1


def test_what_is_missing_is_said_and_nothing_is_refused(ledger: Program) -> None:
    stored(ledger, proposal("Robots are everywhere", deadline=None, deadline_text=None))
    said = ledger.run("accept", "1").err
    assert "a last day (--by)" in said
    assert "criteria with a threshold and a yardstick (--criteria)" in said
    ledger("undo")
    said = ledger.run("accept", "1", "--by", "2030", "--criteria", "people see them").err
    assert "a threshold" in said
    assert "a yardstick" in said
    ledger("undo")
    good = "Yes if the IFR's report counts 10,000 of them"
    said = ledger.run("accept", "1", "--by", "2030-12-31", "--criteria", good).err
    assert "to be judged" not in said


def test_of_several_drafts_all_are_accepted_or_none(ledger: Program) -> None:
    stored(ledger, proposal(), proposal(start=300))
    before = state(ledger.db)
    assert "no draft 9" in ledger("accept", "1", "2", "9", code=1)
    assert "no draft 9" in ledger("dismiss", "1", "9", code=1)
    assert state(ledger.db) == before


@pytest.mark.parametrize(
    "decision",
    [
        ["accept", "1", "--tag", "a", "--criteria", "b"],
        ["accept", "1", "2"],
        ["accept", "1", "2", "--each"],
        ["accept", "1", "--claim", "1"],
        ["accept", "3"],
        ["dismiss", "1", "2", "--because", "no"],
    ],
    ids=" ".join,
)
def test_each_decision_is_one_change_and_is_taken_back_whole(
    decision: Sequence[str], ledger: Program
) -> None:
    ledger("add", "A claim", "--owner", "Bo")
    stored(ledger, proposal(), proposal(start=300), proposal(start=600, speaker="Cy"))
    ledger("dismiss", "3")
    before = state(ledger.db)
    entries = len(json.loads(ledger("history", "-f", "json")))
    ledger(*decision)
    after = state(ledger.db)
    assert len(json.loads(ledger("history", "-f", "json"))) == entries + 1
    ledger("undo")
    assert state(ledger.db) == before
    ledger("undo")
    assert state(ledger.db) == after
    ledger("verify")


def test_an_extraction_is_taken_back_until_a_decision_rests_on_it(ledger: Program) -> None:
    before = state(ledger.db)
    stored(ledger, proposal())
    ledger("undo")
    assert state(ledger.db) == before
    ledger("undo")
    ledger("accept", "1")
    assert "rests on it" in ledger("undo", "2", code=1)


def test_words_with_control_characters_are_kept_with_blanks_for_them(ledger: Program) -> None:
    stored(ledger, proposal("It\x0crains\x1b[2J by 2028"))
    ledger("accept", "1")
    claim = shown(ledger, "1")
    assert claim["forecasts"][0]["quote"] == "It rains [2J by 2028"
    assert "\x1b" not in claim["statement"]
    for form in ("table", "csv", "json", "markdown"):
        assert "\x1b" not in ledger("inbox", "--all", "-f", form)


def test_a_secret_in_a_draft_can_be_redacted(ledger: Program) -> None:
    words = "the code is 4711"
    given: dict[str, Any] = {
        "statement": words,
        "reasons": (words,),
        "condition": words,
        "reported_for": words,
    }
    stored(ledger, proposal(words, **given))
    ledger("redact", "2", "--because", "a secret")
    assert words not in str(state(ledger.db))
    assert words not in ledger("inbox", "-f", "json")
    assert "[redacted]" in ledger("inbox", "1")
    ledger("verify")
