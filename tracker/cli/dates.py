"""`when`: what a date in words means."""

import click

from tracker.cli.commands import Command
from tracker.cli.options import formatted, session
from tracker.cli.session import Session, answer
from tracker.registry import load


@click.command(cls=Command)
@click.argument("phrase")
@click.option("--said", metavar="DATE", help="The day on which it was said. [default: today]")
@formatted
@session
def when(own: Session, /, phrase: str, said: str | None, form: str) -> None:
    """See help/commands/when.md."""
    said_on = own.day(said, "--said") or own.today
    answer(load("tracker.reports.dates:when")(phrase, said_on), form)
