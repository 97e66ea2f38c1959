"""`import`: claims from other files."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from tracker.cli.bar import bar
from tracker.cli.commands import Command
from tracker.cli.exchange import check_format
from tracker.cli.incoming import Incoming, incoming, told
from tracker.cli.options import session
from tracker.cli.session import Session, answer, remark
from tracker.domain.text import shorten
from tracker.errors import InvalidFile, InvalidInput
from tracker.registry import load

_SHOWN = 20


@click.command("import", cls=Command)
@click.argument("words", nargs=-1, required=True, metavar="[FORMAT] FILE...")
@click.option("--owner", metavar="PERSON", help="Whose forecasts they are, where the file is mute.")
@click.option("--said", metavar="DATE", help="list: when the predictions were made.")
@click.option("--by", metavar="DATE", help="list: by when they come true, if at all.")
@click.option(
    "--scale", type=click.Choice(["percent", "share"]), help="list: how bare numbers are meant."
)
@click.option("--source", metavar="KEY", help="list: their source. iqisa: where the data are from.")
@click.option("--bettors", is_flag=True, help="Manifold: bets belong to those who made them.")
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
    own: Session,
    /,
    *,
    words: tuple[str, ...],
    shown_as: str,
    skip_invalid: bool,
    dry_run: bool,
    **options: Any,
) -> None:
    """See help/commands/import.md."""
    form, paths = _form_and_paths(words)
    with incoming(paths) as found, bar(found) as (files, shown):
        form = form or told(files)
        given = _options(own, form, options)
        result = load("tracker.actions.importing:import_claims")(
            own.ledger,
            partial(_rows, files, form, given),
            name=files.label,
            progress=shown,
            skip_invalid=skip_invalid,
            dry_run=dry_run,
        )
    label = files.label
    is_refused = bool(result.rejected) and not skip_invalid
    if shown_as == "json":
        answer(_card(result), "json")
    elif not is_refused:
        click.echo(f"{label}: {_told_counts(result, dry_run=dry_run)}")
    remark(result.remarks)
    if is_refused:
        raise InvalidInput(_refusal(label, result, dry_run=dry_run))
    for row in result.rejected[:_SHOWN]:
        click.echo(f"Note: {row.place} was left out: {shorten(row.why, 300)}", err=True)
    if len(result.rejected) > _SHOWN:
        more = len(result.rejected) - _SHOWN
        click.echo(f"Note: and {more:,} more rows were left out (-f json lists them)", err=True)


def _form_and_paths(words: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Return the format that is named, if any, and the files."""
    known = load("tracker.formats.readers:CLAIM_READERS")
    first, *rest = words
    if first in known and not rest and not Path(first).exists():
        raise click.UsageError(f"Say which file: tracker import {first} FILE")
    if first in known and rest:
        return first, tuple(rest)
    if rest and not _is_there(first):
        check_format(first, known)
    return None, words


def _is_there(path: str) -> bool:
    try:
        return path == "-" or Path(path).exists()
    except (OSError, ValueError):
        return False


def _options(own: Session, form: str, options: dict[str, Any]) -> dict[str, Any]:
    """Return what was said beside the file; an option of other formats is refused."""
    takes = load("tracker.formats.readers:OPTIONS").get(form, frozenset())
    given = {name: value for name, value in options.items() if value not in {None, False}}
    for name in given:
        if name not in takes:
            raise InvalidInput(f"--{name} says nothing of a {form} file: leave it out")
    for name in {"said", "by"} & given.keys():
        given[name] = own.day(given[name], f"--{name}")
    return given


def _rows(files: Incoming, form: str, options: dict[str, Any], today: Any) -> Iterator[Any]:
    """Yield the rows of the files, by the reader of their format."""
    readers = load("tracker.formats.readers")
    read = partial(readers.CLAIM_READERS[form], name=files.label, today=today, **options)
    if form in readers.SEVERAL:
        yield from read(files.members)
        return
    if not files.is_one_file:
        raise InvalidFile(files.label, [f"{form} takes one file at a time"])
    with load("tracker.formats.bundle:reading")(files.members[0], files.label) as data:
        yield from read(data)


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
