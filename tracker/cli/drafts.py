"""`inbox`, `accept` and `dismiss`: what was found in texts, and what becomes of each."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import click

from tracker.cli.commands import Command
from tracker.cli.options import formatted, session, text
from tracker.cli.session import Session, answer, remark
from tracker.domain.claim import TYPES
from tracker.domain.text import shorten
from tracker.errors import InvalidInput
from tracker.registry import load

_F = TypeVar("_F", bound=Callable[..., Any])
_MOST_AT_ONCE = 10_000
_OVERRIDES = (
    ("--statement", "TEXT", "What is claimed, so that it stands by itself."),
    ("--owner", "PERSON", "Whose forecast it is."),
    ("--reported-by", "PERSON", "Who relayed it, when not the owner."),
    ("--by", "DATE", "The last day on which it can come true."),
    ("--opens", "DATE", "The first day on which it can come true."),
    ("--said", "DATE", "When it was said."),
    ("--criteria", "TEXT", "What decides whether it came true."),
    ("--condition", "TEXT", "On what it depends."),
    ("--note", "TEXT", "Anything worth knowing about the claim."),
    ("--key", "KEY", "A name for the claim, besides its number."),
)
OVERRIDES = tuple(name.removeprefix("--").replace("-", "_") for name, _, _ in _OVERRIDES)
"""What a person may change about a draft, as the names under which it is given."""


def _overridden(command: _F) -> _F:
    """Give `accept` the options of `add`; each takes the place of what was proposed."""
    for name, kind, what in reversed(_OVERRIDES):
        command = click.option(name, metavar=kind, help=what)(command)
    return command


@click.command(cls=Command)
@click.argument("numbers", nargs=-1, metavar="[N]...")
@click.option("--source", metavar="KEY", help="Only what was found in this source.")
@click.option("--all", "whole", is_flag=True, help="What was decided on, too.")
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many.")
@click.option("-i", "--interactive", is_flag=True, help="Decide on them one by one.")
@formatted
@session
def inbox(  # noqa: PLR0913 - one for each option
    own: Session,
    /,
    *,
    numbers: tuple[str, ...],
    source: str | None,
    whole: bool,
    limit: int | None,
    interactive: bool,
    form: str,
) -> None:
    """See help/commands/inbox.md."""
    reports = load("tracker.reports.drafts")
    if numbers:
        rows = reports.some(own.ledger, _ids(numbers))
    else:
        rows = reports.listed(own.ledger, source, whole=whole)
    rows = rows[:limit]
    if interactive:
        load("tracker.cli.sorting:sort")(own, [row["id"] for row in rows])
    elif numbers and form == "table":
        load("tracker.cli.sorting:show")(own, [row["id"] for row in rows])
    else:
        answer(reports.table(rows), form)


@click.command(cls=Command)
@click.argument("numbers", nargs=-1, required=True, metavar="N...")
@click.option("--claim", metavar="CLAIM", help="As a further forecast on this claim.")
@click.option("--each", is_flag=True, help="Each draft as a claim of its own.")
@click.option("-p", "--probability", metavar="PROB", help="20%, 0.2, 1/5, 55-80%, likely, 很可能.")
@click.option("--imputed", is_flag=True, help="The odds given with -p are your own reading.")
@_overridden
@click.option("--type", "type_", type=click.Choice(TYPES), help="What kind of statement it was.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="More than once for several.")
@session
def accept(own: Session, /, numbers: tuple[str, ...], **given: Any) -> None:
    """See help/commands/accept.md."""
    ids = _ids(numbers)
    _check_together(ids, given)
    wanted, remarks = load("tracker.cli.acceptance:acceptance")(own, ids, given)
    decided = load("tracker.actions.drafts:accept")(own.ledger, ids, wanted)
    for claim_id in decided.claims:
        click.echo(claim_id)
    remark([*remarks, *decided.remarks, *decided.lacking])


def _check_together(ids: Sequence[int], given: dict[str, Any]) -> None:
    """Raise a usage error for options that exclude each other."""
    if given["claim"] is not None:
        own = ("statement", "by", "opens", "criteria", "condition", "note", "key", "type_")
        named = [name for name in own if given[name] is not None]
        if given["tags"]:
            named.append("tag")
        if named:
            option = f"--{named[0].rstrip('_')}"
            raise click.UsageError(
                f"{option} belongs to a new claim; with --claim, `tracker edit` changes that one."
            )
    if given["each"] and len(ids) > 1 and (given["key"] or given["claim"] is not None):
        raise click.UsageError("--each makes several claims: they cannot share --key or --claim.")
    if given["imputed"] and not given["probability"]:
        raise click.UsageError("--imputed goes with -p PROB.")


@click.command(cls=Command)
@click.argument("numbers", nargs=-1, required=True, metavar="N...")
@click.option("--because", metavar="TEXT", help="Why it is no forecast worth keeping.")
@session
def dismiss(own: Session, /, numbers: tuple[str, ...], because: str | None) -> None:
    """See help/commands/dismiss.md."""
    ids = _ids(numbers)
    load("tracker.actions.drafts:dismiss")(own.ledger, ids, text(because, "--because"))
    what = f"draft {ids[0]}" if len(ids) == 1 else f"{len(ids)} drafts"
    click.echo(f"{what}: dismissed")


def _ids(numbers: Sequence[str]) -> list[int]:
    """Return the drafts that were named, `4` or `4-9`, in their order."""
    found = list(dict.fromkeys(number for text in numbers for number in _span(text)))
    if len(found) > _MOST_AT_ONCE:
        raise InvalidInput(f"{len(found):,} drafts at once are too many: at most {_MOST_AT_ONCE:,}")
    return found


def _span(text: str) -> Iterator[int]:
    first, dash, last = text.partition("-")
    ends = [first, last] if dash else [first]
    if not all(end.isascii() and end.isdigit() and len(end) <= 18 for end in ends):  # noqa: PLR2004
        raise InvalidInput(f"draft {shorten(text)!r} is no number: write 4, or 4-9 for several")
    low, high = int(first), int(ends[-1])
    if low > high:
        raise InvalidInput(f"drafts {shorten(text)!r} run backwards: write {high}-{low}")
    if high - low >= _MOST_AT_ONCE:
        raise InvalidInput(f"drafts {shorten(text)!r} are too many: at most {_MOST_AT_ONCE:,}")
    yield from range(low, high + 1)
