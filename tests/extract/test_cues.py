"""Forecasts are found where they stand, with whose they are, by when and how likely."""

import time
from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.proposal import Proposal
from tracker.domain.words import TABLES
from tracker.extract import EXTRACTORS
from tracker.formats.transcripts import read

SAID = date(2026, 3, 1)
SURE = 0.5


def proposed(text: str, **options: bool) -> list[Proposal]:
    found: list[Proposal] = EXTRACTORS["cues"](
        read(dedent(text), name="talk"), said_on=SAID, **options
    )
    return found


def saying(text: str, words: str) -> Proposal:
    """Give the best proposal whose quote holds some words."""
    return next(each for each in proposed(text) if words in each.quote)


FORECASTS = """\
I think robots will replace most drivers by 2035.
There is a 30% chance that the bridge opens before June.
We will probably see a cure within ten years.
Inflation is expected to fall to 2 percent next year.
I'd bet that the company collapses in the next two years.
My prediction is that nobody buys a second car after 2030.
Rates will not go up again this decade.
If the vote fails, the government will fall by spring 2027.
The price of a battery will halve over the next five years.
I'm confident that the tunnel is finished in 2028.
Within a decade, half of all ships could sail without a crew.
Wheat will become more and more expensive.
我觉得明年一定会出现新的平台。
到2030年，一半的汽车会是电动的。
我预计三年内机器人会进入家庭。
这个技术很快就会被取代。
如果价格降到一千元，每家都会买一台。
未来五年这个市场有望翻倍。
大概率明年就能看到量产。
我相信他们会赢。
实现的概率大概有三成。
利率可能会在年底前降至2%。
In the end the ships could sail alone.
最终规则也可以由机器来定。
A recession is coming.
Robots in every home are only a matter of time, I think.
The country is headed for a recession.
他们撑不过去只是时间问题。
楼价年内或跌两成。
明年房价会上涨。
这些公司明年会面临很大的挑战。
"""
NONE = """\
Thank you very much for having me today.
Will we see this by 2030?
Last year the company grew by 40 percent.
We used to think that it would never happen.
About 95% of the code is written by machines today.
I'll ask you about that in a minute.
In 2021 we thought it would take three years.
For example, you could imagine a small shop with two workers.
He usually wakes up at six and makes coffee.
The meeting was held in March.
大家好，欢迎来到今天的会场。
今天这个会的主题是展望未来。
每几个小时都会更新一次。
你觉得2030年能看到吗？
去年他们增长了40%。
感谢各位的到来。
95%的代码是机器写的。
有一次我在一个会上说过这件事。
我们在2019年开始做这个。
第四季度营收好于市场预期。
There are three things that I might add.
我可能有几个比较关键的点。
"""


@pytest.mark.parametrize("sentence", FORECASTS.splitlines())
def test_a_forecast_is_proposed(sentence: str) -> None:
    best = proposed(sentence)[0]
    assert best.score >= SURE
    assert best.quote == sentence


@pytest.mark.parametrize("sentence", NONE.splitlines())
def test_what_only_looks_like_one_is_not(sentence: str) -> None:
    assert all(each.score < SURE for each in proposed(sentence))


