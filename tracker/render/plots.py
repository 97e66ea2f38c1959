"""The picture of how well odds hold, as SVG, PNG or PDF."""

from collections.abc import Sequence
from typing import Any

from tracker.domain.page import Curve, Dot, Hits, Reliability
from tracker.registry import load
from tracker.render.canvas import (
    INK,
    LINE,
    MUTED,
    Picture,
    bare,
    percents,
    said,
    settings,
    sheet,
    titled,
    written,
)
from tracker.render.dotplot import stacked

_STATED, _IMPUTED, _BAND = "#0b5394", "#9a6200", "#cfdfee"
_HALF = 0.5
_APART = 0.022


def reliability_plot(found: Reliability, ending: str, title: str) -> Picture:
    """Return the picture of how well odds hold, by what the number of events carries."""
    with settings(title) as remarks:
        if found.stated is not None or found.both is not None:
            figure = _square(found, title)
        else:
            figure = _strip(found, title)
        return Picture(written(figure, ending), remarks)


def _strip(found: Reliability, title: str) -> Any:
    """Return dots on a line, with the exact band of how many come true where there is one."""
    heights = stacked([(dot.p, dot.y) for dot in found.dots], _APART)
    most = max(heights, default=1)
    rows = len(found.hits)
    figure = sheet(8, 2.1 + 0.34 * most + 0.9 * rows)
    if rows:
        dots, bands = figure.subplots(2, 1, height_ratios=[1.4 + 0.34 * most, 0.5 + 0.6 * rows])
        _bands(bands, found.hits)
    else:
        dots = figure.subplots()
    titled(dots, title)
    dots.axhline(0, color=MUTED, linewidth=1)
    _dots(dots, found.dots, heights)
    dots.set_ylim(-most - 1, most + 1)
    dots.set_xlim(-0.02, 1.02)
    dots.set_yticks([-0.5 - most / 2, 0.5 + most / 2], ["did not", "came true"])
    dots.tick_params(axis="y", length=0)
    percents(dots.xaxis)
    dots.set_xlabel("probability given")
    bare(dots, "left")
    _legend(dots, found)
    said(figure, found.remarks)
    return figure


def _dots(axes: Any, dots: Sequence[Dot], heights: Sequence[int]) -> None:
    for dot, height in zip(dots, heights, strict=True):
        y = height if dot.y >= _HALF else -height
        if not dot.is_stated and dot.low is not None and dot.high is not None:
            axes.plot([dot.low, dot.high], [y, y], color=_IMPUTED, linewidth=1, alpha=0.45)
    for is_stated in (True, False):
        chosen = [
            (dot.p, height if dot.y >= _HALF else -height)
            for dot, height in zip(dots, heights, strict=True)
            if dot.is_stated is is_stated
        ]
        _scatter(axes, chosen, is_stated=is_stated)


def _scatter(axes: Any, points: Sequence[tuple[float, float]], *, is_stated: bool) -> None:
    colour = _STATED if is_stated else _IMPUTED
    axes.scatter(
        [x for x, _ in points],
        [y for _, y in points],
        s=34,
        color=colour if is_stated else "white",
        edgecolors=colour,
        linewidths=1.4,
        zorder=3,
        clip_on=False,
        gid="stated" if is_stated else "imputed",
    )


def _bands(axes: Any, rows: Sequence[Hits]) -> None:
    for place, row in enumerate(rows):
        y = -place
        axes.plot([0, row.n], [y, y], color=MUTED, linewidth=0.8, zorder=1)
        axes.barh(y, row.high - row.low, left=row.low, height=0.5, color=_BAND, zorder=2)
        axes.plot([row.expected] * 2, [y - 0.25, y + 0.25], color=MUTED, linewidth=2, zorder=3)
        axes.plot([row.came], [y], "o", color=INK, markersize=6, zorder=4)
    axes.set_yticks([-place for place in range(len(rows))], [row.what for row in rows])
    axes.set_ylim(-len(rows) + 0.4, 0.6)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_locator(load("matplotlib.ticker:MaxNLocator")(integer=True))
    axes.set_xlabel(
        "how many came true (dot), were promised (line), and nine times in ten would (band)"
    )
    bare(axes, "left")


