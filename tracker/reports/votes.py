"""Which forecast counts: what has matured, what came too late, and one vote a claim per owner.

Rows stream in by claim and owner; of them only the numbers stay that scores are made of.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, tzinfo
from itertools import groupby
from typing import Literal, NamedTuple

from tracker import clock
from tracker.config import zone
from tracker.domain import fairness
from tracker.domain.claim import VOID
from tracker.reports.ballots import Ballot, Group, Vote
from tracker.reports.other_kinds import ordered_claims
from tracker.scoring.summary import Scored
from tracker.scoring.time_weighted import TimeWeighted, time_weighted
from tracker.storage.connection import Connection
from tracker.storage.ledger import setting
from tracker.storage.queries import people, scores, sources
from tracker.storage.queries.scores import ScoredForecast

By = Literal["owner", "tag", "source", "year", "kind"]
Take = Literal["last", "first", "time-weighted"]
NONE = "none"


class Asked(NamedTuple):
    """Which forecasts are scored, and how they are grouped."""

    by: By = "owner"
    take: Take = "last"
    owners: Sequence[str] = ()
    tags: Sequence[str] = ()
    source: str | None = None
    early: bool = False
    no_hindsight: bool = False
    detail: bool = False


class State(NamedTuple):
    """How a claim stands for the scorecard: the counts that it adds to, the last one its own."""

    counted_as: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is in a word: open, early, resolved, void or overdue."""
        return self.counted_as[-1]


class Counted(NamedTuple):
    """All votes together, and by group."""

    overall: Group
    groups: dict[str, Group]


class _Calendar(NamedTuple):
    """The day that is today, the zone in which days begin, and claims reworded too late."""

    today: str
    zone: tzinfo
    late: frozenset[int]


def wanted(connection: Connection, asked: Asked) -> scores.ScoreFilter:
    """Return the filter that was asked for. Raises NotFound."""
    source = None if asked.source is None else sources.get(connection, asked.source)
    return scores.ScoreFilter(
        owner_ids=[people.get(connection, name)["id"] for name in asked.owners],
        tags=[sources.check_tag(connection, tag) for tag in asked.tags],
        source_id=None if source is None else source["id"],
    )


def counted(connection: Connection, asked: Asked, today: date) -> Counted:
    """Count every claim and enter every owner's vote. Raises NotFound."""
    tags = scores.tags(connection)
    ordered = ordered_claims(tags)
    found = Counted(Group(ordered), {})
    for forecast, ballot in ballots(connection, wanted(connection, asked), asked, today):
        names = _names(forecast, asked.by, tags)
        found.overall.enter(forecast.claim_id, ballot)
        for name in names:
            group = found.groups.setdefault(name, Group(ordered))
            group.enter(forecast.claim_id, ballot)
    return found


def ballots(
    connection: Connection, wanted: scores.ScoreFilter, asked: Asked, today: date
) -> Iterator[tuple[ScoredForecast, Ballot]]:
    """Stream what each owner said on each claim: any of the forecasts, and what counts of it."""
    own_zone = zone(setting(connection, "timezone"))
    late = frozenset(
        claim_id
        for claim_id, former in scores.reworded(connection).items()
        if fairness.reworded_after_deadline(former, own_zone)
    )
    calendar = _Calendar(today.isoformat(), own_zone, late)
    stream = scores.stream(connection, wanted)
    for _, forecasts in groupby(stream, key=lambda one: (one.claim_id, one.owner_id)):
        candidates = list(forecasts)
        yield candidates[0], _ballot(candidates, asked, calendar)


def _names(forecast: ScoredForecast, by: By, tags: dict[int, list[str]]) -> list[str]:
    if by == "owner":
        return [forecast.owner]
    if by == "tag":
        return tags.get(forecast.claim_id, [NONE])
    if by == "source":
        return [forecast.source or NONE]
    if by == "year":
        return [forecast.deadline[:4] if forecast.deadline else NONE]
    return [forecast.kind]


def state_of(claim: ScoredForecast, today: str, *, early: bool) -> State:
    """Return how a claim stands: a void one matures at once, others the day after the deadline."""
    is_past = claim.deadline is not None and claim.deadline < today
    if claim.outcome in VOID:
        return State(("matured", "void"))
    if claim.outcome is not None:
        if is_past or claim.deadline is None or claim.type == "fact" or early:
            return State(("matured", "resolved"))
        return State(("open", "early"))
    if is_past and claim.type != "fact":
        return State(("matured", "overdue"))
    return State(("open",))


