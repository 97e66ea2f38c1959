"""How well odds hold, for a picture: dots, bands and curves by what the number of events carries.

Fewer than 5 independent events are dots alone; from 5 on the exact band of how many come true is
there, from 20 on the symmetric CORP curve with its consistency band, from 50 on no single dots.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from tracker.domain.page import Curve, Dot, Hits, Reliability
from tracker.reports import votes
from tracker.scoring.hits import distribution
from tracker.scoring.probabilities import is_share
from tracker.scoring.reliability import consistency_band, curve
from tracker.scoring.tally import Scored, Tally
from tracker.storage.ledger import Ledger

BAND_FROM = 5
CURVE_FROM = 20
DOTS_BELOW = 50
MOST_FOR_BAND = 2_000
"""From more forecasts on, drawing all outcomes again and again takes longer than a reader waits."""


def reliability_of(ledger: Ledger, asked: votes.Asked) -> Reliability:
    """Return how well the odds hold that a scorecard counts. Raises NotFound."""
    with ledger.read() as connection:
        overall = votes.counted(connection, asked, ledger.today(connection)).overall
    return reliability(overall.stated.tally, overall.all.tally)


def reliability(stated: Tally, both: Tally) -> Reliability:
    """Return what can be shown of forecasts stated in numbers, and of these with imputed ones."""
    events = both.events
    sets = [("stated in numbers", stated), ("all, words too", both)]
    if len(stated) in {0, len(both)}:
        sets = [("read from words" if not len(stated) else "stated in numbers", both)]
    return Reliability(
        events=events,
        dots=_dots(stated, both) if events < DOTS_BELOW else (),
        hits=[
            found
            for what, own in sets
            if (found := hits_band(what, own.each(), own.events)) is not None
        ],
        stated=_curve(stated) if stated.events >= CURVE_FROM else None,
        both=_curve(both) if events >= CURVE_FROM and len(both) > len(stated) else None,
        remarks=_remarks(events, len(both)),
    )


def _dots(stated: Tally, both: Tally) -> list[Dot]:
    left = Counter(stated.each())
    dots = []
    for item in sorted(both.each(), key=lambda one: (one.p, -one.y, one.event)):
        is_stated = left[item] > 0
        left[item] -= is_stated
        dots.append(Dot(item.p, item.low, item.high, item.y, is_stated))
    return dots


def hits_band(what: str, items: Sequence[Scored], events: int) -> Hits | None:
    """Return the exact middle 90% of how many come true, where few events are enough for it."""
    too_many = len(items) > MOST_FOR_BAND
    if not BAND_FROM <= events < DOTS_BELOW or too_many:
        return None
    if any(is_share(item.y) for item in items):
        return None
    ps = [item.p for item in items]
    below = list(accumulate(distribution(ps)))
    return Hits(
        what=what,
        n=len(items),
        came=int(sum(item.y for item in items)),
        expected=sum(ps),
        low=next(number for number, chance in enumerate(below) if chance >= 0.05),  # noqa: PLR2004
        high=next(
            (number for number, chance in enumerate(below) if chance >= 0.95),  # noqa: PLR2004
            len(items),
        ),
    )


def _curve(tally: Tally) -> Curve:
    items = tally.each()
    ps, ys = [item.p for item in items], [item.y for item in items]
    band = consistency_band(ps) if len(items) <= MOST_FOR_BAND else []
    return Curve(
        points=[(point.p, point.frequency) for point in curve(ps, ys)],
        band=[(point.p, point.low, point.high) for point in band],
    )


def _remarks(events: int, forecasts: int) -> list[str]:
    found = []
    if not forecasts:
        found.append(
            "Nothing to draw yet: no forecast with a probability has come out and matured."
        )
    elif events < BAND_FROM:
        found.append(
            f"{_number(events)} only: too few for a curve or a band, which would show chance. "
            f"From {BAND_FROM} events on there is a band, from {CURVE_FROM} on a curve."
        )
    elif events < CURVE_FROM:
        found.append(
            f"{_number(events)}: too few for a curve, which would follow chance. "
            f"There is one from {CURVE_FROM} events on."
        )
    elif forecasts > MOST_FOR_BAND:
        found.append(f"No band is drawn for more than {MOST_FOR_BAND:,} forecasts.")
    if forecasts > events:
        found.append(
            f"{forecasts} forecasts turn on {_number(events)}; the band takes them as independent."
        )
    return found


def _number(events: int) -> str:
    return "1 independent event" if events == 1 else f"{events} independent events"
