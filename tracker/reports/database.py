"""The database itself: where it is, which schema it has, what it holds."""

from pathlib import Path

from tracker.domain.answer import Card, Column, Table
from tracker.storage import copies, heads, journal
from tracker.storage.ledger import Ledger
from tracker.storage.queries import database
from tracker.storage.version import HEAD


def info(ledger: Ledger) -> Card:
    """Return where the ledger is, its schema, its journal's head and how much it holds."""
    with ledger.read() as connection:
        counts = database.counts(connection)
        head = journal.head(connection)
        name = journal.ledger_id(connection)
        zone = ledger.zone_name(connection)
    path = Path(ledger.database.name)
    size = path.stat().st_size if path.is_file() else None
    data = {
        "database": ledger.database.name,
        "ledger": name,
        "schema": HEAD,
        "size": size,
        "timezone": zone,
        "sequence": head.sequence,
        "head": head.hash,
        "counts": counts,
    }
    facts = [
        ("Database", ledger.database.name),
        ("Ledger", name),
        ("Schema", HEAD),
        ("Size", f"{size:,} bytes" if size is not None else ""),
        ("Time zone", zone),
        ("Journal", head.told),
        ("Head", head.hash),
        ("Holds", ", ".join(f"{number} {what}" for what, number in counts.items())),
    ]
    columns = [Column(key, key) for key in data if key != "counts"]
    return Card(
        "Database",
        data,
        [(label, text) for label, text in facts if text],
        (),
        Table(columns, [data]),
    )


def check(ledger: Ledger) -> list[str]:
    """Return all that is wrong with the database: pages, references, views, journal, head."""
    with ledger.read() as connection:
        seen = heads.seen(journal.ledger_id(connection), ledger.database.place)
    return copies.check(ledger.database, seen)
