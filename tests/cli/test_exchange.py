"""`import` and `export` from the command line: what is read, what is written, and where."""

import csv
import io
import json
import re
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Program
from tests.trust.ledgers import rows
from tracker.formats.csv_columns import COLUMNS
from tracker.formats.csv_writer import write
from tracker.formats.writers import Exported

_OWN = {"id", "claim_id", "claim", "recorded_at", "version", "at", "history"}
_EVIDENCE = {"evidence_count", "last_evidence_on"}


def same(value: Any, without: frozenset[str] = frozenset()) -> Any:
    """Return an answer without what belongs to its ledger alone."""
    if isinstance(value, dict):
        return {k: same(v, without) for k, v in value.items() if k not in _OWN | without}
    return [same(item, without) for item in value] if isinstance(value, list) else value


def listed(program: Program, *without: str) -> list[Any]:
    found = json.loads(program("list", "--status", "all", "-f", "json"))
    return sorted(same(found, frozenset(without)), key=lambda claim: str(claim["statement"]))


@pytest.fixture
def other(tmp_path: Path, new_ledger: Path) -> Program:
    """The program on a second, empty ledger."""
    path = tmp_path / "other.db"
    path.write_bytes(new_ledger.read_bytes())
    return Program(str(path))


def enrich(program: Program) -> None:
    """Give the panel's ledger what it lacks: outcomes, doubts, formulas, notes."""
    program("add", "=1+1 is\n'two'", "--owner", "-Ann", "-p", "1/3", "--by", "2027-01-01")
    program("add", "+cmd|' /C calc'!A0", "--owner", "@Ben", "-p", "55-80%", "--note", 'a;b,"c"')
    program("add", "A void one", "--owner", "-Ann", "-p", "likely", "--key", "void;key")
    program("resolve", "key:void;key", "annulled", "--because", "it failed", "--judge", "Eve")
    program("add", "Not yet", "--owner", "-Ann", "--key", "later", "--said", "2026-01-01")
    program("resolve", "later", "not-yet", "--check-on", "2027-03-03", "--because", "-wait")
    program("forecast", "later", "-p", "很可能", "--owner", "@Ben", "--note", "=note")
    program("evidence", "add", "later", "seen", "--supports", "--url", "https://a.example/")


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_reads_back_the_same(
    form: str, panel: Program, other: Program, tmp_path: Path
) -> None:
    enrich(panel)
    file = str(tmp_path / f"all.{form}")
    panel("export", form, file)
    other("import", form, file)
    without = _EVIDENCE if form == "csv" else set()
    assert listed(other, *without) == listed(panel, *without)
    again = json.loads(panel("import", file, "-f", "json"))
    assert (again["added"], again["updated"], again["rejected"]) == (0, 0, [])
    other("verify")
    assert other("export", form).count("\n") == panel("export", form).count("\n")


def test_a_claims_file_reads_back_the_same(panel: Program, other: Program, tmp_path: Path) -> None:
    file = str(tmp_path / "panel.toml")
    panel("export", "toml", file, "--source", "agi-next-2026")
    other("import", file)
    assert listed(other) == listed(panel)
    again = json.loads(panel("import", file, "-f", "json"))
    assert (again["added"], again["updated"], again["rejected"]) == (0, 0, [])
    assert "nothing new" in panel("load", file)
    shown = [json.loads(program("show", "2", "-f", "json")) for program in (panel, other)]
    assert same(shown[0]["resolution"]) == same(shown[1]["resolution"])
    people = [json.loads(program("people", "-f", "json")) for program in (panel, other)]
    aliases = [{row["name"]: row["aliases"] for row in rows} for rows in people]
    assert aliases[1].items() <= aliases[0].items()


def test_a_claim_without_a_key_is_known_again(panel: Program, tmp_path: Path) -> None:
    panel("add", "No key", "--owner", "Ann", "-p", "0.3", "--source", "paper")
    file = str(tmp_path / "paper.toml")
    panel("export", "toml", file, "--source", "paper")
    again = json.loads(panel("import", file, "-f", "json"))
    assert (again["added"], again["rejected"]) == (0, [])


def test_a_key_that_does_not_begin_with_its_source_is_known_again(
    panel: Program, tmp_path: Path
) -> None:
    panel("add", "A key", "--owner", "Ann", "--source", "paper", "--key", "own")
    panel("add", "Another", "--owner", "Ann", "--source", "other", "--key", "two")
    file = str(tmp_path / "paper.toml")
    panel("export", "toml", file, "--source", "paper")
    again = json.loads(panel("import", file, "-f", "json"))
    assert (again["added"], again["updated"], again["rejected"]) == (0, 0, [])
    other = tmp_path / "other.csv"
    other.write_text("key,statement,owner,source\npaper/two,A third,Ann,paper\n")
    assert "1 added" in panel("import", str(other))


