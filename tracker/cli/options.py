"""Options that several commands share, and texts as the ledger takes them."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tracker.cli.session import Session
from tracker.domain.text import accept, accept_line
from tracker.errors import InvalidInput
from tracker.render.output import FORMATS

_F = TypeVar("_F", bound=Callable[..., Any])

_PARTS = (
    ("option", "A=50%", "An option of a choice, with its probability."),
    ("quantile", "50%=12", "A quantile of a number or a date."),
    ("interval", "90%=4..22", "Two quantiles: here 5% and 95%."),
)

session = click.make_pass_decorator(Session)


def formatted(command: _F) -> _F:
    """Give a command that prints rows its `--format`."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="table",
        show_default=True,
        help="How the answer is written.",
    )(command)


def as_known_on(command: _F) -> _F:
    """Give a command that reads `--as-known-on`."""
    return click.option(
        "--as-known-on",
        "known_on",
        metavar="DATE",
        help="The ledger as it stood at the end of this day.",
    )(command)


def because(what: str) -> Callable[[_F], _F]:
    """Give a command its required `--because`."""
    return click.option("--because", required=True, metavar="TEXT", help=what)


def distributed(command: _F) -> _F:
    """Give a command what a forecast on a choice, a number or a date is made of."""
    for name, example, what in reversed(_PARTS):
        command = click.option(f"--{name}", f"{name}s", multiple=True, metavar=example, help=what)(
            command
        )
    return command


def text(value: str | None, what: str) -> str | None:
    """Return an optional text as the ledger keeps it."""
    return None if value is None else accept(value, what)


def line(value: str | None, what: str) -> str | None:
    """Return an optional text of one line as the ledger keeps it."""
    return None if value is None else accept_line(value, what)


def cleared(value: str | None, what: str) -> str | None:
    """Return an optional text that may be empty, which clears what there was."""
    return None if value is None else accept(value, what, empty=True)


def cleared_line(value: str | None, what: str) -> str | None:
    """Return an optional text of one line that may be empty, which clears what there was."""
    return value if not value else accept_line(value, what)


def number(value: str, what: str) -> int:
    """Return an id that a user typed. Raises InvalidInput."""
    if not (value.isascii() and value.isdigit() and len(value) <= 18):  # noqa: PLR2004
        raise InvalidInput(f"{what} {value!r} is no number")
    return int(value)
