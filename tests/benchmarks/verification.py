"""Verifying a long journal beside reading and hashing it with nothing but the standard library.

`python -m tests.benchmarks.verification [CHANGES]` makes a ledger of so many small changes, 100,000
unless told otherwise, and prints for each how many entries it takes a second, and the most memory
that it held beyond what an empty ledger takes.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.pairs import python
from tracker.storage.change import Change
from tracker.storage.ledger import open_ledger

CHANGES = 100_000
CLAIMS = 1_000
RUNS = 3
MEASURED = """
import sys, time
start = time.perf_counter()
{work}
took = time.perf_counter() - start
# Not ru_maxrss: that remembers the program by which this one was started.
most = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(took, most)
"""
BARE = """
import hashlib, json, sqlite3, zlib
db = sqlite3.connect(sys.argv[1])
previous = "0" * 64
for (sequence, change, at, author, verb, content, content_hash, own) in db.execute(
        "SELECT sequence, change, recorded_at, author, verb, content, content_hash, hash "
        "FROM journal ORDER BY sequence"):
    body = zlib.decompress(content)
    json.loads(body)
    assert hashlib.sha256(body).hexdigest() == content_hash
    header = json.dumps([sequence, change, at, author, verb, content_hash], ensure_ascii=False,
                        separators=(",", ":"))
    previous = hashlib.sha256((previous + header).encode()).hexdigest()
    assert previous == own
"""
OURS = """
from tracker.reports import verification
from tracker.storage.ledger import open_ledger
card = verification.verify(open_ledger(sys.argv[1], author="bench"))
assert verification.is_whole(card), card.data
"""


def make(path: str, changes: int) -> None:
    """Make a ledger of small changes: claims, and evidence, forecasts and edits on them."""
    ledger = open_ledger(path, author="bench")
    with ledger.change("people add") as change:
        change.insert("people", name="Ann", kind="person")
    with ledger.database.write() as connection:
        for number in range(changes):
            one = Change(connection, verb="bench", author="bench")
            claim = number % CLAIMS + 1
            if number < CLAIMS:
                one.insert(
                    "claims",
                    type="prediction",
                    kind="binary",
                    said_on="2026-01-01",
                    version=1,
                    statement=f"Claim {number}.",
                    recorded_at=one.at,
                )
            elif number % 3 == 0:
                one.update("claims", claim, note=f"Note {number}")
            elif number % 3 == 1:
                one.insert(
                    "evidence",
                    claim_id=claim,
                    observed_on="2026-02-01",
                    stance="supports",
                    note=f"Seen {number} times, in the street and elsewhere.",
                    recorded_at=one.at,
                )
            else:
                one.insert(
                    "forecasts",
                    claim_id=claim,
                    owner_id=1,
                    claim_version=1,
                    basis="stated",
                    probability=0.25,
                    made_on="2026-02-01",
                    recorded_at=one.at,
                )
            one.close()


def measured(work: str, path: str) -> tuple[float, int]:
    """Return how long a small program took, and the most memory that it held, in kB."""
    done = subprocess.run(
        python(MEASURED.format(work=work), path), check=True, capture_output=True, text=True
    )
    seconds, most = done.stdout.split()
    return float(seconds), int(most)


def main() -> None:
    """Print the rates."""
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else CHANGES
    with tempfile.TemporaryDirectory() as folder:
        small, big = str(Path(folder) / "small.db"), str(Path(folder) / "big.db")
        make(small, CLAIMS)
        start = time.perf_counter()
        make(big, changes)
        rate = changes / (time.perf_counter() - start)
        print(f"{changes:,} changes written, {rate:,.0f} a second")
        size = Path(big).stat().st_size / 1e6
        print(f"{size:.0f} MB")
        print(f"what       entries a second   seconds   memory, beyond one of {CLAIMS:,} changes")
        seconds = {}
        for name, work in (("bare", BARE), ("tracker", OURS)):
            _, least = measured(work, small)
            runs = [measured(work, big) for _ in range(RUNS)]
            seconds[name] = min(took for took, _ in runs)
            most = max(memory for _, memory in runs)
            print(
                f"{name:10} {changes / seconds[name]:16,.0f} {seconds[name]:9.2f}"
                f"   {most / 1000:.0f} MB, {(most - least) / 1000:+.0f} MB"
            )
        print(f"tracker takes {seconds['tracker'] / seconds['bare']:.1f} times as long")


if __name__ == "__main__":
    main()
