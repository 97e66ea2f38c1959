"""A forecast that was found in a text and that nobody has accepted yet."""

from datetime import date
from typing import NamedTuple

from tracker.domain.probability import Belief


class Proposal(NamedTuple):
    """A statement that looks like a forecast, with all that could be read of it.

    `start` and `end` count code points of the file, and `quote` is exactly that text. `speaker` is
    named as in the file; `reported_for` is whose belief it is where the speaker only relays it.
    `deadline_basis` is `stated`, `inherited` from the question answered, or `imputed`.
    `score` ranks proposals of one text, best 1; `found_by` names what proposed it; `reasons` say
    why, each a few words for a person. `statement` is a wording that stands without its context,
    where one was made, or the words as spoken, where the file has stamps or headers between them.
    """

    start: int
    end: int
    quote: str
    speaker: str | None
    reported_for: str | None
    type: str
    condition: str | None
    deadline_text: str | None
    opens: date | None
    deadline: date | None
    deadline_basis: str | None
    belief: Belief
    score: float
    found_by: str
    reasons: tuple[str, ...] = ()
    statement: str | None = None
