"""How good the forecasts were: counts beside every score, and one vote a claim per owner."""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from itertools import groupby
from typing import Any, Literal, NamedTuple

from tracker import clock, config
from tracker.domain.answer import Card, Column, Row, Section, Table
from tracker.domain.claim import VOID
from tracker.scoring.calibration import bins
from tracker.scoring.categorical import hit_rate
from tracker.scoring.summary import Scored, summarise
from tracker.storage.connection import Connection
from tracker.storage.ledger import Ledger, setting
from tracker.storage.queries import claims, people, scores, sources
from tracker.storage.queries.scores import ScoredForecast

By = Literal["owner", "tag", "source", "year", "kind"]
Take = Literal["last", "first"]
FEW_EVENTS = 5
"""From how many independent events on a mean is shown; below, each claim speaks for itself."""
VOTES_SHOWN = 50
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


class Vote(NamedTuple):
    """One owner's forecast on one claim that came out, as it is scored."""

    forecast: ScoredForecast
    brier: float | None


class _Group:
    """One row of the scorecard while it is counted."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(
            ("claims", "open", "early", "matured", "resolved", "void", "overdue"), 0
        )
        self.stated: list[Scored] = []
        self.all: list[Scored] = []
        self.asserted: list[float] = []
        self.left_out = dict.fromkeys(("after_outcome", "after_deadline", "hindsight"), 0)
        self.same_day = 0
        self.last_claim: int | None = None

    def count(self, forecast: ScoredForecast, state: "_State") -> None:
        """Count a claim once, however many owners it has here."""
        if self.last_claim == forecast.claim_id:
            return
        self.last_claim = forecast.claim_id
        self.counts["claims"] += 1
        for name in state.counted_as:
            self.counts[name] += 1

    def vote(self, forecast: ScoredForecast) -> None:
        """Enter the forecast by which an owner stands."""
        share = forecast.share
        if share is None:
            return
        if forecast.basis == "none":
            self.asserted.append(share)
            return
        if forecast.probability is None:
            return
        scored = Scored(
            forecast.probability,
            forecast.low,
            forecast.high,
            share,
            forecast.event or f"claim {forecast.claim_id}",
        )
        self.all.append(scored)
        if forecast.basis == "stated":
            self.stated.append(scored)


class _State(NamedTuple):
    """How a claim stands for the scorecard: which counts it adds to, and whether it is scored."""

    counted_as: tuple[str, ...]
    scored: bool


def scorecard(ledger: Ledger, asked: Asked) -> Card:
    """Return the scorecard. Raises NotFound for an unknown person, tag or source."""
    with ledger.read() as connection:
        today = ledger.today(connection)
        overall, groups, votes = _counted(connection, _wanted(connection, asked), asked, today)
        statements = claims.statements(connection, {vote.forecast.claim_id for vote in votes})
    rows = [_row(name, group) for name, group in _ordered(groups)]
    whole = _row(None, overall)
    data = {
        "today": today.isoformat(),
        "by": asked.by,
        "take": asked.take,
        "early": asked.early,
        "rows": rows,
        "overall": whole,
        "calibration": _calibration(overall.stated),
        "calibration_all": _calibration(overall.all),
    }
    return Card(
        title=f"Scorecard on {today}, by {asked.by}",
        data=data,
        facts=_remarks(asked, overall),
        sections=list(_sections(data, [_vote(vote, statements) for vote in votes], asked)),
        flat=Table(_FLAT_COLUMNS, [_flat(row) for row in (*rows, whole)]),
    )


def votes_counted(ledger: Ledger, asked: Asked) -> tuple[list[Scored], list[Scored]]:
    """Return the votes that are scored: those stated in numbers, and these with the imputed ones.

    Raises NotFound for an unknown person, tag or source.
    """
    with ledger.read() as connection:
        wanted, today = _wanted(connection, asked), ledger.today(connection)
        overall, _, _ = _counted(connection, wanted, asked, today)
    return overall.stated, overall.all


def _wanted(connection: Connection, asked: Asked) -> scores.ScoreFilter:
    source = None if asked.source is None else sources.get(connection, asked.source)
    return scores.ScoreFilter(
        owner_ids=[people.get(connection, name)["id"] for name in asked.owners],
        tags=[sources.check_tag(connection, tag) for tag in asked.tags],
        source_id=None if source is None else source["id"],
    )


def _counted(
    connection: Connection, wanted: scores.ScoreFilter, asked: Asked, today: date
) -> tuple[_Group, dict[str, _Group], list[Vote]]:
    overall = _Group()
    groups: dict[str, _Group] = {}
    votes: list[Vote] = []
    tags = scores.tags(connection) if asked.by == "tag" else {}
    zone = config.zone(setting(connection, "timezone"))
    stream = scores.stream(connection, wanted)
    for _, forecasts in groupby(stream, key=lambda one: (one.claim_id, one.owner_id)):
        candidates = list(forecasts)
        state = _state(candidates[0], today, early=asked.early)
        names = _names(candidates[0], asked.by, tags)
        own = [overall, *(groups.setdefault(name, _Group()) for name in names)]
        chosen = _chosen(candidates, asked, own, zone) if state.scored else None
        for group in own:
            group.count(candidates[0], state)
            if chosen is not None:
                group.vote(chosen)
        if chosen is not None and len(votes) < VOTES_SHOWN:
            votes.append(Vote(chosen, _brier(chosen)))
    return overall, groups, votes


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


def _state(claim: ScoredForecast, today: date, *, early: bool) -> _State:
    """Return how a claim stands: contract and scoring rules say what matures when."""
    is_past = claim.deadline is not None and claim.deadline < today.isoformat()
    if claim.outcome in VOID:
        return _State(("matured", "void"), scored=False)
    if claim.outcome is not None:
        if is_past or claim.deadline is None or claim.type == "fact" or early:
            return _State(("matured", "resolved"), scored=True)
        return _State(("open", "early"), scored=False)
    if is_past and claim.type != "fact":
        return _State(("matured", "overdue"), scored=False)
    return _State(("open",), scored=False)


def _chosen(
    candidates: Sequence[ScoredForecast], asked: Asked, groups: Sequence[_Group], zone: tzinfo
) -> ScoredForecast | None:
    """Return the forecast by which an owner stands on a claim that came out, or None."""
    standing = []
    for forecast in candidates:
        reason = _left_out(forecast, zone if asked.no_hindsight else None)
        for group in groups:
            if reason is not None:
                group.left_out[reason] += 1
            elif forecast.made_on == forecast.resolved_on and not _both_timed(forecast):
                group.same_day += 1
        if reason is None:
            standing.append(forecast)
    if not standing:
        return None
    return standing[0] if asked.take == "first" else standing[-1]


def _both_timed(forecast: ScoredForecast) -> bool:
    return forecast.made_at is not None and forecast.resolved_at is not None


def _left_out(forecast: ScoredForecast, zone: tzinfo | None) -> str | None:
    """Return why a forecast does not count: it came too late, or was recorded with hindsight.

    Hindsight is by the days of `zone`; without one it is not asked for.
    """
    known = forecast.resolved_on or ""
    if _both_timed(forecast):
        if str(forecast.made_at) > str(forecast.resolved_at):
            return "after_outcome"
    elif forecast.made_on > known:
        return "after_outcome"
    if forecast.deadline is not None and forecast.made_on > forecast.deadline:
        return "after_deadline"
    if zone is not None and clock.day_of(forecast.recorded_at, zone) > known:
        return "hindsight"
    return None


def _brier(forecast: ScoredForecast) -> float | None:
    if forecast.probability is None or forecast.share is None:
        return None
    return (forecast.probability - forecast.share) ** 2


def _ordered(groups: dict[str, _Group]) -> Iterator[tuple[str, _Group]]:
    for name in sorted(groups, key=lambda name: (name == NONE, name)):
        yield name, groups[name]


def _row(name: str | None, group: _Group) -> dict[str, Any]:
    return {
        "group": name,
        **group.counts,
        "stated": _summary(group.stated),
        "all": _summary(group.all),
        "categorical": _categorical(group.asserted),
        "choice": {"n": 0, "brier": None, "log_loss": None, "rps": None},
        "number": {"n": 0, "wis_ratio": None, "coverage": None},
        "left_out": group.left_out,
        "same_day": group.same_day,
    }


def _summary(items: Sequence[Scored]) -> dict[str, Any]:
    figures: dict[str, Any] = dict(summarise(items))
    figures["hits"] = _whole(figures["hits"])
    return figures


def _categorical(shares: Sequence[float]) -> dict[str, Any]:
    rate = hit_rate(shares)._asdict()
    return rate | {"hits": _whole(rate["hits"])}


def _calibration(items: Sequence[Scored]) -> list[dict[str, Any]]:
    return [one._asdict() for one in bins([item.p for item in items], [item.y for item in items])]


def _whole(number: float | None) -> float | None:
    """Return a count as an integer where it is one: a share of a claim is a part of a hit."""
    return int(number) if number is not None and number == int(number) else number


_COUNT_COLUMNS = (
    Column("group", "Of", "name"),
    Column("claims", "Claims", "number"),
    Column("open", "Open", "number"),
    Column("early", "Early", "number"),
    Column("matured", "Matured", "number"),
    Column("resolved", "Resolved", "number"),
    Column("void", "Void", "number"),
    Column("overdue", "Overdue", "number"),
)
_SCORE_COLUMNS = (
    Column("group", "Of", "name"),
    Column("n", "Scored", "number"),
    Column("brier", "Brier", "score"),
    Column("ci", "95% interval", "range"),
    Column("hits", "Came true", "number"),
    Column("hits_expected", "Expected", "number"),
    Column("all_n", "With words", "number"),
    Column("all_brier", "Brier", "score"),
    Column("all_range", "Its range", "range"),
)
_VOTE_COLUMNS = (
    Column("claim", "ID", "id"),
    Column("owner", "Owner", "name"),
    Column("belief", "Forecast", "belief"),
    Column("outcome", "Came out"),
    Column("brier", "Brier", "score"),
    Column("statement", "Claim", "flow"),
)
_CALIBRATION_COLUMNS = (
    Column("bin", "Forecast"),
    Column("n", "Number", "number"),
    Column("mean_probability", "Mean", "percent"),
    Column("frequency", "Came true", "percent"),
    Column("frequency_ci", "95% interval", "percents"),
)
_CATEGORICAL_COLUMNS = (
    Column("group", "Of", "name"),
    Column("n", "Asserted", "number"),
    Column("hits", "Came true", "number"),
    Column("rate", "Rate", "percent"),
    Column("ci", "95% interval", "percents"),
)
_FLAT_COLUMNS = (
    *_COUNT_COLUMNS,
    Column("n", "n", "number"),
    Column("brier", "Brier", "score"),
    Column("brier_low", "Brier low", "score"),
    Column("brier_high", "Brier high", "score"),
    Column("log_loss", "Log loss", "score"),
    Column("baseline", "Baseline", "score"),
    Column("all_n", "n, all", "number"),
    Column("all_brier", "Brier, all", "score"),
    Column("all_brier_low", "low", "score"),
    Column("all_brier_high", "high", "score"),
    Column("categorical_n", "Asserted", "number"),
    Column("categorical_hits", "Hits", "number"),
)


def _flat(row: dict[str, Any]) -> Row:
    stated, both, categorical = row["stated"], row["all"], row["categorical"]
    return {
        **{column.key: row[column.key] for column in _COUNT_COLUMNS},
        "group": row["group"] or "overall",
        **{key: stated[key] for key in ("n", "brier", "brier_low", "brier_high")},
        "log_loss": stated["log_loss"],
        "baseline": stated["baseline"],
        **{f"all_{key}": both[key] for key in ("n", "brier", "brier_low", "brier_high")},
        "categorical_n": categorical["n"],
        "categorical_hits": categorical["hits"],
    }


def _remarks(asked: Asked, overall: _Group) -> list[tuple[str, str]]:
    remarks = [("Brier", "0 is best, 1 worst; always saying 50% scores 0.250")]
    early = overall.counts["early"]
    if asked.early:
        remarks.append(("Early", "claims that came out before their deadline are scored now"))
    elif early:
        remarks.append(
            ("Early", f"{early} came out before the deadline and will count from it (--early: now)")
        )
    overdue = overall.counts["overdue"]
    if overdue:
        remarks.append(("Overdue", f"{overdue} past the deadline and not resolved: tracker review"))
    for reason, text in (
        ("after_outcome", "made after the outcome was known: never scored"),
        ("after_deadline", "made after the deadline: not scored"),
        ("hindsight", "recorded after the outcome was known: left out"),
    ):
        if overall.left_out[reason]:
            remarks.append(("Left out", f"{_forecasts(overall.left_out[reason])} {text}"))
    if overall.same_day:
        remarks.append(
            ("Same day", f"{_forecasts(overall.same_day)} of the day when the outcome was known")
        )
    return remarks


def _forecasts(number: int) -> str:
    return "1 forecast" if number == 1 else f"{number} forecasts"


def _sections(data: dict[str, Any], votes: Sequence[Row], asked: Asked) -> Iterator[Section]:
    rows = [*data["rows"], {**data["overall"], "group": "all together"}]
    yield Section(
        "Claims", Table(_COUNT_COLUMNS, rows if data["rows"] else [], "No forecasts yet.")
    )
    enough = [row for row in rows if row["all"]["events"] >= FEW_EVENTS or asked.detail]
    enough = [row for row in enough if row["all"]["n"]]
    if enough:
        yield Section("Scores", Table(_SCORE_COLUMNS, [_score(row) for row in enough]))
    few = {row["group"] for row in rows if 0 < row["all"]["events"] < FEW_EVENTS}
    if few:
        scored = [vote for vote in votes if vote["brier"] is not None]
        total = data["overall"]["all"]["n"]
        title = f"Each forecast scored ({total})"
        if total > len(scored):
            title = f"The first {len(scored)} of {total} forecasts scored"
        yield Section(title, Table(_VOTE_COLUMNS, scored))
        if data["overall"]["all"]["events"] < FEW_EVENTS:
            yield Section("What that shows", [_own_odds(data["overall"]["all"], asked)])
    asserted = [row for row in rows if row["categorical"]["n"]]
    if asserted:
        yield Section(
            "Asserted without a probability",
            Table(
                _CATEGORICAL_COLUMNS,
                [{"group": row["group"], **row["categorical"]} for row in asserted],
            ),
        )
    if asked.detail and data["calibration"]:
        yield Section(
            "Calibration (stated)",
            Table(_CALIBRATION_COLUMNS, [_bin(item) for item in data["calibration"] if item["n"]]),
        )
    if not data["overall"]["resolved"]:
        yield Section(
            "Scores",
            ["Nothing has matured yet: a claim is scored once its deadline has passed."],
            'resolve what has come out: tracker resolve CLAIM yes|no --because "…"',
        )


def _score(row: dict[str, Any]) -> Row:
    stated, both = row["stated"], row["all"]
    return {
        "group": row["group"],
        "n": stated["n"],
        "brier": stated["brier"],
        "ci": stated["brier_ci"],
        "hits": stated["hits"] if stated["n"] else None,
        "hits_expected": stated["hits_expected"],
        "all_n": both["n"],
        "all_brier": both["brier"],
        "all_range": [both["brier_low"], both["brier_high"]] if both["n"] else None,
    }


def _vote(vote: Vote, statements: dict[int, str]) -> Row:
    return {
        "claim": vote.forecast.claim_id,
        "owner": vote.forecast.owner,
        "belief": vote.forecast._asdict(),
        "outcome": vote.forecast.outcome,
        "brier": vote.brier,
        "statement": statements[vote.forecast.claim_id],
    }


def _own_odds(figures: dict[str, Any], asked: Asked) -> str:
    """Say what few events show: what the forecasters' own odds promised, and what came."""
    few = (
        "a mean proves nothing."
        if asked.detail
        else "no mean is shown: it would prove nothing (--detail prints it)."
    )
    return (
        f"By their own odds {figures['hits_expected']:.1f} of {figures['n']} were to come true; "
        f"{figures['hits']:g} did. With fewer than {FEW_EVENTS} independent events {few}"
    )


def _bin(item: dict[str, Any]) -> Row:
    low, high = item["low"], item["high"]
    name = f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}"
    return {**item, "bin": name}
