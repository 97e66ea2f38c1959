"""`link`, `unlink` and `check`: claims that hang together, and whether forecasts on them do."""

import click

from tracker.cli.commands import Command
from tracker.cli.options import formatted, session
from tracker.cli.session import Session, answer, remark
from tracker.domain.links import RELATIONS, in_words
from tracker.errors import Conflict
from tracker.registry import load

_relation = click.argument("relation", type=click.Choice(RELATIONS))


@click.command(cls=Command)
@click.argument("claim")
@_relation
@click.argument("other", metavar="CLAIM")
@session
def link(own: Session, /, claim: str, relation: str, other: str) -> None:
    """See help/commands/link.md."""
    recorded = load("tracker.actions.links:link")(own.ledger, claim, relation, other)
    already = "already " if recorded.unchanged else ""
    click.echo(f"claim {recorded.id}: {already}{in_words(relation, is_from=True)} {other}")
    remark(recorded.remarks)


@click.command(cls=Command)
@click.argument("claim")
@_relation
@click.argument("other", metavar="CLAIM")
@session
def unlink(own: Session, /, claim: str, relation: str, other: str) -> None:
    """See help/commands/unlink.md."""
    recorded = load("tracker.actions.links:unlink")(own.ledger, claim, relation, other)
    click.echo(f"claim {recorded.id}: no longer {in_words(relation, is_from=True)} {other}")


@click.command(cls=Command)
@click.option("--owner", metavar="PERSON", help="Only this person's forecasts.")
@click.option("--all", "whole", is_flag=True, help="Also what stood before a claim came out.")
@click.option("--fail-on", type=click.Choice(["incoherent"]), help="Exit with 1 if there are any.")
@formatted
@session
def check(
    own: Session,
    form: str,
    owner: str | None,
    *,
    whole: bool,
    fail_on: str | None,
) -> None:
    """See help/commands/check.md."""
    reports = load("tracker.reports.coherence")
    card = reports.checked(own.ledger, owner, whole=whole)
    answer(card, form)
    if fail_on and reports.is_incoherent(card):
        raise Conflict("forecasts do not fit together, as --fail-on asks: see what is listed")
