"""One block of a scorecard: every figure of a list of scored yes-or-no claims.

Every key is always there, whatever the number of claims, and None where its figure is undefined;
which of them a table shows, and from how many events, is the table's affair. Means are over claims,
intervals over events.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple, TypedDict

from tracker.scoring import corp
from tracker.scoring.baseline import baseline
from tracker.scoring.brier import brier, brier_range
from tracker.scoring.discrimination import auc
from tracker.scoring.hits import hit_tails
from tracker.scoring.interval import cluster_t, gaffke
from tracker.scoring.log_loss import is_infinite, log_loss, log_loss_clipped
from tracker.scoring.own_odds import own_odds
from tracker.scoring.probabilities import is_share
from tracker.scoring.samples import event_means, mean
from tracker.scoring.simulation import NORMAL_FROM_EVENTS, SEED
from tracker.scoring.skill import advantage, skill_base_rate, skill_half
from tracker.scoring.spherical import spherical
from tracker.scoring.spiegelhalter import spiegelhalter


class Scored(NamedTuple):
    """A claim that came out, with the probability `p` that its owner gave.

    `low` and `high` are the range that it was read from, None where it was a single number; `y` is
    1 for yes, 0 for no, or a share between. Claims that turn on one event name the same `event`; a
    claim without one needs a name of its own.
    """

    p: float
    low: float | None
    high: float | None
    y: float
    event: str


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


def summarise(items: Sequence[Scored], *, seed: int = SEED) -> Summary:
    """Return every figure of these claims, the same in whatever order they come.

    `brier_ci` is Gaffke's interval over events' mean scores, and from NORMAL_FROM_EVENTS events
    the cluster t interval. Tails of own odds and of hits, and Spiegelhalter's z, are None where an
    outcome is a share: a probability promises nothing of shares; `hits` is then a fraction. Raises
    InvalidInput for a probability or outcome outside 0…1, or a range that runs backwards.
    """
    ps, ys = [item.p for item in items], [item.y for item in items]
    names = [item.event for item in items]
    scores = [brier(p, y) for p, y in zip(ps, ys, strict=True)]
    ranges = [
        brier_range(
            item.p if item.low is None else item.low,
            item.p if item.high is None else item.high,
            item.y,
        )
        for item in items
    ]
    score, events = mean(scores), len(set(names))
    cluster = cluster_t(scores, names)
    few = events < NORMAL_FROM_EVENTS
    odds = own_odds(ps, ys, events=events, seed=seed)
    hits, shared = math.fsum(ys), any(is_share(y) for y in ys)
    tails = None if shared else hit_tails(ps, int(hits), events=events)
    parts = corp.decompose(ps, ys)
    both_ways = corp.decompose_symmetric(ps, ys)
    z = spiegelhalter(ps, ys)
    return {
        "n": len(items),
        "events": events,
        "brier": score,
        "brier_low": mean([low for low, _ in ranges]),
        "brier_high": mean([high for _, high in ranges]),
        "brier_ci": gaffke(event_means(scores, names), seed=seed) if few else cluster,
        "log_loss": mean([log_loss(p, y) for p, y in zip(ps, ys, strict=True)]),
        "log_loss_clipped": mean([log_loss_clipped(p, y) for p, y in zip(ps, ys, strict=True)]),
        "log_infinite": sum(is_infinite(p, y) for p, y in zip(ps, ys, strict=True)),
        "baseline": mean([baseline(p, y) for p, y in zip(ps, ys, strict=True)]),
        "spherical": mean([spherical(p, y) for p, y in zip(ps, ys, strict=True)]),
        "advantage": None if score is None else advantage(score),
        "expected_brier": odds and odds.expected,
        "p_as_bad": odds and odds.p_as_bad,
        "hits": (hits if shared else int(hits)) if ys else None,
        "hits_expected": math.fsum(ps) if ps else None,
        "hits_p_low": tails and tails.low,
        "hits_p_high": tails and tails.high,
        "base_rate": mean(ys),
        "mean_probability": mean(ps),
        "skill_half": None if score is None else skill_half(score),
        "skill_base_rate": None if score is None else skill_base_rate(score, ys),
        "mcb": parts and parts.mcb,
        "dsc": parts and parts.dsc,
        "unc": parts and parts.unc,
        "mcb_symmetric": both_ways and both_ways.mcb,
        "dsc_symmetric": both_ways and both_ways.dsc,
        "spiegelhalter_z": z and z.z,
        "spiegelhalter_p": z and z.p_value,
        "auc": auc(ps, ys),
        "shrunk": None,
        "shrunk_sd": None,
        "cluster_ci": cluster,
        "tw_brier": None,
    }
