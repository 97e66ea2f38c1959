"""The scorecard from a lake: an engine chooses and counts, the same formulas finish.

What comes from the engine is small beside the forecasts: counts by group, how many forecasts agree
in probability and outcome, sums by event. From these `tracker.scoring` gives the figures that
`scorecard` gives of the ledger.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from tracker.domain.answer import Card
from tracker.reports.ballots import FEW_EVENTS, REASONS, VOTES_SHOWN, Vote
from tracker.reports.kept_figures import Figures
from tracker.reports.other_kinds import ORDERED, ChoiceScores, NumberScores
from tracker.reports.scorecard import (
    PARTS,
    Standing,
    bounds_block,
    calibration,
    card,
    categorical,
    completed,
    figures_over_time,
    fill_shrunk,
)
from tracker.reports.votes import NONE, Asked, wanted
from tracker.scoring.brier import brier, mean_bounds
from tracker.scoring.samples import EventScores
from tracker.scoring.shrinkage import Sample
from tracker.scoring.simulation import NORMAL_FROM_EVENTS
from tracker.scoring.summary import summarise_alike
from tracker.scoring.tally import Scored
from tracker.storage.lake import scoring_sql as ask
from tracker.storage.lake.engines import LakeConnection
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims
from tracker.storage.queries.scores import ScoredForecast

_PREFIX = {"all": "", "stated": "stated_"}
_COUNTS = ("claims", "open", "early", "matured", "resolved", "void", "overdue")


def lake_scorecard(lake: Ledger, asked: Asked) -> Card:
    """Return the scorecard of a lake, opened as a ledger. Raises NotFound as `scorecard` does."""
    with lake.read() as opened:
        connection: LakeConnection = opened  # type: ignore[assignment]
        today = lake.today(connection)
        ballots = ask.ballots(
            wanted(connection, asked),
            by=asked.by,
            take=asked.take,
            early=asked.early,
            no_hindsight=asked.no_hindsight,
            today=today.isoformat(),
        )
        connection.keep(ask.BALLOTS, ballots.sql, ballots.values)
        groups = _gathered(connection, asked)
        shown = _shown(connection, asked)
        statements = claims.statements(connection, {vote.claim_id for vote in shown})
    overall = groups.pop(_WHOLE, None) or _Group()
    ordered = sorted(groups.items(), key=lambda item: (item[0].name == NONE, item[0].name))
    rows = [_row(key.name, group, asked) for key, group in ordered]
    for part in PARTS:
        fill_shrunk(rows, part, [group.parts[part].sample() for _, group in ordered])
    found = Figures(
        rows,
        _row(None, overall, asked),
        calibration(*overall.parts["stated"].outcomes()),
        calibration(*overall.parts["all"].outcomes()),
        shown,
        statements,
        overall.parts["all"].few(),
    )
    return card(asked, today, found)


class _Key(NamedTuple):
    """A row of the scorecard; all together has the name ''."""

    is_whole: int
    name: str


_WHOLE = _Key(1, "")


class _Part:
    """The forecasts stated in numbers, or these with the imputed ones, as they were counted."""

    def __init__(self) -> None:
        self.alike: dict[Scored, int] = defaultdict(int)
        self.unscored: dict[str, dict[float, int]] = {
            "void": defaultdict(int),
            "overdue": defaultdict(int),
        }
        self.hindsight = self.reworded = 0
        self.standing = Standing(0, None, None, None)
        self.events = self.spread = self.within = 0.0
        self.events_mean: float | None = None
        self.event_means: list[float] = []

    def outcomes(self) -> tuple[list[float], list[float], list[int]]:
        """Return probabilities, outcomes and how many claims have both."""
        items = list(self.alike)
        return [item.p for item in items], [item.y for item in items], list(self.alike.values())

    def few(self) -> list[Scored]:
        """Return each forecast scored, where there are so few events that they are drawn."""
        if self.events >= NORMAL_FROM_EVENTS:
            return []
        return [item for item, n in self.alike.items() for _ in range(n)]

    def by_event(self) -> EventScores:
        """Return what intervals need."""
        return EventScores(int(self.events), self.spread, self.event_means)

    def sample(self) -> Sample | None:
        """Return what shrinkage needs."""
        if self.events_mean is None:
            return None
        return Sample(int(self.events), self.events_mean, self.within)

    def block(self, asked: Asked) -> dict[str, Any]:
        """Return the part as a block of the scorecard."""
        counts = list(self.alike.values())
        if asked.take == "time-weighted":
            figures = figures_over_time(self.standing, self.by_event())
        else:
            figures = dict(summarise_alike(list(self.alike), counts, self.by_event()))
        briers = [brier(item.p, item.y) for item in self.alike]
        bounds = {
            state: bounds_block(
                mean_bounds(briers, list(ps), counts=counts, unscored_counts=list(ps.values())),
                sum(ps.values()),
            )
            for state, ps in self.unscored.items()
        }
        return completed(
            figures, self.standing, hindsight=self.hindsight, reworded=self.reworded, **bounds
        )


class _Group:
    """One row of the scorecard, as it was counted."""

    def __init__(self) -> None:
        self.parts = {part: _Part() for part in PARTS}
        self.counts = dict.fromkeys(_COUNTS, 0)
        self.left_out = dict.fromkeys(REASONS, 0)
        self.same_day = 0
        self.next_on: str | None = None
        self.asserted: dict[float, int] = defaultdict(int)
        self.choice, self.number = ChoiceScores(), NumberScores()


def _row(name: str | None, group: _Group, asked: Asked) -> dict[str, Any]:
    return {
        "group": name,
        **group.counts,
        **{part: group.parts[part].block(asked) for part in PARTS},
        "categorical": categorical(list(group.asserted), list(group.asserted.values())),
        "choice": group.choice.block(),
        "number": group.number.block(),
        "left_out": group.left_out,
        "same_day": group.same_day,
        "next_on": group.next_on,
    }


def _gathered(connection: LakeConnection, asked: Asked) -> dict[_Key, _Group]:
    """Ask the engine for all that the figures are made of, by group."""
    groups: dict[_Key, _Group] = defaultdict(_Group)
    for row in connection.rows(ask.counts(asked.by)):
        group = groups[_key(row)]
        group.counts = {name: int(row[name]) for name in _COUNTS}
        group.left_out = {reason: int(row[reason]) for reason in REASONS}
        group.same_day, group.next_on = int(row["same_day"]), row["next_on"]
    for row in connection.rows(ask.pools(asked.by)):
        _enter(groups[_key(row)], row)
    for row in connection.rows(ask.over_time(asked.by)):
        for part, prefix in _PREFIX.items():
            groups[_key(row)].parts[part].standing = _standing(row, prefix)
    for row in connection.rows(ask.event_sums(asked.by, asked.take)):
        for part, prefix in _PREFIX.items():
            own = groups[_key(row)].parts[part]
            own.events, own.events_mean = row[f"{prefix}events"], row[f"{prefix}events_mean"]
            own.spread, own.within = row[f"{prefix}spread"] or 0.0, row[f"{prefix}within"] or 0.0
    few = {"few": NORMAL_FROM_EVENTS}
    for row in connection.rows(ask.few_events(asked.by, asked.take), few):
        for part, prefix in _PREFIX.items():
            if row[f"{prefix}n"]:
                mean = row[f"{prefix}total"] / row[f"{prefix}n"]
                groups[_key(row)].parts[part].event_means.append(mean)
    _other_kinds(connection, asked, groups)
    return groups


def _key(row: Mapping[str, Any]) -> _Key:
    return _Key(row["is_whole"], row["name"])


def _enter(group: _Group, row: Mapping[str, Any]) -> None:
    """Enter forecasts that are alike."""
    n = int(row["n"])
    if row["state"] == "resolved" and row["basis"] == "none":
        group.asserted[row["share"]] += n
        return
    for part in PARTS if row["basis"] == "stated" else ("all",):
        own = group.parts[part]
        if row["state"] != "resolved":
            own.unscored[row["state"]][row["probability"]] += n
            continue
        item = Scored(row["probability"], row["low"], row["high"], row["share"], "")
        own.alike[item] += n
        own.hindsight += int(row["is_hindsight"])
        own.reworded += int(row["is_reworded"])


def _standing(row: Mapping[str, Any], prefix: str) -> Standing:
    n = int(row[f"{prefix}n"])
    means = [row[f"{prefix}{name}"] / n if n else None for name in Standing._fields[1:]]
    return Standing(n, *means)


def _other_kinds(connection: LakeConnection, asked: Asked, groups: Mapping[_Key, _Group]) -> None:
    """Score forecasts on choices, numbers and dates, which an engine cannot add up."""
    rows = connection.rows(ask.distributions(asked.by))
    if not rows:
        return
    ordered = frozenset(claim_id for (claim_id,) in connection.tuples(ask.TAGGED, {"tag": ORDERED}))
    for row in rows:
        group = groups[_key(row)]
        given = {name: row.get(name) for name in ScoredForecast._fields}
        forecast = ScoredForecast(**given)  # type: ignore[arg-type] # scores look at no other column
        group.choice.ordered = ordered
        group.choice.add(forecast)
        group.number.add(forecast)


def _shown(connection: LakeConnection, asked: Asked) -> list[Vote]:
    """Return the votes that are shown one by one."""
    few = None if asked.detail else FEW_EVENTS
    asking = ask.votes(asked.by, asked.take, shown=VOTES_SHOWN, few=few)
    return [
        Vote(
            forecast_id=row["id"],
            claim_id=row["claim_id"],
            owner=row["owner"],
            basis=row["basis"],
            share=row["share"],
            outcome=row["outcome"],
            scored=Scored(row["probability"], row["low"], row["high"], row["share"], row["event"]),
            over_time=None,
            over_time_stated=None,
            is_hindsight=bool(row["is_hindsight"]),
            is_reworded=bool(row["is_reworded"]),
        )
        for row in connection.rows(asking.sql, asking.values)
    ]
