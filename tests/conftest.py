"""What all tests share: the program run in process or as a process, on a ledger of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from hypothesis import settings

from tracker.cli.main import tracker

settings.register_profile("default", deadline=None, max_examples=60, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


class Answer(NamedTuple):
    """What a command wrote, and how it ended."""

    code: int
    out: str
    err: str


class Program:
    """The program on one ledger, as somebody at a terminal of 100 cells runs it."""

    def __init__(self, db: str, today: str = "2026-11-24") -> None:
        self.db = db
        self.environment = {
            "TRACKER_DB": db,
            "TRACKER_TODAY": today,
            "TRACKER_USER": "ann",
            "COLUMNS": "100",
            "NO_COLOR": "1",
        }

    def process(self, *words: str, stdin: bytes | None = None, **extra: str) -> Answer:
        """Run a command in a process of its own."""
        done = subprocess.run(
            [sys.executable, "-m", "tracker", *words],
            input=stdin,
            capture_output=True,
            env={**os.environ, **self.environment, **extra},
            check=False,
        )
        return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())

    def __call__(self, *words: str, code: int = 0, stdin: str | None = None, **extra: str) -> str:
        """Run a command in this process, hold it to its exit code, and return what it wrote.

        That is standard output, or standard error where it failed.
        """
        answer = self.run(*words, stdin=stdin, **extra)
        assert answer.code == code, f"{' '.join(words)}: {answer}"
        return answer.out if code == 0 else answer.err

    def run(self, *words: str, stdin: str | None = None, **extra: str) -> Answer:
        """Run a command in this process, error boundary and all."""
        result = CliRunner().invoke(
            tracker, list(words), input=stdin, env={**self.environment, **extra}
        )
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the user's own folders and settings."""
    for name in ("TRACKER_DB", "TRACKER_TODAY", "TRACKER_USER", "TRACKER_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="session")
def new_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger without an entry, made once and copied by whoever needs one."""
    path = tmp_path_factory.mktemp("ledgers") / "new.db"
    Program(str(path))("list")
    return path


@pytest.fixture(scope="session")
def panel_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the panel's forecasts, loaded once and copied by whoever needs one."""
    path = tmp_path_factory.mktemp("ledgers") / "panel.db"
    Program(str(path))("seed")
    return path


@pytest.fixture
def ledger(tmp_path: Path, new_ledger: Path) -> Program:
    """The program on a new ledger."""
    return Program(_copy(new_ledger, tmp_path))


@pytest.fixture
def panel(tmp_path: Path, panel_ledger: Path) -> Program:
    """The program on a ledger with the panel's forecasts."""
    return Program(_copy(panel_ledger, tmp_path))


def _copy(ledger: Path, folder: Path) -> str:
    path = folder / "tracker.db"
    path.write_bytes(ledger.read_bytes())
    return str(path)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare what the tests can be asked for."""
    parser.addoption("--golden-update", action="store_true", help="write the sessions anew")
    parser.addoption("--full", action="store_true", help="the full numbers")
