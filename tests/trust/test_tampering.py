"""What another hand changes in a ledger's file is found, and named by table, row and column."""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Program
from tests.trust.ledgers import KEPT, TABLES, fill, hand, rows
from tracker.storage import journal
from tracker.storage.records import Record

CELLS = [(table.name, column.name) for table in Record.metadata.sorted_tables for column in table.c]


def keys(table: str) -> list[str]:
    return [column.name for column in Record.metadata.tables[table].primary_key]


def named(row: dict[str, Any], table: str) -> str:
    return "/".join(str(row[key]) for key in keys(table))


def at(row: dict[str, Any], table: str) -> tuple[str, list[Any]]:
    return " AND ".join(f"{key} = ?" for key in keys(table)), [row[key] for key in keys(table)]


def found(program: Program, *words: str) -> list[dict[str, str]]:
    """What `verify` finds; it must end with 1 and say where the first of it is."""
    answer = program.run("verify", "-f", "json", *words)
    assert answer.code == 1, answer
    mismatches: list[dict[str, str]] = json.loads(answer.out)["mismatches"]
    first = mismatches[0]
    assert f"{first['table']} {first['row']}" in answer.err
    assert answer.err.count("\n") == 1
    return mismatches


def places(program: Program, *words: str) -> set[tuple[str, str, str]]:
    return {(one["table"], one["row"], one["column"]) for one in found(program, *words)}


def another(value: Any) -> Any:
    if value is None:
        return 0
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1]) if value else b"x"
    if isinstance(value, str):
        return "0" * 64 if len(value) == 64 else value + "0"
    return value + 1_000 if isinstance(value, int) else value / 2 + 0.123


def test_every_table_has_rows_to_tamper_with(full: Program) -> None:
    assert [table for table in TABLES if not rows(full.db, table)] == []
    full("verify")
    assert full("db", "check") == "pages, references, views, journal and head: whole\n"


@pytest.mark.parametrize(("table", "column"), CELLS, ids=[".".join(cell) for cell in CELLS])
def test_a_changed_cell_is_named(table: str, column: str, full: Program) -> None:
    told = [row for row in rows(full.db, table) if row[column] not in {None, b""}]
    row = told[-1] if told else rows(full.db, table)[-1]
    where, key = at(row, table)
    with hand(full.db) as raw:
        raw.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", [another(row[column]), *key])
    there = places(full)
    if column in keys(table) and table == "journal":
        assert ("journal", str(row[column] + 1_000), "sequence") in there
    elif column in keys(table) or (table == "attachments" and column == "sha256"):
        assert {one[:2] for one in there} >= {(table, named(row, table))}
    else:
        assert (table, named(row, table), column) in there


HELPER = (
    "CREATE TRIGGER helper AFTER INSERT ON forecasts BEGIN "
    "UPDATE forecasts SET probability = 0.5 WHERE id = NEW.id; END"
)
KINDS = {"bytes": "x'ff'", "no UTF-8": "CAST(x'fffe' AS TEXT)", "number": "1.5"}
OTHER_KINDS = [
    (*cell, kind) for cell in CELLS for kind in KINDS if kind == "no UTF-8" or cell[0] in KEPT
]


@pytest.mark.parametrize(("table", "column", "kind"), OTHER_KINDS)
def test_a_cell_of_another_kind_is_named_in_a_sentence(
    table: str, column: str, kind: str, full: Program
) -> None:
    row = rows(full.db, table)[-1]
    where, key = at(row, table)
    with hand(full.db) as raw:
        try:
            raw.execute(f"UPDATE {table} SET {column} = {KINDS[kind]} WHERE {where}", key)
        except sqlite3.IntegrityError:
            pytest.skip("SQLite itself keeps such a value out")
    assert {one[0] for one in places(full)} >= {table}


@pytest.mark.parametrize("table", [table for table in TABLES if table != "journal"])
def test_an_added_row_is_named(table: str, full: Program) -> None:
    row = rows(full.db, table)[-1]
    for name, column in Record.metadata.tables[table].columns.items():
        if column.primary_key or column.unique or name in {"alias", "key", "tag", "version"}:
            row[name] = another(row[name])
    row |= {name: row[name] + 900 for name in ("resolution_id", "other_id") if row.get(name)}
    with hand(full.db) as raw:
        holes = ", ".join("?" * len(row))
        raw.execute(f"INSERT INTO {table} VALUES ({holes})", list(row.values()))
    assert (table, named(row, table)) in {one[:2] for one in places(full)}


