"""Reminders: once each, nothing lost in downtime, anew where a date or an outcome was changed."""

import json
import os
import re
import shlex
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Program
from tracker.domain.reminder import Said, Waiting, is_new, reminder

REASONS = ("back", "overdue", "due", "soon")
MANUAL = Path(__file__).resolve().parents[2] / "tracker" / "help" / "reminders.md"


def said(program: Program, today: str, *words: str) -> dict[str, list[str]]:
    """Return the keys of the claims that a run on a day names, by group."""
    out = program("--today", today, "remind", "-f", "json", *words)
    if not out:
        return {}
    found = json.loads(out)
    return {name: [claim["key"] for claim in found[name]] for name in REASONS if found[name]}


def claim(program: Program, key: str, by: str | None = "2027-01-31") -> None:
    due = () if by is None else ("--by", by)
    program("add", f"{key} happens", "--owner", "唐杰", "-p", "30%", "--key", key, *due)


def test_each_stage_of_a_deadline_is_named_once(ledger: Program) -> None:
    claim(ledger, "rain")
    assert said(ledger, "2027-01-23") == {}
    assert said(ledger, "2027-01-24") == {"soon": ["rain"]}
    assert said(ledger, "2027-01-24") == {}
    assert said(ledger, "2027-01-30") == {}
    assert said(ledger, "2027-01-31") == {"due": ["rain"]}
    assert said(ledger, "2027-01-31") == {}
    assert said(ledger, "2027-02-01") == {"overdue": ["rain"]}
    assert said(ledger, "2027-02-01") == {}
    assert said(ledger, "2029-01-01") == {}


def test_a_run_after_downtime_says_all_once_as_it_stands_now(ledger: Program) -> None:
    claim(ledger, "rain", "2026-12-05")
    claim(ledger, "snow", "2027-01-31")
    claim(ledger, "hail", "2027-02-03")
    claim(ledger, "fog", "2027-06-01")
    claim(ledger, "sun", None)
    assert said(ledger, "2026-12-01") == {"soon": ["rain"]}
    expected = {"overdue": ["rain"], "due": ["snow"], "soon": ["hail"]}
    assert said(ledger, "2027-01-31") == expected
    assert said(ledger, "2027-01-31") == {}


def test_a_check_date_is_read_and_comes_back_on_its_day(ledger: Program) -> None:
    claim(ledger, "rain", "2026-11-30")
    assert said(ledger, "2026-12-01") == {"overdue": ["rain"]}
    ledger.environment["TRACKER_TODAY"] = "2026-12-02"
    ledger("resolve", "rain", "not-yet", "--check-on", "2026-12-20", "--because", "late report")
    assert said(ledger, "2026-12-19") == {}
    assert said(ledger, "2026-12-20") == {"back": ["rain"]}
    assert said(ledger, "2026-12-21") == {}
    ledger.environment["TRACKER_TODAY"] = "2026-12-21"
    ledger("resolve", "rain", "not-yet", "--check-on", "2027-01-05", "--because", "later still")
    assert said(ledger, "2027-01-04") == {}
    assert said(ledger, "2027-01-10") == {"back": ["rain"]}


def test_a_changed_deadline_is_named_anew(ledger: Program) -> None:
    claim(ledger, "rain")
    assert said(ledger, "2027-02-05") == {"overdue": ["rain"]}
    ledger("edit", "rain", "--by", "2027-02-10")
    assert said(ledger, "2027-02-05") == {"soon": ["rain"]}
    assert said(ledger, "2027-02-12") == {"overdue": ["rain"]}
    ledger("edit", "rain", "--by", "2027-02-11")
    assert said(ledger, "2027-02-12") == {"overdue": ["rain"]}
    ledger("edit", "rain", "--statement", "It rains")
    assert said(ledger, "2027-02-12") == {}


