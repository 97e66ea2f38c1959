"""`export`: claims to other files."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import click

from tracker.cli.commands import Command
from tracker.cli.options import session
from tracker.cli.outfile import replaced
from tracker.cli.session import Session, remark
from tracker.domain.text import shorten, shorten_path
from tracker.errors import Conflict, InvalidInput
from tracker.registry import load


@click.command(cls=Command)
@click.argument("form", metavar="FORMAT")
@click.argument("file", required=False)
@click.option("--source", metavar="KEY", help="Only claims from this source.")
@click.option("--owner", metavar="PERSON", help="Only this person's forecasts, and their claims.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@session
def export(
    own: Session, /, *, form: str, file: str | None, force: bool, **wanted: str | None
) -> None:
    """See help/commands/export.md."""
    if form == "parquet":
        load("tracker.cli.lake:export")(own, file, force=force, **wanted)
        return
    writers = load("tracker.formats.writers:CLAIM_WRITERS")
    check_format(form, sorted([*writers, "parquet"]))
    write = writers[form]
    reports = load("tracker.reports.export")
    heard: list[str] = []
    with (
        reports.exported(own.ledger, **wanted, remark=heard.append) as exported,
        _target(file, force=force) as target,
    ):
        for chunk in write(exported):
            target.write(chunk if isinstance(chunk, bytes) else chunk.encode())
        target.flush()
    remark(heard)
    if form == "csv":
        missing = reports.without_forecast(own.ledger)
        if missing and not any(wanted.values()):
            what = "claim has" if missing == 1 else "claims have"
            remark([f"{missing} {what} no forecast, hence no row; jsonl has all"])


def check_format(name: str, known: Collection[str]) -> None:
    """Refuse a format that there is not, with the nearest one."""
    if name not in known:
        near = load("difflib:get_close_matches")(name, list(known), 1)
        hint = f"did you mean {near[0]}?" if near else f"there is {', '.join(known)}"
        raise InvalidInput(f"there is no format {shorten(name)!r}: {hint}")


def _target(file: str | None, *, force: bool) -> AbstractContextManager[BinaryIO]:
    """Give what is written to; a file that is there is written over only with `force`."""
    if file is None:
        return replaced("-")
    if file != "-" and Path(file).is_file() and not force:
        raise Conflict(f"there is a file {shorten_path(file)!r} already: --force writes over it")
    return replaced(file)
