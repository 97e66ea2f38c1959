"""What the tests of this folder share: a ledger with everything, and its lake."""

from typing import NamedTuple

import pytest

from tests.conftest import Program
from tests.lake.ledgers import TODAY, fill


class Pair(NamedTuple):
    """A ledger, and the folder that was made of it."""

    program: Program
    lake: str


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """A ledger with claims of all kinds by chance, and its lake."""
    folder = tmp_path_factory.mktemp("lake")
    program = Program(str(folder / "ledger.db"), today=TODAY)
    fill(program, claims=220, seed=20)
    lake = str(folder / "lake")
    program("export", "parquet", lake)
    return Pair(program, lake)
