"""The picture of one claim over time, as SVG, PNG or PDF: forecasts, evidence, window, outcome."""

from typing import Any

from tracker.domain.answer import Row
from tracker.registry import load
from tracker.render.beliefs import draw, place_of
from tracker.render.canvas import (
    INK,
    LINE,
    MUTED,
    Picture,
    bare,
    day,
    said,
    settings,
    sheet,
    titled,
    written,
)

_STANCES = {"supports": ("^", "#17693a"), "refutes": ("v", "#ab2318"), "neutral": (".", MUTED)}


def claim_plot(claim: Row, today: str, ending: str) -> Picture:
    """Return the picture of one claim over time: forecasts, evidence, window and outcome."""
    texts = [claim["statement"], *claim["owners"], *claim.get("options", ())]
    with settings("".join(texts)) as remarks:
        return Picture(written(_timeline(claim, today), ending), remarks)


def _timeline(claim: Row, today: str) -> Any:
    figure = sheet(9, 4.8)
    axes, marks = figure.subplots(2, 1, sharex=True, height_ratios=[5, 1])
    wrapped = load("tracker.render.wrap:wrap")(claim["statement"], 92)
    titled(axes, "\n".join([f"{claim['id']}  {wrapped[0]}", *wrapped[1:3]]))
    first, last = _span(claim, today)
    for panel in (axes, marks):
        if claim["opens"] or claim["deadline"]:
            opens = day(claim["opens"]) if claim["opens"] else first
            ends = day(claim["deadline"]) + 1 if claim["deadline"] else last
            panel.axvspan(opens, ends, color="#eef3f8", zorder=0, linewidth=0)
        panel.axvline(day(today), color=MUTED, linewidth=0.8, linestyle=":")
    draw(axes, claim, min(day(claim["resolved_on"] or today), day(claim["deadline"] or today)))
    _outcome(axes, claim)
    _evidence(marks, claim)
    axes.grid(axis="y", color=LINE, linewidth=0.7)
    axes.set_axisbelow(True)
    bare(axes)
    marks.set_xlim(first, last)
    marks.xaxis_date()
    dates = load("matplotlib.dates")
    locator = dates.AutoDateLocator(minticks=4, maxticks=9)
    marks.xaxis.set_major_locator(locator)
    marks.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator, show_offset=False))
    said(figure, [_key(claim)])
    return figure


def _key(claim: Row) -> str:
    parts = []
    if claim["opens"] or claim["deadline"]:
        parts.append(f"Shaded: the window, {claim['opens'] or '…'} to {claim['deadline'] or '…'}.")
    if claim["kind"] == "choice" and len(claim["owners"]) == 1:
        parts.append(f"Odds by {claim['owners'][0]}.")
    if claim["kind"] in {"number", "date"}:
        parts.append("Lines: the middle of what was given; bands: the intervals.")
    if any(row["basis"] == "imputed" for row in claim["forecasts"]):
        parts.append("Bars and hollow dots: odds read from words.")
    if claim["evidence"]:
        parts.append("▲ supports, ▼ refutes, · neutral; pale: it no longer counts.")
    parts.append("Dotted: today.")
    return " ".join(parts)


def _span(claim: Row, today: str) -> tuple[float, float]:
    """Return the first and the last day that the picture shows, with some room."""
    days = [day(today), day(claim["said_on"])]
    days += [day(claim[name]) for name in ("opens", "deadline", "resolved_on") if claim[name]]
    days += [day(row["made_on"]) for row in claim["forecasts"]]
    days += [day(row["on"]) for row in claim["evidence"]]
    room = max((max(days) - min(days)) * 0.04, 5)
    return min(days) - room, max(days) + room


def _outcome(axes: Any, claim: Row) -> None:
    if claim["outcome"] is None:
        return
    at, outcome = day(claim["resolved_on"]), claim["outcome"]
    axes.axvline(at, color=INK, linewidth=1.2)
    place = place_of(outcome, claim["kind"])
    if place is not None:
        axes.plot([at], [place], "D", color=INK, markersize=8, zorder=5, clip_on=False)
    low, high = axes.get_ylim()
    height = (low + high) / 2 if place is None else place
    is_high = height > (low + high) / 2
    axes.annotate(
        f"{outcome}, {claim['resolved_on']}",
        (at, height),
        xytext=(-8, -2 if is_high else 8),
        textcoords="offset points",
        ha="right",
        va="top" if is_high else "bottom",
        fontsize=9,
    )


def _evidence(axes: Any, claim: Row) -> None:
    levels = {"supports": 1, "neutral": 0, "refutes": -1}
    for row in claim["evidence"]:
        shape, colour = _STANCES[row["stance"]]
        axes.plot(
            [day(row["on"])],
            [levels[row["stance"]]],
            shape,
            color=colour,
            markersize=8,
            alpha=1 if row["counts"] else 0.3,
        )
    axes.set_ylim(-1.8, 1.8)
    axes.set_yticks([])
    axes.set_ylabel("evidence" if claim["evidence"] else "", rotation=0, ha="right", va="center")
    bare(axes, "left")
