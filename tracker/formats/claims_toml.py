"""`import toml` and `export toml`: a claims file, one source with its people and claims."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO

from tracker.domain.answer import Row
from tracker.domain.imports import ImportedRow, RejectedRow
from tracker.domain.words import shipped
from tracker.errors import InvalidFile, InvalidInput
from tracker.formats import claims_fields as fields
from tracker.formats.claims_file import read_claims_file
from tracker.formats.people import written
from tracker.formats.writers import Exported

MOST_BYTES = 100_000_000
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]')
_DAYS = frozenset(
    [
        "published_on",
        "from",
        "until",
        "said_on",
        "opens",
        "deadline",
        "on",
        "check_on",
        "made_on",
        "resolved_on",
    ]
)


def read(data: BinaryIO, *, name: str, today: date) -> Iterator[ImportedRow | RejectedRow]:
    """Yield the claims of a claims file. Raises InvalidFile with all that is wrong in it."""
    del today  # a claims file has its own days
    content = data.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise InvalidFile(name, [f"it is larger than {MOST_BYTES:,} bytes"])
    file = read_claims_file(content, name=name)
    headings = re.finditer(rb"^[ \t]*\[\[[ \t]*claims[ \t]*\]\]", content, re.MULTILINE)
    lines = [content.count(b"\n", 0, found.start()) + 1 for found in headings]
    if len(lines) != len(file.claims):
        lines = list(range(1, len(file.claims) + 1))
    for number, (line, claim) in enumerate(zip(lines, file.claims, strict=True)):
        yield ImportedRow(
            line=line,
            claim=claim,
            source=file.source,
            people=() if number else file.people,
            evidence_ids=tuple(item.key or "" for item in claim.evidence),
        )


def write(exported: Exported) -> Iterator[str]:
    """Yield the file. Raises InvalidInput when its claims are not from one source."""
    sources = exported.sources()
    if len(sources) != 1:
        raise InvalidInput(
            "a claims file has one source, and these claims are from "
            f"{len(sources)}: choose one with --source KEY"
        )
    source = sources[0]
    yield "[source]\n" + _table({name: source.get(name) for name in fields.SOURCE})
    for person in exported.people():
        yield "\n[[people]]\n" + _table(written(person))
    claims = list(exported.claims)
    names = {claim["id"]: _name(claim, f"{source['key']}/") for claim in claims}
    for claim in claims:
        yield "".join(_claim(claim, names))
    elsewhere = sum(not found for claim in claims for found in _others(claim, names))
    if elsewhere:
        what = "tie to a claim" if elsewhere == 1 else "ties to claims"
        exported.remark(f"{elsewhere} {what} outside of the file left out")


_CLAIM = ("statement", "type", "kind", "said_on", "opens", "deadline", "deadline_basis")
_MORE = ("condition", "criteria", "options", "unit", "tags", "note")
_FORECAST = (
    *("owner", "reported_by", "phrase", "basis", "distribution", "quote", "at", "source", "note"),
)


def _name(claim: Row, prefix: str) -> str:
    return str(claim["key"] or f"claim-{claim['id']}").removeprefix(prefix)


def _condition(claim: Row, names: Mapping[int, str]) -> str | None:
    """Return what the file calls the claim that is a claim's condition, None for none in it."""
    found = claim["condition_claim_id"]
    return None if found is None else names.get(found)


def _others(claim: Row, names: Mapping[int, str]) -> Iterator[bool]:
    """Yield for each claim that a claim is tied to whether it is in the file."""
    if claim["condition_claim_id"] is not None:
        yield claim["condition_claim_id"] in names
    for link in claim["links"]:
        yield link["claim_id"] in names


def _claim(claim: Row, names: Mapping[int, str]) -> Iterator[str]:
    yield "\n[[claims]]\n" + _table(
        {
            "key": names[claim["id"]],
            **{name: claim[name] for name in _CLAIM},
            "by": claim["deadline_text"],
            "condition_claim": _condition(claim, names),
            **_links(claim, names),
            **{name: claim.get(name) for name in _MORE},
        }
    )
    for forecast in claim["forecasts"]:
        yield "\n[[claims.forecasts]]\n" + _table(_forecast(forecast))
    named = {item["id"]: item["key"] or f"e{item['id']}" for item in claim["evidence"]}
    cited = set((claim["resolution"] or {}).get("evidence", ()))
    cited |= {item["supersedes"] for item in claim["evidence"]}
    for item in _in_order(claim["evidence"]):
        given = {name: item[name] for name in fields.EVIDENCE}
        given["key"] = item["key"] or (named[item["id"]] if item["id"] in cited else None)
        given["supersedes"] = named.get(item["supersedes"])
        yield "\n[[claims.evidence]]\n" + _table(given)
    if claim["resolution"]:
        given = {name: claim["resolution"][name] for name in fields.RESOLUTION}
        given["resolved_on"] = claim["resolution"]["resolved_at"] or given["resolved_on"]
        given["evidence"] = [named[item] for item in given["evidence"] if item in named]
        if given["judge"] == claim["resolution"]["recorded_by"]:
            given["judge"] = None
        yield "\n[claims.resolution]\n" + _table(given)


def _links(claim: Row, names: Mapping[int, str]) -> dict[str, list[str]]:
    """Return a claim's links by what the file calls the others."""
    found: dict[str, list[str]] = {}
    for link in claim["links"]:
        if link["claim_id"] in names:
            found.setdefault(link["relation"], []).append(names[link["claim_id"]])
    return found


def _forecast(forecast: Row) -> dict[str, Any]:
    given = {name: forecast.get(name) for name in _FORECAST}
    low, high, number = (forecast[name] for name in ("low", "high", "probability"))
    reading = shipped(given["phrase"]) if given["phrase"] and low is not None else None
    if reading is not None and reading[1:4] == (low, high, number):
        given |= {"phrase": None, "probability": reading.phrase}
    else:
        given |= {"low": low, "high": high} if low is not None else {"probability": number}
    given["made_on"] = forecast["made_at"] or forecast["made_on"]
    return given


def _in_order(items: Sequence[Row]) -> list[Row]:
    """Return evidence with each item after the one that it takes the place of."""
    left, found, done = list(items), list[Row](), set[int]()
    ids = {item["id"] for item in items}
    while left:
        ready = [item for item in left if item["supersedes"] not in ids - done]
        found += ready or left
        done |= {item["id"] for item in ready or left}
        left = [item for item in left if item["id"] not in done]
    return found


def _table(values: Mapping[str, Any]) -> str:
    return "".join(
        f"{name} = {_value(value, name)}\n"
        for name, value in values.items()
        if value is not None and value not in ([], (), {})
    )


def _value(value: Any, name: str = "") -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(
            f"{key if _BARE.fullmatch(key) else _text(key)} = {_value(item, key)}"
            for key, item in value.items()
            if item is not None
        )
        return f"{{ {inner} }}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, str):
        return value if name in _DAYS else _text(value)
    return repr(value)


def _text(text: str) -> str:
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    sign = found.group()
    return {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}.get(sign, f"\\u{ord(sign):04x}")
