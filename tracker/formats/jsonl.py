"""`import jsonl`: a claim a line, as `list -f jsonl` shows it, and more.

Beside what `list` shows a line has the claim's `evidence` and its `resolution`. What follows from
the rest (status, counts, days left) is written for scripts and not read back, nor is a field that
nothing here knows, unless it looks like a slip in a name that is known.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, BinaryIO

from tracker.domain import outcome as outcomes
from tracker.domain.claim import KINDS, TYPES, Window, check_window
from tracker.domain.entries import (
    ClaimEntry,
    EvidenceEntry,
    ForecastEntry,
    ForeignScoreEntry,
    ResolutionEntry,
)
from tracker.domain.imports import ImportedRow, RejectedRow
from tracker.domain.links import RELATIONS, Link
from tracker.domain.probability import Belief
from tracker.errors import InvalidFile, InvalidInput
from tracker.formats import claims_fields as fields
from tracker.formats import jsonl_whole as whole
from tracker.formats.belief import distributed, recorded_belief
from tracker.formats.claims_file import BELIEF
from tracker.formats.distribution import check_distribution
from tracker.formats.fields import (
    Entry,
    Field,
    Moment,
    Problem,
    day,
    line,
    moment,
    number,
    one_of,
    share,
    tables,
)
from tracker.formats.tree import parse_tree
from tracker.registry import load

MOST_BYTES = 50_000_000
"""How long a line may be before the file is taken for broken."""
_NEARLY = 0.85


def _ignored(value: Any, what: str) -> None:
    del value, what


_IGNORED = Field(_ignored)


def _id(value: Any, what: str) -> int:
    """Read a number that the file's ledger gave."""
    if type(value) is not int or not 0 < value < 2**31:
        raise InvalidInput(f"{what} must be a whole number from 1 on")
    return value


_FROM = {name: fields.CLAIM[name] for name in ("statement", "type", "kind", "said_on", "opens")}
CLAIM = {
    **_FROM,
    **{name: fields.CLAIM[name] for name in ("deadline", "deadline_basis", "criteria")},
    **{name: fields.CLAIM[name] for name in ("condition", "condition_claim", "options", "unit")},
    **{name: fields.CLAIM[name] for name in ("tags", "note", "evidence", "forecasts")},
    "key": Field(fields.CLAIM["key"].read),
    "deadline_text": Field(line),
    "source": Field(fields.SOURCE["key"].read),
    "source_url": fields.SOURCE["url"],
    "resolution": fields.CLAIM["resolution"],
    "outcome": Field(fields.outcome),
    "resolved_on": Field(moment),
    "check_on": Field(day),
    **{name: Field(tables) for name in ("foreign_scores", "former_wordings", "judgements")},
    **{name: Field(tables) for name in ("people", "sources", "links")},
    "condition_claim_id": Field(_id),
    **dict.fromkeys(
        ("id", "status", "days_left", "owners", "evidence_count", "last_evidence_on"), _IGNORED
    ),
    **dict.fromkeys(("version", "withdrawn_because", "history", "in_conflict"), _IGNORED),
    **dict.fromkeys(("verdicts", "linked_from"), _IGNORED),
}
FORECAST = {
    **fields.FORECAST,
    "source": Field(fields.SOURCE["key"].read),
    "made_at": Field(moment),
    "version": Field(_id),
    **dict.fromkeys(("id", "recorded_at", "word_table"), _IGNORED),
}
EVIDENCE = {
    **fields.EVIDENCE,
    "supersedes": _IGNORED,
    "retracted_because": _IGNORED,
    **dict.fromkeys(("id", "claim", "claim_id", "sha256", "file_name", "counts"), _IGNORED),
    "content": _IGNORED,
}
RESOLUTION = {
    **fields.RESOLUTION,
    "evidence": _IGNORED,
    "resolved_at": Field(moment),
    "recorded_by": Field(line),
    "settles": _IGNORED,
}


