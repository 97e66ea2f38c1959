import hashlib
import json
import tomllib
from datetime import date
from typing import Any

import pytest

from tracker.domain.claim import Window
from tracker.domain.entries import (
    AffiliationEntry,
    ClaimEntry,
    ClaimsFile,
    EvidenceEntry,
    ForecastEntry,
    PersonEntry,
    ResolutionEntry,
    SourceEntry,
)
from tracker.domain.outcome import Outcome
from tracker.domain.probability import Belief
from tracker.errors import InvalidFile
from tracker.formats.claims_file import read_claims_file

TEXT = "主持人问概率。\n我觉得是20%吧，20%已经非常乐观了。"
QUOTE = "我觉得是20%吧，20%已经非常乐观了"
URL = "https://p.example"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()

FULL = f"""
[source]
key = "agi-next-2026"
title = "AGI-NEXT panel"
author = "卡兹克"
publisher = "WeChat"
url = "https://example.org/panel"
published_on = 2026-01-10
language = "zh"
sha256 = "{SHA256}"
note = "Judged by the rules of the house."

[[people]]
name = "林俊旸"
kind = "person"
aliases = ["Lin Junyang", "Junyang Lin", "Lin Junyang", "林俊旸"]
affiliations = [
  {{ what = "Alibaba Qwen", until = 2026-03-04 }},
  {{ what = "Pragmatics", from = 2026-06-17, until = "2026-12-31", note = "n", url = "{URL}" }},
]
note = "On the panel."

[[people]]
name = "李广密"

[[claims]]
key = "china-lead"
statement = "The world's leading AI company is a Chinese team in three to five years."
type = "conditional"
kind = "binary"
said_on = 2026-01-09
by = "三年到五年后"
opens = 2029-01-10
deadline = 2031-01-10
deadline_basis = "inherited"
condition = "there is a new paradigm"
condition_claim = "paradigm"
criteria = "Yes if the first of the index is."
tags = ["china", "event:lead", "china"]
note = "A note."

  [[claims.forecasts]]
  owner = "林俊旸"
  reported_by = "李广密"
  probability = 0.20
  quote = "{QUOTE}"
  at = [8, 27]
  made_on = 2026-01-10
  note = "n"

  [[claims.forecasts]]
  owner = "Junyang Lin"
  low = 0.55
  high = 0.80
  phrase = "概率还挺高"
  made_on = 2026-01-10T20:00:00.5+08:00

  [[claims.forecasts]]
  owner = "李广密"

  [[claims.evidence]]
  key = "metr-02"
  on = 2026-02-20
  stance = "supports"
  note = "14.5 h"
  url = "https://metr.example"
  title = "t"
  publisher = "METR"
  quote = "q"
  strength = "moderate"

  [[claims.evidence]]
  key = "metr-09"
  on = "2026-09-28"
  stance = "refutes"
  note = "12.0 h"
  likelihood_ratio = 0.7
  supersedes = "metr-02"

  [claims.resolution]
  outcome = "60%"
  resolved_on = 2026-10-01T23:30:00-02:00
  because = "The index says so."
  judge = "李广密"
  evidence = ["metr-09", "metr-02"]

[[claims]]
key = "paradigm"
statement = "A new paradigm."
kind = "choice"
options = ["A", "B", "C"]

  [[claims.forecasts]]
  owner = "林俊旸"
  distribution = {{ A = 0.5, B = 0.3, C = 0.2 }}

  [claims.resolution]
  outcome = "not-yet"
  resolved_on = 2026-02-01
  because = "Nobody knows."
  check_on = 2026-06-01

[[claims]]
key = "horizon"
statement = "How long?"
type = "fact"
kind = "number"
unit = "h"

  [[claims.forecasts]]
  owner = "林俊旸"
  basis = "stated"
  distribution = {{ "5%" = 4, "50%" = 12.5, "97.5%" = 22 }}

  [claims.resolution]
  outcome = 12.5
  resolved_on = 2026-02-01
  because = "Measured."

[[claims]]
key = "when"
statement = "When?"
kind = "date"

  [[claims.forecasts]]
  owner = "林俊旸"
  distribution = {{ "10%" = 2026-05-01, "90%" = "2027-01-01" }}

  [claims.resolution]
  outcome = 2026-06-01
  resolved_on = 2026-06-01
  because = "It came."
"""

