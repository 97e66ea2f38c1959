"""The scorecard of many forecasts beside a hand-written query, pandas, polars and DuckDB.

`python -m tests.benchmarks.scorecard [--runs N] [FORECASTS …]` makes a ledger of so many forecasts,
10³ to 10⁵ unless told otherwise, and prints for each way how long it took of the hand-written GROUP
BY's time (they run in turn), the most memory, and the exponent with which the time grew since the
size before. All must give the same number of votes and the same mean Brier score; an engine that is
not installed is left out. The others compute owners' Brier and log scores, ten bins and the history
over time; tracker's is the whole scorecard, reckoned anew and read from what is kept.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import rows
from tests.benchmarks.pairs import python

SIZES = (1_000, 10_000, 100_000)
RUNS = 3
QUERY = f"""
WITH made AS (
  SELECT f.claim_id, f.owner_id, f.id, f.probability AS p, f.basis, f.made_on, r.share AS y,
         r.resolved_on, coalesce(c.opens, c.said_on) AS opens
    FROM forecasts f JOIN claims c ON c.id = f.claim_id
    JOIN resolutions r ON r.claim_id = c.id AND r.reopened_because IS NULL
   WHERE f.withdrawn_because IS NULL AND c.withdrawn_because IS NULL AND r.share IS NOT NULL
     AND c.deadline < '{rows.TODAY}' AND f.made_on <= r.resolved_on AND f.made_on <= c.deadline),
history AS (
  SELECT owner_id, p, y, basis,
         julianday(min(coalesce(lead(made_on) OVER own, resolved_on), resolved_on))
           - julianday(max(made_on, opens)) AS stood,
         row_number() OVER (PARTITION BY claim_id, owner_id ORDER BY made_on DESC, id DESC) AS last
    FROM made WINDOW own AS (PARTITION BY claim_id, owner_id ORDER BY made_on, id))
SELECT owner_id, sum(last = 1 AND p IS NOT NULL) AS n,
       sum(CASE WHEN last = 1 THEN (p - y) * (p - y) END) AS squares,
       sum(CASE WHEN last = 1 THEN -ln(CASE WHEN y = 1 THEN p ELSE 1 - p END) END) AS log_loss,
       {
    ", ".join(f"sum(last = 1 AND p >= {low / 10} AND p < {(low + 1) / 10})" for low in range(10))
},
       sum(stood * (p - y) * (p - y)) / nullif(sum(stood), 0) AS over_time
  FROM history GROUP BY owner_id
"""
LOADED = """
import sqlite3
db = sqlite3.connect(sys.argv[1])
sql = (
    "SELECT f.claim_id, f.owner_id, f.id, f.probability AS p, f.made_on, r.share AS y, "
    "r.resolved_on, coalesce(c.opens, c.said_on) AS opens FROM forecasts f "
    "JOIN claims c ON c.id = f.claim_id JOIN resolutions r ON r.claim_id = c.id "
    "AND r.reopened_because IS NULL WHERE f.withdrawn_because IS NULL AND r.share IS NOT NULL "
    f"AND c.deadline < '{sys.argv[2]}' AND f.made_on <= r.resolved_on AND f.made_on <= c.deadline"
)
"""
WAYS = {
    "GROUP BY": f"""
import sqlite3
found = sqlite3.connect(sys.argv[1]).execute({QUERY!r}).fetchall()
n = sum(row[1] for row in found)
mean = sum(row[2] or 0 for row in found) / n
""",
    "pandas": f"""{LOADED}
import numpy, pandas
frame = pandas.read_sql(sql, db).sort_values(["claim_id", "owner_id", "made_on", "id"])
own = frame.groupby(["claim_id", "owner_id"], sort=False)
until = own["made_on"].shift(-1).fillna(frame["resolved_on"])
stood = (pandas.to_datetime(until.where(until < frame["resolved_on"], frame["resolved_on"]))
         - pandas.to_datetime(frame[["made_on", "opens"]].max(axis=1))).dt.days
frame["over_time"] = stood * (frame["p"] - frame["y"]) ** 2
frame["stood"] = stood
last = own.tail(1).dropna(subset="p").copy()
last["brier"] = (last["p"] - last["y"]) ** 2
last["log"] = -numpy.log(numpy.where(last["y"] == 1, last["p"], 1 - last["p"]))
by = last.groupby("owner_id").agg(n=("brier", "size"), brier=("brier", "mean"), log=("log", "mean"))
bins = last.groupby(["owner_id", (last["p"] * 10).astype(int)]).size()
over_time = frame.groupby("owner_id")[["over_time", "stood"]].sum()
n, mean = len(last), last["brier"].mean()
""",
    "polars": f"""{LOADED}
