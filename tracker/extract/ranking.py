"""Proposals in order, restatements and neighbours of one sentence held back behind the best."""

import re
from collections import defaultdict

from tracker.domain.proposal import Proposal

SAME = 0.6
"""The share of letter pairs from which two statements of one person say the same."""
HELD_BACK = 0.6
RECENT = 200
"""Statements of one owner that a further one is compared with."""
WORDS = re.compile(r"\w")


def ranked(proposals: list[Proposal]) -> list[Proposal]:
    """Return proposals best first; of near-duplicates by one owner, the best keeps its score."""
    seen: dict[str | None, list[set[str]]] = defaultdict(list)
    out = []
    for each in sorted(proposals, key=lambda each: (-each.score, each.start)):
        owner = each.reported_for or each.speaker
        pairs = _pairs(each.quote)
        if any(_share(pairs, other) >= SAME for other in seen[owner][-RECENT:]):
            out.append(each._replace(score=round(each.score * HELD_BACK, 4)))
        else:
            seen[owner].append(pairs)
            out.append(each)
    return sorted(out, key=lambda each: (-each.score, each.start))


def _pairs(text: str) -> set[str]:
    letters = "".join(WORDS.findall(text.lower()))
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def _share(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one), len(other)) if one and other else 0.0
