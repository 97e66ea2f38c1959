"""What text may enter the ledger, and how any text is shown on a terminal."""

import re

from tracker.errors import InvalidInput

MAX_LENGTH = 100_000
_FIRST_SURROGATE = 0xD800
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]|\r(?!\n)")
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x0b|\x0c|\x85")


def accept(text: str, what: str, *, empty: bool = False) -> str:
    """Return `text` as the ledger keeps it: as it is, without blank edges.

    Raises InvalidInput for a control character, bytes that were no UTF-8, more than MAX_LENGTH
    characters, or (unless `empty`) nothing at all. Tabs and line ends may stay.
    """
    if len(text) > MAX_LENGTH:
        raise InvalidInput(f"{what} has {len(text):,} characters: at most {MAX_LENGTH:,} are kept")
    text = text.strip()
    found = _REFUSED.search(text)
    if found:
        code = ord(found.group())
        if code >= _FIRST_SURROGATE:
            raise InvalidInput(f"{what} is not valid UTF-8 at character {found.start() + 1}")
        raise InvalidInput(
            f"{what} has a control character (U+{code:04X}) at character {found.start() + 1}: "
            "take it out"
        )
    if not text and not empty:
        raise InvalidInput(f"{what} is empty")
    return text


def accept_line(text: str, what: str) -> str:
    """Return `text` as `accept` does, and refuse a line break: for names, keys and tags."""
    text = accept(text, what)
    if "\n" in text or "\t" in text:
        raise InvalidInput(f"{what} must stand on one line")
    return text


def without_controls(text: str) -> str:
    """Return `text` with a blank for each character that the ledger refuses; its length stays."""
    return _REFUSED.sub(" ", text)


def printable(text: str) -> str:
    """Return `text` without the characters that could steer a terminal or turn its direction."""
    return _UNSHOWN.sub("�", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """Return `text` as `printable` does, with every run of blanks and line breaks as one blank."""
    return " ".join(printable(text).split())


def shorten_path(path: str, length: int = 300) -> str:
    """Return a path on one line, for an error message; of a very long one its end, the name."""
    path = one_line(path)
    return path if len(path) <= length else "…" + path[1 - length :]


def shorten(text: str, length: int = 60) -> str:
    """Return `text` on one line and at most `length` characters long, for an error message."""
    text = one_line(text)
    return text if len(text) <= length else text[: length - 1] + "…"
