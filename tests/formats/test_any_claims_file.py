import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from tracker.errors import InvalidFile
from tracker.formats.claims_file import read_claims_file


def problems_of(data: bytes) -> list[str]:
    """Everything that is wrong with a file; nothing but InvalidFile may come of it."""
    try:
        read_claims_file(data, name="f")
    except InvalidFile as refused:
        return refused.problems or ["refused without a problem\n"]
    return []


def are_lines(problems: list[str]) -> bool:
    return all(problem.splitlines() == [problem] for problem in problems)


@given(st.binary())
@example(b"")
@example(b"\xef\xbb\xbf")
@example(b"{")
@example(b"a = 0x" + b"f" * 9999)
@example(b"a = " + b"[" * 100_000)
@example(b"a." * 3000 + b"a = 1")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert are_lines(problems_of(data))


@given(st.text(st.sampled_from(list("[]{}=.,\"'\\#\n\r -+:0123456789abeinfTZxu年"))))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert are_lines(problems_of(text.encode()))


NAMES = [
    *("source", "people", "claims", "forecasts", "evidence", "resolution", "affiliations"),
    *("key", "name", "aliases", "statement", "kind", "type", "said_on", "by", "opens", "deadline"),
    *("options", "tags", "unit", "owner", "probability", "low", "high", "phrase", "basis"),
    *("distribution", "quote", "at", "made_on", "on", "stance", "note", "url", "supersedes"),
    *("outcome", "resolved_on", "because", "from"),
]
WORDS = [
    *("binary", "choice", "number", "date", "2026-01-10", "2026-01-10T10:00:00Z", "yes", "no"),
    *("5%", "likely", "stated", "很快", "supports", "not-yet", "A"),
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(WORDS)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=6)
    ),
    max_leaves=20,
)


def entry(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Tables whose fields hold what they should, or anything."""
    return st.fixed_dictionaries({}, optional={name: v | VALUES for name, v in fields.items()})


SHARE = st.floats(0, 1) | st.just("55-80%")
DISTRIBUTIONS = st.dictionaries(st.sampled_from(["A", "B", "5%", "50%"]), SCALARS, max_size=3)
NAMED = st.sampled_from(["P", "Q", "p"])
DAYS = st.sampled_from(["2026-01-10", "2026-02-30", "2026-01-10T10:00:00Z"])
FORECASTS = entry(
    owner=NAMED,
    probability=SHARE,
    low=SHARE,
    high=SHARE,
    phrase=NAMED,
    basis=st.sampled_from(["stated", "imputed", "none"]),
    distribution=DISTRIBUTIONS,
    quote=NAMED,
    at=st.lists(st.integers(0, 3)),
    made_on=DAYS,
)
ITEMS = entry(on=DAYS, stance=st.just("neutral"), note=NAMED, key=NAMED, supersedes=NAMED)
RESOLUTIONS = entry(
    outcome=SCALARS, resolved_on=DAYS, because=NAMED, check_on=DAYS, evidence=st.lists(NAMED)
)
CLAIMS = entry(
    key=NAMED,
    statement=NAMED,
    kind=st.sampled_from(["binary", "choice", "number", "date"]),
    said_on=DAYS,
    by=st.text(max_size=12)
    | st.sampled_from(["三到五年后", "in 3-5 years", "2026", "end of 9999"]),
    opens=DAYS,
    deadline=DAYS,
    options=st.lists(st.sampled_from(["A", "B"])),
    condition_claim=NAMED,
    forecasts=st.lists(FORECASTS, max_size=3),
    evidence=st.lists(ITEMS, max_size=3),
    resolution=RESOLUTIONS,
)
FILES = entry(
    source=st.fixed_dictionaries({"key": st.just("s")}, optional={"published_on": DAYS}),
    people=st.lists(entry(name=NAMED, aliases=st.lists(NAMED)), max_size=3),
    claims=st.lists(CLAIMS, max_size=3),
)


@given(st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_any_tree_is_read_or_refused(tree: dict[str, Any]) -> None:
    assert are_lines(problems_of(json.dumps(tree).encode()))


@given(FILES)
def test_any_file_that_is_nearly_right_is_read_or_refused(tree: dict[str, Any]) -> None:
    assert are_lines(problems_of(json.dumps(tree).encode()))