@pytest.mark.parametrize("table", [table for table in TABLES if table != "journal"])
def test_a_row_taken_away_is_named(table: str, full: Program) -> None:
    row = rows(full.db, table)[0]
    where, key = at(row, table)
    with hand(full.db) as raw:
        raw.execute(f"DELETE FROM {table} WHERE {where}", key)
    assert (table, named(row, table)) in {one[:2] for one in places(full)}


@pytest.mark.parametrize("table", ["claims", "forecasts", "evidence", "resolutions"])
def test_two_rows_that_changed_places_are_named(table: str, full: Program) -> None:
    one, other = (row["id"] for row in rows(full.db, table)[:2])
    with hand(full.db) as raw:
        for before, after in ((one, -1), (other, one), (-1, other)):
            raw.execute(f"UPDATE {table} SET id = ? WHERE id = ?", (after, before))
    assert {(table, str(one)), (table, str(other))} <= {place[:2] for place in places(full)}


def test_a_table_emptied_is_counted_and_only_the_first_of_it_shown(full: Program) -> None:
    with hand(full.db) as raw:
        for table in ("forecasts", "claims", "claim_tags"):
            raw.execute(f"DELETE FROM {table}")
    card = json.loads(full.run("verify", "-f", "json").out)
    assert len(card["mismatches"]) == 100 < card["count"]


def cut(db: str, left: int) -> None:
    with hand(db) as raw:
        raw.execute("DELETE FROM journal WHERE sequence > ?", (left,))


def roll_back(program: Program, folder: Path) -> int:
    """Put the ledger back to what it was before its last change, journal and tables alike."""
    was = Path(program.db).read_bytes()
    program("people", "add", "Ann of the last entry")
    last: int = rows(program.db, "journal")[-1]["sequence"]
    for suffix in ("-wal", "-shm"):
        (folder / f"tracker.db{suffix}").unlink(missing_ok=True)
    Path(program.db).write_bytes(was)
    return last


def test_a_journal_cut_off_is_found_by_the_head_seen_here(full: Program, tmp_path: Path) -> None:
    last = roll_back(full, tmp_path)
    assert places(full) == {("journal", str(last), "")}
    assert f"entry {last} was seen on this machine" in full.run("db", "check").out


def test_a_journal_cut_off_is_found_by_a_sealed_head(full: Program, tmp_path: Path) -> None:
    full("people", "add", "Bo of the last entry but one")
    sealed = full("seal")
    roll_back(full, tmp_path)
    elsewhere = str(tmp_path / "elsewhere")
    full("verify", "--head", sealed, XDG_STATE_HOME=elsewhere)
    full("verify", "--head", sealed.split()[2], XDG_STATE_HOME=elsewhere)
    full("undo", XDG_STATE_HOME=elsewhere)
    later = full("seal", XDG_STATE_HOME=elsewhere)
    roll_back(full, tmp_path)
    cut(full.db, int(later.split()[0]) - 1)
    with_state = full.run("verify", "--head", later, "-f", "json", XDG_STATE_HOME=elsewhere)
    assert with_state.code == 1
    hashes = [(m["row"], m["column"]) for m in json.loads(with_state.out)["mismatches"]]
    assert (later.split()[2], "hash") in hashes


def test_a_journal_cut_off_and_written_on_is_still_found(full: Program, tmp_path: Path) -> None:
    last = roll_back(full, tmp_path)
    for number in range(3):
        answer = full.run("people", "add", f"Somebody {number}")
        assert answer.code == 0
        assert f"entry {last} that was seen here is no longer in the journal" in answer.err
    assert ("journal", str(last), "hash") in places(full)


def test_a_head_that_was_never_sealed_is_no_proof(full: Program) -> None:
    for wrong in ("0" * 64, "1 2026-11-24T00:00:00.000000Z " + "a" * 64):
        assert ("journal", wrong.split()[-1], "hash") in places(full, "--head", wrong)
    for text in ("12", "", "x" * 64, "1 2"):
        assert "--head takes a hash" in full("verify", "--head", text, code=1)


