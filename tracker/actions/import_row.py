"""One row of an import: held against the ledger, then written; all is checked before that."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.actions import claims, evidence, forecasts, foreign_scores, resolutions
from tracker.actions.import_known import Known, KnownClaim
from tracker.actions.import_named import missing_of_source, put_person, put_source
from tracker.actions.import_past import judged, put_former, put_verdicts
from tracker.domain.claim import NOT_YET, check_window
from tracker.domain.entries import (
    ClaimEntry,
    ForecastEntry,
    ResolutionEntry,
)
from tracker.domain.imports import FurtherForecast, ImportedRow
from tracker.domain.outcome import Outcome
from tracker.domain.outcome import parse as parse_outcome
from tracker.domain.text import shorten
from tracker.errors import Conflict, InvalidInput
from tracker.storage.queries import evidence as known_evidence
from tracker.storage.queries import importing as lookups
from tracker.storage.queries import links as known_links


class RowImport:
    """One row under way: everything is checked before anything is written."""

    def __init__(self, known: Known, row: ImportedRow) -> None:
        self.all = known
        self.change = known.change
        self.row = row
        self.entry = row.claim
        self.source = known.source(self.entry.source) if self.entry.source else None
        self.known: KnownClaim | None = None
        """The claim, once the row was taken, if a further forecast on it needs no second look."""
        self.has_made = False
        self.has_added = False
        self.has_changed = False

    def take(self) -> str:
        """Bring the row into the ledger; return `added`, `updated` or `unchanged`."""
        notes = self.all.own_notes
        self._check_days()
        missing_source = missing_of_source(self.all, self.row.source) if self.row.source else {}
        claim_id = self._matched()
        known = None if claim_id is None else self.all.claim(claim_id)
        missing = self._missing(known) if known and not self.row.attaches else {}
        kind = known.row["kind"] if known else self.entry.kind
        options = known.row["options"] if known else _options(self.entry)
        for forecast in self.entry.forecasts:
            own = {"id": claim_id or "of this row", "kind": kind, "options": options}
            forecasts.check_kind(own, forecast)
        self._check_evidence()
        outcome = self._outcome(known, kind, options)
        if known is not None and known.row["withdrawn_because"] is not None:
            return self._beside_withdrawn(known)
        for person in self.row.people:
            self.has_changed |= put_person(self.all, person)
        self._put_sources(missing_source)
        if known is None:
            known = self._put_claim()
        else:
            self._fill(known, missing)
        self._note_links(known)
        for forecast in self.entry.forecasts:
            self._put_forecast(known, forecast, self.row)
        self._put_belongings(known, outcome)
        for remark in self.row.remarks:
            self.all.note(self.row, remark)
        self.known = known if self.all.own_notes == notes else None
        return self._outcome_of_row()

    def further(self, row: FurtherForecast) -> str | None:
        """Bring in one forecast more on the same claim; None where the row must be taken whole."""
        if self.known is None or row.said_before is not self.row:
            return None
        forecast = row.forecast
        if forecast.made_on is not None and forecast.made_on > self.all.today:
            raise InvalidInput(
                _after_today("the forecast was made", forecast.made_on, self.all.today)
            )
        forecasts.check_kind(self.known.row, forecast)
        self.has_made = self.has_added = self.has_changed = False
        self._put_forecast(self.known, forecast, row)
        return self._outcome_of_row()

    def _outcome_of_row(self) -> str:
        return "added" if self.has_added else "updated" if self.has_changed else "unchanged"

    def _put_belongings(self, known: KnownClaim, outcome: Outcome | None) -> None:
        ids = self._put_evidence(known)
        for score in self.row.foreign_scores:
            person_id = self.all.person_made(score.person)
            self.has_added |= foreign_scores.put(self.change, known.row["id"], person_id, score)
        if self.has_made and self.row.verdicts:
            put_verdicts(self.all, known.row, self.row.verdicts, ids)
            known.outcome = outcome.text if outcome else None
            self.has_changed = True
        elif outcome is not None and self.entry.resolution is not None:
            self._put_resolution(known, outcome, self.entry.resolution, ids)

    def _check_days(self) -> None:
        today = self.all.today
        entry = self.entry
        days = [
            ("it was said", entry.said_on),
            *(("the forecast was made", forecast.made_on) for forecast in entry.forecasts),
            *(("evidence is dated", item.on) for item in entry.evidence),
        ]
        judgements = filter(None, (entry.resolution, *self.row.verdicts))
        days += [("the outcome became known", said.resolved_on) for said in judgements]
        for what, day in days:
            if day is not None and day > today:
                raise InvalidInput(_after_today(what, day, today))
        check_window(entry.window.opens, entry.window.deadline)

    def _matched(self) -> int | None:
        """Return the id of the claim that the row is about, None for a new one."""
        key = self.entry.key
        if key is not None:
            found = self.all.by_key(key) or self._by_short_key(key)
            if found is None and self.row.attaches:
                raise InvalidInput(f"there is no claim {shorten(key)}: import its question first")
            if found is not None or not self.all.adopts:
                return found
        if self.source is None and self.entry.source is not None:
            return None
        found_ids = self.all.by_statement(self._stated())
        if key is not None:
            found_ids = [
                claim_id
                for claim_id in found_ids
                if self.all.claim(claim_id).row["key"] is None and not self.all.is_new(claim_id)
            ]
        return min(found_ids, key=self._stated_formerly, default=None)

    def _stated_formerly(self, claim_id: int) -> bool:
        """Tell whether a claim stated otherwise since; one that states it now comes first."""
        return bool(self.all.claim(claim_id).row["statement"] != self.entry.statement)

    def _by_short_key(self, key: str) -> int | None:
        """Return the id of a claim whose key lacks what a claims file puts before it: its source's.

        Only a claim from that source is meant.
        """
        prefix = f"{self.entry.source}/"
        if self.source is None or not key.startswith(prefix):
            return None
        found = self.all.by_key(key.removeprefix(prefix))
        is_meant = found is not None and self.all.claim(found).row["source_id"] == self.source["id"]
        return found if is_meant else None

    def _stated(self) -> tuple[Any, ...]:
        window = claims.window_columns(self.entry.window)
        source_id = self.source["id"] if self.source else None
        return ("claim", self.entry.statement, source_id, window["opens"], window["deadline"])

    def _missing(self, known: KnownClaim) -> dict[str, Any]:
        """Return what the ledger's claim lacks and the row has. Raises Conflict."""
        missing: dict[str, Any] = {}
        for column, value in _columns(self.entry, self.source).items():
            before = known.row[column]
            name = "source" if column == "source_id" else column
            if value is None or before == value:
                continue
            if name in self.row.assumed and not (before is None and "deadline" in missing):
                continue
            if before is None:
                missing[column] = value
            else:
                self._hold_against(known, column, before, value)
        if known.row["key"] is None and self.entry.key is not None:
            missing["key"] = self.entry.key
        if self.entry.source is not None and self.source is None:
            if known.row["source_id"] is not None:
                raise Conflict(
                    f"source of claim {known.row['id']} is another, not {self.entry.source!r}"
                )
            missing["source_id"] = None
        opens, deadline = (missing.get(c, known.row[c]) for c in ("opens", "deadline"))
        if opens and deadline and opens > deadline:
            raise Conflict(f"claim {known.row['id']} has a window from {opens} to {deadline} then")
        return missing

    def _hold_against(self, known: KnownClaim, column: str, before: Any, value: Any) -> None:
        """Let the ledger's value stay where it may; raise Conflict where it may not."""
        name = "source" if column == "source_id" else column
        if name in self.row.yielding:
            self.all.note(self.row, f"its {name} is another in the ledger, and stays so")
        elif not self._was(known, column, value):
            raise Conflict(self._differs(known, name, before, value))

    def _was(self, known: KnownClaim, column: str, value: Any) -> bool:
        return (
            column in claims.WORDING
            and known.row["version"] > 1
            and lookups.was(self.change.connection, known.row["id"], column, value)
        )

    def _differs(self, known: KnownClaim, name: str, before: Any, value: Any) -> str:
        claim = known.row["key"] or known.row["id"]
        if name == "source":
            return f"source of claim {claim} is another, not {self.entry.source!r}"
        where = "in an earlier row" if known.is_new else "in the ledger"
        return (
            f'{name} of claim {claim} is "{shorten(str(before))}" {where}, '
            f'"{shorten(str(value))}" here'
        )

    def _check_evidence(self) -> None:
        ids = self.row.evidence_ids
        for item in self.entry.evidence:
            if item.supersedes is not None and item.supersedes not in ids:
                raise InvalidInput(f"evidence supersedes {item.supersedes!r}, which is not there")
        judgements = filter(None, (self.entry.resolution, *self.row.verdicts))
        for name in (name for entry in judgements for name in entry.evidence):
            if name not in ids:
                raise InvalidInput(f"the resolution cites evidence {name!r}, which is not there")

    def _outcome(self, known: KnownClaim | None, kind: str, options: str | None) -> Outcome | None:
        """Return the outcome that is to be recorded, None for none. Raises Conflict."""
        entry = self.entry.resolution
        if entry is None:
            return None
        outcome = parse_outcome(entry.outcome.text, kind=kind, options=options)
        if known is None or known.outcome == outcome.text:
            return outcome if known is None else None
        said = lookups.resolutions(self.change.connection, known.row["id"])
        holding = [row for row in said if row["reopened_because"] is None]
        verdicts = [row for row in holding if row["outcome"] != NOT_YET]
        if any(row["outcome"] == outcome.text for row in verdicts or holding):
            known.outcome = outcome.text
            return None
        if verdicts:
            if outcome.text == NOT_YET:
                return None
            where = "in an earlier row" if known.is_new else "in the ledger"
            raise Conflict(
                f"claim {known.row['key'] or known.row['id']} came out {verdicts[0]['outcome']} on "
                f"{verdicts[0]['resolved_on']} {where}, {outcome.text} here"
            )
        if any(row["outcome"] == outcome.text for row in said):
            self.all.note(self.row, "its outcome was taken back in the ledger, and stays so")
            return None
        return outcome

    def _beside_withdrawn(self, known: KnownClaim) -> str:
        for forecast in self.entry.forecasts:
            owner_id = self.all.person(forecast.owner)
            if owner_id is None or not self._same(_told(known.row, owner_id, forecast), forecast):
                raise Conflict(
                    f"claim {known.row['id']} was withdrawn: {known.row['withdrawn_because']}"
                )
        self.all.note(self.row, "its claim was withdrawn in the ledger, and stays so")
        return "unchanged"

    def _put_sources(self, missing: dict[str, Any]) -> None:
        """Make the sources that the row tells of, and fill in what the ledger lacks of them."""
        for given in self.row.sources:
            lacking = missing_of_source(self.all, given)
            self.has_changed |= put_source(self.all, given.key, lacking)
        key = self.entry.source
        if key is not None:
            self.has_changed |= put_source(self.all, key, missing)
            self.source = self.all.source(key)

    def _put_claim(self) -> KnownClaim:
        entry = self.entry
        if entry.condition_claim is not None:
            entry = replace(entry, condition_claim=None)
        source_id = self.source["id"] if self.source else None
        claim_id, _ = claims.put(self.change, entry, today=self.all.today, source_id=source_id)
        self.all.made_claim(claim_id, entry.key)
        if entry.key is None or self.all.has_statements:
            self.all.by_statement(())
            self.all.index.add(self._stated(), claim_id)
        self._note_condition(claim_id)
        self.has_made = self.has_added = True
        row = {
            "id": claim_id,
            "version": put_former(self.all, claim_id, self.row.former),
            "kind": entry.kind,
            "options": _options(entry),
            "said_on": entry.said_on.isoformat(),
            "deadline": entry.window.deadline.isoformat() if entry.window.deadline else None,
        }
        return KnownClaim(row, is_new=True)

    def _note_condition(self, claim_id: int) -> None:
        """Keep in mind that the claim hangs on another, which may come later in the file."""
        if self.entry.condition_claim is not None or self.row.condition is not None:
            self.all.conditions.append((self.row, claim_id))

    def _fill(self, known: KnownClaim, missing: dict[str, Any]) -> None:
        claim_id = known.row["id"]
        if "source_id" in missing and self.source is not None:
            missing["source_id"] = self.source["id"]
        wording = {name: missing.pop(name) for name in claims.WORDING if name in missing}
        if wording and known.is_new:
            missing |= wording
        elif wording:
            self.has_changed |= claims.reword(self.change, known.row, wording)
        if missing:
            self.has_changed |= self.change.update("claims", claim_id, **missing)
            if "key" in missing:
                self.all.has_key(claim_id, missing["key"])
        if wording or missing:
            self.all.changed_claim(claim_id)
            known.row = self.change.row("claims", claim_id)
        if known.row["condition_claim_id"] is None:
            self._note_condition(claim_id)
        if self.entry.tags:
            if known.tags is None:
                known.tags = lookups.tags(self.change.connection, claim_id)
            new = [tag for tag in self.entry.tags if tag not in known.tags]
            claims.put_tags(self.change, claim_id, new)
            known.tags.update(new)
            self.has_changed |= bool(new)

    def _note_links(self, known: KnownClaim) -> None:
        """Keep a row's links until all claims are there, and what the file calls its claim."""
        claim_id = known.row["id"]
        if self.row.file_id is not None:
            self.all.index.add(("file id", self.row.file_id), claim_id)
        if self.entry.links:
            self.all.linked.append((self.row, claim_id))
            for relation, name in self.entry.links if not known.is_new else ():
                self.has_changed |= not self._is_linked(claim_id, relation, name)

    def _is_linked(self, claim_id: int, relation: str, name: str | int) -> bool:
        other_id = self.all.by_name(name)
        if other_id is None:
            return False
        found = known_links.find(self.change.connection, claim_id, relation, other_id)
        return found is not None and not found["removed"]

    def _same(self, told: dict[str, Any], entry: ForecastEntry) -> dict[str, Any] | None:
        """Return the forecast that the ledger has for a row's; its blanks are filled."""
        found = self.all.forecasts(told)
        if not found:
            return None
        texts = self._texts(entry)
        for row in found:
            if all(row[name] == value for name, value in texts.items()):
                return row
        for row in found:
            if row["recorded_at"] != self.change.at and all(
                texts[name] is None or row[name] in {None, texts[name]}
                for name in ("quote", "reporter_id")
            ):
                blanks = {name: value for name, value in texts.items() if row[name] is None}
                blanks = {name: value for name, value in blanks.items() if value is not None}
                if blanks and row["withdrawn_because"] is None:
                    self.has_changed |= self.change.update("forecasts", row["id"], **blanks)
                return row
        return None

    def _texts(self, entry: ForecastEntry) -> dict[str, Any]:
        reporter_id = source_id = None
        if entry.reported_by is not None:
            reporter_id = self.all.person(entry.reported_by) or -1
        if entry.source is not None:
            source = self.all.source(entry.source)
            source_id = source["id"] if source else None
        return {
            "quote": entry.quote,
            "reporter_id": reporter_id,
            "note": entry.note,
            "source_id": source_id,
        }

    def _version(self, claim: dict[str, Any], entry: ForecastEntry) -> int:
        """Return the wording that a forecast was made under: the one of now unless it is told."""
        now = int(claim["version"])
        return min(entry.version or now, now) if self.has_made else now

    def _put_forecast(
        self, known: KnownClaim, entry: ForecastEntry, row: ImportedRow | FurtherForecast
    ) -> None:
        claim = known.row
        if entry.source is not None:
            put_source(self.all, entry.source, {})
        if entry.reported_by is not None:
            self.all.person_made(entry.reported_by)
        is_first = self.has_made and (self.row.is_whole or entry is self.entry.forecasts[0])
        owner_id = self.all.person(entry.owner)
        if owner_id is None:
            owner_id, is_first = self.all.person_made(entry.owner), True
        told = _told(claim, owner_id, entry)
        if is_first:
            self.all.note_forecast(told)
        elif self._same(told, entry) is not None:
            return
        forecast = {
            **told,
            **self._texts(entry),
            "claim_version": self._version(claim, entry),
            "recorded_at": self.change.at,
        }
        if entry.at is not None:
            forecast["quote_start"], forecast["quote_end"] = entry.at
        self.change.insert_row("forecasts", forecast)
        if claim["deadline"] is not None and told["made_on"] > claim["deadline"]:
            late = "the forecast was made after its claim's deadline"
            self.all.note(row, late, is_of_claim=False)
        self.has_added = True

    def _put_evidence(self, known: KnownClaim) -> dict[str, int]:
        """Write the evidence that the ledger lacks; return the ids by what the file calls it."""
        if not self.entry.evidence:
            return {}
        claim_id = known.row["id"]
        there: dict[Any, int] = {}
        for row in known_evidence.of_claim(self.change.connection, claim_id):
            told = (row["observed_on"], row["url"], row["note"])
            there.setdefault(("key", row["key"]), row["id"])
            there.setdefault(told, row["id"])
            if row["key"] is None:
                there.setdefault(("without a key", *told), row["id"])
        ids: dict[str, int] = {}
        new: list[tuple[int, str]] = []
        for name, item in zip(self.row.evidence_ids, self.entry.evidence, strict=True):
            same = (item.on.isoformat(), item.url, item.note)
            found = there.get(same)
            if item.key is not None:
                found = there.get(("key", item.key)) or there.get(("without a key", *same))
            if found is None:
                found = evidence.put(self.change, claim_id, replace(item, supersedes=None))
                self.has_added = True
                if item.supersedes is not None:
                    new.append((found, item.supersedes))
            ids[name] = found
        for evidence_id, superseded in new:
            self.change.update("evidence", evidence_id, supersedes_id=ids[superseded])
        return ids

    def _put_resolution(
        self, known: KnownClaim, outcome: Outcome, entry: ResolutionEntry, ids: dict[str, int]
    ) -> None:
        entry = replace(judged(self.all, entry, ids), outcome=outcome)
        resolutions.put(self.change, known.row, entry, self.all.remarks)
        known.outcome = outcome.text
        self.has_changed = True
        if "resolved_on" in self.row.assumed:
            self.all.note(
                self.row,
                "an outcome without resolved_on counts as known on its deadline, else today",
                is_of_claim=False,
            )


