"""The program beside others: pipes, terminals, alphabets, widths and where the ledger is found."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.conftest import Answer, Program

SGR = re.compile(r"\x1b\[[0-9;]*m")
ESCAPE = "\x1b"


def program(*words: str) -> list[str]:
    return [sys.executable, "-m", "tracker", *words]


def surroundings(panel: Program, **extra: str) -> dict[str, str]:
    """Return an environment with nothing of a user's own in it but what is named."""
    named = {key: panel.environment[key] for key in ("TRACKER_DB", "TRACKER_TODAY", "TRACKER_USER")}
    return {"PATH": os.environ["PATH"], **named, **extra}


def run(environment: dict[str, str], *words: str) -> Answer:
    done = subprocess.run(program(*words), capture_output=True, check=False, env=environment)
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())


def at_terminal(environment: dict[str, str], *words: str, columns: int = 80) -> str:
    """Return what a command writes to a terminal that is so many cells wide."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen(
        program(*words), stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, env=environment
    ) as running:
        os.close(theirs)
        read = b""
        while True:
            try:
                chunk = os.read(ours, 65_536)
            except OSError:  # the other end was closed
                break
            if not chunk:
                break
            read += chunk
    os.close(ours)
    assert running.returncode == 0, read
    return read.decode("utf-8").replace("\r\n", "\n")


def columns_of(rule: str) -> list[int]:
    """Return where the columns of a table begin, read from the rule under its heading."""
    return [found.start() for found in re.finditer(r"─+", rule)]


# ---- pipes and full disks


@pytest.mark.parametrize(
    "words", [["list"], ["list", "-f", "json"], ["list", "-f", "csv"], ["--help"], ["show", "11"]]
)
def test_a_pipe_that_closes_early_is_no_error(words: list[str], panel: Program) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            program(*words),
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            env=surroundings(panel),
        )
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_head_of_a_list_is_no_error(panel: Program) -> None:
    script = f'set -o pipefail; "{sys.executable}" -m tracker list --status all | head -c 1'
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, check=False, env=surroundings(panel)
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"I", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("words", [["list"], ["list", "-f", "json"], ["--help"], ["--version"]])
def test_a_full_disk_is_said_on_one_line(words: list[str], panel: Program) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            program(*words),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            env=surroundings(panel),
        )
    assert done.returncode == 1
    said = done.stderr.decode()
    assert said.startswith("Error: cannot read or write")
    assert "No space left on device" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("words", ["list", "list -f json", "--help", "show 99"])
def test_a_closed_output_makes_no_traceback(words: str, panel: Program) -> None:
    done = subprocess.run(
        ["bash", "-c", f'exec "{sys.executable}" -m tracker {words} >&-'],
        stderr=subprocess.PIPE,
        check=False,
        env=surroundings(panel),
    )
    said = done.stderr.decode()
    assert done.returncode in {0, 1}
    assert "Traceback" not in said
    assert said.count("\n") <= 1
    assert not said or said.startswith("Error: ")


def test_nothing_is_changed_where_no_answer_can_be_given(panel: Program) -> None:
    before = panel("history")
    done = subprocess.run(
        ["bash", "-c", f'exec "{sys.executable}" -m tracker people add Bo >&-'],
        stderr=subprocess.PIPE,
        check=False,
        env=surroundings(panel),
    )
    said = b"Error: standard output is closed: write it to /dev/null instead\n"
    assert (done.returncode, done.stderr) == (1, said)
    assert panel("history") == before


@pytest.mark.parametrize("words", ["load -", "import csv -", "extract -", "db restore -"])
def test_a_closed_input_is_an_empty_one(words: str, panel: Program) -> None:
    done = subprocess.run(
        ["bash", "-c", f'exec "{sys.executable}" -m tracker {words} <&-'],
        stderr=subprocess.PIPE,
        check=False,
        env=surroundings(panel),
    )
    assert done.returncode == 1
    assert done.stderr.startswith(b"Error: ")
    assert b"fault" not in done.stderr


def test_closed_output_and_closed_errors_end_quietly(panel: Program) -> None:
    done = subprocess.run(
        ["bash", "-c", f'exec "{sys.executable}" -m tracker show 99 >&- 2>&-'],
        check=False,
        env=surroundings(panel),
    )
    assert done.returncode == 1


def test_what_was_written_before_the_disk_was_full_is_kept(panel: Program) -> None:
    """The claim was recorded: only telling its number failed."""
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("wb") as full:
        subprocess.run(
            program("add", "A", "--owner", "Ann"),
            stdout=full,
            stderr=subprocess.DEVNULL,
            check=False,
            env=surroundings(panel),
        )
    assert len(json.loads(panel("list", "--owner", "Ann", "-f", "json"))) == 1


def test_the_result_alone_goes_to_standard_output(panel: Program) -> None:
    added = run(surroundings(panel), "add", "A", "--owner", "Annn", "--by", "end of 2027")
    assert added.out == "51\n"
    assert added.err.splitlines() == [
        "Note: 'end of 2027' is read as by 2027-12-31",
        "Note: Annn is new here",
    ]


def test_an_error_leaves_standard_output_empty(panel: Program) -> None:
    refused = run(surroundings(panel), "show", "99", "-f", "json")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("Error: there is no claim '99'")


# ---- terminals, colour and width


def test_a_terminal_gets_colour(panel: Program) -> None:
    assert ESCAPE in at_terminal(surroundings(panel, TERM="xterm"), "list")


@pytest.mark.parametrize(
    "extra", [{"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"]
)
def test_a_terminal_can_ask_for_plain_text(extra: dict[str, str], panel: Program) -> None:
    assert ESCAPE not in at_terminal(surroundings(panel, **extra), "list")


@pytest.mark.parametrize("words", [["list"], ["review"], ["show", "11"], ["scorecard"], ["people"]])
def test_a_pipe_gets_plain_text(words: list[str], panel: Program) -> None:
    answer = run(surroundings(panel, TERM="xterm"), *words)
    assert answer.code == 0
    assert ESCAPE not in answer.out


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "markdown"])
def test_what_a_script_reads_is_never_coloured(form: str, panel: Program) -> None:
    assert ESCAPE not in at_terminal(surroundings(panel, TERM="xterm"), "list", "-f", form)


@pytest.mark.parametrize("columns", [60, 80, 97, 200])
@pytest.mark.parametrize("words", [["list", "--status", "all"], ["people"], ["evidence", "list"]])
def test_a_table_keeps_to_its_terminal(words: list[str], columns: int, panel: Program) -> None:
    text = at_terminal(surroundings(panel, TERM="xterm"), *words, columns=columns)
    assert max(wcswidth(SGR.sub("", line)) for line in text.splitlines()) <= columns


def test_chinese_text_is_aligned_by_cells(panel: Program) -> None:
    text = SGR.sub("", at_terminal(surroundings(panel, TERM="xterm"), "list", columns=100))
    heading, rule, *lines = text.splitlines()
    starts = columns_of(rule)
    assert len(starts) == 5
    assert any(wcswidth(line) != len(line) for line in lines)
    for line in [heading, *lines]:
        cells = "".join(sign if wcswidth(sign) == 1 else f"{sign}\0" for sign in line)
        for start in starts[1:]:
            assert cells[start - 2 : start].strip() == "", line


def test_colour_shifts_no_column(panel: Program) -> None:
    coloured = at_terminal(surroundings(panel, TERM="xterm"), "list", "--status", "all")
    plain = at_terminal(surroundings(panel, TERM="xterm", NO_COLOR="1"), "list", "--status", "all")
    assert coloured != plain
    bare = [line.rstrip() for line in SGR.sub("", coloured).splitlines()]
    assert bare == [line.rstrip() for line in plain.splitlines()]


@pytest.mark.parametrize("columns", ["1", "0", "abc", "", "-5", "99999999999", "１００"])
def test_any_width_named_is_survived(columns: str, panel: Program) -> None:
    for words in (["list"], ["show", "11"], ["review"], ["scorecard"], ["--help"]):
        answer = run(surroundings(panel, COLUMNS=columns), *words)
        assert (answer.code, answer.err) == (0, "")
        assert answer.out


def test_a_named_width_holds_in_a_pipe(panel: Program) -> None:
    answer = run(surroundings(panel, COLUMNS="70"), "list", "--status", "all")
    assert max(map(wcswidth, answer.out.splitlines())) <= 70


def test_a_date_is_never_broken(panel: Program) -> None:
    wide = run(surroundings(panel, COLUMNS="200"), "list", "--status", "all")
    days = sorted(re.findall(r"\d{4}-\d\d-\d\d", wide.out))
    for columns in ("20", "40", "60", "75"):
        narrow = run(surroundings(panel, COLUMNS=columns), "list", "--status", "all")
        found = sorted(re.findall(r"\d{4}-\d\d-\d\d", narrow.out))
        assert len(found) == len(days)


# ---- alphabets


def test_an_ascii_output_writes_the_rest_as_escapes(panel: Program) -> None:
    answer = run(surroundings(panel, PYTHONIOENCODING="ascii"), "list", "--status", "all")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.isascii()
    assert "\\u5510\\u6770" in answer.out


def test_an_ascii_output_still_gives_json_that_reads_back(panel: Program) -> None:
    narrow = run(surroundings(panel, PYTHONIOENCODING="ascii"), "list", "-f", "json")
    whole = run(surroundings(panel, PYTHONIOENCODING="utf-8"), "list", "-f", "json")
    assert narrow.out.isascii()
    assert json.loads(narrow.out) == json.loads(whole.out)


@pytest.mark.parametrize("name", ["C", "POSIX", "C.UTF-8"])
def test_a_bare_locale_is_survived(name: str, panel: Program) -> None:
    answer = run(surroundings(panel, LANG=name, LC_ALL=name), "show", "agi-next-2026/china-lead")
    assert (answer.code, answer.err) == (0, "")
    assert "china-lead" in answer.out


def test_an_ascii_error_line_is_survived(panel: Program) -> None:
    answer = run(surroundings(panel, PYTHONIOENCODING="ascii"), "list", "--owner", "唐节")
    assert answer.code == 1
    assert answer.err.count("\n") == 1
    assert answer.err.isascii()


def test_bytes_that_are_no_text_are_refused(panel: Program) -> None:
    done = subprocess.run(
        [*program("add"), b"\xff\xfe", b"--owner", b"Ann"],
        capture_output=True,
        check=False,
        env=surroundings(panel, LC_ALL="C.UTF-8"),
    )
    assert done.returncode == 1
    assert done.stderr.decode() == "Error: statement is not valid UTF-8 at character 1\n"


# ---- where the ledger is, what day it is, and who writes


def test_the_module_is_the_program(panel: Program) -> None:
    shown = run(surroundings(panel), "--version")
    assert re.fullmatch(r"tracker \d+\.\d+\.\d+\S*\n", shown.out)


def test_without_a_name_the_ledger_stands_in_the_data_folder(tmp_path: Path) -> None:
    data = tmp_path / "my data"
    environment = {"PATH": os.environ["PATH"], "XDG_DATA_HOME": str(data), "HOME": str(tmp_path)}
    assert run(environment, "add", "A", "--owner", "Ann").out == "1\n"
    assert (data / "tracker" / "tracker.db").is_file()


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    environment = {"PATH": os.environ["PATH"], "XDG_DATA_HOME": str(tmp_path / "file")}
    refused = run(environment, "list")
    assert refused.code == 1
    assert refused.err.startswith("Error: the folder ")
    assert "--db" in refused.err


def test_with_a_named_ledger_no_home_is_needed(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path / "missing")}
    answer = run(environment, "--db", str(tmp_path / "own.db"), "list")
    assert (answer.code, answer.out) == (
        0,
        "No open claims found (--status all: those that came out too).\n",
    )
    assert not (tmp_path / "missing").exists()
    del environment["HOME"]
    assert run(environment, "--db", str(tmp_path / "own.db"), "list").code == 0


def test_the_option_wins_over_the_environment(panel: Program, tmp_path: Path) -> None:
    answer = run(surroundings(panel), "--db", str(tmp_path / "other.db"), "list")
    assert answer.out == "No open claims found (--status all: those that came out too).\n"


def test_the_day_can_be_named_in_the_environment(panel: Program) -> None:
    late = run(surroundings(panel, TRACKER_TODAY="2027-01-01"), "list", "--status", "overdue")
    assert "1 day overdue" in late.out
    early = run(
        surroundings(panel, TRACKER_TODAY="2027-01-01"),
        "--today",
        "2026-12-31",
        "list",
        "--status",
        "overdue",
    )
    assert early.out == "No claims found.\n"


def test_the_journal_names_who_made_a_change(panel: Program) -> None:
    run(surroundings(panel, TRACKER_USER="bea"), "evidence", "add", "11", "a note", "--neutral")
    history = json.loads(run(surroundings(panel), "show", "11", "-f", "json").out)["history"]
    assert history[-1]["by"] == "bea"


def test_a_file_comes_from_standard_input(panel: Program) -> None:
    text = '[source]\nkey = "typed"\npublished_on = 2026-01-01\n'
    done = subprocess.run(
        program("load", "-"),
        input=text.encode(),
        capture_output=True,
        check=False,
        env=surroundings(panel),
    )
    assert (done.returncode, done.stdout) == (0, b"standard input: 1 source added\n")


def test_a_file_comes_through_a_pipe_of_the_shell(panel: Program) -> None:
    script = f"""exec "{sys.executable}" -m tracker load <(printf '[source]\\nkey = "typed"\\n')"""
    done = subprocess.run(
        ["bash", "-c", script], capture_output=True, check=False, env=surroundings(panel)
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(b": 1 source added\n")


def test_a_backup_goes_through_pipes(panel: Program, tmp_path: Path) -> None:
    there = surroundings(panel, TRACKER_DB=str(tmp_path / "there.db"))
    copied = subprocess.run(
        program("db", "backup", "-"), capture_output=True, check=True, env=surroundings(panel)
    )
    said = copied.stderr.decode()
    assert said.endswith(panel("seal").split()[-1] + "\n")
    subprocess.run(program("db", "restore", "-"), input=copied.stdout, check=True, env=there)
    assert run(there, "list", "-f", "json").out == panel("list", "-f", "json")


def test_a_named_pipe_is_imported(panel: Program, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(
        program("import", "csv", str(pipe)), stdout=subprocess.PIPE, env=surroundings(panel)
    ) as running:
        pipe.write_text("statement,owner,probability\nIt rains.,Ann,20%\n")
        told, _ = running.communicate(timeout=60)
    assert told.decode() == f"{pipe}: 1 row read, 1 added\n"
    assert "It rains." in panel("list", "--owner", "Ann")
