"""What a plain installation lacks is named with the extra that brings it, and nothing is done."""

import sys
from pathlib import Path

import pytest

from tests.conftest import Program
from tracker.errors import MissingExtra
from tracker.formats.readable import readable
from tracker.formats.web import Fetched

_USED = [
    ("plot", "matplotlib", ["scorecard", "--plot", "a.svg"]),
    ("calendar", "icalendar", ["export", "ics"]),
    ("llm", "openai", ["extract", "talk.txt", "--llm", "any"]),
    ("mcp", "mcp_types", ["mcp"]),
    ("parquet", "pyarrow", ["export", "parquet", "lake"]),
    ("duckdb", "duckdb", ["scorecard", "--lake", "lake"]),
    ("postgres", "psycopg", ["--db", "postgresql://ann@/ledger", "list"]),
    ("postgres", "psycopg", ["--db", "postgresql://ann@/ledger?keepalives=1", "list"]),
]


@pytest.mark.parametrize(("name", "package", "words"), _USED)
def test_a_missing_package_is_named_with_its_extra(  # noqa: PLR0913, PLR0917 - fixtures
    name: str,
    package: str,
    words: list[str],
    panel: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.txt").write_text("Ann: It will rain by 2030.", encoding="utf-8")
    if "--lake" in words:
        panel("export", "parquet", "lake")
    importing = ("tracker.storage.lake.", "tracker.cli.assistant", package)
    for module in [module for module in sys.modules if module.startswith(importing)]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    before = sorted(tmp_path.iterdir())
    said = panel(*words, code=1)
    assert said.startswith("Error: ")
    assert said.endswith(
        f" needs {package}, which is not installed: pip install 'claims-tracker[{name}]'\n"
    )
    assert sorted(tmp_path.iterdir()) == before


def test_a_web_page_needs_the_extra_that_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    page = Fetched("https://example.org/", b"<p>It rains.</p>", "text/html", None)
    with pytest.raises(MissingExtra, match="pip install 'claims-tracker\\[web\\]'"):
        readable(page)
