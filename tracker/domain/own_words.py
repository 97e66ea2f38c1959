"""The one place where a ledger's own readings of words come in: looked up when a word is read.

Whoever opens a ledger says within `looked_up` how to find them; `words.read` asks here first. So
every way to give a forecast (an option, a file, an import) honours them, and the domain itself
knows no database.
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from tracker.domain.word_reading import WordReading


class OwnWords(NamedTuple):
    """A ledger's own table: every version of it, and by phrase the readings that stand now."""

    versions: tuple[WordReading, ...] = ()
    standing: Mapping[str, WordReading] = {}


LookUp = Callable[[], OwnWords]

_look_up: ContextVar[LookUp] = ContextVar("look_up", default=OwnWords)


def current() -> OwnWords:
    """Return the own readings of the ledger that is open; none where no ledger is."""
    return _look_up.get()()


@contextmanager
def looked_up(look_up: LookUp) -> Generator[None]:
    """Have words read by what `look_up` finds; it is called only when one is to be read."""
    token = _look_up.set(look_up)
    try:
        yield
    finally:
        _look_up.reset(token)
