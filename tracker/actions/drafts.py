"""Drafts: stored when a text is read, and decided on one by one.

What was decided is the ledger's own: an accepted draft is a claim and a forecast, a dismissed one
stays with its reason. Both keep a text that is read again from proposing the same once more.
"""

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from tracker.actions import claims, forecasts, people
from tracker.actions.sources import put as put_source
from tracker.dates import read as read_date
from tracker.domain import words
from tracker.domain.claim import Window, check_window
from tracker.domain.entries import ClaimEntry, ForecastEntry, PersonEntry, SourceEntry
from tracker.domain.excerpt import Excerpt
from tracker.domain.judgeable import missing
from tracker.domain.likeness import ALIKE, Known
from tracker.domain.probability import Belief
from tracker.domain.proposal import Proposal
from tracker.domain.text import one_line, without_controls
from tracker.errors import Conflict, InvalidInput
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims as known_claims
from tracker.storage.queries import drafts

_NEAR_DAYS = 366
"""Two deadlines further apart than this are two claims, however alike the words."""
_SAME = 0.5
"""From this share of the longer quote on, two are the same words, cut a little otherwise."""
_LIKELY = 4
"""How many claims that read alike are looked at for a restatement."""


class Reading(NamedTuple):
    """What was found in a source's text that was said on a day, with the words around each."""

    source: SourceEntry
    said_on: date
    proposals: Sequence[tuple[Proposal, Excerpt]]
    kept: bytes | None = None
    """The text itself, where the ledger is to keep it."""


