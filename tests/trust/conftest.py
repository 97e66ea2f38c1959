"""A ledger with every table filled, made once and copied by whoever needs one."""

from pathlib import Path

import pytest

from tests.conftest import Program
from tests.trust.ledgers import fill


@pytest.fixture(scope="session")
def full_ledger(panel_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("full")
    path = folder / "tracker.db"
    path.write_bytes(panel_ledger.read_bytes())
    fill(Program(str(path)), folder)
    return path


@pytest.fixture
def full(tmp_path: Path, full_ledger: Path) -> Program:
    path = tmp_path / "tracker.db"
    path.write_bytes(full_ledger.read_bytes())
    return Program(str(path))
