"""Claims from another file into the ledger: all of it or nothing, and again without a change.

An import adds and never overwrites. A claim is matched by its key, without one by statement, source
and window; a forecast by owner, time and value. What the ledger lacks is filled in; a row that says
otherwise than the ledger is rejected, and so is all of the file unless that is asked for.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from tracker.actions import links
from tracker.actions.import_known import NEAR_NAMES, Known
from tracker.actions.import_row import RowImport
from tracker.domain import imports
from tracker.domain.imports import FileRemark, FurtherForecast, ImportedRow, RejectedRow
from tracker.domain.text import shorten
from tracker.errors import NotFound, TrackerError
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger

MOST_REFUSED = 1_000
"""After so many rejected rows a file that will not be imported is read no further."""
_EVERY = 500

Rows = Callable[[date], Iterator[imports.Imported]]


class Imported(NamedTuple):
    """What became of a file's rows, in counts; `kept` is whether the ledger has it now."""

    read: int
    added: int
    unchanged: int
    updated: int
    rejected: tuple[RejectedRow, ...]
    remarks: tuple[str, ...]
    kept: bool


def import_claims(  # noqa: PLR0913 - all after the subject are named
    ledger: Ledger,
    rows: Rows,
    *,
    name: str,
    skip_invalid: bool = False,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Bring the rows that `rows` gives, told which day is today, into the ledger as one change.

    With a rejected row nothing is kept, unless `skip_invalid`; nor with `dry_run`. `progress` is
    told now and then how many rows were read. Raises InvalidFile for what is no such file.
    """
    importing: _Importing | None = None
    try:
        with ledger.change("import") as change:
            change.about["file"] = name
            today = ledger.today(change.connection)
            importing = _Importing(change, today)
            importing.run(rows(today), progress, stop_early=not (skip_invalid or dry_run))
            importing.end(keep=not dry_run and (skip_invalid or not importing.rejected))
    except _NotKept:
        pass
    assert importing is not None  # noqa: S101 - a change that fails to begin raises
    return importing.result(kept=not dry_run, refused=not (skip_invalid or dry_run))


class _NotKept(Exception):
    """The change is to be taken back."""


class _Importing:
    """One import under way."""

    def __init__(self, change: Change, today: date) -> None:
        self.known = Known(change, today)
        self.read = self.added = self.unchanged = self.updated = 0
        self.rejected: list[RejectedRow] = []
        self._row: RowImport | None = None

    def run(
        self,
        rows: Iterator[imports.Imported],
        progress: Callable[[int], None] | None,
        *,
        stop_early: bool,
    ) -> None:
        """Take the rows one after the other."""
        for row in rows:
            if isinstance(row, FileRemark):
                self.known.remarks.append(row.text)
                continue
            self.read += 1
            self._take(row)
            if progress is not None and self.read % _EVERY == 0:
                progress(self.read)
            if stop_early and len(self.rejected) >= MOST_REFUSED:
                self.known.remarks.append(f"reading stopped at {MOST_REFUSED:,} rejected rows")
                break
        self._hang_on_conditions()
        self._link()
        self.known.index.close()

    def end(self, *, keep: bool) -> None:
        """Take the change back unless it is to be kept."""
        if not keep:
            raise _NotKept

    def result(self, *, kept: bool, refused: bool) -> Imported:
        """Return the counts; those of what was done are 0 where nothing was kept."""
        refused = refused and bool(self.rejected)
        remarks = [*self.known.remarks]
        if self.known.new_people > NEAR_NAMES:
            remarks.append(f"and {self.known.new_people - NEAR_NAMES:,} more people are new here")
        remarks += self.known.notes()
        return Imported(
            read=self.read,
            added=0 if refused else self.added,
            unchanged=self.unchanged,
            updated=0 if refused else self.updated,
            rejected=tuple(self.rejected),
            remarks=tuple(remarks) if not refused else (),
            kept=kept and not refused,
        )

    def _take(self, row: ImportedRow | FurtherForecast | RejectedRow) -> None:
        if isinstance(row, RejectedRow):
            self.rejected.append(row)
            return
        try:
            found = self._taken(row)
        except TrackerError as problem:
            self.rejected.append(RejectedRow(row.line, str(problem), row.where))
            return
        if found == "added":
            self.added += 1
        elif found == "updated":
            self.updated += 1
        else:
            self.unchanged += 1

    def _link(self) -> None:
        """Link claims to others, for these may come later."""
        for row, claim_id in self.known.linked:
            claim = self.known.change.row("claims", claim_id)
            for relation, name in row.claim.links:
                other_id = self.known.by_name(name)
                try:
                    if other_id is None:
                        raise NotFound(f"there is no claim {shorten(str(name))!r}")
                    links.put(
                        self.known.change,
                        claim,
                        relation,
                        self.known.change.row("claims", other_id),
                    )
                except TrackerError as problem:
                    why = f"{relation}: {problem}"
                    self.rejected.append(RejectedRow(row.line, why, row.where))

    def _taken(self, row: ImportedRow | FurtherForecast) -> str:
        if isinstance(row, FurtherForecast):
            found = self._row.further(row) if self._row is not None else None
            if found is not None:
                return found
            row = row.whole()
        one = RowImport(self.known, row)
        self._row = None
        found = one.take()
        self._row = one
        return found

    def _hang_on_conditions(self) -> None:
        """Point claims at the claims that are their conditions, for these may come later."""
        for row, claim_id in self.known.conditions:
            condition_id = self.known.condition(row)
            if condition_id is None or condition_id == claim_id:
                name = shorten(row.claim.condition_claim or str(row.condition))
                why = f"condition_claim: there is no other claim {name!r}"
                self.rejected.append(RejectedRow(row.line, why, row.where))
            else:
                self.known.change.update("claims", claim_id, condition_claim_id=condition_id)
