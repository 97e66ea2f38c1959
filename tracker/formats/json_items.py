"""A JSON file of any length as a stream of values: an array's items, or an object's members.

Only one item is in memory at a time. Each carries its path in the file, such as `predictions[3]`,
and the line where it begins. What Python's reader lets pass is refused here: NaN and Infinity,
numbers of many hundred digits, nesting without end.
"""

import codecs
import json
import re
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO, NamedTuple, NoReturn

from tracker.errors import InvalidFile

MOST_CHARACTERS = 50_000_000
"""How long one item may be before the file is taken for broken."""
_CHUNK = 1 << 18
_DIGITS = 300  # as many as a float's exponent can bear
_NEAR_THE_END = 12
"""A problem so close to the end of what was read may be one of what was not read yet."""
_BLANK = re.compile(r"[ \t\n\r]*")
_OF_NUMBERS = frozenset("0123456789.eE+-")
_CLOSES = frozenset(']}"')
_CUT_OFF = "it ends in the middle of a value: it was cut off"


class Item(NamedTuple):
    """One value: of an array that was asked for, or a whole member of the object around it.

    `path` is where it stands, `number` counts an array's items from 1, 0 for what is in none.
    """

    path: str
    array: str
    number: int
    line: int
    value: Any


def items(data: BinaryIO, name: str, arrays: Collection[str] = ()) -> Iterator[Item]:
    """Yield a file's values in its order.

    A top-level array gives its items; a top-level object its members, and of those named in
    `arrays` the items; objects that stand one a line are read like an array of them. Raises
    InvalidFile, with the line, for what is no JSON.
    """
    text = _Text(data, name)
    first = text.peek()
    if not first:
        raise InvalidFile(name, ["it is empty"])
    if first == "[":
        yield from _array(text, "", "")
    elif first != "{":
        text.refuse("it is no JSON array or object")
    elif text.has_objects_on_lines():
        yield from _lines(text)
    else:
        yield from _object(text, arrays)
    if text.peek():
        text.refuse("something follows after the end")


def _lines(text: "_Text") -> Iterator[Item]:
    number = 0
    while text.peek():
        line, value = text.line, text.value()
        yield Item(f"line {line}", "", number + 1, line, value)
        number += 1


def _array(text: "_Text", name: str, path: str) -> Iterator[Item]:
    text.take("[")
    number = 0
    if text.peek() == "]":
        text.take("]")
        return
    while True:
        text.peek()
        line, value = text.line, text.value()
        yield Item(f"{path}[{number}]", name, number + 1, line, value)
        number += 1
        if text.peek() == "]":
            text.take("]")
            return
        text.take(",")


def _object(text: "_Text", arrays: Collection[str]) -> Iterator[Item]:
    text.take("{")
    if text.peek() == "}":
        text.take("}")
        return
    while True:
        if text.peek() != '"':
            text.refuse("the name of a member, in quotes, is missing")
        line, key = text.line, text.value()
        text.take(":")
        if text.peek() == "[" and key in arrays:
            yield from _array(text, key, key)
        else:
            yield Item(key, "", 0, line, text.value())
        if text.peek() == "}":
            text.take("}")
            return
        text.take(",")


class _Text:
    """What was read of a file and not used yet; `line` is where that begins."""

    def __init__(self, data: BinaryIO, name: str) -> None:
        self.line = 1
        self._data = data
        self._name = name
        self._text = ""
        self._at = 0
        self._is_whole = False
        self._decode = codecs.getincrementaldecoder("utf-8-sig")()
        self._read_scalar = json.JSONDecoder(
            parse_constant=self._constant, parse_int=_integer
        ).raw_decode

    def peek(self) -> str:
        """Return the next character that is no blank, without taking it; nothing at the end."""
        while True:
            found = _BLANK.match(self._text, self._at)
            end = found.end() if found else self._at
            self._go_to(end)
            if end < len(self._text):
                return self._text[end]
            if not self._read_on():
                return ""

    def take(self, wanted: str) -> None:
        """Take one character."""
        found = self.peek()
        if found != wanted:
            what = f"{found!r} stands where {wanted!r} should" if found else _CUT_OFF
            self.refuse(what)
        self._go_to(self._at + 1)

    def value(self) -> Any:
        """Take a whole value."""
        self.peek()
        size = _CHUNK
        while True:
            try:
                value, end = self._read_scalar(self._text, self._at)
            except json.JSONDecodeError as problem:
                self._refuse_unless_cut(problem)
            except RecursionError:
                self.refuse("it is nested too deeply")
            else:
                after = self._text[end : end + 1]
                # A number may go on after what was read.
                is_ended = after and after not in _OF_NUMBERS
                if is_ended or self._is_whole or self._text[end - 1] in _CLOSES:
                    self._go_to(end)
                    return value
            if len(self._text) - self._at > MOST_CHARACTERS:
                self.refuse(f"a value has more than {MOST_CHARACTERS:,} characters")
            if not self._read_on(size):
                self.refuse(_CUT_OFF)
            size *= 2

    def has_objects_on_lines(self) -> bool:
        """Tell whether the first object ends with its line and another begins on the next."""
        while "\n" not in self._text and len(self._text) < MOST_CHARACTERS and self._read_on():
            pass
        first, _, rest = self._text[self._at :].partition("\n")
        while not rest.strip() and self._read_on():
            rest = self._text[self._at + len(first) + 1 :]
        if not first.rstrip().endswith("}") or not rest.lstrip().startswith("{"):
            return False
        try:
            json.loads(first)
        except (ValueError, RecursionError):
            return False
        return True

    def refuse(self, what: str) -> NoReturn:
        """Raise InvalidFile with the line where the rest begins."""
        raise InvalidFile(self._name, [f"line {self.line}: {what}"])

    def _go_to(self, position: int) -> None:
        self.line += self._text.count("\n", self._at, position)
        self._at = position

    def _read_on(self, size: int = _CHUNK) -> bool:
        """Read a piece more; return whether there was one."""
        if self._is_whole:
            return False
        data = self._data.read(size)
        self._is_whole = not data
        try:
            more = self._decode.decode(data, final=self._is_whole)
        except UnicodeDecodeError as problem:
            raise InvalidFile(
                self._name, [f"after line {self.line}: it is not UTF-8 ({problem.reason})"]
            ) from problem
        self._text = self._text[self._at :] + more
        self._at = 0
        return bool(data)

    def _refuse_unless_cut(self, problem: json.JSONDecodeError) -> None:
        """Raise InvalidFile for a mistake that reading on cannot mend."""
        is_open = problem.msg.startswith("Unterminated string")
        if not self._is_whole and (is_open or len(self._text) - problem.pos <= _NEAR_THE_END):
            return
        if self._is_whole and problem.pos >= len(self._text.rstrip()):
            self.refuse(_CUT_OFF)
        self.line += self._text.count("\n", self._at, problem.pos)
        self.refuse(f"{problem.msg[:1].lower()}{problem.msg[1:]}")

    def _constant(self, word: str) -> NoReturn:
        self.refuse(f"{word} is no number")


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _DIGITS else float(digits)
