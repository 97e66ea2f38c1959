"""Pictures in files: how well odds hold, and one claim over time, as SVG, PNG or PDF.

matplotlib is imported here and nowhere else, and only its figures are used, never a window. The
same data give the same bytes: no date is written, and ids come from a fixed salt.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tracker.domain.answer import Row
from tracker.domain.page import Curve, Dot, Hits, Reliability
from tracker.errors import InvalidInput
from tracker.registry import load
from tracker.render.dotplot import stacked

ENDINGS = (".svg", ".png", ".pdf")
CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Noto Sans CJK JP",
    "Noto Serif CJK SC",
    "Arial Unicode MS",
)
_CHINESE_FILES = (
    "notosanscjk",
    "notosanssc",
    "sourcehansans",
    "pingfang",
    "hiragino sans gb",
    "msyh",
    "wqy-",
    "simhei",
    "notoserifcjk",
    "arial unicode",
)
_INK, _MUTED, _LINE = "#1f1d1a", "#5d5850", "#ddd8cf"
_STATED, _IMPUTED, _BAND = "#0b5394", "#9a6200", "#cfdfee"
_STANCES = {"supports": ("^", "#17693a"), "refutes": ("v", "#ab2318"), "neutral": (".", _MUTED)}
_OWNERS = ("#0b5394", "#b3541e", "#3d7a3a", "#7b3f98", "#8a6d00", "#a32650", "#2b7a80", "#555555")
_TICKS = (0, 25, 50, 75, 100)
_HALF = 0.5
_APART = 0.022
_LETTERS_AN_INCH = 13
_BESIDE = 0.1
"""How far apart ranges of one day are, in inches."""
_FIRST_CHINESE = "\u2e80"


class Picture(NamedTuple):
    """A picture's bytes, and what is to be said beside it."""

    data: bytes
    remarks: Sequence[str]


def check() -> None:
    """Raise InvalidInput where matplotlib is not installed."""
    try:
        load("matplotlib")
    except ModuleNotFoundError as problem:
        raise InvalidInput(
            "pictures need matplotlib: pip install 'claims-tracker[plot]'"
        ) from problem


def reliability_plot(found: Reliability, ending: str, title: str) -> Picture:
    """Return the picture of how well odds hold, by what the number of events carries."""
    with _settings(title) as remarks:
        if found.stated is not None or found.both is not None:
            figure = _square(found, title)
        else:
            figure = _strip(found, title)
        return Picture(_written(figure, ending), remarks)


def claim_plot(claim: Row, today: str, ending: str) -> Picture:
    """Return the picture of one claim over time: forecasts, evidence, window and outcome."""
    texts = [claim["statement"], *claim["owners"]]
    with _settings("".join(texts)) as remarks:
        return Picture(_written(_timeline(claim, today), ending), remarks)


@contextmanager
def _settings(words: str) -> Iterator[list[str]]:
    """Give remarks to be filled while matplotlib is set as a picture with these words needs it."""
    check()
    chinese = _chinese_font()
    remarks = []
    if chinese is None and any(sign >= _FIRST_CHINESE for sign in words):
        remarks.append(
            "no font with Chinese characters is installed: they show as boxes but in an SVG, "
            "which leaves them to its reader (on Debian: apt-get install fonts-noto-cjk)"
        )
    settings = {
        "font.family": ["DejaVu Sans", *([chinese] if chinese else [])],
        "font.size": 10,
        "svg.fonttype": "none",
        "svg.hashsalt": "tracker",
        "pdf.fonttype": 42,
        "axes.edgecolor": _MUTED,
        "axes.linewidth": 0.8,
        "text.color": _INK,
        "axes.labelcolor": _MUTED,
        "xtick.color": _MUTED,
        "ytick.color": _MUTED,
        "text.parse_math": False,
        "axes.unicode_minus": False,
    }
    with load("warnings:catch_warnings")(), load("matplotlib:rc_context")(settings):
        load("warnings:filterwarnings")("ignore", message="Glyph .* missing from")
        yield remarks