@pytest.mark.parametrize(
    ("sentence", "opens", "deadline", "words"),
    [
        ("It will open in the next 3-5 years.", SAID, date(2031, 3, 1), "in the next 3-5 years"),
        ("Prices will fall by half next year.", date(2027, 1, 1), date(2027, 12, 31), "next year"),
        ("By '29, ships will sail alone.", SAID, date(2029, 12, 31), "By '29"),
        ("By 28, 29, ships will sail alone.", SAID, date(2029, 12, 31), "By 28, 29"),
        ("It may be ready by May.", SAID, date(2026, 5, 31), "by May"),
        ("它三到五年后会实现。", date(2029, 3, 1), date(2031, 3, 1), "三到五年后"),
        ("这些东西今年很快就可以完成。", date(2026, 1, 1), date(2026, 12, 31), "今年"),
        ("工厂将于 4 月关闭。", date(2026, 4, 1), date(2026, 4, 30), "将于 4 月"),
        (
            "我觉得多少也需要一年时间才会有结果。",
            date(2027, 3, 1),
            date(2027, 3, 1),
            "需要一年时间",
        ),
        ("Soon they will all be gone.", None, None, "Soon"),
        (
            "Provided that costs fall, we expect to begin this year.",
            date(2026, 1, 1),
            date(2026, 12, 31),
            "this year",
        ),
        ("以后迟早会实现。", None, None, "以后迟早"),
        ("我觉得这个窗口大概是一到两年。", date(2027, 3, 1), date(2028, 3, 1), "一到两年"),
        ("They will run for two years at a time.", None, None, None),
        ("It is not going to happen tomorrow.", None, None, None),
        ("The winner will shape the 21st-century order.", None, None, None),
        ("今天的模型以后会更好，每天都会。", None, None, "以后"),
    ],
)
def test_the_window_is_the_one_said(
    sentence: str, opens: date | None, deadline: date | None, words: str | None
) -> None:
    best = proposed(sentence)[0]
    assert (best.opens, best.deadline) == (opens, deadline)
    assert best.deadline_basis == ("stated" if deadline else None)
    assert (best.deadline_text or "") in (words or "")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("There's a 30% chance that it will rain by 2030.", 0.3),
        ("I'd put it at 70 to 80 percent that they will win.", 0.75),
        ("It will be a coin flip.", 0.5),
        ("There is a one in four chance that it will fail.", 0.25),
        ("It will fail, and the odds are 3 to 1 against.", 0.25),
        ("明年会实现的概率有三成。", 0.3),
        ("我有七八成的把握会赢。", 0.75),
        ("我觉得会赢的概率五五开。", 0.5),
    ],
)
def test_a_number_with_words_of_probability_is_stated(
    sentence: str, expected: float | None
) -> None:
    best = proposed(sentence)[0]
    assert best.belief.probability == expected
    assert best.belief.basis == ("none" if expected is None else "stated")


@pytest.mark.parametrize(
    "sentence",
    [
        "Machines will write 95% of code by 2030.",
        "GDP will grow 5% next year.",
        "Only 10% of people will work in 2050.",
        "明年会有七八成的收益。",
        "这会对GDP产生5%-10%的影响。",
        "The projected unemployment rate stands at 4.3 percent next year.",
        "We will have in place the means to achieve 2 percent inflation.",
    ],
)
def test_other_numbers_are_no_probabilities(sentence: str) -> None:
    assert proposed(sentence)[0].belief == (
        "none", None, None, None, None, None,
    )  # fmt: skip


def test_words_of_the_scale_give_their_range() -> None:
    best = proposed("It is highly likely that they will win.")[0].belief
    read_as = TABLES["en-1"]["highly likely"]
    assert best == ("imputed", read_as.middle, read_as.low, read_as.high, "highly likely", "en-1")
    assert proposed("他们很可能会赢。")[0].belief.phrase == "很可能"
    assert proposed("他们不太可能会赢。")[0].belief.probability == TABLES["zh-1"]["不太可能"].middle


ASKED = """\
    **Mara:** What is the probability that a team from here leads in five years?

    **Ole:** I would say 20%. Our schools are old. The food is good here.

    **Mara:** And how do you like it here?

    **Ole:** It will be fine.

    **Mara:** Good.
    """


def test_an_answer_takes_the_window_of_its_question_and_no_other_does() -> None:
    answer = saying(ASKED, "20%")
    assert (answer.deadline, answer.deadline_basis) == (date(2031, 3, 1), "inherited")
    assert (answer.belief.basis, answer.belief.probability) == ("stated", 0.2)
    assert saying(ASKED, "be fine").deadline is None


def test_thanks_do_not_ask_again() -> None:
    text = """\
        MODERATOR: How likely is a recession next year?
        DR. ROE: No. I'd say about 35 percent.
        MODERATOR: Thank you.
        DR. ROE: But prices will double. And the sea is blue. The food is good. I like it.
        """
    answer = saying(text, "35 percent")
    assert (answer.speaker, answer.reported_for) == ("DR. ROE", None)
    assert (answer.deadline, answer.belief.probability) == (date(2027, 12, 31), 0.35)
    assert saying(text, "prices will double").deadline is None


def test_a_second_forecast_of_a_sentence_shares_its_date() -> None:
    text = "分析师预计今年通胀率会降到2%，经济增长预计会放缓。"
    assert saying(text, "放缓").deadline_basis == "inherited"
    assert saying(text, "放缓").deadline == date(2026, 12, 31)


