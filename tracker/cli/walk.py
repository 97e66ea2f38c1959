"""`review -i`: one claim after the other, each with what one may want to do about it.

Every answer is its own command on the ledger, done when it is given: one may stop at any time.
"""

from collections.abc import Callable
from typing import Any

import click

from tracker.actions import evidence, forecasts, resolutions
from tracker.cli import entries
from tracker.cli.session import Session, answer, remark
from tracker.domain.answer import Card, Row
from tracker.errors import TrackerError
from tracker.reports.claim import shown

_GROUPS = {
    "conflicts": "judges disagree",
    "back": "back to be checked",
    "overdue": "overdue",
    "due": "due soon",
    "stale": "long without evidence",
}
_OUTCOMES = {
    "binary": "yes, no, 60%",
    "choice": "an option",
    "number": "a number",
    "date": "a date, or no: not by the deadline",
}
_CHOICES = "[e]vidence  [f]orecast  [r]esolve  [l]ater  [s]kip  [q]uit"


def walk(own: Session, review: Card) -> None:
    """Walk through the claims of a review, and end when the reader quits or input ends."""
    rows = [row for row in review.flat.rows if "id" in row]
    if not rows:
        click.echo("Nothing to do.")
        return
    try:
        for number, row in enumerate(rows, start=1):
            click.echo(f"\n{number} of {len(rows)}: {_GROUPS[row['group']]}")
            answer(shown(own.ledger, str(row["id"])), "table")
            if not _one(own, row):
                return
    except click.Abort:
        click.echo("\nStopped; what was entered is kept.", err=True)


def _one(own: Session, row: Row) -> bool:
    """Take entries for one claim until the reader goes on; return False to end the walk."""
    while True:
        key = str(click.prompt(_CHOICES, default="s", show_default=False)).strip().lower()[:1]
        if key == "q":
            return False
        if key == "s":
            return True
        take = _TAKES.get(key)
        if take is None:
            continue
        try:
            remark(take(own, row))
        except TrackerError as problem:
            click.echo(f"Error: {problem}", err=True)
            continue
        if key in "rl":
            return True


def _ask(what: str, default: str | None = "") -> str | None:
    """Ask for a text; None when it was left empty."""
    return str(click.prompt(what, default=default, show_default=False)).strip() or None


def _evidence(own: Session, row: Row) -> tuple[str, ...]:
    stances = {"+": "supports", "-": "refutes", "0": "neutral"}
    note = click.prompt("What was seen")
    stance = click.prompt("+ supports, - refutes, 0 neutral", type=click.Choice(list(stances)))
    given = {
        "note": note,
        "stance": stances[stance],
        "url": _ask("Address (may be empty)"),
        "on": _ask("Day of it (empty: today)"),
        **dict.fromkeys(("quote", "strength", "lr", "supersedes")),
    }
    recorded = evidence.add(own.ledger, str(row["id"]), entries.evidence(own, given))
    return (f"evidence {recorded.id} on claim {row['id']}", *recorded.remarks)


def _forecast(own: Session, row: Row) -> tuple[str, ...]:
    given = {
        "owner": click.prompt("Whose forecast"),
        **_believed(row["kind"]),
        "on": _ask("Made on (empty: today)"),
        **dict.fromkeys(("reported_by", "quote", "source", "note")),
    }
    recorded = forecasts.add(
        own.ledger, str(row["id"]), entries.forecast(own, str(row["id"]), given)
    )
    return (f"forecast {recorded.id} on claim {row['id']}", *recorded.remarks)


def _believed(kind: str) -> dict[str, Any]:
    """Ask for what a claim of a kind takes: a probability, or the parts of a distribution."""
    given: dict[str, Any] = {"probability": None, "options": (), "quantiles": (), "intervals": ()}
    if kind == "binary":
        return {**given, "probability": click.prompt("Probability (20%, 55-80%, likely)")}
    asked = {
        "choice": ("options", "Probabilities (A=50%; B=50%)"),
        "number": ("quantiles", "Quantiles (5%=4; 50%=12; 95%=22)"),
        "date": ("quantiles", "Quantiles (50%=2027-06-30)"),
    }
    name, prompt = asked[kind]
    typed = str(click.prompt(prompt))
    return {**given, name: tuple(part.strip() for part in typed.split(";") if part.strip())}


def _resolution(own: Session, row: Row) -> tuple[str, ...]:
    given = {
        "outcome": click.prompt(f"Outcome ({_OUTCOMES[row['kind']]}, ambiguous, annulled)"),
        "because": click.prompt("Because"),
        "on": _ask("Known on (empty: today)"),
        "judge": None,
        "check_on": None,
        "settles": False,
        "evidence": (),
    }
    return _resolve(own, row, given)


def _later(own: Session, row: Row) -> tuple[str, ...]:
    given = {
        "outcome": "not-yet",
        "check_on": click.prompt("Look again on"),
        "because": _ask("Because (may be empty)") or "not decided yet",
        "on": None,
        "judge": None,
        "settles": False,
        "evidence": (),
    }
    return _resolve(own, row, given)


def _resolve(own: Session, row: Row, given: dict[str, Any]) -> tuple[str, ...]:
    entry = entries.resolution(own, given)
    recorded = resolutions.resolve(own.ledger, str(row["id"]), entry)
    return (f"claim {row['id']}: {recorded.outcome}", *recorded.remarks)


_TAKES: dict[str, Callable[[Session, Row], tuple[str, ...]]] = {
    "e": _evidence,
    "f": _forecast,
    "r": _resolution,
    "l": _later,
}
