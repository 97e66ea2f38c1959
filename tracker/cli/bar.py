"""How far a long import is, on a terminal: its rows so far, and how much of a file is read."""

import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO

import click

from tracker.cli.incoming import Incoming
from tracker.domain.text import shorten
from tracker.formats.bundle import Member

_WIDTH = 24
_NAME = 30


class _Bar:
    """A bar for the file that was opened last."""

    def __init__(self) -> None:
        self._open: tuple[Member, BinaryIO] | None = None

    def watched(self, members: Sequence[Member]) -> list[Member]:
        """Return the files in a form that tells when one is opened."""
        return [Member(one.name, partial(self._opened, one), one.size) for one in members]

    def __call__(self, rows: int) -> None:
        """Show how far it is."""
        text = f"{rows:,} rows"
        share = self._share()
        if self._open is not None and share is not None:
            done = round(share * _WIDTH)
            bar = "#" * done + "-" * (_WIDTH - done)
            text = f"[{bar}] {share:4.0%} of {shorten(self._open[0].name, _NAME)}, {text}"
        click.echo(f"\r{text}\x1b[K", nl=False, err=True)

    def _opened(self, member: Member) -> BinaryIO:
        data = member.open()
        self._open = (member, data)
        return data

    def _share(self) -> float | None:
        if self._open is None or not self._open[0].size:
            return None
        member, data = self._open
        try:
            return min(data.tell() / member.size, 1)
        except (OSError, ValueError):  # it is closed, or a stream without places
            return None


@contextmanager
def bar(files: Incoming) -> Generator[tuple[Incoming, Callable[[int], None] | None]]:
    """Give the files, and what shows how far they are read; None where there is no terminal."""
    if not sys.stderr.isatty():
        yield files, None
        return
    shown = _Bar()
    try:
        yield files._replace(members=shown.watched(files.members)), shown
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)
