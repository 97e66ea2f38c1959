"""`import`: once, again, in part, against what the ledger has; the mistakes of other trackers."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tracker.storage import derived


class Files:
    """Imports of CSV texts into one ledger."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self.file = folder / "f.csv"

    def write(self, *lines: str) -> str:
        self.file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(self.file)

    def __call__(self, *lines: str, today: str = "2026-11-24", code: int = 0) -> dict[str, Any]:
        answer = self.program.run(
            "--today", today, "import", "csv", self.write(*lines), "-f", "json"
        )
        assert answer.code == code, answer
        found: dict[str, Any] = json.loads(answer.out)
        return found

    def claims(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(
            self.program("list", "--status", "all", "--sort", "id", "-f", "json")
        )
        return found


@pytest.fixture
def files(ledger: Program, tmp_path: Path) -> Files:
    return Files(ledger, tmp_path)


def counts(found: dict[str, Any]) -> tuple[int, int, int, int, int]:
    read, added, unchanged, updated = (
        found[name] for name in ("read", "added", "unchanged", "updated")
    )
    return read, added, unchanged, updated, len(found["rejected"])


HEADER = "key,statement,owner,probability,made_on,deadline,outcome,resolved_on,criteria,tags"
ONE = "a,It rains.,Ann,0.2,2026-01-10,2026-06-01,,,,"


def test_the_same_file_again_adds_nothing(files: Files) -> None:
    assert counts(files(HEADER, ONE)) == (1, 1, 0, 0, 0)
    before = files.program("seal")
    assert counts(files(HEADER, ONE)) == (1, 0, 1, 0, 0)
    assert files.program("seal") == before


def test_the_same_file_on_a_later_day_adds_nothing(files: Files) -> None:
    lines = ("statement,owner,probability", "It rains.,Ann,0.2", "It snows.,Ann,likely")
    assert counts(files(*lines, today="2026-11-01")) == (2, 2, 0, 0, 0)
    assert counts(files(*lines, today="2026-11-20")) == (2, 0, 2, 0, 0)
    claim = files.claims()[0]
    assert claim["said_on"] == claim["forecasts"][0]["made_on"] == "2026-11-01"


def test_rows_with_one_key_are_one_claim(files: Files) -> None:
    found = files(
        HEADER,
        ONE,
        "a,It rains.,Ben,0.4,2026-01-10,2026-06-01,,,,",
        "a,It rains.,Ann,0.3,2026-02-10,2026-06-01,,,,",
        "a,It rains.,Ann,0.3,2026-02-10T10:00:00Z,2026-06-01,,,,",
        "a,It rains.,Ann,0.3,2026-02-10T11:00:00Z,2026-06-01,,,,",
        ONE,
    )
    assert counts(found) == (6, 5, 1, 0, 0)
    (claim,) = files.claims()
    assert len(claim["forecasts"]) == 5


def test_without_key_claims_are_told_by_statement_source_and_window(files: Files) -> None:
    found = files(
        "statement,owner,source,opens,deadline",
        "It rains.,Ann,,,2026-06-01",
        "It rains.,Ben,,,2026-06-01",
        "It rains.,Ann,,,2026-07-01",
        "It rains.,Ann,paper,,2026-06-01",
        "It rains.,Ann,,2026-05-01,2026-06-01",
    )
    assert counts(found) == (5, 5, 0, 0, 0)
    assert len(files.claims()) == 4


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ("a,It pours.,Ann,0.2,2026-01-10,2026-06-01,,,,", "statement of claim a"),
        ("a,It rains.,Ann,0.2,2026-01-10,2026-06-02,,,,", "deadline of claim a"),
    ],
)
def test_a_key_that_is_taken_overwrites_nothing(files: Files, changed: str, said: str) -> None:
    files(HEADER, ONE)
    before = files.claims()
    found = files(HEADER, changed, code=1)
    assert said in found["rejected"][0]["why"]
    assert found["rejected"][0]["line"] == 2
    assert files.claims() == before


def test_rows_of_one_key_must_agree(files: Files) -> None:
    found = files(HEADER, ONE, "a,It pours.,Ben,0.2,2026-01-10,2026-06-01,,,,", code=1)
    assert counts(found) == (2, 0, 0, 0, 1)
    assert "in an earlier row" in found["rejected"][0]["why"]
    assert files.claims() == []


