"""A ledger with everything that a scorecard tells apart, by chance, from a seed."""

import csv
import io
import json
import random
from datetime import date, timedelta
from typing import Any

from tests.conftest import Program

TODAY = "2027-06-01"
"""Some outcomes became known after the day on which all was recorded, which is the real one."""
COLUMNS = (
    "key", "statement", "type", "kind", "owner", "probability", "low", "high", "basis", "phrase",
    "made_on", "said_on", "opens", "deadline", "source", "tags", "options", "unit",
    "distribution", "outcome", "resolved_on", "because",
)  # fmt: skip
OWNERS = ("Ada", "Ben", "Cleo", "唐杰", "d'Arc \\ 5%")


def fill(program: Program, *, claims: int, seed: int) -> None:
    """Import claims of all kinds, then reword and withdraw some."""
    drawn = random.Random(seed)
    rows = [row for number in range(claims) for row in _claim(drawn, number)]
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    program("config", "timezone", "Asia/Shanghai")
    program("import", "csv", "-", stdin=written.getvalue())
    for number in range(3, claims, 17):
        program("edit", f"key:c{number}", "--criteria", "said more clearly")
    for number in range(5, claims, 23):
        program("withdraw", f"key:c{number}", "--because", "a slip")
    program("people", "merge", "Ben", "Ada")


def _claim(drawn: random.Random, number: int) -> list[dict[str, Any]]:
    said = date(2024, 1, 1) + timedelta(drawn.randrange(900))
    opens = said + timedelta(drawn.randrange(-5, 20))
    deadline = opens + timedelta(drawn.randrange(700)) if drawn.random() < 0.9 else None
    kind = drawn.choice(["binary"] * 12 + ["choice", "number", "date"])
    claim = {
        "key": f"c{number}",
        "statement": f"Claim {number} 成立",
        "type": drawn.choice(["prediction"] * 4 + ["conditional", "fact"]),
        "kind": kind,
        "said_on": said,
        "opens": opens if drawn.random() < 0.6 else "",
        "deadline": deadline or "",
        "source": drawn.choice(["", "panel", "blog"]),
        "tags": ";".join(
            tag
            for tag in ("ai", "china", f"event:e{drawn.randrange(30)}", "ordered")
            if drawn.random() < 0.3
        ),
        **_outcome(drawn, kind, said, has_deadline=deadline is not None),
    }
    if kind == "choice":
        claim["options"] = "A;B;C"
    if kind == "number":
        claim["unit"] = "GW"
    latest = min(deadline or date(2026, 11, 20), date(2026, 11, 20))
    span = max((latest - said).days, 0) + 40
    return [
        {**claim, "owner": owner, **_forecast(drawn, kind, said, said + timedelta(day))}
        for owner in drawn.sample(OWNERS, drawn.randrange(1, 5))
        for day in {drawn.randrange(span) for _ in range(drawn.choice((1, 1, 2, 4)))}
    ]


def _outcome(drawn: random.Random, kind: str, said: date, *, has_deadline: bool) -> dict[str, Any]:
    if drawn.random() < 0.25:
        return {}
    known = said + timedelta(drawn.randrange(1, 1200))
    known = min(known, date(2027, 5, 30))
    at = known.isoformat()
    if drawn.random() < 0.4:
        at += f"T{drawn.randrange(24):02}:{drawn.randrange(60):02}:07Z"
    came = {
        "binary": drawn.choice(["yes"] * 5 + ["no"] * 5 + ["60%", "ambiguous", "annulled"]),
        "choice": drawn.choice(["A", "B", "C", "annulled"]),
        "number": str(drawn.randrange(5, 40)),
        "date": "no" if has_deadline and drawn.random() < 0.4 else known.isoformat(),
    }[kind]
    return {"outcome": came, "resolved_on": at, "because": "so it was"}


def _forecast(drawn: random.Random, kind: str, said: date, day: date) -> dict[str, Any]:
    made = min(day, date(2026, 11, 20)).isoformat()
    if drawn.random() < 0.4:
        made += f"T{drawn.randrange(24):02}:{drawn.randrange(60):02}:{drawn.randrange(60):02}Z"
    if kind == "choice":
        return {"made_on": made, "basis": "stated", "distribution": "A=50%;B=30%;C=20%"}
    if kind == "number":
        return {"made_on": made, "basis": "stated", "distribution": "10%=4;50%=12;90%=30"}
    if kind == "date":
        quantiles = "%=".join(("10", f"{said + timedelta(9)};90", f"{said + timedelta(400)}"))
        return {"made_on": made, "basis": "stated", "distribution": quantiles}
    chance = drawn.random()
    if chance < 0.1:
        return {"made_on": made, "basis": "none"}
    p = drawn.choice([0, 1, drawn.randrange(101) / 100, drawn.random()])
    if chance < 0.4:
        low, high = max(0.0, p - drawn.random() / 5), min(1.0, p + drawn.random() / 5)
        return {
            "made_on": made, "basis": "imputed", "probability": p, "low": low, "high": high,
            "phrase": "likely",
        }  # fmt: skip
    return {"made_on": made, "basis": "stated", "probability": p}


def difference(found: Any, wanted: Any, path: str = "") -> list[str]:
    """Return where two answers differ, figures by more than 10⁻¹² and the rounding of both."""
    if isinstance(wanted, dict):
        if not isinstance(found, dict) or list(found) != list(wanted):
            return [f"{path}: keys"]
        parts = [difference(found[key], wanted[key], f"{path}.{key}") for key in wanted]
    elif isinstance(wanted, list):
        if not isinstance(found, list) or len(found) != len(wanted):
            return [f"{path}: {found} is not {wanted}"]
        pairs = enumerate(zip(found, wanted, strict=True))
        parts = [difference(a, b, f"{path}[{place}]") for place, (a, b) in pairs]
    elif isinstance(wanted, float) and isinstance(found, int | float):
        parts = [[f"{path}: {found} is not {wanted}"] if abs(found - wanted) > 1.5e-12 else []]
    else:
        parts = [[f"{path}: {found} is not {wanted}"] if found != wanted else []]
    return [line for part in parts for line in part]


def both(program: Program, lake: str, *options: str) -> tuple[Any, Any]:
    """Return a scorecard from a lake and from the ledger itself, as JSON."""
    from_lake, _, rest = lake.partition("|")
    found = program("scorecard", "-f", "json", "--lake", from_lake, *rest.split(), *options)
    return json.loads(found), json.loads(program("scorecard", "-f", "json", *options))
