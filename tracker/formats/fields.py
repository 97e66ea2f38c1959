"""Typed fields of a file's tables, and where each problem stands.

A field is declared with the reader of its value. A reader takes the value and the field's name and
returns the value as the ledger keeps it, or raises InvalidInput with a sentence that begins with
the name. An Entry collects these sentences with their places, so that all of them can be told at
once, in the order of the file.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple, TypeVar

from tracker.clock import stamp
from tracker.dates import parse_iso
from tracker.domain.text import accept, accept_line, one_line, shorten
from tracker.errors import InvalidDate, InvalidInput
from tracker.registry import load

T = TypeVar("T")
Reader = Callable[[Any, str], Any]

_MAX_INTEGER = 10**30
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?"
    r"(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
)
_SHA256 = re.compile(r"[0-9a-f]{64}")
_KINDS: tuple[tuple[type, str], ...] = (
    (str, "text"),
    (bool, "true or false"),
    (int, "a number"),
    (float, "a number"),
    (datetime, "a date-time"),
    (date, "a date"),
    (time, "a time"),
    (list, "a list"),
    (dict, "a table"),
)


class Field(NamedTuple):
    """How a field's value is read, and whether a table must have it."""

    read: Reader
    required: bool = False


class Moment(NamedTuple):
    """A day, and the instant as the ledger writes it where that is known."""

    day: date
    at: str | None = None


class Problem(NamedTuple):
    """What is wrong, and the place by which problems are put in the order of the file."""

    place: tuple[int, ...]
    line: str


class Refusals(InvalidInput):
    """Several things are wrong with one value."""

    def __init__(self, messages: list[str]) -> None:
        self.messages = messages
        super().__init__("; ".join(messages))


class Entry:
    """One table of a file: what was given, where it stands, and the file's problems so far.

    A null, which JSON has and TOML has not, counts as not given. `unsound` are the fields that
    cannot be relied on, for they were refused.
    """

    def __init__(
        self, raw: Any, label: str, problems: list[Problem], place: tuple[int, ...] = ()
    ) -> None:
        self.label = label
        self.problems = problems
        self.place = place
        self.raw: dict[str, Any] = raw if isinstance(raw, dict) else {}
        self.unsound: set[str] = set()
        self._places = {name: number for number, name in enumerate(self.raw)}
        self.is_table = isinstance(raw, dict)
        if not self.is_table:
            self.refuse(f"must be a table, not {kind_of(raw)}")

    def given(self, name: str) -> bool:
        """Tell whether the table has a field, be its value sound or not."""
        return self.raw.get(name) is not None

    def sound(self, *names: str) -> bool:
        """Tell whether none of these fields was refused."""
        return self.unsound.isdisjoint(names)

    def refuse(self, message: str, field: str | None = None) -> None:
        """Note a problem, of a field or of the table as a whole."""
        number = len(self.raw) if field is None else self._places.get(field, len(self.raw))
        label = f"{self.label}: " if self.label else ""
        self.problems.append(Problem((*self.place, number), one_line(f"{label}{message}")))
        if field is not None:
            self.unsound.add(field)

    def checked(self, field: str, check: Callable[..., T], *given: Any) -> T | None:
        """Return what `check` makes of the values given, or note why it refuses them."""
        try:
            return check(*given)
        except Refusals as refusals:
            for message in refusals.messages:
                self.refuse(message, field)
        except InvalidInput as problem:
            self.refuse(str(problem), field)
        return None

    def read(self, fields: Mapping[str, Field]) -> dict[str, Any]:
        """Return the value of each field, None where it is not given or was refused."""
        values: dict[str, Any] = dict.fromkeys(fields)
        for name, value in self.raw.items():
            if name not in fields:
                self.refuse(_unknown(name, fields), name)
            elif value is not None:
                values[name] = self.checked(name, fields[name].read, value, name)
        for name, field in fields.items():
            if field.required and self.is_table and not self.given(name):
                self.refuse(f"{name} is missing", name)
        return values

    def raw_tables(self, name: str) -> list[dict[str, Any]]:
        """Return a list of tables as it was given; what is no table counts as an empty one."""
        given = self.raw.get(name)
        items = given if isinstance(given, list) else []
        return [item if isinstance(item, dict) else {} for item in items]

    def children(self, name: str, named_by: str | None = None) -> Iterator["Entry"]:
        """Yield the tables of a list; the field `named_by` goes into their labels."""
        given = self.raw.get(name)
        for number, raw in enumerate(given if isinstance(given, list) else (), start=1):
            label = f"{name}[{number}]"
            own = raw.get(named_by) if isinstance(raw, dict) and named_by else None
            if isinstance(own, str) and own.strip():
                label += f' "{shorten(own)}"'
            yield self._child(name, raw, label, number)

    def child(self, name: str) -> "Entry | None":
        """Return the table that a field holds, or None when there is none."""
        raw = self.raw.get(name)
        return self._child(name, raw, name, 0) if isinstance(raw, dict) else None

    def _child(self, name: str, raw: Any, label: str, number: int) -> "Entry":
        label = f"{self.label}, {label}" if self.label else label
        place = (*self.place, self._places[name], number)
        return Entry(raw, label, self.problems, place)


