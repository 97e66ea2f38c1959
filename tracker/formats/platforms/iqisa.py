"""Frames of iqisa, a library of forecasting data: CSV files of its forecasts or of its questions.

A frame of forecasts says nothing of its questions but times and outcome; the frame of questions has
their titles. Ids are those of the platform that the frame came from, which it does not name: give a
name for it by `source` where a ledger takes more than one. Of a question with several options, each
is a claim of its own.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO

from tracker.domain.claim import check_key
from tracker.domain.entries import ForecastEntry
from tracker.domain.imports import Imported, ImportedRow, RejectedRow
from tracker.domain.probability import stated
from tracker.formats import sheet
from tracker.formats.platforms import instants, outcomes
from tracker.formats.platforms.parts import Place, Platform, Question, probability, taken

_NEEDED = ("question_id", "outcome", "open_time", "close_time")
_WHOLE = re.compile(r"(-?[0-9]+)\.0")
_OPTION = re.compile(r"\(\s*([^()]{1,20}?)\s*\)\s*([^()]*?)\s*(?:,\s*(?=\()|\Z)")
_YES = frozenset({"", "1"})


def read(
    data: BinaryIO, *, name: str, today: date, source: str | None = None
) -> Iterator[Imported]:
    """Yield the rows of a frame; `source` is what the platform it came from is called in keys."""
    platform = Platform("iqisa", check_key(f"iqisa/{source}") if source else "iqisa")
    frame = _Frame(platform, today)
    for record in sheet.records(data, name, _NEEDED):
        if isinstance(record, RejectedRow):
            yield record
        else:
            yield from taken(Place(record.line), frame.row, record.cells)
    yield from platform.remarks()


class _Frame:
    """A frame under way."""

    def __init__(self, platform: Platform, today: date) -> None:
        self.platform = platform
        self.today = today

    def row(self, place: Place, cells: Mapping[str, str]) -> ImportedRow:
        platform = self.platform
        number = _plain(cells["question_id"])
        option = _plain(cells.get("answer_option", ""))
        title = cells.get("q_title", "").strip()
        told = [platform.statement(number, "question_id")]
        statement = platform.statement(title or f"Question {number}", "q_title")
        if option not in _YES:
            told.append(option)
            named = dict(_OPTION.findall(cells.get("options", ""))).get(option)
            statement += f" – {platform.statement(named or option, 'answer_option')}"
        asked = instants.needed(cells["open_time"], "open_time")
        closes = instants.optional(cells["close_time"], "close_time")
        deadline = closes.day if closes else None
        claim = platform.claim(
            Question(platform.key(*told), statement, asked, deadline),
            forecasts=tuple(self._forecasts(cells)),
            resolution=platform.resolution(
                self._outcome(cells, option),
                instants.optional(cells.get("resolve_time"), "resolve_time"),
                deadline,
                self.today,
            ),
        )
        assumed = frozenset() if title else frozenset({"statement"})
        return platform.row(place, claim, assumed=assumed)

    def _forecasts(self, cells: Mapping[str, str]) -> Iterator[ForecastEntry]:
        if "probability" not in cells:
            return
        made = instants.needed(cells.get("timestamp"), "timestamp")
        user = _plain(cells.get("user_id", ""))
        yield ForecastEntry(
            owner=self.platform.person(f"iqisa user {user}" if user.isdigit() else user, "user_id"),
            belief=stated(probability(cells["probability"], "probability")),
            made_on=made.day,
            made_at=made.at,
        )

    def _outcome(self, cells: Mapping[str, str], option: str) -> str:
        word = _plain(cells["outcome"])
        if cells.get("q_status", "").strip() == "voided":
            return "annulled"
        found = outcomes.known("iqisa", word)
        if found is not None:
            return found
        return "yes" if word == option else "no"


def _plain(text: str) -> str:
    """Return a cell without what a column of numbers adds to a whole one: `1.0` is `1`."""
    found = _WHOLE.fullmatch(text.strip())
    return found.group(1) if found else text.strip()
