"""Forecasts made up for measuring: many, repeated, in two languages, and the same every time.

Of N forecasts there are N/10 claims and up to 1,000 owners. About three owners speak on a claim,
each about three times; a tenth of the forecasts are words, a fiftieth of the claims say nothing of
how sure. Half of the claims have come out.
"""

import csv
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

TODAY = date(2026, 11, 24)
COLUMNS = (
    "key", "statement", "owner", "probability", "phrase", "low", "high", "basis", "made_on",
    "said_on", "deadline", "source", "tags", "outcome", "resolved_on", "because",
)  # fmt: skip
SEED = 20_261_124
PER_CLAIM = 10
OWNERS = 1_000
_BEGAN = date(2020, 1, 1)
_SYLLABLES = [
    "inter",
    "est",
    "rate",
    "will",
    "gov",
    "ern",
    "ment",
    "of",
    "the",
    "in",
    "by",
    "model",
    "china",
    "open",
    "ai",
    "growth",
    "ris",
    "es",
    "fall",
    "below",
    "bank",
    "elect",
    "ion",
    "pri",
    "ce",
    "chip",
    "lead",
    "test",
]
_IDEOGRAPHS = [chr(0x4E00 + number) for number in range(3_000)]
_OFTEN = list(accumulate(1 / (number + 5) for number in range(3_000)))
_WORDS = (("likely", 0.6, 0.83, 0.7), ("很可能", 0.65, 0.92, 0.8), ("unlikely", 0.05, 0.33, 0.2))


def forecasts(number: int) -> Iterator[dict[str, str]]:
    """Yield so many rows of a claims file, claim by claim, each owner's oldest first."""
    drawn = random.Random(SEED)
    owners = [f"Owner {place}" for place in range(min(OWNERS, max(3, number // 100)))]
    for claim in range((number + PER_CLAIM - 1) // PER_CLAIM):
        left = min(PER_CLAIM, number - claim * PER_CLAIM)
        yield from _claim(drawn, claim, left, owners)


def write(path: Path, number: int) -> None:
    """Write so many rows as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(forecasts(number))


def statement(drawn: random.Random, claim: int) -> str:
    """Return a sentence, every other one in Chinese."""
    if claim % 2:
        return "".join(drawn.choices(_IDEOGRAPHS, cum_weights=_OFTEN, k=36))
    words = ("".join(drawn.choices(_SYLLABLES, k=drawn.choice((1, 2)))) for _ in range(12))
    return " ".join(words)


def _claim(
    drawn: random.Random, claim: int, left: int, owners: list[str]
) -> Iterator[dict[str, str]]:
    said = _BEGAN + timedelta(days=drawn.randrange(2_000))
    deadline = said + timedelta(days=drawn.randrange(200, 1_500))
    is_past = deadline < TODAY
    own = {
        "key": f"claim-{claim}",
        "statement": statement(drawn, claim),
        "said_on": said.isoformat(),
        "deadline": deadline.isoformat(),
        "source": f"source-{claim % 50}",
        "tags": f"topic-{claim % 20}",
    }
    chance = drawn.random()
    if (is_past and drawn.random() < 0.7) or (not is_past and drawn.random() < 0.1):
        known = min(deadline, TODAY)
        own |= {"outcome": "yes" if drawn.random() < chance else "no", "because": "seen"}
        own["resolved_on"] = (known - timedelta(days=drawn.randrange(60))).isoformat()
    speakers = drawn.sample(owners, 3)
    is_bare = drawn.random() < 0.02
    days = sorted(drawn.randrange(190) for _ in range(left))
    for place, day in enumerate(days):
        made_on = (said + timedelta(days=day)).isoformat()
        yield {**own, "owner": speakers[place % 3], "made_on": made_on,
               **_belief(drawn, chance, is_bare=is_bare)}  # fmt: skip


def _belief(drawn: random.Random, chance: float, *, is_bare: bool) -> dict[str, str]:
    if is_bare:
        return {"basis": "none"}
    if drawn.random() < 0.1:
        phrase, low, high, middle = drawn.choice(_WORDS)
        return {"phrase": phrase, "low": str(low), "high": str(high), "probability": str(middle),
                "basis": "imputed"}  # fmt: skip
    return {"probability": f"{min(0.99, max(0.01, drawn.gauss(chance, 0.2))):.2f}"}


def import_into(db: Path, number: int, folder: Path) -> None:
    """Make a ledger of so many forecasts by the program's own import."""
    file = folder / "forecasts.csv"
    write(file, number)
    take_in(db, file)


def take_in(db: Path, file: Path) -> None:
    """Make a ledger of a file, and take the file away."""
    program = str(Path(sys.executable).with_name("tracker"))
    subprocess.run(
        [program, "--db", str(db), "--today", TODAY.isoformat(), "import", "csv", str(file)],
        check=True,
        capture_output=True,
    )
    file.unlink()