PANEL = SourceEntry(
    key="agi-next-2026",
    title="AGI-NEXT panel",
    author="卡兹克",
    publisher="WeChat",
    url="https://example.org/panel",
    published_on=date(2026, 1, 10),
    language="zh",
    sha256=SHA256,
    note="Judged by the rules of the house.",
)
PEOPLE = (
    PersonEntry(
        name="林俊旸",
        kind="person",
        aliases=("Lin Junyang", "Junyang Lin"),
        affiliations=(
            AffiliationEntry(what="Alibaba Qwen", until=date(2026, 3, 4)),
            AffiliationEntry(
                what="Pragmatics",
                since=date(2026, 6, 17),
                until=date(2026, 12, 31),
                note="n",
                url=URL,
            ),
        ),
        note="On the panel.",
    ),
    PersonEntry(name="李广密"),
)
CHINA_LEAD = ClaimEntry(
    key="agi-next-2026/china-lead",
    source="agi-next-2026",
    statement="The world's leading AI company is a Chinese team in three to five years.",
    type="conditional",
    said_on=date(2026, 1, 9),
    window=Window(date(2029, 1, 10), date(2031, 1, 10), "三年到五年后", "inherited"),
    condition="there is a new paradigm",
    condition_claim="agi-next-2026/paradigm",
    criteria="Yes if the first of the index is.",
    tags=("china", "event:lead"),
    note="A note.",
    forecasts=(
        ForecastEntry(
            owner="林俊旸",
            reported_by="李广密",
            belief=Belief("stated", 0.2),
            quote=QUOTE,
            at=(8, 27),
            made_on=date(2026, 1, 10),
            note="n",
        ),
        ForecastEntry(
            owner="Junyang Lin",
            belief=Belief("imputed", 0.675, 0.55, 0.8, "概率还挺高"),
            made_on=date(2026, 1, 10),
            made_at="2026-01-10T12:00:00.500000Z",
        ),
        ForecastEntry(owner="李广密", belief=Belief("none"), made_on=date(2026, 1, 9)),
    ),
    evidence=(
        EvidenceEntry(
            key="metr-02",
            on=date(2026, 2, 20),
            stance="supports",
            note="14.5 h",
            url="https://metr.example",
            title="t",
            publisher="METR",
            quote="q",
            strength="moderate",
        ),
        EvidenceEntry(
            key="metr-09",
            on=date(2026, 9, 28),
            stance="refutes",
            note="12.0 h",
            likelihood_ratio=0.7,
            supersedes="metr-02",
        ),
    ),
    resolution=ResolutionEntry(
        outcome=Outcome("60%", 0.6),
        resolved_on=date(2026, 10, 2),
        resolved_at="2026-10-02T01:30:00.000000Z",
        because="The index says so.",
        judge="李广密",
        evidence=("metr-09", "metr-02"),
    ),
)
OTHERS = (
    ClaimEntry(
        key="agi-next-2026/paradigm",
        source="agi-next-2026",
        statement="A new paradigm.",
        kind="choice",
        said_on=date(2026, 1, 10),
        options=("A", "B", "C"),
        forecasts=(
            ForecastEntry(
                owner="林俊旸",
                belief=Belief("stated"),
                distribution={"A": 0.5, "B": 0.3, "C": 0.2},
                made_on=date(2026, 1, 10),
            ),
        ),
        resolution=ResolutionEntry(
            outcome=Outcome("not-yet"),
            resolved_on=date(2026, 2, 1),
            because="Nobody knows.",
            check_on=date(2026, 6, 1),
        ),
    ),
    ClaimEntry(
        key="agi-next-2026/horizon",
        source="agi-next-2026",
        statement="How long?",
        type="fact",
        kind="number",
        unit="h",
        said_on=date(2026, 1, 10),
        forecasts=(
            ForecastEntry(
                owner="林俊旸",
                belief=Belief("stated"),
                distribution={"5%": 4, "50%": 12.5, "97.5%": 22},
                made_on=date(2026, 1, 10),
            ),
        ),
        resolution=ResolutionEntry(
            outcome=Outcome("12.5"), resolved_on=date(2026, 2, 1), because="Measured."
        ),
    ),
    ClaimEntry(
        key="agi-next-2026/when",
        source="agi-next-2026",
        statement="When?",
        kind="date",
        said_on=date(2026, 1, 10),
        forecasts=(
            ForecastEntry(
                owner="林俊旸",
                belief=Belief("stated"),
                distribution={"10%": "2026-05-01", "90%": "2027-01-01"},
                made_on=date(2026, 1, 10),
            ),
        ),
        resolution=ResolutionEntry(
            outcome=Outcome("2026-06-01"), resolved_on=date(2026, 6, 1), because="It came."
        ),
    ),
)