def test_what_the_ledger_lacks_is_filled_in(files: Files) -> None:
    files(HEADER, ONE)
    full = "a,It rains.,Ann,0.2,2026-01-10,2026-06-01,yes,2026-05-01,Yes if wet,x;y"
    assert counts(files(HEADER, full)) == (1, 0, 0, 1, 0)
    assert counts(files(HEADER, full)) == (1, 0, 1, 0, 0)
    assert counts(files(HEADER, ONE)) == (1, 0, 1, 0, 0)
    (claim,) = files.claims()
    assert (claim["criteria"], claim["tags"]) == ("Yes if wet", ["x", "y"])
    assert (claim["outcome"], claim["resolved_on"]) == ("yes", "2026-05-01")


def test_an_outcome_that_differs_is_a_conflict(files: Files) -> None:
    yes = "a,It rains.,Ann,0.2,2026-01-10,2026-06-01,yes,2026-05-01,,"
    files(HEADER, yes)
    no = yes.replace("yes", "no")
    found = files(HEADER, no, code=1)
    assert "came out yes on 2026-05-01 in the ledger, no here" in found["rejected"][0]["why"]
    assert files.claims()[0]["outcome"] == "yes"
    assert counts(files(HEADER, no.replace("a,It", "b,It"), yes)) == (2, 1, 1, 0, 0)


def test_an_outcome_that_was_taken_back_stays_so(files: Files) -> None:
    yes = "a,It rains.,Ann,0.2,2026-01-10,2026-06-01,yes,2026-05-01,,"
    files(HEADER, yes)
    files.program("reopen", "a", "--because", "a mistake")
    assert counts(files(HEADER, yes)) == (1, 0, 1, 0, 0)
    assert files.claims()[0]["outcome"] is None


def test_an_early_no_is_taken(files: Files) -> None:
    files(HEADER, "a,It rains.,Ann,0.2,2026-01-10,2027-06-01,no,2026-05-01,,")
    assert files.claims()[0]["status"] == "resolved"


def test_zero_is_not_missing(files: Files) -> None:
    files("statement,owner,probability", "a,Ann,0", "b,Ann,")
    zero, none = (claim["forecasts"][0] for claim in files.claims())
    assert (zero["probability"], zero["basis"]) == (0, "stated")
    assert (none["probability"], none["basis"]) == (None, "none")


def test_a_deadline_before_the_forecast_is_taken_and_flagged(files: Files) -> None:
    path = files.write(HEADER, "a,It rains.,Ann,0.2,2026-07-10,2026-06-01,,,,")
    answer = files.program.run("import", path)
    assert answer.code == 0
    assert "line 2: the forecast was made after its claim's deadline" in answer.err


def test_a_rejected_row_rejects_the_file_unless_skipped(files: Files) -> None:
    bad = "b,It snows.,Ann,1.2,2026-01-10,,,,,"
    assert counts(files(HEADER, ONE, bad, code=1)) == (2, 0, 0, 0, 1)
    assert files.claims() == []
    path = str(files.file)
    refused = files.program.run("import", path)
    assert refused.code == 1
    assert refused.out == ""
    assert "line 3: " in refused.err
    assert "nothing was imported" in refused.err
    found = json.loads(files.program("import", path, "--skip-invalid", "-f", "json"))
    assert counts(found) == (2, 1, 0, 0, 1)
    assert len(files.claims()) == 1


def test_a_dry_run_writes_nothing(files: Files) -> None:
    before = files.program("seal")
    path = files.write(HEADER, ONE)
    assert "1 added; nothing was written" in files.program("import", path, "--dry-run")
    assert files.claims() == []
    assert files.program("seal") == before


@pytest.mark.parametrize(
    "late",
    [
        "a,It rains.,Ann,0.2,2026-12-01,,,,,",
        "a,It rains.,Ann,0.2,2026-01-10,,yes,2026-12-01,,",
    ],
)
def test_what_is_dated_after_today_is_refused(files: Files, late: str) -> None:
    assert "after today" in files(HEADER, late, code=1)["rejected"][0]["why"]


def test_an_import_is_one_change_and_undone_whole(files: Files) -> None:
    files(HEADER, *(f"k{n},Claim {n}.,Ann {n},0.2,2026-01-10,,,,," for n in range(1_200)))
    assert len(files.claims()) == 1_200
    files.program("undo")
    assert files.claims() == []
    files.program("verify")


def test_claims_are_found_by_key_after_many_new_ones(files: Files) -> None:
    files(HEADER, ONE)
    files.program("add", "It snows.", "--owner", "Ann", "-p", "20%", "--said", "2026-01-10")
    new = [f"k{n},Claim {n}.,Ann,0.2,2026-01-10,,,,," for n in range(300)]
    snows = "snows,It snows.,Ann,0.2,2026-01-10,,,,,"
    again = [ONE, snows, "snows,It snows.,Ben,0.3,2026-01-10,,,,,", *new, new[0]]
    assert counts(files(HEADER, *new[:250], *again)) == (554, 301, 252, 1, 0)
    assert len(files.claims()) == 302
    files.program("verify")


