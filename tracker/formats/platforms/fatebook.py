"""Fatebook: its CSV export, one row a forecast, and its API's JSON, one object a question.

The CSV names no question by an id: one is told from others by its title, creator and time of
creation. Its times are the server's, without a zone, and are taken as UTC. The Brier scores in a
file are Fatebook's own (from 0 to 2, over the time that the question was open), hence foreign.
An option of a multiple-choice question is a claim of its own, for it has forecasts and an outcome
of its own.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import BinaryIO

from tracker.domain.entries import ForecastEntry, ForeignScoreEntry
from tracker.domain.imports import FileRemark, Imported, ImportedRow, RejectedRow
from tracker.domain.probability import stated
from tracker.errors import InvalidFile
from tracker.formats.platforms import fatebook_json, instants, outcomes
from tracker.formats.platforms.parts import (
    Place,
    Platform,
    Question,
    digest,
    number,
    probability,
    taken,
)
from tracker.formats.sheet import records

TITLE, OPTION, OWNER = "Question title", "Multiple choice option", "Forecast created by"
PROBABILITY, MADE = "Forecast (scale = 0-1)", "Forecast created at"
ASKER, ASKED = "Question created by", "Question created at"
DUE, OUTCOME, KNOWN = "Question resolve by", "Resolution", "Resolved at"
NOTES, TAGS = "Question notes", "Question tags"
NEEDED = (TITLE, OWNER, PROBABILITY, MADE, ASKED)
_FORMERLY = {"Question resolution": OUTCOME, "Question resolved at": KNOWN}
"""What columns were called in older exports."""
_SCORES = {
    "Your Brier score for this question": fatebook_json.BRIER,
    "Your relative Brier score for this question": fatebook_json.RELATIVE,
}


def read(data: BinaryIO, *, name: str, today: date, owner: str | None = None) -> Iterator[Imported]:
    """Yield the rows of an export; `owner` is who exported it, and whoever has no name in it."""
    beginning = data.read(1)
    data.seek(0)
    platform = Platform("Fatebook", "fatebook", "https://fatebook.io")
    if not beginning:
        yield FileRemark("the file is empty: Fatebook writes that where there are no forecasts")
    elif beginning in {b"{", b"["}:
        yield from fatebook_json.Questions(platform, today, owner).read(data, name)
    else:
        yield from _Export(platform, today, owner).read(data, name)
    yield from platform.remarks()


class _Export:
    """A CSV export under way."""

    def __init__(self, platform: Platform, today: date, owner: str | None) -> None:
        self.platform = platform
        self.today = today
        self.owner = owner
        self.exporter = owner

    def read(self, data: BinaryIO, name: str) -> Iterator[Imported]:
        if self.exporter is None:
            self.exporter = _exporter(data, name)
            data.seek(0)
        has_scores = False
        for record in records(data, name, NEEDED):
            if isinstance(record, RejectedRow):
                yield record
                continue
            cells = {_FORMERLY.get(column, column): cell for column, cell in record.cells.items()}
            if OUTCOME not in cells:
                raise InvalidFile(name, [f'line 1: column "{OUTCOME}" is missing'])
            has_scores = has_scores or any(cells.get(column) for column in _SCORES)
            yield from taken(Place(record.line), self._row, cells)
        if has_scores and self.exporter is None:
            yield FileRemark(
                "its Brier scores are left out, for the file does not tell whose they are: "
                "name who exported it with --owner"
            )
        yield FileRemark("times without a zone were taken as UTC")

    def _row(self, place: Place, cells: Mapping[str, str]) -> ImportedRow:
        platform = self.platform
        asked = instants.needed(cells[ASKED], ASKED)
        made = instants.needed(cells[MADE], MADE)
        due = instants.optional(cells.get(DUE), DUE)
        option = cells.get(OPTION, "").strip()
        statement = platform.statement(cells[TITLE], TITLE)
        told = [digest(cells[TITLE], asked.at or str(asked.day), cells.get(ASKER, ""))]
        if option:
            statement = f"{statement} – {platform.statement(option, OPTION)}"
            told.append(digest(option))
        deadline = due.day if due else None
        forecast = ForecastEntry(
            owner=platform.person(cells[OWNER] or self.owner, OWNER),
            belief=stated(probability(cells[PROBABILITY], PROBABILITY)),
            made_on=made.day,
            made_at=made.at,
        )
        claim = platform.claim(
            Question(platform.key(*told), statement, asked, deadline),
            note=platform.text(cells.get(NOTES), NOTES),
            tags=platform.tags(cells.get(TAGS, "").split("; ")),
            forecasts=(forecast,),
            resolution=platform.resolution(
                outcomes.read("Fatebook", cells[OUTCOME]),
                instants.optional(cells.get(KNOWN), KNOWN),
                deadline,
                self.today,
            ),
        )
        scores = self._scores(cells, fatebook_json.OF_ALL_OPTIONS if option else "")
        return platform.row(place, claim, foreign_scores=tuple(scores))

    def _scores(self, cells: Mapping[str, str], of_what: str) -> Iterator[ForeignScoreEntry]:
        if self.exporter is None or cells[OWNER] not in {self.exporter, ""}:
            return
        known = instants.optional(cells.get(KNOWN), KNOWN)
        for column, name in _SCORES.items():
            if cells.get(column, "").strip():
                yield ForeignScoreEntry(
                    person=self.platform.person(self.exporter, OWNER),
                    platform="Fatebook",
                    name=name + of_what,
                    value=number(cells[column], column),
                    scored_on=known.day if known else None,
                )


def _exporter(data: BinaryIO, name: str) -> str | None:
    """Return who exported a file: the one who forecast on every question that has a score.

    None where that is nobody, or more than one person.
    """
    found: set[str] | None = None
    rows = (one.cells for one in records(data, name, NEEDED) if not isinstance(one, RejectedRow))
    scored = (cells for cells in rows if any(cells.get(column) for column in _SCORES))
    for _, cells_of_one in groupby(scored, key=lambda cells: (cells[TITLE], cells[ASKED])):
        owners = {cells[OWNER] for cells in cells_of_one}
        found = owners if found is None else found & owners
    return next(iter(found)) or None if found and len(found) == 1 else None
