"""A claims file: one source, its people, its claims, as a person writes them by hand.

`claims_fields` says which fields there are; the functions here hold what fields must be to one
another. Everything wrong in a file is collected, so an entry made of refused values never leaves
this module.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tracker.dates import Reading
from tracker.dates import read as read_date
from tracker.domain import outcome as outcomes
from tracker.domain.claim import NOT_YET, Window, check_key, check_window
from tracker.domain.entries import (
    ClaimEntry,
    ClaimsFile,
    EvidenceEntry,
    ForecastEntry,
    KeptFile,
    PersonEntry,
    ResolutionEntry,
    SourceEntry,
)
from tracker.domain.links import RELATIONS, Link
from tracker.domain.probability import Belief
from tracker.domain.text import shorten
from tracker.errors import InvalidDate, InvalidFile, InvalidInput
from tracker.formats import claims_fields as tables
from tracker.formats.belief import check_belief, distributed
from tracker.formats.distribution import Distribution, check_distribution
from tracker.formats.fields import Entry, Moment, Problem, did_you_mean
from tracker.formats.names import Names
from tracker.formats.people import person
from tracker.formats.tree import parse_tree

BELIEF = ("probability", "low", "high", "phrase", "basis")
_AS_GIVEN = ("owner", "reported_by", "quote", "at", "source", "note")
"""A forecast's fields that are taken as they are."""


def read_claims_file(
    data: bytes,
    *,
    name: str,
    source_text: str | None = None,
    open_file: Callable[[str], KeptFile] | None = None,
) -> ClaimsFile:
    """Return what a claims file holds; `name` is what messages call it.

    With `source_text`, the text of the source, quotes must stand in it where the file says.
    `open_file` returns a file that evidence names; it raises InvalidInput, and without it such a
    file is refused. Raises InvalidFile with all problems of the file, in its order.
    """
    problems: list[Problem] = []
    root = Entry(parse_tree(data, name), "", problems)
    found = _Reading(root, source_text, open_file).file(name)
    if problems:
        in_order = sorted(problems, key=lambda problem: problem.place)
        raise InvalidFile(name, [problem.line for problem in in_order])
    return found


