"""What is exported in a format of our own and read into a new ledger is exported the same again."""

import base64
import json
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Program
from tests.exports.claims import fill as fill_kinds
from tests.trust.ledgers import fill as fill_tables

_NUMBERS = {"id", "claim_id", "claim", "condition_claim_id"}
_OWN = {"recorded_at"}
"""What is the ledger's own: when it recorded a thing."""


@pytest.fixture
def other(tmp_path: Path, new_ledger: Path) -> Program:
    """The program on a second, empty ledger."""
    path = tmp_path / "other.db"
    path.write_bytes(new_ledger.read_bytes())
    return Program(str(path))


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


def told(claims: list[Any]) -> list[Any]:
    """Return claims with their numbers counted anew, for what was withdrawn has taken some."""
    places = {claim["id"]: place for place, claim in enumerate(claims, start=1)}
    return [_told({**claim, "id": places[claim["id"]]}, places) for claim in claims]


def _told(claim: dict[str, Any], places: dict[int, int]) -> Any:
    evidence = {item["id"]: place for place, item in enumerate(claim["evidence"], start=1)}

    def renamed(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: renamed(v, k) for k, v in value.items() if k not in _OWN | _NUMBERS}
        if key == "supersedes":
            return evidence.get(value, value)
        if key == "evidence" and value and isinstance(value[0], int):
            return [evidence[item] for item in value]
        return [renamed(item) for item in value] if isinstance(value, list) else value

    return renamed(claim) | {"condition": places.get(claim.get("condition_claim_id", 0))}


def same_again(one: Program, two: Program, folder: Path, form: str = "jsonl", *more: str) -> str:
    """Take an export of a ledger into an empty one; return both exports, which must be the same."""
    file = folder / f"all.{form}"
    one("export", form, str(file), "--force", *more)
    two("import", form, str(file))
    two("verify")
    again = json.loads(two("import", form, str(file), "-f", "json"))
    assert (again["added"], again["updated"], again["rejected"]) == (0, 0, [])
    own = json.loads(one("import", form, str(file), "-f", "json"))
    assert (own["added"], own["updated"], own["rejected"]) == (0, 0, [])
    return two("export", form, *more)


def test_the_panel_is_the_same_line_by_line(panel: Program, other: Program, tmp_path: Path) -> None:
    again = same_again(panel, other, tmp_path)
    before = (tmp_path / "all.jsonl").read_text(encoding="utf-8")
    assert [drop(claim) for claim in lines(again)] == [drop(claim) for claim in lines(before)]
    for what in ("sources", "people"):
        rows = [json.loads(program(what, "-f", "json")) for program in (panel, other)]
        found = [{row.get("key") or row["name"]: plain(row) for row in each} for each in rows]
        assert found[0] == found[1]


def drop(value: Any) -> Any:
    """Return a line without the times at which its ledger recorded it; its numbers stay."""
    if isinstance(value, dict):
        return {k: drop(v) for k, v in value.items() if k not in _OWN}
    return [drop(item) for item in value] if isinstance(value, list) else value


def plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}


@pytest.mark.parametrize("user", ["ann", "bob"])
def test_a_ledger_with_everything_in_it(
    panel: Program, other: Program, tmp_path: Path, user: str
) -> None:
    fill_tables(panel, tmp_path)
    fill_kinds(panel)
    enrich(panel)
    other.environment["TRACKER_USER"] = user
    again = told(lines(same_again(panel, other, tmp_path)))
    before = told(lines((tmp_path / "all.jsonl").read_text(encoding="utf-8")))
    if user != "ann":
        for claim in (*again, *before):
            for said in [claim["resolution"] or {}, *claim.get("judgements", ())]:
                said.pop("recorded_by", None)
    for one, two in zip(again, before, strict=True):
        assert one == two
    assert any("judgements" in claim for claim in before)
    assert any("former_wordings" in claim for claim in before)
    assert any("content" in item for claim in before for item in claim["evidence"])
    assert any(claim["condition"] for claim in before)


