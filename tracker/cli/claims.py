"""`list`, `show`, `add`, `edit` and `withdraw`: claims."""

from datetime import date
from typing import Any

import click

from tracker.cli.commands import Command
from tracker.cli.options import as_known_on, because, distributed, formatted, number, session, text
from tracker.cli.pictures import check as check_plot
from tracker.cli.pictures import plotted
from tracker.cli.session import Session, answer, remark
from tracker.domain.claim import KINDS, STATUSES, TYPES
from tracker.errors import InvalidDate
from tracker.registry import load

MOST_ROWS = 2**62
"""More than any ledger holds, and still a number that a database takes."""


@click.command(cls=Command)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([*STATUSES, "all"]),
    help="Which claims; more than once for several. [default: open and overdue]",
)
@click.option("--owner", metavar="PERSON", help="Only claims that this person forecast.")
@click.option("--tag", metavar="TAG", help="Only claims with this tag.")
@click.option("--source", metavar="KEY", help="Only claims from this source.")
@click.option("--due-by", metavar="DATE", help="Only claims with a deadline up to this day.")
@click.option("--search", metavar="TEXT", help="Only claims in which all these words are found.")
@click.option(
    "--sort",
    type=click.Choice(["deadline", "said", "id"]),
    default="deadline",
    show_default=True,
    help="In which order.",
)
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many.")
@as_known_on
@formatted
@session
def list_claims(
    own: Session,
    /,
    *,
    form: str,
    statuses: tuple[str, ...],
    due_by: str | None,
    known_on: str | None,
    **wanted: Any,
) -> None:
    """See help/commands/list.md."""
    if "all" in statuses:
        wanted["statuses"] = ()
    elif statuses:
        wanted["statuses"] = statuses
    if due_by is not None:
        wanted["due_by"] = _due_by(own, due_by)
    if wanted["limit"] is not None:
        wanted["limit"] = min(wanted["limit"], MOST_ROWS)
    reports = load("tracker.reports.claims")
    answer(reports.listed(own.ledger_on(known_on), reports.Wanted(**wanted)), form)


def _due_by(own: Session, text: str) -> date:
    window, remarks = load("tracker.domain.days:deadline")(text, lambda: own.today)
    if window.deadline is None:
        raise InvalidDate(f"--due-by {text!r} names no day: write it as 2026-12-31")
    found: date = window.deadline
    # Its last remark is on a deadline that had passed, which a filter is free to ask for.
    remark(remarks[:-1] if found < own.today else remarks)
    return found


@click.command(cls=Command)
@click.argument("claim")
@plotted
@as_known_on
@formatted
@session
def show(own: Session, /, claim: str, known_on: str | None, form: str, plot: str | None) -> None:
    """See help/commands/show.md."""
    check_plot(plot)
    ledger = own.ledger_on(known_on)
    card = load("tracker.reports.claim:shown")(ledger, claim)
    if plot is not None:
        load("tracker.cli.pictures:claim")(plot, ledger, card)
    answer(card, form)


@click.command(cls=Command)
@click.argument("statement")
@click.option("--owner", required=True, metavar="PERSON", help="Whose forecast it is.")
@click.option("-p", "--probability", metavar="PROB", help="20%, 0.2, 1/5, 55-80%, likely, 很可能.")
@click.option("--by", metavar="DATE", help="The last day on which it can come true.")
@click.option("--opens", metavar="DATE", help="The first day on which it can come true.")
@click.option("--said", metavar="DATE", help="When it was said. [default: today]")
@click.option("--criteria", metavar="TEXT", help="What decides whether it came true.")
@click.option("--condition", metavar="TEXT", help="On what it depends; if that fails it is void.")
@click.option("--source", metavar="KEY", help="Where it was said: a source's key, or a new one.")
@click.option("--quote", metavar="TEXT", help="The exact words.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="More than once for several.")
@click.option("--type", "type_", type=click.Choice(TYPES), help="[default: prediction]")
@click.option("--kind", type=click.Choice(KINDS), default="binary", show_default=True)
@distributed
@click.option("--unit", metavar="UNIT", help="The unit of a number, such as h.")
@click.option("--reported-by", metavar="PERSON", help="Who relayed it, when not the owner.")
@click.option("--note", metavar="TEXT", help="Anything worth knowing about the claim.")
@click.option("--key", metavar="KEY", help="A name for the claim, besides its number.")
@session
def add(own: Session, /, **given: Any) -> None:
    """See help/commands/add.md."""
    entry, remarks = load("tracker.cli.entries:claim")(own, given)
    recorded = load("tracker.actions.claims:add")(own.ledger, entry)
    click.echo(recorded.id)
    remark([*remarks, *recorded.remarks])


@click.command(cls=Command)
@click.argument("claim")
@click.option("--statement", metavar="TEXT", help="What is claimed.")
@click.option("--criteria", metavar="TEXT", help="What decides whether it came true.")
@click.option("--condition", metavar="TEXT", help="On what it depends.")
@click.option("--condition-claim", metavar="CLAIM", help="The claim that is its condition.")
@click.option("--by", metavar="DATE", help="The last day on which it can come true.")
@click.option("--opens", metavar="DATE", help="The first day on which it can come true.")
@click.option("--said", metavar="DATE", help="When it was said.")
@click.option("--type", "type_", type=click.Choice(TYPES), help="What kind of statement it was.")
@click.option("--source", metavar="KEY", help="Where it was said.")
@click.option("--note", metavar="TEXT", help="Anything worth knowing about it.")
@click.option("--key", metavar="KEY", help="Its name besides its number.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Put a tag on.")
@click.option("--untag", "untags", multiple=True, metavar="TAG", help="Take a tag off.")
@session
def edit(own: Session, /, claim: str, **given: Any) -> None:
    """See help/commands/edit.md."""
    if not any(given.values()) and all(value in {None, ()} for value in given.values()):
        raise click.UsageError("Say what to change: --statement, --criteria, --by, --tag …")
    wanted, remarks = load("tracker.cli.entries:edit")(own, claim, given)
    recorded = load("tracker.actions.claims:edit")(own.ledger, claim, wanted)
    click.echo(f"claim {recorded.id}: {'as it was' if recorded.unchanged else 'changed'}")
    remark([*remarks, *recorded.remarks])


@click.command(cls=Command)
@click.argument("claim", required=False)
@click.option("--forecast", metavar="ID", help="Withdraw one forecast, not a claim.")
@because("Why it should never have been there.")
@session
def withdraw(own: Session, /, claim: str | None, forecast: str | None, because: str) -> None:
    """See help/commands/withdraw.md."""
    reason = text(because, "--because") or ""
    if (claim is None) == (forecast is None):
        raise click.UsageError("Name a CLAIM or --forecast ID, one of them.")
    if forecast is not None:
        forecast_id = number(forecast, "forecast")
        load("tracker.actions.forecasts:withdraw")(own.ledger, forecast_id, reason)
        click.echo(f"forecast {forecast_id}: withdrawn")
    else:
        recorded = load("tracker.actions.claims:withdraw")(own.ledger, claim, reason)
        click.echo(f"claim {recorded.id}: withdrawn")
