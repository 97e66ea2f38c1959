"""A claims file into the ledger: all of it or nothing, and again without a change.

Claims are matched by key, forecasts by owner, day and quote, evidence by its key or else by day,
address and note. A field that the file gives and that differs is edited; one that the file leaves
out stays as it is; what the ledger has and the file no longer has is named.
"""

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from tracker.actions import claims, evidence, forecasts, links, people, resolutions
from tracker.actions.sources import columns as source_columns
from tracker.domain.claim import NOT_YET, check_window
from tracker.domain.entries import (
    ClaimEntry,
    ClaimsFile,
    EvidenceEntry,
    ForecastEntry,
    PersonEntry,
    ResolutionEntry,
)
from tracker.domain.probability import Belief
from tracker.errors import InvalidFile, InvalidInput, TrackerError
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims as known_claims
from tracker.storage.queries import evidence as recorded
from tracker.storage.queries import people as known_people
from tracker.storage.queries import sources

FILE_CHANGED = "the claims file was changed"
"""Why an outcome was taken back when the file has another; it holds again when the file has it."""
KINDS = ("sources", "people", "claims", "forecasts", "evidence", "resolutions")


class Loaded(NamedTuple):
    """What a load did, by kind of thing; `missing` names what the file no longer has."""

    name: str
    added: dict[str, int]
    changed: dict[str, int]
    missing: tuple[str, ...]


def load(ledger: Ledger, file: ClaimsFile) -> Loaded:
    """Bring a claims file into the ledger. Raises InvalidFile with all that the ledger refuses."""
    with ledger.change("load") as change:
        change.about["file"] = file.name
        loading = _Loading(change, file, ledger.today(change.connection))
        loading.run()
        if loading.problems:
            raise InvalidFile(file.name, loading.problems)
        return Loaded(
            file.name,
            {kind: loading.added[kind] for kind in KINDS},
            {kind: loading.changed[kind] for kind in KINDS},
            tuple(loading.missing),
        )


