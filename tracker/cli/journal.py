"""`verify`, `seal`, `history`, `undo`, `redact`: the journal."""

import click

from tracker.cli.commands import Command
from tracker.cli.options import because, formatted, number, session, text
from tracker.cli.session import Session, answer, remark
from tracker.errors import StorageError
from tracker.registry import load


@click.command(cls=Command)
@click.option("--head", metavar="HASH", help="Prove that this published head is in the chain.")
@formatted
@session
def verify(own: Session, /, head: str | None, form: str) -> None:
    """See help/commands/verify.md."""
    reports = load("tracker.reports.verification")
    card = reports.verify(own.ledger, head)
    answer(card, form)
    if not reports.is_whole(card):
        first = card.data["mismatches"][0]
        place = " ".join(str(first[name]) for name in ("table", "row", "column") if first[name])
        raise StorageError(
            f"{own.ledger.database.name} does not match its journal, places: {card.data['count']}; "
            f"the first is {place}: restore a backup, or find out who changed it"
        )


@click.command(cls=Command)
@session
def seal(own: Session, /) -> None:
    """See help/commands/seal.md."""
    head = load("tracker.reports.verification:seal")(own.ledger)
    click.echo(f"{head.sequence} {head.recorded_at} {head.hash}")


@click.command(cls=Command)
@click.argument("claim", required=False)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N")
@formatted
@session
def history(own: Session, /, claim: str | None, limit: int, form: str) -> None:
    """See help/commands/history.md."""
    answer(load("tracker.reports.history:listed")(own.ledger, claim, limit), form)


@click.command(cls=Command)
@click.argument("change", required=False)
@session
def undo(own: Session, /, change: str | None) -> None:
    """See help/commands/undo.md."""
    wanted = None if change is None else number(change, "change")
    recorded = load("tracker.actions.journal:undo")(own.ledger, wanted)
    click.echo(recorded.remarks[0])


@click.command(cls=Command)
@click.argument("entry")
@because("Why it must not stay readable.")
@session
def redact(own: Session, /, entry: str, because: str) -> None:
    """See help/commands/redact.md."""
    recorded = load("tracker.actions.journal:redact")(
        own.ledger, number(entry, "entry"), text(because, "--because")
    )
    click.echo(f"entry {recorded.id}: redacted")
    remark(recorded.remarks)
