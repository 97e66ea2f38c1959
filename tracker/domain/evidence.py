"""What evidence may say, and how strongly."""

import re

from tracker.domain.text import accept_line, shorten
from tracker.errors import InvalidInput

STANCES = ("supports", "refutes", "neutral")
STRENGTHS = ("weak", "moderate", "strong")
_URL = re.compile(r"(https?|ftp|file|doi|urn|mailto):\S+", re.IGNORECASE)


def check_url(text: str) -> str:
    """Return an address as it is kept. Raises InvalidInput for a text that is none."""
    url = accept_line(text, "url")
    if not _URL.fullmatch(url):
        raise InvalidInput(f"url {shorten(url)!r} is no address: write it with https://")
    return url


def check_ratio(value: float) -> float:
    """Return a likelihood ratio: above 1 speaks for the claim, below 1 against it."""
    if not 0 < value < float("inf"):
        raise InvalidInput(f"likelihood ratio {value:g} is not above 0")
    return value
