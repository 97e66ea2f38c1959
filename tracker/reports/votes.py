"""Which forecast counts: what has matured, what came too late, and one vote a claim per owner.

Rows stream in by claim and owner; of them only the numbers stay that scores are made of.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Literal, NamedTuple

from tracker import clock
from tracker.config import zone
from tracker.domain import fairness
from tracker.domain.claim import VOID
from tracker.reports.ballots import Ballot, Group, Vote
from tracker.reports.other_kinds import ORDERED
from tracker.scoring.tally import Scored
from tracker.scoring.time_weighted import TimeWeighted, time_weighted
from tracker.storage.connection import Connection
from tracker.storage.ledger import setting
from tracker.storage.queries import people, scores, sources
from tracker.storage.queries.scores import Given, ScoredClaim, ScoredForecast

By = Literal["owner", "tag", "source", "year", "kind"]
Take = Literal["last", "first", "time-weighted"]
NONE = "none"
_NO_TAG = [NONE]
_CLAIM, _OWNER, _TIME = map(attrgetter, ("claim_id", "owner_id", "made_at"))


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


class Said(NamedTuple):
    """What one owner said on one claim."""

    claim: ScoredClaim
    owner: str

    @property
    def claim_id(self) -> int:
        """The claim's number."""
        return self.claim.id


def counted(connection: Connection, asked: Asked, today: date) -> Counted:
    """Count every claim and enter every owner's vote. Raises NotFound."""
    tags = scores.tags(connection) if asked.by == "tag" else {}
    ordered = scores.tagged(connection, ORDERED)
    found = Counted(Group(ordered), {})
    for said, ballot in ballots(connection, wanted(connection, asked), asked, today):
        found.overall.enter(said.claim.id, ballot)
        for name in _names(said, asked.by, tags):
            group = found.groups.get(name)
            if group is None:
                group = found.groups[name] = Group(ordered)
            group.enter(said.claim.id, ballot)
    return found


def ballots(
    connection: Connection, wanted: scores.ScoreFilter, asked: Asked, today: date
) -> Iterator[tuple[Said, Ballot]]:
    """Stream what each owner said on each claim, and what counts of it."""
    own_zone = zone(setting(connection, "timezone"))
    late = frozenset(
        claim_id
        for claim_id, former in scores.reworded(connection).items()
        if fairness.reworded_after_deadline(former, own_zone)
    )
    calendar = _Calendar(today.isoformat(), own_zone, late)
    owners = scores.owners(connection)
    claims = scores.claims(connection, wanted)
    claim = next(claims, None)
    for claim_id, given in groupby(scores.forecasts(connection, wanted), key=_CLAIM):
        while claim is not None and claim.id < claim_id:
            claim = next(claims, None)
        if claim is None:
            break
        if claim.id > claim_id:
            continue  # it was withdrawn
        state = state_of(claim, calendar.today, early=asked.early)
        if state.name in {"open", "early"}:
            waiting = Ballot(
                state.counted_as, {}, 0, next_on=claim.deadline if state.name == "open" else None
            )
            for owner_id, _ in groupby(given, key=_OWNER):
                yield Said(claim, owners[owner_id]), waiting
            continue
        window = _window(claim)
        for owner_id, own in groupby(given, key=_OWNER):
            said = Said(claim, owners[owner_id])
            yield said, _ballot(said, _oldest_first(own), state, asked, calendar, window)


class _Window(NamedTuple):
    """When forecasts on a claim count and for how long they stand; times are in days.

    What was made before the day `before` came too late in no way. `span` is the window scheduled:
    from the opening (else from the day when the claim was said) to the end of the deadline.
    """

    before: str | None
    span: tuple[float, float] | None
    resolved: float


def _window(claim: ScoredClaim) -> _Window:
    deadline, known = claim.deadline, claim.resolved_on
    if deadline is None:
        return _Window(known, None, 0.0)
    opens, closes = _day(claim.opens or claim.said_on), _day(deadline) + 1
    at = claim.resolved_at
    return _Window(
        deadline if known is None else min(deadline, known),
        (opens, closes) if opens < closes else None,
        _day(known or deadline) if at is None else _moment(at),
    )


def _oldest_first(own: Iterable[Given]) -> list[Given]:
    """Return an owner's forecasts in order, those of one day by their times."""
    found = list(own)
    if any(map(_TIME, found)):
        found.sort(key=lambda one: (one.made_on, one.made_at or ""))
    return found


def _names(said: Said, by: By, tags: dict[int, list[str]]) -> Sequence[str]:
    claim = said.claim
    if by == "owner":
        return (said.owner,)
    if by == "tag":
        return tags.get(claim.id, _NO_TAG)
    if by == "source":
        return (claim.source or NONE,)
    if by == "year":
        return (claim.deadline[:4] if claim.deadline else NONE,)
    return (claim.kind,)


