"""How alike two statements are by their words, in English and in Chinese, and which is nearest.

A text is the set of its words, and in Chinese of its pairs of characters. What two texts share is
weighed by how rare it is among all texts in hand (inverse document frequency), and set in relation
to the smaller of the two: so a short restatement within a long claim is found. It finds the same
words again; that two different wordings mean one thing is for a person to see.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable

ALIKE = 0.6
"""From here on a statement is offered as a restatement."""
_FEWEST = 3
"""With fewer words in common nothing can be said."""
_WORD = re.compile(r"[a-z0-9]+(?:[.'-][a-z0-9]+)*|[\u3400-\u9fff]+")
_COMMON = re.compile(
    "a|an|and|are|as|at|be|been|but|by|can|could|do|for|from|had|has|have|he|i|if|in|is|it|its|may|"
    "might|not|of|on|one|or|our|say|says|she|should|so|some|that|the|their|them|then|there|these|"
    "they|think|this|to|very|was|we|were|what|when|which|will|with|would|you"
)
"""English words that say nothing of what a statement is about."""


def features(text: str) -> frozenset[str]:
    """Return the words of a text that carry meaning, Chinese as pairs of characters."""
    found: set[str] = set()
    for run in _WORD.findall(text.lower()):
        if run[0].isascii():
            if not _COMMON.fullmatch(run):
                found.add(run)
        else:
            found.update(run[i : i + 2] for i in range(max(len(run) - 1, 1)))
    return frozenset(found)


class Known:
    """Statements that are known, each under an id, to look up what says the same.

    One id may have several texts: its wording, and the words in which it was said.
    """

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        self._texts = [(known, features(text)) for known, text in texts]
        self._by_feature: dict[str, list[int]] = {}
        for place, (_, found) in enumerate(self._texts):
            for feature in found:
                self._by_feature.setdefault(feature, []).append(place)

    def nearest(self, text: str, most: int = 1) -> list[tuple[int, float]]:
        """Return the ids of up to `most` statements most like a text, with how alike from 0 to 1.

        Where several are equally like it, the one known first is named first.
        """
        own = features(text)
        shared: Counter[int] = Counter()
        for feature in own:
            shared.update(self._by_feature.get(feature, ()))
        best: dict[int, float] = {}
        for place, count in shared.items():
            if count < _FEWEST:
                continue
            known, found = self._texts[place]
            common = self._weight(own & found)
            alike = common / min(self._weight(own), self._weight(found))
            # A few words that both have are much of a short text, and little of a long one.
            alike *= min(1.0, count / (_FEWEST * 2))
            best[known] = max(best.get(known, 0.0), alike)
        return sorted(best.items(), key=lambda item: (-item[1], item[0]))[:most]

    def _weight(self, words: Iterable[str]) -> float:
        # Added up in one order, so that the same texts give the same figure on every run.
        total = len(self._texts) + 1
        return sum(
            math.log(1 + total / (1 + len(self._by_feature.get(word, ()))))
            for word in sorted(words)
        )
