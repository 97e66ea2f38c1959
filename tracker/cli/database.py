"""`db`: the database itself."""

import click

from tracker.cli.commands import Group
from tracker.cli.options import formatted, session
from tracker.cli.session import Session, answer
from tracker.registry import load


@click.group(cls=Group)
def db() -> None:
    """See help/commands/db.md."""


@db.command("info")
@formatted
@session
def info(own: Session, /, form: str) -> None:
    """See help/commands/db-info.md."""
    answer(load("tracker.reports.database:info")(own.ledger), form)


@db.command("upgrade")
@session
def upgrade(own: Session, /) -> None:
    """See help/commands/db-upgrade.md."""
    before, after = load("tracker.actions.database:upgrade")(own.ledger)
    if before == after:
        click.echo(f"schema {after}: up to date")
    else:
        click.echo(f"schema {before or 'none'} to {after}")
