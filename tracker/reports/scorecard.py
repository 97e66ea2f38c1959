"""How good the forecasts were: counts beside every score, and one vote a claim per owner.

`votes` says which forecast counts, `score_tables` what is shown from how many events on; every
figure stands in the data whatever the number.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.domain.answer import Card, Row
from tracker.registry import load
from tracker.reports import kept_figures, score_tables
from tracker.reports.ballots import Block, Group
from tracker.reports.kept_figures import Figures
from tracker.reports.votes import NONE, Asked, counted
from tracker.scoring import interval, own_odds
from tracker.scoring.brier import brier, mean_bounds
from tracker.scoring.calibration import bins
from tracker.scoring.categorical import hit_rate
from tracker.scoring.interval import cluster_t_of, gaffke
from tracker.scoring.samples import EventScores, event_scores, mean
from tracker.scoring.shrinkage import Sample, sample, shrunk_samples
from tracker.scoring.simulation import NORMAL_FROM_EVENTS, SEED
from tracker.scoring.summary import Summary, summarise_alike
from tracker.scoring.tally import Alike, Tally
from tracker.storage.connection import Connection
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims

PARTS = ("stated", "all")


def scorecard(ledger: Ledger, asked: Asked) -> Card:
    """Return the scorecard. Raises NotFound for an unknown person, tag or source.

    The figures of a large ledger are kept outside of it until its next change.
    """
    with ledger.read() as connection:
        today, place = ledger.today(connection), ledger.database.place
        name = kept_figures.named(asked, today)
        found = kept_figures.known(connection, place, name)
        if found is None:
            found = figures(connection, asked, today)
            kept_figures.keep(connection, place, name, found)
    return card(asked, today, found)


def figures(connection: Connection, asked: Asked, today: date) -> Figures:
    """Reckon all figures. Raises NotFound for an unknown person, tag or source."""
    overall, groups = counted(connection, asked, today)
    ordered = sorted(groups.items(), key=lambda item: (item[0] == NONE, item[0]))
    reckoned = [_reckoned(name, group, asked) for name, group in ordered]
    rows = [one.row for one in reckoned]
    whole = _reckoned(None, overall, asked).row
    shown = score_tables.votes_shown(ordered, overall, rows, whole, detail=asked.detail)
    statements = claims.statements(connection, {vote.claim_id for vote in shown})
    waiting = _open_claims(connection, asked, today) if score_tables.is_bare(whole) else ()
    for part in PARTS:
        fill_shrunk(rows, part, [one.samples[part] for one in reckoned])
    few = whole["all"]["events"] < NORMAL_FROM_EVENTS
    return Figures(
        rows,
        whole,
        _bins(overall.stated.tally),
        _bins(overall.all.tally),
        shown,
        statements,
        overall.all.tally.each() if few else (),
        waiting,
    )


def _bins(tally: Tally) -> list[dict[str, Any]]:
    items, counts = tally.alike()
    return calibration([item.p for item in items], [item.y for item in items], counts)


def _open_claims(connection: Connection, asked: Asked, today: date) -> Sequence[Row]:
    """Return the open claims that mature first, where one filter of the list finds them."""
    if len(asked.owners) > 1 or len(asked.tags) > 1:
        return ()
    reports = load("tracker.reports.claims")
    wanted = reports.Wanted(
        statuses=("open",),
        owner=next(iter(asked.owners), None),
        tag=next(iter(asked.tags), None),
        source=asked.source,
        limit=score_tables.WAITING,
    )
    return list(reports.found(connection, wanted, today))


def card(asked: Asked, today: date, found: Figures) -> Card:
    """Return the answer, whoever counted."""
    rows, whole = found.rows, found.whole
    for part in PARTS if asked.by == "owner" else ():
        _rank([row[part] for row in rows if row[part]["brier_ci"] is not None])
    data = {
        "today": today.isoformat(),
        "by": asked.by,
        "take": asked.take,
        "early": asked.early,
        "rows": rows,
        "overall": whole,
        "calibration": found.calibration,
        "calibration_all": found.calibration_all,
        "simulation": {
            "seed": SEED,
            "interval_draws": interval.DRAWS,
            "own_odds_draws": own_odds.DRAWS,
            "own_odds_exact_to": own_odds.EXACT_TO,
            "normal_from_events": NORMAL_FROM_EVENTS,
        },
    }
    return Card(
        title=f"Scorecard on {today}, by {asked.by}",
        data=data,
        facts=score_tables.remarks(asked, whole),
        sections=[
            *score_tables.counts(data, found.waiting),
            *score_tables.sections(data, found.shown, found.statements, found.scored, asked),
        ],
        flat=score_tables.flat([*rows, whole]),
    )


class Standing(NamedTuple):
    """Means of scores over time, of `n` owners' forecasts on a claim; None of nothing."""

    n: int
    brier: float | None
    advantage: float | None
    coverage: float | None


class _Reckoned(NamedTuple):
    """A row of the scorecard, and by part what drawing its means towards everybody's needs."""

    row: dict[str, Any]
    samples: dict[str, Sample | None]


class _Scores(NamedTuple):
    """The figures of a block's scores, and what drawing their mean towards everybody's needs."""

    figures: Mapping[str, Any]
    sample: Sample | None


