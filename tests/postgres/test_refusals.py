"""What is refused on a server says so in one line, without a password, and changes nothing."""

from collections.abc import Iterable

import pytest
import sqlalchemy

from tests.conftest import Program
from tests.servers import Server
from tracker.errors import StorageError
from tracker.storage.ledger import Ledger, open_ledger

UNSAID = "hunter2"
UNREACHABLE = [
    f"postgresql+psycopg://ann:{UNSAID}@127.0.0.1:1/ledger",
    f"postgresql+psycopg://ann:{UNSAID}@nowhere.invalid/ledger",
    f"postgresql+psycopg://ann:{UNSAID}@/ledger?host=/no/such/folder",
]
NO_URLS = [
    f"postgresql+nonsense://ann:{UNSAID}@host/ledger",
    f"postgresql+psycopg://ann:{UNSAID}@host:port/ledger",
    f"://ann:{UNSAID}@host",
]
WITHOUT_DRIVER = [
    f"postgresql+pg8000://ann:{UNSAID}@host/ledger",
]
OTHERS = [
    f"nonsense://ann:{UNSAID}@host/ledger",
    f"mysql+pymysql://ann:{UNSAID}@host/ledger",
    f"oracle://ann:{UNSAID}@host/ledger",
]


def one_line(program: Program, *words: str) -> str:
    """Return the line that a refused command says; fails if it says more, or a password."""
    said = program(*words, code=1)
    assert said.startswith("Error: ")
    assert said.count("\n") == 1
    assert UNSAID not in said
    assert "fault in tracker" not in said
    return said


def names(database: str) -> Iterable[str]:
    """Return the names of the tables and views in a database."""
    engine = sqlalchemy.create_engine(database, poolclass=sqlalchemy.NullPool)
    found = sqlalchemy.inspect(engine)
    return sorted(found.get_table_names() + found.get_view_names())


@pytest.mark.parametrize("words", [["list"], ["add", "Rain.", "--owner", "Ann"], ["seed"]])
def test_a_database_without_a_ledger_is_left_so(database: str, words: list[str]) -> None:
    said = one_line(Program(database), *words)
    assert "has no ledger yet: make one with `tracker db upgrade`" in said
    assert names(database) == []


def test_an_older_schema_is_named_and_kept(on_server: Program, server: Server) -> None:
    name = on_server.db.partition("@/")[2].partition("?")[0]
    server.run(name, "UPDATE alembic_version SET version_num = '0000'")
    for words in (["list"], ["add", "Rain.", "--owner", "Ann"]):
        said = one_line(on_server, *words)
        assert "has the older schema 0000: bring it up to date with `tracker db upgrade`" in said


def test_a_newer_schema_is_refused_by_name(on_server: Program, server: Server) -> None:
    name = on_server.db.partition("@/")[2].partition("?")[0]
    server.run(name, "UPDATE alembic_version SET version_num = '9999'")
    for words in (["list"], ["add", "Rain.", "--owner", "Ann"], ["db", "upgrade"]):
        assert "schema 9999, newer than this program's" in one_line(on_server, *words)


def test_an_upgrade_tells_what_it_did_and_then_that_nothing_is_left(database: str) -> None:
    program = Program(database)
    assert program("db", "upgrade").startswith("schema none to ")
    assert program("db", "upgrade").endswith("up to date\n")
    assert program("list", "-f", "json") == "[]\n"


@pytest.mark.parametrize("url", UNREACHABLE)
def test_a_server_that_cannot_be_reached_is_said_without_the_password(url: str) -> None:
    said = one_line(Program(url), "list")
    assert "postgresql+psycopg://ann:***@" in said


def test_a_database_that_is_not_there_is_named(server: Server) -> None:
    assert 'database "nowhere" does not exist' in one_line(Program(server.url("nowhere")), "list")


def test_a_role_that_is_not_there_is_named(server: Server) -> None:
    said = one_line(Program(server.url("postgres", user=f"nobody:{UNSAID}")), "list")
    assert 'role "nobody" does not exist' in said


@pytest.mark.parametrize("url", NO_URLS)
def test_what_is_no_url_is_answered_with_how_one_is_written(url: str) -> None:
    assert "postgresql+psycopg://user@host/name" in one_line(Program(url), "list")


@pytest.mark.parametrize("url", WITHOUT_DRIVER)
def test_a_missing_driver_is_named(url: str) -> None:
    said = one_line(Program(url), "list")
    assert "pg8000 is not installed: write the URL as postgresql+psycopg://…" in said


def test_a_role_that_may_only_read_reads_and_is_refused_writing(
    on_server: Program, server: Server
) -> None:
    on_server("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%")
    name = on_server.db.partition("@/")[2].partition("?")[0]
    server.run(
        name,
        "CREATE ROLE reader LOGIN",
        "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
    )
    reader = Program(server.url(name, user="reader"))
    assert reader("list", "-f", "json") == on_server("list", "-f", "json")
    assert "permission denied" in one_line(reader, "add", "Snow.", "--owner", "Ann")
    server.run(name, "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM reader", "DROP ROLE reader")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET author = 'eve'",
        "UPDATE journal SET content = '', author = 'eve'",
        "UPDATE journal SET content = 'x'",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE sequence = 2",
        "TRUNCATE journal",
        "INSERT INTO journal SELECT * FROM journal WHERE sequence = 1",
        (
            "INSERT INTO journal SELECT * FROM journal WHERE sequence = 1 "
            "ON CONFLICT (sequence) DO UPDATE SET author = 'eve'"
        ),
    ],
)
def test_the_journal_refuses_what_is_no_new_entry(
    on_server: Program, server: Server, statement: str
) -> None:
    on_server("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%")
    name = on_server.db.partition("@/")[2].partition("?")[0]
    before = on_server("db", "info", "-f", "json")
    with pytest.raises(sqlalchemy.exc.DBAPIError, match=r"append-only|duplicate key"):
        server.run(name, statement)
    assert on_server("db", "info", "-f", "json") == before


def test_the_journal_lets_content_be_blanked(on_server: Program, server: Server) -> None:
    on_server("add", "Rain tomorrow.", "--owner", "Ann", "-p", "30%")
    name = on_server.db.partition("@/")[2].partition("?")[0]
    server.run(name, "UPDATE journal SET content = '' WHERE sequence = 2")


def test_a_reading_transaction_refuses_to_write(on_server: Program) -> None:
    ledger = open_ledger(on_server.db, author="ann")
    statement = "INSERT INTO sources (id, key) VALUES (1, 'a')"
    with pytest.raises(StorageError, match="read-only transaction"), ledger.read() as connection:
        connection.rows(statement)
    with pytest.raises(StorageError, match="nothing can be written"), ledger.read() as connection:
        connection.run(statement)


def fail_half_way(ledger: Ledger) -> None:
    """Write two rows, and then fail."""
    with ledger.change("add") as change:
        change.insert("sources", key="a")
        change.insert("people", name="Ann", kind="person")
        raise ZeroDivisionError


def test_a_block_that_raises_leaves_nothing(on_server: Program) -> None:
    before = on_server("db", "info", "-f", "json")
    with pytest.raises(ZeroDivisionError):
        fail_half_way(open_ledger(on_server.db, author="ann"))
    assert on_server("db", "info", "-f", "json") == before
    assert on_server("people", "-f", "json") == "[]\n"


@pytest.mark.parametrize("url", OTHERS)
def test_a_server_of_another_kind_is_refused_by_its_name(url: str) -> None:
    said = one_line(Program(url), "list")
    assert url.partition(":")[0].partition("+")[0] in said
    assert "PostgreSQL" in said