def _ballot(candidates: Sequence[ScoredForecast], asked: Asked, calendar: _Calendar) -> Ballot:
    """Return what counts of one owner's forecasts on one claim."""
    state = state_of(candidates[0], calendar.today, early=asked.early)
    left_out: dict[str, int] = {}
    same_day, standing = 0, []
    for forecast in candidates:
        reason = _left_out(forecast, calendar.zone, no_hindsight=asked.no_hindsight)
        if reason is not None:
            left_out[reason] = left_out.get(reason, 0) + 1
            continue
        same_day += forecast.made_on == forecast.resolved_on and not _both_timed(forecast)
        standing.append(forecast)
    if state.name != "resolved":
        left_out, same_day = {}, 0
    chosen = (standing[0] if asked.take == "first" else standing[-1]) if standing else None
    if chosen is None or state.name in {"open", "early"}:
        deadline = candidates[0].deadline if state.name == "open" else None
        return Ballot(state.counted_as, left_out, same_day, next_on=deadline)
    vote = _vote(chosen, standing, calendar) if chosen.share is not None else None
    return Ballot(
        state.counted_as,
        left_out,
        same_day,
        vote=vote,
        basis=chosen.basis,
        other=chosen if state.name == "resolved" and chosen.distribution else None,
        unscored=chosen.probability if state.name in {"void", "overdue"} else None,
    )


def _vote(
    chosen: ScoredForecast, standing: Sequence[ScoredForecast], calendar: _Calendar
) -> Vote | None:
    share = chosen.share
    if share is None or (chosen.probability is None and chosen.basis != "none"):
        return None
    scored = None
    if chosen.probability is not None and chosen.basis != "none":
        scored = Scored(
            chosen.probability,
            chosen.low,
            chosen.high,
            share,
            chosen.event or f"claim {chosen.claim_id}",
        )
    own = chosen.basis
    same_basis = [one for one in standing if one.basis == own] if own == "stated" else standing
    known = chosen.resolved_on or ""
    return Vote(
        forecast_id=chosen.id,
        claim_id=chosen.claim_id,
        owner=chosen.owner,
        basis=chosen.basis,
        share=share,
        outcome=str(chosen.outcome),
        scored=scored,
        over_time=over_time(standing) if scored else None,
        over_time_stated=over_time(same_basis) if scored and own == "stated" else None,
        is_hindsight=clock.day_of(chosen.recorded_at, calendar.zone) > known,
        is_reworded=chosen.version > chosen.claim_version or chosen.claim_id in calendar.late,
    )


def over_time(forecasts: Sequence[ScoredForecast]) -> TimeWeighted | None:
    """Return an owner's time-weighted scores on a claim with a window, None where none stood.

    The window is the one scheduled, from its opening (else from the day when the claim was said) to
    the end of its deadline.
    """
    claim = forecasts[0]
    if claim.deadline is None or claim.share is None:
        return None
    opens = _day(claim.opens or claim.said_on)
    closes = _day(claim.deadline) + 1
    given = [
        (_moment(one.made_on, one.made_at), one.probability)
        for one in forecasts
        if one.probability is not None
    ]
    if not given or opens >= closes:
        return None
    resolved = _moment(claim.resolved_on or claim.deadline, claim.resolved_at)
    return time_weighted(given, claim.share, opens=opens, closes=closes, resolved=resolved)


def _day(day: str) -> float:
    return float(date.fromisoformat(day).toordinal())


def _moment(day: str, instant: str | None) -> float:
    """Return an instant in days, its day's beginning where it has no time."""
    if instant is None:
        return _day(day)
    moment = datetime.fromisoformat(instant)
    midnight = datetime(moment.year, moment.month, moment.day, tzinfo=moment.tzinfo)
    return moment.toordinal() + (moment - midnight).total_seconds() / 86_400


def _both_timed(forecast: ScoredForecast) -> bool:
    return forecast.made_at is not None and forecast.resolved_at is not None


def _left_out(forecast: ScoredForecast, own_zone: tzinfo, *, no_hindsight: bool) -> str | None:
    """Return why a forecast does not count: it came too late, or was recorded with hindsight."""
    known = forecast.resolved_on
    if known is not None:
        if _both_timed(forecast):
            if str(forecast.made_at) > str(forecast.resolved_at):
                return "after_outcome"
        elif forecast.made_on > known:
            return "after_outcome"
    if forecast.deadline is not None and forecast.made_on > forecast.deadline:
        return "after_deadline"
    if no_hindsight and known is not None:
        return "hindsight" if clock.day_of(forecast.recorded_at, own_zone) > known else None
    return None