class _Loading:
    """One load under way: what was counted so far, and the problems found."""

    def __init__(self, change: Change, file: ClaimsFile, today: date) -> None:
        self.change = change
        self.file = file
        self.today = today
        self.added: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.missing: list[str] = []
        self.problems: list[str] = []
        self.source_id = 0

    def run(self) -> None:
        self.source_id = self._source()
        for number, person in enumerate(self.file.people, start=1):
            try:
                self._person(person)
            except TrackerError as problem:
                self.problems.append(f'people[{number}] "{person.name}": {problem}')
        written = []
        for number, entry in enumerate(self.file.claims, start=1):
            where = f'claims[{number}] "{(entry.key or "").rpartition("/")[2]}"'
            try:
                written.append((where, entry, *self._claim(entry)))
            except TrackerError as problem:
                self.problems.append(f"{where}: {problem}")
        for where, entry, row, is_new in [] if self.problems else written:
            try:
                self._belongings(row, entry, is_new=is_new)
            except TrackerError as problem:
                self.problems.append(f"{where}: {problem}")
        self._name_missing()

    def _source(self) -> int:
        entry = self.file.source
        given = source_columns(entry)
        found = sources.find(self.change.connection, entry.key)
        if found is None:
            self.added["sources"] += 1
            return self.change.insert("sources", key=entry.key, **given)
        self.changed["sources"] += self.change.update("sources", found["id"], **_given(given))
        return int(found["id"])

    def _person(self, entry: PersonEntry) -> None:
        found = known_people.find(self.change.connection, entry.name)
        before = self._known_of(found["id"]) if found else None
        person_id, _ = people.put(self.change, entry)
        if before is None:
            self.added["people"] += 1
        else:
            self.changed["people"] += before != self._known_of(person_id)

    def _known_of(self, person_id: int) -> list[list[dict[str, Any]]]:
        return [
            self.change.rows("people", id=person_id),
            self.change.rows("aliases", person_id=person_id),
            self.change.rows("affiliations", person_id=person_id),
        ]

    def _claim(self, entry: ClaimEntry) -> tuple[dict[str, Any], bool]:
        """Return the claim's row and whether it is new; a new one is written without its condition.

        For a claim may hang on one that comes later in the file.
        """
        found = self.change.rows("claims", key=entry.key)
        if not found:
            bare = replace(entry, condition_claim=None, source=self.file.source.key)
            claim_id, _ = claims.put(self.change, bare, today=self.today)
            self.added["claims"] += 1
            return self.change.row("claims", claim_id), True
        if entry.kind != found[0]["kind"]:
            raise InvalidInput(
                f"its kind is {found[0]['kind']} in the ledger and {entry.kind} in the file: "
                "a kind does not change"
            )
        return found[0], False

    def _belongings(self, row: dict[str, Any], entry: ClaimEntry, *, is_new: bool) -> None:
        """Bring the claim's wording up to date, then what hangs on it."""
        wording = _given(claims.wording(self.change, entry))
        if is_new:
            self.change.update("claims", row["id"], **wording)
            claims.put_tags(self.change, row["id"], entry.tags)
            self._links(row["id"], entry)
        else:
            _check_window(row | wording)
            changed = claims.reword(self.change, row, wording)
            changed |= self.change.update("claims", row["id"], **_given(self._filing(entry)))
            changed |= claims.put_tags(self.change, row["id"], entry.tags)
            changed |= self._links(row["id"], entry)
            self.changed["claims"] += changed
        for forecast in entry.forecasts:
            self._forecast(row, self.change.row("claims", row["id"]), forecast)
        self._evidence(row["id"], entry)
        if entry.resolution is not None:
            self._resolution(row, entry.resolution)

    def _links(self, claim_id: int, entry: ClaimEntry) -> bool:
        """Put on the links that a claim lacks; return whether there was one."""
        claim = self.change.row("claims", claim_id)
        changed = False
        for link in entry.links:
            other = known_claims.get(self.change.connection, str(link.other))
            changed |= links.put(self.change, claim, link.relation, other)
        return changed

    def _filing(self, entry: ClaimEntry) -> dict[str, Any]:
        if entry.said_on > self.today:
            raise InvalidInput(f"it was said on {entry.said_on}, after today ({self.today})")
        return {
            "type": entry.type,
            "said_on": entry.said_on.isoformat(),
            "options": json.dumps(entry.options, ensure_ascii=False) if entry.options else None,
            "unit": entry.unit,
            "note": entry.note,
        }

    def _forecast(
        self, before: dict[str, Any], claim: dict[str, Any], entry: ForecastEntry
    ) -> None:
        """Write a forecast, or bring the one that is there up to date.

        One that is from the day on which the claim was said was so `before` this load too.
        """
        source_id = self._source_of(entry)
        made_on = entry.made_on.isoformat() if entry.made_on else claim["said_on"]
        same = self._same_forecasts(claim["id"], entry, made_on)
        if not same and made_on == claim["said_on"] and entry.made_at is None:
            same = self._same_forecasts(claim["id"], entry, before["said_on"])
        if not same:
            forecasts.put(self.change, claim["id"], entry, today=self.today)
            self.added["forecasts"] += 1
            return
        forecasts.check_kind(claim, entry)
        reporter = people.named(self.change, entry.reported_by)[0] if entry.reported_by else None
        given = _given(
            {
                "made_on": made_on,
                "reporter_id": reporter,
                "source_id": source_id,
                "quote_start": entry.at[0] if entry.at else None,
                "quote_end": entry.at[1] if entry.at else None,
                "note": entry.note,
            }
        )
        if not _read_before(same[0], entry.belief):
            given |= forecasts.belief_columns(entry)
        self.changed["forecasts"] += self.change.update("forecasts", same[0]["id"], **given)

    def _source_of(self, entry: ForecastEntry) -> int | None:
        """Return the source of a forecast that was given elsewhere than its claim; made if new."""
        if entry.source is None:
            return None
        found = sources.find(self.change.connection, entry.source)
        if found is not None:
            return int(found["id"])
        self.added["sources"] += 1
        return self.change.insert("sources", key=entry.source)

    def _same_forecasts(
        self, claim_id: int, entry: ForecastEntry, made_on: str
    ) -> list[dict[str, Any]]:
        owner = known_people.find(self.change.connection, entry.owner)
        if owner is None:
            return []
        return self.change.rows(
            "forecasts",
            claim_id=claim_id,
            owner_id=owner["id"],
            made_on=made_on,
            made_at=entry.made_at,
            quote=entry.quote,
        )

    def _evidence(self, claim_id: int, entry: ClaimEntry) -> None:
        for item in entry.evidence:
            same = self._same_evidence(claim_id, item)
            if item.on > self.today:
                raise InvalidInput(f"evidence is dated {item.on}, after today ({self.today})")
            if not same:
                evidence.put(self.change, claim_id, item)
                self.added["evidence"] += 1
            else:
                given = _given(evidence.columns(self.change, claim_id, item))
                self.changed["evidence"] += self.change.update("evidence", same[0]["id"], **given)

    def _same_evidence(self, claim_id: int, item: EvidenceEntry) -> list[dict[str, Any]]:
        """Return what the ledger has of a piece of evidence, which may have had no key so far."""
        told = {"observed_on": item.on.isoformat(), "url": item.url, "note": item.note}
        if item.key is None:
            return self.change.rows("evidence", claim_id=claim_id, **told)
        keyed = self.change.rows("evidence", claim_id=claim_id, key=item.key)
        return keyed or self.change.rows("evidence", claim_id=claim_id, key=None, **told)

    def _resolution(self, claim: dict[str, Any], entry: ResolutionEntry) -> None:
        if entry.resolved_on > self.today:
            raise InvalidInput(f"resolved on {entry.resolved_on}, after today ({self.today})")
        said = self.change.rows(
            "resolutions",
            claim_id=claim["id"],
            outcome=entry.outcome.text,
            resolved_on=entry.resolved_on.isoformat(),
            because=entry.because,
        )
        if any(former["reopened_because"] != FILE_CHANGED for former in said):
            return  # it stands, or a person took it back
        standing = recorded.standing_resolution(self.change.connection, claim["id"])
        if standing is not None and standing["outcome"] != NOT_YET:
            self.change.update("resolutions", standing["id"], reopened_because=FILE_CHANGED)
            self.changed["resolutions"] += 1
        else:
            self.added["resolutions"] += 1
        resolutions.put(self.change, claim, entry, [])

    def _name_missing(self) -> None:
        """Name the claims of this source that the file no longer has."""
        listed = {entry.key for entry in self.file.claims}
        for row in self.change.rows("claims", source_id=self.source_id, withdrawn_because=None):
            key = row["key"] or ""
            if key.startswith(f"{self.file.source.key}/") and key not in listed:
                self.missing.append(f"claim {row['id']} ({row['key']})")


def _read_before(forecast: dict[str, Any], belief: Belief) -> bool:
    """Tell whether a table of words read this phrase when the forecast was recorded.

    That reading stands, whatever the tables say by now.
    """
    is_the_phrase = forecast["word_table"] is not None and forecast["phrase"] == belief.phrase
    same_range = (forecast["low"], forecast["high"]) == (belief.low, belief.high)
    return is_the_phrase and (belief.word_table is not None or same_range)


def _given(columns: dict[str, Any]) -> dict[str, Any]:
    return {column: value for column, value in columns.items() if value is not None}


def _check_window(claim: dict[str, Any]) -> None:
    opens, deadline = claim["opens"], claim["deadline"]
    check_window(
        date.fromisoformat(opens) if opens else None,
        date.fromisoformat(deadline) if deadline else None,
    )
