"""Killed, out of disk, interrupted: what was acknowledged stays, and nothing is half done."""

import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import Program
from tests.trust.ledgers import rows

BIG = 2_000
ROUNDS = 20
FULL_ROUNDS = 500
SEED = 20_261_124
LOADED = (
    "SELECT count(*) FROM claims c JOIN sources s ON s.id = c.source_id "
    "JOIN forecasts f ON f.claim_id = c.id WHERE s.key = ?"
)


def big_file(path: Path, name: str, claims: int = BIG) -> Path:
    lines = [f'[source]\nkey = "{name}"\npublished_on = 2026-01-01\n']
    lines += [
        f'[[claims]]\nkey = "c{number}"\nstatement = "{name}: claim {number}."\n'
        f'forecasts = [{{owner = "Owner {number % 7}", probability = 0.5}}]\n'
        for number in range(claims)
    ]
    path.write_text("".join(lines))
    return path


@contextmanager
def running(
    program: Program, *words: str, limit: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """A command under way in a group of its own; `limit` is the largest file it may make."""

    def restricted() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    with subprocess.Popen(
        [sys.executable, "-m", "tracker", *words],
        env={**os.environ, **program.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=restricted,  # noqa: PLW1509 - no test here has threads then
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def count(db: str, sql: str, *values: str) -> int:
    with closing(sqlite3.connect(db)) as raw:
        found: int = raw.execute(sql, values).fetchone()[0]
        return found


def is_sound(db: str) -> None:
    with closing(sqlite3.connect(db)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []


def test_killed_at_random_moments_nothing_acknowledged_is_lost_or_half_done(
    ledger: Program, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    rounds = FULL_ROUNDS if pytestconfig.getoption("--full") else ROUNDS
    chance = random.Random(SEED)
    ledger("add", "Rain.", "--owner", "Ann", "-p", "30%")
    took = {"add": 0.4, "evidence": 0.4, "load": 1.5}
    acknowledged = 0
    for number in range(rounds):
        token = f"t{number}"
        kind = ("add", "evidence", "load")[number % 3]
        words = {
            "add": ["add", token, "--owner", token, "-p", "5%", "--tag", token],
            "evidence": ["evidence", "add", "1", token, "--supports"],
            "load": ["load", str(tmp_path / "big.toml")],
        }[kind]
        if kind == "load":
            big_file(tmp_path / "big.toml", token, BIG if number % 9 == 2 else BIG // 10)
        start = time.monotonic()
        with running(ledger, *words) as process:
            try:
                out, _ = process.communicate(timeout=chance.uniform(0.1, 1.3) * took[kind])
                took[kind] = max(0.2, time.monotonic() - start)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                out, _ = process.communicate()
                took[kind] = max(took[kind], time.monotonic() - start)
        is_acknowledged = out.endswith(b"\n")
        acknowledged += is_acknowledged
        is_sound(ledger.db)
        made = {
            "add": ("SELECT count(*) FROM claims WHERE statement = ?", 1),
            "evidence": ("SELECT count(*) FROM evidence WHERE note = ?", 1),
            "load": (LOADED, BIG if number % 9 == 2 else BIG // 10),
        }[kind]
        found = count(ledger.db, made[0], token)
        assert found in {0, made[1]}
        assert found or not is_acknowledged
        if kind == "add":
            assert count(ledger.db, "SELECT count(*) FROM people WHERE name = ?", token) == found
            assert count(ledger.db, "SELECT count(*) FROM claim_tags WHERE tag = ?", token) == found
    ledger("verify")
    ledger("evidence", "add", "1", "life goes on", "--supports")
    ledger("db", "check")
    assert 0 < acknowledged < rounds
    assert [file.name for file in tmp_path.glob(".*.new*")] == []


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_each_write_waits_for_the_disk(ledger: Program, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    for words in (
        ["add", "Rain.", "--owner", "Ann", "-p", "30%"],
        ["evidence", "add", "1", "wet", "--supports"],
        ["undo"],
    ):
        done = subprocess.run(
            ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(trace), sys.executable,
             "-m", "tracker", *words],
            env={**os.environ, **ledger.environment},
            capture_output=True,
            check=False,
        )  # fmt: skip
        if done.returncode:
            pytest.skip(f"strace may not trace here: {done.stderr.decode()[-100:]}")
        assert len(re.findall(r"(fsync|fdatasync)\(\d+\)\s+= 0", trace.read_text())) >= 1
    ledger("verify")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_an_interruption_leaves_the_ledger_as_it_was(
    number: signal.Signals, ledger: Program, tmp_path: Path
) -> None:
    file = big_file(tmp_path / "big.toml", "big")
    with running(ledger, "load", str(file)) as process:
        while not Path(f"{ledger.db}-wal").exists() and process.poll() is None:
            time.sleep(0.01)
        time.sleep(0.1)
        process.send_signal(number)
        out, err = process.communicate(timeout=30)
    if process.returncode == 0:
        pytest.skip("the load was faster than the signal")
    assert out == b""
    if number is signal.SIGINT:
        # The empty line ends the one in which a terminal shows ^C.
        assert (process.returncode, err) == (130, b"\nError: interrupted; nothing was changed\n")
    assert b"Traceback" not in err
    is_sound(ledger.db)
    assert rows(ledger.db, "claims") == []
    ledger("load", str(file))
    ledger("verify")


def test_a_full_disk_changes_nothing_and_says_so(ledger: Program, tmp_path: Path) -> None:
    ledger("add", "Rain.", "--owner", "Ann", "-p", "30%")
    before = rows(ledger.db, "journal")
    limit = Path(ledger.db).stat().st_size + 100_000
    file = big_file(tmp_path / "big.toml", "big")
    with running(ledger, "load", str(file), limit=limit) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (1, b"")
    assert err.startswith(f"Error: {ledger.db} ".encode())
    assert err.count(b"\n") == 1
    is_sound(ledger.db)
    assert rows(ledger.db, "journal") == before
    ledger("load", str(file))
    ledger("verify")


def test_a_backup_without_room_leaves_no_file(panel: Program, tmp_path: Path) -> None:
    with running(panel, "db", "backup", str(tmp_path / "copy.db"), limit=100_000) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.count(b"\n") == 1
    assert sorted(file.name for file in tmp_path.iterdir() if "copy" in file.name) == []
    panel("verify")


@contextmanager
def crashed(program: Program, folder: Path) -> Iterator[Path]:
    """A copy of a ledger taken while its last change stands in the side file alone."""
    there = folder / "crashed"
    there.mkdir()
    with closing(sqlite3.connect(program.db)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM journal").fetchone()
        program("people", "add", "In the side file")
        for file in folder.glob("tracker.db*"):
            shutil.copy(file, there / file.name)
    assert (there / "tracker.db-wal").stat().st_size > 0
    yield there


def test_a_side_file_left_by_a_crash_is_taken_in(ledger: Program, tmp_path: Path) -> None:
    with crashed(ledger, tmp_path) as there:
        program = Program(str(there / "tracker.db"))
        assert "In the side file" in program("people", "-f", "json")
        program("verify")
        (there / "tracker.db-shm").unlink(missing_ok=True)
        program("people", "add", "Later")
        program("verify")


def test_a_side_file_lost_loses_the_last_change_and_verify_says_so(
    ledger: Program, tmp_path: Path
) -> None:
    with crashed(ledger, tmp_path) as there:
        for suffix in ("-wal", "-shm"):
            (there / f"tracker.db{suffix}").unlink(missing_ok=True)
        elsewhere = Program(str(there / "tracker.db"))
        assert "In the side file" not in elsewhere("people", "-f", "json")
        elsewhere("verify")
        shutil.copy(there / "tracker.db", ledger.db)
        for suffix in ("-wal", "-shm"):
            Path(f"{ledger.db}{suffix}").unlink(missing_ok=True)
        assert "its newest entries were cut off" in " ".join(ledger.run("verify").out.split())
        is_sound(ledger.db)


def test_a_torn_side_file_is_read_up_to_where_it_is_whole(ledger: Program, tmp_path: Path) -> None:
    with crashed(ledger, tmp_path) as there:
        wal = there / "tracker.db-wal"
        wal.write_bytes(wal.read_bytes()[:-50])
        (there / "tracker.db-shm").unlink(missing_ok=True)
        program = Program(str(there / "tracker.db"))
        program("verify")
        program("people", "add", "Later")
        program("verify")
