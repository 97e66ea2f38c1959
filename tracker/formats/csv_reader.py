"""`import csv`: one row a forecast, read as a stream.

Texts are as the ledger keeps them, numbers and days in strict forms of their own: what a float, an
int or a date of Python would take in addition is refused.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, BinaryIO

from tracker.dates import read as read_date
from tracker.domain import outcome as outcomes
from tracker.domain import own_words
from tracker.domain.claim import (
    DEADLINE_BASES,
    KINDS,
    NOT_YET,
    TYPES,
    Window,
    check_key,
    check_tag,
    check_window,
)
from tracker.domain.entries import ClaimEntry, ForecastEntry, ResolutionEntry, SourceEntry
from tracker.domain.evidence import check_url
from tracker.domain.imports import FurtherForecast, ImportedRow, RejectedRow
from tracker.domain.probability import BASES, Belief
from tracker.domain.probability import parse as parse_probability
from tracker.domain.spreadsheet import original
from tracker.domain.text import accept, accept_line, shorten
from tracker.errors import InvalidFile, InvalidInput
from tracker.formats.belief import distributed, recorded_belief
from tracker.formats.csv_columns import (
    COLUMNS,
    RARE,
    REQUIRED,
    parts,
    read_distribution,
    read_options,
    share,
)
from tracker.formats.distribution import Distribution, check_distribution
from tracker.formats.fields import Moment, day, did_you_mean, moment, one_of
from tracker.formats.sheet import refuse_binary, rows

_SHOWN = 5
_NAME = re.compile(r"[\w .-]{1,60}")
_SOME_DAY, _ANOTHER_DAY = date(2001, 2, 5), date(2024, 11, 23)
_SINGLE = re.compile(r"[0-9.]+(?:[eE]-?[0-9]+)?\s*[%％]?")

_SHORT = 60
_UNALIKE = {"key", "statement", "criteria", "condition", "quote", "note", "forecast_note"}
_OF_FORECAST = {
    *("owner", "reported_by", "probability", "low", "high", "basis", "phrase", "made_on"),
    *("quote", "distribution", "forecast_note", "forecast_source"),
}
"""Columns that say something of a row's forecast; the others are about its claim."""
_OF_BELIEF = ("probability", "low", "high", "phrase", "basis")

Values = dict[str, Any]
Places = Sequence[tuple[str, int]]
"""Columns, each with the place of its cell in a row."""


def read(
    data: BinaryIO, *, name: str, today: date
) -> Iterator[ImportedRow | FurtherForecast | RejectedRow]:
    """Yield the rows of a CSV file. Raises InvalidFile for a header or quotes that are wrong."""
    read_rows: _Rows | None = None
    for line, cells in rows(data, name):
        if read_rows is None:
            read_rows = _Rows(_header(cells, name), today)
            continue
        yield read_rows.read(line, cells)
    if read_rows is None:
        raise InvalidFile(name, [f"it is empty: its first line names columns, {_needed()}"])


def _needed() -> str:
    return f"at least {' and '.join(REQUIRED)}"


