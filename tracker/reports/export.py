"""Claims as they are exported: all that stands in the ledger, streamed, withdrawn ones left out."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePath
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
            everybody=lambda: _everybody(connection),
            content=lambda sha256: export.content(connection, sha256),
            revision=lambda claim_id: Revision(*export.revision(connection, claim_id)),
            settings={name: setting(connection, name) for name in config.SETTINGS},
            ledger_id=journal.ledger_id(connection),
            database=PurePath(ledger.database.place).stem,
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
        linked = links.outgoing(connection, page)
        parts: dict[str, Mapping[int, Any]] = {
            "foreign_scores": foreign_scores.latest(connection, page),
            "judgements": {
                claim_id: [_resolution(row) | {"settles": bool(row["settles"])} for row in rows]
                for claim_id, rows in export.verdicts(connection, page).items()
            },
            "former_wordings": export.former_wordings(connection, page),
        }
        conditions = export.conditions(connection, page)
        for claim in shaped(connection, page, today):
            standing = resolutions.get(claim["id"])
            yield {
                **claim,
                "source_url": urls.get(claim["source"]),
                "condition_claim": claim["condition_claim"] if claim["id"] in conditions else None,
                "condition_claim_id": conditions.get(claim["id"]),
                "links": [link_shape(row, claim["id"]) for row in linked.get(claim["id"], ())],
                "forecasts": [
                    {**forecast, "at": list(spans[forecast["id"]])}
                    if forecast["id"] in spans
                    else forecast
                    for forecast in claim["forecasts"]
                    if person is None or forecast["owner"] == person["name"]
                ],
                "evidence": [evidence_shape(row) for row in evidence.get(claim["id"], ())],
                "resolution": _resolution(standing) if standing else None,
                **{name: part[claim["id"]] for name, part in parts.items() if claim["id"] in part},
            }


def _resolution(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in _RESOLUTION}


def _people(connection: Connection, source: Row | None) -> list[dict[str, Any]]:
    if source is None:
        found = export.sources(connection)
        source = found[0] if found else None
    if source is None:
        return []
    return list(_described(connection, export.people(connection, source["id"])))


def _everybody(connection: Connection) -> dict[str, Row]:
    """Return those of whom more than the name is known, by name."""
    return {
        person["name"]: person
        for person in _described(connection, export.all_people(connection))
        if person["kind"] != "person"
        or person["note"]
        or person["aliases"]
        or person["affiliations"]
    }


def _described(connection: Connection, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield people with their other names, those of merged ones too, and where they belonged."""
    aliases, merged = people.aliases(connection), export.merged_names(connection)
    places = people.affiliations(connection)
    for row in rows:
        names = {*aliases.get(row["id"], []), *merged.get(row["id"], [])} - {row["name"]}
        yield {**row, "aliases": sorted(names), "affiliations": places.get(row["id"], [])}
