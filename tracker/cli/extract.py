"""`extract`: what a text claims about the future, proposed for the inbox."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from tracker.cli.commands import Command
from tracker.cli.files import contents
from tracker.cli.options import formatted, line, session
from tracker.cli.session import Session, answer, remark
from tracker.domain.claim import check_key
from tracker.domain.entries import SourceEntry
from tracker.domain.evidence import check_url
from tracker.registry import load

_SHOWN = 20
"""How many proposals a table shows."""


@click.command(cls=Command)
@click.argument("file")
@click.option("--said", metavar="DATE", help="When it was said.")
@click.option("--source", metavar="KEY", help="The source's key. [default: the file's name]")
@click.option("--title", metavar="TEXT", help="The source's title.")
@click.option("--author", metavar="NAME", help="Who wrote it.")
@click.option("--publisher", metavar="NAME", help="Where it was published.")
@click.option("--url", metavar="URL", help="Where it stands.")
@click.option("--published", metavar="DATE", help="When it was published.")
@click.option("--encoding", metavar="NAME", help="The file's alphabet. [default: UTF-8]")
@click.option("--facts", is_flag=True, help="Propose claims of fact, too.")
@click.option("--why", is_flag=True, help="Say what each was proposed for.")
@click.option("--all", "whole", is_flag=True, help="Show all proposals, not the best few.")
@formatted
@session
def extract(own: Session, /, file: str, form: str, **given: Any) -> None:
    """See help/commands/extract.md."""
    found = load("tracker.formats.documents:document")(
        contents(file), name="standard input" if file == "-" else file, encoding=given["encoding"]
    )
    transcript = load("tracker.formats.transcripts:read")(found.text, name="")
    drafts = load("tracker.actions.drafts")
    key = _key(file, given["source"], found.sha256)
    known = drafts.source_of(own.ledger, key) or {}
    source = _source(own, key, transcript, known, given, found.sha256)
    said_on, remarks = _said_on(own, given["said"], source, known)
    with _progress() as progress:
        proposals = load("tracker.extract:EXTRACTORS")["cues"](
            transcript, said_on=said_on, facts=given["facts"], progress=progress
        )
    excerpts = load("tracker.domain.excerpt:Excerpts")(transcript)
    reading = drafts.Reading(
        source, said_on, [(each, excerpts.around(each.start, each.end)) for each in proposals]
    )
    stored = drafts.store(own.ledger, reading)
    _answer(own, stored, key, form, why=given["why"], whole=given["whole"])
    remark([*remarks, *stored.remarks])


def _answer(  # noqa: PLR0913 - what was found, and how it is shown
    own: Session, stored: Any, key: str, form: str, *, why: bool, whole: bool
) -> None:
    reports = load("tracker.reports.drafts")
    rows = sorted(reports.some(own.ledger, stored.ids), key=lambda row: (-row["score"], row["id"]))
    is_cut = form == "table" and not whole and len(rows) > _SHOWN
    shown = reports.table(rows[:_SHOWN] if is_cut else rows, why=why)
    empty = "Nothing new." if stored.known else "Nothing that looks like a forecast was found."
    answer(shown._replace(empty=empty), form)
    if is_cut:
        remark([f"and {len(rows) - _SHOWN} more: --all shows them"])
    if stored.known:
        what = "proposal was" if stored.known == 1 else "proposals were"
        remark([f"{stored.known} {what} there already: `tracker inbox --all --source {key}`"])
    if rows:
        remark([f"decide on them: `tracker inbox -i --source {key}`"])


def _key(file: str, given: str | None, sha256: str) -> str:
    """Return the key of the source: the one given, else the file's name without its ending."""
    if given is not None:
        return check_key(given, "source")
    return f"text-{sha256[:8]}" if file == "-" else check_key(Path(file).stem, "source")


def _source(  # noqa: PLR0913, PLR0917 - what is given, known and read
    own: Session,
    key: str,
    transcript: Any,
    known: dict[str, Any],
    given: dict[str, Any],
    sha256: str,
) -> SourceEntry:
    """Return the source: what was given for it, and of what its text tells what was not known."""

    def told(name: str, read: Any) -> Any:
        return None if known.get(name) else read

    url = None if given["url"] is None else check_url(given["url"])
    return SourceEntry(
        key=key,
        title=line(given["title"], "--title") or told("title", transcript.title),
        author=line(given["author"], "--author") or told("author", transcript.author),
        publisher=line(given["publisher"], "--publisher"),
        url=url or told("url", transcript.url),
        published_on=own.day(given["published"], "--published")
        or told("published_on", transcript.published_on),
        sha256=sha256,
    )


def _said_on(
    own: Session, given: str | None, source: SourceEntry, known: dict[str, Any]
) -> tuple[date, list[str]]:
    """Return the day from which a text's own words count, and a remark where it is a guess."""
    said_on = own.day(given, "--said") or source.published_on
    if said_on is not None:
        return said_on, []
    if known.get("published_on"):
        return date.fromisoformat(known["published_on"]), []
    guess = f"nothing says when it was said: its dates count from today, {own.today}"
    return own.today, [f"{guess} (--said DATE says otherwise)"]


@contextmanager
def _progress() -> Generator[Callable[[int, int], None] | None]:
    """Give what shows on a terminal how far the reading is; None where there is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    last = -1

    def show(done: int, total: int) -> None:
        nonlocal last
        percent = 100 * done // max(total, 1)
        if percent != last:
            last = percent
            click.echo(f"\rreading, {percent}%", nl=False, err=True)

    try:
        yield show
    finally:
        click.echo("\r\x1b[K", nl=False, err=True)
