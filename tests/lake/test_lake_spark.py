"""Spark gives the ledger's figures from a lake: here, on a cluster, and when a worker is lost.

Rows are dealt out anew before, nine in ten of them into one file. The cluster is a real one of two
workers on this machine, started from pyspark's own programs; it runs with `--full`.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.lake.conftest import Pair
from tests.lake.ledgers import difference
from tests.lake.test_lake_scorecard import deal

JAVA = shutil.which("java") or os.environ.get("JAVA_HOME")
pytestmark = [
    pytest.mark.skipif(JAVA is None, reason="Spark needs Java 17: apt-get install openjdk-17-jre"),
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark comes with the extra `dev`"),
]
QUICK = {"JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
"""A short run is over before the better compiler has earned what it costs."""
LONG_ENOUGH = 240
OPTIONS = (("--early", "--detail"), ("--by", "tag", "--take", "time-weighted"))

# One process, for one Java: what each scorecard wrote, as a list.
MANY = """
import json, sys
from click.testing import CliRunner
from tracker.cli.main import tracker
runs = [CliRunner().invoke(tracker, words) for words in json.loads(sys.argv[1])]
print(json.dumps([[run.exit_code, run.stdout] for run in runs]))
"""


@pytest.fixture
def dealt(pair: Pair, tmp_path: Path) -> str:
    """The lake with its rows in another order, most of them in one file."""
    lake = tmp_path / "dealt"
    shutil.copytree(pair.lake, lake)
    deal(lake / "scored_forecasts")
    return str(lake)


def start(pair: Pair, lake: str, master: str, **env: str) -> subprocess.Popen[bytes]:
    """Start the scorecards of OPTIONS in one process."""
    words = [
        ["scorecard", "-f", "json", "--lake", lake, "--engine", "spark", "--master", master, *more]
        for more in OPTIONS
    ]
    return subprocess.Popen(
        [sys.executable, "-c", MANY, json.dumps(words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **pair.program.environment, **QUICK, **env},
    )


def check(pair: Pair, running: subprocess.Popen[bytes]) -> None:
    """Hold what the scorecards wrote against the ledger's own."""
    out, err = running.communicate(timeout=LONG_ENOUGH)
    answers: list[tuple[int, str]] = json.loads(out or b"[]")
    assert [code for code, _ in answers] == [0] * len(OPTIONS), err.decode()[-2_000:]
    for (_, found), options in zip(answers, OPTIONS, strict=True):
        wanted = pair.program("scorecard", "-f", "json", *options)
        assert difference(json.loads(found), json.loads(wanted)) == []


def test_spark_here_gives_the_figures_of_the_ledger(pair: Pair, dealt: str) -> None:
    check(pair, start(pair, dealt, "local[2]"))


def test_spark_that_cannot_start_says_why(pair: Pair, tmp_path: Path) -> None:
    refused = pair.program.process(
        "scorecard", "--lake", pair.lake, "--engine", "spark",
        JAVA_HOME=str(tmp_path), PATH=str(tmp_path),
    )  # fmt: skip
    assert refused.code == 1
    assert "needs Java 17" in refused.err.splitlines()[-1]


class Cluster:
    """A master and two workers, each a process group of its own, with a folder for its data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        self.url = f"spark://127.0.0.1:{port}"
        conf = folder / "conf"
        conf.mkdir()
        (conf / "spark-defaults.conf").write_text("spark.sql.shuffle.partitions 6\n")
        self.env = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_CONF_DIR": str(conf)}
        self._groups: list[subprocess.Popen[bytes]] = []
        self._start("master", "master.Master", "--port", str(port))

    def add_worker(self, name: str) -> subprocess.Popen[bytes]:
        """Start a worker with one processor."""
        where = str(self.folder / name)
        more = ("--cores", "1", "--memory", "1g", "--work-dir", where, self.url)
        return self._start(name, "worker.Worker", *more)

    def _start(self, name: str, place: str, *words: str) -> subprocess.Popen[bytes]:
        import pyspark  # noqa: PLC0415 - only where it is installed

        home = Path(pyspark.__file__).parent
        data = self.folder / f"{name}-data"
        data.mkdir()
        own = {**os.environ, **QUICK, **self.env, "SPARK_HOME": str(home)}
        with (self.folder / f"{name}.log").open("wb") as log:
            started = subprocess.Popen(
                [
                    str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{place}",
                    "--host", "127.0.0.1", "--webui-port", "0", *words,
                ],
                stdout=log, stderr=log, start_new_session=True,
                env={**own, "SPARK_LOCAL_DIRS": str(data)},
            )  # fmt: skip
        self._groups.append(started)
        return started

    def kill(self, started: subprocess.Popen[bytes]) -> None:
        """Kill a worker and what it runs, without a word of warning."""
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        self._groups.remove(started)

    def close(self) -> None:
        """End all that was started."""
        for started in list(self._groups):
            self.kill(started)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A master, to which workers are added."""
    made = Cluster(tmp_path)
    try:
        yield made
    finally:
        made.close()


@contextmanager
def ended(running: subprocess.Popen[Any]) -> Iterator[None]:
    """End a process when the test is over, whichever way."""
    try:
        yield
    finally:
        if running.poll() is None:
            running.kill()
            running.wait()


def wait_for(what: str, condition: Any) -> None:
    """Wait until a condition holds."""
    until = time.monotonic() + LONG_ENOUGH
    while not condition():
        assert time.monotonic() < until, f"waited too long for {what}"
        time.sleep(0.05)


def test_a_worker_killed_in_mid_job_changes_no_figure(
    pair: Pair, dealt: str, cluster: Cluster, pytestconfig: pytest.Config
) -> None:
    if not pytestconfig.getoption("--full"):
        pytest.skip("a cluster takes a minute to start: --full")
    first, second = cluster.add_worker("one"), cluster.add_worker("two")
    running = start(pair, dealt, cluster.url, **cluster.env)
    with ended(running):
        shuffled = cluster.folder / "two-data"
        wait_for("shuffled rows on the second worker", lambda: any(shuffled.rglob("*.data")))
        assert running.poll() is None
        cluster.kill(second)
        check(pair, running)
    assert any((cluster.folder / "one-data").rglob("*")) or first.poll() is None
    assert list((cluster.folder / "one").glob("app-*/*"))
