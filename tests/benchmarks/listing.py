"""Pages, filters, searches and the review of many claims beside the same of a thousand.

`python -m tests.benchmarks.listing [CLAIMS]` makes a ledger of so many claims, 100,000 unless told
otherwise, and one of 1,000 with as many overdue and due claims in it, and prints each command's
time on the larger over that on the smaller: the median of pairs that ran in turn, with quartiles.
"""

import csv
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tests.benchmarks import rows
from tests.benchmarks.pairs import compare

CLAIMS, FEW = 100_000, 1_000
RUNS = 7
RARE = (("agreement on quokkas", 400), ("降息三次", 500))
"""Words that stand in one claim of so many."""
COMMANDS = (
    ("a page", "list", "--limit", "50"),
    ("a page by day said", "list", "--limit", "50", "--sort", "said"),
    ("a page of all", "list", "--limit", "50", "--status", "all"),
    ("a page of those resolved", "list", "--limit", "50", "--status", "resolved"),
    ("by owner", "list", "--limit", "50", "--owner", "Owner 7"),
    ("by tag", "list", "--limit", "50", "--tag", "topic-3"),
    ("by tag, all open", "list", "--limit", "50", "--tag", "topic-4"),
    ("by source", "list", "--limit", "50", "--source", "source-3"),
    ("due by", "list", "--due-by", "2027-01-31"),
    ("overdue", "list", "--status", "overdue"),
    ("search 降息", "list", "--limit", "50", "--search", "降息"),
    ("search 息", "list", "--limit", "50", "--search", "息"),
    ("search quokkas", "list", "--limit", "50", "--search", "quokkas"),
    ("search 'bank elect'", "list", "--limit", "50", "--search", "bank elect"),
    ("search of", "list", "--limit", "50", "--search", "of"),
    ("search for nothing", "list", "--limit", "50", "--search", "governmental zebra"),
    ("show", "show", "claim-500"),
    ("review", "review"),
)


def claims(number: int) -> Iterator[dict[str, str]]:
    """Yield so many claims, a forecast on each: 20 overdue, 30 due soon, others far or come out."""
    drawn = random.Random(rows.SEED)
    for claim in range(number):
        said = rows.TODAY - timedelta(days=drawn.randrange(200, 2_000))
        own = {"outcome": "", "resolved_on": ""}
        if claim < 20:
            deadline = rows.TODAY - timedelta(days=1 + claim)
        elif claim < 50:
            deadline = rows.TODAY + timedelta(days=claim)
        elif claim % 2:
            deadline = rows.TODAY - timedelta(days=drawn.randrange(1, 150))
            own = {"outcome": drawn.choice(("yes", "no")), "resolved_on": deadline.isoformat()}
        else:
            deadline = rows.TODAY + timedelta(days=drawn.randrange(400, 3_000))
        added = "".join(f" {words}" for words, every in RARE if claim % every == 60)
        yield {
            "key": f"claim-{claim}",
            "statement": rows.statement(drawn, claim) + added,
            "owner": f"Owner {claim % max(20, number // 1_000)}",
            "probability": f"{drawn.random():.2f}",
            "said_on": said.isoformat(),
            "deadline": deadline.isoformat(),
            "source": f"source-{claim % 50}",
            "tags": f"topic-{claim % 20}",
            **own,
        }


def make(db: Path, number: int, folder: Path) -> None:
    """Make a ledger of so many claims."""
    file = folder / "claims.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, next(iter(claims(1))))
        writer.writeheader()
        writer.writerows(claims(number))
    rows.take_in(db, file)


def main() -> None:
    """Print the ratios."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS
    tracker = str(Path(sys.executable).with_name("tracker"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small, big = folder / "small.db", folder / "big.db"
        make(small, FEW, folder)
        make(big, number, folder)
        print(f"what                      {number:,} claims to {FEW:,}: median (quartiles)")
        for what, *words in COMMANDS:
            one, other = (
                [tracker, "--db", str(db), "--today", rows.TODAY.isoformat(), *words]
                for db in (big, small)
            )
            print(f"{what:25} {compare(one, other, runs=RUNS)}", flush=True)


if __name__ == "__main__":
    main()
