"""Many programs at once: every command succeeds, on one unbroken chain."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Program
from tests.storage.chain import chain
from tests.trust.ledgers import rows
from tests.trust.test_crashes import big_file

WRITER = """
import sys
from click.testing import CliRunner
from tracker.cli.main import tracker
who, each = sys.argv[1], int(sys.argv[2])
for number in range(each):
    token = f"{who}-{number}"
    words = (
        ["evidence", "add", "1", token, "--supports"],
        ["add", token, "--owner", token, "-p", "5%", "--tag", "many"],
        ["forecast", "1", "-p", "5%", "--owner", "Ann", "--note", token],
    )[number % 3]
    result = CliRunner().invoke(tracker, words)
    if result.exit_code or result.stderr.count("Note:") - ("is new here" in result.stderr):
        sys.exit(f"{words}: {result.output}")
"""


class Crowd:
    """Writers that started together."""

    def __init__(self, program: Program, pytestconfig: pytest.Config) -> None:
        is_full = pytestconfig.getoption("--full")
        self.size, self.each = (16, 50) if is_full else (8, 10)
        self.running = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, f"w{number}", str(self.each)],
                env={**os.environ, **program.environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
            for number in range(self.size)
        ]

    def done(self) -> list[str]:
        """Wait for them; what each wrote to standard error."""
        return [process.communicate()[1].decode() for process in self.running]


@pytest.fixture
def rain(ledger: Program) -> Program:
    ledger("add", "Rain.", "--owner", "Ann", "-p", "30%")
    return ledger


def tokens(program: Program) -> list[str]:
    """What writers wrote: notes of evidence and forecasts, statements of claims."""
    found = [row["note"] for table in ("evidence", "forecasts") for row in rows(program.db, table)]
    found += [row["statement"] for row in rows(program.db, "claims")]
    return sorted(text for text in found if text and text.startswith("w"))


def expected(crowd: Crowd) -> list[str]:
    return sorted(f"w{who}-{number}" for who in range(crowd.size) for number in range(crowd.each))


def test_each_of_many_commands_succeeds(rain: Program, pytestconfig: pytest.Config) -> None:
    crowd = Crowd(rain, pytestconfig)
    assert crowd.done() == [""] * crowd.size
    assert tokens(rain) == expected(crowd)
    assert len(chain(rain.db)) == 2 + crowd.size * crowd.each
    rain("verify")


def test_each_succeeds_beside_a_bulk_change(
    rain: Program, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    lines = ["key,statement,owner,probability,said_on"]
    lines += [f"k{number},Claim {number}.,Owner {number % 9},50%,2026-01-01"
              for number in range(20_000)]  # fmt: skip
    (tmp_path / "big.csv").write_text("\n".join(lines))
    words = ["import", "csv", str(tmp_path / "big.csv")]
    if rain.run("import", "--help").code:
        words = ["load", str(big_file(tmp_path / "big.toml", "big", 5_000))]
    bulk = subprocess.Popen(
        [sys.executable, "-m", "tracker", *words],
        env={**os.environ, **rain.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    crowd = Crowd(rain, pytestconfig)
    assert crowd.done() == [""] * crowd.size
    said = bulk.communicate()[1].decode()
    assert [line for line in said.splitlines() if not line.startswith("Note: Owner ")] == []
    assert bulk.returncode == 0
    assert tokens(rain) == expected(crowd)
    chain(rain.db)
    rain("verify")


def test_a_backup_under_writers_is_a_whole_ledger_of_one_moment(
    rain: Program, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    crowd = Crowd(rain, pytestconfig)
    copies: list[tuple[Path, str]] = []
    while any(process.poll() is None for process in crowd.running):
        copy = tmp_path / f"copy{len(copies)}.db"
        copies.append((copy, rain("db", "backup", str(copy)).split()[-1]))
    assert crowd.done() == [""] * crowd.size
    assert copies
    whole = {entry.hash for entry in chain(rain.db)}
    for copy, head in copies:
        assert chain(str(copy))[-1].hash == head
        assert head in whole
        assert not (tmp_path / f"{copy.name}-wal").exists()
    rain("verify", "--head", copies[0][1])


def test_writers_go_on_in_what_was_restored(
    rain: Program, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    copy = tmp_path / "copy.db"
    rain("db", "backup", str(copy))
    crowd = Crowd(rain, pytestconfig)
    restores = 0
    while any(process.poll() is None for process in crowd.running) and restores < 5:
        rain("db", "restore", str(copy), "--force")
        restores += 1
    said = [text for text in crowd.done() if text]
    # A writer may only tell that what it remembered of the ledger is gone.
    assert [text for text in said if "no longer in the journal" not in text] == []
    chain(rain.db)
    rain.run("verify")
    rain("db", "restore", str(copy), "--force")
    rain("verify")
    assert len(list(tmp_path.glob("tracker.db.replaced-*"))) >= restores


def test_a_restore_waits_for_the_writer_and_a_reader_sees_one_state(
    rain: Program, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    rain("db", "backup", str(copy))
    rain("people", "add", "Gone after the restore")
    with closing(sqlite3.connect(rain.db, isolation_level=None, check_same_thread=False)) as held:
        held.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.5, lambda: held.execute("ROLLBACK"))
        with closing(sqlite3.connect(rain.db, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            before = reader.execute("SELECT count(*) FROM people").fetchone()
            timer.start()
            rain("db", "restore", str(copy), "--force")
            assert reader.execute("SELECT count(*) FROM people").fetchone() == before
            reader.execute("COMMIT")
            assert reader.execute("SELECT count(*) FROM people").fetchone() != before
        timer.join()
    rain("verify")