def kind_of(value: Any) -> str:
    """Return in words what kind of value stands in a file."""
    return next((word for kind, word in _KINDS if isinstance(value, kind)), "null")


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """Return ` (did you mean "…"?)` with the nearest of the known words, or nothing."""
    by_lower = {shorten(word).lower(): word for word in known}
    find = load("difflib:get_close_matches")
    near = find(shorten(given).lower(), list(by_lower), n=1, cutoff=0.5)
    return f' (did you mean "{shorten(by_lower[near[0]])}"?)' if near else ""


def _unknown(name: str, fields: Mapping[str, Field]) -> str:
    message = f'unknown field "{shorten(name)}"'
    return message + (did_you_mean(name, fields) or f"; known are {', '.join(fields)}")


def _expect(value: Any, kinds: type | tuple[type, ...], what: str, wanted: str) -> None:
    is_bool = isinstance(value, bool)  # which Python takes for an int
    if is_bool or not isinstance(value, kinds):
        raise InvalidInput(f"{what} must be {wanted}, not {kind_of(value)}")


def text(value: Any, what: str) -> str:
    """Read text of any number of lines."""
    _expect(value, str, what, "text")
    return accept(value, what)


def line(value: Any, what: str) -> str:
    """Read text of one line, such as a name."""
    _expect(value, str, what, "text")
    return accept_line(value, what)


def checked_text(check: Callable[[str], str]) -> Reader:
    """Make a reader of text that a rule of the domain checks."""

    def read(value: Any, what: str) -> str:
        _expect(value, str, what, "text")
        return check(value)

    return read


def one_of(*words: str) -> Reader:
    """Make a reader of one of some words."""

    def read(value: Any, what: str) -> str:
        given = line(value, what)
        if given not in words:
            hint = did_you_mean(given, words)
            raise InvalidInput(f'{what} "{shorten(given)}" is none of {", ".join(words)}{hint}')
        return given

    return read


def listed(read_item: Reader) -> Reader:
    """Make a reader of a list, which drops what stands in it twice."""

    def read(value: Any, what: str) -> tuple[Any, ...]:
        _expect(value, list, what, "a list")
        found, messages = [], []
        for item in value:
            try:
                found.append(read_item(item, what))
            except InvalidInput as problem:
                messages.append(str(problem))
        if messages:
            raise Refusals(messages)
        return tuple(dict.fromkeys(found))

    return read


def one_or_more(read_item: Reader) -> Reader:
    """Make a reader of a list that may be written as its one item."""
    read_list = listed(read_item)
    return lambda value, what: read_list(value if isinstance(value, list) else [value], what)


def tables(value: Any, what: str) -> None:
    """See that a field holds a list; its tables are entries of their own."""
    _expect(value, list, what, "a list of tables")


def table(value: Any, what: str) -> Any:
    """See that a field holds a table."""
    _expect(value, dict, what, "a table")
    return value


def number(value: Any, what: str) -> int | float:
    """Read a finite number."""
    _expect(value, (int, float), what, "a number")
    if isinstance(value, int) and abs(value) <= _MAX_INTEGER:
        return value
    try:
        found = float(value) + 0.0  # a zero with a minus sign is a zero
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        raise InvalidInput(f"{what} is no finite number")
    return found


def share(value: Any, what: str) -> float:
    """Read a number from 0 to 1."""
    found = number(value, what)
    if 0 <= found <= 1:
        return float(found)
    hint = ""
    if 2 <= found <= 100:  # noqa: PLR2004  (a percentage, most likely)
        hint = f": write {found / 100:.2f}" if found == int(found) else f": write {found / 100:g}"
    raise InvalidInput(f"{what} {found} is not between 0 and 1{hint}")


def sha256(value: Any, what: str) -> str:
    """Read a SHA-256 in hexadecimal."""
    found = line(value, what).lower()
    if not _SHA256.fullmatch(found):
        raise InvalidInput(f"{what} must be 64 hexadecimal digits")
    return found


def day(value: Any, what: str) -> date:
    """Read a day: a date, or text in the same form."""
    if isinstance(value, datetime) or not isinstance(value, date | str):
        raise InvalidInput(f"{what} must be a date such as 2026-01-10, not {kind_of(value)}")
    if isinstance(value, date):
        return value
    try:
        return parse_iso(value.strip())
    except InvalidDate as problem:
        raise InvalidInput(f"{what}: {problem}") from problem


def moment(value: Any, what: str) -> Moment:
    """Read a day, or an instant, which needs its offset from UTC and gives the day in UTC."""
    instant = value
    if isinstance(value, str) and _INSTANT.fullmatch(value.strip()):
        try:
            instant = datetime.fromisoformat(value.strip().upper())
        except ValueError:
            raise InvalidInput(f'{what}: "{value.strip()}" is no time of the calendar') from None
    if not isinstance(instant, datetime):
        return Moment(day(value, what))
    if instant.tzinfo is None:
        raise InvalidInput(f"{what} {instant.isoformat()} has no time zone: add Z or +08:00")
    try:
        return Moment(instant.astimezone(UTC).date(), stamp(instant))
    except OverflowError:
        raise InvalidInput(f"{what} {instant.isoformat()} lies outside the calendar") from None
