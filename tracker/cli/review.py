"""`review`: the day's work, as a list or one by one."""

import click

from tracker.cli.commands import Command
from tracker.cli.options import formatted, session
from tracker.cli.session import Session, answer
from tracker.domain.days import span
from tracker.errors import Conflict
from tracker.registry import load


@click.command(cls=Command)
@click.option("--within", metavar="90d", help="How far ahead a deadline is due.")
@click.option("--stale", metavar="90d", help="After how long without evidence it is stale.")
@click.option("--owner", metavar="PERSON", help="Only claims that this person forecast.")
@click.option("--all", "whole", is_flag=True, help="All stale claims, not the first few.")
@click.option("--fail-on", type=click.Choice(["overdue"]), help="Exit with 1 if there are any.")
@click.option("-i", "--interactive", is_flag=True, help="Walk through them one by one.")
@formatted
@session
def review(  # noqa: PLR0913 - one for each option
    own: Session,
    form: str,
    within: str | None,
    stale: str | None,
    owner: str | None,
    *,
    whole: bool,
    fail_on: str | None,
    interactive: bool,
) -> None:
    """See help/commands/review.md."""
    reports = load("tracker.reports.review")
    card = reports.review(
        own.ledger,
        within=None if within is None else span(within, lambda: own.today),
        stale=None if stale is None else span(stale, lambda: own.today),
        owner=owner,
        whole=whole,
        every=interactive or form not in {"table", "markdown"},
    )
    if interactive:
        load("tracker.cli.walk:walk")(own, card)
    else:
        answer(card, form)
    if fail_on and reports.is_overdue(card):
        raise Conflict("claims are overdue, as --fail-on asks: resolve them, or put them off")
