"""`import csv`: what its cells mean, and what is refused, each row with its line."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.imports import FurtherForecast, ImportedRow, RejectedRow
from tracker.errors import InvalidFile
from tracker.formats.csv_columns import joined, parts
from tracker.formats.csv_reader import read

TODAY = date(2026, 11, 24)


def rows(data: str | bytes) -> list[ImportedRow | RejectedRow]:
    """Return the rows of a file, each as it would be alone."""
    return [found.whole() if isinstance(found, FurtherForecast) else found for found in told(data)]


def told(data: str | bytes) -> list[ImportedRow | FurtherForecast | RejectedRow]:
    content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return list(read(io.BytesIO(content), name="f.csv", today=TODAY))


def row(**cells: str) -> ImportedRow | RejectedRow:
    given = {"statement": "It rains.", "owner": "Ann", **cells}
    quoted = ['"' + cell.replace('"', '""') + '"' for cell in given.values()]
    (found,) = rows(f"{','.join(given)}\n{','.join(quoted)}\n")
    return found


def taken(**cells: str) -> ImportedRow:
    found = row(**cells)
    assert isinstance(found, ImportedRow), found
    return found


def why(**cells: str) -> str:
    found = row(**cells)
    assert isinstance(found, RejectedRow), found
    assert found.line == 2
    return found.why


def belief(**cells: str) -> tuple[Any, ...]:
    return tuple(taken(**cells).claim.forecasts[0].belief)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, ("none", None, None, None, None, None)),
        ({"probability": " "}, ("none", None, None, None, None, None)),
        ({"probability": "0"}, ("stated", 0.0, None, None, None, None)),
        ({"probability": "0%"}, ("stated", 0.0, None, None, None, None)),
        ({"probability": "0.2"}, ("stated", 0.2, None, None, None, None)),
        ({"probability": ".5"}, ("stated", 0.5, None, None, None, None)),
        ({"probability": "20%"}, ("stated", 0.2, None, None, None, None)),
        ({"probability": "1/5"}, ("stated", 0.2, None, None, None, None)),
        ({"probability": "1e-05"}, ("stated", 1e-05, None, None, None, None)),
        ({"probability": "55-80%"}, ("stated", 0.675, 0.55, 0.8, None, None)),
        ({"probability": "likely"}, ("imputed", 0.7, 0.6, 0.83, "likely", "en-1")),
        ({"phrase": "很可能"}, ("imputed", 0.8, 0.65, 0.92, "很可能", "zh-1")),
        ({"phrase": "很可能", "basis": "none"}, ("none", None, None, None, "很可能", None)),
        ({"phrase": "有信心"}, ("none", None, None, None, "有信心", None)),
        ({"low": "0.5", "high": "70%"}, ("stated", 0.6, 0.5, 0.7, None, None)),
        (
            {"probability": "0.7", "low": "0.6", "high": "0.83", "phrase": "likely"},
            ("imputed", 0.7, 0.6, 0.83, "likely", "en-1"),
        ),
        (
            {"probability": "0.6", "low": "0.5", "high": "0.9", "basis": "stated"},
            ("stated", 0.6, 0.5, 0.9, None, None),
        ),
    ],
)
def test_a_belief(cells: dict[str, str], expected: tuple[Any, ...]) -> None:
    assert belief(**cells) == expected


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"probability": "20"}, "did you mean 20%?"),
        ({"probability": "1_0"}, "1_0"),
        ({"probability": "１０"}, "１０"),
        ({"probability": "nan"}, "nan"),
        ({"probability": "inf"}, "inf"),
        ({"probability": "1e999"}, "is not between 0 and 1"),
        ({"probability": "1.0000001"}, "is not between 0 and 1"),
        ({"probability": "-0.1"}, "-0.1"),
        ({"probability": "1/0"}, "is not between 0 and 1"),
        ({"probability": "0,7"}, "0,7"),
        ({"low": "0.5"}, "low is given without high"),
        ({"low": "0.9", "high": "0.1"}, "runs backwards"),
        ({"probability": "0.9", "low": "0.1", "high": "0.2"}, "lies outside its range"),
        ({"probability": "0.2", "basis": "imputed"}, "does not agree"),
        ({"probability": "0.2", "basis": "none"}, "does not agree"),
        ({"basis": "stated"}, "does not agree"),
        ({"probability": "likely", "phrase": "很可能"}, "phrase does not agree"),
        ({"kind": "choice", "probability": "0.2"}, "takes a distribution"),
        ({"kind": "binary", "distribution": "A=1"}, "takes a probability"),
        ({"distribution": "A=50%;B=30%"}, "adds up to 0.8"),
        ({"distribution": "A"}, "is no pair"),
        ({"distribution": "A=1;A=0"}, "twice"),
        ({"kind": "number", "distribution": "5%=1e999"}, "is no number"),
        ({"kind": "number", "distribution": "5%=9;50%=4"}, "less than"),
        ({"type": "guess"}, "is none of"),
        ({"made_on": "2026-01-10T12:00:00"}, "has no time zone"),
        ({"made_on": "2026-02-30"}, "no day of the calendar"),
        ({"said_on": "2030-W01-1"}, "said_on"),
        ({"opens": "20300101"}, "opens"),
        ({"deadline": "2026-13-01"}, "deadline"),
        ({"opens": "2027-01-01", "deadline": "2026-01-01"}, "after its deadline"),
        ({"deadline_text": "in 3 years"}, "give said_on"),
        ({"outcome": "perhaps"}, "is none"),
        ({"outcome": "yes", "check_on": "2027-01-01"}, "check_on goes with"),
        ({"tags": "two words"}, "tag"),
        ({"url": "nowhere"}, "is no address"),
        ({"statement": "a\0b"}, "control character (U+0000)"),
        ({"statement": "caf\udce9"}, "not valid UTF-8"),
        ({"statement": " "}, "statement is missing"),
        ({"owner": ""}, "owner is missing"),
        ({"owner": "two\nlines"}, "one line"),
    ],
)
def test_a_refused_row(cells: dict[str, str], said: str) -> None:
    assert said in why(**cells)


def test_all_that_is_wrong_with_a_row_is_told() -> None:
    said = why(type="guess", said_on="x", tags="a b")
    assert all(part in said for part in ("type", "said_on", "tag"))


def test_a_blank_outcome_is_open() -> None:
    found = taken(outcome="", resolved_on="2026-01-10", because="x")
    assert found.claim.resolution is None
    assert found.remarks


@pytest.mark.parametrize(
    ("cells", "known_on"),
    [
        ({"resolved_on": "2026-05-05"}, date(2026, 5, 5)),
        ({"deadline": "2026-06-01"}, date(2026, 6, 1)),
        ({"deadline": "2027-06-01"}, TODAY),
        ({}, TODAY),
    ],
)
def test_when_an_outcome_was_known(cells: dict[str, str], known_on: date) -> None:
    found = taken(outcome="NO", **cells).claim.resolution
    assert found is not None
    assert (found.outcome.text, found.resolved_on) == ("no", known_on)


def test_times_and_days() -> None:
    found = taken(made_on="2026-01-10T23:30:00-05:00", said_on="2026-01-09").claim
    assert found.forecasts[0].made_on == date(2026, 1, 11)
    assert found.forecasts[0].made_at == "2026-01-11T04:30:00.000000Z"
    assert found.said_on == date(2026, 1, 9)


def test_what_is_left_out_is_assumed() -> None:
    found = taken()
    assert found.claim.said_on == TODAY
    assert found.claim.forecasts[0].made_on is None
    assert {"said_on", "made_on", "type", "kind"} <= found.assumed


def test_words_count_from_the_day_it_was_said() -> None:
    window = taken(deadline_text="in 3 years", said_on="2020-05-01").claim.window
    assert window.deadline == date(2023, 5, 1)
    window = taken(deadline="end of 2027").claim.window
    assert (window.deadline, window.text) == (date(2027, 12, 31), "end of 2027")


def test_a_choice_and_quantiles() -> None:
    choice = taken(options="A; b=c;d\\;e", distribution="A=50%;b=c=30%;d\\;e=0.2").claim
    assert choice.kind == "choice"
    assert choice.options == ("A", "b=c", "d;e")
    assert choice.forecasts[0].distribution == {"A": 0.5, "b=c": 0.3, "d;e": 0.2}
    number = taken(distribution="5%=4;50%=12.5").claim
    assert (number.kind, number.forecasts[0].distribution) == ("number", {"5%": 4, "50%": 12.5})
    day = taken(distribution="50%=2027-01-01").claim
    assert (day.kind, day.forecasts[0].distribution) == ("date", {"50%": "2027-01-01"})


def test_a_list_reads_back() -> None:
    items = ["a", "b;c", "d\\", "\\;", "e=f"]
    assert list(parts(joined(items))) == items


def test_the_quote_mark_before_a_formula_is_taken_off() -> None:
    assert taken(statement="'=1+1").claim.statement == "=1+1"
    assert taken(statement="'tis").claim.statement == "'tis"


def test_line_breaks_stay_and_lines_are_counted() -> None:
    data = '\ufeffstatement,owner\r\n"one\r\n""two""",Ann\r\n\r\n,\r\nx\r\nok,Ben'
    first, short, last = rows(data)
    assert isinstance(first, ImportedRow)
    assert first.claim.statement.split() == ["one", '"two"']
    assert isinstance(short, RejectedRow)
    assert (short.line, last.line) == (6, 7)
    assert "1 cells" in short.why


