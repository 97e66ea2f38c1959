"""A name that is not there is answered with those near it, however many there are."""

import csv
from pathlib import Path

from tests.conftest import Program
from tracker.storage.queries.people import MOST_COMPARED, nearest


def test_the_nearest_names_come_first() -> None:
    assert nearest("Jane Do", ["Ann", "Jane Doe", "Jan Doe"])[0] == "Jane Doe"
    assert nearest("zzz", ["Ann", "Jane Doe"]) == []


def test_of_many_names_those_are_compared_that_begin_alike() -> None:
    many = [f"claim-{number}" for number in range(MOST_COMPARED)]
    assert nearest("RATES-2O27", [*many, "rates-2027", "ates-2027"]) == ["rates-2027"]


def test_a_mistyped_key_among_many(ledger: Program, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    with file.open("w", newline="") as opened:
        rows = csv.writer(opened)
        rows.writerow(("key", "statement", "owner", "probability"))
        rows.writerows((f"talk/k{n:05}", f"It rains, {n}.", "Ann", "30%") for n in range(300))
        rows.writerow(("talk/ecb-cuts", "The ECB cuts rates.", "Ann", "30%"))
    ledger("import", "csv", str(file))
    assert "did you mean talk/ecb-cuts?" in ledger("show", "talk/ecb-cut", code=1)
    assert "did you mean talk/ecb-cuts?" in ledger("show", "ecb-cutt", code=1)
