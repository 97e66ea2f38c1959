"""Who forecasts, and in which sources."""

from typing import Any

from tracker.domain.answer import Column, Table
from tracker.storage.ledger import Ledger
from tracker.storage.queries import people, sources

_PEOPLE = (
    Column("id", "ID", "id"),
    Column("name", "Name", "name"),
    Column("aliases", "Also known as", "list"),
    Column("kind", "Kind"),
    Column("claims", "Claims", "number"),
    Column("forecasts", "Forecasts", "number"),
    Column("reported", "Reported", "number"),
    Column("where", "Where", "flow"),
)
_SOURCES = (
    Column("key", "Key"),
    Column("title", "Title", "flow"),
    Column("publisher", "Published by", "name"),
    Column("published_on", "Published", "day"),
    Column("claims", "Claims", "number"),
    Column("forecasts", "Forecasts", "number"),
    Column("kept", "Text kept"),
)


def people_listed(ledger: Ledger) -> Table:
    """Return all people with their other names, affiliations and counts."""
    with ledger.read() as connection:
        rows = people.listed(connection)
        aliases = people.aliases(connection)
        places = people.affiliations(connection)
    return Table(
        _PEOPLE,
        [
            {
                **row,
                "aliases": aliases.get(row["id"], []),
                "affiliations": places.get(row["id"], []),
                "where": "; ".join(_place(place) for place in places.get(row["id"], [])),
            }
            for row in rows
        ],
        "Nobody yet. The panel's forecasts come with `tracker seed`.",
    )


def sources_listed(ledger: Ledger) -> Table:
    """Return all sources with how much was said in them."""
    with ledger.read() as connection:
        rows = sources.listed(connection)
    return Table(_SOURCES, [{**row, "kept": bool(row["kept"])} for row in rows], "No sources yet.")


def source(ledger: Ledger, key: str) -> dict[str, Any] | None:
    """Return what the ledger knows of a source, None where it is new."""
    with ledger.read() as connection:
        return sources.find(connection, key)


def _place(place: dict[str, str | None]) -> str:
    since, until = place["since"], place["until"]
    if since and until:
        return f"{place['what']} ({since} to {until})"
    if since or until:
        return f"{place['what']} ({f'from {since}' if since else f'until {until}'})"
    return str(place["what"])
