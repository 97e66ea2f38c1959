"""How commands are declared: imported when they are called, with their help in the manual.

The text of `--help` is a file of the manual, `help/commands/NAME.md`: its first line is what the
list of commands shows, blocks indented by four blanks stand as they are.
"""

from typing import Any

import click

from tracker.registry import load


def manual_text(path: str) -> str:
    """Return the help of a command, named by its words with `-` between them."""
    tracker = load("pathlib:Path")(__file__).resolve().parent.parent
    page: str = (tracker / "help" / "commands" / f"{path}.md").read_text(encoding="utf-8")
    return page.strip()


def _words(ctx: click.Context) -> str:
    words: list[str] = []
    while ctx.parent is not None:
        words.insert(0, str(ctx.info_name))
        ctx = ctx.parent
    return "-".join(words)


def _write(formatter: click.HelpFormatter, text: str) -> None:
    for paragraph in text.split("\n\n"):
        formatter.write_paragraph()
        if paragraph.startswith("    "):
            formatter.write("".join(f"{line}\n" for line in paragraph.split("\n")))
        else:
            with formatter.indentation():
                formatter.write_text(paragraph)


class Command(click.Command):
    """A command whose help stands in the manual."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's page of the manual."""
        _write(formatter, manual_text(_words(ctx)))


class Group(click.Group):
    """Commands of one family, each imported from its place when it is called.

    `sections` maps a heading of the list of commands to those under it, each command's name to its
    `package.module:name`.
    """

    command_class = Command

    def __init__(
        self, *args: Any, sections: dict[str, dict[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections or {}
        self.places = {
            name: place for places in self.sections.values() for name, place in places.items()
        }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which they are declared."""
        return [*self.places, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command by its name."""
        if cmd_name in self.places:
            found: click.Command = load(self.places[cmd_name])
            return found
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command by its name, and offer the nearest one for a name that is none."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            near = load("difflib:get_close_matches")(name, self.list_commands(ctx), 1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"No such command {name!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the group's page of the manual."""
        _write(formatter, manual_text(_words(ctx) or "tracker"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each command's name and first line, without importing it."""
        path = _words(ctx)
        under = {name for names in self.sections.values() for name in names}
        others = [name for name in self.list_commands(ctx) if name not in under]
        for heading, names in {**self.sections, "Commands": others}.items():
            pages = {name: f"{path}-{name}" if path else name for name in names}
            rows = [(name, manual_text(page).partition("\n")[0]) for name, page in pages.items()]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)
