"""What a reader must know to judge a forecast fairly: how late it came, and what changed since."""

from collections.abc import Mapping, Sequence
from typing import Any


def marks(forecast: Mapping[str, Any], claim: Mapping[str, Any]) -> list[str]:
    """Return in words what is to be noted of a forecast, in their JSON shapes.

    Instants are compared where both have a time, days otherwise. A claim that has not come out
    gives no hindsight.
    """
    found = []
    if forecast["version"] < claim["version"]:
        found.append("made under an earlier wording")
    known = claim["resolved_on"]
    if known is not None:
        if forecast["made_on"] > known:
            found.append("made after the outcome was known")
        elif forecast["recorded_at"][:10] > known:
            found.append("recorded after the outcome was known")
    elif claim["deadline"] is not None and forecast["made_on"] > claim["deadline"]:
        found.append("made after the deadline")
    return found


def reworded_after_deadline(former: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a claim's wording was changed when the deadline it then had was past."""
    return any(
        wording["deadline"] is not None and wording["replaced_at"][:10] > wording["deadline"]
        for wording in former
    )
