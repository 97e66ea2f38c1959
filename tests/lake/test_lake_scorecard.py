"""A lake gives the scorecard that its ledger gives: every key, figures to 10⁻¹²."""

import json
import shutil
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.conftest import Program
from tests.lake.conftest import Pair
from tests.lake.ledgers import difference

OPTIONS = {
    "owners": (),
    "early": ("--early", "--detail"),
    "tags": ("--by", "tag"),
    "years": ("--by", "year", "--early"),
    "kinds, first": ("--by", "kind", "--take", "first"),
    "over time": ("--take", "time-weighted", "--by", "tag"),
    "over time, early": ("--take", "time-weighted", "--early"),
    "no hindsight": ("--by", "source", "--no-hindsight"),
    "some": ("--owner", "Ben", "--owner", "d'Arc \\ 5%", "--tag", "ai", "--early"),
    "a source": ("--source", "blog", "--take", "time-weighted"),
}


@pytest.mark.parametrize("options", OPTIONS.values(), ids=OPTIONS)
def test_a_lake_gives_the_figures_of_its_ledger(pair: Pair, options: tuple[str, ...]) -> None:
    found = json.loads(pair.program("scorecard", "--lake", pair.lake, "-f", "json", *options))
    wanted = json.loads(pair.program("scorecard", "-f", "json", *options))
    assert wanted["overall"]["all"]["n"] > 20
    assert difference(found, wanted) == []


@pytest.mark.parametrize("form", ["table", "csv"])
def test_a_lake_reads_as_its_ledger(pair: Pair, form: str) -> None:
    for options in (("--by", "year"), ("--detail", "--by", "tag"), ("--owner", "唐杰")):
        found = pair.program("scorecard", "--lake", pair.lake, "-f", form, *options)
        assert found == pair.program("scorecard", "-f", form, *options)


def test_every_state_and_reason_occurs_in_that_ledger(pair: Pair) -> None:
    whole = json.loads(pair.program("scorecard", "-f", "json", "--no-hindsight"))["overall"]
    assert min(whole[name] for name in ("open", "early", "resolved", "void", "overdue")) > 3
    assert min(whole["left_out"].values()) > 3
    whole = json.loads(pair.program("scorecard", "-f", "json"))["overall"]
    assert whole["same_day"] >= 0
    assert whole["stated"]["reworded"] > 0
    assert whole["stated"]["log_infinite"] > 0
    assert whole["stated"]["n"] < whole["all"]["n"]
    assert min(whole[kind]["n"] for kind in ("categorical", "choice", "number")) > 3


def test_the_order_of_rows_and_files_does_not_matter(pair: Pair, tmp_path: Path) -> None:
    lake = tmp_path / "dealt"
    shutil.copytree(pair.lake, lake)
    deal(lake / "scored_forecasts")
    for options in ((), ("--take", "time-weighted", "--early")):
        found = pair.program("scorecard", "--lake", str(lake), "-f", "json", *options)
        wanted = pair.program("scorecard", "--lake", pair.lake, "-f", "json", *options)
        assert difference(json.loads(found), json.loads(wanted)) == []


def deal(folder: Path) -> None:
    """Deal all rows out anew: from the last to the first, most of them into one skewed file."""
    read = parquet.read_table(folder)
    rows = read.drop_columns(["deadline_year"]).take(pa.array(range(read.num_rows - 1, -1, -1)))
    shutil.rmtree(folder)
    heavy = rows.num_rows * 9 // 10
    for number, part in enumerate((rows[:heavy], rows[heavy:heavy], rows[heavy:])):
        place = folder / f"deadline_year={2024 + number}" / "part-7.parquet"
        place.parent.mkdir(parents=True)
        parquet.write_table(part, place)


def test_a_ledger_without_forecasts(ledger: Program, tmp_path: Path) -> None:
    lake = str(tmp_path / "lake")
    ledger("export", "parquet", lake)
    for options in (("-f", "json"), ()):
        assert ledger("scorecard", "--lake", lake, *options) == ledger("scorecard", *options)


def test_what_a_lake_cannot_answer_is_refused_by_name(pair: Pair) -> None:
    refused = pair.program("scorecard", "--lake", pair.lake, "--as-known-on", "2026-01-01", code=1)
    assert "--as-known-on" in refused
    refused = pair.program("scorecard", "--lake", pair.lake, "--plot", "odds.svg", code=1)
    assert "--plot" in refused
    assert "did you mean Ada" in pair.program(
        "scorecard", "--lake", pair.lake, "--owner", "Adaa", code=1
    )


def test_a_lake_of_another_layout_is_refused(pair: Pair, tmp_path: Path) -> None:
    lake = tmp_path / "later"
    shutil.copytree(pair.lake, lake)
    about = parquet.read_table(lake / "about").to_pylist()
    parquet.write_table(
        pa.Table.from_pylist([{**about[0], "layout": 2}]), lake / "about" / "part-0.parquet"
    )
    assert "export the ledger again" in pair.program("scorecard", "--lake", str(lake), code=1)


def test_a_damaged_file_is_refused(pair: Pair, tmp_path: Path) -> None:
    lake = tmp_path / "damaged"
    shutil.copytree(pair.lake, lake)
    next((lake / "scored_forecasts").rglob("*.parquet")).write_bytes(b"PAR1 no more")
    refused = pair.program("scorecard", "--lake", str(lake), code=1)
    assert refused.startswith(f"Error: {lake}")
    assert len(refused.splitlines()) == 1
