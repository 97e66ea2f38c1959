"""Migrations: one line of them, equal to the records, and an upgrade that loses nothing."""

import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.conftest import Program
from tests.storage.chain import chain
from tracker import config
from tracker.storage import schema
from tracker.storage.full_text import TABLE
from tracker.storage.records import Record
from tracker.storage.version import HEAD
from tracker.storage.views import VIEWS

NEXT = f"{int(HEAD) + 1:04}"
START = f'''
"""a step that only this test knows."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"
branch_labels = None
depends_on = None


def upgrade() -> None:
'''
GOOD = """
    with op.batch_alter_table("claims", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("weight", sa.Float(), nullable=True))
        batch_op.create_index("ix_claims_weight", ["weight"])
"""
FAILS_HALF_WAY = """
    with op.batch_alter_table("claims", recreate="always") as batch_op:
        batch_op.add_column(sa.Column("weight", sa.Float(), nullable=True))
    op.execute("DELETE FROM evidence")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""
LOSES_PARENTS = """
    op.execute("DELETE FROM people")
"""


def tables(path: str) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of a ledger's tables but the journal's."""
    with closing(sqlite3.connect(path)) as raw:
        return {
            name: raw.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall()
            for name in Record.metadata.tables
            if name != "journal"
        }


def dump(path: str | Path) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


