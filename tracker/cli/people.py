"""`people`: who claims and forecasts."""

import click

from tracker.cli.commands import Group
from tracker.cli.options import formatted, session, text
from tracker.cli.session import Session, answer, remark
from tracker.domain.text import accept_line
from tracker.registry import load


@click.group(cls=Group, invoke_without_command=True)
@formatted
@session
@click.pass_context
def people(ctx: click.Context, own: Session, form: str) -> None:
    """See help/commands/people.md."""
    if ctx.invoked_subcommand is None:
        answer(load("tracker.reports.people:people_listed")(own.ledger), form)


@people.command("add")
@click.argument("name")
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another name.")
@click.option(
    "--kind",
    type=click.Choice(["person", "organisation", "model", "crowd", "source"]),
    help="What this is. [default: person]",
)
@click.option("--at", "places", multiple=True, metavar="WHERE", help="Where this person belongs.")
@click.option("--note", metavar="TEXT", help="Anything worth knowing.")
@session
def add(  # noqa: PLR0913 - one for each option
    own: Session,
    /,
    *,
    name: str,
    aliases: tuple[str, ...],
    kind: str | None,
    places: tuple[str, ...],
    note: str | None,
) -> None:
    """See help/commands/people-add.md."""
    entries = load("tracker.domain.entries")
    entry = entries.PersonEntry(
        name=accept_line(name, "name"),
        kind=kind,
        aliases=tuple(accept_line(alias, "alias") for alias in aliases),
        affiliations=tuple(
            entries.AffiliationEntry(what=accept_line(place, "--at")) for place in places
        ),
        note=text(note, "note"),
    )
    recorded = load("tracker.actions.people:add")(own.ledger, entry)
    click.echo(recorded.id)
    remark(recorded.remarks)


@people.command("merge")
@click.argument("name")
@click.argument("into")
@session
def merge(own: Session, /, name: str, into: str) -> None:
    """See help/commands/people-merge.md."""
    load("tracker.actions.people:merge")(own.ledger, name, into)
    click.echo(f"{name} is {into} from now on")
