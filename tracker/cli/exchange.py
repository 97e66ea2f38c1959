"""`import` and `export`: claims from and to other files."""

import shutil
import sys
import tempfile
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from tracker.cli.commands import Command
from tracker.cli.options import session
from tracker.cli.outfile import replaced
from tracker.cli.session import Session, answer, remark
from tracker.domain.text import shorten
from tracker.errors import Conflict, InvalidFile, InvalidInput, NotFound
from tracker.registry import Registry, load

_SHOWN = 20
_KEPT_IN_MEMORY = 8_000_000
_BEGINNING = 4_096


@click.command("import", cls=Command)
@click.argument("form", metavar="[FORMAT]")
@click.argument("file", required=False)
@click.option("--skip-invalid", is_flag=True, help="Take the other rows when some are refused.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option(
    "-f",
    "--format",
    "shown_as",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="How the result is written.",
)
@session
def import_file(
    own: Session, /, *, form: str, file: str | None, shown_as: str, **how: bool
) -> None:
    """See help/commands/import.md."""
    readers = load("tracker.formats.readers:CLAIM_READERS")
    path, name = (form, None) if file is None else (file, form)
    if file is None and form != "-" and form in readers and not Path(form).exists():
        raise click.UsageError(f"Say which file: tracker import {form} FILE")
    if name is not None:
        _check_format(name, readers)
    with _opened(path) as data:
        read = readers[name or _told(path, data)]
        label = "standard input" if path == "-" else path
        with _progress() as progress:
            result = load("tracker.actions.importing:import_claims")(
                own.ledger, partial(_rows, read, data, label), name=label, progress=progress, **how
            )
    is_refused = bool(result.rejected) and not how["skip_invalid"]
    if shown_as == "json":
        answer(_card(result), "json")
    elif not is_refused:
        click.echo(f"{label}: {_told_counts(result, dry_run=how['dry_run'])}")
    remark(result.remarks)
    if is_refused:
        raise InvalidInput(_refusal(label, result, dry_run=how["dry_run"]))
    for row in result.rejected[:_SHOWN]:
        click.echo(f"Note: {row.place} was left out: {shorten(row.why, 300)}", err=True)
    if len(result.rejected) > _SHOWN:
        more = len(result.rejected) - _SHOWN
        click.echo(f"Note: and {more:,} more rows were left out (-f json lists them)", err=True)


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
    writers = load("tracker.formats.writers:CLAIM_WRITERS")
    _check_format(form, writers)
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


def _rows(read: Any, data: BinaryIO, name: str, today: Any) -> Any:
    return read(data, name=name, today=today)


def _check_format(name: str, known: Registry) -> None:
    if name not in known:
        near = load("difflib:get_close_matches")(name, list(known), 1)
        hint = f"did you mean {near[0]}?" if near else f"there is {', '.join(known)}"
        raise InvalidInput(f"there is no format {shorten(name)!r}: {hint}")


@contextmanager
def _opened(path: str) -> Generator[BinaryIO]:
    """Give a file to read from its beginning; standard input is first read to its end.

    For a ledger is locked while rows come in, and nobody should have to wait for a pipe.
    """
    if path == "-":
        with tempfile.SpooledTemporaryFile(_KEPT_IN_MEMORY) as kept:
            shutil.copyfileobj(sys.stdin.buffer, kept)
            kept.seek(0)
            yield cast("BinaryIO", kept)
        return
    try:
        place = Path(path)
        if not path or not place.exists():
            raise NotFound(f"there is no file {shorten(path)!r}")
        if not place.is_file():
            raise InvalidFile(path, ["it is no ordinary file"])
        data = place.open("rb")
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise InvalidFile(shorten(path), [f"it cannot be read: {why}"]) from problem
    with data:
        yield data


def _told(path: str, data: BinaryIO) -> str:
    """Return the format that a file's name or else its beginning tells."""
    readers = load("tracker.formats.readers")
    found = readers.told_by_name(path)
    if found is None:
        beginning = data.read(_BEGINNING)
        data.seek(0)
        found = readers.told_by_beginning(beginning)
    if found is None:
        known = ", ".join(readers.CLAIM_READERS)
        raise InvalidInput(
            f"what format {shorten(path)!r} has cannot be told: name it, "
            f"tracker import FORMAT FILE, with FORMAT one of {known}"
        )
    return str(found)


@contextmanager
def _progress() -> Generator[Any]:
    """Give what shows on a terminal how far an import is; None where there is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield lambda read: click.echo(f"\r{read:,} rows", nl=False, err=True)
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)


def _card(result: Any) -> Any:
    answers = load("tracker.domain.answer")
    data = {
        "read": result.read,
        "added": result.added,
        "unchanged": result.unchanged,
        "updated": result.updated,
        "rejected": [
            {"line": row.line, "why": row.why} | ({"where": row.where} if row.where else {})
            for row in result.rejected
        ],
    }
    return answers.Card("Import", data, (), (), answers.Table((), [data]))


def _told_counts(result: Any, *, dry_run: bool) -> str:
    counts = [
        f"{getattr(result, name):,} {name}"
        for name in ("added", "updated", "unchanged")
        if getattr(result, name)
    ]
    counts += [f"{len(result.rejected):,} left out"] if result.rejected else []
    rows = f"{result.read:,} {'row' if result.read == 1 else 'rows'} read"
    said = ", ".join([rows, *counts])
    return f"{said}; nothing was written (--dry-run)" if dry_run else said


def _refusal(name: str, result: Any, *, dry_run: bool) -> str:
    done = "nothing was imported" if not dry_run else "nothing would be imported"
    rejected = result.rejected
    if len(rejected) == 1:
        place, why = rejected[0].place, rejected[0].why
        return f"{name}: {place}: {shorten(why, 300)}; {done} (--skip-invalid takes the rest)"
    lines = [f"\n  {row.place}: {shorten(row.why, 300)}" for row in rejected[:_SHOWN]]
    if len(rejected) > _SHOWN:
        lines.append(f"\n  and {len(rejected) - _SHOWN:,} more (-f json lists them)")
    head = f"{name}: {len(rejected):,} of {result.read:,} rows are refused, {done}"
    return f"{head} (--skip-invalid takes the rest){''.join(lines)}"


def _target(file: str | None, *, force: bool) -> AbstractContextManager[BinaryIO]:
    """Give what is written to; a file that is there is written over only with `force`."""
    if file is None:
        return replaced("-")
    if file != "-" and Path(file).is_file() and not force:
        raise Conflict(f"there is a file {shorten(file)!r} already: --force writes over it")
    return replaced(file)
