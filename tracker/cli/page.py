"""`report`: the whole ledger as one page."""

import click

from tracker.cli.commands import Command
from tracker.cli.options import as_known_on, line, session
from tracker.cli.outfile import check_ending, replaced
from tracker.cli.session import Session
from tracker.registry import load

_ENDINGS = (".html", ".htm")


@click.command(cls=Command)
@click.argument("file", metavar="FILE.html")
@click.option("--title", default="Claims and forecasts", metavar="TEXT", help="Its heading.")
@as_known_on
@session
def report(own: Session, /, file: str, title: str, known_on: str | None) -> None:
    """See help/commands/report.md."""
    if file != "-":
        check_ending(file, _ENDINGS, "the page's file")
    heading = line(title, "--title") or ""
    ledger = own.ledger_on(known_on)
    with load("tracker.reports.page:page_of")(ledger) as page, replaced(file) as target:
        for chunk in load("tracker.render.page.document:write")(page, heading):
            target.write(chunk.encode())
        target.flush()
