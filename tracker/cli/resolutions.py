"""`resolve` and `reopen`: how a claim came out."""

from typing import Any

import click

from tracker.cli.commands import Command
from tracker.cli.options import because, session, text
from tracker.cli.session import Session, remark
from tracker.domain.claim import NOT_YET
from tracker.registry import load


@click.command(cls=Command)
@click.argument("claim")
@click.argument("outcome")
@click.option("--on", metavar="DATE", help="The day on which it became known. [default: today]")
@because("What shows it.")
@click.option("--evidence", multiple=True, metavar="ID", help="Evidence that it rests on.")
@click.option("--judge", metavar="PERSON", help="Who judged. [default: who records it]")
@click.option("--settle", "settles", is_flag=True, help="Decide where two judges disagree.")
@click.option("--check-on", metavar="DATE", help="With not-yet: the day to look again.")
@session
def resolve(own: Session, /, claim: str, **given: Any) -> None:
    """See help/commands/resolve.md."""
    is_not_yet = given["outcome"].strip().lower() in {NOT_YET, "not yet"}
    if is_not_yet != (given["check_on"] is not None):
        raise click.UsageError("not-yet goes with --check-on DATE, and no other outcome does.")
    entry = load("tracker.cli.entries:resolution")(own, given)
    recorded = load("tracker.actions.resolutions:resolve")(own.ledger, claim, entry)
    click.echo(f"claim {recorded.id}: {recorded.outcome}")
    remark(recorded.remarks)


@click.command(cls=Command)
@click.argument("claim")
@because("Why the resolution no longer holds.")
@session
def reopen(own: Session, /, claim: str, because: str) -> None:
    """See help/commands/reopen.md."""
    recorded = load("tracker.actions.resolutions:reopen")(
        own.ledger, claim, text(because, "--because")
    )
    click.echo(f"claim {recorded.id}: reopened")
    remark(recorded.remarks)
