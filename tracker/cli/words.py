"""`words list`, `words set` and `words unset`: how words of probability are read here."""

from typing import Any

import click

from tracker.cli.commands import Group
from tracker.cli.options import formatted, session, text
from tracker.cli.session import Session, answer
from tracker.domain import probability
from tracker.domain.text import accept_line, shorten
from tracker.errors import InvalidInput, InvalidProbability
from tracker.registry import load


class _Words(Group):
    """A group whose command `list` may be left out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read a first word that is no command as what to list."""
        if not args or args[0] not in {"-h", "--help", *self.commands}:
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_Words, subcommand_metavar="[PHRASE] | COMMAND …")
def words() -> None:
    """See help/commands/words.md."""


@words.command("list")
@click.argument("phrase", required=False)
@click.option("--owner", metavar="PERSON", help="Only what this person said.")
@formatted
@session
def list_words(own: Session, /, phrase: str | None, owner: str | None, form: str) -> None:
    """See help/commands/words-list.md."""
    wanted = None if phrase is None else accept_line(phrase, "phrase")
    answer(load("tracker.reports.words:listed")(own.ledger, wanted, owner), form)


@words.command("set")
@click.argument("phrase")
@click.argument("span", metavar="[LOW-HIGH]", required=False)
@click.option("--middle", metavar="M", help="The number used. [default: half way]")
@click.option("--remark", metavar="TEXT", help="Anything worth knowing about this reading.")
@session
def put(
    own: Session, /, phrase: str, span: str | None, middle: str | None, remark: str | None
) -> None:
    """See help/commands/words-set.md."""
    reading = _reading(phrase, span, middle, text(remark, "--remark"))
    actions = load("tracker.actions.words")
    actions.check(reading)
    click.echo(_told(actions.put(own.ledger, reading)))


@words.command("unset")
@click.argument("phrase")
@session
def unset(own: Session, /, phrase: str) -> None:
    """See help/commands/words-unset.md."""
    reading = load("tracker.actions.words:remove")(own.ledger, accept_line(phrase, "phrase"))
    click.echo(_told(reading) if reading else f"{shorten(phrase)}: no longer read as odds")


def _reading(phrase: str, span: str | None, middle: str | None, remark: str | None) -> Any:
    """Return the reading that was typed. Raises InvalidInput."""
    own = load("tracker.domain.words")
    name = own.normal(accept_line(phrase, "phrase"))
    if _is_number(name):
        raise InvalidInput(f"{shorten(name)!r} is read as a number: only words have readings")
    believed = None if span is None else _stated(span)
    used = None if middle is None else _stated(middle)
    if believed is None:
        return own.WordReading(
            name, None, None, used and used.probability, "", remark or own.ATTITUDE
        )
    low = believed.probability if believed.low is None else believed.low
    high = believed.probability if believed.high is None else believed.high
    number = believed.probability if used is None else used.probability
    return own.WordReading(name, low, high, number, "", remark or "")


def _stated(given: str) -> probability.Belief:
    found = probability.parse(given)
    if found.basis != "stated":
        raise InvalidProbability(f"{shorten(given)!r} is no range: write one as 60-90%")
    return found


def _is_number(phrase: str) -> bool:
    """Tell whether a phrase is all figures and signs, so that no table is asked for it."""
    return not any(letter.isalpha() for letter in phrase)


def _told(reading: Any) -> str:
    if reading.low is None:
        return f"{reading.phrase}: {reading.remark} ({reading.table})"
    percent = load("tracker.render.cells:percent")
    span = f"{percent(reading.low)} to {percent(reading.high)}"
    return f"{reading.phrase}: {span}, used as {percent(reading.middle)} ({reading.table})"