def test_jsonl_carries_evidence_and_resolution(
    panel: Program, other: Program, tmp_path: Path
) -> None:
    file = str(tmp_path / "all.jsonl")
    panel("export", "jsonl", file)
    other("import", file)
    for claim in json.loads(panel("list", "--status", "all", "-f", "json")):
        mine, theirs = (json.loads(p("show", claim["key"], "-f", "json")) for p in (panel, other))
        without = frozenset({"supersedes", "evidence"}) if mine["resolution"] else frozenset()
        items = [same(shown["evidence"], frozenset({"supersedes"})) for shown in (mine, theirs)]
        assert items[0] == items[1]
        assert same(mine["resolution"], without) == same(theirs["resolution"], without)


@pytest.mark.parametrize("form", ["csv", "jsonl", "toml"])
def test_odds_read_from_a_text_keep_their_table(
    ledger: Program, other: Program, tmp_path: Path, form: str
) -> None:
    # The tables have 可能 alone: what a text says otherwise is read as that.
    text, file = tmp_path / "talk.md", str(tmp_path / f"out.{form}")
    text.write_text("我觉得2028年有可能出现新的范式。\n", encoding="utf-8")
    ledger("extract", str(text), "--said", "2026-01-10")
    ledger("accept", "1", "--owner", "Ann")
    ledger("export", form, file)
    other("import", form, file)
    words = ("phrase", "probability", "low", "high", "word_table")
    said, read = (
        [[forecast[word] for word in words] for forecast in rows(program.db, "forecasts")]
        for program in (ledger, other)
    )
    assert said == read == [["有可能", 0.45, 0.2, 0.7, "zh-1"]]
    (phrase,) = json.loads(other("words", "-f", "json"))["phrases"]
    assert (phrase["phrase"], phrase["range"]) == ("有可能", [0.2, 0.7])


def test_what_list_shows_can_be_imported(panel: Program, other: Program) -> None:
    shown = panel("list", "--status", "all", "-f", "jsonl")
    other("import", "jsonl", "-", stdin=shown)
    assert listed(other, *_EVIDENCE) == listed(panel, *_EVIDENCE)


def test_the_columns_of_an_export(panel: Program) -> None:
    header = panel("export", "csv").partition("\r\n")[0].split(",")
    assert tuple(header[: len(COLUMNS)]) == COLUMNS


def test_no_cell_of_an_export_is_a_formula(panel: Program) -> None:
    enrich(panel)
    cells = csv.reader(io.StringIO(panel("export", "csv"), newline=""), strict=True)
    widths = set()
    for row in cells:
        widths.add(len(row))
        for cell in row:
            is_number = re.fullmatch(r"[+-]?[0-9.]+(e[+-]?[0-9]+)?%?", cell)
            assert is_number or not re.match(r"[ \t\r\n]*[=+\-@|%]|[\t\r]", cell), cell
    assert len(widths) == 1


def test_an_export_of_one_owner_has_only_their_forecasts(panel: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(panel("export", "csv", "--owner", "Tang Jie"))))
    assert {row["owner"] for row in rows} == {"唐杰"}


def test_what_was_withdrawn_is_not_exported(panel: Program) -> None:
    before = panel("export", "jsonl").count("\n")
    panel("withdraw", "1", "--because", "a mistake")
    assert panel("export", "jsonl").count("\n") == before - 1