def enrich(program: Program) -> None:
    """Add what the other two leave out."""
    number = program("add", "No key", "--owner", "Cleo", "-p", "20%").strip()
    program("add", "Hangs on it", "--owner", "Cleo", "--key", "hangs", "--condition", "No key")
    program("edit", "hangs", "--condition-claim", number)
    paper = program("add", "In a paper", "--owner", "Cleo", "--source", "paper").strip()
    program("forecast", "hangs", "-p", "30%", "--owner", "Cleo", "--source", "paper")
    program("withdraw", paper, "--because", "a slip")  # its source is still the forecast's
    program("edit", "hangs", "--statement", "Hangs on it, reworded", "--by", "2027-01-01")
    program("edit", "hangs", "--criteria", "Both", "--by", "三到五年后")
    for _ in range(2):  # said twice, and so twice in the ledger
        program("forecast", "hangs", "-p", "40%", "--owner", "Bo", "--note", "again")
    program("resolve", "half", "no", "--judge", "Eve", "--because", "less than that")
    program("resolve", "true", "yes", "--judge", "Eve", "--because", "I saw it, too")
    program("people", "add", "Eve", "--alias", "伊芙", "--alias", "E.", "--at", "Court")
    program("add", "On one withdrawn", "--owner", "Cleo", "--key", "loose")
    program("add", "Withdrawn", "--owner", "Cleo", "--key", "mistaken")
    program("edit", "loose", "--condition-claim", "mistaken")
    program("withdraw", "mistaken", "--because", "a slip")
    # Claim `half` stays in conflict: the share of the one, the no of the other.


@pytest.mark.parametrize("source", ["agi-next-2026", "weather"])
def test_a_claims_file_is_the_same_again(
    panel: Program, other: Program, tmp_path: Path, source: str
) -> None:
    fill_tables(panel, tmp_path)
    again = same_again(panel, other, tmp_path, "toml", "--source", source)
    before = (tmp_path / "all.toml").read_text(encoding="utf-8")
    if source == "weather":
        before = before.replace('key = "rain"', 'key = "weather/rain"')
        again = again.replace('key = "rain"', 'key = "weather/rain"')
    assert again == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda item: item.update(content="?"), "content is no base64"),
        (lambda item: item.update(content="QUJD"), "content is not what sha256 says"),
        (lambda item: item.update(content=7), "content must be text in base64"),
    ],
)
def test_a_copy_of_a_file_that_was_changed_is_refused(
    panel: Program,
    other: Program,
    tmp_path: Path,
    change: Callable[[dict[str, Any]], None],
    said: str,
) -> None:
    fill_tables(panel, tmp_path)
    found = lines(panel("export", "jsonl"))
    (item,) = (item for claim in found for item in claim["evidence"] if "content" in item)
    change(item)
    text = "".join(json.dumps(claim) + "\n" for claim in found)
    assert said in other("import", "jsonl", "-", stdin=text, code=1)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("former_wordings", [{"statement": "x", "replaced_at": "2026-01-01"}], "an instant"),
        ("former_wordings", [{"replaced_at": "2026-01-01T00:00:00Z"}], "statement is missing"),
        ("people", [{"kind": "person"}], "name is missing"),
        ("people", [{"name": "A", "kind": "dog"}], "kind"),
        ("sources", [{"title": "x"}], "key is missing"),
        ("judgements", [{"outcome": "maybe"}], "outcome"),
        ("condition_claim_id", "7", "condition_claim_id"),
        ("condition_claim_id", 99, "there is no other claim '99'"),
    ],
)
def test_what_a_line_says_wrongly_is_refused(
    other: Program, field: str, value: Any, said: str
) -> None:
    text = json.dumps({"statement": "x", field: value}) + "\n"
    assert said in other("import", "jsonl", "-", stdin=text, code=1)


def test_an_import_overwrites_no_person_and_no_source(other: Program) -> None:
    other("people", "add", "Ann", "--note", "mine")
    other("add", "first", "--owner", "Ann", "--source", "paper")
    line = {
        "statement": "second",
        "source": "paper",
        "sources": [{"key": "paper", "title": "The paper"}],
        "people": [{"name": "Ann", "kind": "model", "note": "theirs", "aliases": ["安"]}],
        "forecasts": [{"owner": "安", "probability": 0.5}],
    }
    other("import", "jsonl", "-", stdin=json.dumps(line) + "\n")
    (person,) = json.loads(other("people", "-f", "json"))
    assert (person["note"], person["kind"], person["aliases"]) == ("mine", "model", ["安"])
    (source,) = json.loads(other("sources", "-f", "json"))
    assert source["title"] == "The paper"


TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs")) | st.sampled_from("\n\t'\"=;字"), max_size=12
).map(lambda text: text.strip() or "x")
LINE = TEXT.map(lambda text: " ".join(text.split()) or "x")
MAYBE = st.none() | TEXT
DAY = st.dates(date(1990, 1, 1), date(2080, 1, 1)).map(str)
PAST = st.dates(date(1990, 1, 1), date(2026, 11, 24)).map(str)
INSTANT = PAST.map(lambda day: f"{day}T12:00:00.000000Z")
SHARE = st.floats(0, 1).map(lambda value: value + 0.0)
NAME = st.sampled_from(["Ann", "Bo", "唐杰"])
URL = st.none() | st.just("https://a.example/?x=1")
BELIEF = st.one_of(
    st.fixed_dictionaries({"probability": SHARE}),
    st.tuples(SHARE, SHARE).map(lambda two: dict(zip(("low", "high"), sorted(two), strict=True))),
    st.sampled_from([{}, {"phrase": "likely"}, {"low": 0.2, "high": 0.4, "phrase": "可能吧"}]),
)
FORECAST = st.builds(
    lambda belief, **rest: {**rest, **belief},
    BELIEF,
    owner=NAME,
    reported_by=st.none() | NAME,
    made_on=PAST,
    quote=MAYBE,
    note=MAYBE,
    source=st.none() | st.sampled_from(["book", "talk"]),
)
EVIDENCE = st.fixed_dictionaries(
    {
        "on": PAST,
        "stance": st.sampled_from(["supports", "refutes", "neutral"]),
        "note": TEXT,
        "url": URL,
        "title": MAYBE,
        "quote": MAYBE,
        "strength": st.sampled_from([None, "weak", "strong"]),
        "likelihood_ratio": st.none() | st.floats(0.001, 1000),
        "content": st.none()
        | st.binary(max_size=20).map(lambda raw: base64.b64encode(raw).decode()),
        "file_name": st.just("a.txt"),
    }
)
RESOLUTION = st.fixed_dictionaries(
    {
        "outcome": st.sampled_from(["yes", "no", "60%", "ambiguous", "annulled"]),
        "resolved_on": PAST,
        "because": TEXT,
        "judge": st.none() | NAME,
    }
)
FORMER = st.fixed_dictionaries(
    {"statement": TEXT, "criteria": MAYBE, "deadline": st.none() | DAY, "replaced_at": INSTANT}
)
CLAIM = st.fixed_dictionaries(
    {
        "statement": TEXT,
        "said_on": PAST,
        "deadline": st.none() | DAY,
        "criteria": MAYBE,
        "condition": MAYBE,
        "note": MAYBE,
        "source": st.none() | st.sampled_from(["paper", "book"]),
        "tags": st.lists(st.from_regex(r"[a-z:=+@-]{1,6}", fullmatch=True), max_size=2),
        "forecasts": st.lists(FORECAST, max_size=3),
        "evidence": st.lists(EVIDENCE, max_size=2, unique_by=lambda item: str(item["note"])),
        "resolution": st.none() | RESOLUTION,
        "former_wordings": st.lists(FORMER, max_size=2),
        "people": st.lists(
            st.fixed_dictionaries(
                {
                    "name": NAME,
                    "kind": st.sampled_from(["person", "crowd"]),
                    "note": MAYBE,
                    "affiliations": st.lists(
                        st.fixed_dictionaries({"what": LINE, "from": st.none() | PAST}),
                        max_size=1,
                    ),
                }
            ),
            max_size=1,
        ),
    }
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(claims=st.lists(CLAIM, min_size=1, max_size=3, unique_by=lambda one: str(one["statement"])))
def test_any_ledger_is_the_same_again(
    claims: list[dict[str, Any]], new_ledger: Path, tmp_path: Path
) -> None:
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    one, two = (Program(str(folder / f"{name}.db")) for name in ("one", "two"))
    for program in (one, two):
        Path(program.db).write_bytes(new_ledger.read_bytes())
    text = "".join(json.dumps(claim) + "\n" for claim in claims)
    one("import", "jsonl", "-", stdin=text)
    again = same_again(one, two, folder)
    before = (folder / "all.jsonl").read_text(encoding="utf-8")
    assert told(lines(again)) == told(lines(before))