def test_empty_cells_at_the_end_may_be_too_many() -> None:
    (found,) = rows("statement,owner\na,b,,\n")
    assert isinstance(found, ImportedRow)
    (found,) = rows("statement,owner\na,b,c\n")
    assert isinstance(found, RejectedRow)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "it is empty"),
        ("\n\n", "it is empty"),
        ("statement,owner,probabilty\n", 'unknown column "probabilty" (did you mean "probability"'),
        ("statement\n", 'column "owner" is missing'),
        ("statement,owner,owner\n", 'column "owner" stands there twice'),
        ("statement;owner\na;b\n", "separated by commas"),
        ("root:x:0:0:root:/root:/bin/bash\n", "it names no columns"),
        ("statement,owner\n".encode("utf-16"), "not UTF-8"),
        ('statement,owner\n"a,b\n', "never closed"),
        ('statement,owner\n"a"b,c\n', "closing quote mark"),
        ('statement,owner\n"' + "a" * 200_000 + '",b\n', "line 2: a cell has more than"),
        ("," * 5_000_000, "more than 4,000,000 characters"),
        (",".join(f"c{number}" for number in range(9_999)), "more unknown columns"),
    ],
)
def test_a_refused_file(data: str | bytes, said: str) -> None:
    with pytest.raises(InvalidFile) as refused:
        rows(data)
    assert said in str(refused.value)


