"""`resolve` and `reopen`, `propose` and `decline`: how a claim came out."""

from typing import Any

import click

from tracker.cli.commands import Command
from tracker.cli.options import because, line, number, session, text
from tracker.cli.session import Session, remark
from tracker.domain.claim import NOT_YET
from tracker.registry import load


@click.command(cls=Command)
@click.argument("claim")
@click.argument("outcome", required=False)
@click.option("--on", metavar="DATE", help="The day on which it became known. [default: today]")
@click.option("--because", metavar="TEXT", help="What shows it.  [required without --proposal]")
@click.option("--evidence", multiple=True, metavar="ID", help="Evidence that it rests on.")
@click.option("--judge", metavar="PERSON", help="Who judged. [default: who records it]")
@click.option("--settle", "settles", is_flag=True, help="Decide where two judges disagree.")
@click.option("--check-on", metavar="DATE", help="With not-yet: the day to look again.")
@click.option("--proposal", metavar="N", help="Record the outcome that was proposed as N.")
@session
def resolve(own: Session, /, claim: str, proposal: str | None, **given: Any) -> None:
    """See help/commands/resolve.md."""
    if proposal is not None:
        _confirm(own, claim, number(proposal, "proposal"), given)
        return
    for name, what in (("outcome", "argument 'OUTCOME'"), ("because", "option '--because'")):
        if given[name] is None:
            raise click.UsageError(f"Missing {what}.")
    is_not_yet = given["outcome"].strip().lower() in {NOT_YET, "not yet"}
    if is_not_yet != (given["check_on"] is not None):
        raise click.UsageError("not-yet goes with --check-on DATE, and no other outcome does.")
    entry = load("tracker.cli.entries:resolution")(own, given)
    recorded = load("tracker.actions.resolutions:resolve")(own.ledger, claim, entry)
    click.echo(f"claim {recorded.id}: {recorded.outcome}")
    remark(recorded.remarks)


def _confirm(own: Session, claim: str, proposal: int, given: dict[str, Any]) -> None:
    if given["outcome"] is not None or given["check_on"] is not None or given["settles"]:
        raise click.UsageError("--proposal brings its outcome: leave the others out.")
    actions = load("tracker.actions.proposals")
    confirmation = actions.Confirmation(
        because=text(given["because"], "--because"),
        judge=line(given["judge"], "--judge"),
        resolved_on=own.day(given["on"], "--on"),
        evidence=tuple(given["evidence"]),
    )
    recorded = actions.confirm(own.ledger, claim, proposal, confirmation)
    click.echo(f"claim {recorded.id}: {recorded.outcome}")
    remark(recorded.remarks)


@click.command(cls=Command)
@click.argument("claim")
@click.argument("outcome")
@click.option("--on", metavar="DATE", help="The day on which it became known. [default: today]")
@because("What shows it.")
@click.option("--evidence", multiple=True, metavar="ID", help="Evidence that it rests on.")
@session
def propose(own: Session, /, claim: str, **given: Any) -> None:
    """See help/commands/propose.md."""
    entry = load("tracker.cli.entries:resolution")(
        own, {**given, "judge": None, "check_on": None, "settles": False}
    )
    recorded = load("tracker.actions.proposals:propose")(own.ledger, claim, entry)
    click.echo(recorded.id)
    if recorded.unchanged:
        remark(["that was proposed already, and waits"])


@click.command(cls=Command)
@click.argument("proposal", metavar="N")
@because("Why it is not so.")
@session
def decline(own: Session, /, proposal: str, because: str) -> None:
    """See help/commands/decline.md."""
    decided = number(proposal, "proposal")
    reason = text(because, "--because") or ""
    load("tracker.actions.proposals:decline")(own.ledger, decided, reason)
    click.echo(f"proposal {decided}: declined")


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
