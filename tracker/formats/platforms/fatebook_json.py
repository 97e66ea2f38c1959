"""Questions as Fatebook's API gives them: `{"items": […]}`, an array, or one question alone."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from tracker.domain.entries import ForecastEntry, ForeignScoreEntry
from tracker.domain.imports import Imported, ImportedRow
from tracker.domain.probability import stated
from tracker.formats.fields import Moment
from tracker.formats.platforms import instants, outcomes
from tracker.formats.platforms.parts import (
    Place,
    Platform,
    Question,
    an_object,
    digest,
    field,
    in_order,
    name_of,
    number,
    objects,
    probability,
    taken,
    text_of,
)

BRIER, RELATIVE = "Brier score, 0 to 2", "relative Brier score"
OF_ALL_OPTIONS = ", of all options"
"""What a score's name ends with on the claim that an option is."""


class Questions:
    """A file of questions under way."""

    def __init__(self, platform: Platform, today: date, owner: str | None) -> None:
        self.platform = platform
        self.today = today
        self.owner = owner

    def read(self, data: BinaryIO, name: str) -> Iterator[Imported]:
        """Yield a row for each question, or for each option of one."""
        objects = self.platform.objects(data, name, ("items",), lambda given: "title" in given)
        for place, given in objects:
            yield from self._question(place, given)

    def _question(self, place: Place, given: Any) -> Iterator[Imported]:
        options = given.get("options") if isinstance(given, dict) else None
        if not isinstance(options, list) or not options:
            yield from taken(place, self._row, given, None)
            return
        for index, option in enumerate(options):
            where = f"{place.where}.options[{index}]"
            yield from taken(Place(place.line, where), self._row, given, option)

    def _row(self, place: Place, given: Any, option: Any) -> ImportedRow:
        platform = self.platform
        given = an_object(given)
        asked = instants.needed(given.get("createdAt"), "createdAt")
        due = instants.optional(given.get("resolveBy"), "resolveBy")
        statement = platform.statement(text_of(given, "title"), "title")
        told = [name_of(given, "id")] if "id" in given else [digest(statement, str(asked.at))]
        own = given
        if option is not None:
            own = an_object(option)
            statement = f"{statement} – {platform.statement(text_of(own, 'text'), 'text')}"
            told.append(name_of(own, "id"))
        deadline = due.day if due else None
        word = text_of(own, "resolution") or text_of(given, "resolution") or ""
        known = instants.optional(own.get("resolvedAt") or given.get("resolvedAt"), "resolvedAt")
        claim = platform.claim(
            Question(platform.key(*told), statement, asked, deadline),
            note=platform.text(text_of(given, "notes"), "notes"),
            tags=platform.tags(text_of(tag, "name") or "" for tag in objects(given, "tags")),
            forecasts=in_order(self._forecast(one) for one in objects(own, "forecasts")),
            resolution=platform.resolution(
                outcomes.read("Fatebook", word), known, deadline, self.today
            ),
        )
        of_what = "" if option is None else OF_ALL_OPTIONS
        scores = tuple(self._scores(given, known, of_what))
        return platform.row(place, claim, foreign_scores=scores)

    def _forecast(self, given: Mapping[str, Any]) -> ForecastEntry:
        made = instants.needed(given.get("createdAt"), "createdAt")
        return ForecastEntry(
            owner=self._person(given),
            belief=stated(probability(field(given, "forecast"), "forecast")),
            made_on=made.day,
            made_at=made.at,
        )

    def _person(self, given: Mapping[str, Any]) -> str:
        user = given.get("user")
        name = text_of(user, "name") if isinstance(user, dict) else None
        return self.platform.person(name or self.owner, "the name of the user")

    def _scores(
        self, given: Mapping[str, Any], known: Moment | None, of_what: str
    ) -> Iterator[ForeignScoreEntry]:
        for score in objects(given, "questionScores"):
            for key, name in (("absoluteScore", BRIER), ("relativeScore", RELATIVE)):
                if score.get(key) is not None:
                    yield ForeignScoreEntry(
                        person=self._person(score),
                        platform="Fatebook",
                        name=name + of_what,
                        value=number(score[key], key),
                        scored_on=known.day if known else None,
                    )
