"""A search finds what a scan of everything would find, with the index and without it."""

import sqlite3
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Program
from tests.trust.ledgers import hand
from tracker.storage import derived, full_text
from tracker.storage.change import Change
from tracker.storage.connection import Connection, lowered
from tracker.storage.ledger import open_ledger
from tracker.storage.queries import listing

TODAY = date(2026, 11, 24)
AT = "2026-01-10T12:00:00.000000Z"
CHARACTERS = st.sampled_from([*list("abAB利率上%_!\"'*\\-éÉ|^(:🙂"), "ß", "İ"])
WORDS = st.text(CHARACTERS, min_size=1, max_size=4)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
CLAIMS = st.lists(
    st.tuples(TEXTS, st.none() | TEXTS, st.none() | TEXTS, st.booleans(), st.none() | WORDS),
    min_size=1,
    max_size=6,
)


@pytest.fixture(autouse=True)
def an_index_from_the_first_claim_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_text, "PAYS_FROM", 1)


class _Undone(Exception):
    """Nothing of an example is kept."""


def put(change: Change, told: tuple[str, str | None, str | None, bool, str | None]) -> list[str]:
    """Write a claim and what is said of it; return the texts by which it must be found."""
    statement, note, quote, is_withdrawn, tag = told
    claim_id = change.insert(
        "claims", type="prediction", kind="binary", said_on="2026-01-10", version=1,
        statement=statement, note=note, recorded_at=AT,
    )  # fmt: skip
    change.insert(
        "forecasts", claim_id=claim_id, owner_id=1, claim_version=1, basis="none",
        made_on="2026-01-10", recorded_at=AT, quote=quote,
        withdrawn_because="a slip" if is_withdrawn else None,
    )  # fmt: skip
    if tag is not None:
        change.insert("claim_tags", claim_id=claim_id, tag=tag, removed=int(is_withdrawn))
    told_of_it = [statement, note]
    told_of_it += [] if is_withdrawn else [quote, tag, "Ann Lee", "安"]
    return [text for text in told_of_it if text is not None]


def found(connection: Connection, words: list[str]) -> list[int]:
    return listing.ids(connection, listing.Filter(search=words, sort="id"), TODAY)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(claims=CLAIMS, words=st.lists(WORDS | st.sampled_from(["安", "lee", "n L"]), max_size=2))
def test_a_search_finds_what_reading_everything_finds(
    ledger: Program, claims: list[tuple[str, str | None, str | None, bool, str | None]],
    words: list[str],
) -> None:  # fmt: skip
    words = [part for word in words for part in word.split()]
    with suppress(_Undone), open_ledger(ledger.db, author="ann").change("by hand") as change:
        change.insert("people", name="Ann Lee", kind="person")
        change.insert("aliases", person_id=1, alias="安")
        texts = [put(change, told) for told in claims]
        change.close()
        expected = [
            number
            for number, own in enumerate(texts, start=1)
            if all(any(lowered(word) in lowered(text) for text in own) for word in words)
        ]
        assert full_text.is_there(change.connection)
        assert found(change.connection, words) == expected
        change.update("claims", 1, statement="nothing")
        change.close()
        derived.rebuild(change.connection)
        again = found(change.connection, words)
        full_text.drop(change.connection)
        assert found(change.connection, words) == again
        raise _Undone


@pytest.mark.parametrize(("few", "glanced", "walked"), [(9, 1, 1), (5, 6, 6), (5, 2, 6), (5, 2, 3),
                                                        (1, 1, 1)])  # fmt: skip
def test_claims_that_many_have_are_walked_and_few_are_looked_up(
    few: int, glanced: int, walked: int, ledger: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        ledger(
            "add", f"Rates rise 利率 {number}", "--owner", "Ann", "-p", "50%", "--tag", "rates",
            "--source", "bank", "--by", f"2027-0{6 - number}-01",
        )  # fmt: skip
    words = ["--search", "利率", "--tag", "rates", "--source", "bank", "--owner", "Ann"]
    questions = [
        ("list", *words[first:], "--limit", limit, "--status", status, "--sort", order, "-f", "csv")
        for first in (0, 2, 4, 6)
        for limit in "1367"
        for status in ("open", "all", "resolved")
        for order in ("deadline", "said")
    ]
    monkeypatch.setattr(listing, "FEW", few)
    monkeypatch.setattr(listing, "_GLANCED", glanced)
    monkeypatch.setattr(listing, "_WALKED", walked)
    for question in questions:
        order = list(range(1, 7)) if "said" in question else list(range(6, 0, -1))
        limit = int(question[question.index("--limit") + 1])
        expected = [] if "resolved" in question else order[:limit]
        listed = [line.partition(",")[0] for line in ledger(*question).splitlines()[1:]]
        assert listed == [str(number) for number in expected], question


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM claims_fts_data WHERE id > 10",
        "INSERT INTO claims_fts (claims_fts) VALUES ('delete-all')",
        "INSERT INTO claims_fts (rowid, text) VALUES (999, 'elsewhere')",
    ],
)
def test_an_index_changed_by_another_hand_is_found_and_made_anew(
    statement: str, panel: Program
) -> None:
    panel("db", "rebuild")
    with hand(panel.db) as raw, suppress(sqlite3.DatabaseError):
        raw.execute(statement)
    answer = panel.run("verify")
    assert answer.code == 1
    assert "claims_fts" in answer.out
    assert "tracker db rebuild" in answer.out
    panel("db", "rebuild")
    panel("verify")


def test_what_is_kept_beside_the_truth_is_made_anew(panel: Program) -> None:
    listed = panel("list", "--search", "paradigm", "-f", "json")
    with hand(panel.db) as raw:
        raw.execute("DELETE FROM standings")
        raw.execute("UPDATE search_texts SET text = 'nothing'")
    assert panel("list", "-f", "json") == "[]\n"
    assert panel.run("verify").code == 1
    panel("db", "rebuild")
    panel("verify")
    assert panel("list", "--search", "paradigm", "-f", "json") == listed


def test_an_index_comes_with_the_claims_that_pay_for_it(
    ledger: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(full_text, "PAYS_FROM", 2)
    database = open_ledger(ledger.db, author="ann")
    for number, is_indexed in ((1, False), (2, True), (3, True)):
        ledger("add", f"Rates rise {number}", "--owner", "Ann", "-p", "50%")
        with database.read() as connection:
            assert full_text.is_there(connection) is is_indexed
        assert ledger("list", "--search", "RATES", "-f", "csv").count("Rates rise") == number
    ledger("verify")
    ledger("undo")
    assert ledger("list", "--search", "rates", "-f", "csv").count("Rates rise") == 2
    ledger("verify")
