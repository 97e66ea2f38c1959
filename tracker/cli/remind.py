"""`remind`: what is new since it was last said, for a terminal, a script or a command."""

import shlex
import subprocess
import sys

import click

from tracker.cli.commands import Command
from tracker.cli.options import formatted, session
from tracker.cli.session import PIPE_WIDTH, Session, answer
from tracker.domain.answer import Card
from tracker.domain.days import span
from tracker.domain.text import shorten
from tracker.errors import InvalidInput, NotFound, TrackerError
from tracker.registry import load
from tracker.render.output import Style, render


@click.command(cls=Command)
@click.option("--since", metavar="DATE", help="All since this day, and leave the mark where it is.")
@click.option(
    "--within",
    default="7d",
    show_default=True,
    metavar="SPAN",
    help="How far ahead a deadline is due soon.",
)
@click.option("--exec", "command", metavar="CMD", help="Give it to this command to read.")
@click.option("--dry-run", is_flag=True, help="Show it here, and leave the mark where it is.")
@formatted
@session
def remind(  # noqa: PLR0913 - one for each option
    own: Session,
    /,
    *,
    form: str,
    since: str | None,
    within: str,
    command: str | None,
    dry_run: bool,
) -> None:
    """See help/commands/remind.md."""
    words = None if command is None else _words(command)
    found = load("tracker.reports.reminders:due")(
        own.ledger, within=span(within, lambda: own.today), since=own.day(since, "--since")
    )
    if words is not None and not dry_run:
        if found.is_news:
            _hand_over(words, found.card, form)
    # A program that reads JSON is told of nothing, too; a person is left in peace.
    elif found.is_news or form == "json":
        answer(found.card, form)
        # A reader who is gone was reminded of nothing: the mark then stays.
        sys.stdout.flush()
    if not dry_run and since is None:
        load("tracker.actions.reminders:keep")(own.ledger, found.said)


def _words(command: str) -> list[str]:
    """Return a command's words; quotes and backslashes hold them together, nothing else is read."""
    try:
        words = shlex.split(command)
    except ValueError as problem:
        raise InvalidInput(f"--exec {shorten(command)!r} cannot be split: {problem}") from problem
    if not words:
        raise InvalidInput("--exec names no command, such as --exec 'mail -s Reminders me'")
    return words


def _hand_over(words: list[str], card: Card, form: str) -> None:
    """Run a command without a shell, the message on its standard input."""
    message = "".join(render(card, form, Style(width=PIPE_WIDTH))).encode()
    sys.stdout.flush()
    try:
        done = subprocess.run(words, input=message, check=False)  # noqa: S603 - the user's own
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise NotFound(
            f"--exec: {shorten(words[0])!r} cannot be run ({why}): nothing counts as reminded"
        ) from problem
    if done.returncode:
        raise TrackerError(
            f"--exec: {shorten(words[0])!r} ended with {done.returncode}: nothing counts as "
            "reminded, and it comes again next time"
        )