class Stored(NamedTuple):
    """What became of a reading: the new drafts' ids, and how many were known already."""

    ids: tuple[int, ...]
    known: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What a person changes about drafts on accepting them; None leaves a thing as proposed.

    An empty text clears. With `claim` they become further forecasts on that claim; with `each`
    every draft is a claim of its own, else all of them are quotes for one.
    """

    claim: str | None = None
    each: bool = False
    statement: str | None = None
    owner: str | None = None
    reported_by: str | None = None
    belief: Belief | None = None
    window: Window | None = None
    opens: date | None = None
    said_on: date | None = None
    criteria: str | None = None
    condition: str | None = None
    type: str | None = None
    note: str | None = None
    key: str | None = None
    tags: Sequence[str] = ()


class Decided(NamedTuple):
    """What a decision made: the claims, remarks, and the number of the change, to undo it.

    `lacking` says of each claim what it needs before it can be judged.
    """

    claims: tuple[int, ...]
    remarks: tuple[str, ...]
    change: int
    lacking: tuple[str, ...] = ()


def store(ledger: Ledger, reading: Reading) -> Stored:
    """Store what was found as drafts; what this source has proposed before is not stored again.

    Where nothing was found and nothing is to be kept, the ledger stays as it was.
    """
    with ledger.change("extract") as change:
        today = ledger.today(change.connection)
        if reading.said_on > today:
            raise InvalidInput(f"it was said on {reading.said_on}, after today ({today})")
        if not reading.proposals and reading.kept is None:
            return Stored((), 0)
        source_id, remarks = put_source(change, reading.source, reading.kept)
        sha256 = reading.source.sha256 or ""
        before = _Before(change.rows("drafts", source_id=source_id), sha256)
        restated = _Restated(change, source_id, sha256)
        ids = []
        for proposal, excerpt in reading.proposals:
            known = before.take(proposal)
            if known is None:
                columns = _columns(proposal, excerpt) | {"restates_id": restated.by(proposal)}
                ids.append(
                    change.insert(
                        "drafts",
                        source_id=source_id,
                        sha256=sha256,
                        said_on=reading.said_on.isoformat(),
                        state="pending",
                        recorded_at=change.at,
                        **columns,
                    )
                )
            elif known["state"] == "pending":
                _also_found(change, known, proposal)
    return Stored(tuple(ids), len(reading.proposals) - len(ids), tuple(remarks))


def _columns(proposal: Proposal, excerpt: Excerpt) -> dict[str, Any]:
    return {
        "quote_start": proposal.start,
        "quote_end": proposal.end,
        "quote": proposal.quote,
        "question": excerpt.question,
        "said_before": excerpt.before,
        "said_after": excerpt.after,
        "statement": proposal.statement,
        "speaker": proposal.speaker,
        "reported_for": proposal.reported_for,
        "type": proposal.type,
        "condition": proposal.condition,
        "deadline_text": proposal.deadline_text,
        "opens": proposal.opens.isoformat() if proposal.opens else None,
        "deadline": proposal.deadline.isoformat() if proposal.deadline else None,
        "deadline_basis": proposal.deadline_basis,
        **words.reread(proposal.belief)._asdict(),
        "score": proposal.score,
        "found_by": proposal.found_by,
        "reasons": json.dumps(proposal.reasons, ensure_ascii=False) if proposal.reasons else None,
    }


def _also_found(change: Change, known: dict[str, Any], proposal: Proposal) -> None:
    """Note on a draft that something else proposes it too, and a wording where it had none."""
    finders = dict.fromkeys(f"{known['found_by']}+{proposal.found_by}".split("+"))
    if len(finders) > known["found_by"].count("+") + 1:
        change.update(
            "drafts",
            known["id"],
            found_by="+".join(finders),
            statement=known["statement"] or proposal.statement,
        )


class _Before:
    """The drafts that a source has already, each to be met once.

    In the same text they are known by their place, for a better rule may cut a quote a little
    otherwise; in another version of it by who said which words.
    """

    def __init__(self, rows: Sequence[dict[str, Any]], sha256: str) -> None:
        here = [row for row in rows if row["sha256"] == sha256]
        self._here = sorted(here, key=lambda row: (row["quote_start"], row["id"]))
        self._starts = [row["quote_start"] for row in self._here]
        self._longest = max((row["quote_end"] - row["quote_start"] for row in here), default=0)
        self._met: set[int] = set()
        self._elsewhere: dict[tuple[str | None, str], list[dict[str, Any]]] = {}
        for row in rows:
            if row["sha256"] != sha256:
                self._elsewhere.setdefault((row["speaker"], row["quote"]), []).append(row)

    def take(self, proposal: Proposal) -> dict[str, Any] | None:
        """Return the draft that a proposal repeats, and count it as met."""
        best, rank = None, (_SAME, False)
        for row in self._near(proposal):
            is_due_alike = row["deadline_text"] == proposal.deadline_text
            alike = (_overlap(row["quote_start"], row["quote_end"], proposal), is_due_alike)
            if alike > rank or (best is None and alike[0] >= _SAME):
                best, rank = row, alike
        if best is not None:
            self._met.add(best["id"])
            return best
        others = self._elsewhere.get((proposal.speaker, proposal.quote))
        return others.pop() if others else None

    def _near(self, proposal: Proposal) -> Iterator[dict[str, Any]]:
        """Give the drafts not met yet that may share words with a proposal."""
        first = bisect_left(self._starts, proposal.start - self._longest)
        for row in self._here[first : bisect_left(self._starts, proposal.end)]:
            if row["id"] not in self._met:
                yield row


def _overlap(start: int, end: int, proposal: Proposal) -> float:
    """Return which share of the longer of two spans both have."""
    common = min(end, proposal.end) - max(start, proposal.start)
    return common / max(end - start, proposal.end - proposal.start, 1)


class _Restated:
    """The claims of the ledger, to see which of them a proposal says again.

    They are read when the first proposal is new, for mostly a text that is read again has none.
    """

    def __init__(self, change: Change, source_id: int, sha256: str) -> None:
        self._change = change
        self._source_id = source_id
        self._sha256 = sha256

    @cached_property
    def _spans(self) -> list[tuple[int, int, int]]:
        """Where the forecasts of this very text are quoted, and their claims."""
        if self._change.row("sources", self._source_id)["sha256"] != self._sha256:
            return []
        return drafts.recorded_spans(self._change.connection, self._source_id)

    @cached_property
    def _words(self) -> tuple[Known, dict[int, str | None]]:
        """What the claims say and in which words they were said, and when each is due."""
        rows = list(drafts.recorded_words(self._change.connection))
        known = Known((claim_id, text) for claim_id, text, _ in rows)
        return known, {claim_id: deadline for claim_id, _, deadline in rows}

    def by(self, proposal: Proposal) -> int | None:
        """Return the claim that a proposal restates, None where it is new."""
        for start, end, claim_id in self._spans:
            common = min(end, proposal.end) - max(start, proposal.start)
            if 2 * common > min(end - start, proposal.end - proposal.start):
                return claim_id
        known, deadlines = self._words
        for text in filter(None, (proposal.quote, proposal.statement)):
            for claim_id, alike in known.nearest(text, _LIKELY):
                if alike >= ALIKE and _may_be_one(deadlines[claim_id], proposal.deadline):
                    return claim_id
        return None


def _may_be_one(known: str | None, proposed: date | None) -> bool:
    """Tell whether two deadlines are near enough for one claim; one without a day always is."""
    if known is None or proposed is None:
        return True
    return abs((date.fromisoformat(known) - proposed).days) <= _NEAR_DAYS


def accept(ledger: Ledger, ids: Sequence[int], wanted: Acceptance) -> Decided:
    """Make drafts claims with forecasts, or forecasts on a claim that is there.

    Raises NotFound, and Conflict for a draft that was accepted already.
    """
    with ledger.change("accept") as change:
        today = ledger.today(change.connection)
        rows = [_undecided(change, draft_id) for draft_id in dict.fromkeys(ids)]
        made, remarks, lacking = list[int](), list[str](), list[str]()
        for group in [[row] for row in rows] if wanted.each else [rows]:
            if wanted.claim is None:
                claim_id = _new_claim(change, group, wanted, today, remarks, lacking)
            else:
                claim_id = known_claims.get_active(change.connection, wanted.claim)["id"]
            for row in group:
                remarks += _forecast(change, claim_id, row, wanted, today)
            made.append(claim_id)
    return Decided(tuple(made), tuple(dict.fromkeys(remarks)), change.number, tuple(lacking))


def _undecided(change: Change, draft_id: int) -> dict[str, Any]:
    row = drafts.get(change.connection, draft_id)
    if row["state"] == "accepted":
        raise Conflict(
            f"draft {draft_id} is claim {row['claim_id']} already: "
            f"`tracker show {row['claim_id']}` shows it"
        )
    return row


def _new_claim(  # noqa: PLR0913, PLR0917 - the change, what it is made of, and what is told of it
    change: Change,
    rows: Sequence[dict[str, Any]],
    wanted: Acceptance,
    today: date,
    remarks: list[str],
    lacking: list[str],
) -> int:
    """Write the claim that drafts make, without its forecasts; return its id."""
    entry = claim_entry(rows, wanted)
    if entry.key is not None and change.rows("claims", key=entry.key):
        raise Conflict(f"there is a claim {entry.key!r} already: take another --key")
    claim_id, told = claims.put(change, entry, today=today)
    remarks += told
    needed = missing(entry, is_owned=owner(rows[0], wanted)[0] is not None)
    if needed:
        lacking.append(f"to be judged, claim {claim_id} still needs {'; '.join(needed)}")
    return claim_id


def _forecast(
    change: Change, claim_id: int, row: dict[str, Any], wanted: Acceptance, today: date
) -> list[str]:
    """Write the forecast that a draft makes on a claim, and what became of it; return remarks."""
    if owner(row, wanted)[0] is None:
        people.put(change, PersonEntry(name=row["source"], kind="source"))
    forecast_id, remarks = forecasts.put(change, claim_id, forecast_entry(row, wanted), today=today)
    change.update("drafts", row["id"], state="accepted", claim_id=claim_id, forecast_id=forecast_id)
    if row["state"] == "dismissed":
        remarks.append(f"draft {row['id']} had been dismissed")
    return remarks


def claim_entry(rows: Sequence[dict[str, Any]], wanted: Acceptance) -> ClaimEntry:
    """Return the claim that drafts make: the first one's, its gaps filled from the others."""
    row = rows[0]
    condition = _cleared(wanted.condition, _one(rows, "condition"))
    given_type = wanted.type or row["type"]
    if wanted.type is None and (given_type == "conditional") != bool(condition):
        given_type = "conditional" if condition else "prediction"
    return ClaimEntry(
        statement=wanted.statement or row["statement"] or one_line(row["quote"]),
        said_on=wanted.said_on or date.fromisoformat(row["said_on"]),
        key=wanted.key or None,
        source=row["source"],
        type=given_type,
        window=_window(rows, wanted),
        criteria=wanted.criteria or None,
        condition=condition,
        tags=tuple(wanted.tags),
        note=wanted.note or None,
    )


