"""The whole schema on one page: every table of a ledger, as typed records.

Conventions: a day is the text `YYYY-MM-DD`, an instant the text `YYYY-MM-DDTHH:MM:SS.ffffffZ`
(UTC), so that both sort as they follow each other, on SQLite and PostgreSQL alike. Text is
compared by code point. Ids are given out by the ledger, never by the database, and are never used
twice. Nothing is deleted: a row that no longer counts carries the reason (`withdrawn_because` and
its like).
"""

from typing import Annotated, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

CODE_POINT_TEXT = String().with_variant(String(collation="C"), "postgresql")

Id = Annotated[int, mapped_column(primary_key=True, autoincrement=False)]
Text = Annotated[str, mapped_column(CODE_POINT_TEXT)]
Day = Annotated[str, mapped_column(CODE_POINT_TEXT)]
Instant = Annotated[str, mapped_column(CODE_POINT_TEXT)]


class Record(DeclarativeBase):
    """What all tables share: the names of their constraints."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )
    type_annotation_map: ClassVar = {str: CODE_POINT_TEXT, bytes: LargeBinary}


_CONFLICT, _CHECK = text("in_conflict = 1"), text("check_on IS NOT NULL")


def _one_of(column: str, *values: str) -> CheckConstraint:
    allowed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({allowed})", name=column)


def _days(*columns: str) -> list[CheckConstraint]:
    return [CheckConstraint(f"{column} LIKE '____-__-__'", name=column) for column in columns]


def _share(*columns: str) -> list[CheckConstraint]:
    return [CheckConstraint(f"{column} BETWEEN 0 AND 1", name=column) for column in columns]


class Source(Record):
    """A document in which things were claimed. `sha256` is of the text that quotes are found in."""

    __tablename__ = "sources"
    id: Mapped[Id]
    key: Mapped[Text] = mapped_column(unique=True)
    title: Mapped[Text | None]
    author: Mapped[Text | None]
    publisher: Mapped[Text | None]
    url: Mapped[Text | None]
    published_on: Mapped[Day | None]
    language: Mapped[Text | None]
    sha256: Mapped[Text | None]
    note: Mapped[Text | None]
    __table_args__ = (*_days("published_on"),)


class Person(Record):
    """Whoever claims or forecasts: a person, an organisation, a model, a crowd, a source's voice.

    One that was found to be another (`people merge`) keeps its row and points there.
    """

    __tablename__ = "people"
    id: Mapped[Id]
    name: Mapped[Text] = mapped_column(unique=True)
    kind: Mapped[Text]
    note: Mapped[Text | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    __table_args__ = (_one_of("kind", "person", "organisation", "model", "crowd", "source"),)


class Alias(Record):
    """Another name of a person; no two people share one."""

    __tablename__ = "aliases"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    alias: Mapped[Text] = mapped_column(unique=True)


class Affiliation(Record):
    """Where a person belonged, from `since` to `until`, both days counted; null is unknown."""

    __tablename__ = "affiliations"
    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    what: Mapped[Text]
    since: Mapped[Day | None]
    until: Mapped[Day | None]
    note: Mapped[Text | None]
    url: Mapped[Text | None]
    __table_args__ = (*_days("since", "until"),)


class Claim(Record):
    """A statement that will turn out true or false, or have a value, in the wording that holds now.

    Statement, condition, criteria and window are the wording; `version` numbers it from 1, and
    what it was before stands in former_wordings. `options` is a JSON array of texts (choice),
    `unit` what a number is counted in.
    """

    __tablename__ = "claims"
    id: Mapped[Id]
    key: Mapped[Text | None] = mapped_column(unique=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"), index=True)
    type: Mapped[Text]
    kind: Mapped[Text]
    said_on: Mapped[Day]
    version: Mapped[int]
    statement: Mapped[Text]
    criteria: Mapped[Text | None]
    condition: Mapped[Text | None]
    condition_claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"), index=True)
    opens: Mapped[Day | None]
    deadline: Mapped[Day | None] = mapped_column(index=True)
    deadline_text: Mapped[Text | None]
    deadline_basis: Mapped[Text | None]
    options: Mapped[Text | None]
    unit: Mapped[Text | None]
    note: Mapped[Text | None]
    recorded_at: Mapped[Instant]
    withdrawn_because: Mapped[Text | None]
    __table_args__ = (
        _one_of("type", "prediction", "conditional", "fact", "plan"),
        _one_of("kind", "binary", "choice", "number", "date"),
        _one_of("deadline_basis", "stated", "inherited", "imputed"),
        *_days("said_on", "opens", "deadline"),
        CheckConstraint("opens <= deadline", name="window"),
    )


class FormerWording(Record):
    """A wording that a claim had until `replaced_at`."""

    __tablename__ = "former_wordings"
    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    version: Mapped[int]
    statement: Mapped[Text]
    criteria: Mapped[Text | None]
    condition: Mapped[Text | None]
    condition_claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    opens: Mapped[Day | None]
    deadline: Mapped[Day | None]
    deadline_text: Mapped[Text | None]
    deadline_basis: Mapped[Text | None]
    replaced_at: Mapped[Instant]
    __table_args__ = (UniqueConstraint("claim_id", "version"),)


class ClaimTag(Record):
    """A tag on a claim; one taken off stays, with `removed` 1."""

    __tablename__ = "claim_tags"
    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    tag: Mapped[Text] = mapped_column(index=True)
    removed: Mapped[int]
    __table_args__ = (
        UniqueConstraint("claim_id", "tag"),
        CheckConstraint("removed IN (0, 1)", name="removed"),
    )


class ClaimLink(Record):
    """That a claim hangs together with another; a link taken off stays, with `removed` 1.

    It `implies` the other, is its `complement`, or says the same on its condition
    (`conditional`).
    """

    __tablename__ = "claim_links"
    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    relation: Mapped[Text]
    other_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    removed: Mapped[int]
    __table_args__ = (
        UniqueConstraint("claim_id", "relation", "other_id"),
        _one_of("relation", "implies", "complement", "conditional"),
        CheckConstraint("claim_id <> other_id", name="self"),
        CheckConstraint("removed IN (0, 1)", name="removed"),
    )


class Forecast(Record):
    """What one person gave for one claim at one time.

    `probability` is the number used: the one stated, or the middle of `low` and `high`. `made_at`
    is the instant where it is known, `made_on` always the day. `claim_version` is the wording it
    was made under. `quote_start` and `quote_end` count code points of the source's text.
    `word_table` names the table and version by which a phrase was read. `distribution` is a JSON
    object.
    """

    __tablename__ = "forecasts"
    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    claim_version: Mapped[int]
    basis: Mapped[Text]
    probability: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    distribution: Mapped[Text | None]
    phrase: Mapped[Text | None]
    word_table: Mapped[Text | None]
    made_on: Mapped[Day]
    made_at: Mapped[Instant | None]
    quote: Mapped[Text | None]
    quote_start: Mapped[int | None]
    quote_end: Mapped[int | None]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("sources.id"))
    note: Mapped[Text | None]
    recorded_at: Mapped[Instant]
    withdrawn_because: Mapped[Text | None]
    __table_args__ = (
        Index("ix_forecasts_claim_owner_made", "claim_id", "owner_id", "made_on"),
        _one_of("basis", "stated", "imputed", "none"),
        *_days("made_on"),
        *_share("probability", "low", "high"),
        CheckConstraint("low <= high", name="range"),
        CheckConstraint(
            "basis <> 'none' OR (probability IS NULL AND distribution IS NULL)", name="none"
        ),
    )


class Evidence(Record):
    """A dated observation for or against a claim. `sha256` names a kept copy in attachments.

    One that `supersedes` another takes its place: both stay, and only the newer one counts.
    """

    __tablename__ = "evidence"
    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    key: Mapped[Text | None]
    observed_on: Mapped[Day]
    stance: Mapped[Text]
    strength: Mapped[Text | None]
    likelihood_ratio: Mapped[float | None]
    note: Mapped[Text]
    url: Mapped[Text | None]
    title: Mapped[Text | None]
    publisher: Mapped[Text | None]
    quote: Mapped[Text | None]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)
    sha256: Mapped[Text | None] = mapped_column(ForeignKey("attachments.sha256"))
    file_name: Mapped[Text | None]
    recorded_at: Mapped[Instant]
    retracted_because: Mapped[Text | None]
    __table_args__ = (
        UniqueConstraint("claim_id", "key"),
        _one_of("stance", "supports", "refutes", "neutral"),
        _one_of("strength", "weak", "moderate", "strong"),
        *_days("observed_on"),
        CheckConstraint("likelihood_ratio > 0", name="likelihood_ratio"),
    )


class Attachment(Record):
    """The kept copy of a file, compressed; known by the SHA-256 of what it was."""

    __tablename__ = "attachments"
    sha256: Mapped[Text] = mapped_column(primary_key=True)
    size: Mapped[int]
    content: Mapped[bytes]


class Resolution(Record):
    """How a claim came out by one judge, or that it has not yet.

    Judges who disagree are in conflict until a resolution `settles` it: then only that one and
    later ones count. `outcome` is what was recorded; `share` the same as a number from 0 to 1 for
    yes, no and shares. `resolved_on` is the day on which it became known. Without a judge named,
    the recorder judged.
    """

    __tablename__ = "resolutions"
    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    outcome: Mapped[Text]
    share: Mapped[float | None]
    resolved_on: Mapped[Day]
    resolved_at: Mapped[Instant | None]
    because: Mapped[Text]
    judge_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    recorded_by: Mapped[Text]
    check_on: Mapped[Day | None]
    settles: Mapped[int]
    recorded_at: Mapped[Instant]
    reopened_because: Mapped[Text | None]
    __table_args__ = (
        *_days("resolved_on", "check_on"),
        *_share("share"),
        CheckConstraint("settles IN (0, 1)", name="settles"),
        CheckConstraint("check_on IS NULL OR outcome = 'not-yet'", name="check_on_with_not_yet"),
    )


class Citation(Record):
    """A piece of evidence that a resolution rests on."""

    __tablename__ = "citations"
    id: Mapped[Id]
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolutions.id"), index=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    __table_args__ = (UniqueConstraint("resolution_id", "evidence_id"),)


class ForeignScore(Record):
    """What another tracker made of a person's forecasts on a claim, by its own definition.

    Kept as it came and never mixed with our scores. `name` is the score's name on `platform`; of
    several with one name the newest holds. `coverage` is the share of the question's time that
    the person stood, where the platform says so.
    """

    __tablename__ = "foreign_scores"
    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    platform: Mapped[Text]
    name: Mapped[Text]
    value: Mapped[float]
    coverage: Mapped[float | None]
    scored_on: Mapped[Day | None]
    recorded_at: Mapped[Instant]
    __table_args__ = (
        Index("ix_foreign_scores_claim", "claim_id", "person_id"),
        *_days("scored_on"),
        *_share("coverage"),
    )


class Draft(Record):
    """A statement that was found in a source's text and awaits a person's decision, or had it.

    What stands in it is as it was proposed; what was accepted, with or without a change, is the
    claim and the forecast that it points to. `sha256` is of the text that `quote_start` and
    `quote_end` count code points of; `question`, `said_before` and `said_after` are the words
    around the quote. `restates_id` is a claim that it seems to say again. `reasons` is a JSON array
    of texts.
    """

    __tablename__ = "drafts"
    id: Mapped[Id]
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), index=True)
    sha256: Mapped[Text]
    quote_start: Mapped[int]
    quote_end: Mapped[int]
    quote: Mapped[Text]
    question: Mapped[Text | None]
    said_before: Mapped[Text | None]
    said_after: Mapped[Text | None]
    statement: Mapped[Text | None]
    speaker: Mapped[Text | None]
    reported_for: Mapped[Text | None]
    type: Mapped[Text]
    condition: Mapped[Text | None]
    said_on: Mapped[Day]
    deadline_text: Mapped[Text | None]
    opens: Mapped[Day | None]
    deadline: Mapped[Day | None]
    deadline_basis: Mapped[Text | None]
    basis: Mapped[Text]
    probability: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    phrase: Mapped[Text | None]
    word_table: Mapped[Text | None]
    score: Mapped[float]
    found_by: Mapped[Text]
    reasons: Mapped[Text | None]
    restates_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    state: Mapped[Text]
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"), index=True)
    forecast_id: Mapped[int | None] = mapped_column(ForeignKey("forecasts.id"))
    dismissed_because: Mapped[Text | None]
    recorded_at: Mapped[Instant]
    __table_args__ = (
        _one_of("type", "prediction", "conditional", "fact", "plan"),
        _one_of("deadline_basis", "stated", "inherited", "imputed"),
        _one_of("basis", "stated", "imputed", "none"),
        _one_of("state", "pending", "accepted", "dismissed"),
        *_days("said_on", "opens", "deadline"),
        *_share("probability", "low", "high"),
        CheckConstraint("opens <= deadline", name="window"),
        CheckConstraint("low <= high", name="range"),
    )


class ProposedResolution(Record):
    """An outcome that somebody proposes, such as an assistant: it counts only once it is recorded.

    `evidence` is a JSON array of the numbers of what it rests on. `resolution_id` is the resolution
    that a person recorded on it; one that was declined says why.
    """

    __tablename__ = "proposed_resolutions"
    id: Mapped[Id]
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    outcome: Mapped[Text]
    resolved_on: Mapped[Day]
    because: Mapped[Text]
    evidence: Mapped[Text | None]
    proposed_by: Mapped[Text]
    recorded_at: Mapped[Instant]
    resolution_id: Mapped[int | None] = mapped_column(ForeignKey("resolutions.id"), index=True)
    declined_because: Mapped[Text | None]
    __table_args__ = (
        *_days("resolved_on"),
        CheckConstraint("resolution_id IS NULL OR declined_because IS NULL", name="decided_once"),
    )


class Setting(Record):
    """A choice made for this ledger: its time zone, its review periods."""

    __tablename__ = "settings"
    id: Mapped[Id]
    name: Mapped[Text] = mapped_column(unique=True)
    value: Mapped[Text]


class WordReading(Record):
    """How this ledger reads a phrase of probability, instead of the tables that ship.

    Each reading is a version of the ledger's own table, `own-1` and so on, and is never changed;
    the newest of a phrase counts, unless it is `removed`. Without a range the phrase is an
    attitude.
    """

    __tablename__ = "word_readings"
    id: Mapped[Id]
    version: Mapped[Text] = mapped_column(unique=True)
    phrase: Mapped[Text]
    low: Mapped[float | None]
    high: Mapped[float | None]
    middle: Mapped[float | None]
    remark: Mapped[Text | None]
    removed: Mapped[int]
    __table_args__ = (
        *_share("low", "high"),
        CheckConstraint("middle BETWEEN low AND high", name="middle"),
        CheckConstraint("removed IN (0, 1)", name="removed"),
    )


class Counter(Record):
    """The last id given out in each table, so that none is used twice; writers queue on it."""

    __tablename__ = "counters"
    name: Mapped[Text] = mapped_column(primary_key=True)
    last_id: Mapped[int]


class JournalEntry(Record):
    """One entry of the journal: what changed, when, by whom, chained to the entry before it.

    Entries of one change share its number, the sequence of the first. `content` is compressed
    canonical JSON, empty when it was redacted; `content_hash` its SHA-256 uncompressed; `hash`
    covers all other columns and the hash before.
    """

    __tablename__ = "journal"
    sequence: Mapped[Id]
    change: Mapped[int]
    recorded_at: Mapped[Instant]
    author: Mapped[Text]
    verb: Mapped[Text]
    content: Mapped[bytes]
    content_hash: Mapped[Text]
    hash: Mapped[Text] = mapped_column(unique=True)


class JournalSubject(Record):
    """Which claims an entry of the journal is about, so that one claim's history is found at once.

    Derived from the entries, and checked against them.
    """

    __tablename__ = "journal_subjects"
    claim_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Standing(Record):
    """How a claim stands, kept beside the truth so that lists need not reckon it: see `derived`.

    `state` is open (it has not come out, its deadline passed or not), resolved, void or withdrawn;
    `due` the deadline, and 9999-99-99 without one, so that one index has the order of a list;
    `heard_on` the day of the last evidence that counts, else the day when the claim was said. The
    rest is as the view `claim_standing` has it.
    """

    __tablename__ = "standings"
    claim_id: Mapped[Id]
    state: Mapped[Text]
    due: Mapped[Day]
    said_on: Mapped[Day]
    heard_on: Mapped[Day]
    check_on: Mapped[Day | None]
    in_conflict: Mapped[int]
    resolution_id: Mapped[int | None]
    outcome: Mapped[Text | None]
    share: Mapped[float | None]
    resolved_on: Mapped[Day | None]
    resolved_at: Mapped[Instant | None]
    supports: Mapped[int]
    refutes: Mapped[int]
    neutral: Mapped[int]
    last_evidence_on: Mapped[Day | None]
    __table_args__ = (
        Index("ix_standings_state_due", "state", "due", "claim_id", "heard_on", "check_on",
              "in_conflict"),
        Index("ix_standings_state_heard", "state", "heard_on", "due", "check_on", "in_conflict"),
        Index("ix_standings_conflict", "in_conflict", sqlite_where=_CONFLICT,
              postgresql_where=_CONFLICT),
        Index("ix_standings_check", "check_on", sqlite_where=_CHECK, postgresql_where=_CHECK),
        Index("ix_standings_state_said", "state", "said_on", "claim_id"),
        Index("ix_standings_state_id", "state", "claim_id"),
        Index("ix_standings_due", "due", "claim_id", "state"),
        Index("ix_standings_said", "said_on", "claim_id", "state"),
    )  # fmt: skip


class SearchText(Record):
    """What a claim is found by, in small letters, kept beside the truth: see `derived`."""

    __tablename__ = "search_texts"
    claim_id: Mapped[Id]
    text: Mapped[Text]
