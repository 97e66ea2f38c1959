"""What holds for every phrase: one kind of error, ordered windows, and plain arithmetic."""

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.dates import chinese_words, english_relations, english_words, parse_iso, read
from tracker.dates.reading import Reading
from tracker.errors import InvalidDate

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
ENGLISH_TABLES = (
    english_words.MONTHS,
    english_words.WEEKDAYS,
    english_words.HOLIDAYS,
    english_words.UNIT_NAMES,
    english_words.PARTS,
    english_words.FUSED,
    english_words.BOUNDS,
    english_words.VAGUE_QUANTITIES,
    english_relations.PREFIXES,
    english_relations.SUFFIXES,
    english_relations.IN_AMOUNT,
    english_relations.AHEAD,
)
ENGLISH = [
    *sorted({" ".join(phrase) for table in ENGLISH_TABLES for phrase in table}),
    *("2027", "2030s", "q3", "h1", "fy27", "29", "31", "9999", "5th", "'", ",", "/", "-", "half a"),
]
CHINESE_TABLES = (
    chinese_words.YEARS,
    chinese_words.DAYS,
    chinese_words.PARTS,
    chinese_words.HALVES,
    chinese_words.SEASONS,
    chinese_words.HOLIDAYS,
    chinese_words.SUFFIXES,
    chinese_words.PREFIXES,
    chinese_words.BOUNDS,
    chinese_words.LENGTH_UNITS,
)
CHINESE = [
    *sorted({word for table in CHINESE_TABLES for word in table}),
    *(
        "2030年",
        "3月",
        "31日",
        "几",
        "十",
        "三",
        "半",
        "未来",
        "世纪",
        "年代",
        "9999年",
        "的",
        "长期",
    ),
]


def attempt(phrase: str, said_on: date) -> Reading | None:
    try:
        reading = read(phrase, said_on)
    except InvalidDate as error:
        refusal: str | None = str(error)
    else:
        refusal = None
    if refusal is not None:
        assert refusal.isprintable()
        assert len(refusal) < 600
        return None
    assert reading.phrase == phrase
    assert reading.said_on == said_on
    if reading.basis == "vague":
        assert reading[2:] == (None, None, "vague", False, None, ())
    else:
        assert reading.opens or reading.deadline
    for opens, deadline in ((reading.opens, reading.deadline), reading.other or (None, None)):
        assert opens is None or deadline is None or opens <= deadline
    assert reading.other is None or reading.ambiguous
    assert reading.other != (reading.opens, reading.deadline)
    past = reading.deadline is not None and reading.deadline < said_on
    assert ("past" in reading.flags) == past
    assert read(phrase, said_on) == reading
    return reading


@given(st.text(max_size=60), st.dates())
@settings(max_examples=300)
def test_any_text(phrase: str, said_on: date) -> None:
    attempt(phrase, said_on)


@given(st.lists(st.sampled_from(ENGLISH), min_size=1, max_size=6), st.dates())
@settings(max_examples=400)
def test_any_english_words(words: list[str], said_on: date) -> None:
    attempt(" ".join(words), said_on)


@given(st.lists(st.sampled_from(CHINESE), min_size=1, max_size=6), st.dates())
@settings(max_examples=400)
def test_any_chinese_words(words: list[str], said_on: date) -> None:
    attempt("".join(words), said_on)


@pytest.mark.parametrize(
    "phrase",
    [
        *("", " ", "\x00", "年\x00内", "\ud800", "🗓️", "٢٠٢٦", "२०३० में", "三年\u202e内", "-", "'"),
        *(
            "年" * 200,
            "the end of " * 18,
            "长" * 200,
            "秋" * 200,
            "9" * 200,
            "半" * 200,
            "a " * 100,
        ),
        *(
            "1/" * 100,
            "二〇" * 100,
            "in the " * 28,
            "或" * 200,
            "2026-" * 40,
            "first half of " * 14,
        ),
    ],
)
def test_odd_texts_are_refused(phrase: str) -> None:
    with pytest.raises(InvalidDate):
        read(phrase, date(2026, 1, 10))


def test_a_megabyte_is_refused_at_once() -> None:
    with pytest.raises(InvalidDate, match="too long for a date"):
        read("三年内" * 350_000, date(2026, 1, 10))


@given(st.dates(), st.dates())
def test_iso_day_is_itself(day: date, said_on: date) -> None:
    reading = read(day.isoformat(), said_on)
    assert reading.opens == reading.deadline == day == parse_iso(day.isoformat())
    assert not reading.ambiguous


ONES = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
HAN = "零一二三四五六七八九十"


