"""A plain list of predictions, such as those that blogs make for a year.

Each has a statement, a probability, and how it came out where that is known.
With a header its columns go by name; without one they are statement, probability, outcome. How
probabilities are written must be plain from the file: with a % each, or all from 0 to 1, or all as
whole percentages of which one at least is above 1. Anything else is refused, not guessed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, BinaryIO, NamedTuple

from tracker.dates import parse_iso
from tracker.domain.claim import Window, check_key
from tracker.domain.entries import ClaimEntry, ForecastEntry, ResolutionEntry
from tracker.domain.imports import Imported, ImportedRow
from tracker.domain.outcome import Outcome
from tracker.domain.probability import stated
from tracker.errors import InvalidDate, InvalidFile, InvalidInput
from tracker.formats import sheet
from tracker.formats.platforms import outcomes
from tracker.formats.platforms.parts import Place, Platform, taken

NAMES: Mapping[str, frozenset[str]] = {
    "statement": frozenset({"statement", "prediction", "claim", "question", "event"}),
    "probability": frozenset(
        {"probability", "p", "prob", "confidence", "credence", "odds", "forecast", "chance"}
    ),
    "outcome": frozenset({"outcome", "result", "resolution", "came true", "correct", "right"}),
    "owner": frozenset({"owner", "person", "author", "forecaster", "by whom"}),
    "said": frozenset({"date", "said", "said_on", "made_on", "made"}),
    "by": frozenset({"deadline", "by", "due", "resolve by"}),
    "tags": frozenset({"category", "tag", "tags", "topic"}),
}
_MOST_ROWS = 100_000
_NUMBER = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,12})?|\.[0-9]{1,12})\s*([%％]?)")


class _Row(NamedTuple):
    line: int
    cells: Mapping[str, str]


class _Beside(NamedTuple):
    """What was said beside the file, for what it has no column of."""

    owner: str | None = None
    said: date | None = None
    by: date | None = None
    source: str | None = None


def read(
    data: BinaryIO, *, name: str, today: date, scale: str | None = None, **beside: Any
) -> Iterator[Imported]:
    """Yield the rows of a list.

    `owner`, `said`, `by` and `source` stand for what the file has no column of; `scale` is percent
    or share.
    """
    given = _Beside(**beside)
    rows = list(_rows(data, name))
    has = set(rows[0].cells) if rows else {*_Beside._fields}
    if given.owner is None and "owner" not in has:
        raise InvalidFile(name, ["it does not say whose predictions they are: add --owner NAME"])
    if given.said is None and "said" not in has:
        raise InvalidFile(name, ["it does not say when they were made: add --said 2026-01-01"])
    platform = Platform("the list", "list")
    reading = _List(platform, today, given, _divisor(rows, name, scale))
    for row in rows:
        yield from taken(Place(row.line), reading.row, row.cells)
    yield from platform.remarks()


def told_by_columns(columns: Sequence[str]) -> bool:
    """Tell whether a first line names the columns of such a list."""
    found = {_column(column) for column in columns}
    return {"statement", "probability"} <= found


def _rows(data: BinaryIO, name: str) -> Iterator[_Row]:
    columns: list[str] | None = None
    count = 0
    for line, cells in sheet.rows(data, name):
        if columns is None:
            sheet.refuse_binary("".join(cells), name)
            if told_by_columns(cells):
                columns = [_column(cell) for cell in cells]
                continue
            columns = ["statement", "probability", "outcome"]
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            has = f"it has {len(cells)} cells, and there are {len(columns)} columns"
            raise InvalidFile(name, [f"line {line}: {has}: quote a comma in text"])
        count += 1
        if count > _MOST_ROWS:
            raise InvalidFile(name, [f"it has more than {_MOST_ROWS:,} rows: use csv for those"])
        yield _Row(line, dict(zip(columns, cells, strict=False)))
    if columns is None:
        raise InvalidFile(name, ["it is empty"])


def _column(text: str) -> str:
    plain = text.strip().lower()
    return next((name for name, words in NAMES.items() if plain in words), f"?{plain}")


def _divisor(rows: Sequence[_Row], name: str, scale: str | None) -> float:
    """Return by what a bare number is divided, 1 or 100. Raises InvalidFile if that is unclear."""
    if scale is not None:
        return 100 if scale == "percent" else 1
    bare = []
    for row in rows:
        found = _NUMBER.fullmatch(row.cells.get("probability", "").strip())
        if found and not found.group(2):
            bare.append((float(found.group(1)), row.line))
    large = [line for value, line in bare if value > 1]
    broken = [line for value, line in bare if 0 < value < 1]
    if large and broken:
        how = "are they percentages, or from 0 to 1? Say --scale percent or --scale share"
        raise InvalidFile(name, [f"lines {broken[0]} and {large[0]} write odds in two ways: {how}"])
    return 100 if large else 1


class _List:
    """A list under way."""

    def __init__(self, platform: Platform, today: date, given: _Beside, divisor: float) -> None:
        self.platform = platform
        self.today = today
        self.given = given
        self.divisor = divisor
        self.source = check_key(given.source, "source") if given.source else None

    def row(self, place: Place, cells: Mapping[str, str]) -> ImportedRow:
        said = _day(cells, "said") or self.given.said
        deadline = _day(cells, "by") or self.given.by
        if said is None:
            raise InvalidInput("the day when it was made is missing")
        outcome = self._outcome(cells.get("outcome", ""))
        assumed = {"because"}
        resolution = None
        if outcome:
            assumed.add("resolved_on")
            known = deadline if deadline and deadline < self.today else self.today
            resolution = ResolutionEntry(
                outcome=Outcome(outcome), resolved_on=known, because="so the imported file has it"
            )
        forecast = ForecastEntry(
            owner=self.platform.person(cells.get("owner") or self.given.owner, "owner"),
            belief=stated(self._probability(cells.get("probability", ""))),
            made_on=said,
        )
        claim = ClaimEntry(
            statement=self.platform.statement(cells.get("statement"), "statement"),
            said_on=said,
            source=self.source,
            window=Window(None, deadline, None, "stated" if deadline else None),
            tags=self.platform.tags(re.split(r"[;,]", cells.get("tags", ""))),
            forecasts=(forecast,),
            resolution=resolution,
        )
        return ImportedRow(line=place.line, claim=claim, assumed=frozenset(assumed))

    def _probability(self, text: str) -> float:
        found = _NUMBER.fullmatch(text.strip())
        if found is None:
            raise InvalidInput(f'probability "{text.strip()}" is no number such as 0.7 or 70%')
        share = float(found.group(1)) / (100 if found.group(2) else self.divisor)
        if share > 1:
            raise InvalidInput(f'probability "{text.strip()}" is not between 0 and 100%')
        return share

    def _outcome(self, text: str) -> str:
        plain = text.strip()
        found = _NUMBER.fullmatch(plain)
        if found and found.group(2):  # a share, as resolve takes it
            return plain
        return outcomes.read("list", plain)


def _day(cells: Mapping[str, str], column: str) -> date | None:
    text = cells.get(column, "").strip()
    if not text:
        return None
    try:
        return parse_iso(text)
    except InvalidDate as problem:
        raise InvalidInput(f"{column}: {problem}") from problem
