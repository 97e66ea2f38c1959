"""Asking at a terminal: one key, or a line with what it held before, ready to be edited.

Where standard input is no terminal, keys and answers are read as lines, so that a session can be
written down and played.
"""

import os
import select
import sys
from collections.abc import Generator
from contextlib import contextmanager

import click

from tracker.registry import load

_ENDS = ("\x04", "\x1b", "\0")
"""Ctrl-D, Escape, and what a terminal makes of a Ctrl-D that was typed ahead."""
_NO_KEY = "\t"
_SEQUENCE_SECONDS = 0.02
_LONGEST_SEQUENCE = 32


def key(choices: str) -> str:
    """Return the key that was pressed, empty for one that ends. Raises click.Abort at the end."""
    click.echo(f"{choices}: ", nl=False)
    if sys.stdin.isatty():
        pressed = _pressed()
        click.echo(pressed if pressed.isprintable() else "")
        return "" if pressed in _ENDS else pressed
    line = sys.stdin.readline()
    click.echo(line.strip())
    if not line:
        raise click.Abort
    return line.strip()[:1] or "\n"


def ask(what: str, held: str = "") -> str:
    """Return a line of text. What it held stands there to be edited, or in brackets; `-` clears."""
    if sys.stdin.isatty() and held:
        with _prefilled(held) as is_prefilled:
            default = "" if is_prefilled else held
            typed = click.prompt(what, default=default, show_default=not is_prefilled)
    else:
        typed = click.prompt(what, default=held, show_default=bool(held))
    text = str(typed).strip()
    return "" if text == "-" else text


def _pressed() -> str:
    """Return one key. What was typed ahead counts, which click's own reading would throw away."""
    try:
        termios, tty = load("termios"), load("tty")
    except ImportError:
        return str(click.getchar())
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSANOW)
        first = os.read(terminal, 1)
        if first == b"\x1b" and select.select([terminal], [], [], _SEQUENCE_SECONDS)[0]:
            os.read(terminal, _LONGEST_SEQUENCE)  # an arrow or its like, and no Escape
            return _NO_KEY
        return first.decode("utf-8", errors="replace") or _ENDS[0]
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


@contextmanager
def _prefilled(text: str) -> Generator[bool]:
    """Put a text into the line that is read next, where the terminal's line can be edited."""
    try:
        readline = load("readline")
    except ImportError:
        yield False
        return
    readline.set_startup_hook(lambda: readline.insert_text(text))
    try:
        yield True
    finally:
        readline.set_startup_hook()