def forecast_entry(row: dict[str, Any], wanted: Acceptance) -> ForecastEntry:
    """Return the forecast that a draft makes, bound to its words and their place.

    Where nobody is named, the source speaks for itself.
    """
    holder, reporter = owner(row, wanted)
    proposed = Belief(**{name: row[name] for name in Belief._fields})
    return ForecastEntry(
        owner=holder or row["source"],
        belief=wanted.belief or proposed,
        made_on=wanted.said_on or date.fromisoformat(row["said_on"]),
        reported_by=reporter,
        quote=without_controls(row["quote"]),
        at=(row["quote_start"], row["quote_end"]),
        source=row["source"],
    )


def owner(row: dict[str, Any], wanted: Acceptance) -> tuple[str | None, str | None]:
    """Return whose forecast a draft is, and who relayed it: as named, else as it was read.

    Who has no name in the text is its author; where that is unknown too, it is None.
    """
    speaker = row["speaker"] or row["author"]
    holder = wanted.owner or row["reported_for"] or speaker
    relayed = speaker if row["reported_for"] and speaker != holder else None
    reporter = _cleared(wanted.reported_by, relayed)
    return (one_line(holder) if holder else None), (one_line(reporter) if reporter else None)


def _window(rows: Sequence[dict[str, Any]], wanted: Acceptance) -> Window:
    row = next((row for row in rows if row["deadline"]), rows[0])
    if wanted.window is not None:
        window = wanted.window
        if window.deadline is not None and row["deadline"] is None:
            # Nobody said this day: the recorder reads it into "soon", or into nothing at all.
            window = window._replace(text=row["deadline_text"] or window.text, basis="imputed")
    elif wanted.said_on is not None and row["deadline_text"]:
        again = read_date(row["deadline_text"], wanted.said_on)
        window = Window(again.opens, again.deadline, row["deadline_text"], row["deadline_basis"])
    else:
        opens, deadline = (
            date.fromisoformat(row[name]) if row[name] else None for name in ("opens", "deadline")
        )
        window = Window(opens, deadline, row["deadline_text"], row["deadline_basis"])
    if wanted.opens is not None:
        window = window._replace(opens=wanted.opens)
    check_window(window.opens, window.deadline)
    return window


def _one(rows: Sequence[dict[str, Any]], name: str) -> str | None:
    return next((row[name] for row in rows if row[name]), None)


def _cleared(given: str | None, proposed: str | None) -> str | None:
    """Return a text that was given, None where it was given empty, else the one proposed."""
    return proposed if given is None else given or None


def dismiss(ledger: Ledger, ids: Sequence[int], because: str | None = None) -> Decided:
    """Decide that drafts are no forecasts worth keeping; they stay, and are not proposed again."""
    with ledger.change("dismiss") as change:
        for draft_id in dict.fromkeys(ids):
            row = _undecided(change, draft_id)
            if row["state"] == "dismissed":
                raise Conflict(f"draft {draft_id} was dismissed already")
            change.update("drafts", draft_id, state="dismissed", dismissed_because=because)
    return Decided((), (), change.number)