def _chinese_font() -> str | None:
    """Return an installed font with Chinese characters, the best one that there is.

    matplotlib keeps a list of fonts from when it first ran; a font that came later is looked up in
    the system's folders.
    """
    manager = load("matplotlib.font_manager")
    found = _best_font(manager)
    if found is None:
        for path in sorted(manager.findSystemFonts()):
            if Path(path).name.lower().startswith(_CHINESE_FILES):
                manager.fontManager.addfont(path)
        found = _best_font(manager)
    return found


def _best_font(manager: Any) -> str | None:
    installed = {font.name for font in manager.fontManager.ttflist}
    return next((name for name in CHINESE_FONTS if name in installed), None)


def _written(figure: Any, ending: str) -> bytes:
    target = io.BytesIO()
    metadata = {"pdf": {"CreationDate": None}, "svg": {"Date": None}, "png": {"Software": None}}
    form = ending.removeprefix(".")
    figure.savefig(target, format=form, metadata=metadata[form], dpi=160, facecolor="white")
    return target.getvalue()


def _figure(width: float, height: float) -> Any:
    return load("matplotlib.figure:Figure")(figsize=(width, height), layout="constrained")


def _strip(found: Reliability, title: str) -> Any:
    """Return dots on a line, with the exact band of how many come true where there is one."""
    heights = stacked([(dot.p, dot.y) for dot in found.dots], _APART)
    most = max(heights, default=1)
    rows = len(found.hits)
    figure = _figure(8, 2.1 + 0.34 * most + 0.9 * rows)
    if rows:
        dots, bands = figure.subplots(2, 1, height_ratios=[1.4 + 0.34 * most, 0.5 + 0.6 * rows])
        _bands(bands, found.hits)
    else:
        dots = figure.subplots()
    _titled(dots, title)
    dots.axhline(0, color=_MUTED, linewidth=1)
    _dots(dots, found.dots, heights)
    dots.set_ylim(-most - 1, most + 1)
    dots.set_xlim(-0.02, 1.02)
    dots.set_yticks([-0.5 - most / 2, 0.5 + most / 2], ["did not", "came true"])
    dots.tick_params(axis="y", length=0)
    _percents(dots.xaxis)
    dots.set_xlabel("probability given")
    _bare(dots, "left")
    _legend(dots, found)
    _said(figure, found.remarks)
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
        axes.plot([0, row.n], [y, y], color=_MUTED, linewidth=0.8, zorder=1)
        axes.barh(y, row.high - row.low, left=row.low, height=0.5, color=_BAND, zorder=2)
        axes.plot([row.expected] * 2, [y - 0.25, y + 0.25], color=_MUTED, linewidth=2, zorder=3)
        axes.plot([row.came], [y], "o", color=_INK, markersize=6, zorder=4)
    axes.set_yticks([-place for place in range(len(rows))], [row.what for row in rows])
    axes.set_ylim(-len(rows) + 0.4, 0.6)
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_locator(load("matplotlib.ticker:MaxNLocator")(integer=True))
    axes.set_xlabel(
        "how many came true (dot), were promised (line), and nine times in ten would (band)"
    )
    _bare(axes, "left")


