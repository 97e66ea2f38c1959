"""What the tests of this folder share: the server, and ledgers on it."""

import pytest

from tests.conftest import Program
from tests.servers import database, server

__all__ = ["database", "on_server", "server"]


@pytest.fixture
def on_server(database: str) -> Program:
    """The program on a new ledger in a fresh database."""
    program = Program(database)
    program("db", "upgrade")
    return program
