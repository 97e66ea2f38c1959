"""One story told on SQLite and on PostgreSQL: the same answers, to the letter."""

import re
from pathlib import Path

import pytest

from tests.conftest import Program
from tests.servers import Server
from tests.storage.chain import chain, chain_of_url
from tests.trust.ledgers import TALK

CHANGES = [
    ["seed"],
    ["add", "月球上有人定居。", "--owner", "Émile Zhang", "-p", "很可能", "--by", "三到五年后",
     "--said", "2026-01-10", "--tag", "空间", "--key", "moon", "--quote", "很可能有人住在月球上"],
    ["add", "ÉCOLE opens in Paris", "--owner", "zoë", "-p", "55-80%", "--by", "2027-01-31",
     "--source", "https://example.org/école", "--tag", "Schools", "--key", "école"],
    ["add", "apple outsells Banana", "--owner", "Ann", "-p", "1/3", "--by", "2027-02-01"],
    ["add", "Who wins?", "--owner", "Ann", "--type", "fact", "--said", "2026-03-01"],
    ["forecast", "moon", "-p", "20%", "--owner", "唐杰", "--on", "2026-05-01"],
    ["forecast", "moon", "-p", "likely", "--owner", "ann", "--reported-by", "李广密"],
    ["forecast", "école", "-p", "10%", "--owner", "Ann", "--on", "2026-11-01"],
    ["evidence", "add", "moon", "着陆器已发射", "--supports", "--lr", "1.7", "--on", "2026-02-03",
     "--strength", "weak", "--url", "https://example.org/1"],
    ["evidence", "add", "moon", "A delay", "--refutes", "--on", "2026-02-03"],
    ["evidence", "add", "moon", "A longer delay", "--refutes", "--supersedes", "LAST"],
    ["evidence", "retract", "LAST", "--because", "看错了"],
    ["resolve", "école", "yes", "--because", "It stands", "--on", "2026-11-20", "--judge", "zoë"],
    ["reopen", "école", "--because", "Only a façade"],
    ["resolve", "école", "60%", "--because", "Half of it", "--on", "2026-11-21"],
    ["resolve", "agi-next-2026/china-lead", "not-yet", "--check-on", "2027-01-15",
     "--because", "?"],
    ["edit", "moon", "--statement", "月球上有一百人定居。", "--by", "2029-12-31", "--tag", "moon"],
    ["edit", "école", "--untag", "Schools", "--note", "naïve"],
    ["withdraw", "Who wins?", "--because", "no claim of that name"],
    ["withdraw", "--forecast", "1", "--because", "entered twice"],
    ["people", "add", "林俊旸", "--alias", "Justin Lin", "--at", "卜拉格"],
    ["people", "add", "ÉMILE ZHANG"],
    ["people", "add", "E. Zhang", "--alias", "张"],
    ["forecast", "moon", "-p", "0.5", "--owner", "张"],
    ["people", "merge", "E. Zhang", "émile zhang"],
    ["people", "merge", "E. Zhang", "Émile Zhang"],
    ["edit", "école", "--tag", "Event:Landing", "--tag", "100%_!"],
    ["extract", str(TALK), "--said", "2026-03-02", "--keep"],
    ["accept", "1", "3", "--condition", "条件", "--key", "robots"],
    ["accept", "2", "--claim", "moon", "-p", "55-80%", "--imputed"],
    ["dismiss", "4-6", "--because", "不是预测"],
    ["extract", str(TALK), "--source", "école-2"],
    ["words", "set", "很可能", "60-90%", "--middle", "75%", "--remark", "我们的说法"],
    ["words", "set", "LIKELY"],
    ["words", "unset", "likely"],
    ["forecast", "moon", "-p", "很可能", "--owner", "zoë", "--on", "2026-10-01"],
    ["add", "月球上有两百人定居。", "--owner", "zoë", "-p", "95%", "--by", "2029-12-31",
     "--key", "two"],
    ["link", "two", "implies", "moon"],
    ["link", "moon", "implies", "two"],
    ["link", "agi-next-2026/china-lead", "implies", "two"],
    ["unlink", "two", "complement", "moon"],
    ["config", "timezone", "Asia/Shanghai"],
    ["config", "review.within", "52w"],
]  # fmt: skip
QUESTIONS = [
    ["list", "--status", "all"],
    ["list", "--status", "overdue", "--status", "resolved", "--sort", "said"],
    ["list", "--search", "月球"],
    ["list", "--search", "MODEL"],
    ["list", "--search", "model ai"],
    ["list", "--search", "école"],
    ["list", "--search", "ÉCOLE"],
    ["list", "--search", "100%_!"],
    ["list", "--owner", "tang jie"],
    ["list", "--owner", "émile zhang"],
    ["list", "--owner", "ÉMILE zhang"],
    ["list", "--tag", "moon"],
    ["list", "--source", "agi-next-2026", "--sort", "id", "--limit", "7"],
    ["review"],
    ["review", "--within", "400d", "--stale", "1d"],
    ["people"],
    ["sources"],
    ["show", "moon"],
    ["show", "robots"],
    ["inbox", "--all"],
    ["inbox", "--source", "école-2"],
    ["show", "école"],
    ["show", "agi-next-2026/china-lead"],
    ["words"],
    ["words", "很可能"],
    ["words", "--owner", "Zoë"],
    ["check"],
    ["check", "--owner", "zoë", "--all"],
    ["show", "two"],
    ["show", "no-such-claim"],
    ["show", "999999999999999999"],
    ["evidence", "list"],
    ["evidence", "list", "moon"],
    ["config"],
    *(["--today", "2027-03-01", "scorecard", "--by", by] for by in ("owner", "tag", "source",
                                                                    "year", "kind")),
    ["--today", "2031-03-01", "scorecard", "--early", "--take", "first", "--detail"],
    ["--today", "2031-03-01", "review"],
    ["--today", "2031-03-01", "list"],
]  # fmt: skip
_MASKED = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"), "TIME"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "HASH"),
)