def _square(found: Reliability, title: str) -> Any:
    """Return the reliability diagram, single forecasts above and below it while they are few."""
    heights = stacked([(dot.p, dot.y) for dot in found.dots], _APART)
    sides: dict[bool, int] = {True: 0, False: 0}
    for dot, height in zip(found.dots, heights, strict=True):
        sides[dot.y >= _HALF] = max(sides[dot.y >= _HALF], height)
    rows = [0.35 + 0.16 * sides[True], 6.0, 0.35 + 0.16 * sides[False]]
    figure = _figure(6.6, sum(rows) + 1.3)
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
        _bare(side, "left", "bottom")
        side.tick_params(axis="x", length=0)
    _titled(above, title)
    main = found.stated or found.both
    if main is not None and main.band:
        ps = [p for p, _, _ in main.band]
        lows, highs = [low for _, low, _ in main.band], [high for _, _, high in main.band]
        axes.fill_between(ps, lows, highs, color=_BAND, linewidth=0, label="90% by chance alone")
    axes.plot([0, 1], [0, 1], "--", color=_MUTED, linewidth=1, label="where all odds hold")
    _curve(axes, found.both, "all, words too", _IMPUTED, "--")
    _curve(axes, found.stated, "stated in numbers", _STATED, "-")
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(0, 1)
    _percents(axes.xaxis)
    _percents(axes.yaxis)
    axes.grid(color=_LINE, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.set_ylabel("how often it came true")
    drawn, labels = axes.get_legend_handles_labels()
    dots = _dot_signs(found)
    names = [sign.get_label() for sign in dots]
    axes.legend([*drawn, *dots], [*labels, *names], frameon=False, loc="upper left", fontsize=9)
    below.set_xlabel("probability given")
    _said(figure, found.remarks)
    return figure


def _curve(axes: Any, curve: Curve | None, label: str, colour: str, line: str) -> None:
    if curve is not None:
        ps, shares = [p for p, _ in curve.points], [share for _, share in curve.points]
        axes.plot(ps, shares, line, color=colour, linewidth=2, label=label)


def _percents(axis: Any) -> None:
    axis.set_ticks([tick / 100 for tick in _TICKS], [f"{tick}%" for tick in _TICKS])


def _titled(axes: Any, title: str) -> None:
    axes.set_title(title, loc="left", fontsize=12, fontweight="bold")


def _bare(axes: Any, *sides: str) -> None:
    for side in ("top", "right", *sides):
        axes.spines[side].set_visible(False)


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


def _said(figure: Any, remarks: Sequence[str]) -> None:
    if remarks:
        letters = int(figure.get_figwidth() * _LETTERS_AN_INCH)
        wrapped = load("textwrap:fill")(" ".join(remarks), letters)
        figure.supxlabel(wrapped, fontsize=8.5, color=_MUTED, x=0.02, ha="left")


def _timeline(claim: Row, today: str) -> Any:
    figure = _figure(9, 4.8)
    axes, marks = figure.subplots(2, 1, sharex=True, height_ratios=[5, 1])
    wrapped = load("tracker.render.wrap:wrap")(claim["statement"], 92)
    _titled(axes, "\n".join([f"{claim['id']}  {wrapped[0]}", *wrapped[1:3]]))
    first, last = _span(claim, today)
    for panel in (axes, marks):
        if claim["opens"] or claim["deadline"]:
            opens = _day(claim["opens"]) if claim["opens"] else first
            ends = _day(claim["deadline"]) + 1 if claim["deadline"] else last
            panel.axvspan(opens, ends, color="#eef3f8", zorder=0, linewidth=0)
        panel.axvline(_day(today), color=_MUTED, linewidth=0.8, linestyle=":")
    _forecasts(axes, claim, today)
    _outcome(axes, claim)
    _evidence(marks, claim)
    axes.set_ylim(-0.03, 1.03)
    _percents(axes.yaxis)
    axes.grid(axis="y", color=_LINE, linewidth=0.7)
    axes.set_axisbelow(True)
    _bare(axes)
    marks.set_xlim(first, last)
    marks.xaxis_date()
    dates = load("matplotlib.dates")
    locator = dates.AutoDateLocator(minticks=4, maxticks=9)
    marks.xaxis.set_major_locator(locator)
    marks.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator, show_offset=False))
    _said(figure, [_key(claim)])
    return figure


def _key(claim: Row) -> str:
    parts = []
    if claim["opens"] or claim["deadline"]:
        parts.append(f"Shaded: the window, {claim['opens'] or '…'} to {claim['deadline'] or '…'}.")
    if any(row["basis"] == "imputed" for row in claim["forecasts"]):
        parts.append("Bars and hollow dots: odds read from words.")
    if claim["evidence"]:
        parts.append("▲ supports, ▼ refutes, · neutral; pale: it no longer counts.")
    parts.append("Dotted: today.")
    return " ".join(parts)


