"""Which figures are computed exactly, which by seeded draws, and which by approximation.

Printed beside a figure, these numbers let anybody compute it again.
"""

SEED = 20_260_110
"""The seed of every simulated figure, unless the caller gives another."""

NORMAL_FROM_EVENTS = 50
"""From so many events a sum over claims is taken as normally distributed."""

NORMAL_FROM_CLAIMS = 200
"""And from so many claims, however few their events: no draw then tells more than its cost."""


def is_normal(claims: int, events: int) -> bool:
    """Say whether a sum over so many claims, turning on so many events, is taken as normal."""
    return events >= NORMAL_FROM_EVENTS or claims >= NORMAL_FROM_CLAIMS
