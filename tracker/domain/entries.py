"""What a person or a file enters: sources, people, claims with their forecasts and evidence.

The same values come from the command line, a claims file and an import, already checked one by one;
what they are held against (is there such a person, is it already there) the actions see to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tracker.domain.claim import Window
from tracker.domain.links import Link
from tracker.domain.outcome import Outcome
from tracker.domain.probability import Belief


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """A document. `sha256` is of the text in which quotes are counted."""

    key: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_on: date | None = None
    language: str | None = None
    sha256: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AffiliationEntry:
    """Where a person belonged; `since` and `until` are counted, None is unknown."""

    what: str
    since: date | None = None
    until: date | None = None
    note: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry:
    """Whoever forecasts: person, organisation, model, crowd, or a source's own voice."""

    name: str
    kind: str | None = None
    aliases: tuple[str, ...] = ()
    affiliations: tuple[AffiliationEntry, ...] = ()
    note: str | None = None


class ForecastEntry(NamedTuple):
    """One person's belief at one time. `at` is the quote's span in the source's text.

    `made_at` is the instant as the ledger writes it, where it is known; `distribution` belongs to
    choice, number and date claims. `version` numbers the wording that it was made under, where a
    claim comes with its former ones.
    """

    owner: str
    belief: Belief
    made_on: date | None = None
    made_at: str | None = None
    reported_by: str | None = None
    distribution: Mapping[str, float | str] | None = None
    quote: str | None = None
    at: tuple[int, int] | None = None
    source: str | None = None
    note: str | None = None
    version: int | None = None


class KeptFile(NamedTuple):
    """A file whose copy is kept with the evidence."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceEntry:
    """A dated observation. `supersedes` is the key or the id of the item it takes the place of."""

    on: date
    stance: str
    note: str
    key: str | None = None
    strength: str | None = None
    likelihood_ratio: float | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    quote: str | None = None
    supersedes: str | None = None
    file: KeptFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolutionEntry:
    """How a claim came out, when that became known, and why one says so."""

    outcome: Outcome
    resolved_on: date
    because: str
    resolved_at: str | None = None
    judge: str | None = None
    check_on: date | None = None
    settles: bool = False
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignScoreEntry:
    """What another tracker made of a person's forecasts on a claim, by its own definition.

    `name` is the score's name on `platform`; `coverage` the share of the question's time that the
    person stood, where the platform says so.
    """

    person: str
    platform: str
    name: str
    value: float
    coverage: float | None = None
    scored_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerWordingEntry:
    """A wording that a claim had until `replaced_at`, an instant as the ledger writes it."""

    statement: str
    replaced_at: str
    window: Window = field(default_factory=Window)
    criteria: str | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntry:
    """A claim with what belongs to it. `condition_claim` is the key of another claim."""

    statement: str
    said_on: date
    key: str | None = None
    source: str | None = None
    type: str = "prediction"
    kind: str = "binary"
    window: Window = field(default_factory=Window)
    criteria: str | None = None
    condition: str | None = None
    condition_claim: str | None = None
    options: tuple[str, ...] = ()
    unit: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    note: str | None = None
    forecasts: tuple[ForecastEntry, ...] = ()
    evidence: tuple[EvidenceEntry, ...] = ()
    resolution: ResolutionEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsFile:
    """A claims file as it was read: one source, its people, its claims."""

    name: str
    source: SourceEntry
    people: tuple[PersonEntry, ...] = ()
    claims: tuple[ClaimEntry, ...] = ()
