"""Dates in running text: which phrases are found, which words of time are none."""

import string
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.dates import find, read

SAID = date(2026, 1, 10)

SENTENCES = [
    ("AGI by 2030, I think, or within the next five to ten years.",
     ["by 2030", "within the next five to ten years"]),
    ("It ships in May 2027, and by the end of the decade everybody has one.",
     ["in May 2027", "by the end of the decade"]),
    ("In 2027, by 2030 at the latest, we meet on Friday, March 6, 2026.",
     ["In 2027", "by 2030 at the latest", "on Friday, March 6, 2026"]),
    ("We ship in Q3 FY27 (H2 2027), no later than\nDecember 31st, 2027.",
     ["in Q3 FY27", "H2 2027", "no later than\nDecember 31st, 2027"]),
    ("I would say 2028. Or 2029! 2030 will be big.", ["2028", "2029", "2030"]),
    ("In 2027 companies will spend more than last year.", ["In 2027", "last year"]),
    ("Half of it by the second half of next year, i.e. by Sept. 30 at most.",
     ["by the second half of next year", "by Sept. 30"]),
    ("This year, in a decade, within a month, by the weekend; 2027 onwards.",
     ["This year", "in a decade", "within a month", "by the weekend", "2027 onwards"]),
    ("我觉得未来三到五年，中国会有领先的公司。2026年中国会超过美国，今年年底前发布。",
     ["未来三到五年", "2026年", "今年年底前"]),
    ("到２０３０年，下周三之前交；明年Q1量产，2027 年底 前完成，后年或者大后年。",
     ["到２０３０年", "下周三之前", "明年Q1", "2027 年底 前", "后年或者大后年"]),
    ("第三季度末到明年上半年会复苏，三年和五年以后再看。",
     ["第三季度末到明年上半年", "三年和五年以后"]),
    ("It was 2 years ago. We shipped in December. By, say, April it ends, or in Dec. 2027.",
     ["2 years ago", "in December", "April", "in Dec. 2027"]),
    ("The 2026 deficit and our 2027 plan: ten years from now, a year and a half ago.",
     ["The 2026", "2027", "ten years from now", "a year and a half ago"]),
    ("2026年Agent会起来，预计2027年GDP增长，2月12日10年期国债，合作将于 4 月终止。",
     ["2026年", "2027年", "2月12日", "将于 4 月"]),
    ("属于90年代，高于2024年。", ["90年代", "2024年"]),
    ("“十五五”期间建成，一天之内完成，過去五年增長五倍。", ["十五五”期间", "一天之内", "過去五年"]),
]  # fmt: skip

NO_DATES = [
    "May I ask a question? The March on Washington had 2,000 users.",
    "The third company won the second quarter of the game in 24/7 mode.",
    "GPT-5, Claude 4.5 and COVID-19 cost $2030; 2030 chips; 3D, 10m, > '01; version 2.0; 1/2.",
    "He is five years old with ten years of experience; every two years it doubles.",
    "Prices fall, the sun is out, he sat and will second it. Now it is a day like any other.",
    "An H100 is fast. It is time for a change.",
    "After the election we had a year. In the first half of the talk, 100 users at 2000 points.",
    "会议，日本，年轻人，三年级的学生，十个亿，2,000用户，五五开，七八成，每年每两周。",
    "四年多来的首次，经过一年的思考，五年期利率。",
    "一年半导体行业，今天天气，周日本队赢了，10日元，二号人物，第三天，百年老店。",
]


@pytest.mark.parametrize(("text", "phrases"), SENTENCES)
def test_finds_the_dates_of_a_sentence(text: str, phrases: list[str]) -> None:
    assert [text[each.start : each.end] for each in find(text, SAID)] == phrases


@pytest.mark.parametrize("text", NO_DATES)
def test_words_of_time_that_are_no_dates(text: str) -> None:
    assert [text[each.start : each.end] for each in find(text, SAID)] == []


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("Soon we will see, and eventually, in the long run, by 2030, all.",
         ["Soon", "eventually", "in the long run", "by 2030"]),
        ("It always was early; recently it took a few years to do.", ["a few years"]),
        ("For a long time, a long-term plan; by the time we meet, someday.",
         ["someday"]),
        ("这段时间很长时间，中看到更长，很多年，未来几年。", ["未来几年"]),
        ("很快就会来，总有一天会的，几年后再看，2030年。然后最后一直如此。",
         ["很快就", "总有一天", "几年后", "2030年"]),
    ],
)  # fmt: skip
def test_vague_words_when_asked_for(text: str, phrases: list[str]) -> None:
    found = find(text, SAID, vague=True)
    assert [text[each.start : each.end] for each in found] == phrases
    assert any(each.reading.basis == "vague" for each in found)
    assert all(each.reading.basis == "stated" for each in find(text, SAID))


WORDS = """
in by the 2027 2030 next year years end of may May first Q3 H2 five to or and , . - decade month
March 今年 明年 底 前 三 到 五 年 月 3 之内 未来 很快 下 周三 的 会 半 soon 10 ' " “ ” İ ß １ 级
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\u3000"])


@given(st.lists(PIECES, max_size=25), st.sampled_from(["", " "]), st.booleans())
def test_each_reading_is_that_of_its_words(words: list[str], blank: str, vague: bool) -> None:
    text = blank.join(words)
    at = 0
    for start, end, reading in find(text, SAID, vague=vague):
        assert at <= start < end <= len(text)
        assert reading == read(text[start:end], SAID)
        at = end


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_has_its_dates_or_none(text: str) -> None:
    assert all(text[each.start : each.end] == each.reading.phrase for each in find(text, SAID))


@pytest.mark.parametrize(
    "text",
    [
        "2027, ",
        "in the next ",
        "1月、",
        "年",
        "may ",
        "2027 or 2028 or ",
        "到2030年",
        "未来的",
        "9",
        "-",
    ],
)
def test_long_text_takes_no_more_than_its_share(text: str) -> None:
    start = time.perf_counter()
    find(text * (100_000 // len(text)), SAID, vague=True)
    assert time.perf_counter() - start < 10  # a second is usual


def test_no_letter_moves_a_place() -> None:
    text = "İ" * 5 + string.whitespace.replace("\n", "") + "ß by 2030"
    (found,) = find(text, SAID)
    assert text[found.start : found.end] == "by 2030"