SOURCE = '[source]\nkey = "s"\npublished_on = 2026-01-10\n'
CLAIM = SOURCE + '[[claims]]\nkey = "c"\nstatement = "S."\n'
FORECAST = CLAIM + '[[claims.forecasts]]\nowner = "P"\n'
EVIDENCE = CLAIM + '[[claims.evidence]]\non = 2026-02-01\nstance = "neutral"\nnote = "n"\n'
RESOLUTION = CLAIM + '[claims.resolution]\nresolved_on = 2026-02-01\nbecause = "b"\n'
PERSON = SOURCE + '[[people]]\nname = "林俊旸"\naliases = ["Lin Junyang"]\n'
SOURCE_FIELDS = "key, title, author, publisher, url, published_on, language, sha256, note"
PERSON_KINDS = "person, organisation, model, crowd, source"
CLAIM_KINDS = "binary, choice, number, date"
ABOUT_C = 'claims[1] "c": '
ABOUT_FORECAST = 'claims[1] "c", forecasts[1]: '
ABOUT_EVIDENCE = 'claims[1] "c", evidence[1]: '
ABOUT_RESOLUTION = 'claims[1] "c", resolution: '


def read(text: str, **options: Any) -> ClaimsFile:
    return read_claims_file(text.encode(), name="f.toml", **options)


def problems(data: str | bytes, **options: Any) -> list[str]:
    with pytest.raises(InvalidFile) as caught:
        read_claims_file(data.encode() if isinstance(data, str) else data, name="f.toml", **options)
    assert str(caught.value).startswith("f.toml: ")
    return caught.value.problems


def choice(distribution: str, kind: str = 'kind = "choice"\noptions = ["A", "Bee"]') -> str:
    return f'{CLAIM}{kind}\n[[claims.forecasts]]\nowner = "P"\ndistribution = {distribution}\n'


def test_a_file_with_everything_in_it() -> None:
    found = read(FULL, source_text=TEXT)
    assert found.name == "f.toml"
    assert found.source == PANEL
    assert found.people == PEOPLE
    assert found.claims[0] == CHINA_LEAD
    assert found.claims[1:] == OTHERS


def test_the_same_tree_as_json_is_the_same_file() -> None:
    tree = tomllib.loads(FULL)
    as_json = "\n " + json.dumps(tree, ensure_ascii=False, default=lambda value: value.isoformat())
    assert read(as_json) == read(FULL)


def test_a_null_of_json_is_a_field_not_given() -> None:
    tree = {
        "source": {"key": "s", "note": None, "published_on": "2026-01-10"},
        "claims": [{"key": "c", "statement": "S.", "criteria": None, "forecasts": None}],
    }
    assert read(json.dumps(tree)) == read(CLAIM)


def test_a_byte_order_mark_is_tolerated() -> None:
    marked = b"\xef\xbb\xbf" + CLAIM.encode()
    assert read_claims_file(marked, name="f.toml") == read(CLAIM)
    as_json = b'\xef\xbb\xbf{"source": {"key": "s"}}'
    assert read_claims_file(as_json, name="f").source.key == "s"


def test_a_source_alone_is_a_file() -> None:
    assert read('source.key = "s"') == ClaimsFile(name="f.toml", source=SourceEntry(key="s"))


@pytest.mark.parametrize(
    ("fields", "window"),
    [
        ("", Window()),
        ('by = "2026年"', Window(date(2026, 1, 1), date(2026, 12, 31), "2026年", "stated")),
        ('by = "2026-12-31"', Window(None, date(2026, 12, 31), "2026-12-31", "stated")),
        ("by = 2026-12-31", Window(None, date(2026, 12, 31), "2026-12-31", "stated")),
        ('by = "tomorrow"', Window(None, date(2026, 1, 11), "tomorrow", "stated")),
        (
            'by = "tomorrow"\nsaid_on = 2026-03-01',
            Window(None, date(2026, 3, 2), "tomorrow", "stated"),
        ),
        ('by = "很快"', Window(text="很快")),
        (
            'by = "soon"\ndeadline = 2027-01-01\ndeadline_basis = "imputed"',
            Window(None, date(2027, 1, 1), "soon", "imputed"),
        ),
        (
            'by = "no date at all"\nopens = 2027-01-01',
            Window(date(2027, 1, 1), None, "no date at all"),
        ),
        ('deadline = "2027-01-01"', Window(None, date(2027, 1, 1), None, "stated")),
    ],
)
def test_windows(fields: str, window: Window) -> None:
    assert read(CLAIM + fields).claims[0].window == window


