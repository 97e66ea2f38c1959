"""What the readers of other trackers' files share: a platform's name, keys, texts and rows."""

import hashlib
import math
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO, NamedTuple

from tracker.domain.claim import Window, check_key, check_tag
from tracker.domain.entries import (
    ClaimEntry,
    ForecastEntry,
    PersonEntry,
    ResolutionEntry,
    SourceEntry,
)
from tracker.domain.imports import FileRemark, Imported, ImportedRow, RejectedRow
from tracker.domain.outcome import Outcome
from tracker.domain.text import accept, accept_line, shorten
from tracker.errors import InvalidInput
from tracker.formats.fields import Moment, kind_of
from tracker.formats.json_items import items
from tracker.formats.platforms.privacy import Private

YIELDING = frozenset(
    {
        "statement",
        "type",
        "said_on",
        "criteria",
        "condition",
        "options",
        "unit",
        "note",
        "source",
        "opens",
        "deadline",
        "deadline_text",
        "deadline_basis",
    }
)
"""What may be edited where a question comes from: all but its kind and how it came out."""
_DIGEST = 16
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")


class Place(NamedTuple):
    """Where a row of a file begins: its line, and in words where that is no line of the file."""

    line: int
    where: str = ""


class Question(NamedTuple):
    """A question: its key, what it states, when it was asked, and the last day that counts.

    `basis` is that of the deadline.
    """

    key: str
    statement: str
    asked: Moment
    deadline: date | None = None
    basis: str = "stated"


