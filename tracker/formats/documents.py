"""A source's text out of the bytes of a file: in which alphabet, and what it is known by.

Nothing is changed on the way, not even line ends, so that a position counts the same characters in
the file and in what is kept of it.
"""

import codecs
import hashlib
from typing import NamedTuple

from tracker.domain.text import shorten, shorten_path
from tracker.errors import InvalidFile, InvalidInput

_MARKED = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_WHAT_ELSE = (
    (b"%PDF", "it is a PDF: save its text first, for example with pdftotext"),
    (b"PK\x03\x04", "it is a packed document: save it as plain text first"),
)


class Document(NamedTuple):
    """A text, the bytes that are kept of it (UTF-8), and their SHA-256."""

    text: str
    kept: bytes
    sha256: str


def document(data: bytes, *, name: str, encoding: str | None = None) -> Document:
    """Return the text of a file. Raises InvalidFile for what is none, with what to do."""
    text = _decoded(data, name, encoding)
    if "\0" in text:
        raise InvalidFile(shorten_path(name), ["it holds a NUL character, so it is no text"])
    if not text.strip():
        raise InvalidFile(shorten_path(name), ["it is empty"])
    kept = text.encode()
    return Document(text, kept, hashlib.sha256(kept).hexdigest())


def _decoded(data: bytes, name: str, encoding: str | None) -> str:
    for beginning, why in _WHAT_ELSE:
        if data.startswith(beginning):
            raise InvalidFile(shorten_path(name), [why])
    wanted = encoding or _MARKED.get(data[:2], "utf-8")
    try:
        return data.decode(wanted)
    except LookupError as problem:
        raise InvalidInput(
            f"no encoding {shorten(wanted)!r} is known: take a name such as gb18030 or latin-1"
        ) from problem
    except UnicodeDecodeError as problem:
        why = (
            f"it is not {wanted} at byte {problem.start}: name its alphabet with --encoding, such "
            "as gb18030 or latin-1"
        )
        raise InvalidFile(shorten_path(name), [why]) from problem