def test_how_claims_stand_is_kept_in_parts_of_a_large_change(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "MANY", 700)
    lines = [f"k{n},Claim {n}.,Ann,0.2,2026-01-10,2026-06-01,,,," for n in range(1_500)]
    came_out = "k3,Claim 3.,Ann,0.9,2026-02-10,2026-06-01,yes,2026-05-01,,"
    files(HEADER, *lines, came_out)
    assert len(json.loads(files.program("list", "--status", "overdue", "-f", "json"))) == 1_499
    assert "Claim 1499." in files.program("list", "--search", "claim 1499")
    files.program("verify")


def test_new_people_are_told_and_near_names_for_the_first_few(files: Files) -> None:
    lines = [f"k{n},Claim {n}.,Person {n},0.2,2026-01-10,,,,," for n in range(30)]
    answer = files.program.run("import", files.write(HEADER, *lines))
    assert answer.err.count("is new here") == 20
    assert "and 10 more people are new here" in answer.err


def test_aliases_and_other_cases_are_the_same_person(files: Files) -> None:
    files.program("people", "add", "唐杰", "--alias", "Tang Jie")
    files("statement,owner", "a,Tang Jie", "b,tang jie", "c,唐杰", "d,Ann", "e,ann")
    owners = [claim["owners"] for claim in files.claims()]
    assert owners == [["唐杰"], ["唐杰"], ["唐杰"], ["Ann"], ["Ann"]]


def test_an_edited_claim_is_known_by_its_former_wording(files: Files) -> None:
    lines = ("statement,owner,probability", "It rains.,Ann,0.2")
    files(*lines)
    files.program("edit", "1", "--statement", "It rains in Oslo.")
    assert counts(files(*lines)) == (1, 0, 1, 0, 0)
    assert files.claims()[0]["statement"] == "It rains in Oslo."


def test_a_withdrawn_claim_stays_withdrawn(files: Files) -> None:
    files(HEADER, ONE)
    files.program("withdraw", "a", "--because", "a mistake")
    assert counts(files(HEADER, ONE)) == (1, 0, 1, 0, 0)
    other = ONE.replace("0.2", "0.3")
    assert "was withdrawn" in files(HEADER, other, code=1)["rejected"][0]["why"]


def test_a_withdrawn_forecast_stays_withdrawn(files: Files) -> None:
    files(HEADER, ONE)
    files.program("withdraw", "--forecast", "1", "--because", "a mistake")
    assert counts(files(HEADER, ONE)) == (1, 0, 1, 0, 0)


def test_a_tag_taken_off_is_not_put_on_again(files: Files) -> None:
    tagged = ONE + "x"
    files(HEADER, tagged)
    files.program("edit", "a", "--untag", "x")
    assert counts(files(HEADER, tagged)) == (1, 0, 1, 0, 0)


def test_a_condition_may_come_later_in_the_file(files: Files) -> None:
    header = "key,statement,owner,condition_claim"
    files(header, "a,If so.,Ann,b", "b,So.,Ann,")
    assert files.claims()[0]["condition_claim"] == "b"
    found = files(header, "c,If not.,Ann,nowhere", code=1)
    assert "condition_claim" in found["rejected"][0]["why"]


def test_a_url_belongs_to_its_source(files: Files) -> None:
    header = "statement,owner,source,url"
    files(header, "a,Ann,paper,https://a.example/", "b,Ann,,https://b.example/")
    assert [claim["source"] for claim in files.claims()] == ["paper", "https://b.example/"]
    found = files(header, "a,Ann,paper,https://c.example/", code=1)
    assert "url of the source paper" in found["rejected"][0]["why"]


def test_many_refused_rows_end_the_reading(files: Files) -> None:
    found = files("statement,owner,probability", *["a,Ann,2"] * 1_500, code=1)
    assert len(found["rejected"]) == 1_000


def test_a_file_larger_than_memory_holds_is_matched_too(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.storage.queries.importing._AT_HAND", 10)
    monkeypatch.setattr("tracker.actions.import_known._REMEMBERED", 5)
    lines = [f"Claim {n % 60}.,Person {n % 7},0.{n % 60}" for n in range(120)]
    assert counts(files("statement,owner,probability", *lines))[0] == 120
    again = files("statement,owner,probability", *lines)
    assert counts(again) == (120, 0, 120, 0, 0)
    assert len(files.claims()) == 60
