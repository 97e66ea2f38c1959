"""Each way to write a transcript gives its turns, and places are those of the file."""

from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.formats.transcripts import read


def said(text: str) -> list[tuple[str | None, str]]:
    """Give each turn's speaker and words, blanks run together."""
    found = read(dedent(text), name="talk")
    return [
        (turn.speaker, " ".join(found.clean[turn.start : turn.end].split())) for turn in found.turns
    ]


PANEL = """\
    ---
    title: "圆桌"
    作者: "小王"
    发布日期: 2026-03-02
    ---

    今天去听了一场圆桌。

    主持人/赵敏
    ：大家好。你怎么看
    agent
    的未来？

    钱进
    ：我觉得明年会普及。

    主持人/赵敏
    ：谢谢。

    钱进
    ：不客气。

    ## 关联主题

    - [[笔记/agent]]
    """
BOLD = """\
    # Talk

    **Ada Quill:** [00:01] When will it happen?

    **Ben Oduya:** [00:09] I think by 2030.

    And I mean it.

    **Ada Quill:** Thanks.
    """
HEADED = """\
    # A hearing on bridges

    **Date:** May 8, 2025
    **Committee:** Works

    **Witnesses:**
    - Ben Oduya, Acme

    ---

    ## Opening Statement - Chair Ada Quill (D-MT)

    [00:01] They will open by 2030.

    ## Testimony

    ### Ben Oduya, Chief Engineer, Acme

    [00:09] They will not.

    ### What Quill wants

    And nobody pays.

    ## Questions

    [00:20] **Chair Quill:** Why?

    **Ben Oduya:** It is too dear.

    **Chair Quill:** Thanks.
    """
CAPITALS = """\
    January 5, 2026      Chair Moss's Press Conference      FINAL

    CHAIR MOSS.  Good afternoon.  We expect inflation to
    move down

    Page 1 of 3

    January 5, 2026      Chair Moss's Press Conference      FINAL

    over time.
    JANE ROE.  When will rates fall?

    Page 2 of 3

    January 5, 2026      Chair Moss's Press Conference      FINAL

    CHAIR MOSS.  Soon.
    """
HEARING = """\
                        OVERSIGHT OF MACHINES

        Chairman Moss. Thank you all. Mr. Quill, when will they write
    their own code?
        Mr. Quill. Within 5 years.
        Senator Roe of Ohio. And then?
        Mr. Quill. Then we rest.
    """
COLON = """\
    Title: Evening Show
    Date: 3 March 2026

    Ana Lind: Will it rain?
    Bo Ek (00:12): It will, by tomorrow.
    It always does.
    Ana Lind: Good.
    """
SRT = """\
    1
    00:00:01,000 --> 00:00:03,000
    HOST: Will we see robots

    2
    00:00:03,000 --> 00:00:05,000
    at home?

    3
    00:00:05,000 --> 00:00:07,000
    KIM LEE: In <i>ten</i> years,
    [music]
    yes.
    """
