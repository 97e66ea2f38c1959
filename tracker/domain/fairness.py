"""What a reader must know to judge a forecast fairly: how late it came, and what changed since."""

from collections.abc import Mapping, Sequence
from datetime import UTC, tzinfo
from typing import Any

from tracker import clock


def marks(forecast: Mapping[str, Any], claim: Mapping[str, Any], zone: tzinfo = UTC) -> list[str]:
    """Return in words what is to be noted of a forecast, in their JSON shapes.

    Instants are compared where both have a time, days of `zone` otherwise. A claim that has not
    come out gives no hindsight.
    """
    found = []
    if forecast["version"] < claim["version"]:
        found.append("made under an earlier wording")
    known = claim["resolved_on"]
    if known is not None:
        made_at, known_at = forecast["made_at"], claim.get("resolved_at")
        is_timed = made_at is not None and known_at is not None
        if made_at > known_at if is_timed else forecast["made_on"] > known:
            found.append("made after the outcome was known")
        elif clock.day_of(forecast["recorded_at"], zone) > known:
            found.append("recorded after the outcome was known")
    elif claim["deadline"] is not None and forecast["made_on"] > claim["deadline"]:
        found.append("made after the deadline")
    return found


def reworded_after_deadline(former: Sequence[Mapping[str, Any]], zone: tzinfo = UTC) -> bool:
    """Tell whether a claim's wording was changed when the deadline it then had was past."""
    return any(
        wording["deadline"] is not None
        and clock.day_of(wording["replaced_at"], zone) > wording["deadline"]
        for wording in former
    )