class Platform:
    """One platform and the file that comes from it; what is left out of the file is counted."""

    def __init__(self, name: str, key: str, url: str | None = None) -> None:
        self.name = name
        self.source = SourceEntry(key=key, title=name, url=url)
        self.private = Private()
        self._counts: dict[tuple[str, str], int] = {}
        self._key = key
        self._is_empty = False
        self._judges: tuple[PersonEntry, ...] = (PersonEntry(name=name, kind="organisation"),)

    def key(self, *parts: str) -> str:
        """Return a claim's key: the platform's name, then what tells the question from others."""
        return check_key("/".join((self._key, *parts)))

    def text(self, text: str | None, what: str) -> str | None:
        """Return a text as the ledger keeps it, None for an empty one."""
        if text is None or not text.strip():
            return None
        return accept(self._mended(self.private.text(text)), what)

    def statement(self, text: str | None, what: str) -> str:
        """Return what a question states, which must be there."""
        return accept(self._mended(self.private.text(text or "")), what)

    def person(self, name: str | None, what: str) -> str:
        """Return a person's name, which must be there; an address is cut before its @."""
        return accept_line(self._mended(self.private.name(name or "")), what)

    def count(self, one: str, many: str) -> None:
        """Count something that is told once at the end, such as rows that are not imported."""
        self._counts[one, many] = self._counts.get((one, many), 0) + 1

    def claim(self, question: Question, **more: Any) -> ClaimEntry:
        """Return a question as a claim."""
        asked, deadline = question.asked.day, question.deadline
        # It may have been asked after the day by which it should have come out.
        opens = asked if deadline is None or asked <= deadline else None
        return ClaimEntry(
            key=question.key,
            statement=question.statement,
            said_on=asked,
            source=self.source.key,
            window=Window(opens, deadline, None, question.basis if deadline else None),
            **more,
        )

    def tags(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return names as tags: blanks and commas become dashes, empty ones are left out."""
        found = ["-".join(re.sub(r"[,;]", " ", self.private.text(name)).split()) for name in names]
        return tuple(dict.fromkeys(check_tag(tag) for tag in found if tag))

    def row(self, place: Place, claim: ClaimEntry, **more: Any) -> ImportedRow:
        """Return a row for a claim that the file says all of."""
        people = [*more.pop("people", ()), *self.judges()]
        return ImportedRow(
            line=place.line,
            where=place.where,
            claim=claim,
            source=self.source,
            people=tuple(people),
            yielding=YIELDING,
            **more,
        )

    def resolution(
        self, outcome: str, known: Moment | None, deadline: date | None, today: date, **more: Any
    ) -> ResolutionEntry | None:
        """Return how a claim came out, None for `""`.

        Without a time the outcome counts as known on the deadline, or today if that is to come.
        """
        if not outcome:
            return None
        if known is None:
            known = Moment(deadline if deadline and deadline < today else today)
        return ResolutionEntry(
            outcome=Outcome(outcome),
            resolved_on=known.day,
            resolved_at=known.at,
            **{"because": f"so {self.name} has it", "judge": self.name, **more},
        )

    def _mended(self, text: str) -> str:
        """Return a text without control characters; what Windows meant by them is put right."""
        mended = _CONTROL.sub(_meant, text)
        if mended != text:
            self.count(
                "text had control characters, which were taken out",
                "texts had control characters, which were taken out",
            )
        return mended

    def objects(
        self,
        data: BinaryIO,
        name: str,
        arrays: Collection[str],
        is_one: Callable[[Mapping[str, Any]], bool],
        *,
        where: str = "",
    ) -> Iterator[tuple[Place, Any]]:
        """Yield the items of a JSON file's arrays with their places, or the one object that it is.

        `is_one` tells such an object from one around the arrays. A file without any is told of.
        """
        around: dict[str, Any] = {}
        self._is_empty = True
        for item in items(data, name, arrays):
            self.private.count(item.value if item.number else {item.path: item.value})
            if item.number:
                self._is_empty = False
                yield Place(item.number, f"{where}{item.path}"), item.value
            else:
                around[item.path] = item.value
        if is_one(around):
            self._is_empty = False
            yield Place(1, f"{where}the object"), around

    def judges(self) -> tuple[PersonEntry, ...]:
        """Return what is known of the platform as a judge, the first time that it is asked for."""
        judges, self._judges = self._judges, ()
        return judges

    def remarks(self) -> Iterator[FileRemark]:
        """Yield what is to be told of the file as a whole."""
        if self._is_empty:
            yield FileRemark(f"there is nothing of {self.name} in the file")
        for (one, many), number in self._counts.items():
            yield FileRemark(f"{number:,} {one if number == 1 else many}")
        yield from self.private.remarks()


def _meant(control: re.Match[str]) -> str:
    """Return what a control character stands for: a line end, or a letter of Windows-1252."""
    if control.group() < "\x80":
        return "\n" if control.group() == "\r" else ""
    return control.group().encode("latin-1").decode("cp1252", "ignore")


def attached(key: str, place: Place, today: date, **more: Any) -> ImportedRow:
    """Return a row that says something of a claim which must be there already."""
    belongings = ("forecasts", "evidence", "resolution")
    given = {name: more.pop(name) for name in belongings if name in more}
    return ImportedRow(
        line=place.line,
        where=place.where,
        claim=ClaimEntry(key=key, statement="", said_on=today, **given),
        attaches=True,
        **more,
    )


def taken(place: Place, read: Callable[..., Imported | None], *given: Any) -> Iterator[Imported]:
    """Yield the row that `read` makes of what is given, or a RejectedRow with what is wrong."""
    try:
        found = read(place, *given)
    except InvalidInput as problem:
        found = RejectedRow(place.line, str(problem), place.where)
    if found is not None:
        yield found


def digest(*parts: str) -> str:
    """Return a short name for what is told from others by these parts, the same on every day."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:_DIGEST]


def an_object(value: Any) -> Mapping[str, Any]:
    """Return a JSON value that must be an object. Raises InvalidInput."""
    if not isinstance(value, dict):
        raise InvalidInput(f"it must be an object, not {kind_of(value)}")
    return value


def field(given: Mapping[str, Any], name: str) -> Any:
    """Return a JSON field that must be there. Raises InvalidInput."""
    if given.get(name) is None:
        raise InvalidInput(f"{name} is missing")
    return given[name]


def text_of(given: Mapping[str, Any], name: str) -> str | None:
    """Return a JSON field of text, None where it is not given. Raises InvalidInput."""
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise InvalidInput(f"{name} must be text, not {kind_of(value)}")
    return value


def texts_of(given: Mapping[str, Any], name: str) -> list[str]:
    """Return a JSON field that holds a list of texts, empty where it is not given."""
    value = given.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise InvalidInput(f"{name} must be a list of texts")
    return value


def name_of(given: Mapping[str, Any], name: str) -> str:
    """Return a JSON field that tells one thing from others: a text, or a whole number."""
    value = field(given, name)
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        raise InvalidInput(f"{name} must be a text or a whole number, not {kind_of(value)}")
    return str(value)


def objects(given: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return a JSON field that holds a list of objects, empty where it is not given."""
    value = given.get(name)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise InvalidInput(f"{name} must be a list of objects")
    return value


def number(value: Any, what: str) -> float:
    """Return a finite number, given as one or as its text. Raises InvalidInput."""
    found = value
    if isinstance(value, str):
        text = value.strip()
        try:
            found = float(text) if text.isascii() and "_" not in text else None
        except ValueError:
            found = None
        if found is None:
            raise InvalidInput(f'{what} "{shorten(value)}" is no number')
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise InvalidInput(f"{what} must be a number, not {kind_of(value)}")
    if not math.isfinite(found):
        raise InvalidInput(f"{what} is no finite number")
    return float(found) + 0.0


def probability(value: Any, what: str, *, of: float = 1) -> float:
    """Return a share from a number between 0 and `of`. Raises InvalidInput."""
    found = number(value, what)
    if not 0 <= found <= of:
        raise InvalidInput(f"{what} {shorten(str(value))} is not between 0 and {of:g}")
    return found / of


def share_text(share: float) -> str:
    """Return a share of yes as an outcome: `60%`, or yes and no where it is all or nothing."""
    if share in {0, 1}:
        return "yes" if share else "no"
    return f"{share * 100:.10f}".rstrip("0").rstrip(".") + "%"


def in_order(forecasts: Iterable[ForecastEntry]) -> tuple[ForecastEntry, ...]:
    """Return forecasts in the order in which they were made."""
    return tuple(sorted(forecasts, key=lambda one: one.made_at or str(one.made_on)))
