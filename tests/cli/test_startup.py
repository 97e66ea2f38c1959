"""What each command imports: the daily ones pay for nothing that they do not use."""

import json
import subprocess
import sys

import pytest

from tests.conftest import Program

_LISTING = """
import json, sys
from tracker.cli.main import tracker
try:
    tracker.main(json.loads(sys.argv[1]), prog_name="tracker")
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
HEAVY = {"sqlalchemy", "alembic", "matplotlib", "numpy", "asyncio"}
DAILY = [
    ["--help"],
    ["--version"],
    ["list"],
    ["list", "-f", "json"],
    ["review"],
    ["show", "11"],
    ["show", "agi-next-2026/china-lead", "-f", "json"],
    ["evidence", "list"],
    ["evidence", "list", "11"],
    ["scorecard"],
    ["evidence", "add", "11", "a note", "--supports"],
    ["resolve", "11", "yes", "--because", "seen"],
]


def imported(program: Program, words: list[str]) -> set[str]:
    """Return the names of all modules that a command had imported when it ended."""
    done = subprocess.run(
        [sys.executable, "-c", _LISTING, json.dumps(words)],
        capture_output=True,
        check=False,
        env=program.environment,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("words", DAILY, ids=" ".join)
def test_a_daily_command_imports_nothing_heavy(words: list[str], panel: Program) -> None:
    assert not HEAVY & imported(panel, words)


@pytest.mark.parametrize("words", [["--help"], ["--version"]], ids=" ".join)
def test_help_and_version_open_no_database_and_draw_no_table(
    words: list[str], panel: Program
) -> None:
    found = imported(panel, words)
    assert not {"sqlite3", "tabulate"} & found
    assert not {name for name in found if name.startswith(("tracker.storage", "tracker.reports"))}


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_what_a_script_reads_needs_no_table(form: str, panel: Program) -> None:
    assert "tabulate" not in imported(panel, ["list", "-f", form])


def test_a_list_imports_no_command_but_its_own(panel: Program) -> None:
    own = {name for name in imported(panel, ["list"]) if name.startswith("tracker.cli.")}
    others = {"walk", "entries", "files", "people", "scorecard", "review", "resolutions", "journal"}
    assert not {f"tracker.cli.{name}" for name in others} & own


def test_a_scorecard_imports_no_rule_for_what_nobody_forecast(panel: Program) -> None:
    rules = {"tracker.scoring.choice", "tracker.scoring.quantiles", "tracker.domain.distribution"}
    assert not rules & imported(panel, ["scorecard"])


def test_the_listing_of_modules_is_of_the_command_itself(panel: Program) -> None:
    found = imported(panel, ["list"])
    assert {"sqlite3", "tabulate", "tracker.cli.claims", "tracker.reports.claims"} <= found
