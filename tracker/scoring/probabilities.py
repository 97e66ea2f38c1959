"""What every rule asks of a probability: it lies from 0 to 1, and equal decimals are equal.

Probabilities arrive as floats, yet were typed as decimals: 1 − 0.9 is 0.09999999999999998 and
(0.1 + 0.7) / 2 is 0.39999999999999997, just below the edges that were meant. Rules that compare
probabilities (bins, ties, pooling) compare whole steps of 10⁻¹², the precision of printed figures.
"""

from tracker.errors import InvalidInput

STEPS = 10**12


def checked(value: float, what: str = "probability") -> float:
    """Return a probability or outcome as it is, if it lies from 0 to 1.

    Raises InvalidInput outside that range, and for NaN.
    """
    if 0 <= value <= 1:
        return value
    raise InvalidInput(f"{what} {value:g} is not between 0 and 1")


def step(p: float) -> int:
    """Return the nearest whole number of 10⁻¹² steps: exact for any decimal of up to 12 places.

    `p` is from 0 to 1; the complement of a step is `STEPS - step`, without rounding.
    """
    return round(p * STEPS)


def is_share(y: float) -> bool:
    """Say whether an outcome is a share strictly between no (0) and yes (1)."""
    return 0 < y < 1
