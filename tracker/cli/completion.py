"""`completion`: the script that completes commands in a shell."""

import click
from click.shell_completion import get_completion_class

from tracker.cli.commands import Command


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """See help/commands/completion.md."""
    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(ctx.find_root().command, {}, "tracker", "_TRACKER_COMPLETE").source())
