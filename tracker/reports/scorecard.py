"""How good the forecasts were: counts beside every score, and one vote a claim per owner.

`votes` says which forecast counts, `score_tables` what is shown from how many events on; every
figure stands in the data whatever the number.
"""

from collections.abc import Sequence
from typing import Any

from tracker.domain.answer import Card
from tracker.reports import score_tables
from tracker.reports.ballots import Block, Group
from tracker.reports.votes import NONE, Asked, counted
from tracker.scoring import interval, own_odds
from tracker.scoring.brier import brier, mean_bounds, ranks_above
from tracker.scoring.calibration import bins
from tracker.scoring.categorical import hit_rate
from tracker.scoring.interval import cluster_t, gaffke
from tracker.scoring.samples import event_means, mean
from tracker.scoring.shrinkage import shrunk_means
from tracker.scoring.simulation import NORMAL_FROM_EVENTS, SEED
from tracker.scoring.summary import Scored, Summary, summarise
from tracker.storage.ledger import Ledger
from tracker.storage.queries import claims

PARTS = ("stated", "all")


def scorecard(ledger: Ledger, asked: Asked) -> Card:
    """Return the scorecard. Raises NotFound for an unknown person, tag or source."""
    with ledger.read() as connection:
        today = ledger.today(connection)
        overall, groups = counted(connection, asked, today)
        ordered = sorted(groups.items(), key=lambda item: (item[0] == NONE, item[0]))
        rows = [_row(name, group, asked) for name, group in ordered]
        whole = _row(None, overall, asked)
        shown = score_tables.votes_shown(ordered, overall, rows, whole, detail=asked.detail)
        statements = claims.statements(connection, {vote.claim_id for vote in shown})
    for part in PARTS:
        _shrink(rows, part, [getattr(group, part) for _, group in ordered], asked)
        if asked.by == "owner":
            _rank([row[part] for row in rows if row[part]["brier_ci"] is not None])
    data = {
        "today": today.isoformat(),
        "by": asked.by,
        "take": asked.take,
        "early": asked.early,
        "rows": rows,
        "overall": whole,
        "calibration": _calibration(overall.stated.items),
        "calibration_all": _calibration(overall.all.items),
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
        facts=score_tables.remarks(asked, overall),
        sections=score_tables.sections(data, shown, statements, overall, asked),
        flat=score_tables.flat([*rows, whole]),
    )


def _row(name: str | None, group: Group, asked: Asked) -> dict[str, Any]:
    stated = summarise(group.stated.items)
    are_all = len(group.all.items) == len(group.stated.items)
    return {
        "group": name,
        **group.counts,
        "stated": _block(group.stated, stated, asked),
        "all": _block(group.all, stated if are_all else summarise(group.all.items), asked),
        "categorical": _categorical(group.asserted),
        "choice": group.choice.block(),
        "number": group.number.block(),
        "left_out": group.left_out,
        "same_day": group.same_day,
        "next_on": group.next_on,
    }


def _block(block: Block, summary: Summary, asked: Asked) -> dict[str, Any]:
    figures: dict[str, Any] = dict(summary)
    figures["hits"] = _whole(figures["hits"])
    if asked.take == "time-weighted":
        figures = _over_time(block, figures)
    scores = [brier(item.p, item.y) for item in block.items]
    stood = [one for one, _ in block.over_time]
    return figures | {
        "tw_n": len(stood),
        "tw_brier": mean([one.brier for one in stood]),
        "tw_advantage": mean([one.advantage for one in stood]),
        "tw_coverage": mean([one.coverage for one in stood]),
        "bounds_if_void": _bounds(scores, block.void),
        "bounds_if_overdue": _bounds(scores, block.overdue),
        "hindsight": block.hindsight,
        "reworded": block.reworded,
        "rank": None,
    }


def _over_time(block: Block, figures: dict[str, Any]) -> dict[str, Any]:
    """Return the figures of scores over time; those that need one probability are undefined."""
    scores = [one.brier for one, _ in block.over_time]
    events = [event for _, event in block.over_time]
    cluster = cluster_t(scores, events)
    few = len(set(events)) < NORMAL_FROM_EVENTS
    mean_brier = mean(scores)
    return {
        **dict.fromkeys(figures),
        "log_infinite": 0,
        "n": len(scores),
        "events": len(set(events)),
        "brier": mean_brier,
        "brier_low": mean_brier,
        "brier_high": mean_brier,
        "brier_ci": gaffke(event_means(scores, events)) if few else cluster,
        "cluster_ci": cluster,
        "advantage": mean([one.advantage for one, _ in block.over_time]),
    }


def _bounds(scores: Sequence[float], unscored: Sequence[float]) -> dict[str, Any] | None:
    """Return the mean if the claims that were not scored had come out best, and worst."""
    found = mean_bounds(scores, unscored) if unscored else None
    if found is None:
        return None
    best, worst = found
    return {"n": len(unscored), "best": best, "worst": worst}


def _shrink(
    rows: Sequence[dict[str, Any]], part: str, blocks: Sequence[Block], asked: Asked
) -> None:
    """Fill in each group's mean drawn towards everybody's."""
    samples = []
    for block in blocks:
        if asked.take == "time-weighted":
            pairs = [(one.brier, event) for one, event in block.over_time]
        else:
            pairs = [(brier(item.p, item.y), item.event) for item in block.items]
        samples.append(event_means([score for score, _ in pairs], [event for _, event in pairs]))
    for row, found in zip(rows, shrunk_means(samples), strict=True):
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
    for place, one in enumerate(figures):
        ahead = sum(ranks_above(other, bounds[place]) for other in bounds)
        surely_ahead = sum(ranks_above(other, reach[place]) for other in reach)
        surely_behind = sum(ranks_above(reach[place], other) for other in reach)
        one["rank"] = {
            "rank": 1 + ahead,
            "low": 1 + surely_ahead,
            "high": len(figures) - surely_behind,
            "of": len(figures),
        }


def _categorical(shares: Sequence[float]) -> dict[str, Any]:
    rate = hit_rate(shares)._asdict()
    return rate | {"hits": _whole(rate["hits"])}


def _calibration(items: Sequence[Scored]) -> list[dict[str, Any]]:
    return [one._asdict() for one in bins([item.p for item in items], [item.y for item in items])]


def _whole(number: float | None) -> float | None:
    """Return a count as an integer where it is one: a share of a claim is a part of a hit."""
    return int(number) if number is not None and number == int(number) else number