@pytest.mark.parametrize(
    ("fields", "belief"),
    [
        ("", Belief("none")),
        ('basis = "none"', Belief("none")),
        ('phrase = "很可能"', Belief("none", phrase="很可能")),
        ("probability = 0", Belief("stated", 0.0)),
        ('probability = 1\nbasis = "stated"', Belief("stated", 1.0)),
        ('probability = 0.3\nphrase = "maybe 30"', Belief("stated", 0.3, phrase="maybe 30")),
        ('probability = "20%"', Belief("stated", 0.2)),
        ('probability = "1/5"\nphrase = "p"', Belief("stated", 0.2, phrase="p")),
        ('probability = "55-80%"', Belief("stated", 0.675, 0.55, 0.8)),
        ('probability = "likely"', Belief("imputed", 0.7, 0.6, 0.83, "likely", "en-1")),
        (
            'probability = "likely"\nphrase = "likely"\nbasis = "imputed"',
            Belief("imputed", 0.7, 0.6, 0.83, "likely", "en-1"),
        ),
        ("low = 0.1\nhigh = 0.3", Belief("stated", 0.2, 0.1, 0.3)),
        ('low = 0.1\nhigh = 0.3\nbasis = "imputed"', Belief("imputed", 0.2, 0.1, 0.3)),
        ('low = 0.1\nhigh = 0.3\nphrase = "p"', Belief("imputed", 0.2, 0.1, 0.3, "p")),
        (
            'low = 0.1\nhigh = 0.3\nphrase = "p"\nbasis = "stated"',
            Belief("stated", 0.2, 0.1, 0.3, "p"),
        ),
    ],
)
def test_beliefs(fields: str, belief: Belief) -> None:
    assert read(FORECAST + fields).claims[0].forecasts[0].belief == belief


@pytest.mark.parametrize(
    ("given", "day", "at"),
    [
        ("2026-02-03", "2026-02-03", None),
        ('"2026-02-03"', "2026-02-03", None),
        ("2026-02-03T23:30:00-02:00", "2026-02-04", "2026-02-04T01:30:00.000000Z"),
        ("2026-02-03 12:00:00Z", "2026-02-03", "2026-02-03T12:00:00.000000Z"),
        ('"2026-02-03T12:00:00.25z"', "2026-02-03", "2026-02-03T12:00:00.250000Z"),
        ('"2026-02-03 01:00:00+08:00"', "2026-02-02", "2026-02-02T17:00:00.000000Z"),
        ("0001-01-02T00:00:00Z", "0001-01-02", "0001-01-02T00:00:00.000000Z"),
    ],
)
def test_days_and_instants(given: str, day: str, at: str | None) -> None:
    forecast = read(f"{FORECAST}made_on = {given}").claims[0].forecasts[0]
    assert (forecast.made_on, forecast.made_at) == (date.fromisoformat(day), at)


def test_a_condition_in_another_file_keeps_its_key() -> None:
    found = read(CLAIM + 'condition_claim = "other/c"').claims[0]
    assert found.condition_claim == "other/c"


def test_any_owner_will_do_where_no_people_are_listed() -> None:
    assert read("people = []\n" + FORECAST).claims[0].forecasts[0].owner == "P"


def test_an_alias_in_any_case_is_a_listed_name() -> None:
    forecast = (
        '[[claims]]\nkey = "c"\nstatement = "S."\n[[claims.forecasts]]\nowner = "lin junyang"'
    )
    assert read(PERSON + forecast).claims[0].forecasts[0].owner == "lin junyang"


def test_a_distribution_may_leave_options_out_and_keep_its_phrase() -> None:
    forecast = read(choice('{ A = 1 }\nphrase = "surely"')).claims[0].forecasts[0]
    assert forecast.distribution == {"A": 1.0}
    assert forecast.belief == Belief("stated", phrase="surely")


