"""What a reader of claims yields: one row of a file after the other, taken or refused."""

from dataclasses import dataclass
from typing import NamedTuple

from tracker.domain.entries import ClaimEntry, PersonEntry, SourceEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedRow:
    """A claim with the forecasts, evidence and resolution that one row of a file has for it.

    `line` is where the row begins. `assumed` are the fields of the claim (and `resolved_on`,
    `because`) that the file leaves out, so that they say nothing against what a ledger has.
    `source` and `people` say more about those whom the claim names; `evidence_ids` are what the
    file calls the claim's evidence, one for each item.
    """

    line: int
    claim: ClaimEntry
    assumed: frozenset[str] = frozenset()
    source: SourceEntry | None = None
    people: tuple[PersonEntry, ...] = ()
    evidence_ids: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class RejectedRow(NamedTuple):
    """A row that cannot be taken: the line where it begins, and why."""

    line: int
    why: str
