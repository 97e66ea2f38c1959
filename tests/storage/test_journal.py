"""The journal is as its module says, read from raw rows by other code than the program's."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Program
from tests.storage.chain import chain
from tracker.errors import StorageError
from tracker.storage import journal
from tracker.storage.change import CHUNK, Change
from tracker.storage.derived import DERIVED
from tracker.storage.ledger import Ledger, open_ledger
from tracker.storage.records import Record
from tracker.storage.version import HEAD


@pytest.fixture
def own(ledger: Program) -> Ledger:
    return open_ledger(ledger.db, author="ann")


def raw_rows(path: str, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute(sql).fetchall()


def test_the_first_entry_names_the_ledger_and_its_schema(ledger: Program) -> None:
    (genesis,) = chain(ledger.db)
    assert (genesis.sequence, genesis.change, genesis.verb) == (1, 1, "create")
    assert genesis.content["schema"] == HEAD
    assert UUID(genesis.content["ledger"]).version == 4


def test_two_ledgers_have_different_names(tmp_path: Path) -> None:
    names = set()
    for name in ("a.db", "b.db"):
        Program(str(tmp_path / name))("list")
        names.add(chain(str(tmp_path / name))[0].content["ledger"])
    assert len(names) == 2


def test_each_command_that_changes_something_is_one_entry(ledger: Program) -> None:
    ledger("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%", "--tag", "wet")
    ledger("forecast", "1", "-p", "likely", "--owner", "Bo")
    ledger("evidence", "add", "1", "Clouds", "--supports")
    ledger("resolve", "1", "yes", "--because", "It rained", "--evidence", "1")
    ledger("reopen", "1", "--because", "That was yesterday")
    ledger("edit", "1", "--statement", "Rain on Friday.")
    ledger("config", "timezone", "Asia/Shanghai")
    ledger("withdraw", "1", "--because", "enough")
    entries = chain(ledger.db)
    assert [entry.verb for entry in entries[1:]] == [
        "add", "forecast", "evidence add", "resolve", "reopen", "edit", "config", "withdraw",
    ]  # fmt: skip
    assert all(entry.change == entry.sequence for entry in entries)
    assert {entry.author for entry in entries[1:]} == {"ann"}
    assert entries == sorted(entries, key=lambda entry: entry.recorded_at)


def test_what_changes_nothing_leaves_no_entry(panel: Program) -> None:
    again = [
        ["config", "timezone", "Asia/Shanghai"],
        ["people", "add", "唐杰", "--alias", "Tang Jie"],
        ["edit", "1", "--tag", "x"],
    ]
    for words in again:
        panel(*words)
    before = chain(panel.db)
    reads = ["list", "review", "show 1", "scorecard", "people", "sources", "config", "db info"]
    for words in [["seed"], *again, *map(str.split, reads)]:
        panel(*words)
    assert chain(panel.db) == before


def test_ops_hold_rows_without_their_null_columns_and_both_sides_of_an_update(
    ledger: Program,
) -> None:
    ledger("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%")
    ledger("edit", "1", "--note", "cold")
    _, added, edited = chain(ledger.db)
    ops = {op[1]: op for op in added.content["ops"]}
    assert all(op[0] == "insert" for op in added.content["ops"])
    assert ops["people"][2] == {"id": 1, "name": "Ann", "kind": "person"}
    assert None not in ops["claims"][2].values()
    assert ops["forecasts"][2]["probability"] == 0.3
    assert edited.content["ops"] == [["update", "claims", 1, {"note": [None, "cold"]}]]


def test_the_tables_add_up_to_the_journal(panel: Program) -> None:
    panel("edit", "1", "--statement", "别的说法。", "--tag", "x")
    panel("forecast", "1", "-p", "55-80%", "--owner", "Ann")
    panel("people", "merge", "杨强", "李广密")
    tables: dict[str, dict[int, dict[str, Any]]] = {}
    for entry in chain(panel.db):
        for op in entry.content.get("ops", []):
            rows = tables.setdefault(op[1], {})
            if op[0] == "insert":
                assert op[2]["id"] not in rows
                rows[op[2]["id"]] = op[2]
            else:
                for column, (before, after) in op[3].items():
                    assert rows[op[2]].get(column) == before
                    rows[op[2]][column] = after
    assert len(tables) > 5
    with closing(sqlite3.connect(panel.db)) as raw:
        raw.row_factory = sqlite3.Row
        for name, rows in tables.items():
            live = raw.execute(f"SELECT * FROM {name} ORDER BY id").fetchall()
            assert [
                {key: row[key] for key in row.keys() if row[key] is not None}  # noqa: SIM118
                for row in live
            ] == [
                {key: value for key, value in rows[row_id].items() if value is not None}
                for row_id in sorted(rows)
            ]


def test_a_bulk_change_has_several_entries_under_one_number(own: Ledger, ledger: Program) -> None:
    with own.change("load") as change:
        change.about["file"] = "many.toml"
        for number in range(2 * CHUNK + 1):
            change.insert("people", name=f"person {number}", kind="person")
    entries = chain(ledger.db)[1:]
    assert [(entry.sequence, entry.change) for entry in entries] == [(2, 2), (3, 2), (4, 2)]
    assert [len(entry.content["ops"]) for entry in entries] == [CHUNK, CHUNK, 1]
    assert {entry.content["file"] for entry in entries} == {"many.toml"}
    assert len({entry.recorded_at for entry in entries}) == 1
    ledger("people", "add", "one more")
    assert chain(ledger.db)[-1].change == 5


def test_a_bulk_change_of_just_full_entries_has_no_empty_one(own: Ledger, ledger: Program) -> None:
    with own.change("load") as change:
        for number in range(CHUNK):
            change.insert("people", name=f"person {number}", kind="person")
    assert [len(entry.content["ops"]) for entry in chain(ledger.db)[1:]] == [CHUNK]


def test_the_entries_about_a_claim_are_found_by_it(panel: Program) -> None:
    panel("evidence", "add", "7", "x", "--neutral")
    panel("edit", "8", "--note", "y")
    panel("config", "timezone", "Asia/Shanghai")
    for row in raw_rows(panel.db, "SELECT DISTINCT claim_id FROM journal_subjects"):
        expected = [
            entry.sequence
            for entry in chain(panel.db)
            if any(_is_about(op, row[0]) for op in entry.content.get("ops", []))
        ]
        found = raw_rows(
            panel.db,
            f"SELECT sequence FROM journal_subjects WHERE claim_id = {row[0]} ORDER BY 1",
        )
        assert [sequence for (sequence,) in found] == expected


def _is_about(op: list[Any], claim_id: int) -> bool:
    if op[0] == "update":
        return bool(op[1] == "claims" and op[2] == claim_id)
    return bool(
        op[2].get("claim_id") == claim_id or (op[1] == "claims" and op[2]["id"] == claim_id)
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET author = 'eve'",
        "UPDATE journal SET content = x'', author = 'eve'",
        "UPDATE journal SET content = x'00'",
        "UPDATE journal SET sequence = 99, content = x''",
        "UPDATE OR REPLACE journal SET sequence = 1",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE sequence = 2",
        "REPLACE INTO journal SELECT * FROM journal WHERE sequence = 1",
        (
            "INSERT OR REPLACE INTO journal SELECT 3, change, recorded_at, author, verb, content, "
            "content_hash, hash FROM journal WHERE sequence = 1"
        ),
    ],
    ids=range(9),
)
def test_the_journal_refuses_what_is_no_new_entry(ledger: Program, statement: str) -> None:
    ledger("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%")
    before = chain(ledger.db)
    with (
        closing(sqlite3.connect(ledger.db)) as raw,
        raw,
        pytest.raises(sqlite3.IntegrityError, match="the journal is append-only"),
    ):
        raw.execute(statement)
    assert chain(ledger.db) == before


def test_the_journal_lets_content_be_blanked(ledger: Program) -> None:
    ledger("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%")
    with closing(sqlite3.connect(ledger.db)) as raw, raw:
        raw.execute("UPDATE journal SET content = x'' WHERE sequence = 2")
    with open_ledger(ledger.db, author="ann").read() as connection:
        assert [bool(entry.opened()) for entry in journal.entries(connection)] == [True, False]


def test_ids_are_never_used_twice(ledger: Program) -> None:
    own = open_ledger(ledger.db, author="ann")
    with own.change("add") as change:
        assert change.insert("people", name="Ann", kind="person") == 1
    with closing(sqlite3.connect(ledger.db)) as raw, raw:
        raw.execute("DELETE FROM people")
    with own.change("add") as change:
        assert change.insert("people", name="Bo", kind="person") == 2


def fail_half_way(own: Ledger) -> None:
    """Write rows enough for two entries, and then fail."""
    with own.change("load") as change:
        change.keep("0" * 64, b"x", 1)
        for number in range(CHUNK + 1):
            change.insert("people", name=f"person {number}", kind="person")
        raise ZeroDivisionError


def test_a_block_that_raises_leaves_nothing(own: Ledger, ledger: Program) -> None:
    before = dump(ledger.db)
    with pytest.raises(ZeroDivisionError):
        fail_half_way(own)
    assert dump(ledger.db) == before


def dump(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_finite_number_is_refused(own: Ledger, ledger: Program, value: float) -> None:
    before = dump(ledger.db)

    def insert(change: Change) -> None:
        change.insert("evidence", claim_id=1, likelihood_ratio=value)

    def update(change: Change) -> None:
        change.insert("people", name="Ann", kind="person")
        change.update("people", 1, note=value)

    def insert_one_of_many(change: Change) -> None:
        change.insert("forecasts", claim_id=1, owner_id=1, probability=value)

    for write in (insert, update, insert_one_of_many):
        with (
            pytest.raises(StorageError, match="is no finite number"),
            own.change("add") as change,
        ):
            write(change)
    with pytest.raises(ValueError, match="not JSON compliant"):
        journal.canonical(value)
    assert dump(ledger.db) == before


def test_a_row_that_is_not_there_cannot_be_changed(own: Ledger) -> None:
    with (
        pytest.raises(StorageError, match="claims has no row 7"),
        own.change("edit") as change,
    ):
        change.update("claims", 7, note="x")


def test_every_table_but_the_journals_own_has_an_id_that_the_ledger_gives_out() -> None:
    outside = {"journal", "journal_subjects", "counters", "attachments", *DERIVED}
    for name, table in Record.metadata.tables.items():
        if name not in outside:
            assert [column.name for column in table.primary_key] == ["id"], name
