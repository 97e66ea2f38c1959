"""Files that belong together: the members of a zip, the files of a folder, or several by name.

Nothing is ever unpacked: members are read where they are, as streams. A zip that swells beyond all
reason is refused before it is read.
"""

import zipfile
import zlib
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple, cast

from tracker.domain.text import shorten
from tracker.errors import InvalidFile

MOST_MEMBERS = 1_000
MOST_SWELLING = 200
"""So many times its size a member may have when it is unpacked; texts reach some twenty times."""
_SMALL = 1_000_000
_DATA = frozenset({".csv", ".json", ".jsonl", ".ndjson", ".jsonld"})


class Member(NamedTuple):
    """One file of several: its name, what opens it from its beginning, and its size in bytes."""

    name: str
    open: Callable[[], BinaryIO]
    size: int


def is_zip(beginning: bytes) -> bool:
    """Tell whether a file's first bytes are those of a zip."""
    return beginning[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


@contextmanager
def of_zip(data: BinaryIO, name: str) -> Generator[Sequence[Member]]:
    """Give the data files of a zip. Raises InvalidFile for what is none or not to be trusted."""
    try:
        archive = zipfile.ZipFile(data)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as problem:
        raise InvalidFile(name, [f"it is no sound zip file: {problem}"]) from problem
    with archive:
        found = [info for info in archive.infolist() if _is_data(info.filename)]
        if len(found) > MOST_MEMBERS:
            raise InvalidFile(name, [f"it holds more than {MOST_MEMBERS:,} files"])
        for info in found:
            if info.flag_bits & 1:
                raise InvalidFile(name, [f"{shorten(info.filename)} in it is encrypted"])
            if info.file_size > max(_SMALL, MOST_SWELLING * info.compress_size):
                swells = f"swells to {info.file_size:,} bytes from {info.compress_size:,}"
                raise InvalidFile(name, [f"{shorten(info.filename)} in it {swells}"])
        yield [_zipped(archive, info) for info in found]


def of_folder(folder: Path) -> Sequence[Member]:
    """Return the data files of a folder and of the folders in it, by name."""
    found = sorted(path for path in folder.rglob("*") if _is_data(path.name) and path.is_file())
    if len(found) > MOST_MEMBERS:
        raise InvalidFile(str(folder), [f"it holds more than {MOST_MEMBERS:,} files"])
    return [of_file(path, path.relative_to(folder).as_posix()) for path in found]


def of_file(path: Path, name: str) -> Member:
    """Return one file on its own."""
    return Member(name, lambda: path.open("rb"), path.stat().st_size)


@contextmanager
def reading(member: Member, name: str) -> Generator[BinaryIO]:
    """Open a member. A zip that turns out to be broken while it is read is an InvalidFile."""
    try:
        with member.open() as data:
            yield data
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as problem:
        raise InvalidFile(name, [f"{shorten(member.name)} cannot be read: {problem}"]) from problem
    except OSError as problem:
        why = problem.strerror or problem
        raise InvalidFile(name, [f"{shorten(member.name)} cannot be read: {why}"]) from problem


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    return Member(info.filename, lambda: cast("BinaryIO", archive.open(info)), info.file_size)


def _is_data(name: str) -> bool:
    path = PurePath(name)
    is_hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix.lower() in _DATA and not is_hidden
