"""What readers of other trackers' files share: times, outcomes, and what is left out."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.errors import InvalidInput
from tracker.formats.platforms import instants, outcomes
from tracker.formats.platforms.parts import Platform, share_text
from tracker.formats.platforms.privacy import Private


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-01-05 12:05:7", "2026-01-05T12:05:07.000000Z"),
        ("2026-01-05 12:05", "2026-01-05T12:05:00.000000Z"),
        ("2026-01-02 03:04:05.123456+00:00", "2026-01-02T03:04:05.123456Z"),
        ("2026-01-02 03:04:05.1234567+00", "2026-01-02T03:04:05.123456Z"),
        ("2026-01-02T03:04:05.5Z", "2026-01-02T03:04:05.500000Z"),
        ("2026-01-02T01:04:05+08:00", "2026-01-01T17:04:05.000000Z"),
        ("2026-01-01T23:30:00-0130", "2026-01-02T01:00:00.000000Z"),
        ("0139-01-01 00:00:00+00:00", "0139-01-01T00:00:00.000000Z"),
        ("2026-01-02", None),
    ],
)
def test_a_time_is_read(text: str, at: str | None) -> None:
    found = instants.read(text, "it")
    assert found.at == at
    assert found.day.isoformat() == (at or text)[:10]


@pytest.mark.parametrize(
    "text",
    ["2026-02-30", "2026-01-05 25:00:00", "9999-12-31 23:59:59-01:00", "0001-01-01T00:00:00+01:00",
     "03.01.2026", "2026-W01-1", "20260105", "２０２６-01-05", "tomorrow", "1767607200000"],
)  # fmt: skip
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="it "):
        instants.read(text, "it")


@given(
    st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)),  # noqa: DTZ001
    st.integers(-14 * 60, 14 * 60),
)
def test_every_time_that_python_prints_is_read(moment: datetime, minutes: int) -> None:
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    found = instants.read(str(aware), "it")
    assert datetime.fromisoformat(str(found.at)) == aware


@given(st.integers(0, 253_402_300_799_999))
def test_milliseconds_are_exact(value: int) -> None:
    found = instants.of_seconds(value, "it", milli=True)
    expected = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=value)
    assert datetime.fromisoformat(str(found.at)) == expected
    assert found.day == expected.date()


@pytest.mark.parametrize("value", [-1, 1e30, True, "5", None])
def test_no_other_number_is_a_time(value: object) -> None:
    with pytest.raises(InvalidInput):
        instants.of_seconds(value, "it")


@pytest.mark.parametrize(
    ("platform", "word", "ours"),
    [
        ("Fatebook", "YES", "yes"),
        ("Fatebook", "", ""),
        ("Fatebook", "AMBIGUOUS", "ambiguous"),
        ("PredictionBook", "True", "yes"),
        ("PredictionBook", "withdrawn", "annulled"),
        ("Metaculus", "annulled", "annulled"),
        ("Metaculus", "ambiguous", "ambiguous"),
        ("Manifold", "CANCEL", "annulled"),
        ("Manifold", "MKT", outcomes.SHARE),
        ("iqisa", "-1", "ambiguous"),
        ("ClaimReview", "Pants on Fire", "no"),
        ("list", "n/a", "ambiguous"),
    ],
)
def test_an_outcome_is_read_by_the_one_table(platform: str, word: str, ours: str) -> None:
    assert outcomes.read(platform, word) == ours


def test_a_word_that_is_in_no_table_is_refused() -> None:
    for platform in outcomes.TABLE:
        with pytest.raises(InvalidInput, match=platform):
            outcomes.read(platform, "perhaps")
        assert outcomes.read(platform, "") == ""


def test_no_outcome_of_the_table_is_unknown_to_us() -> None:
    words = {word for table in outcomes.TABLE.values() for word in table.values()}
    assert words == {"yes", "no", "ambiguous", "annulled", "", outcomes.SHARE}


@pytest.mark.parametrize(
    ("text", "left", "addresses", "tokens"),
    [
        ("write to ann.lee+x@mail.example.org.", "write to –.", 1, 0),
        (
            "a@b is no address, nor is @ann or 5@home",
            "a@b is no address, nor is @ann or 5@home",
            0,
            0,
        ),
        ("https://f.io/api?apiKey=ab12cd34ef&id=7", "https://f.io/api?–&id=7", 0, 1),
        ("Authorization: Token 0123456789abcdef01", "Authorization: –", 0, 1),
        ("sk-abcdefghijklmnop1234", "–", 0, 1),
        ("the password: none of your business", "the password: none of your business", 0, 0),
        ("a token of thanks", "a token of thanks", 0, 0),
    ],
)
def test_what_is_private_is_left_out_and_counted(
    text: str, left: str, addresses: int, tokens: int
) -> None:
    private = Private()
    assert private.text(text) == left
    assert (private.addresses, private.tokens) == (addresses, tokens)


def test_fields_for_addresses_and_tokens_are_counted_at_any_depth() -> None:
    private = Private()
    private.count({"user": {"email": "a@b.org", "x": [{"apiKey": "k"}, {"email": None}]}})
    assert (private.addresses, private.tokens) == (1, 1)
    assert private.name("ann@example.org") == "ann"
    told = [remark.text for remark in private.remarks()]
    assert told == ["2 e-mail addresses and 1 token in the file were left out"]


@given(st.text())
def test_any_text_is_searched(text: str) -> None:
    assert isinstance(Private().text(text), str)


def test_control_characters_are_taken_out_and_told() -> None:
    platform = Platform("Site", "site")
    assert platform.text("it\x96s \x07here\rnow\x81", "note") == "it–s here\nnow"
    assert [remark.text for remark in platform.remarks()] == [
        "1 text had control characters, which were taken out"
    ]


@given(st.floats(0, 1))
def test_a_share_is_written_as_an_outcome(share: float) -> None:
    text = share_text(share)
    value = {"yes": 1.0, "no": 0.0}.get(text)
    assert (float(text[:-1]) / 100 if value is None else value) == pytest.approx(share, abs=1e-12)