def moved(day: date, months: int, days: int) -> date:
    """Count months and days by hand: the day of the month is cut to the month's length."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)) + timedelta(days=days)


UNITS = {
    "day": (0, 1, "天"),
    "week": (0, 7, "周"),
    "month": (1, 0, "个月"),
    "quarter": (3, 0, "个季度"),
    "year": (12, 0, "年"),
    "decade": (120, 0, "个十年"),
}


@given(DAYS, st.integers(1, 12), st.sampled_from(sorted(UNITS)), st.booleans())
def test_english_lengths(said_on: date, count: int, unit: str, spelled: bool) -> None:
    months, days, _ = UNITS[unit]
    there = moved(said_on, months * count, days * count)
    back = moved(said_on, -months * count, -days * count)
    number = ONES[count] if spelled else str(count)
    length = f"{number} {unit}{'' if count == 1 else 's'}"
    for phrase, opens, deadline in (
        (f"in {length}", there, there),
        (f"{length} from now", there, there),
        (f"{length} out", there, there),
        (f"within {length}", said_on, there),
        (f"over the next {length}", said_on, there),
        (f"in less than {length}", said_on, there),
        (f"at least {length} from now", there, None),
        (f"{length} ago", back, back),
        (f"over the past {length}", back, said_on),
    ):
        reading = read(phrase, said_on)
        assert (reading.opens, reading.deadline) == (opens, deadline), phrase


@given(DAYS, st.integers(1, 9), st.sampled_from(sorted(UNITS)), st.booleans())
def test_chinese_lengths(said_on: date, count: int, unit: str, spelled: bool) -> None:
    months, days, name = UNITS[unit]
    there = moved(said_on, months * count, days * count)
    back = moved(said_on, -months * count, -days * count)
    number = ("两" if count == 2 else HAN[count]) if spelled else str(count)
    length = f"{number}{name}"
    for phrase, opens, deadline in (
        (f"{length}后", there, there),
        (f"再过{length}", there, there),
        (f"大约{length}以后", there, there),
        (f"{length}内", said_on, there),
        (f"未来{length}", said_on, there),
        (f"接下来的{length}之内", said_on, there),
        (f"最多{length}", said_on, there),
        (f"至少{length}", there, None),
        (f"{length}前", back, back),
        (f"过去{length}", back, said_on),
    ):
        reading = read(phrase, said_on)
        assert (reading.opens, reading.deadline) == (opens, deadline), phrase


@given(DAYS, st.integers(1, 9), st.integers(1, 9))
def test_ranges_of_lengths(said_on: date, low: int, more: int) -> None:
    high = low + more
    first, last = moved(said_on, 12 * low, 0), moved(said_on, 12 * high, 0)
    for phrase in (
        f"in {low}-{high} years",
        f"in {low} to {high} years",
        f"{low} or {high} years from now",
        f"in between {low} and {high} years",
        f"{low}到{high}年后",
        f"{low}-{high}年之后",
        f"{low}年到{high}年以后",
        f"{low}年和{high}年以后",
    ):
        assert read(phrase, said_on)[2:4] == (first, last), phrase
    for phrase in (
        f"within {low} to {high} years",
        f"in the next {low}-{high} years",
        f"未来{low}-{high}年",
        f"{low}至{high}年内",
    ):
        assert read(phrase, said_on)[2:4] == (said_on, last), phrase


@given(DAYS, st.integers(1800, 2600))
def test_years(said_on: date, year: int) -> None:
    first, last = date(year, 1, 1), date(year, 12, 31)
    start = said_on if said_on <= last else None
    for phrase, window in {
        f"in {year}": (first, last),
        f"sometime in {year}": (first, last),
        f"{year}年": (first, last),
        f"by the end of {year}": (start, last),
        f"{year}年底前": (start, last),
        f"through {year}": (start, last),
        f"最迟{year}年": (start, last),
        f"after {year}": (date(year + 1, 1, 1), None),
        f"from {year} onwards": (first, None),
        f"{year}年起": (first, None),
        f"Q2 {year}": (date(year, 4, 1), date(year, 6, 30)),
        f"{year}年二季度": (date(year, 4, 1), date(year, 6, 30)),
        f"the second half of {year}": (date(year, 7, 1), last),
        f"{year}年下半年": (date(year, 7, 1), last),
        f"{year}-{year + 3}": (first, date(year + 3, 12, 31)),
        f"between {year} and {year + 3}": (first, date(year + 3, 12, 31)),
        f"{year}年到{year + 3}年": (first, date(year + 3, 12, 31)),
    }.items():
        assert read(phrase, said_on)[2:4] == window, phrase


@given(DAYS, DAYS)
def test_a_day_in_every_form(day: date, said_on: date) -> None:
    month = day.strftime("%B")
    for phrase in (
        f"{month} {day.day}, {day.year}",
        f"{month[:3]} {day.day} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day.strftime('%A')}, {day.day} {month} {day.year}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02}.{day.day:02}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month}月{day.day}号",
    ):
        assert read(phrase, said_on)[2:4] == (day, day), phrase


@given(DAYS, st.integers(1, 12))
def test_a_bare_month_has_not_ended(said_on: date, month: int) -> None:
    name = date(2000, month, 1).strftime("%B")
    for phrase in (name, f"in {name}", f"{month}月"):
        reading = read(phrase, said_on)
        assert reading.opens is not None
        assert reading.deadline is not None
        assert reading.opens.month == month
        assert said_on <= reading.deadline < said_on + timedelta(days=397)


@pytest.mark.parametrize(
    "phrase", ["tomorrow", "明年", "in 3 years", "三年内", "2030年代", "next century"]
)
def test_past_the_last_year_is_refused(phrase: str) -> None:
    said_on = date(MAXYEAR, 12, 31)
    if phrase == "2030年代":
        assert "past" in read(phrase, said_on).flags
        return
    with pytest.raises(InvalidDate):
        read(phrase, said_on)


@pytest.mark.parametrize("phrase", ["in about 3 years", "around 2030", "三年左右", "十几年后"])
def test_approximate_is_flagged(phrase: str) -> None:
    assert "approximate" in read(phrase, date(2026, 1, 10)).flags
