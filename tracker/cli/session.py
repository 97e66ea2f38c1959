"""One call of the program: which ledger, which day, and how answers are written."""

import os
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property

import click

from tracker import clock, config
from tracker.domain.answer import Card, Table
from tracker.domain.days import one_day
from tracker.domain.own_words import OwnWords
from tracker.domain.text import one_line
from tracker.registry import load
from tracker.render.output import Style, render
from tracker.storage.ledger import Ledger, open_ledger

PIPE_WIDTH = 100
NARROWEST = 20
WIDEST = 400


class Session:
    """What all commands share."""

    def __init__(self, db: str | None, today: str | None) -> None:
        self._db = db
        self._today = today

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger that was named, else the user's own."""
        place = self._db or config.default_database()
        return open_ledger(place, author=config.user_name(), today=self._given_today())

    def _given_today(self) -> date | None:
        return one_day(self._today, clock.today(), "--today") if self._today else None

    def lake(self, place: str, engine: str, master: str | None) -> Ledger:
        """Return a lake in the place of a ledger, to be read by an engine."""
        database = load("tracker.storage.lake.engines:LakeDatabase")(place, engine, master=master)
        return Ledger(database, author=config.user_name(), today=self._given_today())

    def ledger_on(self, known_on: str | None) -> Ledger:
        """Return the ledger, as it stood at the end of a day if one is given."""
        day = self.day(known_on, "--as-known-on")
        if day is None:
            return self.ledger
        past: Ledger = load("tracker.storage.known_on:as_known_on")(self.ledger, day)
        return past

    def under(self, author: str) -> "Session":
        """Return a session on the same ledger whose changes are somebody else's."""
        other = Session(self._db, self._today)
        ledger = Ledger(self.ledger.database, author=author, today=self.ledger.given_today)
        other.__dict__["ledger"] = ledger
        return other

    def warn(self) -> None:
        """Write what the ledger has to warn of, if it was opened."""
        if "ledger" in self.__dict__:
            remark(self.ledger.warnings)

    @cached_property
    def today(self) -> date:
        """The day taken as today."""
        with self.ledger.read() as connection:
            return self.ledger.today(connection)

    def own_words(self) -> OwnWords:
        """Return how the ledger reads words in its own way; it is asked only once."""
        return self._own_words

    @cached_property
    def _own_words(self) -> OwnWords:
        with self.ledger.read() as connection:
            found: OwnWords = load("tracker.storage.queries.words:own")(connection)
        return found

    def day(self, text: str | None, what: str) -> date | None:
        """Return the one day that a text names; words count from today."""
        return None if text is None else one_day(text, lambda: self.today, what)


def answer(what: Table | Card, form: str) -> None:
    """Write an answer to standard output."""
    for chunk in render(what, form, style()):
        sys.stdout.write(chunk)


def style() -> Style:
    """Return how standard output can be written to."""
    is_terminal = sys.stdout.isatty()
    colour = is_terminal and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    encoding = (sys.stdout.encoding or "ascii").lower().replace("-", "")
    return Style(width=_width(is_terminal=is_terminal), colour=colour, unicode=encoding == "utf8")


def _width(*, is_terminal: bool) -> int:
    named = os.environ.get("COLUMNS", "")
    if named.isascii() and named.isdigit() and 0 < len(named) < 6 and int(named):  # noqa: PLR2004
        return min(max(int(named), NARROWEST), WIDEST)
    if not is_terminal:
        return PIPE_WIDTH
    try:
        return max(os.get_terminal_size(sys.stdout.fileno()).columns, NARROWEST)
    except (OSError, ValueError):
        return PIPE_WIDTH


@contextmanager
def progress() -> Generator[Callable[[int], None] | None]:
    """Give what shows on a terminal how many rows are done; None where there is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield lambda done: click.echo(f"\r{done:,} rows", nl=False, err=True)
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


def remark(remarks: Sequence[str]) -> None:
    """Write remarks to standard error, each on a line."""
    for text in remarks:
        click.echo(f"Note: {one_line(text)}", sys.stderr, err=True)
