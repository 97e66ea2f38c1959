"""Golden sessions: typed commands and all that came back, readable as text.

    $ tracker show 99             a command
    < yes                         a line of its standard input
    text                          standard output
    ! Error: there is no …        standard error
    = 1                           its exit code, where it is not 0

A line that begins with `#` is a remark. What differs from run to run is written as TIME, HASH,
LEDGER and NAME. `pytest --golden-update` writes the sessions anew; read the difference before it is
kept.
"""

import re
import shlex
from pathlib import Path
from typing import NamedTuple

from tests.conftest import Program

_VOLATILE = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"), "TIME"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "HASH"),
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "NAME"),
    (re.compile(r"(?<!^)\b\d{4}-\d\d-\d\d \d\d:\d\d\b", re.MULTILINE), "YYYY-MM-DD hh:mm"),
    (re.compile(r"replaced-\d{8}T\d{12}\b"), "replaced-TIME"),
    # The day on which a wording was replaced is the real clock's, not the one taken as today.
    (re.compile(r"(version \d+, changed on )\d{4}-\d\d-\d\d"), r"\1DAY"),
)
_HISTORY_TIME = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d +", re.MULTILINE)


class Step(NamedTuple):
    """One command, what it is given to read, and the lines that stand before it."""

    remarks: list[str]
    command: str
    stdin: list[str]


def steps(text: str) -> list[Step]:
    """Return the commands of a session."""
    found: list[Step] = []
    remarks: list[str] = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append(Step(remarks, line[2:], []))
            remarks = []
        elif line.startswith("< ") or line == "<":
            found[-1].stdin.append(line[2:])
        elif line.startswith("#"):
            remarks.append(line)
    return found


def replayed(text: str, program: Program, folder: Path) -> str:
    """Return a session as it goes now: the same commands with what came back."""
    return "".join(_replay(step, program, folder) for step in steps(text))


def _replay(step: Step, program: Program, folder: Path) -> str:
    words = shlex.split(step.command)
    assert words[0] == "tracker", step.command
    stdin = "".join(f"{line}\n" for line in step.stdin) if step.stdin else None
    answer = program.run(*words[1:], stdin=stdin)
    lines = [*step.remarks, f"$ {step.command}", *(f"< {line}" for line in step.stdin)]
    lines += steady(answer.out, program, folder).splitlines()
    lines += [f"! {line}" for line in steady(answer.err, program, folder).splitlines()]
    if answer.code:
        lines.append(f"= {answer.code}")
    return "".join(f"{line}".rstrip() + "\n" for line in lines)


def steady(text: str, program: Program, folder: Path) -> str:
    """Return an output with what differs from run to run written as names."""
    text = text.replace(program.db, "LEDGER").replace(str(folder), "FOLDER")
    for pattern, name in _VOLATILE:
        text = pattern.sub(name, text)
    return _HISTORY_TIME.sub("TIME  ", text)
