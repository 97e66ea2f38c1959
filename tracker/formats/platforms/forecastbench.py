"""ForecastBench: its sets of questions, of resolutions and of forecasts, in one file or in several.

A question on a data series is asked for several days, hence a claim for each of them; one that was
taken from a market is a claim until the market closes. The set's due date is part of the key, for
the same question comes back in later sets, and so is its source, for two may use one id.
Combinations of two questions are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tracker.domain.entries import ForecastEntry, PersonEntry
from tracker.domain.imports import Imported, ImportedRow, RejectedRow
from tracker.domain.probability import stated
from tracker.errors import InvalidFile, InvalidInput
from tracker.formats import bundle
from tracker.formats.bundle import Member
from tracker.formats.fields import Moment, kind_of
from tracker.formats.json_items import Item, items
from tracker.formats.platforms import instants, outcomes
from tracker.formats.platforms.parts import (
    Place,
    Platform,
    Question,
    an_object,
    attached,
    field,
    name_of,
    number,
    probability,
    share_text,
    taken,
    text_of,
)

ARRAYS = ("questions", "resolutions", "forecasts")
_MARKETS = frozenset({"manifold", "metaculus", "polymarket", "infer"})
_NOT_GIVEN = frozenset({None, "", "N/A"})
_DATES = ("resolution_date", "forecast_due_date")


def read(files: Sequence[Member], *, name: str, today: date) -> Iterator[Imported]:
    """Yield the rows of the files: questions, then how they came out, then forecasts."""
    reading = _Sets(
        Platform("ForecastBench", "forecastbench", "https://www.forecastbench.org"), today
    )
    kinds = {member.name: _kind(member, name) for member in files}
    if not any(kinds.values()):
        wanted = "an object with questions, resolutions or forecasts"
        raise InvalidFile(name, [f"there is none of ForecastBench's sets in it: {wanted}"])
    for kind in ARRAYS:
        for member in files:
            if kinds[member.name] == kind:
                where = f"{member.name} " if len(files) > 1 else ""
                with bundle.reading(member, name) as data:
                    yield from reading.rows(kind, items(data, member.name, ARRAYS), where)
    yield from reading.platform.remarks()


def _kind(member: Member, name: str) -> str:
    with bundle.reading(member, name) as data:
        for item in items(data, member.name, ARRAYS):
            if item.array:
                return item.array
    return ""


class _Sets:
    """Sets under way; `about` is what the set at hand says before its rows."""

    def __init__(self, platform: Platform, today: date) -> None:
        self.platform = platform
        self.today = today
        self.about: dict[str, Any] = {}
        self.people: tuple[PersonEntry, ...] = ()
        self.known: set[tuple[str, str, str]] = set()

    def rows(self, kind: str, found: Iterator[Item], where: str) -> Iterator[Imported]:
        """Yield the rows of one set."""
        read_row = {
            "questions": self._questions,
            "resolutions": self._resolution,
            "forecasts": self._forecast,
        }[kind]
        self.about = {}
        for item in found:
            if not item.number:
                self.about[item.path] = item.value
                continue
            place = Place(item.number, f"{where}{item.path}")
            try:
                yield from read_row(place, an_object(item.value))
            except InvalidInput as problem:
                yield RejectedRow(place.line, str(problem), place.where)

    def _is_combination(self, given: Mapping[str, Any]) -> bool:
        is_one = isinstance(given.get("id"), list) or isinstance(given.get("combination_of"), list)
        if is_one:
            self.platform.count(
                "combination of two questions was left out",
                "combinations of two questions were left out",
            )
        return is_one

    def _due(self) -> Moment:
        if "forecast_due_date" not in self.about:
            raise InvalidInput("forecast_due_date must stand before the rows of its set")
        return instants.needed(self.about["forecast_due_date"], "forecast_due_date")

    def _key(self, given: Mapping[str, Any], day: str | None) -> str:
        told = self._told(given)
        if day in _NOT_GIVEN or given.get("source") in _MARKETS:
            return self.platform.key(*told)
        return self.platform.key(*told, str(instants.needed(day, "resolution_date").day))

    def _told(self, given: Mapping[str, Any]) -> tuple[str, str, str]:
        """Return what tells a question from others: set, source, and an id that is the source's."""
        return str(self._due().day), text_of(given, "source") or "", name_of(given, "id")

    def _questions(self, place: Place, given: Mapping[str, Any]) -> Iterator[Imported]:
        if self._is_combination(given):
            return
        self.known.add(self._told(given))
        days = given.get("resolution_dates")
        if days in (None, "", "N/A"):
            yield from taken(place, self._question, given, None)
        elif not isinstance(days, list):
            raise InvalidInput(f"resolution_dates must be a list of days, not {kind_of(days)}")
        else:
            for day in days:
                yield from taken(place, self._question, given, day)

    def _question(self, place: Place, given: Mapping[str, Any], day: str | None) -> ImportedRow:
        platform = self.platform
        due = self._due()
        last = day if day is not None else _given(given, "market_info_close_datetime")
        deadline = instants.optional(last, "resolution_date")
        statement = text_of(given, "question") or ""
        for name, value in zip(_DATES, (day, str(due.day)), strict=True):
            statement = statement.replace(f"{{{name}}}", value or "the market closes")
        criteria = _given(given, "resolution_criteria")
        more = _given(given, "market_info_resolution_criteria")
        claim = platform.claim(
            Question(
                self._key(given, day),
                platform.statement(statement, "question"),
                due,
                deadline.day if deadline else None,
            ),
            criteria=platform.text(
                "\n".join(filter(None, (criteria, more))), "resolution_criteria"
            ),
            note=platform.text(_given(given, "url"), "url"),
            tags=platform.tags([text_of(given, "source") or ""]),
        )
        return platform.row(place, claim)

    def _resolution(self, place: Place, given: Mapping[str, Any]) -> Iterator[Imported]:
        if self._is_combination(given) or self._is_elsewhere(given):
            return
        if given.get("resolved") is not True:
            self.platform.count(
                "question has not come out: its interim value was left out",
                "questions have not come out: their interim values were left out",
            )
            return
        day = text_of(given, "resolution_date")
        share = probability(number(field(given, "resolved_to"), "resolved_to"), "resolved_to")
        outcome = (
            share_text(share) if 0 < share < 1 else outcomes.read("ForecastBench", f"{share:g}")
        )
        known = instants.needed(day, "resolution_date")
        yield attached(
            self._key(given, day),
            place,
            self.today,
            resolution=self.platform.resolution(outcome, known, None, self.today),
            people=self.platform.judges(),
        )

    def _forecast(self, place: Place, given: Mapping[str, Any]) -> Iterator[Imported]:
        if self._is_combination(given) or self._is_elsewhere(given):
            return
        if given.get("forecast") is None:
            self.platform.count(
                "row has no forecast and was left out", "rows have no forecast and were left out"
            )
            return
        made = self._due()
        owner = text_of(self.about, "model") or text_of(self.about, "organization")
        if given.get("user_id") is not None:
            owner = f"{owner} {name_of(given, 'user_id')}"
        forecast = ForecastEntry(
            owner=self.platform.person(owner, "model"),
            belief=stated(probability(given["forecast"], "forecast")),
            made_on=made.day,
            note=self.platform.text(text_of(given, "reasoning"), "reasoning"),
        )
        people = (PersonEntry(name=forecast.owner, kind="model"),)
        is_told = self.people == people or "model" not in self.about or "user_id" in given
        self.people = people
        yield attached(
            self._key(given, text_of(given, "resolution_date")),
            place,
            self.today,
            forecasts=(forecast,),
            people=() if is_told else people,
        )

    def _is_elsewhere(self, given: Mapping[str, Any]) -> bool:
        """Tell whether a row is about a question that the set of questions at hand has not."""
        is_not_there = bool(self.known) and self._told(given) not in self.known
        if is_not_there:
            self.platform.count(
                "row is about a question that is not in the files and was left out",
                "rows are about questions that are not in the files and were left out",
            )
        return is_not_there


def _given(given: Mapping[str, Any], name: str) -> str | None:
    value = text_of(given, name)
    return None if value in _NOT_GIVEN else value
