"""Many programs that write at once on a server: all succeed, and the chain stays one."""

import subprocess
import sys
from os import environ

from tests.conftest import Program
from tests.storage.chain import chain_of_url

PROCESSES = 6
EACH = 5
WRITER = f"""
import sys
from click.testing import CliRunner
from tracker.cli.main import tracker
for number in range({EACH}):
    words = ["evidence", "add", "1", f"{{sys.argv[1]}}-{{number}}", "--supports"]
    result = CliRunner().invoke(tracker, words)
    if result.exit_code:
        sys.exit(result.output)
"""


def test_writers_at_once_all_succeed_on_one_unbroken_chain(on_server: Program) -> None:
    on_server("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%")
    environment = {**environ, **on_server.environment}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(number)], env=environment, stderr=subprocess.PIPE
        )
        for number in range(PROCESSES)
    ]
    errors = [process.communicate()[1].decode() for process in running]
    assert errors == [""] * PROCESSES
    entries = chain_of_url(on_server.db)
    assert [entry.verb for entry in entries] == ["create", "add"] + ["evidence add"] * (
        PROCESSES * EACH
    )
    ids = sorted(entry.content["ops"][0][2]["id"] for entry in entries[2:])
    assert ids == list(range(1, PROCESSES * EACH + 1))
    on_server("verify")
