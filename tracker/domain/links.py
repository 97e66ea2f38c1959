"""How claims hang together: what a link says of two claims, and which look as if they should.

`implies`: when the claim comes true, so does the other (by 2029, by 2031). `complement`: just one
of the two comes true. `conditional`: the claim says the same as the other, on the condition that
its condition claim comes true.
"""

import re
from typing import NamedTuple

RELATIONS = ("implies", "complement", "conditional")
_SAID = {
    "implies": ("implies", "implied by"),
    "complement": ("complement of", "complement of"),
    "conditional": ("conditional form of", "has a conditional form,"),
}
_BY = re.compile(
    r"\b(?:by|before|until)\s+(?:the\s+end\s+of\s+)?(?:[A-Za-z]+\s+)?"
    r"(?:\d{4}-\d\d-\d\d|(?:\d{1,2},?\s+)?\d{4})\b"
    r"|\d{4}\s*年(?:\s*\d{1,2}\s*月)?(?:底|末)?(?:之前|以前|前)",
    re.IGNORECASE | re.ASCII,
)


class Link(NamedTuple):
    """A link from a claim to another, which goes by its key, or by its number in the same file."""

    relation: str
    other: str | int


def in_words(relation: str, *, is_from: bool) -> str:
    """Say how a claim stands to another: as the one that the link comes from, or goes to."""
    return _SAID[relation][0 if is_from else 1]


def undated(text: str, deadline: str) -> str:
    """Return a text without the words that name its deadline's year as the last day."""
    year = deadline[:4]
    return _BY.sub(lambda found: "…" if year in found.group() else found.group(), text)