def told(program: Program) -> list[str]:
    """Return all that the program answers on its ledger, command by command."""
    answers = []
    last = ""
    for words in CHANGES:
        answer = program.run(*(last if word == "LAST" else word for word in words))
        answers.append(f"{words}: {answer}")
        last = answer.out.strip()
    for words in QUESTIONS:
        shown = program.run(*words, "-f", "json")
        assert shown.code == 0 or shown.err.startswith("Error: there is no"), (words, shown)
        answers.append(f"{words}: {shown}")
    return [_steady(answer.replace(program.db, "LEDGER")) for answer in answers]


def _steady(text: str) -> str:
    for pattern, name in _MASKED:
        text = pattern.sub(name, text)
    return text


@pytest.fixture(scope="module")
def told_by_sqlite(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return told(Program(str(tmp_path_factory.mktemp("story") / "story.db")))


@pytest.mark.parametrize("timezone", [None, "Asia/Kolkata"])
@pytest.mark.parametrize("elsewhere", [False, True], ids=["own locale", "other locale"])
def test_the_same_story_has_the_same_answers(
    *, elsewhere: bool, timezone: str | None, server: Server, told_by_sqlite: list[str]
) -> None:
    make = server.fresh_elsewhere if elsewhere else server.fresh
    program = Program(make(timezone=timezone))
    program("db", "upgrade")
    for told_here, told_there in zip(told(program), told_by_sqlite, strict=True):
        assert told_here == told_there


def test_the_story_changes_what_it_means_to(told_by_sqlite: list[str]) -> None:
    refused = [answer for answer in told_by_sqlite[: len(CHANGES)] if "code=0" not in answer]
    assert [answer.partition(":")[0] for answer in refused] == [
        "['withdraw', 'Who wins?', '--because', 'no claim of that name']",
        "['people', 'merge', 'E. Zhang', 'émile zhang']",
        "['link', 'moon', 'implies', 'two']",
        "['unlink', 'two', 'complement', 'moon']",
    ]


def test_journals_of_both_hold_the_same_changes(server: Server, tmp_path: Path) -> None:
    here, there = Program(str(tmp_path / "here.db")), Program(server.fresh())
    there("db", "upgrade")
    for program in (here, there):
        told(program)
        program("verify")
    ops = [
        [_steady(str((entry.verb, entry.change, entry.content.get("ops")))) for entry in entries]
        for entries in (chain(here.db), chain_of_url(there.db))
    ]
    assert ops[0] == ops[1]
