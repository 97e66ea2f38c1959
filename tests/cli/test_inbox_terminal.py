"""`inbox -i` at a real terminal: single keys, a line that is edited, and stopping at any time."""

import codecs
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import Program
from tests.trust.ledgers import TALK, rows

_SEQUENCE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")
PROMPT = "[q]uit [?]: "


def _own_terminal() -> None:
    """Make standard input the terminal from which a key such as Ctrl-C is a signal."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A command at a terminal, with somebody who types and reads what comes."""

    def __init__(self, program: Program, *words: str) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 90, 0, 0))
        environment = {**os.environ, **program.environment, "TERM": "xterm", "COLUMNS": "90"}
        self._running = subprocess.Popen(
            [sys.executable, "-m", "tracker", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
            preexec_fn=_own_terminal,  # noqa: PLW1509 - there are no threads here
        )
        os.close(theirs)
        self.screen = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def read_to(self, text: str, seconds: float = 20.0) -> str:
        """Return what is written until a text comes, as it reads without colours."""
        before, end = len(self.screen), time.monotonic() + seconds
        while text not in self.screen[before:]:
            assert time.monotonic() < end, self.screen
            if select.select([self._ours], [], [], 0.1)[0]:
                try:
                    read = os.read(self._ours, 65_536)
                except OSError:
                    read = b""
                assert read, self.screen
                self.screen += _SEQUENCE.sub("", self._decoder.decode(read))
        return self.screen[before:]

    def types(self, keys: str, then: str = PROMPT) -> str:
        """Type keys, and return what is written until a text comes."""
        os.write(self._ours, keys.encode())
        return self.read_to(then)

    def interrupt(self, then: str) -> None:
        """Press Ctrl-C until a text comes: one between a prompt and its reading is lost to C."""
        for _ in range(5):
            os.write(self._ours, b"\x03")
            with suppress(AssertionError):
                self.read_to(then, 2)
                return
        raise AssertionError(self.screen)

    def ended(self) -> int:
        """Return the exit code."""
        return self._running.wait(20)

    def close(self) -> None:
        """End the command if it still runs."""
        self._running.kill()
        self._running.wait()
        os.close(self._ours)


@pytest.fixture
def talk(ledger: Program) -> Program:
    """A ledger with the drafts of a short talk."""
    ledger("extract", str(TALK))
    return ledger


@pytest.fixture
def terminal(talk: Program) -> Iterator[Terminal]:
    """The inbox at a terminal, its first draft shown."""
    opened = Terminal(talk, "inbox", "-i")
    opened.read_to(PROMPT)
    yield opened
    opened.close()


def states(program: Program) -> list[str]:
    return [row["state"] for row in rows(program.db, "drafts")]


def test_one_key_decides_and_each_decision_is_there_at_once(
    terminal: Terminal, talk: Program
) -> None:
    for text in ("1 of", "【", "Lacks"):
        assert text in terminal.screen
    assert "say why" in terminal.types("?")
    terminal.types("a")
    assert states(talk)[0] == "accepted"
    terminal.types("d")
    assert states(talk)[:2] == ["accepted", "dismissed"]
    assert "taken back" in terminal.types("b")
    assert states(talk)[:2] == ["accepted", "pending"]
    terminal.types("s")
    assert "2 of" in terminal.types("b")
    terminal.types("q", "await a decision.")
    assert terminal.ended() == 0
    assert states(talk)[:2] == ["accepted", "pending"]
    talk("verify")


def test_a_field_is_edited_in_its_line(terminal: Terminal, talk: Program) -> None:
    terminal.types("e", "[n]ote: ")
    terminal.types("s", "Statement: ")
    # The statement stands in the line: what is typed comes after it.
    shown = terminal.types(" — or so I heard\r")
    assert "— or so I heard" in shown
    terminal.types("a")
    (claim,) = rows(talk.db, "claims")
    assert claim["statement"].endswith(" — or so I heard")
    assert len(claim["statement"]) > len(" — or so I heard")
    terminal.types("q", "await a decision.")
    assert terminal.ended() == 0


@pytest.mark.parametrize("key", ["\x04", "\x1b", "\x03"], ids=["ctrl-d", "escape", "ctrl-c"])
def test_one_may_stop_at_any_time_and_what_was_decided_is_kept(
    key: str, terminal: Terminal, talk: Program
) -> None:
    terminal.types("d")
    if key == "\x03":
        terminal.interrupt("what was decided is kept")
    else:
        terminal.types(key, "await a decision.")
    assert terminal.ended() == 0
    assert states(talk)[:2] == ["dismissed", "pending"]


def test_a_line_that_is_left_changes_nothing(terminal: Terminal, talk: Program) -> None:
    terminal.types("D", "Because")
    terminal.interrupt("what was decided is kept")
    assert terminal.ended() == 0
    assert set(states(talk)) == {"pending"}


def test_a_draft_becomes_a_forecast_on_the_claim_before(terminal: Terminal, talk: Program) -> None:
    terminal.types("a")
    statement = rows(talk.db, "claims")[0]["statement"]
    assert f"  1  {statement[:40]}" in terminal.types("f", "On which claim")
    terminal.types("\r")
    assert [row["claim_id"] for row in rows(talk.db, "forecasts")] == [1, 1]
    terminal.types("q", "await a decision.")
    assert terminal.ended() == 0


def test_a_claim_taken_back_is_not_proposed_for_a_forecast(
    terminal: Terminal, talk: Program
) -> None:
    terminal.types("ab")
    terminal.types("f", "On which claim: ")
    assert "No claim named" in terminal.types("\r")
    terminal.types("q", "await a decision.")
    assert terminal.ended() == 0
    assert rows(talk.db, "claims") == []


def test_the_rest_goes_as_one_decision_and_only_when_one_says_so(
    terminal: Terminal, talk: Program
) -> None:
    terminal.types("a")
    terminal.types("r", "(y/n): ")
    terminal.types("\r")
    assert set(states(talk)) == {"accepted", "pending"}
    terminal.types("r", "(y/n): ")
    terminal.types("y\r", "0 await a decision.")
    assert terminal.ended() == 0
    assert set(states(talk)) == {"accepted", "dismissed"}
    talk("undo")
    assert states(talk).count("pending") == len(states(talk)) - 1


def test_keys_typed_ahead_count(terminal: Terminal, talk: Program) -> None:
    terminal.types("ddsdq", "await a decision.")
    assert terminal.ended() == 0
    assert states(talk)[:4] == ["dismissed", "dismissed", "pending", "dismissed"]


def test_a_field_left_as_it_is_stays_as_it_was_read(terminal: Terminal, talk: Program) -> None:
    drafted = rows(talk.db, "drafts")[0]
    assert drafted["opens"] is not None
    terminal.types("e", "[n]ote: ")
    terminal.types("b", "Last day")
    terminal.types("\r")
    terminal.types("a")
    (claim,) = rows(talk.db, "claims")
    for name in ("opens", "deadline", "deadline_text", "deadline_basis"):
        assert claim[name] == drafted[name]


def test_odds_that_are_the_readers_own_say_so(terminal: Terminal, talk: Program) -> None:
    for typed in ("\x15~ 20%\r", "\x1530%\r"):
        terminal.types("e", "[n]ote: ")
        terminal.types("p", "as you read it")
        terminal.types(typed)
        terminal.types("a")
    found = [(row["basis"], row["probability"]) for row in rows(talk.db, "forecasts")]
    assert found == [("imputed", 0.2), ("stated", 0.3)]


def test_odds_that_were_read_may_be_taken_away(ledger: Program, tmp_path: Path) -> None:
    file = tmp_path / "talk.txt"
    file.write_text("It will probably rain in Oslo before 2027.")
    ledger("extract", str(file), "--said", "2026-03-02")
    answers = "e\np\n-\na\n"
    shown = ledger("inbox", "-i", stdin=answers)
    assert "or ~20% as you read it [~51-83%]" in shown
    assert [row["basis"] for row in rows(ledger.db, "forecasts")] == ["none"]
