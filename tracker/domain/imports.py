"""What a reader of claims yields: one row of a file after the other, taken or refused."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from tracker.domain.entries import (
    ClaimEntry,
    ForecastEntry,
    ForeignScoreEntry,
    FormerWordingEntry,
    PersonEntry,
    ResolutionEntry,
    SourceEntry,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """A claim with the forecasts, evidence and resolution that one row of a file has for it.

    `line` is where the row begins, `where` its place in words where that is no line of the file.
    `assumed` are the fields of the claim (and `resolved_on`, `because`) that the file leaves out,
    so that they say nothing against what a ledger has; `yielding` are those that may have changed
    where the file comes from: what the ledger has stays, with a remark. A row that `attaches` says
    nothing of the claim but its key: the claim must be there. `source` and `people` say more about
    those whom the claim names; `evidence_ids` are what the file calls the claim's evidence, one
    for each item, and `file_id` what it calls a claim without a key. `foreign_scores` are what
    another tracker made of the forecasts.

    A row that `is_whole` has the claim as another ledger holds it, which counts where the claim is
    new here: each forecast is one, be it like another; `former` are the wordings before this one,
    `verdicts` what judges said who disagree or agree, in their order. `condition` is what the file
    calls the claim that is its condition where that has no key, `sources` are others than the
    claim's own.
    """

    line: int
    claim: ClaimEntry
    where: str = ""
    assumed: frozenset[str] = frozenset()
    yielding: frozenset[str] = frozenset()
    attaches: bool = False
    source: SourceEntry | None = None
    people: tuple[PersonEntry, ...] = ()
    evidence_ids: tuple[str, ...] = ()
    file_id: int | None = None
    foreign_scores: tuple[ForeignScoreEntry, ...] = ()
    remarks: tuple[str, ...] = ()
    is_whole: bool = False
    former: tuple[FormerWordingEntry, ...] = ()
    verdicts: tuple[ResolutionEntry, ...] = ()
    condition: int | None = None
    sources: tuple[SourceEntry, ...] = ()


class FurtherForecast(NamedTuple):
    """A row that says of its claim what the row before says, and gives one forecast more.

    `said_before` is the first of such rows. It spares who takes the row to hold the same claim
    against the ledger again and again.
    """

    line: int
    forecast: ForecastEntry
    said_before: ImportedRow

    @property
    def where(self) -> str:
        """Its place in words where that is no line of the file."""
        return ""

    def whole(self) -> ImportedRow:
        """Return the row as one that stands alone."""
        first = self.said_before
        assumed = first.assumed - {"made_on"}
        return replace(
            first,
            line=self.line,
            claim=replace(first.claim, forecasts=(self.forecast,)),
            assumed=assumed | {"made_on"} if self.forecast.made_on is None else assumed,
        )


class RejectedRow(NamedTuple):
    """A row that cannot be taken: where it begins, and why; `where` as in ImportedRow."""

    line: int
    why: str
    where: str = ""

    @property
    def place(self) -> str:
        """Where the row stands, in words."""
        return self.where or f"line {self.line}"


class FileRemark(NamedTuple):
    """What is to be said of the file as a whole, such as how many addresses were dropped."""

    text: str


Imported = ImportedRow | FurtherForecast | RejectedRow | FileRemark