@pytest.mark.parametrize("ran_between", [True, False])
def test_a_reopened_claim_is_named_anew(ledger: Program, *, ran_between: bool) -> None:
    claim(ledger, "rain")
    assert said(ledger, "2027-02-05") == {"overdue": ["rain"]}
    ledger.environment["TRACKER_TODAY"] = "2027-02-05"
    ledger("resolve", "rain", "yes", "--because", "wet")
    if ran_between:
        assert said(ledger, "2027-02-06") == {}
    ledger("reopen", "rain", "--because", "it was dew")
    assert said(ledger, "2027-02-07") == {"overdue": ["rain"]}
    assert said(ledger, "2027-02-07") == {}


def test_what_came_out_or_was_withdrawn_is_not_named(ledger: Program) -> None:
    for key in ("rain", "snow"):
        claim(ledger, key)
    ledger("resolve", "rain", "no", "--because", "dry")
    ledger("withdraw", "snow", "--because", "a slip")
    assert said(ledger, "2027-02-05") == {}


def test_since_a_day_and_a_dry_run_leave_the_mark_where_it_is(ledger: Program) -> None:
    claim(ledger, "rain", "2027-01-10")
    claim(ledger, "snow", "2027-01-31")
    assert said(ledger, "2027-02-01", "--dry-run") == {"overdue": ["rain", "snow"]}
    assert said(ledger, "2027-02-01", "--since", "2027-02-01") == {"overdue": ["snow"]}
    assert said(ledger, "2027-02-01", "--since", "2027-01-11") == {"overdue": ["rain", "snow"]}
    assert said(ledger, "2027-02-01", "--since", "2027-02-02") == {}
    assert said(ledger, "2027-02-01") == {"overdue": ["rain", "snow"]}
    assert said(ledger, "2027-02-01", "--since", "2027-02-01") == {"overdue": ["snow"]}
    assert said(ledger, "2027-02-01") == {}


def test_a_nearer_look_does_not_say_again_what_a_farther_one_said(ledger: Program) -> None:
    claim(ledger, "rain")
    assert said(ledger, "2027-01-01", "--within", "6w") == {"soon": ["rain"]}
    assert said(ledger, "2027-01-02") == {}
    assert said(ledger, "2027-01-26") == {}
    assert said(ledger, "2027-01-31") == {"due": ["rain"]}


def test_two_ledgers_have_their_own_marks(ledger: Program, tmp_path: Path) -> None:
    claim(ledger, "rain")
    copy = tmp_path / "copy.db"
    copy.write_bytes(Path(ledger.db).read_bytes())
    assert said(ledger, "2027-02-01") == {"overdue": ["rain"]}
    assert said(Program(str(copy)), "2027-02-01") == {"overdue": ["rain"]}


def test_nothing_to_say_writes_nothing_and_runs_nothing(ledger: Program) -> None:
    claim(ledger, "rain")
    for form in ("table", "json", "jsonl", "csv", "markdown"):
        assert ledger("remind", "-f", form, "--exec", "false") == ""
        if form != "json":
            assert ledger("remind", "-f", form) == ""
    said = json.loads(ledger("remind", "-f", "json"))
    del said["today"]
    assert said == {"back": [], "overdue": [], "due": [], "soon": []}


def reader(folder: Path, ends: int = 0) -> str:
    """Return a command that keeps what it reads, and its arguments, and ends as told."""
    script = folder / "keep it.py"
    script.write_text(
        "import pathlib, sys\n"
        "here = pathlib.Path(__file__).parent\n"
        "here.joinpath('message').write_bytes(sys.stdin.buffer.read())\n"
        "here.joinpath('arguments').write_text('|'.join(sys.argv[1:]))\n"
        f"sys.exit({ends})\n"
    )
    return shlex.join([sys.executable, str(script), "$HOME; echo *", "a b"])


def test_a_command_gets_the_message_without_a_shell(ledger: Program, tmp_path: Path) -> None:
    claim(ledger, "rain")
    done = ledger.process(
        "--today", "2027-02-01", "remind", "--exec", reader(tmp_path), COLUMNS="30"
    )
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "arguments").read_text() == "$HOME; echo *|a b"
    message = (tmp_path / "message").read_text(encoding="utf-8")
    assert message.startswith("Reminders of 2027-02-01\n\nOverdue (1)\n")
    assert "1 唐杰: rain happens (was due 2027-01-31, 1 day ago)" in message
    assert said(ledger, "2027-02-01") == {}


