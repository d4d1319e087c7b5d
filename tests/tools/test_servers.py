"""MCP servers become families of tools, trusted with nothing that the person did not say."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import ValidationError

from agora.config import Settings, ToolServer
from agora.errors import ToolError
from agora.tools import Policy, PolicyCall, Rules
from agora.tools.servers import _tool, tool_servers

STRANGER = (sys.executable, str(Path(__file__).with_name("mcp_stranger.py")))
CONTEXT = SimpleNamespace(settings=Settings())


async def test_its_tools_are_called_and_its_refusals_are_errors():
    pytest.importorskip("mcp")
    async with tool_servers({"s": ToolServer(command=STRANGER)}) as served:
        assert not served.failures
        tools = {tool.name: tool for tool in served.tools}
        assert tools["s.add_up"].signature == "s.add_up(first, second=1)"
        assert await tools["s.add_up"].function(CONTEXT, **tools["s.add_up"].bind([2], {})) == "3"
        with pytest.raises(ToolError, match="first"):
            tools["s.add_up"].bind(["two"], {})
        with pytest.raises(ToolError, match=r"s\.fail refused"):
            await tools["s.fail"].function(CONTEXT)


async def test_what_a_stranger_says_is_short_and_decides_nothing(tmp_path):
    pytest.importorskip("mcp")
    async with tool_servers({"s": ToolServer(command=STRANGER)}) as served:
        tool = served.tools[0]
    assert (tool.effect, tool.outward, tool.untrusted) == ("act", True, True)
    assert len(tool.doc) < 350
    assert tool.doc.endswith("(said by the server s)")
    policy = Policy(Rules(tmp_path / "rules.toml"), yes=True)
    assert policy.decide(PolicyCall(tool, {"first": 1})).decision == "ask"


async def test_the_persons_word_makes_one_tool_a_read(tmp_path):
    pytest.importorskip("mcp")
    server = ToolServer(command=STRANGER, effects={"add-up": "read"}, outward=False)
    async with tool_servers({"s": server}) as served:
        effects = {tool.name: tool.effect for tool in served.tools}
        tool = served.tools[0]
    assert effects == {"s.add_up": "read", "s.fail": "act"}
    policy = Policy(Rules(tmp_path / "rules.toml"))
    assert policy.decide(PolicyCall(tool, {"first": 1})).decision == "allow"


async def test_a_server_that_is_not_there_takes_no_other_along():
    pytest.importorskip("mcp")
    servers = {
        "gone": ToolServer(command=("/no/such/program",)),
        "closed": ToolServer(url="http://127.0.0.1:9/mcp", timeout_s=2),
        "s": ToolServer(command=STRANGER),
    }
    async with tool_servers(servers) as served:
        assert set(served.failures) == {"gone", "closed"}
        assert [tool.name for tool in served.tools] == ["s.add_up", "s.fail"]


async def test_a_public_server_becomes_a_family():
    pytest.importorskip("mcp_server_time")
    server = ToolServer(
        command=(sys.executable, "-m", "mcp_server_time"), effects={"convert_time": "pure"}, outward=False
    )
    async with tool_servers({"time": server}) as served:
        tools = {tool.name: tool for tool in served.tools}
        args = tools["time.convert_time"].bind(["Europe/Paris", "12:00", "Asia/Tokyo"], {})
        assert "Asia/Tokyo" in await tools["time.convert_time"].function(CONTEXT, **args)


@pytest.mark.parametrize(
    "given",
    [{}, {"command": ("x",), "url": "http://y"}, {"command": ("x",), "effects": {"look": "read"}}],
)
def test_a_section_that_says_too_little_or_too_much_is_refused(given):
    with pytest.raises(ValidationError):
        ToolServer(**given)


async def test_parameters_may_be_called_what_python_reserves():
    called = []

    class Client:
        async def call_tool(self, name, given):
            called.append((name, given))
            return SimpleNamespace(content=[SimpleNamespace(text="sent")], is_error=False)

    known = {"context": {"type": "string"}, "from": {"type": "string"}, "_x": {}, "odd": None}
    schema = {"properties": known, "required": ["from"]}
    listed = SimpleNamespace(name="send", description=None, input_schema=schema)
    tool = _tool("mail", ToolServer(command=("x",)), Client(), listed)
    assert tool.signature == "mail.send(from_, context_=None, x=None)"
    assert await tool.function(CONTEXT, **tool.bind(["me"], {"context_": "work"})) == "sent"
    assert called == [("send", {"from": "me", "context": "work"})]


def test_a_tool_without_parameters_says_so_in_any_way():
    for schema in ({}, {"properties": None}, {"properties": {}, "required": None}):
        listed = SimpleNamespace(name="now", description="", input_schema=schema)
        assert _tool("t", ToolServer(command=("x",)), None, listed).signature == "t.now()"