def test_a_file_that_is_there_is_not_overwritten(panel: Program, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("mine")
    assert "already" in panel("export", "csv", str(file), code=1)
    assert file.read_text() == "mine"
    panel("export", "csv", str(file), "--force")
    assert file.read_text().startswith("key,")
    assert [path.name for path in tmp_path.glob(".out*")] == []
    assert "is a folder" in panel("export", "csv", str(tmp_path), code=1)


def test_an_export_that_fails_leaves_no_file(panel: Program, tmp_path: Path) -> None:
    panel("add", "x", "--owner", "Ann", "--source", "paper")
    file = tmp_path / "out.toml"
    assert "choose one with --source" in panel("export", "toml", str(file), code=1)
    assert list(tmp_path.glob("*out*")) == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["csv"], 2, "Say which file"),
        (["xls", "f"], 1, "there is no format 'xls'"),
        (["jsonnl", "f"], 1, "did you mean jsonl?"),
        (["csv", "nowhere.csv"], 1, "there is no file"),
        (["csv", ""], 1, "there is no file"),
        (["csv", "/dev/null"], 1, "no ordinary file"),
        (["csv", "."], 1, "no ordinary file"),
        (["mystery"], 1, "name it"),
    ],
)
def test_a_refused_call(  # noqa: PLR0913, PLR0917 - what pytest hands in
    ledger: Program,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    code: int,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mystery").write_text("what is this\n")
    assert said in ledger("import", *words, code=code)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "statement,owner\nx,Ann\n"),
        ("a.txt", "owner,statement\nAnn,x\n"),
        ("a.CSV", "statement,owner\nx,Ann\n"),
        ("a.ndjson", '{"statement": "x", "forecasts": [{"owner": "Ann"}]}\n'),
        ("lines", '{"statement": "x", "forecasts": [{"owner": "Ann"}]}\n'),
        (
            "claims",
            '[source]\nkey = "s"\npublished_on = 2026-01-01\n[[claims]]\nkey = "k"\nstatement="x"',
        ),
    ],
)
def test_a_format_is_told(ledger: Program, tmp_path: Path, name: str, content: str) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    assert "1 row read, 1 added" in ledger("import", str(file))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[]", "no JSON object"),
        ("{", "column"),
        ('{"statement": "x", "statement": "y"}', "twice"),
        ('{"statement": "x", "deadlin": 1}', 'unknown field "deadlin"'),
        ('{"statement": "x", "forecasts": [{"probability": NaN, "owner": "A"}]}', "finite"),
        ('{"statement": "x", "forecasts": [{"probability": 2, "owner": "A"}]}', "between 0 and 1"),
        ('{"forecasts": []}', "statement is missing"),
        ('{"statement": "x", "withdrawn_because": "y"}', "was withdrawn"),
        ('{"statement": "x", "outcome": true}', "outcome"),
        ('{"statement": "\\ud800"}', "UTF-8"),
        ('{"statement": ' + "[" * 100_000 + "}", "nested"),
    ],
)
def test_a_refused_line(ledger: Program, tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "f.jsonl"
    file.write_text(line + "\n", encoding="utf-8")
    message = ledger("import", str(file), code=1)
    assert said in message
    assert "line 1: " in message


def test_a_killed_import_leaves_nothing(ledger: Program, tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    rows = "".join(f"Claim {number},Ann,0.5\n" for number in range(60_000))
    file.write_text("statement,owner,probability\n" + rows)
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "--db", ledger.db, "import", str(file)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(1.0)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert json.loads(ledger("list", "-f", "json")) == []
    ledger("verify")


ANY = st.one_of(
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12),
    st.text(st.sampled_from("=+-@|%' \t\n1.e,\";\\字"), max_size=8),
).map(lambda text: text.strip() or "x")
LINE = ANY.map(lambda text: re.sub(r"\s", "_", text))
DAY = st.dates(date(1990, 1, 1), date(2080, 1, 1)).map(str)
PAST = st.dates(date(1990, 1, 1), date(2026, 11, 24)).map(str)
SHARE = st.floats(0, 1).map(lambda value: value + 0.0)
NUMBERS = st.fixed_dictionaries({"probability": SHARE})
RANGES = st.tuples(SHARE, SHARE).map(
    lambda pair: dict(zip(("low", "high"), sorted(pair), strict=True))
)
FORECAST = st.builds(
    lambda numbers, **rest: {**rest, **numbers},
    st.one_of(NUMBERS, RANGES, st.just({})),
    owner=LINE,
    made_on=PAST,
    quote=st.one_of(st.none(), ANY),
)
CLAIM = st.fixed_dictionaries(
    {
        "statement": ANY,
        "said_on": PAST,
        "deadline": st.one_of(st.none(), DAY),
        "criteria": st.one_of(st.none(), ANY),
        "note": st.one_of(st.none(), ANY),
        "tags": st.lists(st.from_regex(r"[a-z:=+@-]{1,6}", fullmatch=True), max_size=3),
        "forecasts": st.lists(FORECAST, min_size=1, max_size=3),
    }
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    claims=st.lists(CLAIM, min_size=1, max_size=4, unique_by=lambda claim: str(claim["statement"]))
)
def test_any_claims_read_back_from_csv(
    claims: list[dict[str, Any]], new_ledger: Path, tmp_path: Path
) -> None:
    programs = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.db"
        for suffix in ("-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        path.write_bytes(new_ledger.read_bytes())
        programs.append(Program(str(path)))
    one, two = programs
    lines = "".join(json.dumps(claim) + "\n" for claim in claims)
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
    one("import", "jsonl", str(tmp_path / "in.jsonl"))
    one("export", "csv", str(tmp_path / "out.csv"), "--force")
    two("import", "csv", str(tmp_path / "out.csv"))
    assert listed(two) == listed(one)
    again = json.loads(one("import", "csv", str(tmp_path / "out.csv"), "-f", "json"))
    assert (again["added"], again["updated"], again["rejected"]) == (0, 0, [])


def test_a_writer_needs_no_ledger() -> None:
    none = Exported(claims=iter(()), sources=list, people=list)
    assert "".join(write(none)) == ",".join(COLUMNS) + "\r\n"
