"""Imports and exports on a server: the same as on a file."""

import json
import re
from pathlib import Path

from tests.conftest import Program

ROWS = (
    "statement,owner,probability,made_on,deadline,tags,outcome\n"
    "It rains.,Ann,0.2,2026-01-10,2026-06-01,a;b,no\n"
    "It rains.,ÄNNE,1/3,2026-01-10T12:00:00Z,2026-06-01,,\n"
    "'=1+1,Ann,likely,2026-01-10,,,\n"
)


def test_a_file_is_imported_once_and_exported_the_same(
    on_server: Program, ledger: Program, tmp_path: Path
) -> None:
    file = tmp_path / "f.csv"
    file.write_text(ROWS, encoding="utf-8")
    exports = []
    for program in (on_server, ledger):
        first, again = (json.loads(program("import", str(file), "-f", "json")) for _ in range(2))
        assert (first["added"], again["added"], again["unchanged"]) == (3, 0, 3)
        exports.append(program("export", "csv"))
        program("verify")
    assert exports[0] == exports[1]


def test_another_trackers_files_are_the_same_on_both(on_server: Program, ledger: Program) -> None:
    files = Path(__file__).resolve().parents[1] / "golden" / "files"
    names = [f"mc-{name}_data.csv" for name in ("question", "forecast", "score", "key_factor")]
    paths = [str(files / name) for name in names]
    exports = []
    for program in (on_server, ledger):
        first, again = (
            json.loads(program("import", "metaculus", *paths, "-f", "json")) for _ in range(2)
        )
        assert (first["added"], again["unchanged"], again["rejected"]) == (26, 26, [])
        exports.append(program("export", "jsonl"))
        assert "spot_baseline" in program("show", "metaculus/901")
        program("verify")
    steady = [re.sub(r'"recorded_at": "[^"]+"', "", text) for text in exports]
    assert steady[0] == steady[1]


def test_a_long_import_goes_through(on_server: Program, tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    rows = "".join(f"Claim {number},Person {number % 50},0.5\n" for number in range(600))
    file.write_text("statement,owner,probability\n" + rows, encoding="utf-8")
    assert "600 added" in on_server("import", str(file))
    assert "600 unchanged" in on_server("import", str(file))
    assert on_server("export", "csv").count("\n") == 601
