"""Lakes: a ledger as a folder of Parquet files, written by `export` and scored by `scorecard`."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import click

from tracker.cli.session import Session, progress
from tracker.errors import InvalidInput
from tracker.registry import extra, load

_F = TypeVar("_F", bound=Callable[..., Any])


def from_lake(command: _F) -> _F:
    """Give a command the options by which it reads a lake in the place of the ledger."""
    for option in (
        click.option(
            "--master",
            metavar="URL",
            help="Where Spark runs, such as spark://host:7077; else here.",
        ),
        click.option(
            "--engine",
            type=click.Choice(["duckdb", "spark"]),
            help="What reads the lake; duckdb unless said otherwise.",
        ),
        click.option("--lake", metavar="DIR", help="Score what `export parquet` wrote to DIR."),
    ):
        command = option(command)
    return command


class Place(NamedTuple):
    """Where a lake is, what reads it, and where that runs."""

    folder: str
    engine: str
    master: str | None


def named(options: dict[str, Any], **refused: Any) -> Place | None:
    """Take the options of `from_lake` out of a command's; return the lake that they name, if any.

    `refused` are options by name that only a ledger can answer. Raises InvalidInput for these.
    """
    folder, engine, master = (options.pop(name) for name in ("lake", "engine", "master"))
    if folder is None:
        if engine or master:
            raise click.UsageError("--engine and --master go with --lake DIR")
        return None
    for name, value in refused.items():
        if value:
            option = f"--{name.replace('_', '-')}"
            raise InvalidInput(f"{option} is answered by the ledger alone: leave it out, or --lake")
    return Place(folder, engine or "duckdb", master)


def export(own: Session, folder: str | None, *, force: bool, **wanted: str | None) -> None:
    """Write the ledger as a lake."""
    if folder in {None, "", "-"}:
        raise click.UsageError("Say which folder: tracker export parquet DIR")
    for name, value in wanted.items():
        if value is not None:
            raise InvalidInput(f"parquet takes the whole ledger: leave out --{name}")
    with extra("parquet", "a lake"):
        write = load("tracker.storage.lake.write:write_lake")
    with own.ledger.read() as connection, progress() as told:
        write(connection, folder, replace=force, progress=told)
