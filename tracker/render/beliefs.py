"""What people believed of a claim over time, drawn into a picture: by the kind of the claim.

What somebody said holds until he says something else, so lines are steps. Odds run from 0 to 100%,
an option's on a choice too; of a number or a date the middle is the line, and its intervals are
bands about it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from tracker.domain.answer import Row
from tracker.domain.distribution import level
from tracker.registry import load
from tracker.render.canvas import MUTED, day, percents

_COLOURS = ("#0b5394", "#b3541e", "#3d7a3a", "#7b3f98", "#8a6d00", "#a32650", "#2b7a80", "#555555")
_DASHES = ("-", "--", ":", "-.")
_BESIDE = 0.1
"""How far apart ranges of one day are, in inches."""


def draw(axes: Any, claim: Row, end: float) -> None:
    """Draw the forecasts on a claim up to a day, and give the upright axis its scale."""
    scale = {"number": _numbers, "date": _dates}.get(claim["kind"], _odds)
    if scale(axes, claim, end):
        axes.legend(frameon=False, fontsize=9, loc="center left", bbox_to_anchor=(1, 0.5))
    else:
        said = {"transform": axes.transAxes, "ha": "center", "color": MUTED}
        axes.text(0.5, 0.5, "no forecast with a probability", **said)


def place_of(outcome: str, kind: str) -> float | None:
    """Return where on the upright axis an outcome stands, None where it has no place."""
    if kind == "binary":
        return {"yes": 1.0, "no": 0.0}.get(outcome)
    if kind == "number":
        return float(outcome) if outcome[-1:].isdigit() else None
    if kind == "date":
        return day(outcome) if outcome[:1].isdigit() else None
    return None


def _odds(axes: Any, claim: Row, end: float) -> bool:
    """Draw probabilities, of a choice one line for each option."""
    axes.set_ylim(-0.03, 1.03)
    percents(axes.yaxis)
    if claim["kind"] == "choice":
        return _choices(axes, claim, end)
    drawn = False
    taken: dict[float, int] = {}
    for owner, colour, rows in _by_owner(claim):
        given = [row for row in rows if row["probability"] is not None]
        if given:
            drawn = True
            odds = [row["probability"] for row in given]
            _steps(axes, given, odds, end, color=colour, label=owner, alpha=0.8)
            for row in given:
                at = day(row["made_on"])
                taken[at] = taken.get(at, -1) + 1
                _single(axes, row, colour, beside=taken[at])
    return drawn


def _choices(axes: Any, claim: Row, end: float) -> bool:
    several = len(claim["owners"]) > 1
    drawn = False
    for place, (owner, _, rows) in enumerate(_by_owner(claim)):
        given = [row for row in rows if row.get("distribution")]
        for number, option in enumerate(claim["options"] if given else ()):
            drawn = True
            _steps(
                axes,
                given,
                [float(row["distribution"].get(option, 0)) for row in given],
                end,
                color=_COLOURS[number % len(_COLOURS)],
                linestyle=_DASHES[place % len(_DASHES)],
                label=f"{option} ({owner})" if several else option,
                marker="o",
            )
    return drawn


def _numbers(axes: Any, claim: Row, end: float) -> bool:
    axes.set_ylabel(claim.get("unit") or "")
    return _quantiles(axes, claim, end, float)


def _dates(axes: Any, claim: Row, end: float) -> bool:
    drawn = _quantiles(axes, claim, end, day)
    if drawn:
        axes.yaxis_date()
    return drawn


def _quantiles(axes: Any, claim: Row, end: float, read: Any) -> bool:
    """Draw the middle of each owner's quantiles as a line, and what lies between two as bands."""
    drawn = False
    for owner, colour, rows in _by_owner(claim):
        given = [
            {level(name): read(value) for name, value in row["distribution"].items()}
            for row in rows
            if row.get("distribution")
        ]
        if not given:
            continue
        drawn = True
        told = [row for row in rows if row.get("distribution")]
        _steps(axes, told, [_middle(one) for one in given], end, color=colour, label=owner)
        for low in sorted({tau for one in given for tau in one if tau < 50}):  # noqa: PLR2004
            pairs = [(one.get(low), one.get(100 - low)) for one in given]
            _band(axes, told, pairs, end, colour)
    return drawn


def _middle(quantiles: dict[Any, float]) -> float:
    """Return the median, or what lies half way between the quantiles nearest to it."""
    if 50 in quantiles:  # noqa: PLR2004 - per cent
        return quantiles[50]
    below = [tau for tau in quantiles if tau < 50] or [min(quantiles)]  # noqa: PLR2004
    above = [tau for tau in quantiles if tau > 50] or [max(quantiles)]  # noqa: PLR2004
    return (quantiles[max(below)] + quantiles[min(above)]) / 2


def _band(
    axes: Any,
    rows: Sequence[Row],
    pairs: Sequence[tuple[float | None, float | None]],
    end: float,
    colour: str,
) -> None:
    days = [*(day(row["made_on"]) for row in rows), end]
    for start, until, (low, high) in zip(days, days[1:], pairs, strict=False):
        if low is not None and high is not None:
            ends = [start, max(until, start + 1)]
            axes.fill_between(ends, low, high, color=colour, alpha=0.15, linewidth=0)


def _steps(
    axes: Any, rows: Sequence[Row], values: Sequence[float], end: float, **style: Any
) -> None:
    days = [day(row["made_on"]) for row in rows]
    axes.plot(
        [*days, max(end, days[-1])],
        [*values, values[-1]],
        linewidth=1.6,
        drawstyle="steps-post",
        markevery=range(len(days)),
        **style,
    )


def _by_owner(claim: Row) -> Iterator[tuple[str, str, list[Row]]]:
    for place, owner in enumerate(claim["owners"]):
        rows = [row for row in claim["forecasts"] if row["owner"] == owner]
        yield owner, _COLOURS[place % len(_COLOURS)], rows


def _single(axes: Any, row: Row, colour: str, *, beside: int) -> None:
    """Draw one forecast; the range of a further one on the same day stands beside the first."""
    at, low, high = day(row["made_on"]), row["low"], row["high"]
    if low is not None and high is not None:
        shift = load("matplotlib.transforms:ScaledTranslation")(
            beside * _BESIDE, 0, axes.figure.dpi_scale_trans
        )
        axes.plot(
            [at, at],
            [low, high],
            color=colour,
            linewidth=5,
            alpha=0.4,
            solid_capstyle="butt",
            transform=axes.transData + shift,
        )
    axes.plot(
        [at],
        [row["probability"]],
        "o",
        color=colour,
        markersize=6.5,
        zorder=4,
        markerfacecolor=colour if row["basis"] == "stated" else "white",
        markeredgewidth=1.5,
    )
