"""Whether the ledger is what its journal adds up to, and the head to publish."""

import json
from collections.abc import Iterator

from tracker.domain.answer import Card, Column, Section, Table
from tracker.errors import InvalidInput, TrackerError
from tracker.reports import kept_figures
from tracker.reports.scorecard import figures
from tracker.storage import heads, journal, snapshots, verification
from tracker.storage.connection import Connection
from tracker.storage.journal import Head
from tracker.storage.ledger import Ledger
from tracker.storage.verification import Mismatch, Verified

_COLUMNS = (
    Column("table", "Table"),
    Column("row", "Row", "id"),
    Column("column", "Column"),
    Column("what", "What", "flow"),
)
_HASH_LENGTH = 64


def verify(ledger: Ledger, published: str | None = None) -> Card:
    """Check the chain and every table; `published` is a hash, or a line that `seal` printed.

    The head that is found is kept outside the ledger when all is well.
    """
    wanted = None if published is None else _parsed(published)
    with ledger.read() as connection:
        ledger_id = journal.ledger_id(connection)
        seen = heads.seen(ledger_id, ledger.database.place)
        found = verification.verify(connection, seen)
        mismatches = list(found.mismatches)
        mismatches += _wrong_figures(connection, ledger.database.place)
        proof = None
        if wanted is not None:
            proof = _proof(connection, wanted, mismatches)
    count = found.found + len(mismatches) - len(found.mismatches)
    if not count:
        ledger.remember(ledger_id, found.head)
    if heads.other_ledgers(ledger_id, ledger.database.place):
        ledger.warnings.append(
            "another ledger was seen here before: if you did not put this one in its place, "
            "somebody else did"
        )
    return _card(found, mismatches, count, proof)


def _wrong_figures(connection: Connection, place: str) -> Iterator[Mismatch]:
    """Reckon the figures again that are kept of the ledger, and name those that are others."""
    for name, kept in snapshots.kept(connection, place).items():
        try:
            today, asked = kept_figures.asked_by(name)
            now = kept_figures.written(figures(connection, asked, today))
        except (TrackerError, ValueError, TypeError):
            now = None
        if json.dumps(now) != json.dumps(kept):
            what = f"are not what the ledger gives: {verification.REBUILD}"
            yield Mismatch("scorecard", name, "figures", what)


def is_whole(card: Card) -> bool:
    """Tell whether a verification found nothing amiss."""
    return not card.data["count"]


def seal(ledger: Ledger) -> Head:
    """Return the journal's head: what to publish, so that nobody can change what stands before."""
    with ledger.read() as connection:
        return journal.head(connection)


def _parsed(published: str) -> str:
    """Return the hash in what was published: the hash alone or the whole line."""
    words = published.split()
    found = words[-1].lower() if words else ""
    if (
        len(words) not in {1, 3}
        or len(found) != _HASH_LENGTH
        or set(found) - set("0123456789abcdef")
    ):
        raise InvalidInput(
            "--head takes a hash of 64 digits and letters, or the line `seal` printed"
        )
    return found


def _proof(connection: Connection, wanted: str, mismatches: list[Mismatch]) -> str | None:
    entry = verification.entry_with_hash(connection, wanted)
    if entry is None:
        mismatches.append(
            Mismatch("journal", wanted, "hash", "no entry has the hash that was published")
        )
        return None
    return f"entry {entry.sequence} of {entry.recorded_at} has the published hash"


def _card(found: Verified, mismatches: list[Mismatch], count: int, proof: str | None) -> Card:
    rows = [mismatch._asdict() for mismatch in mismatches]
    data = {
        "whole": not count,
        "count": count,
        "mismatches": rows,
        "sequence": found.head.sequence,
        "head": found.head.hash,
        "rows": found.rows,
        "redacted": list(found.redacted),
    }
    table = Table(_COLUMNS, rows, "Nothing amiss.")
    facts = [
        ("Journal", found.head.told),
        ("Rows", f"{found.rows} compared with it"),
        ("Head", found.head.hash),
    ]
    if found.redacted:
        facts.append(("Redacted", "entry " + ", ".join(str(one) for one in found.redacted)))
    if proof:
        facts.append(("Published", proof))
    sections = [Section(f"Not as the journal says ({count})", table)] if count else []
    title = "The ledger is not what its journal says" if count else "The ledger is whole"
    if count and not found.found:
        title = "The ledger is whole, but not the one whose head was published"
    return Card(title, data, facts, sections, table)
