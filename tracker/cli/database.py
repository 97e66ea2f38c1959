"""`db`: the database itself."""

import shutil
import sys
import tempfile
from contextlib import nullcontext
from pathlib import Path

import click

from tracker.cli.commands import Group
from tracker.cli.incoming import kept
from tracker.cli.options import formatted, session
from tracker.cli.session import Session, answer, remark
from tracker.domain.text import one_line
from tracker.errors import StorageError
from tracker.registry import load


@click.group(cls=Group)
def db() -> None:
    """See help/commands/db.md."""


@db.command("info")
@formatted
@session
def info(own: Session, /, form: str) -> None:
    """See help/commands/db-info.md."""
    answer(load("tracker.reports.database:info")(own.ledger), form)


@db.command("upgrade")
@session
def upgrade(own: Session, /) -> None:
    """See help/commands/db-upgrade.md."""
    before, after = load("tracker.actions.database:upgrade")(own.ledger)
    if before == after:
        click.echo(f"schema {after}: up to date")
    else:
        click.echo(f"schema {before or 'none'} to {after}")


@db.command("backup")
@click.argument("file")
@session
def backup(own: Session, /, file: str) -> None:
    """See help/commands/db-backup.md."""
    back_up = load("tracker.actions.database:backup")
    if file == "-":
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "ledger.db"
            head = back_up(own.ledger, copy)
            with copy.open("rb") as data:
                shutil.copyfileobj(data, sys.stdout.buffer)
    else:
        head = back_up(own.ledger, Path(file))
    # Where the copy is the result, what was done is a remark.
    said = f"{file}: {head.sequence} entries, whole, head {head.hash}"
    click.echo(said, err=file == "-")


@db.command("restore")
@click.argument("file")
@click.option("--force", is_flag=True, help="Even if the ledger has entries that the backup lacks.")
@session
def restore(own: Session, /, file: str, *, force: bool) -> None:
    """See help/commands/db-restore.md."""
    with kept(sys.stdin.buffer, "backup") if file == "-" else nullcontext(Path(file)) as copy:
        restored = load("tracker.actions.database:restore")(own.ledger, copy, force=force)
    click.echo(f"{own.ledger.database.name}: {restored.head.sequence} entries from {file}")
    if restored.kept is not None:
        remark([f"what it replaced is kept as {restored.kept}"])


@db.command("rebuild")
@session
def rebuild(own: Session, /) -> None:
    """See help/commands/db-rebuild.md."""
    load("tracker.actions.database:rebuild")(own.ledger)
    click.echo("standings, search texts and their index: made anew")


@db.command("check")
@session
def check(own: Session, /) -> None:
    """See help/commands/db-check.md."""
    problems = load("tracker.reports.database:check")(own.ledger)
    for problem in problems:
        click.echo(one_line(problem))
    if problems:
        raise StorageError(
            f"{own.ledger.database.name} has {len(problems)} faults, the first is {problems[0]}: "
            "restore a backup with `tracker db restore`"
        )
    click.echo("pages, references, views, journal and head: whole")