def state_of(claim: ScoredClaim, today: str, *, early: bool) -> State:
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


def _ballot(  # noqa: PLR0913, PLR0917 - what was said, and by what it is judged
    said: Said,
    candidates: Sequence[Given],
    state: State,
    asked: Asked,
    calendar: _Calendar,
    window: _Window,
) -> Ballot:
    """Return what counts of one owner's forecasts on one claim that has matured."""
    claim = said.claim
    left_out: dict[str, int] = {}
    same_day = 0
    standing = candidates
    if asked.no_hindsight or window.before is None or candidates[-1].made_on >= window.before:
        standing = []
        for forecast in candidates:
            reason = _left_out(forecast, claim, calendar.zone, no_hindsight=asked.no_hindsight)
            if reason is not None:
                left_out[reason] = left_out.get(reason, 0) + 1
                continue
            same_day += forecast.made_on == claim.resolved_on and not _both_timed(forecast, claim)
            standing.append(forecast)
    if state.name != "resolved":
        left_out, same_day = {}, 0
    if not standing:
        return Ballot(state.counted_as, left_out, same_day)
    chosen = standing[0] if asked.take == "first" else standing[-1]
    vote = None
    if claim.share is not None:
        vote = _vote(said, chosen, standing, calendar, window)
    is_other = state.name == "resolved" and chosen.distribution is not None
    return Ballot(
        state.counted_as,
        left_out,
        same_day,
        vote=vote,
        basis=chosen.basis,
        other=_other(claim, chosen) if is_other else None,
        unscored=chosen.probability if state.name in {"void", "overdue"} else None,
    )


def _other(claim: ScoredClaim, chosen: Given) -> ScoredForecast:
    return ScoredForecast(
        claim_id=claim.id,
        distribution=chosen.distribution,
        **{name: getattr(claim, name) for name in ScoredForecast._fields[1:-1]},
    )


def _vote(
    said: Said, chosen: Given, standing: Sequence[Given], calendar: _Calendar, window: _Window
) -> Vote | None:
    claim, basis, p = said.claim, chosen.basis, chosen.probability
    share = claim.share
    if share is None or (p is None and basis != "none"):
        return None
    scored = stood = stood_stated = None
    if p is not None and basis != "none":
        scored = Scored(p, chosen.low, chosen.high, share, claim.event)
        stood = _over_time(standing, share, window)
        if basis == "stated":
            same = [one for one in standing if one.basis == basis]
            stood_stated = stood
            if len(same) < len(standing):
                stood_stated = _over_time(same, share, window)
    return Vote(
        forecast_id=chosen.id,
        claim_id=claim.id,
        owner=said.owner,
        basis=basis,
        share=share,
        outcome=str(claim.outcome),
        scored=scored,
        over_time=stood,
        over_time_stated=stood_stated,
        is_hindsight=_day_of(chosen.recorded_at, calendar.zone) > (claim.resolved_on or ""),
        is_reworded=claim.version > chosen.claim_version or claim.id in calendar.late,
    )


def _over_time(forecasts: Sequence[Given], share: float, window: _Window) -> TimeWeighted | None:
    """Return an owner's time-weighted scores on a claim with a window, None where none stood."""
    given = [
        (_day(one.made_on) if one.made_at is None else _moment(one.made_at), one.probability)
        for one in forecasts
        if one.probability is not None
    ]
    if not given or window.span is None:
        return None
    opens, closes = window.span
    return time_weighted(given, share, opens=opens, closes=closes, resolved=window.resolved)


@lru_cache(50_000)
def _day(day: str) -> float:
    return float(date.fromisoformat(day).toordinal())


def _moment(instant: str) -> float:
    """Return an instant in days."""
    moment = datetime.fromisoformat(instant)
    midnight = datetime(moment.year, moment.month, moment.day, tzinfo=moment.tzinfo)
    return moment.toordinal() + (moment - midnight).total_seconds() / 86_400


_day_of = lru_cache(10_000)(clock.day_of)


def _both_timed(forecast: Given, claim: ScoredClaim) -> bool:
    return forecast.made_at is not None and claim.resolved_at is not None


def _left_out(
    forecast: Given, claim: ScoredClaim, own_zone: tzinfo, *, no_hindsight: bool
) -> str | None:
    """Return why a forecast does not count: it came too late, or was recorded with hindsight."""
    known = claim.resolved_on
    if known is not None:
        if _both_timed(forecast, claim):
            if str(forecast.made_at) > str(claim.resolved_at):
                return "after_outcome"
        elif forecast.made_on > known:
            return "after_outcome"
    if claim.deadline is not None and forecast.made_on > claim.deadline:
        return "after_deadline"
    if no_hindsight and known is not None:
        return "hindsight" if _day_of(forecast.recorded_at, own_zone) > known else None
    return None
