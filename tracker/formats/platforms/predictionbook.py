"""PredictionBook, whose site is gone: its API's JSON, its CSV, and the archive that was made of it.

Each wager is a forecast. The CSV of "my predictions" has no wagers, only their mean, so that it
gives questions without forecasts. Judgements are final there and have a time.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from tracker.domain.entries import ForecastEntry
from tracker.domain.imports import FileRemark, Imported, ImportedRow, RejectedRow
from tracker.domain.probability import stated
from tracker.formats.fields import Moment
from tracker.formats.platforms import instants, outcomes
from tracker.formats.platforms.parts import (
    Place,
    Platform,
    Question,
    an_object,
    in_order,
    name_of,
    objects,
    probability,
    taken,
    text_of,
)
from tracker.formats.sheet import records

_ARRAYS = ("predictions",)
_COMMENTS = (
    "comment without a confidence is not imported",
    "comments without a confidence are not imported",
)
_NEEDED = ("id", "description", "created_at", "deadline", "outcome")


def read(data: BinaryIO, *, name: str, today: date) -> Iterator[Imported]:
    """Yield a row for each prediction."""
    platform = Platform("PredictionBook", "predictionbook", "https://predictionbook.com")
    beginning = data.read(1)
    data.seek(0)
    predictions = _Predictions(platform, today)
    if beginning in {b"{", b"["}:
        yield from predictions.of_json(data, name)
    else:
        yield from predictions.of_csv(data, name)
    yield from platform.remarks()


class _Predictions:
    """A file of predictions under way."""

    def __init__(self, platform: Platform, today: date) -> None:
        self.platform = platform
        self.today = today

    def of_json(self, data: BinaryIO, name: str) -> Iterator[Imported]:
        objects = self.platform.objects(data, name, _ARRAYS, lambda given: "description" in given)
        for place, given in objects:
            yield from taken(place, self._row, given)

    def of_csv(self, data: BinaryIO, name: str) -> Iterator[Imported]:
        for record in records(data, name, _NEEDED):
            if isinstance(record, RejectedRow):
                yield record
                continue
            yield from taken(Place(record.line), self._row, dict(record.cells))
        yield FileRemark("this CSV has no wagers: its predictions came in without forecasts")

    def _row(self, place: Place, given: Any) -> ImportedRow:
        given = an_object(given)
        return self._archived(place, given) if "event" in given else self._given(place, given)

    def _given(self, place: Place, given: Mapping[str, Any]) -> ImportedRow:
        """Return a prediction as the site's own API and CSV write it."""
        judged = given.get("last_judgement_at") or given.get("updated_at")
        word = str(given.get("outcome") if given.get("outcome") is not None else "")
        if str(given.get("withdrawn")).lower() == "true":
            word, judged = "withdrawn", given.get("updated_at")
        forecasts = []
        for response in objects(given, "responses"):
            if response.get("confidence") is None:
                self.platform.count(*_COMMENTS)
                continue
            forecasts.append(
                self._forecast(
                    text_of(response, "user_label") or f"user {name_of(response, 'user_id')}",
                    response["confidence"],
                    instants.needed(response.get("created_at"), "created_at"),
                    text_of(response, "comment"),
                )
            )
        return self._prediction(
            place,
            name_of(given, "id"),
            text_of(given, "description_with_group") or text_of(given, "description"),
            times=(
                instants.needed(given.get("created_at"), "created_at"),
                instants.optional(given.get("deadline"), "deadline"),
                instants.optional(judged, "last_judgement_at"),
            ),
            word=word,
            forecasts=forecasts,
        )

    def _archived(self, place: Place, given: Mapping[str, Any]) -> ImportedRow:
        """Return a prediction as archives of the site's pages write it: an event with actions."""
        forecasts = []
        judged = None
        for response in objects(given, "responses"):
            actions = an_object(response.get("actions"))
            made = instants.needed(response.get("time"), "time")
            if actions.get("outcome") is not None:
                judged = made
            if actions.get("credence") is None:
                self.platform.count(*_COMMENTS)
                continue
            forecasts.append(
                self._forecast(
                    text_of(response, "user"), actions["credence"], made,
                    text_of(actions, "comment"),
                )
            )  # fmt: skip
        return self._prediction(
            place,
            name_of(given, "number"),
            text_of(given, "event"),
            times=(
                instants.needed(given.get("time_created"), "time_created"),
                instants.optional(given.get("time_known"), "time_known"),
                judged,
            ),
            word=text_of(given, "outcome") or "",
            forecasts=forecasts,
        )

    def _prediction(  # noqa: PLR0913 - all after the number are named
        self,
        place: Place,
        number: str,
        statement: str | None,
        *,
        times: tuple[Moment, Moment | None, Moment | None],
        word: str,
        forecasts: list[ForecastEntry],
    ) -> ImportedRow:
        platform = self.platform
        asked, due, judged = times
        deadline = due.day if due else None
        claim = platform.claim(
            Question(
                platform.key(number), platform.statement(statement, "description"), asked, deadline
            ),
            forecasts=in_order(forecasts),
            resolution=platform.resolution(
                outcomes.read("PredictionBook", word), judged, deadline, self.today
            ),
        )
        return platform.row(place, claim)

    def _forecast(
        self, owner: str | None, confidence: Any, made: Moment, comment: str | None
    ) -> ForecastEntry:
        return ForecastEntry(
            owner=self.platform.person(owner, "the name of the user"),
            belief=stated(probability(confidence, "confidence", of=100)),
            made_on=made.day,
            made_at=made.at,
            note=self.platform.text(comment, "comment"),
        )
