"""A ledger's own table of words: how it reads a phrase, in place of the tables that ship.

Each reading is a new version and rewrites nothing: a forecast keeps the one that it was read by.
"""

from typing import Any

from tracker.domain.word_reading import WordReading
from tracker.domain.words import normal, shipped
from tracker.errors import InvalidInput, NotFound
from tracker.storage.change import Change
from tracker.storage.ledger import Ledger
from tracker.storage.queries import words

_READING = ("low", "high", "middle", "remark")


def put(ledger: Ledger, reading: WordReading) -> WordReading:
    """Have a phrase read so from now on; return the reading with the version that it became.

    The one that stands already, word for word, stays the version it is.
    """
    with ledger.change("words set") as change:
        standing = _standing(change, reading.phrase)
        if standing is not None and standing._replace(table="") == reading._replace(table=""):
            return standing
        values = {name: getattr(reading, name) for name in _READING}
        return _insert(change, reading.phrase, removed=0, **values)


def remove(ledger: Ledger, phrase: str) -> WordReading | None:
    """Have a phrase read by the tables that ship again; return how that is. Raises NotFound."""
    phrase = normal(phrase)
    with ledger.change("words unset") as change:
        if _standing(change, phrase) is None:
            known = shipped(phrase)
            by = f": {known.table} reads it" if known else ""
            raise NotFound(f"this ledger has no reading of its own for {phrase!r}{by}")
        _insert(change, phrase, removed=1)
    return shipped(phrase)


def check(reading: WordReading) -> None:
    """Raise InvalidInput for a reading whose middle lies outside its range."""
    low, high, middle = reading.low, reading.high, reading.middle
    if (low is None) != (middle is None):
        raise InvalidInput("a middle goes with a range: write it before, such as 60-90%")
    if low is not None and high is not None and middle is not None and not low <= middle <= high:
        raise InvalidInput(
            f"the middle {middle:g} lies outside the range {low:g} to {high:g}: give one within"
        )


def _standing(change: Change, phrase: str) -> WordReading | None:
    return words.own(change.connection).standing.get(phrase)


def _insert(change: Change, phrase: str, **values: Any) -> WordReading:
    if values.get("remark") == "":
        values["remark"] = None
    version = words.next_version(change.connection)
    row_id = change.insert(words.TABLE, version=version, phrase=phrase, **values)
    return words.read_of(change.row(words.TABLE, row_id))