def _reckoned(name: str | None, group: Group, asked: Asked) -> _Reckoned:
    over_time = asked.take == "time-weighted"
    alike = group.stated.tally.alike()
    scores = _scores(group.stated, alike, over_time=over_time)
    stated = _block(group.stated, alike, scores)
    stated_sample = scores.sample
    if over_time or len(group.all.tally) > len(group.stated.tally):
        alike = group.all.tally.alike()
        scores = _scores(group.all, alike, over_time=over_time)
    row = {
        "group": name,
        **group.counts,
        "stated": stated,
        "all": _block(group.all, alike, scores),
        "categorical": categorical(group.asserted),
        "choice": group.choice.block(),
        "number": group.number.block(),
        "left_out": group.left_out,
        "same_day": group.same_day,
        "next_on": group.next_on,
    }
    return _Reckoned(row, {"stated": stated_sample, "all": scores.sample})


def _scores(block: Block, alike: Alike, *, over_time: bool) -> _Scores:
    if over_time:
        by_event = event_scores(block.over_time.briers, block.over_time.events)
        return _Scores(figures_over_time(_standing(block), by_event), sample(by_event.means))
    by_event = block.tally.by_event()
    return _Scores(dict(summarise_alike(*alike, by_event)), sample(by_event.means))


def _block(block: Block, alike: Alike, scores: _Scores) -> dict[str, Any]:
    briers = [brier(item.p, item.y) for item in alike.items]
    return completed(
        scores.figures,
        _standing(block),
        void=_bounds(briers, alike.counts, block.void),
        overdue=_bounds(briers, alike.counts, block.overdue),
        hindsight=block.hindsight,
        reworded=block.reworded,
    )


def _standing(block: Block) -> Standing:
    return Standing(
        n=len(block.over_time.events),
        brier=mean(block.over_time.briers),
        advantage=mean(block.over_time.advantages),
        coverage=mean(block.over_time.coverages),
    )


def completed(  # noqa: PLR0913 - all after the subjects are named
    figures: Mapping[str, Any],
    standing: Standing,
    *,
    void: dict[str, Any] | None,
    overdue: dict[str, Any] | None,
    hindsight: int,
    reworded: int,
) -> dict[str, Any]:
    """Return a block of the scorecard: its figures, and what stands beside them."""
    return {
        **figures,
        "hits": whole_number(figures["hits"]),
        **{f"tw_{name}": value for name, value in standing._asdict().items()},
        "bounds_if_void": void,
        "bounds_if_overdue": overdue,
        "hindsight": hindsight,
        "reworded": reworded,
        "rank": None,
    }


def figures_over_time(standing: Standing, by_event: EventScores) -> dict[str, Any]:
    """Return the figures of scores over time; those that need one probability are undefined."""
    score, cluster = standing.brier, None
    if score is not None:
        cluster = cluster_t_of(score, by_event.spread, n=standing.n, events=by_event.events)
    few = by_event.events < NORMAL_FROM_EVENTS
    return {
        **dict.fromkeys(Summary.__annotations__),
        "log_infinite": 0,
        "n": standing.n,
        "events": by_event.events,
        "brier": score,
        "brier_low": score,
        "brier_high": score,
        "brier_ci": gaffke(by_event.means) if few else cluster,
        "cluster_ci": cluster,
        "advantage": standing.advantage,
    }


def _bounds(
    scores: Sequence[float], counts: Sequence[int], unscored: Sequence[float]
) -> dict[str, Any] | None:
    return bounds_block(mean_bounds(scores, unscored, counts=counts), len(unscored))


def bounds_block(found: tuple[float, float] | None, unscored: int) -> dict[str, Any] | None:
    """Return the mean if the claims that were not scored had come out best, and worst."""
    if found is None or not unscored:
        return None
    best, worst = found
    return {"n": unscored, "best": best, "worst": worst}


def fill_shrunk(
    rows: Sequence[dict[str, Any]], part: str, samples: Sequence[Sample | None]
) -> None:
    """Fill in each group's mean drawn towards everybody's."""
    for row, found in zip(rows, shrunk_samples(samples), strict=True):
        row[part]["shrunk"] = found and found.mean
        row[part]["shrunk_sd"] = found and found.sd


def _rank(figures: Sequence[dict[str, Any]]) -> None:
    """Fill in ranks: ahead is who is so over the whole imputed range; surely, if intervals part."""
    if len(figures) < 2:  # noqa: PLR2004 (nobody to rank among)
        return
    bounds = [(one["brier_low"], one["brier_high"]) for one in figures]
    reach = [
        (
            one["brier_ci"][0] - (one["brier"] - one["brier_low"]),
            one["brier_ci"][1] + (one["brier_high"] - one["brier"]),
        )
        for one in figures
    ]
    highs, sure_highs = (sorted(high for _, high in each) for each in (bounds, reach))
    sure_lows = sorted(low for low, _ in reach)
    for one, (low, _), (sure_low, sure_high) in zip(figures, bounds, reach, strict=True):
        one["rank"] = {
            "rank": 1 + bisect_left(highs, low),
            "low": 1 + bisect_left(sure_highs, sure_low),
            "high": bisect_right(sure_lows, sure_high),
            "of": len(figures),
        }


def categorical(shares: Sequence[float], counts: Sequence[int] | None = None) -> dict[str, Any]:
    """Return how often assertions without a probability came true."""
    rate = hit_rate(shares, counts)._asdict()
    return rate | {"hits": whole_number(rate["hits"])}


def calibration(
    ps: Sequence[float], ys: Sequence[float], counts: Sequence[int] | None = None
) -> list[dict[str, Any]]:
    """Return the bins of calibration."""
    return [one._asdict() for one in bins(ps, ys, counts=counts)]


def whole_number(number: float | None) -> float | None:
    """Return a count as an integer where it is one: a share of a claim is a part of a hit."""
    return int(number) if number is not None and number == int(number) else number
