"""Lakes: how many forecasts a second are exported, and scored from the ledger, by DuckDB, by Spark.

`python -m tests.benchmarks.lake [--runs N] [FORECASTS]…` makes a ledger of so many forecasts,
100,000 and 1,000,000 unless told otherwise, and runs the whole commands in turn, three times each.
It prints for each its median time with the quickest and the slowest, the time of processors, which
hangs less on what else the machine does, rows a second of that, and the most memory held. All
scorecards must agree. Spark runs here on two processors.

Up to IMPORTED forecasts are imported; of more, the ledger is copied into itself under new numbers,
behind the journal's back, as only a benchmark may.
"""

import argparse
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import psutil

from tests.benchmarks.rows import TODAY, write
from tests.lake.ledgers import difference

if TYPE_CHECKING:
    from collections.abc import Sequence

IMPORTED = 100_000
RUNS = 3
POLL = 0.05
_COPIED = {
    "claims": {"id": "claims", "key": "", "condition_claim_id": "claims"},
    "forecasts": {"id": "forecasts", "claim_id": "claims"},
    "claim_tags": {"id": "claim_tags", "claim_id": "claims"},
    "resolutions": {"id": "resolutions", "claim_id": "claims"},
}
"""The tables that grow with the number of forecasts, and which columns number whose rows."""


class Run(NamedTuple):
    """What a command and its children took: seconds, of processors too, and bytes at once."""

    seconds: float
    cpu: float
    bytes: int
    out: str


def run(*words: str) -> Run:
    """Run the program."""
    start, most, cpu = time.perf_counter(), 0, {0: 0.0}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = psutil.Popen(
            [sys.executable, "-m", "tracker", "--today", TODAY.isoformat(), *words],
            stdout=out,
            stderr=err,
        )
        while started.poll() is None:
            most = max(most, _held(started, cpu))
            time.sleep(POLL)
        took = time.perf_counter() - start
        out.seek(0)
        err.seek(0)
        if started.returncode:
            raise RuntimeError(err.read().decode())
        return Run(took, sum(cpu.values()), most, out.read().decode())


def _held(process: psutil.Process, cpu: dict[int, float]) -> int:
    """Return what processes hold now; note how many seconds of processors each has had."""
    held = 0
    for each in [process, *process.children(recursive=True)]:
        try:
            held += each.memory_info().rss
            times = each.cpu_times()
            cpu[each.pid] = times.user + times.system
        except psutil.Error:  # it has just ended
            continue
    return held


def make(folder: Path, number: int) -> str:
    """Return a ledger of so many forecasts."""
    db, rows = str(folder / f"{number}.db"), folder / "rows.csv"
    first = min(number, IMPORTED)
    write(rows, first)
    run("--db", db, "import", "csv", str(rows))
    if number > first:
        with closing(sqlite3.connect(db)) as raw:
            raw.execute("PRAGMA synchronous = OFF")
            _multiply(raw, number // first)
            raw.commit()
        run("--db", db, "db", "rebuild")
    return db


def _multiply(raw: sqlite3.Connection, times: int) -> None:
    steps = {table: raw.execute(f"SELECT max(id) FROM {table}").fetchone()[0] for table in _COPIED}
    for table, numbered in _COPIED.items():
        names = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
        taken = ", ".join(
            name if name not in numbered
            else f"{name} || '+' || copy.n" if name == "key"
            else f"{name} + copy.n * {steps[numbered[name]]}"
            for name in names
        )  # fmt: skip
        raw.execute(
            f"WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ?) "
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {taken} FROM copy, {table} "
            f"WHERE {table}.id <= ?",
            (times - 1, steps[table]),
        )


def measure(db: str, lake: str, number: int, runs: int) -> None:
    """Print what each command takes."""
    scores = ["scorecard", "-f", "json"]
    commands: dict[str, Sequence[str]] = {
        "export parquet": ["--db", db, "export", "parquet", lake, "--force"],
        "scorecard of the ledger": ["--db", db, *scores],
        "scorecard by DuckDB": [*scores, "--lake", lake],
        "scorecard by Spark, local[2]": [
            *scores, "--lake", lake, "--engine", "spark", "--master", "local[2]",
        ],
    }  # fmt: skip
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, words in commands.items():
            found[name].append(run(*words))
    wanted = json.loads(found["scorecard of the ledger"][0].out)
    for name, own in found.items():
        if name.startswith("scorecard"):
            assert difference(json.loads(own[0].out), wanted) == []
        seconds = sorted(each.seconds for each in own)
        middle = statistics.median(seconds)
        most = max(each.bytes for each in own) / 2**20
        cpu = statistics.median(each.cpu for each in own)
        print(
            f"{number:>10,}  {name:<28}  {middle:7.1f} s ({seconds[0]:.1f}–{seconds[-1]:.1f})  "
            f"{cpu:6.1f} s of processors  {number / cpu:>9,.0f} rows/s of these  {most:5,.0f} MiB",
            flush=True,
        )
    size = sum(file.stat().st_size for file in Path(lake).rglob("*.parquet"))
    print(f"{number:>10,}  the lake has {size / number:.0f} bytes a forecast", flush=True)


def main() -> None:
    """Measure for each number of forecasts."""
    parser = argparse.ArgumentParser(description="Measure lakes.")
    parser.add_argument("forecasts", type=int, nargs="*", default=[100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=RUNS)
    asked = parser.parse_args()
    os.environ["JDK_JAVA_OPTIONS"] = "-Xmx4g"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_STATE_HOME"] = name
        for number in asked.forecasts:
            db = make(folder, number)
            measure(db, str(folder / "lake"), number, asked.runs)
            Path(db).unlink()


if __name__ == "__main__":
    main()