import polars as pl
frame = pl.read_database(sql, db, infer_schema_length=None)
frame = frame.sort("claim_id", "owner_id", "made_on", "id").with_columns(
    until=pl.min_horizontal(
        pl.col("made_on").shift(-1).over("claim_id", "owner_id"), pl.col("resolved_on")
    ).str.to_date(),
    since=pl.max_horizontal("made_on", "opens").str.to_date(),
    square=(pl.col("p") - pl.col("y")) ** 2,
)
frame = frame.with_columns(stood=(pl.col("until") - pl.col("since")).dt.total_days())
over_time = frame.group_by("owner_id").agg((pl.col("stood") * pl.col("square")).sum())
last = frame.group_by("claim_id", "owner_id", maintain_order=True).last().drop_nulls("p")
by = last.group_by("owner_id").agg(
    pl.len(), pl.col("square").mean(),
    -pl.when(pl.col("y") == 1).then(pl.col("p")).otherwise(1 - pl.col("p")).log().mean().alias("l"),
    (pl.col("p") * 10).floor().value_counts().alias("bins"),
)
n, mean = len(last), last["square"].mean()
""",
    "DuckDB": f"""{LOADED}
import duckdb
duck = duckdb.connect()
duck.execute("SET threads = 2")
duck.execute("SET enable_progress_bar = false")
import pyarrow
cursor = db.execute(sql)
names = [column[0] for column in cursor.description]
table = pyarrow.table(list(zip(*cursor)), names=names)
duck.register("made", table)
found = duck.execute('''
WITH history AS (
  SELECT owner_id, p, y, (p - y) ** 2 AS square,
         date_diff('day', greatest(made_on, opens)::DATE,
           least(coalesce(lead(made_on) OVER own, resolved_on), resolved_on)::DATE) AS stood,
         row_number() OVER (PARTITION BY claim_id, owner_id ORDER BY made_on DESC, id DESC) AS last
    FROM made WINDOW own AS (PARTITION BY claim_id, owner_id ORDER BY made_on, id))
SELECT owner_id, count(p) FILTER (last = 1), sum(square) FILTER (last = 1),
       avg(-ln(CASE WHEN y = 1 THEN p ELSE 1 - p END)) FILTER (last = 1),
       histogram(floor(p * 10)) FILTER (last = 1), sum(stood * square) / sum(stood)
  FROM history GROUP BY owner_id''').fetchall()
n = sum(row[1] for row in found)
mean = sum(row[2] or 0 for row in found) / n
""",
    "tracker, anew": """
from datetime import date
from tracker.reports.scorecard import scorecard
from tracker.reports.votes import Asked
from tracker.storage.ledger import open_ledger
ledger = open_ledger(sys.argv[1], author="bench", today=date.fromisoformat(sys.argv[2]))
found = scorecard(ledger, Asked()).data["overall"]["all"]
n, mean = found["n"], found["brier"]
""",
}
WAYS["tracker, kept"] = WAYS["tracker, anew"]
MEASURED = """
import sys, time
start = time.perf_counter()
{work}
took = time.perf_counter() - start
# Not ru_maxrss: that remembers the program by which this one was started.
most = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
import json
print(json.dumps([took, int(most) / 1024, n, mean]))
"""


class Run(NamedTuple):
    """How long one way took, the most memory in MiB, and what it found."""

    seconds: float
    memory: float
    votes: int
    brier: float


def run(way: str, db: Path, state: Path) -> Run | None:
    """Run a way once; None where its engine is not installed."""
    if way == "tracker, anew":
        for kept in state.rglob("*.json"):
            kept.unlink()
    done = subprocess.run(
        python(MEASURED.format(work=WAYS[way]), str(db), rows.TODAY.isoformat()),
        capture_output=True,
        check=False,
        env={**os.environ, "XDG_STATE_HOME": str(state)},
        text=True,
    )
    if "ModuleNotFoundError" in done.stderr:
        return None
    assert done.returncode == 0, done.stderr
    return Run(*json.loads(done.stdout))


def measured(db: Path, state: Path, runs: int) -> dict[str, list[Run]]:
    """Run every way in turn, so many times after one that does not count."""
    found: dict[str, list[Run]] = {}
    for turn in range(runs + 1):
        for way in WAYS:
            one = run(way, db, state)
            if one is not None and turn:
                found.setdefault(way, []).append(one)
    votes = {way: (own[0].votes, round(own[0].brier, 9)) for way, own in found.items()}
    assert len(set(votes.values())) == 1, votes
    return found


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=RUNS)
    options.add_argument("sizes", type=int, nargs="*", default=SIZES)
    asked = options.parse_args()
    before: dict[str, tuple[int, float]] = {}
    print("forecasts   way              seconds  of GROUP BY (runs)     MiB  grows as N to the")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for size in asked.sizes:
            db = folder / f"{size}.db"
            rows.import_into(db, size, folder)
            found = measured(db, folder / "state", asked.runs)
            base = [one.seconds for one in found["GROUP BY"]]
            for way, runs in found.items():
                seconds = statistics.median(one.seconds for one in runs)
                ratios = sorted(one.seconds / own for one, own in zip(runs, base, strict=True))
                grew = ""
                if way in before:
                    size_before, took = before[way]
                    grew = f"{math.log(seconds / took) / math.log(size / size_before):.2f}"
                before[way] = (size, seconds)
                print(
                    f"{size:<11,} {way:15} {seconds:8.2f}  {statistics.median(ratios):6.2f} "
                    f"({ratios[0]:.2f}–{ratios[-1]:.2f}) {max(one.memory for one in runs):8.0f}"
                    f"  {grew}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
