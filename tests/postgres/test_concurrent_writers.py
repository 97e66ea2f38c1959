"""Many programs that write at once on a server: all succeed, and the chain stays one."""

import subprocess
import sys
from os import environ

from tests.conftest import Program
from tests.storage.chain import chain_of_url
from tracker.storage.version import HEAD

PROCESSES = 32
EACH = 2
UPGRADERS = 3

# The program is imported once; then each writer is a process of its own.
WRITERS = f"""
import os, sys
from click.testing import CliRunner
from tracker.cli.main import tracker
CliRunner().invoke(tracker, ["show", "1"])
def write(number):
    for turn in range({EACH}):
        words = ["evidence", "add", "1", f"{{number}}-{{turn}}", "--supports"]
        result = CliRunner().invoke(tracker, words)
        if result.exit_code:
            sys.stderr.write(result.output)
            return 1
    return 0
children = []
for number in range({PROCESSES}):
    child = os.fork()
    if not child:
        os._exit(write(number))
    children.append(child)
sys.exit(max(os.waitpid(child, 0)[1] for child in children))
"""


def test_writers_at_once_all_succeed_on_one_unbroken_chain(on_server: Program) -> None:
    on_server("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%")
    done = subprocess.run(
        [sys.executable, "-c", WRITERS],
        env={**environ, **on_server.environment},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    entries = chain_of_url(on_server.db)
    assert [entry.verb for entry in entries] == ["create", "add"] + ["evidence add"] * (
        PROCESSES * EACH
    )
    ids = sorted(entry.content["ops"][0][2]["id"] for entry in entries[2:])
    assert ids == list(range(1, PROCESSES * EACH + 1))
    on_server("verify")


def test_upgrades_at_once_of_an_empty_database_make_one_ledger(database: str) -> None:
    program = Program(database)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tracker", "db", "upgrade"],
            env={**environ, **program.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(UPGRADERS)
    ]
    said = sorted(process.communicate() for process in running)
    assert [process.returncode for process in running] == [0] * UPGRADERS, said
    assert [out.decode() for out, _ in said].count(f"schema none to {HEAD}\n") == 1
    assert [entry.verb for entry in chain_of_url(database)] == ["create"]
    program("verify")
