"""The scorecard of 1,000 resolved claims, all intervals with it, beside the program's own start.

    python -m tests.benchmarks.intervals [RUNS]

Once by 1 person, once by 4 and once by 40 whose intervals are simulated, for they have few claims
each; `list --limit 1` beside it is what the start alone takes.
"""

import csv
import random
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.pairs import compare
from tests.conftest import Program

CLAIMS = 1_000
TODAY = "2026-11-24"


def made(folder: Path, people: int) -> Program:
    """Return the program on a ledger of resolved claims by so many people."""
    chance = random.Random(3)
    file = folder / f"{people}.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(
            ["key", "statement", "owner", "probability", "said_on", "deadline", "outcome",
             "resolved_on", "because"]
        )  # fmt: skip
        for number in range(CLAIMS):
            writer.writerow(
                [f"c{number}", f"Claim {number}.", f"P{number % people}",
                 round(chance.random(), 2), "2026-01-01", "2026-06-30",
                 chance.choice(["yes", "no"]), "2026-06-30", "seen"]
            )  # fmt: skip
    program = Program(str(folder / f"{people}.db"), TODAY)
    program("import", "csv", str(file))
    return program


def main(runs: int) -> None:
    """Measure, and print medians."""
    program = [sys.executable, "-m", "tracker"]
    with tempfile.TemporaryDirectory() as name:
        for people in (1, 4, 40):
            ledger = made(Path(name), people)
            found = compare(
                [*program, "scorecard", "-f", "json"],
                [*program, "list", "-f", "json", "--limit", "1"],
                runs=runs,
                env=ledger.environment,
            )
            print(
                f"{CLAIMS:,} claims by {people:2}: {found.a_ms:.0f} ms, the start {found.b_ms:.0f}"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
