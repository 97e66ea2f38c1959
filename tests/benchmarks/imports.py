"""`import csv` and `export csv` of many rows beside what is the least that there is to do.

`python -m tests.benchmarks.imports [ROWS]` writes so many rows, 100,000 unless told otherwise, and
prints how long they took: by the csv module and executemany into the same tables with foreign keys
on, nothing checked, no journal (raw), by `import csv`, by the same again, which adds nothing, and
by `export csv`; each with its ratio to raw in processor time, and the most memory.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import rows
from tests.benchmarks.pairs import python

ROWS = 100_000
RUNS = 3
RAW = """
import csv, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA foreign_keys = ON")
db.execute("PRAGMA synchronous = FULL")
db.execute("BEGIN IMMEDIATE")
AT = "2026-11-24T00:00:00.000000Z"
TABLES = {
    "people": ("id", "name", "kind"),
    "sources": ("id", "key"),
    "claims": ("id", "key", "source_id", "type", "kind", "said_on", "version", "statement",
               "deadline", "deadline_basis", "recorded_at"),
    "claim_tags": ("id", "claim_id", "tag", "removed"),
    "forecasts": ("id", "claim_id", "owner_id", "claim_version", "basis", "probability", "low",
                  "high", "phrase", "made_on", "recorded_at"),
    "resolutions": ("id", "claim_id", "outcome", "share", "resolved_on", "because", "recorded_by",
                    "settles", "recorded_at"),
}
new = {name: [] for name in TABLES}
def flush():
    for name, columns in TABLES.items():
        db.executemany(f"INSERT INTO {name} ({', '.join(columns)}) "
                       f"VALUES ({', '.join('?' * len(columns))})", new[name])
        new[name].clear()
people, sources, claims = {}, {}, {}
resolved = 0
def number(cell):
    return float(cell) if cell else None
with open(sys.argv[2], newline="", encoding="utf-8") as file:
    for line, row in enumerate(csv.DictReader(file), 1):
        owner = people.get(row["owner"])
        if owner is None:
            owner = people[row["owner"]] = len(people) + 1
            new["people"].append((owner, row["owner"], "person"))
        claim = claims.get(row["key"])
        if claim is None:
            source = sources.get(row["source"])
            if source is None:
                source = sources[row["source"]] = len(sources) + 1
                new["sources"].append((source, row["source"]))
            claim = claims[row["key"]] = len(claims) + 1
            new["claims"].append((claim, row["key"], source, "prediction", "binary", row["said_on"],
                                  1, row["statement"], row["deadline"], "stated", AT))
            new["claim_tags"].append((claim, claim, row["tags"], 0))
            if row["outcome"]:
                resolved += 1
                new["resolutions"].append((resolved, claim, row["outcome"],
                    float(row["outcome"] == "yes"), row["resolved_on"], "seen", "ann", 0, AT))
        new["forecasts"].append((line, claim, owner, 1, row["basis"] or "stated",
            number(row["probability"]), number(row["low"]), number(row["high"]),
            row["phrase"] or None, row["made_on"], AT))
        if line % 2000 == 0:
            flush()
flush()
db.execute("COMMIT")
"""


def measured(command: list[str]) -> tuple[float, float, float]:
    """Return a command's seconds, those of them on a processor, and its most memory in MiB."""
    start = time.perf_counter()
    pid = os.posix_spawn(
        command[0],
        command,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, place, os.devnull, os.O_WRONLY, 0) for place in (1, 2)],
    )
    _, status, used = os.wait4(pid, 0)
    assert status == 0, command
    taken = time.perf_counter() - start
    return taken, used.ru_utime + used.ru_stime, _most(used)


def _most(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / 1024


def main() -> None:
    """Print the table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    tracker = [str(Path(sys.executable).with_name("tracker")), "--today", rows.TODAY.isoformat()]
    found: dict[str, list[tuple[float, float, float]]] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "rows.csv"
        rows.write(file, number)
        for turn in range(RUNS):
            raw, db = str(folder / f"raw{turn}.db"), str(folder / f"own{turn}.db")
            for each in (raw, db):
                measured([*tracker, "--db", each, "list"])
            ways = {
                "raw": python(RAW, raw, str(file)),
                "import csv": [*tracker, "--db", db, "import", "csv", str(file)],
                "the same again": [*tracker, "--db", db, "import", "csv", str(file)],
                "export csv": [*tracker, "--db", db, "export", "csv", str(folder / f"{turn}.csv")],
            }
            for way, command in ways.items():
                found.setdefault(way, []).append(measured(command))
            for path in (raw, db):
                Path(path).unlink()
    print(f"{number:,} rows       seconds    processor   of raw's (runs)       MiB")
    for way, runs in found.items():
        ratios = sorted(own[1] / raw[1] for own, raw in zip(runs, found["raw"], strict=True))
        seconds, processor, _ = (statistics.median(each) for each in zip(*runs, strict=True))
        most = max(run[2] for run in runs)
        spread = f"({ratios[0]:.2f}–{ratios[-1]:.2f})"
        middle = statistics.median(ratios)
        print(f"{way:16} {seconds:10.1f} {processor:12.1f}   {middle:.2f} {spread:15} {most:8.0f}")


if __name__ == "__main__":
    main()
