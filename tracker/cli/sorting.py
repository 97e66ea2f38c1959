"""`inbox -i`: one draft after the other, one key for each decision.

A decision is its own change of the ledger, done when the key is pressed: one may stop at any time
and there is nothing to resume. Only what was typed about the draft on the screen is held here,
until it is accepted.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import click

from tracker.actions import drafts, journal
from tracker.actions.drafts import Acceptance
from tracker.cli.acceptance import acceptance
from tracker.cli.drafts import OVERRIDES
from tracker.cli.keys import ask, key
from tracker.cli.options import text
from tracker.cli.session import Session, answer, remark, style
from tracker.domain.claim import TYPES
from tracker.domain.entries import ClaimEntry
from tracker.domain.likeness import ALIKE
from tracker.domain.probability import Belief
from tracker.domain.text import one_line, shorten
from tracker.errors import InvalidInput, TrackerError
from tracker.registry import load
from tracker.reports import drafts as reports
from tracker.storage.queries import drafts as queries

_CHOICES = "[a]ccept [e]dit [f]urther forecast [d]ismiss [r]est [s]kip [b]ack [q]uit [?]"
_LEGEND = """\
a  accept the draft as it is shown
e  edit a field of it first
f  make it a further forecast on a claim that is there
d  dismiss it            D  dismiss it and say why
r  dismiss it and all that come after it
s  skip it for now       b  go back, and take back what was decided there
q  stop; what was decided is kept"""
_FIELDS = {
    "s": ("statement", "Statement"),
    "o": ("owner", "Owner"),
    "r": ("reported_by", "Reported by"),
    "p": ("probability", "Probability as said (20%, 55-80%, likely), or ~20% as you read it"),
    "b": ("by", "Last day (empty: none)"),
    "f": ("opens", "First day"),
    "c": ("criteria", "What decides it"),
    "i": ("condition", "Condition (empty: none)"),
    "y": ("type_", f"Type ({', '.join(TYPES)})"),
    "t": ("tags", "Tags, with a blank between"),
    "k": ("key", "Key"),
    "n": ("note", "Note"),
}
_EDITS = (
    "[s]tatement [o]wner [r]eporter [p]robability [b]y [f]rom [c]riteria [i]f t[y]pe [t]ags "
    "[k]ey [n]ote"
)


class Made(NamedTuple):
    """A decision of this sitting: at which draft, the change of the journal, and what it did."""

    place: int
    change: int
    accepted: int
    dismissed: int


def show(own: Session, ids: Sequence[int]) -> None:
    """Write each of these drafts with its context, as the claim that it would become."""
    for place, draft_id in enumerate(ids):
        if place:
            click.echo()
        _Sorting(own, [draft_id]).show(f"draft {draft_id}")


def sort(own: Session, ids: list[int]) -> None:
    """Walk through these drafts, and end when the reader quits or none is left."""
    if not ids:
        click.echo("Nothing to decide.")
        return
    try:
        _Sorting(own, ids).run()
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped; what was decided is kept.", err=True)


class _Sorting:
    """One sitting: where it is, what was decided in it, and what is typed about this draft."""

    def __init__(self, own: Session, ids: list[int]) -> None:
        self.own = own
        self.ids = ids
        self.place = 0
        self.made: list[Made] = []
        self.given = _nothing()
        self.last_claim: int | None = None

    def run(self) -> None:
        """Take one key after the other until there is no draft left or the reader quits."""
        takes = {
            "a": self._accept,
            "e": self._edit,
            "f": self._forecast,
            "d": self._dismiss,
            "D": self._dismiss_because,
            "r": self._dismiss_rest,
            "s": self._next,
            "b": self._back,
        }
        is_shown = False
        while self.place < len(self.ids):
            if not is_shown:
                click.echo()
                self.show(f"{self.place + 1} of {len(self.ids)}: draft {self.ids[self.place]}")
            pressed = key(_CHOICES)
            if pressed in {"q", ""}:
                break
            if pressed == "?":
                click.echo(_LEGEND)
            is_shown = pressed not in takes
            if not is_shown:
                try:
                    takes[pressed]()
                except TrackerError as problem:
                    click.echo(f"Error: {one_line(str(problem))}", err=True)
                    is_shown = True
        self._tell()

    def show(self, title: str) -> None:
        """Write the draft with its context, and the claim that it would become."""
        row = self._row()
        draft = reports.shape(row)
        wanted, claim = self._claim(self.given)
        forecast = drafts.forecast_entry(row, wanted)
        is_named = drafts.owner(row, wanted)[0] is not None
        state = f" · {draft['standing']}" if draft["standing"] else ""
        click.echo(f"{title} · {one_line(draft['source'])} · {draft['score']:.2f}{state}")
        if draft["question"]:
            for line in load("tracker.render.wrap:wrap")(
                one_line(draft["question"]), style().width
            ):
                click.echo(click.style(line, dim=True) if style().colour else line)
        for line in load("tracker.render.passage:passage")(
            reports.said(draft),
            before=draft["before"],
            after=draft["after"],
            speaker=draft["speaker"],
            style=style(),
        ):
            click.echo(line, nl=False)
        click.echo()
        answer(reports.card(draft, claim, forecast, is_named=is_named), "table")

    def _row(self) -> dict[str, Any]:
        with self.own.ledger.read() as connection:
            return queries.get(connection, self.ids[self.place])

    def _next(self) -> None:
        self.place += 1
        self.given = _nothing()

    def _accept(self) -> None:
        self._decide_as(*acceptance(self.own, [self.ids[self.place]], self.given))

    def _decide_as(self, wanted: Acceptance, remarks: Sequence[str]) -> None:
        draft_id = self.ids[self.place]
        decided = drafts.accept(self.own.ledger, [draft_id], wanted)
        self.last_claim = decided.claims[0]
        self.made.append(Made(self.place, decided.change, 1, 0))
        click.echo(f"draft {draft_id}: claim {self.last_claim}")
        # What the claim lacks was on the screen.
        remark([*remarks, *decided.remarks])
        self._next()

    def _forecast(self) -> None:
        """Make the draft a forecast on a claim that is there; the nearest in words are named."""
        row = self._row()
        said = f"{row['statement'] or ''} {row['quote']}"
        # Enter takes what is proposed, so that is named whatever its words are.
        also = [one for one in (row["restates_id"], self.last_claim) if one is not None]
        likely = reports.likely_claims(self.own.ledger, said, also)
        for claim in likely:
            click.echo(f"  {claim.claim_id}  {shorten(claim.statement, 90)}")
        nearest = likely[0].claim_id if likely and likely[0].alike >= ALIKE / 2 else None
        # A claim of this sitting may have been taken back since.
        there = {claim.claim_id for claim in likely}
        choices = (row["restates_id"], nearest, self.last_claim)
        proposed = next((one for one in choices if one in there), None)
        name = ask("On which claim", "" if proposed is None else str(proposed))
        if not name:
            click.echo("No claim named.")
            return
        of_a_forecast = ("owner", "reported_by", "said", "probability", "imputed")
        own = {name: self.given[name] for name in of_a_forecast}
        given = {**_nothing(), **own, "claim": name}
        self._decide_as(*acceptance(self.own, [row["id"]], given))

    def _dismiss(self, because: str | None = None) -> None:
        decided = drafts.dismiss(self.own.ledger, [self.ids[self.place]], because)
        self.made.append(Made(self.place, decided.change, 0, 1))
        click.echo(f"draft {self.ids[self.place]}: dismissed")
        self._next()

    def _dismiss_because(self) -> None:
        self._dismiss(text(ask("Because") or None, "the reason"))

    def _dismiss_rest(self) -> None:
        """Dismiss this draft and all that come after it which are undecided, as one decision."""
        with self.own.ledger.read() as connection:
            waiting = {row["id"] for row in queries.listed(connection)}
        rest = [draft_id for draft_id in self.ids[self.place :] if draft_id in waiting]
        if ask(f"Dismiss these {len(rest)} drafts (y/n)").lower() not in {"y", "yes"}:
            click.echo("Nothing changed.")
            return
        decided = drafts.dismiss(self.own.ledger, rest)
        self.made.append(Made(self.place, decided.change, 0, len(rest)))
        click.echo(f"{len(rest)} drafts: dismissed (tracker undo takes it back)")
        self.place = len(self.ids)

    def _back(self) -> None:
        """Go to the draft before; what was decided on it in this sitting is taken back."""
        if self.place == 0:
            click.echo("This is the first.")
            return
        self.place -= 1
        self.given = _nothing()
        if self.made and self.made[-1].place == self.place:
            journal.undo(self.own.ledger, self.made[-1].change)
            self.made.pop()
            click.echo(f"draft {self.ids[self.place]}: taken back")

    def _edit(self) -> None:
        pressed = key(_EDITS)
        if pressed not in _FIELDS:
            click.echo("Nothing changed.")
            return
        name, prompt = _FIELDS[pressed]
        held = self._held(name)
        typed = ask(prompt, held)
        if typed == held:
            return
        given = {**self.given, name: tuple(typed.split()) if name == "tags" else typed}
        if name == "probability":
            given |= {"imputed": typed.startswith("~"), name: typed.lstrip("~ ")}
        if name == "type_" and typed not in TYPES:
            raise InvalidInput(f"type {shorten(typed)!r} is none of {', '.join(TYPES)}")
        self._claim(given)
        self.given = given

    def _claim(self, given: dict[str, Any]) -> tuple[Acceptance, ClaimEntry]:
        """Return the claim that the draft becomes with what was typed. Raises what it refuses."""
        row = self._row()
        wanted, _ = acceptance(self.own, [row["id"]], given)
        return wanted, drafts.claim_entry([row], wanted)

    def _held(self, name: str) -> str:
        """Return what a field holds now, to be edited."""
        row = self._row()
        wanted, claim = self._claim(self.given)
        owner, reporter = drafts.owner(row, wanted)
        held = {
            "statement": claim.statement,
            "owner": owner,
            "reported_by": reporter,
            "probability": _odds(drafts.forecast_entry(row, wanted).belief),
            "by": claim.window.deadline,
            "opens": claim.window.opens,
            "criteria": claim.criteria,
            "condition": claim.condition,
            "type_": claim.type,
            "tags": " ".join(claim.tags),
            "key": claim.key,
            "note": claim.note,
        }
        return str(held[name] or "")

    def _tell(self) -> None:
        accepted = sum(made.accepted for made in self.made)
        dismissed = sum(made.dismissed for made in self.made)
        with self.own.ledger.read() as connection:
            left = len(queries.listed(connection))
        click.echo(f"\n{accepted} accepted, {dismissed} dismissed; {left} await a decision.")


def _odds(belief: Belief) -> str:
    """Return odds as they may be typed, with a `~` where they are a reading of words."""
    if belief.probability is None:
        return ""
    ends = [end for end in (belief.low, belief.high) if end is not None] or [belief.probability]
    figures = "-".join(f"{100 * end:.6g}" for end in ends)
    return f"{'~' if belief.basis == 'imputed' else ''}{figures}%"


def _nothing() -> dict[str, Any]:
    names = (*OVERRIDES, "claim", "probability", "type_")
    return {**dict.fromkeys(names), "each": False, "imputed": False, "tags": ()}
