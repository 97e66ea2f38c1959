"""Forecasts over several options, exactly one of which comes true.

The Brier score is halved, so that it runs from 0 to 1 and two options score as a yes-or-no claim
does. Where options have an order, the ranked probability score gives credit for coming near.
Probabilities are given in the options' order and add up to 1.

Source: G. W. Brier, Monthly Weather Review 78 (1950); E. S. Epstein, "A scoring system for
probability forecasts of ranked categories", Journal of Applied Meteorology 8 (1969).
"""

import math
from collections.abc import Sequence

from tracker.errors import InvalidInput
from tracker.scoring.baseline import baseline_of_options
from tracker.scoring.probabilities import checked

SUM_WITHIN = 1e-6
"""How far from 1 the probabilities of all options may add up: thirds are typed with few places."""


def choice_brier(ps: Sequence[float], came: int) -> float:
    """Return half of Σ(p_k − y_k)², from 0 to 1, where option number `came` came true.

    Raises InvalidInput for fewer than two options, probabilities outside 0…1 or that do not add up
    to 1, or an option that is not there.
    """
    _check(ps, came)
    return math.fsum((p - (place == came)) ** 2 for place, p in enumerate(ps)) / 2


def choice_log_loss(ps: Sequence[float], came: int) -> float:
    """Return −ln of the probability of the option that came true, from 0 to infinity.

    Raises InvalidInput as `choice_brier` does.
    """
    _check(ps, came)
    return -math.log(ps[came]) if ps[came] > 0 else math.inf


def choice_baseline(ps: Sequence[float], came: int) -> float:
    """Return 100 ln(K p)/ln K of the option that came true, from −infinity to 100.

    Raises InvalidInput as `choice_brier` does.
    """
    _check(ps, came)
    return baseline_of_options(ps[came], len(ps))


def ranked_probability(ps: Sequence[float], came: int) -> float:
    """Return RPS/(K − 1), from 0 to 1, of options given in their order.

    RPS is Σ(F_k − O_k)², F the probability of option k or one before it, O whether that came true.
    Raises InvalidInput as `choice_brier` does.
    """
    _check(ps, came)
    gaps = [math.fsum(ps[: place + 1]) - (place >= came) for place in range(len(ps) - 1)]
    return math.fsum(gap**2 for gap in gaps) / (len(ps) - 1)


def _check(ps: Sequence[float], came: int) -> None:
    """Refuse what is no distribution over two options or more, with one of them true."""
    if len(ps) < 2:  # noqa: PLR2004 (one option is no choice)
        raise InvalidInput(f"a choice needs two options or more, not {len(ps)}")
    total = math.fsum(checked(p) for p in ps)
    if abs(total - 1) > SUM_WITHIN:
        raise InvalidInput(f"the options' probabilities add up to {total:g}, not to 1")
    if not 0 <= came < len(ps):
        raise InvalidInput(f"there is no option {came} among {len(ps)}, counted from 0")
