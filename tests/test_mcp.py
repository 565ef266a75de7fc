"""The MCP server gives assistants what the command line gives people, evidence included."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters, stdio_client

import kg
from kg.mcp import server


def called(base: kg.KnowledgeBase, tool: str, **arguments: Any) -> Any:
    async def call() -> Any:
        async with Client(server(base)) as client:
            result = await client.call_tool(tool, arguments)
            return json.loads(result.content[0].text)

    return anyio.run(call)


def test_the_four_tools_are_described(base: kg.KnowledgeBase) -> None:
    async def listed() -> dict[str, list[str]]:
        async with Client(server(base)) as client:
            return {tool.name: sorted(tool.input_schema["properties"]) for tool in (await client.list_tools()).tools}

    assert anyio.run(listed) == {
        "ask": ["catalogue", "question", "top"],
        "search": ["catalogue", "text", "top"],
        "sparql": ["query"],
        "show": ["what"],
    }


def test_ask_gives_the_evidence(base: kg.KnowledgeBase) -> None:
    got = called(base, "ask", question="8.6", top=1)
    assert got["duties"][0]["number"] == "8.6"
    assert any("line" in one for one in got["duties"][0]["evidence"])
    assert called(base, "search", text="工资", top=2)[1]["iri"]
    assert called(base, "show", what="8.6")[0]["resource"].endswith("/duty/8.6")


def test_queries_are_bounded_and_errors_are_words(base: kg.KnowledgeBase) -> None:
    got = called(base, "sparql", query="SELECT ?s { ?s ?p ?o }")
    assert (len(got["rows"]), got["complete"]) == (200, False)
    assert "error" in called(base, "sparql", query="SELECT nonsense")
    assert "SERVICE" in called(base, "sparql", query="SELECT * { SERVICE <http://127.0.0.1/> {} }")["error"]
    assert "error" in called(base, "show", what="99.99")


@pytest.mark.skipif(sys.platform == "win32", reason="a process and its pipes")
def test_the_command_speaks_the_protocol(base_folder: Path) -> None:
    async def call() -> str:
        parameters = StdioServerParameters(command=sys.executable, args=["-m", "kg", "mcp", "--base", str(base_folder)])
        async with Client(stdio_client(parameters)) as client:
            return str((await client.call_tool("ask", {"question": "9.1"})).content[0].text)

    assert json.loads(anyio.run(call))["duties"][0]["number"] == "9.1"


@pytest.mark.skipif(sys.platform == "win32", reason="a process and its pipes")
def test_what_is_no_message_ends_nothing(base_folder: Path) -> None:
    """JSON nested 200,000 deep, a call whose argument is, bytes that are no text: the next question is answered all the same."""
    opening = {"protocolVersion": "2024-11-05", "capabilities": {}, "clientInfo": {"name": "rude", "version": "1"}}
    ask = {"name": "ask", "arguments": {"question": "9.1"}}
    lines = [
        json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": opening}).encode(),
        b'{"jsonrpc": "2.0", "method": "notifications/initialized"}',
        b"[" * 200_000 + b"]" * 200_000,
        json.dumps({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": ask})
        .encode()
        .replace(b'"9.1"', b"[" * 100_000 + b"]" * 100_000),
        b"\xff\xfe",
        json.dumps({"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": ask}).encode(),
    ]
    command = [sys.executable, "-m", "kg", "mcp", "--base", str(base_folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"\n".join(lines) + b"\n")
        process.stdin.flush()
        said = next(line for line in process.stdout if json.loads(line).get("id") == 3)
        process.stdin.close()
        assert process.wait(20) == 0
    assert json.loads(json.loads(said)["result"]["content"][0]["text"])["duties"][0]["number"] == "9.1"
