"""`tracker mcp` in a process of its own, spoken to by the SDK's own client over its pipes."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import Implementation

from tests.conftest import Program

Work = Callable[[ClientSession], Awaitable[Any]]


def talk(program: Program, work: Work, *words: str, client: str = "claude") -> Any:
    """Start the server, introduce a client, let it work, and return what it found."""

    async def whole() -> Any:
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "tracker", "mcp", *words],
            env={**program.environment, "XDG_STATE_HOME": f"{program.db}.state"},
        )
        info = Implementation(name=client, version="1")
        async with (
            stdio_client(server) as (reading, writing),
            ClientSession(reading, writing, client_info=info) as session,
        ):
            await session.initialize()
            return await work(session)

    return asyncio.run(asyncio.wait_for(whole(), 60))


async def call(session: ClientSession, tool: str, **given: Any) -> Any:
    """Return what a tool answers as JSON; a refusal as a text that begins with `!`."""
    result = await session.call_tool(tool, given)
    (content,) = result.content
    text = str(getattr(content, "text", ""))
    return f"!{text}" if result.is_error else json.loads(text)


def test_an_assistant_looks_logs_and_proposes_and_a_person_decides(panel: Program) -> None:
    async def work(session: ClientSession) -> None:
        tools = (await session.list_tools()).tools
        assert [tool.name for tool in tools] == [
            "review",
            "search_claims",
            "show_claim",
            "scorecard",
            "add_evidence",
            "propose_resolution",
        ]
        found = await call(session, "search_claims", text="Qwen moment", owner="Li Guangmi")
        assert [claim["id"] for claim in found] == [10]
        assert found[0]["forecasts"][0]["basis"] == "imputed"
        claim = await call(session, "show_claim", claim="agi-next-2026/qwen-breakthrough")
        assert claim["criteria"].startswith("Yes if at least three major outlets")
        item = await call(
            session,
            "add_evidence",
            claim="10",
            note="Three outlets call it 突破",
            stance="supports",
            url="https://news.example/qwen",
            on="2026-11-20",
        )
        proposed = await call(
            session,
            "propose_resolution",
            claim="10",
            outcome="yes",
            because="Three outlets, as the criteria ask",
            evidence=[item["evidence"]],
        )
        assert "waits for a person" in proposed["remarks"][0]
        reviewed = await call(session, "review", limit=2)
        assert [row["id"] for row in reviewed["proposals"]] == [proposed["proposal"]]
        assert len(reviewed["stale"]) == 2 < reviewed["counts"]["stale"]
        scores = await call(session, "scorecard", owner=["李广密"])
        assert [row["group"] for row in scores["rows"]] == ["李广密"]

    talk(panel, work)
    shown = json.loads(panel("show", "10", "-f", "json"))
    assert shown["status"] == "open"
    assert shown["evidence"][-1]["note"] == "Three outlets call it 突破"
    assert [row["proposed_by"] for row in shown["proposals"]] == ["claude via ann"]
    authors = {row["verb"]: row["by"] for row in json.loads(panel("history", "10", "-f", "json"))}
    assert authors["evidence add"] == authors["propose"] == "claude via ann"
    panel("resolve", "10", "--proposal", "1")
    resolution = json.loads(panel("show", "10", "-f", "json"))["resolution"]
    assert (resolution["outcome"], resolution["judge"]) == ("yes", "ann")
    panel("verify")


def test_a_refusal_is_the_sentence_of_the_command_line(panel: Program) -> None:
    async def work(session: ClientSession) -> None:
        for tool, given, said in (
            ("show_claim", {"claim": "china"}, "!there is no claim 'china': did you mean"),
            ("show_claim", {}, "!'claim' is a required property"),
            ("show_claim", {"claim": 7}, "!claim: 7 is not of type 'string'"),
            ("search_claims", {"owner": "Nobody at all"}, "!there is no person"),
            ("search_claims", {"colour": "red"}, "!Additional properties are not allowed"),
            ("search_claims", {"due_by": "whenever"}, "!due_by 'whenever' is not one day"),
            ("review", {"within": "soon"}, "!'soon' is no span of days"),
            ("scorecard", {"by": "mood"}, "!by: 'mood' is not one of"),
            ("add_evidence", {"claim": "7", "note": "x", "stance": "maybe"}, "!stance: 'maybe'"),
            (
                "add_evidence",
                {"claim": "7", "note": "x", "stance": "supports", "on": "2030-01-01"},
                "!the evidence is dated 2030-01-01, after today",
            ),
            (
                "propose_resolution",
                {"claim": "39", "outcome": "no", "because": "x"},
                "!claim 39 came out no on 2026-01-10",
            ),
            (
                "propose_resolution",
                {"claim": "7", "outcome": "yes", "because": "  "},
                "!because is empty",
            ),
            (
                "add_evidence",
                {"claim": "7", "note": "x", "stance": "neutral", "on": "some day"},
                "!on 'some day'",
            ),
            ("drop_everything", {}, "!there is no tool 'drop_everything'"),
        ):
            answer = await call(session, tool, **given)
            assert str(answer).startswith(said), answer
            assert "\n" not in answer

    before = panel("history", "-f", "json")
    talk(panel, work)
    assert panel("history", "-f", "json") == before


def test_a_server_that_only_reads_has_no_tool_that_writes(panel: Program) -> None:
    async def work(session: ClientSession) -> None:
        tools = (await session.list_tools()).tools
        assert not {"add_evidence", "propose_resolution"} & {tool.name for tool in tools}
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools)
        refused = await call(session, "add_evidence", claim="7", note="x", stance="supports")
        assert str(refused).startswith("!there is no tool 'add_evidence'")

    talk(panel, work, "--read-only")


@pytest.mark.parametrize(
    ("words", "client", "author"),
    [
        ((), "a\nname " + "x" * 90, f"{'a name ' + 'x' * 52}… via ann"),
        (("--name", "research"), "claude", "research via ann"),
    ],
)
def test_the_name_under_which_an_assistant_writes(
    panel: Program, words: tuple[str, ...], client: str, author: str
) -> None:
    async def work(session: ClientSession) -> None:
        await call(session, "add_evidence", claim="7", note="seen", stance="neutral")

    talk(panel, work, *words, client=client)
    assert json.loads(panel("history", "-f", "json"))[-1]["by"] == author


def test_only_the_protocol_is_on_standard_output(panel: Program) -> None:
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "by hand", "version": "1"},
        },
    }
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    asked = {
        "jsonrpc": "2.0",
        "id": 2,
        "method": "tools/call",
        "params": {"name": "show_claim", "arguments": {"claim": "7"}},
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**panel.environment, "XDG_STATE_HOME": f"{panel.db}.state"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    answers = []
    for message in (hello, ready, asked):
        process.stdin.write(json.dumps(message).encode() + b"\n")
        process.stdin.flush()
        if "id" in message:
            answers.append(json.loads(process.stdout.readline()))
    rest, errors = process.communicate(timeout=60)
    assert [answer["id"] for answer in answers] == [1, 2]
    assert answers[0]["result"]["serverInfo"]["name"] == "tracker"
    assert "tracker keeps predictions" in answers[0]["result"]["instructions"]
    assert (rest, errors, process.returncode) == (b"", b"", 0)


def test_a_ledger_that_cannot_be_opened_is_said_at_once(ledger: Program) -> None:
    refused = ledger("--db", "/nowhere/at/all.db", "mcp", code=1)
    assert refused.startswith("Error: ")
