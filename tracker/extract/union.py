"""Proposals of two kinds as one list: what both found is one proposal that says so."""

from collections.abc import Sequence

from tracker.domain.proposal import Proposal

_SAME = 0.5
"""From this share of the longer quote on, two proposals are of the same words."""


def united(rules: Sequence[Proposal], model: Sequence[Proposal]) -> list[Proposal]:
    """Return all proposals, best first; one that both found keeps the rules' place and reading.

    The model adds what the rules did not read, and is one more reason to believe it.
    """
    found = list(rules)
    for other in model:
        alike = [(_share(one, other), place) for place, one in enumerate(found)]
        share, place = max(alike, default=(0.0, -1))
        if share >= _SAME and "llm" not in found[place].found_by.split("+"):
            found[place] = _merged(found[place], other)
        else:
            found.append(other)
    return sorted(found, key=lambda each: (-each.score, each.start))


def _share(one: Proposal, other: Proposal) -> float:
    """Return which part of the longer quote both have; none where they name different days."""
    if one.deadline and other.deadline and one.deadline_text != other.deadline_text:
        return 0.0
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / max(one.end - one.start, other.end - other.start, 1)


def _merged(one: Proposal, other: Proposal) -> Proposal:
    when = other if one.deadline_text is None else one
    return one._replace(
        reported_for=one.reported_for or other.reported_for,
        condition=one.condition or other.condition,
        deadline_text=when.deadline_text,
        opens=when.opens,
        deadline=when.deadline,
        deadline_basis=when.deadline_basis,
        belief=other.belief if one.belief.basis == "none" else one.belief,
        score=round(1 - (1 - min(one.score, 1.0)) * (1 - other.score), 4),
        found_by=f"{one.found_by}+{other.found_by}",
        reasons=(*one.reasons, *other.reasons),
        statement=other.statement or one.statement,
    )
