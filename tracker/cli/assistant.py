"""The tools of `tools`, spoken over MCP (https://modelcontextprotocol.io) by its own SDK.

Standard output belongs to the protocol. A tool that refuses answers with the sentence that the
command line would print; nothing of the program's insides is told.
"""

import asyncio
import json
from functools import partial
from typing import Any

import jsonschema
import mcp_types as types
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from tracker import __version__, config
from tracker.cli.session import Session, remark
from tracker.cli.tools import TOOLS, Tool
from tracker.domain.text import one_line, shorten
from tracker.errors import InvalidInput, NotFound, TrackerError
from tracker.render.output import render

_ABOUT = (
    "tracker keeps predictions with who made them, the odds, the deadline, the criteria and the "
    "evidence since. Look before you write: search_claims, then show_claim for the criteria. Log "
    "what you find with add_evidence, each observation with its address and its own day. When the "
    "criteria are met or can no longer be, propose_resolution; a person decides. Odds marked "
    "imputed were read from words, not stated."
)
_LONGEST_NAME = 60


def serve(own: Session, *, name: str | None, read_only: bool) -> None:
    """Answer an assistant until it closes standard input."""
    tools = {key: tool for key, tool in TOOLS.items() if not (read_only and tool.writes)}
    server: Server[Any] = Server(
        "tracker",
        version=__version__,
        instructions=_ABOUT,
        on_list_tools=partial(_list, tools),
        on_call_tool=partial(_call, tools, own, name),
    )
    asyncio.run(_run(server))


async def _run(server: Server[Any]) -> None:
    async with stdio_server() as (reading, writing):
        await server.run(reading, writing, server.create_initialization_options())


async def _list(
    tools: dict[str, Tool],
    context: ServerRequestContext[Any],
    params: types.PaginatedRequestParams | None,
) -> types.ListToolsResult:
    del context, params
    return types.ListToolsResult(
        tools=[
            types.Tool(
                name=key,
                description=tool.about,
                input_schema=tool.schema(),
                annotations=types.ToolAnnotations(
                    read_only_hint=not tool.writes, destructive_hint=False, open_world_hint=False
                ),
            )
            for key, tool in tools.items()
        ]
    )


async def _call(
    tools: dict[str, Tool],
    own: Session,
    name: str | None,
    context: ServerRequestContext[Any],
    params: types.CallToolRequestParams,
) -> types.CallToolResult:
    client = context.session.client_params
    who = name or (client.client_info.name if client else "") or "an assistant"
    asking = own.under(f"{shorten(who, _LONGEST_NAME)} via {config.user_name()}")
    try:
        text = _answer(tools, asking, params)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the server answers and goes on
        is_known = isinstance(problem, TrackerError)
        said = str(problem) if is_known else f"a fault in tracker ({type(problem).__name__})"
        if not is_known:
            remark([f"{params.name}: {type(problem).__name__}: {problem}"])
        return _result(one_line(said).removeprefix("--"), is_error=True)  # a field, no option
    remark(asking.ledger.warnings)
    return _result(text, is_error=False)


def _answer(tools: dict[str, Tool], asking: Session, params: types.CallToolRequestParams) -> str:
    tool = tools.get(params.name)
    if tool is None:
        raise NotFound(f"there is no tool {shorten(params.name)!r}: there is {', '.join(tools)}")
    given = {key: value for key, value in (params.arguments or {}).items() if value is not None}
    wrong = jsonschema.Draft202012Validator(tool.schema()).iter_errors(given)
    first = next(wrong, None)
    if first is not None:
        where = ".".join(map(str, first.absolute_path))
        raise InvalidInput(shorten(f"{where}: {first.message}" if where else first.message, 300))
    text = "".join(render(tool.run(asking, given), "json"))
    return json.dumps(json.loads(text), ensure_ascii=False)


def _result(text: str, *, is_error: bool) -> types.CallToolResult:
    return types.CallToolResult(
        content=[types.TextContent(type="text", text=text)], is_error=is_error
    )
