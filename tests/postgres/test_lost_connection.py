"""A server that is gone in the midst of an import: nothing stays, and it can be done again."""

import json
import subprocess
import sys
import time
from os import environ
from pathlib import Path

import sqlalchemy

from tests.conftest import Program

ROWS = 1_500
LONG_ENOUGH = 60
WAITING = (
    "SELECT pid FROM pg_locks WHERE NOT granted AND relation = 'journal'::regclass "
    "AND pid IN (SELECT pid FROM pg_locks WHERE granted AND relation = 'forecasts'::regclass "
    "AND mode = 'RowExclusiveLock')"
)
"""The backends that have written forecasts and wait to write to the journal."""


def test_an_import_whose_connection_is_lost_leaves_nothing(
    on_server: Program, tmp_path: Path
) -> None:
    file = tmp_path / "f.csv"
    rows = "".join(f"Claim {number},Person {number % 50},0.5\n" for number in range(ROWS))
    file.write_text("statement,owner,probability\n" + rows, encoding="utf-8")
    engine = sqlalchemy.create_engine(on_server.db, poolclass=sqlalchemy.NullPool)
    with engine.begin() as connection:
        # The import stops here, in its midst, until its connection is lost.
        connection.exec_driver_sql("LOCK TABLE journal IN SHARE MODE")
        importing = subprocess.Popen(
            [sys.executable, "-m", "tracker", "import", str(file)],
            env={**environ, **on_server.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        connection.exec_driver_sql(f"SELECT pg_terminate_backend({writer(connection)})")
        out, err = importing.communicate(timeout=LONG_ENOUGH)
    assert (importing.returncode, out) == (1, b"")
    assert err.decode().startswith("Error: ")
    assert "nothing was changed" in err.decode()
    assert len(err.splitlines()) == 1
    assert json.loads(on_server("list", "--status", "all", "-f", "json")) == []
    assert json.loads(on_server("people", "-f", "json")) == []
    on_server("verify")
    assert f"{ROWS:,} added" in on_server("import", str(file))
    on_server("verify")


def writer(connection: sqlalchemy.Connection) -> int:
    """Return the backend of the import, once it has written forecasts."""
    until = time.monotonic() + LONG_ENOUGH
    while time.monotonic() < until:
        waiting = connection.exec_driver_sql(WAITING).scalar()
        if waiting is not None:
            return int(waiting)
        time.sleep(0.02)
    raise AssertionError("nobody wrote")
