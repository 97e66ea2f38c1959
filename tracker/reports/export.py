"""Claims as they are exported: all that stands in the ledger, streamed, withdrawn ones left out."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

from tracker import config
from tracker.domain.answer import Row
from tracker.formats.writers import Exported, Revision
from tracker.reports.claims import evidence_shape, link_shape, shaped
from tracker.storage import journal
from tracker.storage.connection import Connection
from tracker.storage.ledger import Ledger, setting
from tracker.storage.queries import export, foreign_scores, links, people
from tracker.storage.queries import sources as known_sources

_RESOLUTION = (
    "outcome",
    "resolved_on",
    "resolved_at",
    "because",
    "judge",
    "recorded_by",
    "check_on",
    "evidence",
)


@contextmanager
def exported(
    ledger: Ledger,
    *,
    source: str | None = None,
    owner: str | None = None,
    remark: Callable[[str], None],
) -> Generator[Exported]:
    """Give the claims, from one source or with one person's forecasts alone if these are named.

    They stream while the context lasts, and what a format has to say goes to `remark`. Raises
    NotFound for an unknown source or person.
    """
    with ledger.read() as connection:
        chosen = known_sources.get(connection, source) if source is not None else None
        person = people.get(connection, owner) if owner is not None else None
        shown = [chosen] if chosen is not None else None
        yield Exported(
            claims=_claims(ledger, connection, chosen["id"] if chosen else None, person),
            sources=lambda: export.sources(connection) if shown is None else shown,
            people=lambda: _people(connection, chosen),
            has=export.has(connection),
            kinds=lambda: export.kinds(connection),
            revision=lambda claim_id: Revision(*export.revision(connection, claim_id)),
            settings={name: setting(connection, name) for name in config.SETTINGS},
            ledger_id=journal.ledger_id(connection),
            remark=remark,
        )


def without_forecast(ledger: Ledger) -> int:
    """Return how many claims have no forecast that counts."""
    with ledger.read() as connection:
        return export.without_forecast(connection)


def _claims(
    ledger: Ledger, connection: Connection, source_id: int | None, person: Row | None
) -> Iterator[Row]:
    today = ledger.today(connection)
    urls = export.urls(connection)
    owner_id = person["id"] if person else None
    for page in export.pages(connection, source_id=source_id, owner_id=owner_id):
        evidence = export.evidence(connection, page)
        resolutions = export.resolutions(connection, page)
        spans = export.spans(connection, page)
        scores = foreign_scores.latest(connection, page)
        linked = links.outgoing(connection, page)
        for claim in shaped(connection, page, today):
            standing = resolutions.get(claim["id"])
            yield {
                **claim,
                "source_url": urls.get(claim["source"]),
                "links": [link_shape(row, claim["id"]) for row in linked.get(claim["id"], ())],
                "forecasts": [
                    {**forecast, "at": list(spans[forecast["id"]])}
                    if forecast["id"] in spans
                    else forecast
                    for forecast in claim["forecasts"]
                    if person is None or forecast["owner"] == person["name"]
                ],
                "evidence": [evidence_shape(row) for row in evidence.get(claim["id"], ())],
                "resolution": {name: standing[name] for name in _RESOLUTION} if standing else None,
                **({"foreign_scores": scores[claim["id"]]} if claim["id"] in scores else {}),
            }


def _people(connection: Connection, source: Row | None) -> list[dict[str, Any]]:
    if source is None:
        found = export.sources(connection)
        source = found[0] if found else None
    if source is None:
        return []
    aliases, places = people.aliases(connection), people.affiliations(connection)
    return [
        {
            **row,
            "aliases": aliases.get(row["id"], []),
            "affiliations": places.get(row["id"], []),
        }
        for row in export.people(connection, source["id"])
    ]
