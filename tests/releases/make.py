"""Make this schema's kept ledger anew: `python -m tests.releases.make`.

It has the panel's forecasts and every kind of change, and is written beside this script as
`NUMBER.db.xz`, with what the program lists of it as `NUMBER.json`. A schema that was released is
never made anew.
"""

import json
import lzma
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.conftest import Program
from tests.trust.ledgers import fill
from tracker.storage.version import HEAD

HERE = Path(__file__).parent
TODAY = "2026-11-24"
LISTED = {
    "list": ("list", "--status", "all", "--sort", "id"),
    "show": ("show", "rain"),
    "evidence": ("evidence", "list"),
    "people": ("people",),
    "sources": ("sources",),
    "scorecard": ("scorecard", "--by", "tag", "--early"),
}


def listed(program: Program) -> dict[str, Any]:
    """Return what the program says of a ledger, as far as later versions are held to it."""
    said = {
        name: json.loads(program(*words, "-f", "json", TRACKER_TODAY=TODAY))
        for name, words in LISTED.items()
    }
    del said["show"]["history"]  # its sentences may be worded otherwise
    return said


def main() -> None:
    """Write the ledger and what is listed of it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = Program(str(folder / "ledger.db"), TODAY)
        own = {"XDG_STATE_HOME": str(folder / "state")}
        program.environment |= own
        program("seed")
        fill(program, folder)
        program("verify")
        with closing(sqlite3.connect(program.db, isolation_level=None)) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.execute("VACUUM")
        packed = lzma.compress(Path(program.db).read_bytes(), preset=9)
        (HERE / f"{HEAD}.db.xz").write_bytes(packed)
        said = json.dumps(listed(program), ensure_ascii=False, indent=1, sort_keys=True)
        (HERE / f"{HEAD}.json").write_text(f"{said}\n", encoding="utf-8")
    print(f"{HEAD}.db.xz: {len(packed):,} bytes")


if __name__ == "__main__":
    main()
