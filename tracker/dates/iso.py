"""The one exact form of a date: YYYY-MM-DD, a real day of the calendar.

Python's own reader also takes weeks (`2030-W01-1`) and bare digits (`20300101`), and its `int`
takes digits of any script, so the pattern comes first.
"""

import re
from datetime import date

from tracker.errors import InvalidDate

PATTERN = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
LIKE_PATTERN = re.compile(r"\d{4}[-‐‑‒–—―−－]\d{2}[-‐‑‒–—―−－]\d{2}")
SHOWN = 40  # characters of a refused text that a message repeats


def quoted(text: str) -> str:
    """Show a refused text in a message: printable, and no longer than a line can bear."""
    return ascii_safe(text) if len(text) <= SHOWN else f"{ascii_safe(text[:SHOWN])}…"


def ascii_safe(text: str) -> str:
    """Keep what prints; write out control characters, lone surrogates and the like."""
    return "".join(
        character if character.isprintable() else repr(character)[1:-1] for character in text
    )


def is_iso(text: str) -> bool:
    """Tell whether the text has the form, be the day real or not."""
    return PATTERN.fullmatch(text) is not None


def looks_iso(text: str) -> bool:
    """Tell whether the text has the form in digits or dashes of another kind: it is then refused.

    A date that a person types exactly is exact to the sign; words may be looser.
    """
    return not text.isascii() and LIKE_PATTERN.fullmatch(text) is not None


def parse_iso(text: str) -> date:
    """Read YYYY-MM-DD and nothing else."""
    match = PATTERN.fullmatch(text)
    if match is None:
        raise InvalidDate(f'"{quoted(text)}" is no date; write it as YYYY-MM-DD, e.g. 2026-12-31')
    year, month, day = (int(part) for part in match.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidDate(
            f'"{text}" is no day of the calendar; write a real one as YYYY-MM-DD, e.g. 2026-12-31'
        ) from None
