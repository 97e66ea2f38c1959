"""`scorecard`: how good the forecasts were."""

from typing import Any

import click

from tracker.cli.commands import Command
from tracker.cli.lake import from_lake
from tracker.cli.lake import named as named_lake
from tracker.cli.options import as_known_on, formatted, session
from tracker.cli.pictures import check as check_plot
from tracker.cli.pictures import plotted
from tracker.cli.session import Session, answer
from tracker.registry import load


@click.command(cls=Command)
@click.option(
    "--by",
    type=click.Choice(["owner", "tag", "source", "year", "kind"]),
    default="owner",
    show_default=True,
    help="What the rows are; year is the deadline's.",
)
@click.option("--owner", "owners", multiple=True, metavar="PERSON", help="Only this owner's.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only claims with this tag.")
@click.option("--source", metavar="KEY", help="Only claims from this source.")
@click.option(
    "--take",
    type=click.Choice(["last", "first", "time-weighted"]),
    default="last",
    show_default=True,
    help="Which of several forecasts by one owner counts.",
)
@click.option("--early", is_flag=True, help="Score claims that came out before their deadline.")
@click.option("--no-hindsight", is_flag=True, help="Leave out what was recorded afterwards.")
@click.option("--detail", is_flag=True, help="Every figure, however few the claims.")
@from_lake
@plotted
@as_known_on
@formatted
@session
def scorecard(
    own: Session, /, form: str, known_on: str | None, plot: str | None, **options: Any
) -> None:
    """See help/commands/scorecard.md."""
    check_plot(plot)
    lake = named_lake(options, plot=plot, as_known_on=known_on)
    reports = load("tracker.reports.scorecard")
    if lake is not None:
        score = load("tracker.reports.lake_scorecard:lake_scorecard")
        answer(score(own.lake(*lake), reports.Asked(**options)), form)
        return
    ledger, asked = own.ledger_on(known_on), reports.Asked(**options)
    card = reports.scorecard(ledger, asked)
    if plot is not None:
        load("tracker.cli.pictures:reliability")(plot, ledger, asked)
    answer(card, form)
