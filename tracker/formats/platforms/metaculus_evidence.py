"""Metaculus' key factors as evidence: what drives a question, base rates, and news."""

from collections.abc import Mapping
from datetime import date

from tracker.domain.entries import EvidenceEntry
from tracker.domain.evidence import check_url
from tracker.domain.imports import ImportedRow
from tracker.errors import InvalidInput
from tracker.formats.platforms import instants
from tracker.formats.platforms.metaculus_questions import Questions
from tracker.formats.platforms.parts import Place, Platform, attached

_STANCES = {"1": "supports", "-1": "refutes"}
_MOVES = {"1": " (it raises the value)", "-1": " (it lowers the value)"}
_DIRECTIONS = {"increase": "1", "decrease": "-1"}


class KeyFactors:
    """Key factors under way."""

    def __init__(self, platform: Platform, questions: Questions, today: date) -> None:
        self.platform = platform
        self.questions = questions
        self.today = today

    def row(self, place: Place, cells: Mapping[str, str]) -> ImportedRow | None:
        """Return a key factor, None for one whose question is not in the files."""
        number = cells["Question ID"].strip() or self.questions.of_post.get(
            cells.get("Post ID", "").strip(), ""
        )
        if not number:
            self.platform.count(
                "key factor belongs to no question in the files and was left out",
                "key factors belong to no question in the files and were left out",
            )
            return None
        key = f"metaculus-{self.platform.statement(cells['Key Factor ID'], 'Key Factor ID')}"
        direction = self._direction(cells)
        asked = self.questions.by_id.get(number)
        is_binary = asked is None or asked.kind == "binary"
        note = self._note(cells)
        option = cells.get("Question Option", "").strip()
        if option:
            note = f"{self.platform.statement(option, 'Question Option')}: {note}"
        elif not is_binary:
            note += _MOVES.get(direction, "")
        url = cells.get("News URL", "").strip() or cells.get("Base Rate Source", "").strip()
        item = EvidenceEntry(
            key=key,
            on=instants.needed(cells["Created At"], "Created At").day,
            stance=_STANCES.get(direction, "neutral") if is_binary and not option else "neutral",
            note=note,
            url=check_url(url) if url.startswith(("http://", "https://")) else None,
            title=self.platform.text(cells.get("News Title"), "News Title"),
            publisher=self.platform.text(cells.get("News Source"), "News Source"),
        )
        return attached(
            self.questions.key(number),
            place,
            self.today,
            evidence=(item,),
            evidence_ids=(key,),
        )

    def _direction(self, cells: Mapping[str, str]) -> str:
        given = (
            cells.get("Driver Impact Direction", "").strip()
            or cells.get("News Impact Direction", "").strip()
        )
        return _DIRECTIONS.get(given.lower(), given)

    def _note(self, cells: Mapping[str, str]) -> str:
        driver = self.platform.text(cells.get("Driver Text"), "Driver Text")
        news = self.platform.text(cells.get("News Title"), "News Title")
        if driver or news:
            return driver or news or ""
        reference = self.platform.text(cells.get("Base Rate Reference Class"), "Base Rate")
        if reference is None:
            raise InvalidInput("it has no text: Driver Text, News Title and Base Rate are empty")
        return f"Base rate: {reference}{self._rate(cells)}"

    def _rate(self, cells: Mapping[str, str]) -> str:
        given = {
            name: cells.get(f"Base Rate {name}", "").strip()
            for name in ("Rate Numerator", "Rate Denominator", "Projected Value",
                         "Projected By Year", "Unit")
        }  # fmt: skip
        if given["Rate Numerator"] and given["Rate Denominator"]:
            rate = f": {given['Rate Numerator']} of {given['Rate Denominator']}"
        elif given["Projected Value"]:
            by_year = given["Projected By Year"]
            rate = f": {given['Projected Value']}{f' by {by_year}' if by_year else ''}"
        else:
            return ""
        return self.platform.statement(f"{rate} {given['Unit']}".strip(), "Base Rate")
