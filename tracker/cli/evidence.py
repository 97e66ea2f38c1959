"""`evidence add`, `evidence list`, `evidence retract`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from tracker.cli.commands import Group
from tracker.cli.files import contents
from tracker.cli.options import because, formatted, number, session, text
from tracker.cli.session import Session, answer, remark
from tracker.domain.evidence import STANCES, STRENGTHS
from tracker.registry import load


@click.group(cls=Group)
def evidence() -> None:
    """See help/commands/evidence.md."""


@evidence.command("add")
@click.argument("claim")
@click.argument("note")
@click.option("--supports", is_flag=True, help="It speaks for the claim.")
@click.option("--refutes", is_flag=True, help="It speaks against the claim.")
@click.option("--neutral", is_flag=True, help="It matters, and is neither.")
@click.option("--url", metavar="URL", help="Where it stands.")
@click.option("--on", metavar="DATE", help="The day of it. [default: today]")
@click.option("--quote", metavar="TEXT", help="The exact words.")
@click.option("--strength", type=click.Choice(STRENGTHS), help="How much it weighs.")
@click.option("--lr", metavar="R", help="Its likelihood ratio: above 1 for the claim.")
@click.option("--supersedes", metavar="ID", help="The evidence that it takes the place of.")
@click.option("--file", metavar="FILE", help="Keep a copy of this file with it.")
@session
def add(own: Session, /, claim: str, file: str | None, **given: Any) -> None:
    """See help/commands/evidence-add.md."""
    stances = [stance for stance in STANCES if given.pop(stance)]
    if len(stances) != 1:
        raise click.UsageError("Say which way it speaks: --supports, --refutes or --neutral.")
    given["stance"] = stances[0]
    entry = load("tracker.cli.entries:evidence")(own, given)
    if file is not None:
        name = "standard input" if file == "-" else Path(file).name
        kept = load("tracker.domain.entries:KeptFile")(
            text(name, "the file's name"), contents(file)
        )
        entry = replace(entry, file=kept)
    recorded = load("tracker.actions.evidence:add")(own.ledger, claim, entry)
    click.echo(recorded.id)
    remark(recorded.remarks)


@evidence.command("list")
@click.argument("claim", required=False)
@formatted
@session
def list_evidence(own: Session, /, claim: str | None, form: str) -> None:
    """See help/commands/evidence-list.md."""
    answer(load("tracker.reports.evidence:listed")(own.ledger, claim), form)


@evidence.command("retract")
@click.argument("evidence_id", metavar="ID")
@because("Why it was wrong.")
@session
def retract(own: Session, /, evidence_id: str, because: str) -> None:
    """See help/commands/evidence-retract.md."""
    recorded = load("tracker.actions.evidence:retract")(
        own.ledger, number(evidence_id, "evidence"), text(because, "--because")
    )
    click.echo(f"evidence {recorded.id}: retracted")