def test_a_command_that_fails_loses_nothing(ledger: Program, tmp_path: Path) -> None:
    claim(ledger, "rain")
    failing = reader(tmp_path, ends=3)
    refused = ledger("--today", "2027-02-01", "remind", "--exec", failing, code=1)
    assert "ended with 3" in refused
    assert (tmp_path / "message").read_text(encoding="utf-8")
    assert "cannot be run" in ledger("--today", "2027-02-01", "remind", "--exec", "/no/x", code=1)
    assert said(ledger, "2027-02-01") == {"overdue": ["rain"]}


def test_a_reader_who_is_gone_was_not_reminded(ledger: Program) -> None:
    claim(ledger, "rain")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "tracker", "--today", "2027-02-01", "remind"],
        stdout=writing,
        stderr=subprocess.PIPE,
        env={**os.environ, **ledger.environment},
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert said(ledger, "2027-02-01") == {"overdue": ["rain"]}


def test_a_mark_that_cannot_be_read_says_all_again(ledger: Program, tmp_path: Path) -> None:
    claim(ledger, "rain")
    said(ledger, "2027-02-01")
    (mark,) = (tmp_path / "state" / "tracker" / "reminders").glob("*.json")
    for broken in ("{", "[]", '{"said": 3}', '{"said": {"1": 7}}', '{"said": {"x": []}}'):
        mark.write_text(broken)
        assert said(ledger, "2027-02-01") == {"overdue": ["rain"]}
    assert said(ledger, "2027-02-01") == {}


def test_a_mark_that_cannot_be_kept_is_an_error(ledger: Program, tmp_path: Path) -> None:
    claim(ledger, "rain")
    (tmp_path / "state" / "tracker").mkdir(parents=True, exist_ok=True)
    (tmp_path / "state" / "tracker" / "reminders").write_text("no folder")
    refused = ledger("--today", "2027-02-01", "remind", code=1)
    assert "the same reminders will come again" in refused


@pytest.fixture(scope="module")
def examples() -> list[str]:
    return re.findall(r"^    (.+)$", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_lines_for_cron_and_systemd_run(
    examples: list[str], ledger: Program, tmp_path: Path
) -> None:
    claim(ledger, "rain", "2026-11-20")
    cron = next(line for line in examples if line.startswith("0 7 "))
    unit = next(line for line in examples if line.startswith("ExecStart="))
    by_cron = shlex.split(cron.split(maxsplit=5)[5])
    by_unit = shlex.split(unit.removeprefix("ExecStart="))
    assert by_cron[0] == by_unit[0] == "/home/ann/.local/bin/tracker"
    by_cron[by_cron.index("/home/ann/claims.db")] = ledger.db
    assert "rain happens (was due 2026-11-20, 4 days ago)" in ledger(*by_cron[1:])
    ledger("edit", "rain", "--by", "2026-11-21")
    by_unit[by_unit.index("mail -s Claims ann")] = reader(tmp_path)
    assert ledger(*by_unit[1:]) == ""
    assert "rain happens" in (tmp_path / "message").read_text(encoding="utf-8")


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1))


@given(deadline=DAYS, runs=st.lists(DAYS, min_size=1, max_size=12), within=st.integers(0, 30))
def test_however_often_it_runs_each_stage_comes_at_most_once(
    deadline: date, runs: list[date], within: int
) -> None:
    claim = Waiting(1, deadline, None, 0)
    before: Said | None = None
    named: list[str] = []
    for today in sorted(runs):
        found = reminder(claim, within, today)
        if found is not None and is_new(found.said, before):
            named.append(found.said.reason)
            before = found.said
    assert len(named) == len(set(named))
    assert named == sorted(named, key=["soon", "due", "overdue"].index)
    last = max(runs)
    assert ("overdue" in named) == (last > deadline)
    assert ("due" in named) == (deadline in runs)
    soon = deadline - timedelta(days=within)
    assert ("soon" in named) == any(soon <= day < deadline for day in runs)
