"""How a phrase of probability is read, whether by a table that ships or by a ledger's own."""

from typing import NamedTuple


class WordReading(NamedTuple):
    """How a phrase is read: a range and a middle, each from 0 to 1; None where it gives none."""

    phrase: str
    low: float | None
    high: float | None
    middle: float | None
    table: str
    remark: str = ""
