"""What was typed about a claim that comes out as an option, a number or a date."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.domain import days
from tracker.domain import distribution as rules
from tracker.domain.distribution import Distribution
from tracker.errors import InvalidInput

_TAKES = {
    "binary": "one probability: -p 20%",
    "choice": "a probability for each option: --option A=50% --option B=50%",
    "number": "quantiles: --quantile 50%=12 --interval 90%=4..22",
    "date": "quantiles: --quantile 50%=2027-06-30 --interval 80%=2026-12-31..2028-12-31",
}
_BELONGS = {
    "probability": ("-p", ("binary",)),
    "options": ("--option", ("choice",)),
    "quantiles": ("--quantile", ("number", "date")),
    "intervals": ("--interval", ("number", "date")),
}


def check_given(kind: str, given: Mapping[str, Any]) -> None:
    """Raise InvalidInput where an option was given that another kind of claim takes."""
    for name, (option, owners) in _BELONGS.items():
        if given[name] not in {None, ()} and kind not in owners:
            raise InvalidInput(f"{option} does not fit a {kind} claim, which takes {_TAKES[kind]}")
    if given.get("unit") is not None and kind != "number":
        raise InvalidInput(f"--unit belongs to the kind number, and this claim is {kind}")


def options(kind: str, given: Mapping[str, Any]) -> tuple[tuple[str, ...], Distribution | None]:
    """Return the options of a new claim, and their probabilities where they were given."""
    return rules.read_options(given["options"]) if kind == "choice" else ((), None)


def quantiles(
    kind: str, given: Mapping[str, Any], unit: str | None, said_on: date
) -> Distribution | None:
    """Return the quantiles that were given, None without any; dates in words count from a day."""
    if not given["quantiles"] and not given["intervals"]:
        return None
    return rules.read_quantiles(
        given["quantiles"],
        given["intervals"],
        kind=kind,
        unit=unit,
        day=lambda text, what: days.one_day(text, said_on, what),
    )


def distribution(
    claim: Mapping[str, Any], given: Mapping[str, Any], made_on: date
) -> Distribution | None:
    """Return the distribution that a further forecast gives, None for a probability."""
    check_given(claim["kind"], given)
    if claim["kind"] == "choice":
        return rules.read_shares(given["options"], json.loads(claim["options"] or "[]"))
    return quantiles(claim["kind"], given, claim["unit"], made_on)
