"""How claims came out, as other trackers write it: one table for all of them.

An empty word is a question that has not come out. Void keeps its reason: what cannot be judged is
`ambiguous`; what was called off, taken back or malformed is `annulled`.
"""

from collections.abc import Mapping

from tracker.domain.text import shorten
from tracker.errors import InvalidInput

SHARE = "share"
"""The outcome is a share that stands in another field."""

TABLE: Mapping[str, Mapping[str, str]] = {
    "Fatebook": {"yes": "yes", "no": "no", "ambiguous": "ambiguous"},
    "PredictionBook": {
        "true": "yes",
        "right": "yes",
        "false": "no",
        "wrong": "no",
        "unknown": "",
        "withdrawn": "annulled",
    },
    "Metaculus": {"yes": "yes", "no": "no", "ambiguous": "ambiguous", "annulled": "annulled"},
    "Manifold": {"yes": "yes", "no": "no", "mkt": SHARE, "cancel": "annulled"},
    "ForecastBench": {"1": "yes", "0": "no", "": ""},
    "iqisa": {"1": "yes", "0": "no", "-1": "ambiguous", "none": "", "nan": ""},
    "ClaimReview": {
        **dict.fromkeys(("true", "correct", "accurate", "promise kept"), "yes"),
        **dict.fromkeys(
            ("false", "incorrect", "fake", "pants on fire", "promise broken", "not true"), "no"
        ),
        **dict.fromkeys(("in the works", "stalled", "not yet rated"), ""),
    },
    "list": {
        **dict.fromkeys(("yes", "y", "true", "right", "correct", "1", "✓", "✔"), "yes"),
        **dict.fromkeys(("no", "n", "false", "wrong", "incorrect", "0", "✗", "✘"), "no"),
        **dict.fromkeys(("ambiguous", "unclear", "n/a"), "ambiguous"),
        **dict.fromkeys(("annulled", "void", "cancelled", "canceled"), "annulled"),
        **dict.fromkeys(("open", "pending", "unknown", "?", "tbd", "-", "–"), ""),
    },
}


def known(platform: str, word: str) -> str | None:
    """Return the outcome that a word means, `""` for none yet, None for a word not in the table."""
    plain = word.strip().lower()
    return TABLE[platform].get(plain, None if plain else "")


def read(platform: str, word: str) -> str:
    """Return the outcome that a word means, `""` for none yet. Raises InvalidInput."""
    found = known(platform, word)
    if found is None:
        words = ", ".join(each for each in TABLE[platform] if each)
        raise InvalidInput(f'outcome "{shorten(word)}" is none of {platform}: {words}')
    return found
