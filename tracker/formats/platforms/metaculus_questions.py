"""Metaculus' questions as claims, and what must be known of them to read what attaches to them."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tracker.domain import outcome as outcome_rules
from tracker.domain.entries import PersonEntry
from tracker.domain.imports import FileRemark, ImportedRow
from tracker.errors import InvalidInput
from tracker.formats.fields import Moment
from tracker.formats.platforms import instants, literals, outcomes
from tracker.formats.platforms.parts import Place, Platform, Question

_KINDS = {
    "binary": "binary",
    "multiple_choice": "choice",
    "numeric": "number",
    "discrete": "number",
    "date": "date",
}
_BEYOND = {"below_lower_bound": "below", "above_upper_bound": "above"}
_DIGEST = 64
_SHOWN = 16


class Asked(NamedTuple):
    """What is remembered of a question: a choice's options, a range to evaluate a CDF on."""

    kind: str
    options: tuple[str, ...] = ()
    range: tuple[float | str, ...] = ()


class Questions:
    """The questions of one file, by id, and who forecasts on them."""

    def __init__(self, platform: Platform, today: date) -> None:
        self.platform = platform
        self.today = today
        self.by_id: dict[str, Asked] = {}
        self.of_post: dict[str, str] = {}
        self._told: set[str] = set()
        self._has_pseudonyms = False

    def key(self, number: str) -> str:
        """Return the key of the claim that a question is."""
        if not number.strip():
            raise InvalidInput("Question ID is missing")
        return self.platform.key(number.strip())

    def row(self, place: Place, cells: Mapping[str, str]) -> ImportedRow:
        """Return a question as a claim."""
        number = cells["Question ID"].strip()
        asked = _asked(cells)
        self.by_id[number] = asked
        if post := cells.get("Post ID", "").strip():
            self.of_post.setdefault(post, number)
        began = _first(cells, "Open Time", "Post Published Time", "CP Reveal Time")
        closes = _first(cells, "Scheduled Close Time", "Actual Close Time")
        if began is None and closes is None:
            raise InvalidInput("Open Time is missing")
        remarks: tuple[str, ...] = ()
        word = self._outcome(cells["Resolution"].strip(), asked)
        if word is None:
            beyond = _BEYOND[cells["Resolution"].strip()]
            remarks = (f"it came out {beyond} its range: no number, so no outcome was recorded",)
        deadline = closes.day if closes else None
        statement = self.platform.statement(cells["Question Title"], "Question Title")
        label = cells.get("Label", "").strip()
        if label and label not in statement:
            statement = f"{statement} ({self.platform.statement(label, 'Label')})"
        claim = self.platform.claim(
            Question(self.key(number), statement, began or closes or Moment(self.today), deadline,
                     "imputed"),
            kind=asked.kind,
            options=asked.options,
            note=self.platform.text(cells.get("Question URL"), "Question URL"),
            tags=self.platform.tags(literals.texts(cells.get("Categories", ""), "Categories")),
            resolution=self.platform.resolution(
                word or "",
                _first(cells, "Resolution Known Time", "Actual Close Time"),
                deadline,
                self.today,
            ),
        )  # fmt: skip
        return self.platform.row(place, claim, remarks=remarks)

    def _outcome(self, given: str, asked: Asked) -> str | None:
        """Return the outcome, `""` for none yet, None for one beyond the question's range."""
        found = outcomes.known("Metaculus", given)
        is_option = given in asked.options
        if (
            found is not None
            and not is_option
            and (found not in {"yes", "no"} or asked.kind == "binary")
        ):
            return found
        if asked.kind in {"number", "date"} and given in _BEYOND:
            return None
        if asked.kind == "date":
            return instants.read(given, "Resolution").day.isoformat()
        options = json.dumps(asked.options)
        return outcome_rules.parse(given, kind=asked.kind, options=options).text

    def person(self, cells: Mapping[str, str], role: str) -> tuple[str, tuple[PersonEntry, ...]]:
        """Return who a row is about, and what is known of them where that was not told yet.

        A method of aggregation has a name and no id; an anonymised id is a digest.
        """
        name = cells.get(f"{role} (Anonymized)", "").strip()
        kind = None
        if name:
            if len(name) == _DIGEST:
                self._has_pseudonyms = True
                name = f"Metaculus user {name[:_SHOWN]}"
            else:
                kind = "crowd"
        else:
            name = cells.get(f"{role} Username", "").strip()
            number = cells.get(f"{role} ID", "").strip()
            if name and not number:
                kind = "crowd"
            name = name or (f"Metaculus user {number}" if number else "")
        if kind == "crowd":
            name = f"Metaculus {name}"
        elif cells.get("Is Bot") == "True":
            kind = "model"
        name = self.platform.person(name, role)
        if kind is None or name in self._told:
            return name, ()
        self._told.add(name)
        return name, (PersonEntry(name=name, kind=kind),)

    def remarks(self) -> Iterator[FileRemark]:
        """Yield what is to be told of the people in the files."""
        if self._has_pseudonyms:
            yield FileRemark(
                "its forecasters are under pseudonyms, made from their numbers: do not take them "
                "for anonymous"
            )


def _asked(cells: Mapping[str, str]) -> Asked:
    given = cells["Question Type"].strip()
    if given not in _KINDS:
        raise InvalidInput(f'Question Type "{given}" is none of {", ".join(_KINDS)}')
    kind = _KINDS[given]
    options = literals.texts(cells.get("MC Options (All)", ""), "MC Options (All)")
    options = options or literals.texts(cells.get("MC Options (Current)", ""), "MC Options")
    if kind == "choice" and not options:
        raise InvalidInput("MC Options (All) is missing")
    text = cells.get("Continuous Range", "")
    places = literals.read_list(text, "Continuous Range") if text.strip() else []
    return Asked(
        kind,
        tuple(dict.fromkeys(options)) if kind == "choice" else (),
        tuple(place for place in places if place is not None),
    )


def _first(cells: Mapping[str, str], *columns: str) -> Moment | None:
    for column in columns:
        found = instants.optional(cells.get(column), column)
        if found is not None:
            return found
    return None
