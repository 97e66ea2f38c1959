"""What reminders were given, kept so that none comes twice."""

from collections.abc import Mapping

from tracker.domain.reminder import Said
from tracker.errors import StorageError
from tracker.storage.ledger import Ledger
from tracker.storage.queries import reminders


def keep(ledger: Ledger, said: Mapping[int, Said]) -> None:
    """Keep for what claims were named, in the user's state folder. Raises StorageError."""
    with ledger.read() as connection:
        try:
            reminders.keep(connection, ledger.database.place, said)
        except OSError as problem:
            raise StorageError(
                "what was reminded of could not be kept in the user's state folder "
                f"({problem.strerror or problem}): the same reminders will come again"
            ) from problem
