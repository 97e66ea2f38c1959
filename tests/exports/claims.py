"""A ledger with claims of every kind and outcome, and rows as writers are given them."""

from typing import Any

from tests.conftest import Program
from tracker.formats.writers import Exported, Revision


def fill(program: Program) -> None:
    """Record claims that are open, put off, early, true, false, shared, void, and of each kind."""
    said = ("--owner", "林俊旸", "--said", "2026-01-10")
    for key, by, odds in (
        ("lead", "2031-01-10", "20%"),
        ("true", "2026-06-30", "55-80%"),
        ("false", "2026-06-30", "很可能"),
        ("half", "2026-06-30", "1/3"),
        ("vague", "2026-06-30", "10%"),
        ("gone", "2026-06-30", "0"),
        ("wait", "2026-10-31", "0.07"),
    ):
        program(
            "add", f"The claim {key}; 中国, “领先”", *said, "--by", by, "-p", odds, "--key", key
        )
    program("edit", "lead", "--tag", "china", "--tag", "race", "--criteria", "Yes if A, B;\nor C")
    program("add", "Who", *said, "--kind", "choice", "--option", "A=60%", "--option", "B=40%",
            "--key", "who", "--by", "2026-06-30")  # fmt: skip
    program("add", "Long", *said, "--kind", "number", "--unit", "h", "--key", "long",
            "--quantile", "50%=12", "--by", "2026-06-30")  # fmt: skip
    program("add", "No odds", *said, "--key", "none", "--by", "2026-06-30")
    for key, outcome in (
        ("true", "yes"),
        ("false", "no"),
        ("half", "60%"),
        ("vague", "ambiguous"),
        ("gone", "annulled"),
        ("who", "A"),
        ("long", "16"),
        ("none", "yes"),
    ):
        program("resolve", key, outcome, "--on", "2026-07-01", "--because", f"shown, {key}")
    program("resolve", "wait", "not-yet", "--check-on", "2027-02-01", "--because", "a late report")


def claim(**given: Any) -> dict[str, Any]:
    """Return a claim as a writer is given it, resolved yes unless told otherwise."""
    forecast = {
        "id": 1,
        "owner": "Ann",
        "reported_by": None,
        "probability": 0.2,
        "low": None,
        "high": None,
        "basis": "stated",
        "phrase": None,
        "quote": None,
        "made_on": "2026-01-10",
        "made_at": None,
    }
    resolution: dict[str, Any] = {
        "outcome": "yes",
        "resolved_on": "2026-07-01",
        "resolved_at": None,
        "because": "seen",
        "evidence": [],
    }
    return {
        "id": 7,
        "statement": "It rains.",
        "kind": "binary",
        "status": "resolved",
        "said_on": "2026-01-10",
        "deadline": "2026-06-30",
        "check_on": None,
        "criteria": None,
        "condition": None,
        "owners": ["Ann"],
        "source": None,
        "source_url": None,
        "tags": [],
        "forecasts": [{**forecast, **given.pop("forecast", {})}],
        "evidence": [],
        "outcome": "yes",
        "resolution": resolution,
        **given,
    }


def exported(*claims: dict[str, Any], **more: Any) -> Exported:
    """Return what a writer is given of some claims."""
    given: dict[str, Any] = {
        "sources": list,
        "people": list,
        "revision": lambda _: Revision(3, "2026-11-24T10:00:00.123456Z"),
        "ledger_id": "0f",
        **more,
    }
    return Exported(claims=iter(claims), **given)