def _after_today(what: str, day: date, today: date) -> str:
    return f"{what} on {day}, after today ({today})"


def _told(claim: dict[str, Any], owner_id: int, entry: ForecastEntry) -> dict[str, Any]:
    """Return the columns of a forecast by which it is told from others."""
    return {
        "claim_id": claim["id"],
        "owner_id": owner_id,
        "made_on": _made_on(claim, entry),
        "made_at": entry.made_at,
        **forecasts.belief_columns(entry),
    }


def _options(entry: ClaimEntry) -> str | None:
    return json.dumps(entry.options, ensure_ascii=False) if entry.options else None


def _columns(entry: ClaimEntry, source: dict[str, Any] | None) -> dict[str, Any]:
    """Return what a row says of its claim, as columns of the ledger, the deadline's basis last."""
    return {
        "statement": entry.statement,
        "type": entry.type,
        "kind": entry.kind,
        "said_on": entry.said_on.isoformat(),
        "criteria": entry.criteria,
        "condition": entry.condition,
        "options": _options(entry),
        "unit": entry.unit,
        "note": entry.note,
        "source_id": source["id"] if source else None,
        **claims.window_columns(entry.window),
    }


def _made_on(claim: dict[str, Any], entry: ForecastEntry) -> str:
    return entry.made_on.isoformat() if entry.made_on else str(claim["said_on"])
