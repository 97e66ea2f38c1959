"""A scorecard's figures as text, so that those of a large ledger are reckoned once a change."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.domain.answer import Row
from tracker.registry import load
from tracker.reports.ballots import Vote
from tracker.reports.votes import Asked
from tracker.scoring.tally import Scored
from tracker.storage.connection import Connection
from tracker.storage.queries import database

MANY = 200
"""From so many claims on, figures are kept."""


class Figures(NamedTuple):
    """All figures of a scorecard, and what is shown one by one.

    These are the rows, all together, and the bins of calibration. `shown` are votes with the
    `statements` of their claims; `scored` is everything scored, where it is drawn: below
    NORMAL_FROM_EVENTS events; `waiting` are open claims, where nothing is scored yet.
    """

    rows: list[dict[str, Any]]
    whole: dict[str, Any]
    calibration: list[dict[str, Any]]
    calibration_all: list[dict[str, Any]]
    shown: Sequence[Vote]
    statements: Mapping[int, str]
    scored: Sequence[Scored]
    waiting: Sequence[Row] = ()


def named(asked: Asked, today: date) -> str:
    """Return the one text for what was asked on a day."""
    return json.dumps([today.isoformat(), asked], ensure_ascii=False)


def asked_by(name: str) -> tuple[date, Asked]:
    """Return what `named` was given."""
    day, asked = json.loads(name)
    return date.fromisoformat(day), Asked(*asked)


def known(connection: Connection, place: str, name: str) -> Figures | None:
    """Return the figures that are kept for what was asked, None where there are none."""
    if not database.has_claims(connection, MANY):
        return None
    found = load("tracker.storage.snapshots:kept")(connection, place).get(name)
    if found is None:
        return None
    rows, whole, bins, all_bins, shown, statements, scored, waiting = found
    return Figures(
        rows,
        whole,
        bins,
        all_bins,
        [_vote(*one) for one in shown],
        {int(claim_id): text for claim_id, text in statements.items()},
        [Scored(*one) for one in scored],
        waiting,
    )


def _vote(own: list[Any], scored: list[Any] | None, marks: list[bool]) -> Vote:
    """Return a vote without its scores over time, which are in the means already."""
    return Vote(*own, Scored(*scored) if scored else None, None, None, *marks)  # type: ignore[call-arg] # as `written` took it apart


def keep(connection: Connection, place: str, name: str, found: Figures) -> None:
    """Keep figures, if there are so many that reckoning them takes long."""
    if found.whole["claims"] >= MANY:
        load("tracker.storage.snapshots:keep")(connection, place, name, written(found))


def written(found: Figures) -> list[Any]:
    """Return figures as JSON has them."""
    return [
        *found[:4],
        [(vote[:6], vote.scored, vote[9:]) for vote in found.shown],
        {str(claim_id): text for claim_id, text in found.statements.items()},
        found.scored,
        found.waiting,
    ]
