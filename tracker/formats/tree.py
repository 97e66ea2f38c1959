"""A file's bytes as a tree of tables: TOML, or the same as JSON where the first character is `{`.

What Python's readers let pass or fall over is refused here: numbers of many thousand digits, keys
given twice, nesting without end.
"""

import json
import re
import tomllib
from typing import Any

from tracker.domain.text import shorten
from tracker.errors import InvalidFile

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LONG_NUMBER = re.compile(r"[0-9_]{4000,}")
_DIGITS = 300  # as many as a float's exponent can bear


def parse_tree(data: bytes, name: str) -> dict[str, Any]:
    """Return the tree of a TOML or JSON file. Raises InvalidFile with line and column."""
    text = _decoded(data, name)
    is_json = text.lstrip()[:1] == "{"
    try:
        return _json(text, name) if is_json else tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise InvalidFile(name, [_toml_problem(str(problem), text)]) from problem
    except json.JSONDecodeError as problem:
        line = _at(problem.lineno, problem.colno, problem.msg)
        raise InvalidFile(name, [line]) from problem
    except RecursionError as problem:
        raise InvalidFile(name, ["it is nested too deeply"]) from problem
    except ValueError as problem:  # tomllib leaves the number to int()
        found = _LONG_NUMBER.search(text)
        place = _place(text, found.start() if found else 0)
        raise InvalidFile(name, [_at(*place, "the number has too many digits")]) from problem


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as problem:
        line = f"byte {problem.start} (0x{data[problem.start]:02x}) is not UTF-8: save it as UTF-8"
        raise InvalidFile(name, [line]) from problem


def _json(text: str, name: str) -> dict[str, Any]:
    twice: list[str] = []

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                twice.append(f'key "{shorten(key)}" is given twice in one object')
            found[key] = value
        return found

    tree: dict[str, Any] = json.loads(text, object_pairs_hook=table, parse_int=_integer)
    if twice:
        raise InvalidFile(name, twice)
    return tree


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _DIGITS else float(digits)


def _toml_problem(problem: str, text: str) -> str:
    found = _PLACE.search(problem)
    if found is None:
        return problem
    message = problem[: found.start()]
    if found.group(1) is None:
        return _at(*_place(text, len(text)), f"{message}, at the end of the file")
    return _at(int(found.group(1)), int(found.group(2)), message)


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _at(line: int, column: int, message: str) -> str:
    return f"line {line}, column {column}: {message[:1].lower()}{message[1:]}"