def _square(found: Reliability, title: str) -> Any:
    """Return the reliability diagram, single forecasts above and below it while they are few."""
    heights = stacked([(dot.p, dot.y) for dot in found.dots], _APART)
    sides: dict[bool, int] = {True: 0, False: 0}
    for dot, height in zip(found.dots, heights, strict=True):
        sides[dot.y >= _HALF] = max(sides[dot.y >= _HALF], height)
    rows = [0.35 + 0.16 * sides[True], 6.0, 0.35 + 0.16 * sides[False]]
    figure = sheet(6.6, sum(rows) + 1.3)
    above, axes, below = figure.subplots(3, 1, sharex=True, height_ratios=rows)
    for side, label, is_true in ((above, "came true", True), (below, "did not", False)):
        chosen = [
            (dot, height)
            for dot, height in zip(found.dots, heights, strict=True)
            if (dot.y >= _HALF) is is_true
        ]
        _dots(side, [dot for dot, _ in chosen], [height for _, height in chosen])
        top = sides[is_true] + 1
        side.set_ylim((0, top) if is_true else (-top, 0))
        side.set_yticks([])
        side.set_ylabel(label if chosen else "", rotation=0, ha="right", va="center")
        bare(side, "left", "bottom")
        side.tick_params(axis="x", length=0)
    titled(above, title)
    main = found.stated or found.both
    if main is not None and main.band:
        ps = [p for p, _, _ in main.band]
        lows, highs = [low for _, low, _ in main.band], [high for _, _, high in main.band]
        axes.fill_between(ps, lows, highs, color=_BAND, linewidth=0, label="90% by chance alone")
    axes.plot([0, 1], [0, 1], "--", color=MUTED, linewidth=1, label="where all odds hold")
    _curve(axes, found.both, "all, words too", _IMPUTED, "--")
    _curve(axes, found.stated, "stated in numbers", _STATED, "-")
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(0, 1)
    percents(axes.xaxis)
    percents(axes.yaxis)
    axes.grid(color=LINE, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.set_ylabel("how often it came true")
    drawn, labels = axes.get_legend_handles_labels()
    dots = _dot_signs(found)
    names = [sign.get_label() for sign in dots]
    axes.legend([*drawn, *dots], [*labels, *names], frameon=False, loc="upper left", fontsize=9)
    below.set_xlabel("probability given")
    said(figure, found.remarks)
    return figure


def _curve(axes: Any, curve: Curve | None, label: str, colour: str, line: str) -> None:
    if curve is not None:
        ps, shares = [p for p, _ in curve.points], [share for _, share in curve.points]
        axes.plot(ps, shares, line, color=colour, linewidth=2, label=label)


def _dot_signs(found: Reliability) -> list[Any]:
    """Return the signs of single forecasts for a legend."""
    line = load("matplotlib.lines:Line2D")
    signs = []
    if any(dot.is_stated for dot in found.dots):
        label = "a forecast stated in numbers"
        signs.append(line([], [], marker="o", color=_STATED, linestyle="", label=label))
    if any(not dot.is_stated for dot in found.dots):
        label = "one read from words, with its range"
        signs.append(line([], [], marker="o", color=_IMPUTED, markerfacecolor="white", label=label))
    return signs


def _legend(axes: Any, found: Reliability) -> None:
    if found.dots:
        axes.legend(
            handles=_dot_signs(found),
            frameon=False,
            fontsize=9,
            ncols=2,
            loc="lower right",
            bbox_to_anchor=(1, 1),
            borderaxespad=0.1,
        )
