"""Rows that are inserted beside what is asked next: all are there when they are needed."""

import pytest

from tests.conftest import Program
from tracker.errors import StorageError
from tracker.storage.connection import STREAM_ROWS
from tracker.storage.ledger import Ledger, open_ledger

COLUMNS = ("id", "key")
FEW, MANY = 3, 300
"""Rows that go in by statements, and rows that go in by COPY."""


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_what_was_inserted_is_there_for_the_next_question(on_server: Program, rows: int) -> None:
    ledger = open_ledger(on_server.db, author="ann")
    with ledger.database.write() as connection:
        connection.insert_many("sources", COLUMNS, [(row, f"s{row}") for row in range(rows)])
        assert connection.rows("SELECT count(*) AS n FROM sources") == [{"n": rows}]
    with ledger.read() as connection:
        assert connection.rows("SELECT count(*) AS n FROM sources") == [{"n": rows}]


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_rows_are_streamed_while_others_are_inserted(on_server: Program, rows: int) -> None:
    ledger = open_ledger(on_server.db, author="ann")
    numbers = range(1, 2 * STREAM_ROWS)
    sql = "SELECT n FROM generate_series(CAST(:first AS integer), :last) n"
    with ledger.database.write() as connection:
        read = []
        for (number,) in connection.tuples(sql, {"first": numbers[0], "last": numbers[-1]}):
            read.append(number)
            if number % STREAM_ROWS == 0:
                found = [(row, f"s{row}") for row in range(number, number + rows)]
                connection.insert_many("sources", COLUMNS, found)
        assert read == list(numbers)
        for _ in connection.tuples(sql, {"first": 1, "last": 2}):
            connection.insert_many("sources", COLUMNS, [(row, f"s{row}") for row in range(rows)])
            break
        assert connection.rows("SELECT count(*) AS n FROM sources") == [{"n": 2 * rows}]


@pytest.mark.parametrize("rows", [FEW, MANY])
@pytest.mark.parametrize("is_asked", [True, False])
def test_an_insert_that_fails_undoes_the_whole(
    on_server: Program, rows: int, *, is_asked: bool
) -> None:
    ledger = open_ledger(on_server.db, author="ann")
    with pytest.raises(StorageError, match=r"duplicate key .*nothing was changed"):
        insert_twice(ledger, rows, is_asked=is_asked)
    with ledger.read() as connection:
        assert connection.rows("SELECT key FROM sources") == []


def insert_twice(ledger: Ledger, rows: int, *, is_asked: bool) -> None:
    """Insert a row, so many with one id, and one more; then ask for something, or do not."""
    with ledger.database.write() as connection:
        connection.insert_many("sources", COLUMNS, [(10, "kept back")])
        connection.insert_many("sources", COLUMNS, [(1, f"s{row}") for row in range(rows)])
        connection.insert_many("sources", COLUMNS, [(11, "never tried")])
        if is_asked:
            connection.rows("SELECT 1 AS n")


def test_a_failing_block_says_why_it_failed(on_server: Program) -> None:
    ledger = open_ledger(on_server.db, author="ann")
    with pytest.raises(ZeroDivisionError):
        insert_and_fail(ledger)
    with ledger.read() as connection:
        assert connection.rows("SELECT key FROM sources") == []


def insert_and_fail(ledger: Ledger) -> None:
    """Insert rows, and fail for another reason."""
    with ledger.database.write() as connection:
        connection.insert_many("sources", COLUMNS, [(1, f"s{row}") for row in range(MANY)])
        raise ZeroDivisionError
