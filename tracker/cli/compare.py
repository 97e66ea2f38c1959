"""`compare`: two owners on the claims that both forecast."""

import click

from tracker.cli.commands import Command
from tracker.cli.options import as_known_on, formatted, session
from tracker.cli.session import Session, answer
from tracker.registry import load


@click.command(cls=Command)
@click.argument("first", metavar="P")
@click.argument("second", metavar="Q")
@as_known_on
@formatted
@session
def compare(own: Session, /, first: str, second: str, known_on: str | None, form: str) -> None:
    """See help/commands/compare.md."""
    answer(load("tracker.reports.compare:compare")(own.ledger_on(known_on), first, second), form)
