"""The exact form of a date, and what looks like it."""

import subprocess
import sys
from datetime import date

import pytest

from tracker.dates import parse_iso, read
from tracker.errors import InvalidDate


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2024, 2, 29), date(2026, 12, 31), date.max])
def test_reads_what_isoformat_writes(day: date) -> None:
    assert parse_iso(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "2026", "2026-12", "20261231", "2026-1-1", "26-01-01", "2026/12/31"),
        *("2026-W01-1", "2026-001", " 2026-12-31", "2026-12-31 ", "2026-12-31\n", "+2026-12-31"),
        *("2026-12-31T00:00", "２０２６-12-31", "٢٠٢٦-12-31", "2026\N{EN DASH}12\N{EN DASH}31"),
        *("12026-12-31", "today", "年底", "2026-12-31\x00", "\ud800", "1" * 5000),
    ],
)
def test_refuses_every_other_form(text: str) -> None:
    with pytest.raises(InvalidDate, match=r"is no date; write it as YYYY-MM-DD, e\.g\. 2026-12-31"):
        parse_iso(text)


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "2026-00-10", "0000-01-01"])
def test_refuses_days_that_cannot_be(text: str) -> None:
    with pytest.raises(InvalidDate, match="is no day of the calendar"):
        parse_iso(text)
    with pytest.raises(InvalidDate, match="is no day of the calendar"):
        read(text, date(2026, 1, 10))


def test_message_shows_the_text_in_one_printable_line() -> None:
    with pytest.raises(InvalidDate) as refused:
        parse_iso("a\nb\x00\ud800" + "x" * 100)
    message = str(refused.value)
    assert message.isprintable()
    assert message.startswith('"a\\nb\\x00\\ud800xxx')
    assert len(message) < 130


def test_an_iso_day_needs_no_grammar() -> None:
    code = (
        "import sys, datetime; from tracker.dates import read;"
        "read('2026-12-31', datetime.date(2026, 1, 10));"
        "sys.exit(int(any('grammar' in m or 'dateutil' in m for m in sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
