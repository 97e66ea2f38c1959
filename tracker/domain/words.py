"""Words of probability and the ranges they are read as: one versioned table a language.

English: medians and 10–90% spreads of a survey of 123 readers (W. Fagen-Ulmschneider, "Perception
of Probability Words"). Chinese: no survey with numbers is known; the ranges are this project's own
wide convention. A forecast keeps the table and version that it was read by; a newer table never
rewrites one. To change a reading, add a table with the next version. A ledger may read
phrases in its own way (`own_words`), which goes before the tables here.
"""

from collections.abc import Iterable, Iterator

from tracker.domain import own_words
from tracker.domain.probability import Belief
from tracker.domain.word_aliases import ALIASES
from tracker.domain.word_reading import WordReading

_ENGLISH_1 = """
almost certain|.80|.99|.95
highly likely|.75|.97|.90
very good chance|.70|.90|.80
likely|.60|.83|.70
probable|.50|.80|.70
probably|.51|.83|.70
we believe|.60|.95|.75
better than even|.51|.64|.60
about even|.50|.50|.50
we doubt|.05|.40|.20
probably not|.07|.40|.25
unlikely|.05|.33|.20
improbable|.01|.35|.10
little chance|.05|.20|.10
chances are slight|.05|.30|.10
highly unlikely|.01|.20|.05
almost no chance|.001|.10|.02
"""
_CHINESE_1 = """
一定会/必然/肯定会|.90|1|.96|often rhetoric
几乎肯定|.88|.99|.95
极有可能|.80|.98|.91
十有八九|.75|.95|.87
很可能/很有可能/大概率|.65|.92|.80
应该会/有望|.50|.85|.68
可能/也许/或许/说不定|.20|.70|.45|the widest: a range only
五五开/一半一半|.45|.55|.50
未必/不一定|.20|.55|.40
不太可能/可能性不大|.05|.35|.20
很难/难以|.03|.35|.18|may mean effort, not odds
几乎不可能/不可能/绝不会|0|.10|.03
"""
ATTITUDE = "an attitude, not a likelihood"
"""The remark on a phrase that gives no range."""
_CHINESE_1_WITHOUT = "有信心 看好 我相信"


def _rows(table: str, text: str) -> Iterator[WordReading]:
    for line in text.strip().splitlines():
        phrases, low, high, middle, *remark = line.split("|")
        for phrase in phrases.split("/"):
            yield WordReading(phrase, float(low), float(high), float(middle), table, *remark)


def _table(*parts: Iterable[WordReading]) -> dict[str, WordReading]:
    return {reading.phrase: reading for part in parts for reading in part}


TABLES = {
    "en-1": _table(_rows("en-1", _ENGLISH_1)),
    "zh-1": _table(
        _rows("zh-1", _CHINESE_1),
        [
            WordReading(phrase, None, None, None, "zh-1", ATTITUDE)
            for phrase in _CHINESE_1_WITHOUT.split()
        ],
    ),
}
CURRENT = ("en-1", "zh-1")


def normal(phrase: str) -> str:
    """Return a phrase as the tables have it: in lower case, its blanks made one."""
    return " ".join(phrase.split()).lower()


def read(phrase: str) -> WordReading | None:
    """Return how a phrase is read now: by the ledger's own table, else by those that ship."""
    wanted = normal(phrase)
    return own_words.current().standing.get(wanted) or shipped(wanted)


def shipped(phrase: str) -> WordReading | None:
    """Return how the current tables of the package read a phrase, or None."""
    wanted = normal(phrase)
    for table in CURRENT:
        if wanted in TABLES[table]:
            return TABLES[table][wanted]
    return None


def reading_of(phrase: str, low: float, high: float) -> WordReading | None:
    """Return the reading, of all there are and were, that gives a phrase this range, or None.

    The ledger's own go first, the newest before the others. A word of a text that a table reads as
    one of its own has that one's range.
    """
    wanted = normal(phrase)
    own = (one for one in reversed(own_words.current().versions) if one.phrase == wanted)
    same = ALIASES.get(wanted, wanted)
    tables = (table[word] for word in (wanted, same) for table in TABLES.values() if word in table)
    return next((one for one in (*own, *tables) if (one.low, one.high) == (low, high)), None)


def reread(belief: Belief) -> Belief:
    """Return a belief that a table of the package read from words, as the ledger's own reads it."""
    if belief.word_table is None or belief.phrase is None:
        return belief
    own = own_words.current().standing.get(normal(belief.phrase))
    if own is None:
        return belief
    if own.middle is None:
        return Belief("none", phrase=belief.phrase)
    return Belief("imputed", own.middle, own.low, own.high, belief.phrase, own.table)
