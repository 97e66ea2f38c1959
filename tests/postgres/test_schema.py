"""The schema on a server: what the migrations make is what the records say."""

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.conftest import Program
from tests.storage.chain import chain_of_url
from tracker.storage import schema
from tracker.storage.records import Record
from tracker.storage.version import HEAD
from tracker.storage.views import VIEWS


@pytest.fixture
def engine(on_server: Program) -> sqlalchemy.Engine:
    return sqlalchemy.create_engine(on_server.db, poolclass=sqlalchemy.NullPool)


def test_records_and_migrations_make_the_same_tables(engine: sqlalchemy.Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, Record.metadata) == []


def test_records_and_migrations_have_the_same_checks(engine: sqlalchemy.Engine) -> None:
    found = sqlalchemy.inspect(engine)
    for name, table in Record.metadata.tables.items():
        expected = {
            str(constraint.name)
            for constraint in table.constraints
            if isinstance(constraint, sqlalchemy.CheckConstraint)
        }
        assert {check["name"] for check in found.get_check_constraints(name)} == expected, name


def test_all_text_is_compared_by_code_point(engine: sqlalchemy.Engine) -> None:
    with engine.connect() as connection:
        others = connection.exec_driver_sql(
            "SELECT table_name, column_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type IN ('character varying', 'text') "
            "AND collation_name IS DISTINCT FROM 'C' AND table_name <> 'alembic_version' "
            # Words of our own, which only the table standings is filled from, and the state of a
            # proposal.
            "AND table_name <> 'claim_standing' "
            "AND (table_name <> 'proposal_list' OR column_name <> 'state')"
        ).all()
    assert others == []


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_can_be_read(view: str, engine: sqlalchemy.Engine) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(f"SELECT * FROM {view}").all()


def test_down_and_up_again_with_the_panel_in_it(
    on_server: Program, engine: sqlalchemy.Engine
) -> None:
    on_server("seed")
    with engine.begin() as connection:
        schema.downgrade(connection, "base")
    assert set(sqlalchemy.inspect(engine).get_table_names()) == {"alembic_version"}
    assert "has no ledger yet" in on_server("list", code=1)
    assert on_server("db", "upgrade") == f"schema none to {HEAD}\n"
    on_server("seed")
    assert [entry.verb for entry in chain_of_url(on_server.db)] == ["create", "load"]
