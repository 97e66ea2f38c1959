"""Reading by the driver alone: the same addresses, the same rows as through SQLAlchemy."""

import subprocess
import sys
from os import environ

import pytest
import sqlalchemy
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Program
from tracker.storage import postgres
from tracker.storage.connection import STREAM_ROWS
from tracker.storage.ledger import open_ledger
from tracker.storage.postgres import PostgresDatabase
from tracker.storage.server import ServerDatabase

NAMES = st.text("abzAZ09_.-", min_size=1, max_size=6)
PASSWORDS = st.text("ab09.~!$*+,;=-", max_size=4) | st.sampled_from(
    ["%40%2F", "a%3Ab", "%E5%AD%97"]
)
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "host": st.sampled_from(["/run/postgresql", "%2Ftmp%2Fa", "db.example.org"]),
        "sslmode": st.just("require"),
        "connect_timeout": st.just("5"),
        "application_name": NAMES,
    },
)
LISTING = """
import sys
from tracker.cli.main import tracker
try:
    tracker.main(["list"], prog_name="tracker")
finally:
    print(*sys.modules, file=sys.stderr)
"""
LARGE = "SELECT n, 'x' || n FROM generate_series(1, :many) AS n ORDER BY n"


@given(
    scheme=st.sampled_from(["postgresql+psycopg", "postgresql", "postgres"]),
    user=st.none() | NAMES,
    password=st.none() | PASSWORDS,
    host=st.none() | NAMES,
    port=st.none() | st.integers(1, 65_535),
    name=NAMES,
    options=OPTIONS,
)
def test_an_address_is_read_as_sqlalchemy_reads_it(  # noqa: PLR0913 - the parts of a URL
    *,
    scheme: str,
    user: str | None,
    password: str | None,
    host: str | None,
    port: int | None,
    name: str,
    options: dict[str, str],
) -> None:
    who = "" if user is None else f"{user}{f':{password}' if password else ''}@"
    where = f"{host or ''}{f':{port}' if port else ''}/{name}"
    asked = "&".join(f"{key}={text}" for key, text in options.items())
    url = f"{scheme}://{who}{where}{'?' if asked else ''}{asked}"
    found = postgres.address(url)
    other = ServerDatabase(url)
    expected = sqlalchemy.make_url(url).set(drivername="postgresql+psycopg")
    _, arguments = expected.get_dialect()().create_connect_args(expected)
    assert found is not None
    assert found.arguments == {
        key: str(text) for key, text in arguments.items() if key != "context"
    }
    assert found.name == other.name == other.place


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg2://ann@host/ledger",
        "postgresql://ann@[::1]/ledger",
        "postgresql://ann@/ledger?host=one:5432&host=two:5433",
        "postgresql://ann@/ledger?host=one,two",
        "postgresql://ann@host/ledger?autocommit=on",
        "postgresql://host",
        "postgresql://ann@host/分析",
        "mysql://ann@host/ledger",
    ],
)
def test_an_address_of_another_form_is_left_to_sqlalchemy(url: str) -> None:
    assert postgres.address(url) is None


def test_an_address_of_another_form_gives_the_same_answers(on_server: Program) -> None:
    on_server("seed")
    other = Program(on_server.db + "&keepalives=1")
    for words in (["list", "-f", "json"], ["show", "7"], ["scorecard", "-f", "csv"]):
        assert other(*words) == on_server(*words)


def test_many_rows_are_streamed_and_queries_may_run_meanwhile(on_server: Program) -> None:
    many = 2 * STREAM_ROWS + 1
    for url in (on_server.db, on_server.db + "&keepalives=1"):
        database = open_ledger(url, author="ann").database
        assert isinstance(database, PostgresDatabase) is (url == on_server.db)
        with database.read() as connection:
            streamed = connection.tuples(LARGE, {"many": many})
            assert next(streamed) == (1, "x1")
            dropped = connection.tuples(LARGE, {"many": many})
            assert next(dropped) == (1, "x1")
            del dropped
            for number, row in enumerate(streamed, start=2):
                assert row == (number, f"x{number}")
            assert number == many
            exactly = connection.tuples(LARGE, {"many": STREAM_ROWS})
            assert sum(1 for _ in exactly) == STREAM_ROWS
            cursors = connection.rows("SELECT count(*) AS n FROM pg_cursors")
            assert cursors[0]["n"] <= 1


def test_text_is_told_from_parameters(on_server: Program) -> None:
    with open_ledger(on_server.db, author="ann").read() as connection:
        sql = "SELECT '100%' AS share, CAST(:a AS text) AS a, 7 % 4 AS rest, :a_b AS b, 2::int AS c"
        row = connection.rows(sql, {"a": "x:y", "a_b": 1})
    assert row == [{"share": "100%", "a": "x:y", "rest": 3, "b": 1, "c": 2}]


def test_a_command_that_reads_imports_no_sqlalchemy(on_server: Program) -> None:
    on_server("seed")
    done = subprocess.run(
        [sys.executable, "-c", LISTING],
        env={**environ, **on_server.environment},
        capture_output=True,
        check=True,
    )
    imported = set(done.stderr.decode().splitlines()[-1].split())
    assert "psycopg" in imported
    assert not {"sqlalchemy", "alembic"} & imported
    assert b"Zhipu" in done.stdout
