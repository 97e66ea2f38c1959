"""`export ics` is read by a second parser, updates what an earlier file brought, and is steady."""

import re
from datetime import date, timedelta
from typing import Any

import vobject
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import Program
from tests.exports.claims import claim, exported, fill
from tracker.formats.ics_writer import write


def events(text: str) -> dict[str, Any]:
    """Return a calendar's events by what they are called, read by vobject."""
    calendar = vobject.readOne(text)
    assert calendar.version.value == "2.0"
    found = getattr(calendar, "vevent_list", [])
    return {event.summary.value: event for event in found}


def alarms(event: Any) -> list[timedelta]:
    return [alarm.trigger.value for alarm in getattr(event, "valarm_list", [])]


def test_deadlines_and_check_dates_are_events_of_whole_days(ledger: Program) -> None:
    fill(ledger)
    found = events(ledger("export", "ics"))
    assert len(found) == 11
    lead = found["Due: The claim lead; 中国, “领先”"]
    assert lead.dtstart.value == date(2031, 1, 10)
    assert lead.transp.value == "TRANSPARENT"
    assert alarms(lead) == [timedelta(days=-7, hours=9), timedelta(hours=9)]
    assert lead.categories.value == ["china", "race"]
    assert "林俊旸 (2026-01-10): 20%\nYes if A, B;\nor C\n" in lead.description.value
    again = found["Look again: The claim wait; 中国, “领先”"]
    assert again.dtstart.value == date(2027, 2, 1)
    assert alarms(again) == [timedelta(hours=9)]
    assert found["Due: The claim wait; 中国, “领先”"].dtstart.value == date(2026, 10, 31)
    came = found["Came out 60%: The claim half; 中国, “领先”"]
    assert alarms(came) == []
    assert "Ambiguous: The claim vague; 中国, “领先”" in found
    uids = [event.uid.value for event in found.values()]
    assert len(set(uids)) == len(uids)


def test_the_same_ledger_gives_the_same_file_and_a_change_its_own_revision(
    ledger: Program,
) -> None:
    fill(ledger)
    before = ledger("export", "ics")
    assert ledger("export", "ics") == before
    ledger("edit", "lead", "--by", "2030-12-31")
    after = ledger("export", "ics")
    name = "Due: The claim lead; 中国, “领先”"
    old, new = events(before)[name], events(after)[name]
    assert old.uid.value == new.uid.value
    assert int(new.sequence.value) == int(old.sequence.value) + 1
    assert new.dtstart.value == date(2030, 12, 31)
    assert new.last_modified.value >= old.last_modified.value
    assert new.dtstamp.value == new.last_modified.value
    others = [re.split("(?=BEGIN:VEVENT)", text) for text in (before, after)]
    changed = [one for one, two in zip(*others, strict=True) if one != two]
    assert len(changed) == 1


def test_a_resolved_claim_keeps_its_event_and_loses_its_alarms(ledger: Program) -> None:
    fill(ledger)
    before = events(ledger("export", "ics"))["Due: The claim lead; 中国, “领先”"]
    ledger("resolve", "lead", "no", "--because", "settled")
    after = events(ledger("export", "ics"))["Came out no: The claim lead; 中国, “领先”"]
    assert after.uid.value == before.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert (len(alarms(before)), len(alarms(after))) == (2, 0)


def test_an_event_is_named_by_the_ledger_and_the_claim(ledger: Program) -> None:
    ledger("add", "x", "--owner", "Ann", "--by", "2027-01-01")
    (event,) = events(ledger("export", "ics")).values()
    assert re.fullmatch(r"claim-1-deadline@[0-9a-f-]{36}", event.uid.value)


def test_lines_are_folded_at_75_bytes_and_end_as_they_must(ledger: Program) -> None:
    fill(ledger)
    ledger("add", "长" * 300, "--owner", "Ann", "--by", "2027-01-01")
    text = ledger.process("export", "ics").out
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert f"Due: {'长' * 300}" in events(text)


def test_a_ledger_without_deadlines_is_an_empty_calendar(ledger: Program) -> None:
    assert events(ledger("export", "ics")) == {}


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.sampled_from(",;:\\\"'\n"),
    min_size=1,
).filter(lambda text: text.strip() == text)


@given(statement=TEXT, criteria=TEXT, day=st.dates())
def test_any_text_and_day_come_through(statement: str, criteria: str, day: date) -> None:
    given_ = claim(statement=statement, criteria=criteria, deadline=str(day), check_on=None)
    text = b"".join(write(exported(given_))).decode()
    (event,) = events(text).values()
    assert event.summary.value == f"Came out yes: {' '.join(statement.split())}"
    assert criteria in event.description.value
    assert event.dtstart.value == day
    assert event.sequence.value == "3"
    assert event.last_modified.value.isoformat() == "2026-11-24T10:00:00+00:00"