@pytest.fixture
def with_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give the program one migration more than it ships, by its body."""

    def put(body: str) -> None:
        folder = tmp_path / "migrations"
        copytree(config.shipped_folder("migrations"), folder, ignore=ignore_patterns("*.pyc"))
        (folder / "versions" / f"{NEXT}_next.py").write_text(START + body)
        monkeypatch.setattr(config, "shipped_folder", lambda _: folder)
        for name, module in list(sys.modules.items()):
            if name.startswith("tracker.") and getattr(module, "HEAD", None) == HEAD:
                monkeypatch.setattr(module, "HEAD", NEXT)

    return put


def backups(program: Program) -> list[Path]:
    return sorted(Path(program.db).parent.glob("tracker.db.before-*"))


def test_the_program_knows_the_folders_one_head() -> None:
    folder = ScriptDirectory(str(config.shipped_folder("migrations")))
    assert folder.get_heads() == [HEAD]
    assert len(folder.get_bases()) == 1
    numbers = [script.revision for script in folder.walk_revisions()][::-1]
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_records_and_migrations_make_the_same_tables(ledger: Program) -> None:
    engine = sqlalchemy.create_engine(f"sqlite:///{ledger.db}", poolclass=sqlalchemy.NullPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, kind, _: kind != "table" or is_ours(name),
            },
        )
        assert compare_metadata(context, Record.metadata) == []


def is_ours(table: str | None) -> bool:
    """Tell a table of the records from Alembic's own and from SQLite's full-text index."""
    return not str(table).startswith(("alembic_version", TABLE))


def test_records_and_migrations_have_the_same_constraints(ledger: Program) -> None:
    by_records = sqlalchemy.create_engine("sqlite://")
    by_migrations = sqlalchemy.create_engine(
        f"sqlite:///{ledger.db}", poolclass=sqlalchemy.NullPool
    )
    with by_records.connect() as connection:
        Record.metadata.create_all(connection)
        expected = constraints(connection)
    with by_migrations.connect() as connection:
        assert constraints(connection) == expected


def constraints(connection: sqlalchemy.Connection) -> dict[str, Any]:
    found = sqlalchemy.inspect(connection)
    return {
        f"{kind} of {name}": sorted(str(sorted(told(item).items(), key=str)) for item in get(name))
        for name in Record.metadata.tables
        for kind, get in (
            ("checks", found.get_check_constraints),
            ("keys", found.get_foreign_keys),
            ("unique", found.get_unique_constraints),
            ("indexes", found.get_indexes),
        )
    }


def told(item: Any) -> dict[str, Any]:
    """Return what is known of a constraint, its own SQL as text."""
    options = {name: str(value) for name, value in item.get("dialect_options", {}).items()}
    return {**item, "dialect_options": options}


def test_migrations_import_nothing_of_the_program() -> None:
    for path in (config.shipped_folder("migrations") / "versions").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        imported = [line for line in text.splitlines() if line.startswith(("import ", "from "))]
        assert imported == ["import sqlalchemy as sa", "from alembic import op"]


def test_down_and_up_again_with_the_panel_in_it(panel: Program) -> None:
    engine = sqlalchemy.create_engine(f"sqlite:///{panel.db}", poolclass=sqlalchemy.NullPool)
    with engine.begin() as connection:
        schema.downgrade(connection, "base")
    found = sqlalchemy.inspect(engine)
    assert found.get_table_names() == ["alembic_version"]
    assert found.get_view_names() == []
    with engine.begin() as connection:
        assert schema.upgrade(connection) == (None, HEAD)
    panel("seed")
    assert [entry.verb for entry in chain(panel.db)] == ["create", "load"]


def test_an_upgrade_keeps_every_row_and_says_that_it_was(
    panel: Program, with_next: Callable[[str], None]
) -> None:
    before, journal = tables(panel.db), chain(panel.db)
    with_next(GOOD)
    shown = panel("list", "--status", "all", "-f", "json")
    assert shown.count('"key"') == 50
    after = tables(panel.db)
    assert [(*row, None) for row in before.pop("claims")] == after.pop("claims")
    assert after == before
    entries = chain(panel.db)
    assert entries[:-1] == journal
    assert entries[-1].verb == "upgrade"
    assert entries[-1].content["schema"] == NEXT
    assert entries[-1].content["schema_before"] == HEAD
    with closing(sqlite3.connect(panel.db)) as raw:
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        made = {name for (name,) in raw.execute("SELECT name FROM sqlite_master")}
    assert {*VIEWS, "ix_claims_weight", "ix_claims_deadline"} <= made
    panel("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%")
    assert chain(panel.db)[-1].verb == "add"


def test_an_upgrade_puts_a_private_copy_of_the_old_ledger_beside_it(
    panel: Program, with_next: Callable[[str], None]
) -> None:
    old = dump(panel.db)
    with_next(GOOD)
    panel("list")
    (copy,) = backups(panel)
    assert copy.name.startswith(f"tracker.db.before-{NEXT}-")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert dump(copy) == old


def test_an_upgrade_is_told(panel: Program, with_next: Callable[[str], None]) -> None:
    with_next(GOOD)
    assert panel("db", "upgrade") == f"schema {HEAD} to {NEXT}\n"
    assert panel("db", "upgrade") == f"schema {NEXT}: up to date\n"
    assert len(backups(panel)) == 1


def test_a_migration_that_fails_half_way_leaves_the_old_ledger_and_its_copy(
    panel: Program, with_next: Callable[[str], None]
) -> None:
    before = dump(panel.db)
    with_next(FAILS_HALF_WAY)
    said = panel("list", code=1)
    assert said.startswith(f"Error: {panel.db}")
    assert "nowhere" in said or "damaged" in said
    assert said.count("\n") == 1
    assert dump(panel.db) == before
    (copy,) = backups(panel)
    assert dump(copy) == before


def test_a_migration_after_which_rows_belong_to_nothing_is_taken_back(
    panel: Program, with_next: Callable[[str], None]
) -> None:
    before = dump(panel.db)
    with_next(LOSES_PARENTS)
    assert "was not upgraded" in panel("list", code=1)
    assert dump(panel.db) == before


def test_two_programs_that_upgrade_at_once_do_it_once(
    panel: Program, with_next: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_next(GOOD)
    other = schema.upgrade_file
    called: list[Path] = []

    def late(path: Path) -> None:
        """Let another program upgrade the file between this one's look and its own upgrade."""
        called.append(path)
        other(path)
        other(path)

    monkeypatch.setattr(schema, "upgrade_file", late)
    panel("list")
    assert len(called) == 1
    assert [entry.verb for entry in chain(panel.db)] == ["create", "load", "upgrade"]
    assert len(backups(panel)) == 1


def test_a_ledger_is_made_by_the_migrations_up_to_the_last(
    tmp_path: Path, with_next: Callable[[str], None]
) -> None:
    with_next(GOOD)
    program = Program(str(tmp_path / "tracker.db"))
    program("list")
    (genesis,) = chain(program.db)
    assert genesis.content["schema"] == NEXT
    assert backups(program) == []
