"""`mcp`: the ledger as tools of an assistant, over standard input and output."""

import sys

import click

from tracker.cli.commands import Command
from tracker.cli.options import line, session
from tracker.cli.session import Session
from tracker.registry import extra, load


@click.command("mcp", cls=Command)
@click.option("--name", metavar="NAME", help="The assistant's name in the journal.")
@click.option("--read-only", is_flag=True, help="Offer no tool that changes the ledger.")
@session
def mcp(own: Session, /, *, name: str | None, read_only: bool) -> None:
    """See help/commands/mcp.md."""
    name = line(name, "--name")
    with extra("mcp", "an assistant"):
        serve = load("tracker.cli.assistant:serve")
    if sys.stdin.isatty():
        click.echo("Waiting for an assistant on standard input; see tracker help mcp", err=True)
    with own.ledger.read():
        pass  # a ledger that cannot be opened is said now, not to the assistant
    serve(own, name=name, read_only=read_only)
