"""`--plot`: a picture in a file beside the answer."""

from pathlib import Path
from typing import Any

import click

from tracker.cli.session import remark
from tracker.registry import load

_ENDINGS = (".svg", ".png", ".pdf")

plotted = click.option(
    "--plot", metavar="FILE", help="Draw it, too: a file that ends in .svg, .png or .pdf."
)


def check(file: str | None) -> None:
    """Refuse a picture that cannot be made, before anything else is done."""
    if file is not None:
        load("tracker.cli.outfile:check_ending")(file, _ENDINGS, "the picture's file")
        load("tracker.render.canvas:check")()


def reliability(file: str, ledger: Any, asked: Any) -> None:
    """Draw how well the odds hold that a scorecard counts."""
    found = load("tracker.reports.reliability:reliability_of")(ledger, asked)
    whose = ", ".join([*asked.owners, *asked.tags, *filter(None, [asked.source])])
    title = f"How well odds hold: {whose or 'all forecasts'}"
    _write(file, load("tracker.render.plots:reliability_plot")(found, _ending(file), title))


def claim(file: str, ledger: Any, card: Any) -> None:
    """Draw a claim over time."""
    with ledger.read() as connection:
        today = ledger.today(connection).isoformat()
    _write(file, load("tracker.render.timeline:claim_plot")(card.data, today, _ending(file)))


def _ending(file: str) -> str:
    return Path(file).suffix.lower()


def _write(file: str, picture: Any) -> None:
    with load("tracker.cli.outfile:replaced")(file) as target:
        target.write(picture.data)
    remark(picture.remarks)
