"""Where the time of the ten commonest commands goes, in milliseconds.

`python -m tests.benchmarks.profile` prints, for each command on the panel's ledger, the whole time
and its parts: the interpreter's start, the import of click, of the tables' libraries (tabulate,
wcwidth), of the rest of the standard library, of tracker's own modules, and the work itself. Times
of imports are those that Python itself measures, scaled down by what that measuring costs.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

RUNS = 7
PARTS = ("start", "click", "tables", "library", "tracker", "work")
COMMANDS = (
    ["--help"],
    ["list"],
    ["list", "--search", "paradigm"],
    ["review"],
    ["show", "11"],
    ["scorecard"],
    ["evidence", "list", "11"],
    ["evidence", "add", "11", "a note", "--neutral"],
    ["forecast", "11", "-p", "30%", "--owner", "Ann"],
    ["add", "It rains.", "--owner", "Ann", "-p", "20%"],
)
_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)")
_TABLES = {"tabulate", "wcwidth"}


def _seconds(command: list[str], environment: dict[str, str]) -> tuple[float, str]:
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, env=environment, text=True)
    return time.perf_counter() - start, done.stderr


def _imports(told: str) -> dict[str, float]:
    """Return how long imports took by part, in seconds."""
    found: dict[str, float] = defaultdict(float)
    for microseconds, module in _LINE.findall(told):
        package = module.partition(".")[0]
        part = package if package in {"click", "tracker"} else "library"
        found["tables" if package in _TABLES else part] += int(microseconds) / 1e6
    return found


def split(words: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Return a command's whole time and its parts, in seconds."""
    plain = [sys.executable, "-m", "tracker", *words]
    timed = [sys.executable, "-X", "importtime", *plain[1:]]
    runs = []
    for _ in range(RUNS):
        start = _seconds([sys.executable, "-c", "pass"], environment)[0]
        whole = _seconds(plain, environment)[0]
        slowed, told = _seconds(timed, environment)
        scale = whole / slowed
        parts = {part: value * scale for part, value in _imports(told).items()}
        bare = _imports(_seconds([*timed[:3], "-c", "pass"], environment)[1])["library"]
        parts["library"] = max(0.0, parts["library"] - bare * scale)
        work = whole - start - sum(parts.values())
        runs.append({"whole": whole, "start": start, "work": work, **parts})
    return {
        part: statistics.median(run.get(part, 0.0) for run in runs) for part in ("whole", *PARTS)
    }


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "TRACKER_DB": str(Path(folder) / "tracker.db"),
            "XDG_STATE_HOME": folder,
            "NO_COLOR": "1",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        _seconds([sys.executable, "-m", "tracker", "seed"], environment)
        print(f"{'command':34} {'whole':>6} " + " ".join(f"{part:>8}" for part in PARTS))
        for words in COMMANDS:
            found = split(words, environment)
            parts = " ".join(f"{1000 * found[part]:8.0f}" for part in PARTS)
            print(f"{' '.join(words)[:34]:34} {1000 * found['whole']:6.0f} {parts}", flush=True)


if __name__ == "__main__":
    main()
