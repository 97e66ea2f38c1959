"""A ledger of each released schema opens, upgrades, verifies, and says what it said then."""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tests.releases.make import HERE, listed
from tests.trust.ledgers import rows
from tracker.storage.version import HEAD

RELEASES = sorted(HERE.glob("*.db.xz"))
MOST_BYTES = 400_000


def kept(now: Any, then: Any) -> Any:
    """Return of `now` what was there then: later versions may add keys, and lose none."""
    if isinstance(then, dict) and isinstance(now, dict):
        return {name: kept(now[name], then[name]) if name in now else None for name in then}
    if isinstance(then, list) and isinstance(now, list) and len(now) == len(then):
        return [kept(one, other) for one, other in zip(now, then, strict=True)]
    return now


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.name.partition(".")[0])
def test_a_released_ledger_is_what_it_was(path: Path, tmp_path: Path) -> None:
    number = path.name.partition(".")[0]
    ledger = tmp_path / "ledger.db"
    ledger.write_bytes(lzma.decompress(path.read_bytes()))
    assert path.stat().st_size < MOST_BYTES
    program = Program(str(ledger))
    then = json.loads((HERE / f"{number}.json").read_text(encoding="utf-8"))
    now = listed(program)
    for name, said in then.items():
        assert kept(now[name], said) == said, name
    program("verify")
    program("db", "check")
    assert rows(program.db, "journal")[0]["verb"] == "create"
    verbs = [row["verb"] for row in rows(program.db, "journal")]
    assert ("upgrade" in verbs) == (number != HEAD)
    program("evidence", "add", "rain", "life goes on", "--neutral")
    program("undo")
    program("verify")


def test_there_is_a_ledger_of_every_schema() -> None:
    numbers = [path.name.partition(".")[0] for path in RELEASES]
    assert numbers == [f"{number:04}" for number in range(1, int(HEAD) + 1)]
