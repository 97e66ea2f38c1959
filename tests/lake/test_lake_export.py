"""`export parquet`: whole or not at all, and readable without tricks by what reads Parquet."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from pyarrow import parquet

from tests.conftest import Program
from tests.lake.conftest import Pair
from tracker.storage.lake import tables, write

MANUAL = Path(tables.__file__).parent.parent.parent / "help" / "lake.md"


def test_each_table_has_the_ledgers_rows(pair: Pair) -> None:
    with closing(sqlite3.connect(pair.program.db)) as raw:
        for table in tables.PLAIN:
            found = parquet.read_table(Path(pair.lake) / table.name).num_rows
            assert found == raw.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
        scored = raw.execute("SELECT count(*) FROM scored_forecast").fetchone()[0]
    assert parquet.read_table(Path(pair.lake) / tables.SCORED).num_rows == scored > 300


def test_days_and_instants_have_types_and_their_values(pair: Pair) -> None:
    with closing(sqlite3.connect(pair.program.db)) as raw:
        kept = raw.execute(
            "SELECT id, made_on, made_at, recorded_at FROM forecasts WHERE made_at IS NOT NULL"
        ).fetchall()
    read = parquet.read_table(Path(pair.lake) / "forecasts").to_pylist()
    by_id = {row["id"]: row for row in read}
    for forecast_id, made_on, made_at, recorded_at in kept:
        row = by_id[forecast_id]
        assert row["made_on"] == date.fromisoformat(made_on)
        assert row["made_at"] == datetime.fromisoformat(made_at)
        assert row["recorded_at"].astimezone(UTC) == datetime.fromisoformat(recorded_at)


def test_years_are_folders_that_all_readers_know(pair: Pair) -> None:
    scored = Path(pair.lake) / "scored_forecasts"
    by_year = {
        int(file.parent.name.partition("=")[2]): parquet.ParquetFile(file).metadata.num_rows
        for file in scored.rglob("*.parquet")
    }
    assert by_year[0] > 20
    assert len(by_year) > 3
    sql = f"SELECT deadline_year, count(*) FROM '{scored}/**/*.parquet' GROUP BY ALL"
    assert dict(duckdb.execute(sql).fetchall()) == by_year
    counted = pl.scan_parquet(scored, hive_partitioning=True).group_by("deadline_year").len()
    assert dict(counted.collect().iter_rows()) == by_year
    frame = pd.read_parquet(scored)
    assert frame.deadline_year.astype(int).value_counts().to_dict() == by_year
    assert str(frame.recorded_on.iloc[0]) >= "2026"


def test_the_manual_names_every_column_and_its_type() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    types = {
        "text": "string", "day": "date32", "instant": "timestamp", "whole": "int64",
        "number": "double", "flag": "bool",
    }  # fmt: skip
    for table in (*tables.PLAIN, tables.SCORES, tables.OF_LAKE):
        rows = text.partition(f"## {table.name}\n")[2].partition("\n## ")[0]
        for column in table.columns:
            assert f"| {column.name} | {types[column.kind]} |" in rows, (table.name, column)
        assert rows.count("\n| ") == len(table.columns) + 1


def test_a_lake_is_replaced_only_when_that_is_asked_for(panel: Program, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    panel("export", "parquet", str(lake))
    before = {file: file.read_bytes() for file in lake.rglob("*.parquet")}
    assert "--force" in panel("export", "parquet", str(lake), code=1)
    assert {file: file.read_bytes() for file in lake.rglob("*.parquet")} == before
    panel("add", "Snow in May.", "--owner", "Ann", "-p", "10%", "--by", "2027-05-31")
    panel("export", "parquet", str(lake), "--force")
    assert parquet.read_table(lake / "claims").num_rows == 51
    assert [entry.name for entry in tmp_path.glob(".lake*")] == []


def test_a_folder_with_something_else_is_never_touched(panel: Program, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    refused = panel("export", "parquet", str(tmp_path), "--force", code=1)
    assert "something else" in refused
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_an_empty_folder_is_taken(panel: Program, tmp_path: Path) -> None:
    (tmp_path / "lake").mkdir()
    panel("export", "parquet", str(tmp_path / "lake"))
    assert (tmp_path / "lake" / "about").is_dir()


def test_a_failed_export_leaves_what_was_there(
    panel: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = tmp_path / "lake"
    panel("export", "parquet", str(lake))
    before = {file: file.read_bytes() for file in lake.rglob("*.parquet")}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    refused = panel("export", "parquet", str(lake), "--force", code=1)
    assert "No space left" in refused
    assert {file: file.read_bytes() for file in lake.rglob("*.parquet")} == before
    assert [entry.name for entry in tmp_path.iterdir() if entry.name.startswith(".lake")] == []


def test_rows_are_written_group_by_group(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write, "BATCH", 7)
    monkeypatch.setattr(write, "ROW_GROUP", 21)
    pair.program("export", "parquet", str(tmp_path / "lake"))
    file = parquet.ParquetFile(tmp_path / "lake" / "forecasts" / "part-0.parquet")
    assert file.metadata.row_group(0).num_rows == 21
    assert file.read().equals(parquet.read_table(Path(pair.lake) / "forecasts"))
