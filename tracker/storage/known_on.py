"""A ledger as it stood at the end of a day, replayed from its journal; it can only be read."""

from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

from tracker import clock, config
from tracker.errors import Conflict
from tracker.storage import journal
from tracker.storage.connection import Connection, Database
from tracker.storage.ledger import Ledger, setting
from tracker.storage.replay import replay


class PastDatabase:
    """What the journal of a database added up to at the end of a day, in the ledger's time zone."""

    def __init__(self, database: Database, day: date) -> None:
        self._database = database
        self._day = day

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return f"{self._database.name} as known on {self._day}"

    @property
    def place(self) -> str:
        """Where the ledger of today is."""
        return self._database.place

    @contextmanager
    def read(self) -> Generator[Connection]:
        """Replay the journal up to the day, and give what it adds up to."""
        with self._database.read() as connection, replay(connection) as replayed:
            zone = config.zone(setting(connection, "timezone"))
            end = clock.stamp(clock.end_of_day(self._day, zone)) if self._day < date.max else None
            for entry in journal.entries(connection):
                if end is not None and entry.recorded_at >= end:
                    break
                replayed.apply(entry)
                replayed.keep(entry)
            replayed.finish()
            yield replayed.connection

    def write(self) -> AbstractContextManager[Connection]:
        """Refuse: the past is not changed."""
        raise Conflict(f"{self.name} can only be read")

    def upgrade(self) -> tuple[str | None, str]:
        """Refuse: the past is not changed."""
        raise Conflict(f"{self.name} can only be read")


def as_known_on(ledger: Ledger, day: date) -> Ledger:
    """Return a ledger as it stood at the end of a day, which is its today unless one was given."""
    return Ledger(
        PastDatabase(ledger.database, day), author=ledger.author, today=ledger.given_today or day
    )
