"""A ledger seen through one view that is open already, so that several reports agree."""

from contextlib import AbstractContextManager, nullcontext

from tracker.errors import Conflict
from tracker.storage.connection import Connection, Database
from tracker.storage.ledger import Ledger


class HeldDatabase:
    """A database whose every reading is the same view."""

    def __init__(self, database: Database, connection: Connection) -> None:
        self._database = database
        self._connection = connection

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return self._database.name

    @property
    def place(self) -> str:
        """Where it is."""
        return self._database.place

    def read(self) -> AbstractContextManager[Connection]:
        """Give the view that is open."""
        return nullcontext(self._connection)

    def write(self) -> AbstractContextManager[Connection]:
        """Refuse: a view is read."""
        raise Conflict(f"{self.name} is being read and cannot be changed meanwhile")

    def upgrade(self) -> tuple[str | None, str]:
        """Refuse: a view is read."""
        raise Conflict(f"{self.name} is being read and cannot be changed meanwhile")


def held(ledger: Ledger, connection: Connection) -> Ledger:
    """Return a ledger that reads from `connection` alone, which `ledger.read()` gave."""
    return Ledger(
        HeldDatabase(ledger.database, connection), author=ledger.author, today=ledger.given_today
    )
