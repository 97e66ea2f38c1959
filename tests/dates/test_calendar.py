"""Feasts, elections and parts of periods, against days that everybody can look up."""

from datetime import date, timedelta

import pytest

from tracker.dates import chinese, english, lunar, parts, periods, read
from tracker.dates.holidays import ELECTIONS, YEARLY, named
from tracker.dates.periods import Grain
from tracker.errors import InvalidDate


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1950, "1950-02-17"),
        (1985, "1985-02-20"),
        (2000, "2000-02-05"),
        (2024, "2024-02-10"),
        (2026, "2026-02-17"),
        (2027, "2027-02-06"),
        (2033, "2033-01-31"),
        (2050, "2050-01-23"),
    ],
)
def test_lunar_new_year(year: int, day: str) -> None:
    assert lunar.festival(year, "new year") == date.fromisoformat(day)


def test_lunar_festivals_keep_their_distances() -> None:
    assert lunar.LAST_YEAR == 2099
    for year in range(lunar.FIRST_YEAR, lunar.LAST_YEAR + 1):
        new_year, boat, moon = (
            lunar.festival(year, name) for name in ("new year", "dragon boat", "mid-autumn")
        )
        assert new_year is not None
        assert boat is not None
        assert moon is not None
        assert date(year, 1, 20) < new_year < date(year, 2, 22)
        assert 120 <= (boat - new_year).days <= 153
        assert 96 <= (moon - boat).days <= 129


def test_lunar_table_ends() -> None:
    assert lunar.festival(1949, "new year") is None
    assert lunar.festival(2100, "new year") is None
    with pytest.raises(InvalidDate, match="names no day"):
        read("春节", date(2150, 1, 1))


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("thanksgiving", "2026-11-26"),
        ("black friday", "2026-11-27"),
        ("labor", "2026-09-07"),
        ("memorial", "2026-05-25"),
        ("mlk", "2026-01-19"),
        ("easter", "2026-04-05"),
        ("good friday", "2027-03-26"),
        ("tomb sweeping", "2026-04-05"),
        ("tomb sweeping", "2028-04-04"),
        ("tomb sweeping", "1999-04-05"),
        ("mid-autumn", "2026-09-25"),
        ("dragon boat", "2026-06-19"),
        ("lunar new year's eve", "2026-02-16"),
        ("lantern", "2026-03-03"),
        ("midterms", "2026-11-03"),
        ("presidential election", "2028-11-07"),
        ("election", "2024-11-05"),
        ("inauguration", "2029-01-20"),
    ],
)
def test_named_day(name: str, day: str) -> None:
    expected = date.fromisoformat(day)
    place = (YEARLY | ELECTIONS)[name](expected.year)
    assert place is not None
    assert place.first == expected


def test_midterms_are_not_every_year() -> None:
    assert ELECTIONS["midterms"](2028) is None
    assert periods.settle(named("midterms"), date(2027, 1, 1)).first == date(2030, 11, 5)


@pytest.mark.parametrize(
    ("whole", "which", "first", "last"),
    [
        (periods.year(2026), "end", "2026-12-01", "2026-12-31"),
        (periods.year(2026), "middle", "2026-06-01", "2026-06-30"),
        (periods.half(2026, 2), "early", "2026-07-01", "2026-08-31"),
        (periods.half(2026, 2), "end", "2026-12-01", "2026-12-31"),
        (periods.quarter(2026, 1), "middle", "2026-02-01", "2026-02-28"),
        (periods.month(2024, 2), "late", "2024-02-21", "2024-02-29"),
        (periods.month(2024, 2), "second half", "2024-02-16", "2024-02-29"),
        (periods.quarter(2026, 1), "first half", "2026-01-01", "2026-02-14"),
        (periods.decade(2030), "first half", "2030-01-01", "2034-12-31"),
        (periods.century(21), "second half", "2051-01-01", "2100-12-31"),
        (periods.years(2026, 2030), "end", "2030-01-01", "2030-12-31"),
        (periods.years(2026, 2030), "middle", "2028-01-01", "2028-12-31"),
        (periods.week_of(date(2026, 1, 10)), "middle", "2026-01-07", "2026-01-07"),
        (periods.week_of(date(2026, 1, 10)), "first half", "2026-01-05", "2026-01-08"),
        (periods.on(date(2026, 1, 10)), "end", "2026-01-10", "2026-01-10"),
    ],
)
def test_part(whole: periods.Span, which: periods.Part, first: str, last: str) -> None:
    part = parts.part(whole, which)
    assert (part.first, part.last) == (date.fromisoformat(first), date.fromisoformat(last))


def test_parts_of_every_period_lie_in_it() -> None:
    names: tuple[periods.Part, ...] = (
        *("start", "early", "middle", "late", "end"),
        *("first half", "second half"),
    )
    for grain in Grain:
        for day in (date(2024, 2, 29), date(2026, 12, 31), date(1999, 6, 1)):
            whole = periods.unit(grain, day)
            assert whole.first <= day <= whole.last
            for name in names:
                part = parts.part(whole, name)
                assert whole.first <= part.first <= part.last <= whole.last
            assert parts.part(whole, "end").last == whole.last
            assert parts.part(whole, "start").first == whole.first


def test_units_follow_each_other() -> None:
    for grain in Grain:
        here, after = (periods.unit(grain, date(2026, 1, 10), ahead) for ahead in (0, 1))
        assert after.first == here.last + timedelta(days=1)


@pytest.mark.parametrize("rules", [english.Phrases, chinese.Phrases])
def test_no_rule_hides_another(rules: type) -> None:
    """The grammar's classes build on each other; none may take a name that another uses."""
    seen: set[str] = set()
    for layer in rules.__mro__[:-1]:
        names = {name for name in vars(layer) if not name.startswith("__")}
        assert not names & seen
        seen |= names


@pytest.mark.parametrize(
    ("phrase", "day"),
    [  # from an ephemeris
        ("七夕", "2026-08-19"),
        ("重阳节", "2026-10-18"),
        ("腊八", "2026-01-26"),
        ("小年", "2026-02-10"),
        ("2027年七夕", "2027-08-08"),
        ("2025年闰六月初一", "2025-07-25"),
        ("2033年闰十一月初一", "2033-12-22"),
        ("立春", "2026-02-04"),
        ("2026年雨水", "2026-02-18"),
        ("2021年冬至", "2021-12-21"),
        ("2027年腊月二十三", "2028-01-19"),
    ],
)
def test_days_of_the_moon_and_the_sun(phrase: str, day: str) -> None:
    assert read(phrase, date(2026, 1, 10)).opens == date.fromisoformat(day)


def test_lunar_years_run_from_new_year_to_the_eve_of_the_next() -> None:
    horse = read("马年", date(2026, 1, 10))
    assert (horse.opens, horse.deadline) == (date(2026, 2, 17), date(2027, 2, 5))
    assert read("丙午年", date(2026, 1, 10))[2:4] == horse[2:4]


@pytest.mark.parametrize(
    ("said_on", "phrase", "day"),
    [
        ("2026-11-25", "within 10 business days", "2026-12-09"),
        ("2026-11-27", "within 1 business day", "2026-11-30"),
        ("2026-11-28", "within 1 business day", "2026-11-30"),
        ("2026-11-29", "五个工作日内", "2026-12-04"),
        ("2026-11-27", "3个工作日内", "2026-12-02"),
    ],
)
def test_working_days_leave_out_weekends(said_on: str, phrase: str, day: str) -> None:
    assert read(phrase, date.fromisoformat(said_on)).deadline == date.fromisoformat(day)
