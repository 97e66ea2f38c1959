"""`forecast`: a further forecast on a claim."""

from typing import Any

import click

from tracker.cli.commands import Command
from tracker.cli.options import distributed, session
from tracker.cli.session import Session, remark
from tracker.registry import load


@click.command(cls=Command)
@click.argument("claim")
@click.option("-p", "--probability", metavar="PROB", help="20%, 55-80%, likely …")
@distributed
@click.option("--owner", required=True, metavar="PERSON", help="Whose forecast it is.")
@click.option("--on", metavar="DATE", help="When it was made. [default: today]")
@click.option("--quote", metavar="TEXT", help="The exact words.")
@click.option("--source", metavar="KEY", help="Where it was said.")
@click.option("--reported-by", metavar="PERSON", help="Who relayed it, when not the owner.")
@click.option("--note", metavar="TEXT", help="Anything worth knowing about it.")
@session
def forecast(own: Session, /, claim: str, **given: Any) -> None:
    """See help/commands/forecast.md."""
    if not any(given[name] for name in ("options", "quantiles", "intervals")) and (
        given["probability"] is None
    ):
        raise click.UsageError(
            "Say what is believed: -p PROB; --option A=50% for each option of a choice, or "
            "--quantile 50%=12 for a number or a date."
        )
    entry = load("tracker.cli.entries:forecast")(own, claim, given)
    recorded = load("tracker.actions.forecasts:add")(own.ledger, claim, entry)
    click.echo(recorded.id)
    remark(recorded.remarks)
