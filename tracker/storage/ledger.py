"""The one door to the data: read in one consistent view, write in one change of the journal."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from tracker import clock, config
from tracker.errors import InvalidInput
from tracker.registry import load
from tracker.storage.connection import Connection, Database, first

if TYPE_CHECKING:
    from tracker.storage.change import Change
    from tracker.storage.journal import Head


class Ledger:
    """A ledger, who works on it, and the day that is taken as today."""

    def __init__(self, database: Database, *, author: str, today: date | None = None) -> None:
        self.database = database
        self.author = author
        self.warnings: list[str] = []
        self.given_today = today

    @contextmanager
    def read(self) -> Generator[Connection]:
        """Give one consistent view of the ledger, in which nothing can be written."""
        with self.database.read() as connection:
            yield connection

    @contextmanager
    def change(self, verb: str) -> Generator["Change"]:
        """Give one transaction that becomes one change in the journal, or none if nothing changed.

        When the block raises, nothing of it is kept.
        """
        with self.database.write() as connection:
            change: Change = load("tracker.storage.change:Change")(
                connection, verb=verb, author=self.author
            )
            yield change
            change.close()
            is_lost = change.head is not None and self._has_lost_its_head(change)
        if change.head is not None and not is_lost:
            self.remember(change.ledger_id, change.head)

    def _has_lost_its_head(self, change: "Change") -> bool:
        """Tell whether an entry seen before is gone; its head is kept then, for `verify`."""
        place = self.database.place
        seen = load("tracker.storage.heads:seen")(change.ledger_id, place)
        hash_of = load("tracker.storage.journal:hash_of")
        if seen is None or hash_of(change.connection, seen.sequence) == seen.hash:
            return False
        self.warnings.append(
            f"entry {seen.sequence} that was seen here is no longer in the journal: "
            "`tracker verify` says more"
        )
        return True

    def remember(self, ledger_id: str, head: "Head", *, reset: bool = False) -> None:
        """Keep the journal's head outside the ledger; where that fails, say so in `warnings`."""
        try:
            load("tracker.storage.heads:remember")(
                ledger_id, self.database.place, head, reset=reset
            )
        except OSError as problem:
            self.warnings.append(
                "the journal's head could not be kept outside the ledger "
                f"({problem.strerror or problem}): a cut-off journal would go unnoticed"
            )

    def today(self, connection: Connection) -> date:
        """Return the day taken as today: the one given, else the day in the ledger's time zone."""
        return self.given_today or clock.today(config.zone(self.zone_name(connection)))

    def zone_name(self, connection: Connection) -> str:
        """Return the name of the time zone in which the ledger's days begin and end."""
        return setting(connection, "timezone")


def open_ledger(place: str, *, author: str, today: date | None = None) -> Ledger:
    """Return the ledger at a path or a SQLAlchemy URL; a SQLite file is opened at first use."""
    scheme, separator, rest = place.partition(":///")
    path = rest if separator and scheme in {"sqlite", "sqlite+pysqlite"} else place
    if path in {"", ":memory:", "sqlite://"}:
        raise InvalidInput("a ledger is kept in a file or on a server: name one with --db")
    if "://" in path:
        database = load("tracker.storage.postgres:database")(path)
    else:
        database = load("tracker.storage.sqlite:SqliteFile")(path)
    return Ledger(database, author=author, today=today)


def setting(connection: Connection, name: str) -> str:
    """Return a setting's value: the one chosen for this ledger, else the default."""
    found = first(connection, "SELECT value FROM settings WHERE name = :name", {"name": name})
    return str(found["value"]) if found else config.SETTINGS[name].default
