"""One block of a scorecard: every figure of a list of scored yes-or-no claims.

Every key is always there, whatever the number of claims, and None where its figure is undefined;
which of them a table shows, and from how many events, is the table's affair. Means are over claims,
intervals over events.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypedDict

from tracker.scoring import corp
from tracker.scoring.baseline import baseline
from tracker.scoring.brier import brier, brier_range
from tracker.scoring.discrimination import auc_of_pools
from tracker.scoring.hits import hit_tails
from tracker.scoring.interval import cluster_t_of, gaffke
from tracker.scoring.isotonic import both_ways, pooled
from tracker.scoring.log_loss import is_infinite, log_loss, log_loss_clipped
from tracker.scoring.own_odds import own_odds
from tracker.scoring.probabilities import is_share
from tracker.scoring.samples import EventScores, mean, number, total
from tracker.scoring.simulation import NORMAL_FROM_EVENTS, SEED
from tracker.scoring.skill import advantage, skill_base_rate, skill_half
from tracker.scoring.spherical import spherical
from tracker.scoring.spiegelhalter import spiegelhalter
from tracker.scoring.tally import Scored, Tally


class Summary(TypedDict):
    """The figures of a block, by their names in the scorecard's JSON.

    `shrunk` and `shrunk_sd` need every owner's scores (`shrinkage`), `tw_brier` the forecasts over
    time (`time_weighted`): they are None here, for the caller to fill. Log loss may be infinite,
    baseline minus infinity.
    """

    n: int
    events: int
    brier: float | None
    brier_low: float | None
    brier_high: float | None
    brier_ci: tuple[float, float] | None
    log_loss: float | None
    log_loss_clipped: float | None
    log_infinite: int
    baseline: float | None
    spherical: float | None
    advantage: float | None
    expected_brier: float | None
    p_as_bad: float | None
    hits: float | None
    hits_expected: float | None
    hits_p_low: float | None
    hits_p_high: float | None
    base_rate: float | None
    mean_probability: float | None
    skill_half: float | None
    skill_base_rate: float | None
    mcb: float | None
    dsc: float | None
    unc: float | None
    mcb_symmetric: float | None
    dsc_symmetric: float | None
    spiegelhalter_z: float | None
    spiegelhalter_p: float | None
    auc: float | None
    shrunk: float | None
    shrunk_sd: float | None
    cluster_ci: tuple[float, float] | None
    tw_brier: float | None


class _Scores(NamedTuple):
    """The scores of one claim."""

    brier: float
    low: float
    high: float
    log_loss: float
    log_loss_clipped: float
    is_infinite: bool
    baseline: float
    spherical: float


@lru_cache(20_000)
def _one(p: float, low: float | None, high: float | None, y: float) -> _Scores:
    """Return the scores of one claim; most of many have a probability that others have too."""
    return _Scores(
        brier(p, y),
        *brier_range(p if low is None else low, p if high is None else high, y),
        log_loss(p, y),
        log_loss_clipped(p, y),
        is_infinite(p, y),
        baseline(p, y),
        spherical(p, y),
    )


def summarise(items: Sequence[Scored], *, seed: int = SEED) -> Summary:
    """Return every figure of these claims, the same in whatever order they come.

    See `summarise_alike`, of which this is the plain form. Raises InvalidInput for a probability or
    outcome outside 0…1, or a range that runs backwards.
    """
    tally = Tally(items)
    return summarise_alike(*tally.alike(), tally.by_event(), seed=seed)


def summarise_alike(
    items: Sequence[Scored],
    counts: Sequence[int],
    by_event: EventScores,
    *,
    seed: int = SEED,
) -> Summary:
    """Return every figure of claims of which each item stands for as many alike as `counts` says.

    Their events are not looked at: what hangs on them comes gathered in `by_event`.

    `brier_ci` is Gaffke's interval over events' mean scores, and from NORMAL_FROM_EVENTS events
    the cluster t interval. Tails of own odds and of hits, and Spiegelhalter's z, are None where an
    outcome is a share: a probability promises nothing of shares; `hits` is then a fraction. Raises
    InvalidInput for a probability or outcome outside 0…1, or a range that runs backwards.
    """
    ps, ys = [item.p for item in items], [item.y for item in items]
    each = [_one(item.p, item.low, item.high, item.y) for item in items]
    n, events = number(items, counts), by_event.events
    score = mean([one.brier for one in each], counts)
    cluster = None
    if score is not None:
        cluster = cluster_t_of(score, by_event.spread, n=n, events=events)
    few = events < NORMAL_FROM_EVENTS
    odds = own_odds(ps, ys, counts=counts, events=events, seed=seed)
    hits, shared = total(ys, counts), any(is_share(y) for y in ys)
    tails = None if shared else hit_tails(ps, int(hits), counts=counts, events=events)
    pools = pooled(ps, ys, counts)
    parts, symmetric = corp.of_pools(pools), corp.of_pools(both_ways(pools))
    z = spiegelhalter(ps, ys, counts)
    return {
        "n": n,
        "events": events,
        "brier": score,
        "brier_low": mean([one.low for one in each], counts),
        "brier_high": mean([one.high for one in each], counts),
        "brier_ci": gaffke(by_event.means, seed=seed) if few else cluster,
        "log_loss": mean([one.log_loss for one in each], counts),
        "log_loss_clipped": mean([one.log_loss_clipped for one in each], counts),
        "log_infinite": int(total([one.is_infinite for one in each], counts)),
        "baseline": mean([one.baseline for one in each], counts),
        "spherical": mean([one.spherical for one in each], counts),
        "advantage": None if score is None else advantage(score),
        "expected_brier": odds and odds.expected,
        "p_as_bad": odds and odds.p_as_bad,
        "hits": (hits if shared else int(hits)) if ys else None,
        "hits_expected": total(ps, counts) if ps else None,
        "hits_p_low": tails and tails.low,
        "hits_p_high": tails and tails.high,
        "base_rate": mean(ys, counts),
        "mean_probability": mean(ps, counts),
        "skill_half": None if score is None else skill_half(score),
        "skill_base_rate": None if score is None else skill_base_rate(score, ys, counts),
        "mcb": parts and parts.mcb,
        "dsc": parts and parts.dsc,
        "unc": parts and parts.unc,
        "mcb_symmetric": symmetric and symmetric.mcb,
        "dsc_symmetric": symmetric and symmetric.dsc,
        "spiegelhalter_z": z and z.z,
        "spiegelhalter_p": z and z.p_value,
        "auc": auc_of_pools(pools) if len(set(ys)) > 1 else None,
        "shrunk": None,
        "shrunk_sd": None,
        "cluster_ci": cluster,
        "tw_brier": None,
    }
