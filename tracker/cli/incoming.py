"""The files that an import reads: one, several, a folder or standard input."""

import shutil
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tracker.domain.text import shorten_path
from tracker.errors import InvalidFile, InvalidInput, NotFound
from tracker.formats import bundle, detection
from tracker.formats.bundle import Member
from tracker.registry import load

_STDIN = "standard input"


class Incoming(NamedTuple):
    """What is to be imported: how messages call it, and the files."""

    label: str
    members: Sequence[Member]
    is_one_file: bool


@contextmanager
def incoming(paths: Sequence[str]) -> Generator[Incoming]:
    """Give the files to read; a zip gives its members, and a pipe is read to its end first.

    For a ledger is locked while rows come in, and nobody should have to wait for a pipe. Raises
    NotFound, InvalidFile.
    """
    with ExitStack() as opened:
        places = [opened.enter_context(_place(path)) for path in paths]
        label = _STDIN if paths[0] == "-" else paths[0]
        if len(paths) > 1:
            label += f" and {len(paths) - 1:,} more"
        members: list[Member] = []
        for path, place in zip(paths, places, strict=True):
            members += _members(_STDIN if path == "-" else path, place, opened)
        is_one_file = len(paths) == 1 and places[0].is_file() and not _is_zip(paths[0], places[0])
        yield Incoming(label, members, is_one_file)


def told(files: Incoming) -> str:
    """Return the format that the files have. Raises InvalidInput where that cannot be told."""
    formats = []
    for member in files.members:
        with bundle.reading(member, files.label) as data:
            beginning = data.read(detection.BEGINNING)
        formats.append(detection.told(member.name, beginning))
    found = detection.one_of(formats)
    if found is None and files.is_one_file and files.label.lower().endswith(".csv"):
        return "csv"  # whose reader says best what is wrong with its columns
    if found is None:
        known = ", ".join(load("tracker.formats.readers:CLAIM_READERS"))
        raise InvalidInput(
            f"what format {shorten_path(files.label)!r} has cannot be told: name it, "
            f"tracker import FORMAT FILE, with FORMAT one of {known}"
        )
    return found


@contextmanager
def _place(path: str) -> Generator[Path]:
    if path == "-":
        with kept(sys.stdin.buffer, "standard-input") as file:
            yield file
        return
    try:
        place = Path(path)
        is_there = bool(path) and place.exists()
    except (OSError, ValueError) as problem:
        raise _unreadable(path, problem) from problem
    if not is_there:
        raise NotFound(f"there is no file {shorten_path(path)!r}")
    if place.is_fifo():
        with place.open("rb") as pipe, kept(pipe, place.name) as file:
            yield file
        return
    yield place


@contextmanager
def kept(pipe: BinaryIO, name: str) -> Generator[Path]:
    """Give a file with all that a pipe has, which is read more than once and from its end."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        with file.open("wb") as growing:
            shutil.copyfileobj(pipe, growing)
        yield file


def _members(path: str, place: Path, opened: ExitStack) -> Sequence[Member]:
    if place.is_dir():
        found = bundle.of_folder(place)
        if not found:
            raise InvalidFile(path, ["it is no ordinary file, nor a folder with CSV or JSON files"])
        return found
    if not place.is_file():
        raise InvalidFile(path, ["it is no ordinary file"])
    if _is_zip(path, place):
        data = opened.enter_context(place.open("rb"))
        return opened.enter_context(bundle.of_zip(data, path))
    return [bundle.of_file(place, path)]


def _is_zip(path: str, place: Path) -> bool:
    try:
        with place.open("rb") as data:
            return bundle.is_zip(data.read(4))
    except OSError as problem:
        raise _unreadable(path, problem) from problem


def _unreadable(path: str, problem: Exception) -> InvalidFile:
    why = getattr(problem, "strerror", None) or problem
    return InvalidFile(shorten_path(path), [f"it cannot be read: {why}"])