def test_two_horizons_in_one_sentence_are_two_forecasts() -> None:
    text = "这些东西今年很快就可以完成，接下来三年的时间，这个事情会更有意思。"
    windows = {each.deadline for each in proposed(text)}
    assert windows == {date(2026, 12, 31), date(2029, 3, 1)}


def test_figures_of_several_years_are_several_forecasts() -> None:
    text = (
        "The median projection is 1.4 percent in 2027, 2.1 percent in 2028 and rises to 3 percent"
    )
    found = sorted((each.start, each.deadline) for each in proposed(text + " in 2029."))
    assert [day for _, day in found] == [date(year, 12, 31) for year in (2027, 2028, 2029)]


def test_a_second_name_for_a_thing_does_not_cut_a_sentence() -> None:
    sentence = "Gross domestic product, or GDP, is projected to grow by 2.2 percent next year."
    assert proposed(sentence)[0].quote == sentence


def test_a_condition_stands_apart() -> None:
    best = proposed("If the price falls below a thousand dollars, every hotel will buy one.")[0]
    assert (best.type, best.condition) == (
        "conditional",
        "the price falls below a thousand dollars",
    )
    best = proposed("如果创业公司只做套壳，未来会被取代。")[0]
    assert (best.type, best.condition) == ("conditional", "创业公司只做套壳")
    assert proposed("It will fail unless they pay.")[0].condition == "unless they pay"


def test_a_condition_is_quoted_with_what_follows_from_it() -> None:
    sentence = "最大的好处是即使不再建新的工厂，所有的订单都停了，已有的机器也能带来十倍的产量。"
    best = proposed(sentence)[0]
    assert (best.quote, best.condition) == (sentence, "不再建新的工厂，所有的订单都停了")
    assert saying("如果从成本来讲的话，这里还不够，也许有很多机会。", "机会").condition is None


def test_the_speakers_own_intention_is_a_plan() -> None:
    assert proposed("We plan to open twenty shops by 2028.")[0].type == "plan"
    assert proposed("我们计划明年推出新产品。")[0].type == "plan"


@pytest.mark.parametrize(
    ("sentence", "owner"),
    [
        ("Analysts expect that rates will fall next year.", "Analysts"),
        ("“Rates will fall next year,” said Jane Doe, who runs a bank.", "Jane Doe"),
        ("Jane Doe, who runs a bank, predicts that rates will fall next year.", "Jane Doe"),
        ("大家期待明年可以看到结果。", "大家"),
        ("王小明预测，明年房价会下跌。", "王小明"),
        ("超过90%的经济学家预计明年会降息。", "超过90%的经济学家"),
        ("I expect that rates will fall next year.", None),
        ("As the Board anticipates, rates will fall next year.", None),
        ("我觉得明年会降息。", None),
        ("经济增长率预计明年会放缓。", None),
        ("假如说明年能做到，价格会下跌。", None),
        ("譬如说明年房价会下跌。", None),
        ("倘若认为明年房价会下跌，就卖掉。", None),
        ("因而预计明年房价会下跌。", None),
        ("保守估计明年房价会下跌。", None),
        ("个人认为明年房价会下跌。", None),
        ("此后预计会有一个较长的暂停期。", None),
        ("届时预计明年房价会下跌。", None),
        ("老百姓说明年房价会下跌。", "老百姓"),
        ("他从成本的角度判断，明年房价会下跌。", "他"),
        ("他信表示，明年房价会下跌。", "他信"),
        ("Otherwise predicts that rates will fall next year.", None),
    ],
)
def test_what_others_believe_is_theirs(sentence: str, owner: str | None) -> None:
    assert proposed(sentence)[0].reported_for == owner


def test_a_talkers_own_belief_is_his_whoever_else_was_named() -> None:
    text = """\
        甲：今年会怎么样？
        乙：有人说会降息，但我觉得明年会加息。
        甲：谢谢。
        乙：大家认为房价会下跌。
        """
    assert saying(text, "加息").reported_for is None
    assert saying(text, "下跌").reported_for == "大家"


def test_a_certain_amount_is_not_certain() -> None:
    assert saying("公司明年会有一定收入。", "收入").belief.basis == "none"
    assert saying("公司明年一定会有收入。", "收入").belief.phrase == "一定会"
    assert saying("不排除他们也研发通用的机器人。", "研发").type == "prediction"