VTT = """\
    WEBVTT

    NOTE made by hand

    intro
    00:01.000 --> 00:03.000
    <v Host>Will we see it?</v>

    00:03.000 --> 00:05.000
    <v Kim Lee>In ten years,

    00:05.000 --> 00:06.000
    <v Kim Lee>yes.
    """


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            PANEL,
            [
                (None, "今天去听了一场圆桌。"),
                ("赵敏", "大家好。你怎么看 agent 的未来？"),
                ("钱进", "我觉得明年会普及。"),
                ("赵敏", "谢谢。"),
                ("钱进", "不客气。"),
            ],
            id="panel",
        ),
        pytest.param(
            BOLD,
            [
                ("Ada Quill", "When will it happen?"),
                ("Ben Oduya", "I think by 2030. And I mean it."),
                ("Ada Quill", "Thanks."),
            ],
            id="bold",
        ),
        pytest.param(
            CAPITALS,
            [
                ("CHAIR MOSS", "Good afternoon. We expect inflation to move down over time."),
                ("JANE ROE", "When will rates fall?"),
                ("CHAIR MOSS", "Soon."),
            ],
            id="capitals",
        ),
        pytest.param(
            HEARING,
            [
                (None, "OVERSIGHT OF MACHINES"),
                ("Chairman Moss", "Thank you all. Mr. Quill, when will they write their own code?"),
                ("Mr. Quill", "Within 5 years."),
                ("Senator Roe of Ohio", "And then?"),
                ("Mr. Quill", "Then we rest."),
            ],
            id="hearing",
        ),
        pytest.param(
            COLON,
            [
                ("Ana Lind", "Will it rain?"),
                ("Bo Ek", "It will, by tomorrow. It always does."),
                ("Ana Lind", "Good."),
            ],
            id="colon",
        ),
        pytest.param(
            SRT,
            [("HOST", "Will we see robots at home?"), ("KIM LEE", "In ten years, yes.")],
            id="srt",
        ),
        pytest.param(
            VTT, [("Host", "Will we see it?"), ("Kim Lee", "In ten years, yes.")], id="vtt"
        ),
        pytest.param(
            "It will rain.\n\nThat is all.", [(None, "It will rain. That is all.")], id="plain"
        ),
    ],
)
def test_turns_of_each_format(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected


def test_front_matter_tells_of_the_document() -> None:
    found = read(dedent(PANEL), name="talk")
    assert found[3:] == ("圆桌", "小王", None, date(2026, 3, 2), None)
    assert read(dedent(COLON), name="talk").published_on == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-3-2T12:00:00+08:00", date(2026, 3, 2)),
        ("发布于2026-03-02 12:30", date(2026, 3, 2)),
        ("2026 年 3 月 2 日 星期一", date(2026, 3, 2)),
        ("二〇二六年三月二日", date(2026, 3, 2)),
        ("Mon, 02 Mar 2026 08:00:00 GMT", date(2026, 3, 2)),
        ("Updated: Jul. 2nd, 2025 | 5 min read", date(2025, 7, 2)),
        ("发布于 Jun. 2, 2025", date(2025, 6, 2)),
        ("20260302", date(2026, 3, 2)),
        ("2-Mar-2026", date(2026, 3, 2)),
        ("recorded 2026-02-01, published 2026-03-02", date(2026, 2, 1)),
        ("2026-13-40, that is 2 March 2026", date(2026, 3, 2)),
        ("02/03/2026", None),
        ("yesterday", None),
        ("March 2026", None),
        ("2026-13-40", None),
    ],
)
def test_the_date_of_a_document_is_a_whole_day(written: str, expected: date | None) -> None:
    text = f"---\ndate: {written}\n---\n\nAnn: It will rain by 2030.\n"
    assert read(text, name="talk").published_on == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("June 14, 2017  Press conference\n\nWe will raise rates.", date(2017, 6, 14)),
        ("圆桌 2026年1月10日\n\n今年一定会有新范式。", date(2026, 1, 10)),
        ("We will raise rates by 2028.", None),
        (f"We will raise rates. {'So we said. ' * 40} June 14, 2017", None),
        ("---\ndate: 2026-01-10\n---\nOn June 14, 2017 they met.", None),
    ],
)
def test_a_day_that_the_beginning_names_is_kept_as_a_guess(
    text: str, expected: date | None
) -> None:
    assert read(text, name="talk").named_first == expected


def test_headings_that_name_a_speaker_give_him_what_stands_below() -> None:
    assert said(HEADED) == [
        ("Chair Quill", "They will open by 2030."),
        ("Ben Oduya", "They will not. And nobody pays."),
        ("Chair Quill", "Why?"),
        ("Ben Oduya", "It is too dear."),
        ("Chair Quill", "Thanks."),
    ]
    found = read(dedent(HEADED), name="talk")
    assert (found.title, found.published_on) == ("A hearing on bridges", date(2025, 5, 8))


def test_the_one_who_asks_is_known() -> None:
    found = read(dedent(PANEL), name="talk")
    assert [turn.is_moderator for turn in found.turns] == [False, True, False, True, False]


PIECES = st.sampled_from(
    [*"\n\n\n:：*。.?-#[]()<>0123456789", "甲：", "乙\n：", "**Al:** ", "BOB.  ", "Al: ",
     "WEBVTT\n", "00:00:01,000 --> 00:00:02,000\n", "<v Al>",
     "---\n", "title: x\n", "明年会", " will ", "\r\n"]
)  # fmt: skip
ANY_TEXT = st.text() | st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join)


@given(ANY_TEXT)
def test_any_text_has_a_reading_true_to_its_places(text: str) -> None:
    found = read(text, name="any")
    assert found.text == text
    assert len(found.clean) == len(text)
    assert all(a == b or a.isspace() for a, b in zip(found.clean, text, strict=True) if a != b)
    ends = [0] + [turn.end for turn in found.turns]
    for turn, before in zip(found.turns, ends[:-1], strict=True):
        assert before <= turn.start < turn.end <= len(text)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Ada: It rains by 2027.\nBen: It snows by 2028.\n", ["Ada", "Ben"]),
        ("# Talk\n\nAda Quill: It rains.\n\nBen Oduya: It snows.\nBoth do.\n", None),
        ("**Ada Quill:** It rains.\n\n**Ben Oduya:** It snows.\n", None),
        (
            "---\ntitle: Talk\n---\n\n赵敏：明年会下雨。\n\n钱进：到2030年一定会下雪。\n",
            ["赵敏", "钱进"],
        ),
    ],
)
def test_an_exchange_in_which_each_speaks_once(text: str, speakers: list[str] | None) -> None:
    found = [speaker for speaker, _ in said(text)]
    assert found == (speakers or ["Ada Quill", "Ben Oduya"])


@pytest.mark.parametrize(
    "text",
    [
        "Ada: It rains by 2027.\n",
        "What they say.\n\nRain: It falls.\n\nSnow: It lies.\n",
        "Rain: It falls.\n\nSnow: It lies.\n\nBoth are water.\n",
        "The first reason why: it falls.\n\nSnow: It lies.\n",
    ],
)
def test_terms_with_colons_are_no_exchange(text: str) -> None:
    assert {speaker for speaker, _ in said(text)} == {None}
