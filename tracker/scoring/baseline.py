"""The baseline score 100 (1 + log₂ p_o): 0 for even odds, 100 at best, without a floor.

The log score in units in which saying the same of every option earns nothing and certainty 100;
more is better. Source: Metaculus, "Scores FAQ", What is the Baseline score?
"""

import math

from tracker.errors import InvalidInput
from tracker.scoring.probabilities import checked


def baseline(p: float, y: float) -> float:
    """Return 100 (1 + log₂ p_o) of a yes-or-no claim, from −infinity to 100.

    For a share outcome `y` the logarithm is weighted: 100 (1 + y log₂ p + (1 − y) log₂(1 − p)).
    Raises InvalidInput where the probability `p` or the outcome `y` lies outside 0…1.
    """
    checked(p)
    checked(y, "outcome")
    score = 1.0
    for probability, weight in ((p, y), (1 - p, 1 - y)):
        if weight > 0:
            score += weight * (math.log2(probability) if probability > 0 else -math.inf)
    return 100 * score


def baseline_of_options(p: float, options: int) -> float:
    """Return 100 ln(K p)/ln K of a claim with K options, from −infinity to 100.

    `p` is the probability given to the option that came true. Raises InvalidInput where it lies
    outside 0…1 or there are fewer than two options.
    """
    if options < 2:  # noqa: PLR2004 (one option is no choice)
        raise InvalidInput(f"a choice needs two options or more, not {options}")
    return 100 * (1 + math.log(p) / math.log(options)) if checked(p) > 0 else -math.inf