def test_a_forecast_with_words_alone_on_a_choice() -> None:
    forecast = read(FORECAST.replace('"S."', '"S."\nkind = "number"') + 'phrase = "p"')
    assert forecast.claims[0].forecasts[0].belief == Belief("none", phrase="p")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("[source]\nkey = \n", "line 2, column 7: invalid value"),
        ("[source]\nkey", "line 2, column 4: expected '=' after a key in a key/value pair, "),
        ("said = 2026-02-30", "line 1, column 8: invalid date or datetime"),
        (f"a = 1\nb = {'9' * 5000}", "line 2, column 5: the number has too many digits"),
        ("[source]\nkey = 'a'\nkey = 'b'", "line 3, column 10: cannot overwrite a value"),
        (f"a = {'[' * 10_000}", "it is nested too deeply"),
        ('{"a": ' * 100_000, "it is nested too deeply"),
        ('{\n "a": tru}', "line 2, column 7: expecting value"),
        ('{"source": {"key": "s"}} x', "line 1, column 26: extra data"),
        ('{"source": {"key": "s", "key": "t"}}', 'key "key" is given twice in one object'),
        (b"key = '\xff'", "byte 7 (0xff) is not UTF-8: save it as UTF-8"),
        (b"\xef\xbb\xbfkey = '\xe5'", "byte 10 (0xe5) is not UTF-8: save it as UTF-8"),
    ],
)
def test_what_is_no_tree_is_one_problem(data: str | bytes, problem: str) -> None:
    (found,) = problems(data)
    assert found.startswith(problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "source is missing"),
        ("source = 1", "source must be a table, not a number"),
        ("[source]", "source: key is missing"),
        ('[source]\nkey = ""', "source: key is empty"),
        ('[source]\nkey = "a\\nb"', "source: key must stand on one line"),
        ("[source]\nkey = true", "source: key must be text, not true or false"),
        (SOURCE + 'url = "x"', "source: url 'x' is no address: write it with https://"),
        (SOURCE + 'sha256 = "ab"', "source: sha256 must be 64 hexadecimal digits"),
        (SOURCE + "note = 12:00:00", "source: note must be text, not a time"),
        (
            SOURCE.replace("2026-01-10", "2026-01-10T00:00:00Z"),
            "source: published_on must be a date such as 2026-01-10, not a date-time",
        ),
        (SOURCE + 'titel = "t"', 'source: unknown field "titel" (did you mean "title"?)'),
        (
            SOURCE + "xyzzy = 1",
            'source: unknown field "xyzzy"; known are ' + SOURCE_FIELDS,
        ),
        ("clams = []\n" + SOURCE, 'unknown field "clams" (did you mean "claims"?)'),
        ('people = "P"\n' + SOURCE, "people must be a list of tables, not text"),
        (SOURCE + "[[people]]", "people[1]: name is missing"),
        (
            PERSON + 'kind = "persn"',
            f'people[1] "林俊旸": kind "persn" is none of {PERSON_KINDS} (did you mean "person"?)',
        ),
        (
            PERSON + '[[people]]\nname = "Lin Junyang"',
            'people[2] "Lin Junyang": "Lin Junyang" is a name of people[1] already',
        ),
        (
            PERSON + '[[people]]\nname = "L"\naliases = ["lin junyang"]',
            'people[2] "L": "lin junyang" is a name of people[1] already',
        ),
        (
            PERSON + "affiliations = [{ from = 2026-01-01 }]",
            'people[1] "林俊旸", affiliations[1]: what is missing',
        ),
        (
            PERSON + 'affiliations = [{ what = "x", from = 2026-01-02, until = 2026-01-01 }]',
            'people[1] "林俊旸", affiliations[1]: until 2026-01-01 is before from 2026-01-02',
        ),
        ('claims = ["c"]\n' + SOURCE, "claims[1]: must be a table, not text"),
        (SOURCE + '[[claims]]\nstatement = "S."', "claims[1]: key is missing"),
        (SOURCE + '[[claims]]\nkey = "c"', ABOUT_C + "statement is missing"),
        (
            CLAIM.replace("published_on = 2026-01-10\n", ""),
            ABOUT_C + "said_on is missing, and the source has no published_on",
        ),
        (
            CLAIM + CLAIM.removeprefix(SOURCE),
            'claims[2] "c": the key is that of claims[1] already',
        ),
        (
            CLAIM.replace('"c"', f'"{"c" * 199}"'),
            f"claims[1] \"{'c' * 59}…\": key 's/{'c' * 57}…' is longer than 200 characters",
        ),
        (CLAIM + 'condition_claim = "c"', ABOUT_C + "condition_claim is the claim itself"),
        (
            CLAIM + 'type = "predicted"',
            ABOUT_C + 'type "predicted" is none of prediction, conditional, fact, plan '
            '(did you mean "prediction"?)',
        ),
        (CLAIM + 'tags = "a"', ABOUT_C + "tags must be a list, not text"),
        (CLAIM + "tags = [1]", ABOUT_C + "tags must be text, not a number"),
        (CLAIM + 'tags = ["a b"]', ABOUT_C + "tag 'a b' may hold no blank, comma or semicolon"),
        (CLAIM + 'kind = "choice"', ABOUT_C + "options are missing: a choice claim lists them"),
        (
            CLAIM + 'options = ["A"]',
            ABOUT_C + "options belongs to the kind choice, and this claim is binary",
        ),
        (
            CLAIM + 'kind = "date"\nunit = "h"',
            ABOUT_C + "unit belongs to the kind number, and this claim is date",
        ),
        (
            CLAIM + "opens = 2027-01-02\ndeadline = 2027-01-01",
            ABOUT_C + "the window opens on 2027-01-02, after its deadline 2027-01-01",
        ),
        (
            CLAIM + 'deadline = "2027-02-30"',
            ABOUT_C + 'deadline: "2027-02-30" is no day of the calendar; write a real one as '
            "YYYY-MM-DD, e.g. 2026-12-31",
        ),
        (
            CLAIM + "deadline = 2027",
            ABOUT_C + "deadline must be a date such as 2026-01-10, not a number",
        ),
        (CLAIM + "forecasts = [1]", ABOUT_FORECAST + "must be a table, not a number"),
        (CLAIM + "[claims.forecasts]", ABOUT_C + "forecasts must be a list of tables, not a table"),
        (CLAIM + "[[claims.resolution]]", ABOUT_C + "resolution must be a table, not a list"),
        (CLAIM + "[[claims.forecasts]]", ABOUT_FORECAST + "owner is missing"),
        (
            PERSON + FORECAST.removeprefix(SOURCE).replace('"P"', '"林俊扬"'),
            ABOUT_FORECAST + 'unknown owner "林俊扬" (did you mean "林俊旸"?)',
        ),
        (
            PERSON + FORECAST.removeprefix(SOURCE).replace('"P"', '"林俊旸"\nreported_by = "Q"'),
            ABOUT_FORECAST + 'unknown reported_by "Q"',
        ),
        (
            PERSON + RESOLUTION.removeprefix(SOURCE) + 'outcome = "no"\njudge = "Lin"',
            ABOUT_RESOLUTION + 'unknown judge "Lin"',
        ),
        (
            FORECAST + "probabilty = 0.2",
            ABOUT_FORECAST + 'unknown field "probabilty" (did you mean "probability"?)',
        ),
        (FORECAST + "probability = 1.2", ABOUT_FORECAST + "probability 1.2 is not between 0 and 1"),
        (
            FORECAST + "probability = 20",
            ABOUT_FORECAST + "probability 20 is not between 0 and 1: write 0.20",
        ),
        (
            FORECAST + "probability = 12.5",
            ABOUT_FORECAST + "probability 12.5 is not between 0 and 1: write 0.125",
        ),
        (
            FORECAST + 'probability = "20"',
            ABOUT_FORECAST + "probability '20' is not between 0 and 1: did you mean 20%?",
        ),
        (
            FORECAST + "probability = -0.1",
            ABOUT_FORECAST + "probability -0.1 is not between 0 and 1",
        ),
        (FORECAST + "probability = nan", ABOUT_FORECAST + "probability is no finite number"),
        (FORECAST + "low = 0.1\nhigh = inf", ABOUT_FORECAST + "high is no finite number"),
        (
            FORECAST + f"low = 0.1\nhigh = 0x{'f' * 9999}",
            ABOUT_FORECAST + "high is no finite number",
        ),
        (
            FORECAST + "probability = true",
            ABOUT_FORECAST + "probability must be a number, not true or false",
        ),
        (
            FORECAST + "probability = 0.2\nlow = 0.1",
            ABOUT_FORECAST + "probability is given beside a range: keep it, or low and high",
        ),
        (FORECAST + "low = 0.1", ABOUT_FORECAST + "low is given without high"),
        (FORECAST + 'high = 0.1\nphrase = "p"', ABOUT_FORECAST + "high is given without low"),
        (
            FORECAST + "low = 0.8\nhigh = 0.55",
            ABOUT_FORECAST + "the range 0.8 to 0.55 runs backwards",
        ),
        (
            FORECAST + 'probability = 0.2\nbasis = "imputed"',
            ABOUT_FORECAST + 'basis "imputed" does not agree with what is given, which is stated',
        ),
        (
            FORECAST + 'basis = "stated"',
            ABOUT_FORECAST + 'basis "stated" does not agree with what is given, which is none',
        ),
        (
            FORECAST + 'low = 0.1\nhigh = 0.2\nbasis = "none"',
            ABOUT_FORECAST + 'basis "none" does not agree with what is given, which is stated',
        ),
        (
            FORECAST + 'probability = "likely"\nphrase = "quite likely"',
            ABOUT_FORECAST + 'probability "likely" is a phrase itself: leave the other out, or '
            "give low and high",
        ),
        (
            FORECAST + "distribution = { A = 1 }",
            ABOUT_FORECAST + "a binary claim takes a probability, not a distribution",
        ),
        (
            choice("{ A = 1 }\nprobability = 0.2"),
            ABOUT_FORECAST + "a choice claim takes a distribution, not probability",
        ),
        (
            choice("{ A = 1 }").replace("distribution = { A = 1 }", "low = 0.2\nhigh = 0.3"),
            ABOUT_FORECAST + "a choice claim takes a distribution, not low",
        ),
        (choice("{}"), ABOUT_FORECAST + "distribution is empty"),
        (choice("[1]"), ABOUT_FORECAST + "distribution must be a table, not a list"),
        (
            choice("{ A = 0.5, Beee = 0.5 }"),
            ABOUT_FORECAST + 'distribution: "Beee" is none of the options (did you mean "Bee"?)',
        ),
        (
            choice("{ A = 0.5, Bee = 0.4 }"),
            ABOUT_FORECAST + "distribution adds up to 0.9, not to 1",
        ),
        (
            choice("{ A = 1.5, Bee = 0.4 }"),
            ABOUT_FORECAST + 'distribution "A" 1.5 is not between 0 and 1',
        ),
        (
            choice('{ A = 1 }\nbasis = "imputed"'),
            ABOUT_FORECAST + 'basis "imputed" does not agree with what is given, which is stated',
        ),
        (
            choice('{ "0%" = 1 }', 'kind = "number"'),
            ABOUT_FORECAST + 'distribution: "0%" is no level: write one between 0% and 100%, '
            "such as 5%",
        ),
        (
            choice('{ "50%" = 1, "5%" = 2 }', 'kind = "number"'),
            ABOUT_FORECAST + 'distribution: "5%" does not rise above the level before it',
        ),
        (
            choice('{ "5%" = 3, "50%" = 2 }', 'kind = "number"'),
            ABOUT_FORECAST + 'distribution: at "50%" 2 is less than 3 before it',
        ),
        (
            choice('{ "5%" = "x" }', 'kind = "number"'),
            ABOUT_FORECAST + 'distribution "5%" must be a number, not text',
        ),
        (
            choice('{ "5%" = 3 }', 'kind = "date"'),
            ABOUT_FORECAST + 'distribution "5%" must be a date such as 2026-01-10, not a number',
        ),
        (FORECAST + "at = [1, 2]", ABOUT_FORECAST + "at is given without a quote"),
        (
            FORECAST + 'quote = "q"\nat = [1, true]',
            ABOUT_FORECAST + "at must be two whole numbers, such as [120, 144]",
        ),
        (
            FORECAST + 'quote = "q"\nat = [2, 1]',
            ABOUT_FORECAST + "at must rise, from 0 on: the quote's first character, its end",
        ),
        (
            FORECAST + 'quote = "q"\nat = [1, 3]',
            ABOUT_FORECAST + "at [1, 3] spans 2 characters, and the quote has 1",
        ),
        (
            FORECAST + "made_on = 2026-01-10T12:00:00",
            ABOUT_FORECAST + "made_on 2026-01-10T12:00:00 has no time zone: add Z or +08:00",
        ),
        (
            FORECAST + 'made_on = "2026-01-10T12:00:00"',
            ABOUT_FORECAST + "made_on 2026-01-10T12:00:00 has no time zone: add Z or +08:00",
        ),
        (
            FORECAST + 'made_on = "2026-01-10T25:00:00Z"',
            ABOUT_FORECAST + 'made_on: "2026-01-10T25:00:00Z" is no time of the calendar',
        ),
        (
            FORECAST + "made_on = 0001-01-01T00:00:00+01:00",
            ABOUT_FORECAST + "made_on 0001-01-01T00:00:00+01:00 lies outside the calendar",
        ),
        (
            FORECAST + '[[claims.forecasts]]\nowner = "P"\nprobability = 0.2',
            'claims[1] "c", forecasts[2]: owner, made_on and quote are those of forecasts[1]',
        ),
        (
            CLAIM + '[[claims.evidence]]\nstance = "neutral"\nnote = "n"',
            ABOUT_EVIDENCE + "on is missing",
        ),
        (
            EVIDENCE.replace("neutral", "suports"),
            ABOUT_EVIDENCE + 'stance "suports" is none of supports, refutes, neutral '
            '(did you mean "supports"?)',
        ),
        (EVIDENCE + "likelihood_ratio = 0", ABOUT_EVIDENCE + "likelihood ratio 0 is not above 0"),
        (
            EVIDENCE + 'supersedes = "k"',
            ABOUT_EVIDENCE + 'supersedes "k" is no key of this claim\'s evidence',
        ),
        (
            EVIDENCE + 'key = "k"\nsupersedes = "k"',
            ABOUT_EVIDENCE + 'supersedes "k" must stand before this item',
        ),
        (
            EVIDENCE + EVIDENCE.removeprefix(CLAIM),
            'claims[1] "c", evidence[2]: on, url and note are those of evidence[1]',
        ),
        (
            EVIDENCE + 'key = "k"\n' + EVIDENCE.removeprefix(CLAIM) + 'key = "k"',
            'claims[1] "c", evidence[2]: the key is that of evidence[1] already',
        ),
        (RESOLUTION, ABOUT_RESOLUTION + "outcome is missing"),
        (
            RESOLUTION + "outcome = false",
            ABOUT_RESOLUTION + 'outcome must be text: write "yes" or "no"',
        ),
        (
            RESOLUTION + 'outcome = "maybe"',
            ABOUT_RESOLUTION + "outcome 'maybe' is none: write yes, no, a share such as 60%, "
            "ambiguous, annulled or not-yet",
        ),
        (
            RESOLUTION + 'outcome = "no"\ncheck_on = 2026-03-01',
            ABOUT_RESOLUTION + 'check_on goes with the outcome "not-yet" alone',
        ),
        (
            RESOLUTION + 'outcome = "no"\nevidence = ["metr-8"]\n'
            '[[claims.evidence]]\nkey = "metr-9"\non = 2026-01-02\nstance = "neutral"\nnote = "n"',
            ABOUT_RESOLUTION
            + 'evidence "metr-8" is no key of this claim\'s evidence (did you mean "metr-9"?)',
        ),
        (
            CLAIM.replace('"S."', '"a\\u0007b"'),
            ABOUT_C + "statement has a control character (U+0007) at character 2: take it out",
        ),
        (
            '{"source": {"key": "\\ud800"}}',
            "source: key is not valid UTF-8 at character 1",
        ),
        ('{"source": {"key": "s", "title": 1e999}}', "source: title must be text, not a number"),
    ],
)
def test_problems(text: str, problem: str) -> None:
    assert problems(text) == [problem]


