"""`extract`: what a text claims about the future, proposed for the inbox."""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from typing import Any

import click

from tracker.cli.commands import Command
from tracker.cli.documents import Opened, described, opened
from tracker.cli.options import formatted, line, session
from tracker.cli.session import Session, answer, remark
from tracker.registry import load

_SHOWN = 20
"""How many proposals a table shows."""


@click.command(cls=Command)
@click.argument("file")
@click.option("--said", metavar="DATE", help="When it was said.")
@click.option("--source", metavar="KEY", help="The source's key. [default: the file's name]")
@described
@click.option("--facts", is_flag=True, help="Propose claims of fact, too.")
@click.option("--llm", "model", metavar="MODEL", help="Ask a language model, too.")
@click.option("--why", is_flag=True, help="Say what each was proposed for.")
@click.option("--all", "whole", is_flag=True, help="Show all proposals, not the best few.")
@formatted
@session
def extract(own: Session, /, file: str, form: str, **given: Any) -> None:
    """See help/commands/extract.md."""
    text = opened(own, file, given["source"], given)
    said_on, remarks = _said_on(own, given["said"], text)
    extractors = load("tracker.extract:EXTRACTORS")
    how = {"said_on": said_on, "facts": given["facts"]}
    with _progress() as progress:
        proposals = extractors["cues"](text.transcript, **how, progress=progress)
        if given["model"] is not None:
            model = {"model": line(given["model"], "--llm"), "remarks": remarks}
            asked = extractors["llm"](text.transcript, **how, **model, progress=progress)
            proposals = load("tracker.extract.union:united")(proposals, asked)
    excerpts = load("tracker.domain.excerpt:Excerpts")(text.transcript)
    drafts = load("tracker.actions.drafts")
    reading = drafts.Reading(
        text.source,
        said_on,
        [(each, excerpts.around(each.start, each.end)) for each in proposals],
        text.kept if given["keep"] else None,
    )
    stored = drafts.store(own.ledger, reading)
    _answer(own, stored, text.source.key, form, why=given["why"], whole=given["whole"])
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


def _said_on(own: Session, given: str | None, text: Opened) -> tuple[date, list[str]]:
    """Return the day from which a text's own words count, and a remark where it is a guess."""
    said_on = own.day(given, "--said") or text.source.published_on
    if said_on is not None:
        return said_on, []
    if text.known.get("published_on"):
        return date.fromisoformat(text.known["published_on"]), []
    guess = f"nothing says when it was said: its dates count from today, {own.today}"
    named = text.transcript.named_first
    if named is None or named > own.today:
        return own.today, [f"{guess} (--said DATE says otherwise)"]
    return own.today, [f"{guess} (it begins with a day: is it --said {named}?)"]


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
