"""What was typed about drafts that are accepted, as the value that the action takes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tracker.actions.drafts import Acceptance
from tracker.cli import entries
from tracker.cli.options import cleared, cleared_line, line, text
from tracker.cli.session import Session
from tracker.domain import days
from tracker.domain.claim import Window, check_key, check_tag
from tracker.domain.probability import Belief
from tracker.storage.queries import drafts


def acceptance(
    own: Session, /, ids: Sequence[int], given: dict[str, Any]
) -> tuple[Acceptance, list[str]]:
    """Return what a person changes about drafts on accepting them, and remarks.

    A day in words counts from the day on which the first draft was said.
    """
    said = own.day(given["said"], "--said")

    def base() -> date:
        return said or _drafted_on(own, ids[0])

    window, remarks = None, list[str]()
    if given["by"]:
        window, remarks = days.deadline(given["by"], base)
    elif given["by"] is not None:
        window = Window()
    wanted = Acceptance(
        claim=given["claim"],
        each=given["each"],
        statement=text(given["statement"], "statement"),
        owner=line(given["owner"], "owner"),
        reported_by=cleared_line(given["reported_by"], "--reported-by"),
        belief=_believed(given["probability"], is_imputed=given["imputed"]),
        window=window,
        opens=days.one_day(given["opens"], base, "--opens") if given["opens"] else None,
        said_on=said,
        criteria=cleared(given["criteria"], "criteria"),
        condition=cleared(given["condition"], "condition"),
        type=given["type_"],
        note=cleared(given["note"], "note"),
        key=None if given["key"] is None else check_key(given["key"]),
        tags=tuple(check_tag(tag) for tag in given["tags"]),
    )
    return wanted, remarks


def _believed(given: str | None, *, is_imputed: bool) -> Belief | None:
    """Return the odds that take the place of a draft's; an empty text takes them away."""
    if given is None:
        return None
    found = entries.belief(given or None)
    return found._replace(basis="imputed") if is_imputed else found


def _drafted_on(own: Session, draft_id: int) -> date:
    """Return the day on which a draft was said. Raises NotFound."""
    with own.ledger.read() as connection:
        return date.fromisoformat(drafts.get(connection, draft_id)["said_on"])
