"""What `--as-known-on DAY` prints is what was printed on that day."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import Program
from tests.trust.ledgers import hand
from tracker import clock

Clock = Callable[[str], None]
ASKED = (
    ("list", "--status", "all"),
    ("list", "--status", "all", "-f", "json"),
    ("show", "rain", "-f", "json"),
    ("show", "rain"),
    ("scorecard", "-f", "json"),
    ("scorecard", "--by", "tag", "--early", "--detail"),
)
DEEDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("2026-03-01T09:00", ("add", "Rain.", "--owner", "Ann", "-p", "30%", "--by", "2026-03-20",
                          "--key", "rain", "--tag", "wet", "--said", "2026-03-01")),
    ("2026-03-02T09:00", ("forecast", "rain", "-p", "60%", "--owner", "Bo")),
    ("2026-03-03T23:30", ("evidence", "add", "rain", "clouds", "--supports")),
    ("2026-03-04T00:30", ("edit", "rain", "--criteria", "a gauge", "--tag", "b", "--untag", "wet")),
    ("2026-03-05T15:59", ("evidence", "add", "rain", "sun", "--refutes", "--on", "2026-03-05")),
    ("2026-03-05T16:00", ("evidence", "retract", "1", "--because", "haze")),
    ("2026-03-06T09:00", ("resolve", "rain", "yes", "--because", "wet", "--on", "2026-03-06")),
    ("2026-03-07T09:00", ("people", "merge", "Bo", "Ann")),
    ("2026-03-08T09:00", ("undo",)),
    ("2026-03-09T09:00", ("reopen", "rain", "--because", "dew")),
    ("2026-03-21T09:00", ("withdraw", "--forecast", "1", "--because", "a slip")),
    ("2026-03-22T09:00", ("add", "Snow.", "--owner", "Cy", "-p", "5%", "--by", "2026-03-23")),
    ("2026-03-25T09:00", ("resolve", "2", "no", "--because", "none", "--on", "2026-03-24")),
)  # fmt: skip


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Set the machine's clock."""

    def turn(moment: str) -> None:
        then = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setattr(clock, "now", lambda: then)

    return turn


@pytest.fixture
def dated(ledger: Program, at: Clock) -> Program:
    """A new ledger on which the day is the clock's."""
    del ledger.environment["TRACKER_TODAY"]
    at("2026-02-01T12:00")
    return ledger


def told(program: Program, *options: str) -> list[tuple[int, str]]:
    return [program.run(*words, *options)[:2] for words in ASKED]


@pytest.mark.parametrize(("zone", "ahead"), [("UTC", 0), ("Asia/Shanghai", 8)])
def test_each_day_is_told_as_it_was(zone: str, ahead: int, dated: Program, at: Clock) -> None:
    # The first entry of this ledger was made by the real clock, long after the days told of here.
    with hand(dated.db) as raw:
        raw.execute("UPDATE journal SET recorded_at = '2026-01-01T00:00:00.000000Z'")
    if zone != "UTC":
        dated("config", "timezone", zone)
    told_then: dict[str, list[tuple[int, str]]] = {}
    shift = timedelta(hours=ahead)
    moments = [(datetime.fromisoformat(moment), words) for moment, words in DEEDS]
    for place, (moment, words) in enumerate(moments):
        at(moment.isoformat())
        dated(*words)
        day = (moment + shift).date()
        is_last = place + 1 == len(moments) or (moments[place + 1][0] + shift).date() > day
        if is_last:
            told_then[day.isoformat()] = told(dated)
    at("2026-06-01T12:00")
    assert len(told_then) > 10
    for known_on, then in told_then.items():
        assert told(dated, "--as-known-on", known_on) == then, known_on
    days = list(told_then)
    assert told_then[days[0]] != told_then[days[1]] != told_then[days[2]]


def test_before_the_first_entry_there_is_nothing(dated: Program) -> None:
    for day in ("2026-01-01", "0001-01-01"):
        assert dated("list", "--status", "all", "--as-known-on", day) == "No claims found.\n"
        assert dated("list", "-f", "json", "--as-known-on", day) == "[]\n"
        assert '"claims": 0' in dated("scorecard", "-f", "json", "--as-known-on", day)
        assert "there is no claim" in dated("show", "1", "--as-known-on", day, code=1)
        assert "there is no person" in dated("list", "--owner", "X", "--as-known-on", day, code=1)


def test_today_and_what_was_known_are_two_days(panel: Program) -> None:
    then = ("list", "--limit", "3", "-f", "json", "--as-known-on", "2026-12-31")
    at_once = panel(*then, TRACKER_TODAY="2027-06-01")
    assert '"status": "overdue"' in at_once
    assert '"status": "overdue"' not in panel(*then, TRACKER_TODAY="2026-01-11")


@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-30", "0001-01-01", "1000-01-01"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/New_York"])
def test_the_ends_of_the_calendar_are_days_too(day: str, zone: str, ledger: Program) -> None:
    ledger("config", "timezone", zone)
    ledger("list", "--as-known-on", day)


def test_the_past_is_not_changed_by_reading_it(panel: Program) -> None:
    before = panel("seal")
    panel("list", "--as-known-on", "2026-11-24")
    panel("scorecard", "--as-known-on", "today")
    assert panel("seal") == before
    assert "is not one day" in panel("list", "--as-known-on", "2026", code=1)
