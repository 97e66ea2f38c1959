"""Outcomes that were proposed, in the JSON shape and the words that `review` and `show` share."""

import json
from collections.abc import Sequence
from typing import Any

from tracker.domain.answer import Row, Section

_TOLD = {"accepted": "recorded", "declined": "declined", "overtaken": "another was recorded since"}


def shape(row: dict[str, Any]) -> dict[str, Any]:
    """Return a proposal in its JSON shape."""
    return {
        "id": row["id"],
        "claim": row["claim_key"] or row["claim_id"],
        "claim_id": row["claim_id"],
        "statement": row["statement"],
        "outcome": row["outcome"],
        "resolved_on": row["resolved_on"],
        "because": row["because"],
        "evidence": json.loads(row["evidence"] or "[]"),
        "proposed_by": row["proposed_by"],
        "recorded_at": row["recorded_at"],
        "state": row["state"],
        "declined_because": row["declined_because"],
    }


def waiting_section(proposals: Sequence[Row]) -> Section:
    """Return the section of a review: what waits for a person to decide."""
    lines = [
        f"Claim {row['claim_id']} \u201c{row['statement']}\u201d: {_told(row)}" for row in proposals
    ]
    return Section(f"Proposed outcomes ({len(lines)})", lines, _step(proposals[0]))


def claim_section(proposals: Sequence[Row]) -> Section:
    """Return the section of a claim: what was proposed, and what became of it."""
    waiting = [row for row in proposals if row["state"] == "waiting"]
    lines = []
    for row in proposals:
        became = _TOLD.get(row["state"], "")
        became += f": {row['declined_because']}" if row["declined_because"] else ""
        lines.append(f"{_told(row)}{f' ({became})' if became else ''}")
    return Section("Proposed outcomes", lines, _step(waiting[0]) if waiting else None)


def _told(row: Row) -> str:
    rests = f" (evidence {', '.join(map(str, row['evidence']))})" if row["evidence"] else ""
    return (
        f"{row['outcome']}, known on {row['resolved_on']}: {row['because']}{rests}. "
        f"Proposal {row['id']} by {row['proposed_by']}"
    )


def _step(row: Row) -> str:
    return (
        f"tracker resolve {row['claim_id']} --proposal {row['id']} records it, "
        f'tracker decline {row["id"]} --because "…" turns it down'
    )