def remade(raw: sqlite3.Connection, start: int, change: Callable[[dict[str, Any]], None]) -> None:
    """Change an entry's content and make all hashes from there on anew, as a forger would."""
    found = raw.execute(f"SELECT {journal.COLUMNS} FROM journal ORDER BY sequence").fetchall()
    before = journal.GENESIS_HASH
    for row in found:
        entry = journal.Entry._make(row)
        if entry.sequence == start:
            content = entry.opened()
            change(content)
            body = journal.canonical(content)
            entry = entry._replace(
                content=zlib.compress(body), content_hash=hashlib.sha256(body).hexdigest()
            )
        header = {
            name: getattr(entry, name)
            for name in ("sequence", "change", "recorded_at", "author", "verb", "content_hash")
        }
        own = journal.chained(before, **header)
        raw.execute(
            "UPDATE journal SET content = ?, content_hash = ?, hash = ? WHERE sequence = ?",
            (entry.content, entry.content_hash, own, entry.sequence),
        )
        before = own


def forge(db: str) -> None:
    """Make a person somebody else in the table and in the journal, every hash made anew."""

    def rename(content: dict[str, Any]) -> None:
        for op in content["ops"]:
            if op[1] == "people" and op[2].get("name") == "Ann Lee":
                op[2]["name"] = "Ann Li"

    with hand(db) as raw:
        start = raw.execute("SELECT min(sequence) FROM journal WHERE verb = 'people add'")
        remade(raw, start.fetchone()[0], rename)
        raw.execute("UPDATE people SET name = 'Ann Li' WHERE name = 'Ann Lee'")


def test_a_chain_made_anew_is_found_by_the_head_seen_here(full: Program) -> None:
    full("people", "add", "Bo of the last entry")
    last = rows(full.db, "journal")[-1]["sequence"]
    forge(full.db)
    assert places(full) == {("journal", str(last), "hash")}
    assert "another entry was seen here before" in full.run("db", "check").out


def test_a_chain_made_anew_is_found_by_a_sealed_head(full: Program, tmp_path: Path) -> None:
    sealed = full("seal")
    forge(full.db)
    elsewhere = str(tmp_path / "elsewhere")
    full("verify", XDG_STATE_HOME=elsewhere)
    answer = full.run("verify", "--head", sealed, XDG_STATE_HOME=elsewhere)
    assert answer.code == 1
    assert f"journal {sealed.split()[2]} hash" in answer.err


def test_a_ledger_replaced_by_another_is_told(full: Program) -> None:
    full("people", "add", "Bo of the last entry")
    with hand(full.db) as raw:
        remade(raw, 1, lambda content: content.update(ledger="another"))
    answer = full.run("verify")
    assert "another ledger was seen here" in answer.err


def test_an_entry_taken_out_of_the_middle_is_named(full: Program) -> None:
    with hand(full.db) as raw:
        raw.execute("DELETE FROM journal WHERE sequence = 5")
    there = {(m["row"], m["column"], m["what"]) for m in found(full)}
    assert ("6", "sequence", "entry 5 is missing") in there
    assert ("6", "hash", "does not follow from the entry before") in there


def test_entries_in_another_order_are_named(full: Program) -> None:
    with hand(full.db) as raw:
        for before, after in ((5, -1), (6, 5), (-1, 6)):
            raw.execute("UPDATE journal SET sequence = ? WHERE sequence = ?", (after, before))
    assert {("journal", "5", "sequence"), ("journal", "6", "sequence")} <= places(full)


def test_an_entry_copied_to_the_end_is_named(full: Program) -> None:
    with hand(full.db) as raw:
        raw.execute(
            "INSERT INTO journal SELECT (SELECT max(sequence) + 1 FROM journal), change, "
            "recorded_at, author, verb, content, content_hash, 'x' FROM journal WHERE sequence = 5"
        )
    last = rows(full.db, "journal")[-1]["sequence"]
    assert ("journal", str(last), "sequence") in places(full)


