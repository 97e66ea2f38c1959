"""Which group a claim falls into, by the queries and by the rule in plain words."""

import json
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Program
from tracker.reports.review import Periods, wanted_on
from tracker.storage.change import Change
from tracker.storage.ledger import open_ledger
from tracker.storage.queries import review

TODAY = date(2026, 11, 24)
AT = "2026-01-10T12:00:00.000000Z"
DAYS = st.integers(-200, 200).map(lambda days: TODAY + timedelta(days=days))
CLAIMS = st.lists(
    st.tuples(
        st.none() | DAYS,  # the deadline
        DAYS.filter(lambda day: day <= TODAY),  # when it was said
        st.none() | DAYS.filter(lambda day: day <= TODAY),  # the last evidence
        st.sampled_from(["", "yes", "not-yet", "conflict", "withdrawn"]),
        DAYS,  # the check date
    ),
    max_size=8,
)


class _Undone(Exception):
    """Nothing of an example is kept."""


def put(change: Change, told: tuple[date | None, date, date | None, str, date]) -> None:
    deadline, said, heard, stands, check = told
    claim_id = change.insert(
        "claims", type="prediction", kind="binary", said_on=said.isoformat(), version=1,
        statement="x", deadline=deadline and deadline.isoformat(), recorded_at=AT,
        withdrawn_because="twice" if stands == "withdrawn" else None,
    )  # fmt: skip
    change.insert(
        "forecasts", claim_id=claim_id, owner_id=1 + claim_id % 2, claim_version=1, basis="none",
        made_on=said.isoformat(), recorded_at=AT,
    )  # fmt: skip
    if heard is not None:
        change.insert(
            "evidence", claim_id=claim_id, observed_on=heard.isoformat(), stance="neutral",
            note="x", recorded_at=AT,
        )  # fmt: skip
    for outcome in {"yes": ["yes"], "not-yet": ["not-yet"], "conflict": ["yes", "no"]}.get(
        stands, []
    ):
        change.insert(
            "resolutions", claim_id=claim_id, outcome=outcome, resolved_on=said.isoformat(),
            because="x", recorded_by=outcome, settles=0, recorded_at=AT,
            check_on=check.isoformat() if outcome == "not-yet" else None,
        )  # fmt: skip


def group(told: tuple[date | None, date, date | None, str, date], periods: Periods) -> str | None:
    """Return the group by the rule: the first that fits."""
    deadline, said, heard, stands, check = told
    if stands in {"yes", "withdrawn"}:
        return None
    if stands == "conflict":
        return "conflicts"
    if stands == "not-yet":
        return "back" if check <= TODAY else None
    if deadline is not None and deadline < TODAY:
        return "overdue"
    if deadline is not None and (deadline - TODAY).days <= periods.within:
        return "due"
    return "stale" if (TODAY - (heard or said)).days > periods.stale else None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    claims=CLAIMS, within=st.integers(0, 100), stale=st.integers(0, 100), limit=st.integers(0, 4)
)
def test_every_claim_is_in_the_first_group_that_fits(
    ledger: Program, claims: list[Any], within: int, stale: int, limit: int
) -> None:
    periods = Periods(within, stale)
    with suppress(_Undone), open_ledger(ledger.db, author="ann").change("by hand") as change:
        for name in ("Ann", "Bo"):
            change.insert("people", name=name, kind="person")
        for told in claims:
            put(change, told)
        change.close()
        for owner_id in (None, 1):
            wanted = wanted_on(TODAY, periods, owner_id)
            expected: dict[str, list[int]] = {}
            for number, told in sorted(
                enumerate(claims, start=1), key=lambda one: (one[1][0] or date.max, one[0])
            ):
                fits = group(told, periods)
                if fits is not None and owner_id in {None, 1 + number % 2}:
                    expected.setdefault(fits, []).append(number)
            last = expected.pop("stale", [])
            assert review.urgent(change.connection, wanted) == expected
            assert review.stale(change.connection, wanted) == last
            assert review.stale_count(change.connection, wanted) == len(last)
            for counted in (limit, limit + 4):
                first_ones = review.first_stale(change.connection, wanted, limit, counted)
                exact = len(last) if len(last) <= counted else None
                assert first_ones == (last[:limit], exact)
        raise _Undone


def test_many_without_evidence_are_counted_only_so_far(ledger: Program, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    rows = "".join(f"Claim {number},Ann,2026-01-0{1 + number % 9}\n" for number in range(1_001))
    file.write_text(f"statement,owner,said_on\n{rows}", encoding="utf-8")
    ledger("import", str(file))
    told = ledger("review")
    assert "Without evidence for 90 days (more than 1,000)" in told
    assert told.endswith("--url …; the others: tracker review --all\n")
    assert "Without evidence for 90 days (1001)" in ledger("review", "--all")
    assert len(json.loads(ledger("review", "-f", "json"))["stale"]) == 1_001
    ledger("evidence", "add", "7", "a note", "--neutral")
    told = ledger("review")
    assert "Without evidence for 90 days (1000)" in told
    assert told.endswith("; the other 990: tracker review --all\n")