def test_a_header_alone_is_a_file_without_rows() -> None:
    assert rows("statement,owner\n") == []


def test_rows_come_one_by_one() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            text = b"statement,owner\n" if not self.begun else b"a,b\n"
            self.begun = True
            buffer[: len(text)] = text
            return len(text)

        begun = False

    stream = read(io.BufferedReader(Endless()), name="-", today=TODAY)
    assert isinstance(next(stream), ImportedRow)


CELLS = {
    "owner": ["Ann", "Bo", ""],
    "statement": ["It rains.", "It snows."],
    "probability": ["", "20%", "likely", "x"],
    "made_on": ["", "2026-01-10", "2026-02-10"],
    "said_on": ["", "2026-01-09"],
    "kind": ["", "choice"],
    "deadline": ["", "2027-01-01", "in two years"],
    "distribution": ["", "A=50%;B=50%", "5%=1;50%=2"],
    "outcome": ["", "yes"],
    "tags": ["", "a;b"],
}


@given(
    st.lists(
        st.tuples(*(st.sampled_from(cells) for cells in CELLS.values())), min_size=1, max_size=6
    )
)
def test_a_row_says_after_one_like_it_what_it_says_alone(given_rows: list[tuple[str, ...]]) -> None:
    header = ",".join(CELLS)
    written = [",".join(f'"{cell}"' for cell in cells) for cells in given_rows]
    together = rows("\n".join([header, *written]) + "\n")
    for line, (found, text) in enumerate(zip(together, written, strict=True), start=2):
        (alone,) = rows(f"{header}\n{text}\n")
        moved = alone._replace(line=line) if isinstance(alone, RejectedRow) else alone
        assert found == (replace(moved, line=line) if isinstance(moved, ImportedRow) else moved)


def test_a_row_that_only_adds_a_forecast_is_told() -> None:
    first, second, other = told(
        "statement,owner,probability\nRain.,Ann,20%\nRain.,Bo,30%\nSnow.,Ann,20%\n"
    )
    assert isinstance(second, FurtherForecast)
    assert second.said_before is first
    assert isinstance(other, ImportedRow)