class _Reading:
    """One file under way: what its claims need to know of the rest of it."""

    def __init__(
        self,
        root: Entry,
        source_text: str | None,
        open_file: Callable[[str], KeptFile] | None,
    ) -> None:
        self.root = root
        self.text = source_text
        self.open_file = open_file or _refuse_file
        self.names = Names()
        self.keys: dict[str, int] = {}
        self.source_key = ""
        self.published_on: date | None = None
        self.has_day = False

    def file(self, name: str) -> ClaimsFile:
        self.root.read(tables.FILE)
        source = self._source()
        people = tuple(
            self._person(entry, number)
            for number, entry in enumerate(self.root.children("people", "name"), start=1)
        )
        claims = list(enumerate(self.root.children("claims", "key"), start=1))
        for number, entry in claims:
            key = entry.raw.get("key")
            if isinstance(key, str):
                self.keys.setdefault(key.strip(), number)
        found = tuple(self._claim(entry, number) for number, entry in claims)
        return ClaimsFile(name=name, source=source, people=people, claims=found)

    def _source(self) -> SourceEntry:
        entry = self.root.child("source")
        if entry is None:
            return SourceEntry(key="")
        values = entry.read(tables.SOURCE)
        self.source_key = values["key"] or ""
        self.published_on = values["published_on"]
        self.has_day = entry.given("published_on")
        if self.text is not None and values["sha256"] is not None:
            found = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
            if found != values["sha256"]:
                entry.refuse(f"sha256 is not that of the text given, which is {found}", "sha256")
        return SourceEntry(**values)

    def _person(self, entry: Entry, number: int) -> PersonEntry:
        found = person(entry)
        for field, given in (("name", filter(None, (found.name,))), ("aliases", found.aliases)):
            for written in given:
                other = self.names.add(written, number)
                if other != number:
                    taken = f'"{shorten(written)}" is a name of people[{other}] already'
                    entry.refuse(taken, field)
        return found

    def _claim(self, entry: Entry, number: int) -> ClaimEntry:
        given = entry.read(tables.CLAIM)
        values = {field: value for field, value in given.items() if value is not None}
        kind = values.setdefault("kind", "binary")
        values["key"], values["condition_claim"] = self._keys(entry, given, number)
        values["links"] = self._links(entry, given, values["key"])
        values["said_on"] = said_on = self._said_on(entry, given["said_on"])
        _check_kind(entry, kind)
        values["window"] = _window(entry, given, said_on)
        for field in ("by", "opens", "deadline", "deadline_basis", *RELATIONS):
            values.pop(field, None)
        values["forecasts"] = self._forecasts(entry, given | values)
        values["evidence"] = _evidence(entry, self.open_file)
        values["resolution"] = self._resolution(entry, given | values)
        return ClaimEntry(source=self.source_key, statement=values.pop("statement", ""), **values)

    def _keys(
        self, entry: Entry, values: Mapping[str, Any], number: int
    ) -> tuple[str | None, str | None]:
        """Return a claim's key and that of the claim it hangs on, with the source's before them."""
        key, condition = values["key"], values["condition_claim"]
        if key is not None:
            first = self.keys.get(key, number)
            if first != number:
                entry.refuse(f"the key is that of claims[{first}] already", "key")
            key = entry.checked("key", check_key, self._prefixed(key))
        if condition in self.keys:
            condition = self._prefixed(condition)
        if condition is not None and condition == key:
            entry.refuse("condition_claim is the claim itself", "condition_claim")
        return key, condition

    def _links(
        self, entry: Entry, given: Mapping[str, Any], own_key: str | None
    ) -> tuple[Link, ...]:
        """Return a claim's links to others, by their keys with the source's before them."""
        found = []
        for relation in RELATIONS:
            for key in given[relation] or ():
                other = self._prefixed(key) if key in self.keys else key
                if other == own_key:
                    entry.refuse(f"{relation} is the claim itself", relation)
                found.append(Link(relation, other))
        return tuple(found)

    def _prefixed(self, key: str) -> str:
        return f"{self.source_key}/{key}" if self.source_key else key

    def _said_on(self, entry: Entry, said_on: date | None) -> date | None:
        if entry.given("said_on"):
            return said_on
        if entry.is_table and not self.has_day:
            entry.refuse("said_on is missing, and the source has no published_on", "said_on")
        return self.published_on

    def _forecasts(self, claim: Entry, wording: Mapping[str, Any]) -> tuple[ForecastEntry, ...]:
        found: list[ForecastEntry] = []
        seen: dict[Any, int] = {}
        for number, entry in enumerate(claim.children("forecasts"), start=1):
            forecast = self._forecast(entry, claim, wording)
            found.append(forecast)
            if not forecast.owner or not entry.sound("made_on", "quote"):
                continue
            who = self.names.who(forecast.owner)
            same = (who, forecast.made_on, forecast.made_at, forecast.quote)
            first = seen.setdefault(same, number)
            if first != number:
                entry.refuse(f"owner, made_on and quote are those of forecasts[{first}]")
        return tuple(found)

    def _forecast(self, entry: Entry, claim: Entry, wording: Mapping[str, Any]) -> ForecastEntry:
        values = entry.read(tables.FORECAST)
        self.names.check(entry, values, "owner", "reported_by")
        _check_quote(entry, values["quote"], values["at"], self.text)
        made = values["made_on"] or Moment(wording["said_on"])
        return ForecastEntry(
            belief=_belief(entry, values, wording["kind"] if claim.sound("kind") else None),
            distribution=_distribution(entry, values["distribution"], claim, wording),
            made_on=made.day,
            made_at=made.at,
            **{field: values[field] for field in _AS_GIVEN},
        )

    def _resolution(self, claim: Entry, wording: Mapping[str, Any]) -> ResolutionEntry | None:
        entry = claim.child("resolution")
        if entry is None:
            return None
        values = entry.read(tables.RESOLUTION)
        self.names.check(entry, values, "judge")
        outcome = None
        if values["outcome"] is not None and claim.sound("kind", "options"):
            options = json.dumps(wording["options"] or ())
            outcome = entry.checked(
                "outcome", _outcome, values["outcome"], wording["kind"], options
            )
        if outcome and outcome.text != NOT_YET and values["check_on"] is not None:
            entry.refuse(f'check_on goes with the outcome "{NOT_YET}" alone', "check_on")
        known = _evidence_keys(claim)
        for key in values["evidence"] or ():
            if key not in known:
                entry.refuse(_no_evidence("evidence", key, known), "evidence")
        resolved = values["resolved_on"] or Moment(date.max)
        return ResolutionEntry(
            outcome=outcome or outcomes.Outcome(""),
            resolved_on=resolved.day,
            resolved_at=resolved.at,
            evidence=values["evidence"] or (),
            **{field: values[field] for field in ("because", "judge", "check_on")},
        )


def _check_kind(entry: Entry, kind: str) -> None:
    """See that options and a unit stand with the kind of claim that has them."""
    if not entry.sound("kind") or not entry.is_table:
        return
    if kind == "choice" and not entry.given("options"):
        entry.refuse("options are missing: a choice claim lists them", "options")
    for field, owner in (("options", "choice"), ("unit", "number")):
        if entry.given(field) and kind != owner:
            entry.refuse(f"{field} belongs to the kind {owner}, and this claim is {kind}", field)


def _window(entry: Entry, values: Mapping[str, Any], said_on: date | None) -> Window:
    """Return a claim's window, read from its words where no dates are given.

    Words that name one day name the last on which the claim can come true, not the first.
    """
    words, opens, deadline = (values[field] for field in ("by", "opens", "deadline"))
    is_dated = entry.given("opens") or entry.given("deadline")
    if words is not None and said_on is not None and not is_dated:
        reading = entry.checked("by", _read_words, words, said_on)
        if reading is not None:
            deadline = reading.deadline
            opens = reading.opens if reading.opens != deadline else None
    entry.checked("deadline", check_window, opens, deadline)
    basis = values["deadline_basis"] or ("stated" if deadline else None)
    return Window(opens, deadline, words, basis)


