"""Metaculus' forecasts and scores, which attach to its questions."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tracker.domain.entries import ForecastEntry, ForeignScoreEntry
from tracker.domain.imports import ImportedRow
from tracker.domain.probability import Belief, stated
from tracker.errors import InvalidInput
from tracker.formats.distribution import Distribution, check_distribution
from tracker.formats.platforms import instants, literals
from tracker.formats.platforms.metaculus_questions import Asked, Questions
from tracker.formats.platforms.parts import Place, Platform, attached, number, probability

_QUANTILES = {
    "5th Percentile": "5%",
    "25th Percentile": "25%",
    "Median": "50%",
    "75th Percentile": "75%",
    "95th Percentile": "95%",
}
_ROUNDING = 0.01
_OPTIONS = "Probability Yes Per Category"


class Forecasts:
    """Forecasts under way."""

    def __init__(self, platform: Platform, questions: Questions, today: date) -> None:
        self.platform = platform
        self.questions = questions
        self.today = today

    def row(self, place: Place, cells: Mapping[str, str]) -> ImportedRow | None:
        """Return a forecast, None for one that says nothing that a claim can hold."""
        asked = self.questions.by_id.get(cells["Question ID"].strip()) or _guessed(cells)
        owner, people = self.questions.person(cells, "Forecaster")
        made = instants.needed(cells["Start Time"], "Start Time")
        told = self._told(cells, asked)
        if told is None:
            return None
        belief, distribution = told
        forecast = ForecastEntry(
            owner=owner,
            belief=belief,
            distribution=distribution,
            made_on=made.day,
            made_at=made.at,
        )
        key = self.questions.key(cells["Question ID"])
        return attached(key, place, self.today, forecasts=(forecast,), people=people)

    def _told(
        self, cells: Mapping[str, str], asked: Asked
    ) -> tuple[Belief, Distribution | None] | None:
        by_option = cells.get(_OPTIONS, "").strip()
        if asked.kind == "binary":
            if cells["Probability Yes"].strip():
                return stated(probability(cells["Probability Yes"], "Probability Yes")), None
            # A geometric mean gives both outcomes, no before yes.
            both = [_share(item) for item in literals.read_list(by_option or "[]", _OPTIONS)]
            if len(both) == 2:  # noqa: PLR2004 - no and yes
                return stated(both[1]), None
            raise InvalidInput("Probability Yes is missing")
        if asked.kind == "choice":
            return Belief("stated"), _shares(by_option, asked.options)
        quantiles = _quantiles(cells, asked)
        if quantiles is None:
            self.platform.count(
                "forecast without quantiles was left out",
                "forecasts without quantiles were left out",
            )
            return None
        return Belief("stated"), check_distribution(quantiles, kind=asked.kind, options=None)


class Scores:
    """Scores under way."""

    def __init__(self, platform: Platform, questions: Questions, today: date) -> None:
        self.platform = platform
        self.questions = questions
        self.today = today

    def row(self, place: Place, cells: Mapping[str, str]) -> ImportedRow | None:
        """Return a score, None for an empty one."""
        if not cells["Score"].strip():
            return None
        person, people = self.questions.person(cells, "User")
        coverage = cells.get("Coverage", "").strip()
        covered = min(number(coverage, "Coverage"), 1.0) if coverage else None
        score = ForeignScoreEntry(
            person=person,
            platform="Metaculus",
            name=self.platform.statement(cells["Score Type"], "Score Type"),
            value=number(cells["Score"], "Score"),
            coverage=None if covered is None else probability(covered, "Coverage"),
        )
        key = self.questions.key(cells["Question ID"])
        return attached(key, place, self.today, foreign_scores=(score,), people=people)


def _guessed(cells: Mapping[str, str]) -> Asked:
    """Return the kind that a forecast is of whose question is not in the files."""
    if cells["Probability Yes"].strip():
        return Asked("binary")
    if cells.get(_OPTIONS, "").strip():
        raise InvalidInput("which options these are stands in question_data.csv: import both files")
    return Asked("date" if "-" in cells.get("Median", "")[1:] else "number")


def _share(item: str | float | None) -> float:
    return probability(0 if item is None else item, _OPTIONS)


def _shares(text: str, options: Sequence[str]) -> Distribution:
    """Return the shares of a choice's options; one that was not there yet has none."""
    items = literals.read_list(text, _OPTIONS)
    if len(items) != len(options):
        raise InvalidInput(f"{_OPTIONS} has {len(items)} items for {len(options)} options")
    found: dict[str, Any] = {
        option: _share(item) for option, item in zip(options, items, strict=True)
    }
    total = sum(found.values())
    if abs(total - 1) <= _ROUNDING:
        found = {option: share / total for option, share in found.items()}
    return check_distribution(found, kind="choice", options=options)


def _quantiles(cells: Mapping[str, str], asked: Asked) -> dict[str, Any] | None:
    """Return the quantiles that a row gives, or those that its CDF has within the range."""
    given = {level: cells.get(column, "").strip() for column, level in _QUANTILES.items()}
    if all(given.values()):
        if asked.kind == "date":
            return {
                level: instants.read(text, level).day.isoformat() for level, text in given.items()
            }
        return {level: number(text, level) for level, text in given.items()}
    cdf = cells.get("Continuous CDF", "").strip()
    if not cdf or asked.kind != "number" or not asked.range:
        return None
    heights = [_share(item) for item in literals.read_list(cdf, "Continuous CDF")]
    places = [number(place, "Continuous Range") for place in asked.range]
    if len(heights) != len(places):
        raise InvalidInput(f"Continuous CDF has {len(heights)} items for {len(places)} places")
    found = {}
    for level in _QUANTILES.values():
        share = float(level.rstrip("%")) / 100
        index = bisect_left(heights, share)
        if 0 < index < len(heights):
            low, high = heights[index - 1], heights[index]
            part = (share - low) / (high - low)
            found[level] = places[index - 1] + part * (places[index] - places[index - 1])
    return found or None