def test_words_that_are_no_date_are_refused() -> None:
    (problem,) = problems(CLAIM + 'by = "no date at all"')
    assert problem.startswith(ABOUT_C + "by: ")


@pytest.mark.parametrize("text", ["NaN", "-Infinity", "1e999", "1" * 5000])
def test_json_numbers_without_end_are_refused_where_they_stand(text: str) -> None:
    forecast = f'{{"owner": "P", "probability": {text}}}'
    tree = '{"source": {"key": "s"}, "claims": [{"key": "c", "statement": "S.", '
    tree += f'"said_on": "2026-01-10", "forecasts": [{forecast}]}}]}}'
    assert problems(tree) == [ABOUT_FORECAST + "probability is no finite number"]


@pytest.mark.parametrize(
    ("at", "problem"),
    [
        ([8, 27], None),
        ([9, 28], 'has "觉得是20%吧，20%已经非常乐观了。", not the quote: it stands at [8, 27]'),
        ([80, 99], 'has "", not the quote: it stands at [8, 27]'),
    ],
)
def test_a_quote_must_stand_in_the_text(at: list[int], problem: str | None) -> None:
    text = f'{FORECAST}quote = "{QUOTE}"\nat = {at}'
    if problem is None:
        assert read(text, source_text=TEXT).claims[0].forecasts[0].at == (8, 27)
    else:
        expected = f"{ABOUT_FORECAST}at {at} the text {problem}"
        assert problems(text, source_text=TEXT) == [expected]


