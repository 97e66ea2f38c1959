"""`config`: the ledger's own settings."""

import click

from tracker.cli.commands import Command
from tracker.cli.options import formatted, session
from tracker.cli.session import Session, answer
from tracker.registry import load


@click.command(cls=Command)
@click.argument("key", required=False)
@click.argument("value", required=False)
@formatted
@session
def config(own: Session, /, key: str | None, value: str | None, form: str) -> None:
    """See help/commands/config.md."""
    if value is not None:
        load("tracker.actions.settings:put")(own.ledger, key, value)
        click.echo(f"{key}: {load('tracker.domain.settings:check_setting')(key, value)}")
    elif key is not None and form == "table":
        listed = load("tracker.reports.settings:listed")(own.ledger, key)
        click.echo(listed.rows[0]["value"])
    else:
        answer(load("tracker.reports.settings:listed")(own.ledger, key), form)
