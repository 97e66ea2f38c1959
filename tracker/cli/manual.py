"""`help`: the manual."""

from pathlib import Path

import click

from tracker.cli.commands import Command
from tracker.errors import NotFound

_TOPICS = Path(__file__).resolve().parent.parent / "help"


@click.command("help", cls=Command)
@click.argument("topic", required=False)
@click.pass_context
def manual(ctx: click.Context, topic: str | None) -> None:
    """See help/commands/help.md."""
    topics = sorted(path.stem for path in _TOPICS.glob("*.md"))
    if topic is None:
        root = ctx.find_root()
        click.echo(root.get_help())
        click.echo(f"\nTopics of the manual: {', '.join(topics)} (tracker help TOPIC)")
        return
    root = ctx.find_root()
    command = (
        root.command.get_command(root, topic) if isinstance(root.command, click.Group) else None
    )
    if topic in topics:
        click.echo((_TOPICS / f"{topic}.md").read_text(encoding="utf-8").rstrip())
    elif command is not None:
        click.echo(command.get_help(click.Context(command, info_name=topic, parent=root)))
    else:
        raise NotFound(f"the manual has no topic {topic!r}: there is {', '.join(topics)}")
