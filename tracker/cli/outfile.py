"""A file that a command writes: put in its place when it is whole, never half of one."""

import os
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from tracker.domain.text import shorten_path
from tracker.errors import InvalidInput


def check_ending(file: str, endings: Sequence[str], what: str) -> None:
    """Raise InvalidInput where a file's name does not end in what can be written to it."""
    if not file.lower().endswith(tuple(endings)) or Path(file).name.lower() in endings:
        raise InvalidInput(f"{what} {shorten_path(file)!r} must end in {' or '.join(endings)}")


@contextmanager
def replaced(file: str) -> Generator[BinaryIO]:
    """Give what is written to: `-` is standard output; another file stays until all is written."""
    if file == "-":
        yield sys.stdout.buffer
        return
    path = Path(os.path.realpath(file))
    if path.is_dir():
        raise InvalidInput(f"{shorten_path(file)!r} is a folder: name a file in it")
    if not path.parent.is_dir():
        raise InvalidInput(f"{shorten_path(file)!r} cannot be made: its folder does not exist")
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    handle, growing = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        Path(growing).chmod(_mode(path))
        Path(growing).replace(path)
    finally:
        with suppress(FileNotFoundError):
            Path(growing).unlink()


def _mode(path: Path) -> int:
    """Return the permissions that a file has, or that a new one gets."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