def _check_quote(
    entry: Entry, quote: str | None, at: tuple[int, int] | None, source_text: str | None
) -> None:
    """See that a quote is what stands at its place, or at least as long."""
    if at is None or not entry.sound("quote"):
        return
    start, end = at
    if quote is None:
        entry.refuse("at is given without a quote", "at")
    elif source_text is None:
        if len(quote) != end - start:
            spans = f"spans {end - start} characters, and the quote has {len(quote)}"
            entry.refuse(f"at [{start}, {end}] {spans}", "at")
    elif source_text[start:end] != quote:
        place = source_text.find(quote)
        hint = f": it stands at [{place}, {place + len(quote)}]" if place >= 0 else ""
        there = shorten(source_text[start:end])
        entry.refuse(f'at [{start}, {end}] the text has "{there}", not the quote{hint}', "at")


def _belief(entry: Entry, values: Mapping[str, Any], kind: str | None) -> Belief:
    """Return what a forecast's numbers and words say of a claim of `kind` (None: not known)."""
    numbers = [field for field in ("probability", "low", "high") if entry.given(field)]
    said = [*numbers, *(field for field in ("phrase", "basis") if entry.given(field))]
    has_distribution = entry.given("distribution")
    if kind == "binary" and has_distribution:
        entry.refuse("a binary claim takes a probability, not a distribution", "distribution")
    elif numbers and (has_distribution or kind not in {None, "binary"}):
        wanted = f"a {kind or 'choice, number or date'} claim takes a distribution"
        entry.refuse(f"{wanted}, not {numbers[0]}", numbers[0])
    found = None
    if entry.sound("distribution", *said):
        phrase, basis = values["phrase"], values["basis"]
        if has_distribution:
            found = entry.checked("basis", lambda: distributed(phrase=phrase, basis=basis))
        else:
            given = {field: values[field] for field in BELIEF}
            found = entry.checked((said or ["owner"])[0], lambda: check_belief(**given))
    return found or Belief("none")


def _distribution(
    entry: Entry, given: Mapping[str, Any] | None, claim: Entry, wording: Mapping[str, Any]
) -> Distribution | None:
    if given is None or not claim.sound("kind") or not entry.sound("distribution"):
        return None
    options = wording["options"] if claim.sound("options") else None
    return entry.checked(
        "distribution",
        lambda: check_distribution(given, kind=wording["kind"], options=options),
    )


def _evidence(claim: Entry, open_file: Callable[[str], KeptFile]) -> tuple[EvidenceEntry, ...]:
    """Return a claim's evidence; an item can only take the place of an earlier one."""
    known = _evidence_keys(claim)
    found: list[EvidenceEntry] = []
    seen: dict[Any, int] = {}
    for number, entry in enumerate(claim.children("evidence"), start=1):
        values = entry.read(tables.EVIDENCE_BESIDE)
        superseded = values["supersedes"]
        if superseded is not None and superseded not in known:
            entry.refuse(_no_evidence("supersedes", superseded, known), "supersedes")
        elif superseded is not None and known[superseded] >= number:
            entry.refuse(
                f'supersedes "{shorten(superseded)}" must stand before this item', "supersedes"
            )
        if values["file"] is not None:
            values["file"] = entry.checked("file", open_file, values["file"])
        found.append(EvidenceEntry(**values))
        _check_evidence_once(entry, values, seen, number)
    return tuple(found)


def _refuse_file(path: str) -> KeptFile:
    raise InvalidInput(f"file {shorten(path)!r} is kept by `tracker load` alone")


def _check_evidence_once(
    entry: Entry, values: Mapping[str, Any], seen: dict[Any, int], number: int
) -> None:
    """See that an item can be told from the others: by its key, or by day, address and note."""
    key = values["key"]
    if not entry.is_table or not entry.sound("key", "on", "url", "note"):
        return
    same = (key,) if key is not None else (values["on"], values["url"], values["note"])
    first = seen.setdefault(same, number)
    if first != number and key is not None:
        entry.refuse(f"the key is that of evidence[{first}] already", "key")
    elif first != number:
        entry.refuse(f"on, url and note are those of evidence[{first}]")


def _evidence_keys(claim: Entry) -> dict[str, int]:
    """Return the keys of a claim's evidence, each with the number of the item that has it."""
    found: dict[str, int] = {}
    for number, entry in enumerate(claim.raw_tables("evidence"), start=1):
        key = entry.get("key")
        if isinstance(key, str):
            found.setdefault(key.strip(), number)
    return found


def _no_evidence(field: str, key: str, known: Mapping[str, int]) -> str:
    hint = did_you_mean(key, known)
    return f'{field} "{shorten(key)}" is no key of this claim\'s evidence{hint}'


def _outcome(given: str, kind: str, options: str) -> outcomes.Outcome:
    return outcomes.parse(given, kind=kind, options=options)


def _read_words(words: str, said_on: date) -> Reading:
    try:
        return read_date(words, said_on)
    except InvalidDate as problem:
        raise InvalidDate(f"by: {problem}") from problem