def _header(cells: list[str], name: str) -> list[str]:
    columns = [cell.strip().lower() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    text = "".join(columns)
    refuse_binary(text, name)
    known = (*COLUMNS, *RARE)
    if len(columns) == 1 and (set(re.split(r"[;\t|]", text)) & set(COLUMNS)) and text not in known:
        raise InvalidFile(name, ["line 1: its columns must be separated by commas"])
    unknown = [column for column in columns if column not in known]
    if len(unknown) == len(columns) and not all(map(_NAME.fullmatch, unknown[:_SHOWN])):
        problem = f"line 1: it names no columns: the first line of a CSV file has {_needed()}"
        raise InvalidFile(name, [problem])
    counts = Counter(columns)
    twice = sorted(column for column, count in counts.items() if count > 1 and column in known)
    missing = [column for column in REQUIRED if column not in columns]
    problems = [
        f'line 1: unknown column "{shorten(column)}"{did_you_mean(column, known)}'
        for column in unknown[:_SHOWN]
    ]
    if len(unknown) > _SHOWN:
        problems.append(f"line 1: and {len(unknown) - _SHOWN:,} more unknown columns")
    problems += [f'line 1: column "{column}" stands there twice' for column in twice]
    problems += [f'line 1: column "{column}" is missing' for column in missing]
    if problems:
        raise InvalidFile(name, problems)
    return columns


def _tags(text: str, what: str) -> tuple[str, ...]:
    del what
    return tuple(dict.fromkeys(check_tag(part) for part in parts(text)))


def _day_or_words(text: str, what: str) -> date | str:
    return _day(text, what) if re.match(r"\s*[0-9]{4}-", text) else accept_line(text, what)


_day = lru_cache(10_000)(day)
_moment = lru_cache(10_000)(moment)
_READERS: Mapping[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(COLUMNS, accept),
    **dict.fromkeys(RARE, accept_line),
    **dict.fromkeys(("owner", "reported_by", "probability", "unit", "outcome"), accept_line),
    **dict.fromkeys(("deadline_text", "distribution"), accept_line),
    **dict.fromkeys(("said_on", "opens", "check_on"), _day),
    **dict.fromkeys(("made_on", "resolved_on"), _moment),
    **dict.fromkeys(("low", "high"), share),
    "deadline": _day_or_words,
    "type": lru_cache(100)(one_of(*TYPES)),
    "kind": lru_cache(100)(one_of(*KINDS)),
    "basis": lru_cache(100)(one_of(*BASES)),
    "deadline_basis": lru_cache(100)(one_of(*DEADLINE_BASES)),
    **dict.fromkeys(("key", "source", "condition_claim", "forecast_source"), check_key),
    "url": lambda text, _: check_url(text),
    "tags": _tags,
    "options": lambda text, _: read_options(text),
    "forecast_note": accept,
}


def _reader(column: str) -> Callable[[str], Any]:
    read_text = _READERS[column]

    def read_cell(cell: str) -> Any:
        return read_text(original(cell), column)

    return read_cell


_READ = {column: _reader(column) for column in _READERS}
_READ_SHORT = {
    column: read_cell if column in _UNALIKE else lru_cache(10_000)(read_cell)
    for column, read_cell in _READ.items()
}
"""Readers of short cells: most columns have the same ones again and again."""


def _values(places: Places, cells: Sequence[str], problems: list[str]) -> Values:
    """Return what cells say, by column; those that are blank left out."""
    values: Values = {}
    for column, place in places:
        cell = cells[place]
        if not cell or cell.isspace():
            if column in REQUIRED:
                problems.append(f"{column} is missing")
            continue
        try:
            values[column] = (_READ_SHORT if len(cell) <= _SHORT else _READ)[column](cell)
        except InvalidInput as problem:
            problems.append(str(problem))
    return values


class _Rows:
    """The rows of a file, in which one that only adds a forecast to the claim before is told."""

    def __init__(self, columns: list[str], today: date) -> None:
        self._today = today
        self._width = len(columns)
        self._places = [(name, place) for place, name in enumerate(columns)]
        self._of_claim = _picked(place for name, place in self._places if name not in _OF_FORECAST)
        self._of_forecast = [each for each in self._places if each[0] in _OF_FORECAST]
        of_belief = [each for each in self._of_forecast if each[0] in _OF_BELIEF]
        self._beside_belief = [each for each in self._of_forecast if each not in of_belief]
        self._belief_cells = _picked(place for _, place in of_belief)
        self._belief_places = [(name, place) for place, (name, _) in enumerate(of_belief)]
        self._plain_belief = lru_cache(10_000)(self._belief)
        self._first: ImportedRow | None = None
        self._said: Any = None
        self._says_kind = False

    def read(self, line: int, cells: list[str]) -> ImportedRow | FurtherForecast | RejectedRow:
        """Return what a row says."""
        if len(cells) != self._width and (len(cells) < self._width or any(cells[self._width :])):
            return RejectedRow(
                line,
                f"it has {len(cells)} cells, and the header {self._width}: quote a comma in text",
            )
        said = self._of_claim(cells)
        if self._first is not None and said == self._said:
            further = self._further(line, cells, self._first)
            if further is not None:
                return further
        self._first = None
        problems: list[str] = []
        values = _values(self._places, cells, problems)
        try:
            found = None if problems else _Row(line, values, self._today).imported()
        except InvalidInput as problem:
            problems.append(str(problem))
        if problems or found is None:
            return RejectedRow(line, "; ".join(problems))
        if _stands_alone(values):
            self._first, self._said = found, said
            self._says_kind = "kind" in values
        return found

    def _further(
        self, line: int, cells: list[str], first: ImportedRow
    ) -> FurtherForecast | RejectedRow | None:
        """Return a row whose claim is that of the row before, None where its kind may not be."""
        problems: list[str] = []
        said = self._belief_cells(cells)
        belief = None
        if first.claim.kind == "binary" and sum(map(len, said)) <= _SHORT:
            belief = self._plain_belief(said)
        if belief is not None:  # as nearly always: others like it came before, and all is well
            values = _values(self._beside_belief, cells, problems)
            if not problems and "distribution" not in values:
                return FurtherForecast(line, _forecast(values, belief), first)
            problems.clear()
        values = _values(self._of_forecast, cells, problems)
        if not problems and "distribution" in values and not self._says_kind:
            return None
        if not problems:
            try:
                forecast = _Row(line, values, self._today).forecast(
                    first.claim.kind, first.claim.options
                )
                return FurtherForecast(line, forecast, first)
            except InvalidInput as problem:
                problems.append(str(problem))
        return RejectedRow(line, "; ".join(problems))

    def _belief(self, said: tuple[str, ...]) -> Belief | None:
        """Return what the cells of a belief say together, None where something is wrong."""
        problems: list[str] = []
        values = _values(self._belief_places, said, problems)
        with suppress(InvalidInput):
            return None if problems else _believed(values)
        return None


def _picked(places: Iterable[int]) -> Callable[[list[str]], tuple[str, ...]]:
    """Return how to pick these cells out of a row."""
    wanted = tuple(places)
    if len(wanted) > 1:
        return itemgetter(*wanted)
    return lambda cells: tuple(cells[place] for place in wanted)


def _stands_alone(values: Values) -> bool:
    """Tell whether what a row says of its claim hangs on nothing that it says of the forecast."""
    words = "deadline_text" in values or isinstance(values.get("deadline"), str)
    return ("said_on" in values or not words) and ("kind" in values or "distribution" not in values)


class _Row:
    """One row whose cells were read: what they say together."""

    def __init__(self, line: int, values: Values, today: date) -> None:
        self.line = line
        self.values = values
        self.today = today
        self.assumed: set[str] = set()
        self.remarks: tuple[str, ...] = ()

    def imported(self) -> ImportedRow:
        """Return all that the row says."""
        values = self.values
        made: Moment | None = values.get("made_on")
        said_on = self._or("said_on", self.today)
        kind = self._kind()
        options = values.get("options", ())
        source = values.get("source", values.get("url"))
        claim = ClaimEntry(
            statement=values["statement"],
            said_on=said_on,
            key=values.get("key"),
            source=source,
            type=self._or("type", "conditional" if "condition" in values else "prediction"),
            kind=kind,
            window=self._window(values.get("said_on") or (made.day if made else None)),
            criteria=values.get("criteria"),
            condition=values.get("condition"),
            condition_claim=values.get("condition_claim"),
            options=options,
            unit=values.get("unit"),
            tags=values.get("tags", ()),
            note=values.get("note"),
            forecasts=(self.forecast(kind, options),),
            resolution=self._resolution(kind, options),
        )
        if made is None:
            self.assumed.add("made_on")
        return ImportedRow(
            line=self.line,
            claim=claim,
            assumed=frozenset(self.assumed),
            source=SourceEntry(key=source, url=values["url"])
            if source and "url" in values
            else None,
            remarks=self.remarks,
        )

    def _or(self, column: str, default: Any) -> Any:
        if column in self.values:
            return self.values[column]
        self.assumed.add(column)
        return default

    def _kind(self) -> str:
        values = self.values
        kind: str = self._or("kind", _kind_of(values))
        for column, owner in (("options", "choice"), ("unit", "number")):
            if column in values and kind != owner:
                raise InvalidInput(
                    f"{column} belongs to the kind {owner}, and this claim is {kind}"
                )
        return kind

    def _window(self, base: date | None) -> Window:
        values = self.values
        opens, deadline = values.get("opens"), values.get("deadline")
        words = values.get("deadline_text")
        if isinstance(deadline, str):
            words, deadline = words or deadline, _spoken(deadline, base)[1]
            if deadline is None:
                raise InvalidInput(f'deadline "{shorten(words)}" names no last day')
        elif words is not None and opens is None and deadline is None:
            opens, deadline = _spoken(words, base)
            self.assumed |= {"opens", "deadline"}
        check_window(opens, deadline)
        basis = values.get("deadline_basis")
        if basis is None and deadline is not None:
            basis = self._or("deadline_basis", "stated")
        return Window(opens, deadline, words, basis)

    def forecast(self, kind: str, options: tuple[str, ...]) -> ForecastEntry:
        """Return the forecast that the row gives on a claim."""
        values = self.values
        distribution = self._distribution(kind, options)
        if kind != "binary" and not values.keys().isdisjoint(("probability", "low", "high")):
            raise InvalidInput(f"a {kind} claim takes a distribution, not a probability")
        if distribution is None:
            return _forecast(values, _believed(values))
        belief = distributed(phrase=values.get("phrase"), basis=values.get("basis"))
        return _forecast(values, belief, distribution)

    def _distribution(self, kind: str, options: tuple[str, ...]) -> Distribution | None:
        text = self.values.get("distribution")
        if text is None:
            return None
        if kind == "binary":
            raise InvalidInput("a binary claim takes a probability, not a distribution")
        return check_distribution(read_distribution(text, kind), kind=kind, options=options or None)

    def _resolution(self, kind: str, options: tuple[str, ...]) -> ResolutionEntry | None:
        values = self.values
        text = values.get("outcome")
        if text is None:
            beside = [name for name in ("resolved_on", "because", "check_on") if name in values]
            if beside:
                self.remarks = (f"{' and '.join(beside)} without an outcome says nothing",)
            return None
        outcome = outcomes.Outcome(text)
        if kind != "choice" or options:
            outcome = outcomes.parse(text, kind=kind, options=json.dumps(options))
        if "check_on" in values and outcome.text != NOT_YET:
            raise InvalidInput(f"check_on goes with the outcome {NOT_YET} alone")
        known = values.get("resolved_on")
        if known is None:
            self.assumed.add("resolved_on")
            known = Moment(self._known_on())
        return ResolutionEntry(
            outcome=outcome,
            resolved_on=known.day,
            resolved_at=known.at,
            because=self._or("because", "so the imported file has it"),
            check_on=values.get("check_on"),
        )

    def _known_on(self) -> date:
        """Return when an outcome counts as known that has no day: on its deadline, else today."""
        deadline = self.values.get("deadline")
        return deadline if isinstance(deadline, date) and deadline < self.today else self.today


def _kind_of(values: Values) -> str:
    """Return the kind that a row without one speaks of."""
    if "options" in values:
        return "choice"
    if "unit" in values:
        return "number"
    if "distribution" not in values:
        return "binary"
    if not re.match(r"\s*[0-9.]+%\s*=", values["distribution"]):
        return "choice"
    return "date" if re.search(r"=\s*[0-9]{4}-", values["distribution"]) else "number"


def _forecast(
    values: Values, belief: Belief, distribution: Distribution | None = None
) -> ForecastEntry:
    """Return a forecast of this belief, with what else a row says of it."""
    made: Moment | None = values.get("made_on")
    return ForecastEntry(
        owner=values["owner"],
        belief=belief,
        made_on=made.day if made else None,
        made_at=made.at if made else None,
        reported_by=values.get("reported_by"),
        distribution=distribution,
        quote=values.get("quote"),
        source=values.get("forecast_source"),
        note=values.get("forecast_note"),
    )


def _believed(values: Values) -> Belief:
    """Return what a row's number, range and words say together."""
    return _belief(tuple(map(values.get, _OF_BELIEF)), own_words.current().versions)


@lru_cache(10_000)
def _belief(said: tuple[Any, ...], own: tuple[Any, ...]) -> Belief:
    """Return what the cells of a forecast say together, where words are read by `own` too."""
    del own  # it is looked up again when a word is read; here it keeps what is cached apart
    number, low, high, phrase, basis = said
    if number is None or _SINGLE.fullmatch(number):
        probability = None if number is None else share(number, "probability")
        return recorded_belief(
            probability=probability, low=low, high=high, phrase=phrase, basis=basis
        )
    found = parse_probability(number)
    for name, cell, read_as in (("low", low, found.low), ("high", high, found.high)):
        if cell is not None and cell != read_as:
            raise InvalidInput(f'{name} does not agree with probability "{shorten(number)}"')
    if found.phrase is not None and phrase is not None and phrase.lower() != found.phrase:
        raise InvalidInput(f'phrase does not agree with probability "{shorten(number)}"')
    if basis is not None and basis != found.basis:
        raise InvalidInput(f'basis "{basis}" does not agree with probability "{shorten(number)}"')
    return found._replace(phrase=phrase or found.phrase)


@lru_cache(10_000)
def _spoken(words: str, base: date | None) -> tuple[date | None, date | None]:
    """Return the window that words mean: one day is the last on which the claim can come true.

    Raises InvalidInput where that hangs on the day on which they were said, and there is none.
    """
    reading = read_date(words, base or _SOME_DAY)
    another = read_date(words, base or _ANOTHER_DAY)
    if (reading.opens, reading.deadline) != (another.opens, another.deadline):
        raise InvalidInput(f'"{shorten(words)}" counts from the day it was said: give said_on')
    opens = reading.opens if reading.opens != reading.deadline else None
    return opens, reading.deadline