def test_an_entry_blanked_without_saying_so_is_named(full: Program) -> None:
    with hand(full.db) as raw:
        raw.execute("UPDATE journal SET content = x'' WHERE sequence = 4")
    assert ("journal", "4", "content") in places(full)


def test_a_blanked_entry_that_was_filled_again_is_named(full: Program) -> None:
    redact = next(row for row in rows(full.db, "journal") if row["verb"] == "redact")
    blank = redact["sequence"] - 1
    with hand(full.db) as raw:
        raw.execute(
            "UPDATE journal SET content = (SELECT content FROM journal WHERE sequence = 4) "
            "WHERE sequence = ?",
            (blank,),
        )
    assert ("journal", str(blank), "content") in places(full)


def test_a_journal_emptied_is_named(full: Program) -> None:
    cut(full.db, 0)
    assert ("journal", "1", "") in places(full)
    assert full.run("db", "check").code == 1


def test_another_schema_number_is_named(full: Program) -> None:
    with hand(full.db) as raw:
        raw.execute("INSERT INTO alembic_version VALUES ('0000')")
    assert ("alembic_version", "version_num") in {(p[0], p[2]) for p in places(full)}


def test_a_changed_attachment_is_named(full: Program) -> None:
    sha256 = rows(full.db, "attachments")[0]["sha256"]
    with hand(full.db) as raw:
        raw.execute("UPDATE attachments SET content = ?", (zlib.compress(b"another chart"),))
    assert places(full) == {("attachments", sha256, "content")}


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (
            ["DROP VIEW claim_list", "CREATE VIEW claim_list AS SELECT * FROM claims"],
            "views: claim_list is not as it was made",
        ),
        (["DROP VIEW person_list"], "views: person_list is not as it was made"),
        (
            ["DROP TRIGGER journal_keeps_rows"],
            "journal: the guard journal_keeps_rows is not as it was made",
        ),
        (
            ["DROP TRIGGER journal_keeps_columns"],
            "journal: the guard journal_keeps_columns is not as it was made",
        ),
        (
            ["DROP TRIGGER journal_keeps_places"],
            "journal: the guard journal_keeps_places is not as it was made",
        ),
        (
            [
                "DROP TRIGGER journal_keeps_rows",
                "CREATE TRIGGER journal_keeps_rows BEFORE DELETE ON journal BEGIN SELECT 1; END",
            ],
            "journal: the guard journal_keeps_rows is not as it was made",
        ),
        (
            [HELPER],
            "triggers: helper is none of tracker's",
        ),
    ],
    ids=["view", "no view", "rows", "columns", "places", "weak guard", "own trigger"],
)
def test_a_definition_changed_is_found_by_db_check_and_mended_by_restore(
    statements: list[str], said: str, full: Program, tmp_path: Path
) -> None:
    full("db", "backup", str(tmp_path / "copy.db"))
    raw = sqlite3.connect(full.db)
    with raw:
        for statement in statements:
            raw.execute(statement)
    raw.close()
    answer = full.run("db", "check")
    assert answer.code == 1
    assert said in answer.out
    full("db", "restore", str(tmp_path / "copy.db"))
    full("db", "check")


def test_the_guards_refuse_what_is_done_without_taking_them_away(full: Program) -> None:
    raw = sqlite3.connect(full.db)
    for statement in (
        "DELETE FROM journal WHERE sequence = 5",
        "UPDATE journal SET verb = 'x' WHERE sequence = 5",
        "UPDATE journal SET content = x'01' WHERE sequence = 5",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE sequence = 5",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), raw:
            raw.execute(statement)
    raw.close()
    full("verify")


def test_an_untouched_ledger_stays_whole_through_all_that_may_be_done(
    panel: Program, tmp_path: Path
) -> None:
    panel("verify")
    fill(panel, tmp_path)
    panel("verify")
    panel("evidence", "add", "11", "a passing thought", "--neutral")
    for _ in range(3):
        panel("undo")
        panel("verify")
    panel("db", "backup", str(tmp_path / "copy.db"))
    panel("people", "add", "Later")
    panel("db", "restore", str(tmp_path / "copy.db"), "--force")
    panel("verify")
    panel("db", "check")
