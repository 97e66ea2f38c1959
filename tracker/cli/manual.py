"""`help`: the manual."""

from pathlib import Path

import click

from tracker.cli.commands import Command
from tracker.errors import NotFound
from tracker.registry import load

_TOPICS = Path(__file__).resolve().parent.parent / "help"


@click.command("help", cls=Command)
@click.argument("topic", nargs=-1, metavar="[TOPIC]")
@click.pass_context
def manual(ctx: click.Context, topic: tuple[str, ...]) -> None:
    """See help/commands/help.md."""
    topics = sorted(path.stem for path in _TOPICS.glob("*.md"))
    root = ctx.find_root()
    if not topic:
        click.echo(root.get_help())
        click.echo(f"\nTopics of the manual: {', '.join(topics)} (tracker help TOPIC)")
    elif len(topic) == 1 and topic[0] in topics:
        click.echo((_TOPICS / f"{topic[0]}.md").read_text(encoding="utf-8").rstrip())
    else:
        click.echo(_command(root, topic, topics).get_help())


def _command(ctx: click.Context, words: tuple[str, ...], topics: list[str]) -> click.Context:
    """Return the context of the command that the words name. Raises NotFound.

    Words after a command are what it takes, as the csv of `import csv`: its page tells of them.
    """
    for place, word in enumerate(words):
        group = ctx.command
        if not isinstance(group, click.Group):
            return ctx
        names = group.list_commands(ctx)
        known = [*names, *topics] if place == 0 else names
        found = group.get_command(ctx, word)
        if found is None:
            near = load("difflib:get_close_matches")(word, known, 1)
            before = " ".join(words[:place])
            hint = f"see `tracker help {before}`"
            if near:
                hint = f"did you mean {' '.join((*words[:place], near[0]))}?"
            elif not before:
                hint = f"there is {', '.join(topics)}"
            raise NotFound(f"the manual has no topic {' '.join(words)!r}: {hint}")
        ctx = click.Context(found, info_name=word, parent=ctx)
    return ctx