def _span(claim: Row, today: str) -> tuple[float, float]:
    """Return the first and the last day that the picture shows, with some room."""
    days = [_day(today), _day(claim["said_on"])]
    days += [_day(claim[name]) for name in ("opens", "deadline", "resolved_on") if claim[name]]
    days += [_day(row["made_on"]) for row in claim["forecasts"]]
    days += [_day(row["on"]) for row in claim["evidence"]]
    room = max((max(days) - min(days)) * 0.04, 5)
    return min(days) - room, max(days) + room


def _day(text: str) -> float:
    return float(load("matplotlib.dates:date2num")(date.fromisoformat(text[:10])))


def _forecasts(axes: Any, claim: Row, today: str) -> None:
    """Draw each owner's odds as steps: what somebody said holds until he says something else."""
    end = min(_day(claim["resolved_on"] or today), _day(claim["deadline"] or today))
    drawn = 0
    taken: dict[float, int] = {}
    for place, owner in enumerate(claim["owners"]):
        rows = [
            row
            for row in claim["forecasts"]
            if row["owner"] == owner and row["probability"] is not None
        ]
        rows = [row for row in rows if not row.get("distribution")]
        if not rows:
            continue
        drawn += 1
        colour = _OWNERS[place % len(_OWNERS)]
        days = [_day(row["made_on"]) for row in rows]
        odds = [row["probability"] for row in rows]
        steps = "steps-post"
        until = max(end, days[-1])
        axes.plot(
            [*days, until],
            [*odds, odds[-1]],
            color=colour,
            linewidth=1.6,
            drawstyle=steps,
            label=owner,
            alpha=0.8,
        )
        for row, at in zip(rows, days, strict=True):
            taken[at] = taken.get(at, -1) + 1
            _forecast(axes, row, at, colour, beside=taken[at])
    if drawn:
        axes.legend(frameon=False, fontsize=9, loc="center left", bbox_to_anchor=(1, 0.5))
    else:
        axes.text(
            0.5,
            0.5,
            "no forecast with a probability",
            transform=axes.transAxes,
            ha="center",
            color=_MUTED,
        )


def _forecast(axes: Any, row: Row, at: float, colour: str, *, beside: int) -> None:
    """Draw one forecast; the range of a further one on the same day stands beside the first."""
    low, high = row["low"], row["high"]
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


def _outcome(axes: Any, claim: Row) -> None:
    if claim["outcome"] is None:
        return
    at, outcome = _day(claim["resolved_on"]), claim["outcome"]
    axes.axvline(at, color=_INK, linewidth=1.2)
    level = {"yes": 1.0, "no": 0.0}.get(outcome)
    if level is not None:
        axes.plot([at], [level], "D", color=_INK, markersize=8, zorder=5, clip_on=False)
    axes.annotate(
        f"{outcome}, {claim['resolved_on']}",
        (at, _HALF if level is None else level),
        xytext=(-8, -2 if level else 8),
        textcoords="offset points",
        ha="right",
        va="top" if level else "bottom",
        fontsize=9,
    )


def _evidence(axes: Any, claim: Row) -> None:
    levels = {"supports": 1, "neutral": 0, "refutes": -1}
    for row in claim["evidence"]:
        shape, colour = _STANCES[row["stance"]]
        axes.plot(
            [_day(row["on"])],
            [levels[row["stance"]]],
            shape,
            color=colour,
            markersize=8,
            alpha=1 if row["counts"] else 0.3,
        )
    axes.set_ylim(-1.8, 1.8)
    axes.set_yticks([])
    axes.set_ylabel("evidence" if claim["evidence"] else "", rotation=0, ha="right", va="center")
    _bare(axes, "left")
