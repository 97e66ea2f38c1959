"""The whole ledger as one page: what is due, how good forecasts were, and every claim.

One consistent view serves all of it. Claims are read a few hundred at a time and never held.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, NamedTuple

from tracker.config import days
from tracker.domain import fairness
from tracker.domain.answer import Row
from tracker.domain.page import Group, Page
from tracker.reports.claims import evidence_shape, forecast_shape, link_shape, paged, shaped
from tracker.reports.reliability import reliability_of
from tracker.reports.review import GROUPS, Periods, wanted_on
from tracker.reports.scorecard import scorecard
from tracker.reports.votes import Asked
from tracker.storage.connection import Connection
from tracker.storage.held import held
from tracker.storage.ledger import Ledger, setting
from tracker.storage.queries import claims, export, links, page, people, sources
from tracker.storage.queries import evidence as known_evidence
from tracker.storage.queries import review as queries

_LISTED = ("conflicts", "back", "overdue", "due")
_MOST_LISTED = 50


class _People(NamedTuple):
    """Who is who, by name: the other names of each, and where each belonged when."""

    aliases: Mapping[str, Sequence[str]]
    places: Mapping[str, Sequence[Row]]


@contextmanager
def page_of(ledger: Ledger) -> Generator[Page]:
    """Give the page; its claims stream while the context lasts."""
    with ledger.read() as connection:
        own = held(ledger, connection)
        today = own.today(connection)
        groups, stale = _groups(connection, today)
        known = people.listed(connection)
        yield Page(
            today=today.isoformat(),
            counts=claims.counts(connection, today),
            groups=groups,
            remarks=_remarks(connection, stale),
            scorecard=scorecard(own, Asked()),
            reliability=reliability_of(own, Asked()),
            sources={row["key"]: row for row in sources.listed(connection)},
            owners=sorted(row["name"] for row in known if row["claims"]),
            tags=page.tags(connection),
            claims=_claims(connection, today, _people(connection, known)),
        )


def _groups(connection: Connection, today: date) -> tuple[list[Group], int]:
    """Return the claims that need attention, and how many were long without evidence."""
    periods = Periods(
        days(setting(connection, "review.within")), days(setting(connection, "review.stale"))
    )
    wanted = wanted_on(today, periods)
    urgent = queries.urgent(connection, wanted)
    groups = [
        Group(
            GROUPS[name].format(**periods._asdict()),
            len(urgent[name]),
            list(paged(connection, urgent[name][:_MOST_LISTED], today)),
        )
        for name in _LISTED
        if name in urgent
    ]
    return groups, queries.stale_count(connection, wanted)


def _remarks(connection: Connection, stale: int) -> list[str]:
    found = [
        f"Claim {row['id']} depends on {row['condition_claim'] or row['condition_id']}, "
        f"which came out {row['condition_outcome']}."
        for row in claims.conditional_on(connection)
    ]
    if stale:
        span = days(setting(connection, "review.stale"))
        what = "open claim has" if stale == 1 else "open claims have"
        found.append(f"{stale} more {what} had no evidence for {span} days.")
    return found


def _people(connection: Connection, known: Sequence[Mapping[str, Any]]) -> _People:
    names = {row["id"]: row["name"] for row in known}
    return _People(
        {
            names[number]: found
            for number, found in people.aliases(connection).items()
            if number in names
        },
        {
            names[number]: found
            for number, found in people.affiliations(connection).items()
            if number in names
        },
    )


def _claims(connection: Connection, today: date, known: _People) -> Iterator[Row]:
    for selection in export.pages(connection, source_id=None, owner_id=None):
        evidence = page.evidence(connection, selection)
        resolutions = export.resolutions(connection, selection)
        spans = export.spans(connection, selection)
        withdrawn = page.withdrawn_forecasts(connection, selection)
        linked = links.around(connection, selection)
        for claim in shaped(connection, selection, today):
            number = claim["id"]
            former = claims.former_wordings(connection, number) if claim["version"] > 1 else []
            gone = [
                {**forecast_shape(row), "withdrawn_because": row["withdrawn_because"]}
                for row in withdrawn.get(number, ())
            ]
            yield {
                **claim,
                "forecasts": [
                    {
                        **forecast,
                        "marks": fairness.marks(forecast, claim),
                        "at": spans.get(forecast["id"]),
                        "belonged": _belonged(known, forecast["owner"], claim["said_on"]),
                    }
                    for forecast in (*claim["forecasts"], *gone)
                ],
                "also": sorted(
                    {alias for name in claim["owners"] for alias in known.aliases.get(name, ())}
                ),
                "evidence": [evidence_shape(row) for row in evidence.get(number, ())],
                "resolution": resolutions.get(number),
                "linked": [
                    {**link_shape(row, number), "is_from": row["claim_id"] == number}
                    for row in linked.get(number, ())
                ],
                "verdicts": _open_verdicts(connection, number) if claim["in_conflict"] else [],
                "former_wordings": former,
                "reworded_after_deadline": fairness.reworded_after_deadline(former),
            }


def _belonged(known: _People, name: str, day: str) -> list[str]:
    """Return where a person belonged on a day."""
    return [
        row["what"]
        for row in known.places.get(name, ())
        if (row["since"] or "") <= day <= (row["until"] or "9999-12-31")
    ]


def _open_verdicts(connection: Connection, number: int) -> list[dict[str, Any]]:
    return [row for row in known_evidence.verdicts(connection, number) if row["settled_by"] is None]