def _other(value: Any, what: str) -> str | int:
    """Read the key of a claim, or the number of one without a key in the same file."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    return str(fields.CLAIM["key"].read(value, what))


LINK = {
    "relation": Field(one_of(*RELATIONS), required=True),
    "claim": Field(_other, required=True),
    "claim_id": _IGNORED,
}
FOREIGN_SCORE = {
    **{name: Field(line, required=True) for name in ("person", "platform", "name")},
    "value": Field(number, required=True),
    "coverage": Field(share),
    "scored_on": Field(day),
}


def read(data: BinaryIO, *, name: str, today: date) -> Iterator[ImportedRow | RejectedRow]:
    """Yield the lines of a file. Raises InvalidFile for a line without end."""
    number = 0
    while raw := data.readline(MOST_BYTES):
        number += 1
        if len(raw) == MOST_BYTES:
            raise InvalidFile(name, [f"line {number} has more than {MOST_BYTES:,} bytes"])
        text = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
        if text:
            yield _row(number, text, today)


def _row(number: int, text: bytes, today: date) -> ImportedRow | RejectedRow:
    if not text.startswith(b"{"):
        return RejectedRow(number, "it is no JSON object: each line is one claim, {…}")
    try:
        tree = parse_tree(text, "")
    except InvalidFile as problem:
        return RejectedRow(number, re.sub(r"^line 1, ", "", "; ".join(problem.problems)))
    except RecursionError:
        return RejectedRow(number, "it is nested too deeply")
    problems: list[Problem] = []
    try:
        found = _Line(number, Entry(tree, "", problems), today).imported()
    except InvalidInput as problem:
        return RejectedRow(number, str(problem))
    if problems:
        said = sorted(problems, key=lambda problem: problem.place)
        return RejectedRow(number, "; ".join(problem.line for problem in said))
    return found


class _Line:
    """One line under way."""

    def __init__(self, number: int, root: Entry, today: date) -> None:
        self.number = number
        self.root = root
        self.today = today
        self.assumed: set[str] = set()

    def imported(self) -> ImportedRow:
        if self.root.given("withdrawn_because"):
            raise InvalidInput("the claim was withdrawn")
        values = _read(self.root, CLAIM)
        kind = self._or(values, "kind", KINDS[0])
        window = Window(*(values[name] for name in ("opens", "deadline", "deadline_text")))
        self.root.checked("deadline", check_window, window.opens, window.deadline)
        basis = values["deadline_basis"]
        if basis is None and window.deadline is not None:
            self.assumed.add("deadline_basis")
            basis = "stated"
        evidence_ids, evidence = self._evidence()
        forecasts = tuple(
            self._forecast(entry, kind, values["options"])
            for entry in self.root.children("forecasts")
        )
        source = values["source"]
        claim = ClaimEntry(
            statement=values["statement"] or "",
            said_on=self._or(values, "said_on", self.today),
            source=source,
            type=self._or(values, "type", TYPES[0]),
            kind=kind,
            window=window._replace(basis=basis),
            options=values["options"] or (),
            tags=values["tags"] or (),
            links=self._links(),
            forecasts=forecasts,
            evidence=evidence,
            resolution=self._resolution(values, kind),
            **{
                name: values[name]
                for name in ("key", "criteria", "condition", "condition_claim", "unit", "note")
            },
        )
        own_id = self.root.raw.get("id")
        return ImportedRow(
            line=self.number,
            claim=claim,
            assumed=frozenset(self.assumed),
            people=whole.people(self.root),
            evidence_ids=evidence_ids,
            file_id=own_id if isinstance(own_id, int) and values["key"] is None else None,
            foreign_scores=self._foreign_scores(),
            is_whole=self._is_whole(),
            former=whole.former_wordings(self.root),
            verdicts=tuple(
                self._judgement(entry, values, kind) for entry in self.root.children("judgements")
            ),
            condition=values["condition_claim_id"],
            sources=whole.sources(self.root, source, values["source_url"]),
        )

    def _links(self) -> tuple[Link, ...]:
        found = [entry.read(LINK) for entry in self.root.children("links")]
        return tuple(
            Link(values["relation"], values["claim"])
            for values in found
            if None not in (values["relation"], values["claim"])
        )

    def _is_whole(self) -> bool:
        """Tell whether the line is a ledger's, whose forecasts are told apart by their numbers."""
        ids = [entry.raw.get("id") for entry in self.root.children("forecasts")]
        return None not in ids and len(set(ids)) == len(ids)

    def _or(self, values: Mapping[str, Any], name: str, default: Any) -> Any:
        if values[name] is not None:
            return values[name]
        self.assumed.add(name)
        return default

    def _forecast(self, entry: Entry, kind: str, options: Any) -> ForecastEntry:
        values = _read(entry, FORECAST)
        made = values["made_at"] or values["made_on"] or Moment(date.max)
        if values["made_on"] is None and values["made_at"] is None:
            self.assumed.add("made_on")
        given = values["distribution"]
        distribution = None
        if given is not None and kind == "binary":
            entry.refuse("a binary claim takes a probability, not a distribution", "distribution")
        elif given is not None:
            distribution = entry.checked(
                "distribution", lambda: check_distribution(given, kind=kind, options=options)
            )
        belief = entry.checked("probability", lambda: _belief(values))
        return ForecastEntry(
            belief=belief or Belief("none"),
            distribution=distribution,
            made_on=None if made.day == date.max else made.day,
            made_at=made.at,
            **{name: values[name] for name in ("reported_by", "quote", "at", "source", "note")},
            owner=values["owner"] or "",
            version=values["version"],
        )

    def _evidence(self) -> tuple[tuple[str, ...], tuple[EvidenceEntry, ...]]:
        ids: list[str] = []
        found: list[EvidenceEntry] = []
        for entry in self.root.children("evidence"):
            if entry.given("retracted_because"):
                continue
            values = _read(entry, EVIDENCE)
            superseded = entry.raw.get("supersedes")
            ids.append(str(entry.raw.get("id", values["key"])))
            kept = {name: values[name] for name in fields.EVIDENCE if name != "supersedes"}
            found.append(
                EvidenceEntry(
                    **kept,
                    supersedes=None if superseded is None else str(superseded),
                    file=whole.kept_file(entry),
                )
            )
        return tuple(ids), tuple(found)

    def _foreign_scores(self) -> tuple[ForeignScoreEntry, ...]:
        found = []
        for entry in self.root.children("foreign_scores"):
            values = _read(entry, FOREIGN_SCORE)
            if not entry.unsound:
                found.append(ForeignScoreEntry(**values))
        return tuple(found)

    def _resolution(self, claim: Mapping[str, Any], kind: str) -> ResolutionEntry | None:
        entry = self.root.child("resolution")
        if entry is None:
            return self._bare_resolution(claim, kind)
        return self._judgement(entry, claim, kind)

    def _judgement(self, entry: Entry, claim: Mapping[str, Any], kind: str) -> ResolutionEntry:
        values = _read(entry, RESOLUTION)
        known = values["resolved_at"] or values["resolved_on"] or Moment(date.max)
        cited = entry.raw.get("evidence")
        return ResolutionEntry(
            outcome=self._outcome(entry, values["outcome"], claim, kind),
            resolved_on=known.day,
            resolved_at=known.at,
            because=values["because"] or "",
            judge=values["judge"],
            check_on=values["check_on"],
            settles=entry.raw.get("settles") is True,
            evidence=tuple(map(str, cited)) if isinstance(cited, list) else (),
        )

    def _bare_resolution(self, claim: Mapping[str, Any], kind: str) -> ResolutionEntry | None:
        """Return the resolution of a line that has only its outcome and day, as `list` shows it."""
        if claim["outcome"] is None:
            return None
        self.assumed.add("because")
        known = claim["resolved_on"]
        if known is None:
            self.assumed.add("resolved_on")
            deadline = claim["deadline"]
            known = Moment(deadline if deadline and deadline < self.today else self.today)
        return ResolutionEntry(
            outcome=self._outcome(self.root, claim["outcome"], claim, kind),
            resolved_on=known.day,
            resolved_at=known.at,
            because="so the imported file has it",
        )

    def _outcome(
        self, entry: Entry, text: str | None, claim: Mapping[str, Any], kind: str
    ) -> outcomes.Outcome:
        found = None
        if text is not None:
            options = json.dumps(claim["options"] or ())
            found = entry.checked(
                "outcome", lambda: outcomes.parse(text, kind=kind, options=options)
            )
        return found or outcomes.Outcome("")


def _read(entry: Entry, fields: Mapping[str, Field]) -> dict[str, Any]:
    """Return the values of an entry's fields; others are let be, but for a name nearly right."""
    others = [name for name in entry.raw if name not in fields]
    let_be = {name: _IGNORED for name in others if not _is_slip(name, tuple(fields))}
    return entry.read({**fields, **let_be})


@lru_cache(1_000)
def _is_slip(name: str, known: tuple[str, ...]) -> bool:
    return bool(load("difflib:get_close_matches")(name, known, 1, _NEARLY))


def _belief(values: Mapping[str, Any]) -> Belief:
    if values["distribution"] is not None:
        return distributed(phrase=values["phrase"], basis=values["basis"])
    given = {name: values[name] for name in BELIEF}
    number: Belief | None = given.pop("probability")
    if number is not None and number.low is not None:
        return number
    return recorded_belief(probability=number.probability if number else None, **given)