def test_a_quote_that_is_nowhere_and_a_text_that_is_another() -> None:
    text = FORECAST.replace('key = "s"', f'key = "s"\nsha256 = "{SHA256}"')
    text += 'quote = "q"\nat = [0, 1]'
    other = hashlib.sha256(b"another").hexdigest()
    assert problems(text, source_text="another") == [
        f"source: sha256 is not that of the text given, which is {other}",
        ABOUT_FORECAST + 'at [0, 1] the text has "a", not the quote',
    ]


def test_a_text_that_no_file_can_hold_is_another_text() -> None:
    text = CLAIM.replace('key = "s"', f'key = "s"\nsha256 = "{SHA256}"')
    assert len(problems(text, source_text="\ud800")) == 1


MANY = """
[[claims]]
statement = ""
said_on = "soon"
tags = ["a b", "c", "d,e"]
stetement = "red"

  [[claims.forecasts]]
  probability = 20
  owner = "林俊扬"

  [[claims.forecasts]]
  owner = "林俊旸"
  low = 0.8
  at = [1]

[[people]]
name = "林俊旸"
kind = 3

[source]
published_on = 2026-01-10
key = ""

[[claims]]
key = "second"
statement = "S."
kind = "chioce"

  [[claims.forecasts]]
  owner = "林俊旸"
  distribution = { A = 7 }

  [claims.resolution]
  outcome = "A"
"""


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    assert problems(MANY) == [
        "claims[1]: statement is empty",
        'claims[1]: said_on: "soon" is no date; write it as YYYY-MM-DD, e.g. 2026-12-31',
        "claims[1]: tag 'a b' may hold no blank, comma or semicolon",
        "claims[1]: tag 'd,e' may hold no blank, comma or semicolon",
        'claims[1]: unknown field "stetement" (did you mean "statement"?)',
        "claims[1], forecasts[1]: probability 20 is not between 0 and 1: write 0.20",
        'claims[1], forecasts[1]: unknown owner "林俊扬" (did you mean "林俊旸"?)',
        "claims[1], forecasts[2]: low is given without high",
        "claims[1], forecasts[2]: at must be two whole numbers, such as [120, 144]",
        "claims[1]: key is missing",
        f'claims[2] "second": kind "chioce" is none of {CLAIM_KINDS} (did you mean "choice"?)',
        'claims[2] "second", resolution: resolved_on is missing',
        'claims[2] "second", resolution: because is missing',
        'people[1] "林俊旸": kind must be text, not a number',
        "source: key is empty",
    ]


def test_every_problem_is_one_line() -> None:
    tree = {"source": {"k\ney": 1, "key": "a"}, "claims": [{"key": "x\n\u202ey", "a\u2028b": 1}]}
    assert all(len(problem.splitlines()) == 1 for problem in problems(json.dumps(tree)))
