"""Two owners on the claims that both forecast in numbers: who was nearer, and what it can show.

The same votes count as in a scorecard. Claims of one event are taken together.
"""

from itertools import groupby
from typing import Any

from tracker.domain.answer import Card, Column, Section, Table
from tracker.errors import InvalidInput
from tracker.reports.ballots import Vote
from tracker.reports.votes import Asked, ballots
from tracker.scoring import compare as scoring
from tracker.scoring.brier import brier
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims, people, scores

_GAP = 0.05
_SURE = 0.05


def compare(ledger: Ledger, first: str, second: str) -> Card:
    """Return how two owners did on their common claims. Raises NotFound, InvalidInput."""
    with ledger.read() as connection:
        p, q = people.get(connection, first), people.get(connection, second)
        if p["id"] == q["id"]:
            raise InvalidInput(f"{first} and {second} are one person: name two")
        asked = Asked()
        filtered = scores.ScoreFilter(owner_ids=[p["id"], q["id"]])
        stream = ballots(connection, filtered, asked, ledger.today(connection))
        common = []
        for _, found in groupby(stream, key=lambda one: one[0].claim_id):
            votes = {one.owner: ballot.vote for one, ballot in found if ballot.vote is not None}
            own, other = votes.get(p["name"]), votes.get(q["name"])
            if own and other and own.basis == other.basis == "stated":
                common.append((own, other))
        statements = claims.statements(connection, {own.claim_id for own, _ in common})
    rows = [_row(own, other, statements) for own, other in common]
    result = scoring.compare(
        [row["p_brier"] for row in rows],
        [row["q_brier"] for row in rows],
        events=[own.scored.event for own, _ in common if own.scored],
    )
    data = {
        "p": p["name"],
        "q": q["name"],
        "n": len(rows),
        "events": result.events if result else 0,
        "mean_difference": result and result.mean_difference,
        "p_value": result and result.p_value,
        "test": result and result.test,
        "claims_needed": scoring.claims_needed(_GAP),
        "claims": rows,
    }
    columns = (
        Column("claim", "ID", "id"),
        Column("p", p["name"], "percent"),
        Column("q", q["name"], "percent"),
        Column("outcome", "Came out"),
        Column("difference", "Difference", "score"),
        Column("statement", "Claim", "flow"),
    )
    table = Table(columns, rows, "No claim that both forecast in numbers has come out and matured.")
    return Card(
        title=f"{p['name']} and {q['name']} on the claims that both forecast in numbers",
        data=data,
        facts=[],
        sections=[
            Section("Claims", table, notes=["Difference: of Brier scores, first less second."]),
            Section("What that shows", _said(data)),
        ],
        flat=table,
    )


def _row(own: Vote, other: Vote, statements: dict[int, str]) -> dict[str, Any]:
    p, q = (0.0 if one.scored is None else one.scored.p for one in (own, other))
    mine, theirs = brier(p, own.share), brier(q, own.share)
    return {
        "claim": own.claim_id,
        "p": p,
        "q": q,
        "outcome": own.outcome,
        "difference": mine - theirs,
        "p_brier": mine,
        "q_brier": theirs,
        "statement": statements[own.claim_id],
    }


def _said(data: dict[str, Any]) -> list[str]:
    needed = f"To find a gap of {_GAP} takes about {data['claims_needed']} common claims"
    if not data["n"]:
        return [f"Nothing can be compared yet. {needed}."]
    gap = data["mean_difference"]
    nearer = data["p"] if gap < 0 else data["q"]
    claims_of = "1 common claim" if data["n"] == 1 else f"{data['n']} common claims"
    lead = f"On {claims_of} both did as well as the other."
    if gap:
        lead = f"On {claims_of} {nearer} was nearer, by {abs(gap):.3f} in the mean Brier score."
    chance = data["p_value"]
    if chance is None:
        return [lead, f"One event tells nothing about who is better. {needed}."]
    verdict = "more than chance would" if chance < _SURE else "no more than chance might"
    test = "all flips of sign" if data["test"] == "sign-flip" else "paired t test"
    return [
        lead,
        (
            f"If neither were better, a gap this large would come about {chance:.1%} of the time "
            f"({test}): {verdict} show."
        ),
        f"{needed}; fewer show large gaps only.",
    ]
