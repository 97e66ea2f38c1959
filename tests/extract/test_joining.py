"""Odds that follow a statement in its sentence are the statement's own."""

from datetime import date

import pytest

from tracker.domain.proposal import Proposal
from tracker.extract import EXTRACTORS
from tracker.formats.transcripts import read

SAID = date(2026, 3, 2)


def proposed(said: str) -> list[Proposal]:
    text = f"Ada: {said}\n\nBo: Thank you.\n\nAda: Thank you too.\n"
    found: list[Proposal] = EXTRACTORS["cues"](read(text, name="talk.txt"), said_on=SAID)
    for each in found:
        assert text[each.start : each.end] == each.quote
    return found


@pytest.mark.parametrize(
    ("said", "odds"),
    [
        ("It will pass in 2027, and I would put that at 60%.", 0.6),
        ("Robots will do it by 2030, and the odds of that are about one in three.", 1 / 3),
        ("我觉得三到五年后家用机器人会进入一百万个家庭，概率大概是20%吧。", 0.2),
        ("2027年一定会出现新的芯片，我给七成的把握。", 0.7),
    ],
)  # fmt: skip
def test_bare_odds_belong_to_the_statement_before_them(said: str, odds: float) -> None:
    (found,) = proposed(said)
    assert found.quote == said
    assert found.belief.basis == "stated"
    assert found.belief.probability == pytest.approx(odds)


@pytest.mark.parametrize(
    "said",
    [
        "It will pass in 2027, and I would put the adds at 60% of all sales by 2030.",
        "There is a 30% chance that it passes in 2027, and a 60% chance that it fails by 2030.",
        "2027年会出现新的芯片，到2030年有60%的概率会出现新的模型。",
    ],
)
def test_odds_of_something_else_stay_by_themselves(said: str) -> None:
    first = min(proposed(said), key=lambda each: each.start)
    assert first.belief.probability != 0.6
    assert first.quote != said
