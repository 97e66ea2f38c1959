"""`sources`, and `source add`: where things were said, and the texts that are kept."""

from typing import Any

import click

from tracker.cli.commands import Group
from tracker.cli.documents import described, opened
from tracker.cli.options import formatted, session, text
from tracker.cli.session import Session, answer, remark
from tracker.registry import load


@click.group(cls=Group, invoke_without_command=True)
@formatted
@session
@click.pass_context
def sources(ctx: click.Context, own: Session, form: str) -> None:
    """See help/commands/sources.md."""
    if ctx.invoked_subcommand is None:
        answer(load("tracker.reports.people:sources_listed")(own.ledger), form)


@sources.command("add")
@click.argument("place", metavar="FILE|URL")
@click.option("--key", metavar="KEY", help="The source's key. [default: the file's name]")
@described
@click.option("--note", metavar="TEXT", help="Anything worth knowing about it.")
@session
def add(own: Session, /, place: str, key: str | None, note: str | None, **given: Any) -> None:
    """See help/commands/source-add.md."""
    found = opened(own, place, key, given)
    source = load("dataclasses:replace")(found.source, note=text(note, "note"))
    recorded = load("tracker.actions.sources:add")(
        own.ledger, source, found.kept if given["keep"] else None
    )
    size = f"{len(found.transcript.text):,} characters"
    what = "known" if found.known else "new"
    kept = "text kept" if given["keep"] else "text not kept (--keep keeps it)"
    click.echo(f"{source.key}: {what}, {size}, {kept}")
    remark(recorded.remarks)