def test_stamps_between_the_words_are_in_the_quote_and_not_in_the_statement() -> None:
    text = """\
        1
        00:00:01,000 --> 00:00:04,000
        I expect that the ferry

        2
        00:00:04,000 --> 00:00:07,000
        will sail without a crew by 2030.
        """
    best = proposed(text)[0]
    assert "00:00:04,000" in best.quote
    assert best.statement == "I expect that the ferry will sail without a crew by 2030."
    assert proposed("It will sail by 2030.")[0].statement is None


def test_words_are_read_across_the_lines_of_captions() -> None:
    text = """\
        1
        00:00:01,000 --> 00:00:04,000
        and so the ferry is going

        2
        00:00:04,000 --> 00:00:07,000
        to sail without a crew in five

        3
        00:00:07,000 --> 00:00:09,000
        years from now
        """
    best = proposed(text)[0]
    assert best.score >= SURE
    assert best.deadline == date(2031, 3, 1)
    assert best.quote.startswith("and so the ferry")
    assert best.quote.endswith("years from now")


def test_a_summary_speaks_for_its_editor() -> None:
    text = """\
        ## 摘要

        预计2027年会出现新的平台。

        ## 正文

        甲
        ：我觉得不会。

        乙
        ：我觉得会有。

        甲
        ：好的。
        """
    assert saying(text, "新的平台").speaker == "摘要(编者)"
    assert saying(text, "会有").speaker == "乙"


def test_what_is_announced_as_a_prediction_is_read_with_it() -> None:
    sentence = "My low confidence prediction: the old bridge opens again."
    assert proposed(sentence)[0].quote == sentence


def test_a_restatement_stands_behind_what_it_repeats() -> None:
    text = "Robots will replace most drivers by 2035. Rain will fall. "
    again = proposed(text + "Yes, robots will replace most drivers by 2035.")
    first, second = (each for each in again if "Robots" in each.quote or "robots" in each.quote)
    assert second.score < first.score
    assert again.index(second) > again.index(first)


def test_claims_of_fact_come_when_asked_for_and_last() -> None:
    text = "Robots will replace most drivers by 2035. Acme sold 12 robots in China. It was fun."
    assert [each.type for each in proposed(text)] == ["prediction"]
    assert [each.type for each in proposed(text, facts=True)] == ["prediction", "fact"]


def test_a_date_that_has_passed_is_pointed_out() -> None:
    best = saying("有一些人很乐观，2016年可能会看到一些信号。", "信号")
    assert "looks ahead to a date that has passed" in best.reasons
    assert best.deadline is None


def test_progress_is_told_up_to_the_end() -> None:
    text = "It will rain by 2030. " * 5000
    told: list[tuple[int, int]] = []
    EXTRACTORS["cues"](
        read(text, name=""), said_on=SAID, progress=lambda done, of: told.append((done, of))
    )
    assert told == sorted(told)
    assert len(told) > 2
    assert told[-1] == (len(text), len(text))


WORDS = st.sampled_from(
    ["will ", "by 2030", "会", "。", "，", "?", "\n", "A: ", "B: ", "50%", "概率", "if ", "如果",
     "一", "1", "(", "“", " said ", "X", "预计", "年", "in ", "next ", "year", ".", ",", "Jane Doe"]
)  # fmt: skip


@given(st.text() | st.lists(WORDS, max_size=60).map("".join), st.dates())
def test_any_text_gives_proposals_that_are_its_own_words(text: str, said_on: date) -> None:
    found = read(text, name="any")
    for each in EXTRACTORS["cues"](found, said_on=said_on, facts=True):
        assert each.quote == text[each.start : each.end]
        assert each.quote.strip()
        assert 0 <= each.score <= 1
        assert any(turn.start <= each.start < each.end <= turn.end for turn in found.turns)
        if each.opens and each.deadline:
            assert each.opens <= each.deadline


PIECES = [
    *["1", "一", "a ", "会", "in ", "A", "- ", "“", "(", "如果", "1-", "if ", " ", ". ", "\t"],
    *["*", "[", "A: ", "**", "k: v\n", "---\n", "X said ", "表示", "next year ", "![a](", "said "],
]


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_run_of_anything_takes_no_longer_than_it_is_long(piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        EXTRACTORS["cues"](read(piece * times, name=""), said_on=SAID)
        return time.process_time() - start

    seconds(10)
    assert seconds(4000) < 20 * seconds(1000) + 0.5
