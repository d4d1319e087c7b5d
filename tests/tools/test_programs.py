"""`shell` and `python`: what they pass to the sandbox, and what comes back from the real one."""

import asyncio
import dataclasses
from collections.abc import Sequence
from typing import Any

import pytest

from agora.errors import SandboxError, ToolError
from agora.sandbox import Completed, Sandbox
from agora.tools import Context, Tool, programs


class FakeSandbox:
    """Notes what it should run."""

    def __init__(self, **ended: Any) -> None:
        self.ended = Completed(
            **{
                "exit_code": 0, "stdout": "", "stderr": "", "truncated": False, "timed_out": False,
                "seconds": 0, "changes": {}, **ended,
            }
        )  # fmt: skip
        self.argv: Sequence[str] = ()
        self.options: dict[str, Any] = {}

    async def run(self, argv: Sequence[str], workspace: Any, **options: Any) -> Completed:
        self.argv, self.options = argv, options
        return self.ended


def call(context: Context, tool: Tool, *args: Any, **kwargs: Any) -> Any:
    return asyncio.run(tool.function(context, **tool.bind(args, kwargs)))


@pytest.mark.parametrize("given", [30, 30.0, "30", "30s", "30 seconds", " 30 "])
def test_seconds_as_models_write_them(context: Context, given: Any):
    sandbox = FakeSandbox()
    call(dataclasses.replace(context, sandbox=sandbox), programs.shell, "ls", given)
    assert sandbox.options["timeout_s"] == 30


@pytest.mark.parametrize("given", [0, -1, "soon", "", []])
def test_seconds_that_are_none(context: Context, given: Any):
    with pytest.raises(ToolError):
        call(dataclasses.replace(context, sandbox=FakeSandbox()), programs.shell, "ls", given)


def test_an_empty_command_is_refused(context: Context):
    with pytest.raises(ToolError, match="empty"):
        call(context, programs.shell, "  ")


def test_a_stopped_program_has_exit_code_124(context: Context):
    sandbox = FakeSandbox(exit_code=137, timed_out=True, stdout="so far", stderr="[sandbox: ended after 1 s]")
    assert call(dataclasses.replace(context, sandbox=sandbox), programs.shell, "sleep 9") == {
        "exit_code": 124,
        "stdout": "so far",
        "stderr": "[sandbox: ended after 1 s]",
    }


def test_python_code_goes_in_by_stdin_dedented(context: Context):
    sandbox = FakeSandbox()
    call(dataclasses.replace(context, sandbox=sandbox), programs.python, "    x = '€'\n    print(x)")
    assert sandbox.argv[-1] == "-"
    assert sandbox.options["stdin"].decode() == "x = '€'\nprint(x)"


@pytest.fixture
def sandboxed(context: Context) -> Context:
    found = context.sandbox.availability()
    if not found.ok:
        pytest.skip(found.why)
    return context


def test_shell_really_runs_in_the_workspace(sandboxed: Context):
    found = call(sandboxed, programs.shell, "pwd; echo tea > cup.txt; echo oh >&2; exit 3")
    assert (found["exit_code"], found["stdout"], found["stderr"]) == (3, "/workspace\n", "oh\n")
    assert (sandboxed.workspace.root / "cup.txt").read_text() == "tea\n"


def test_python_really_runs_and_tells_its_error(sandboxed: Context):
    assert call(sandboxed, programs.python, "print(6 * 7)") == {
        "exit_code": 0,
        "stdout": "42\n",
        "stderr": "",
    }
    found = call(sandboxed, programs.python, "1 / 0")
    assert found["exit_code"] == 1
    assert found["stderr"].endswith("ZeroDivisionError: division by zero\n")


def test_a_program_that_never_ends_is_stopped(sandboxed: Context):
    found = call(sandboxed, programs.python, "print('begun')\nwhile True: pass", 1)
    assert found["exit_code"] == 124
    assert found["stdout"] == "begun\n"


def test_without_a_sandbox_nothing_runs(context: Context, monkeypatch: pytest.MonkeyPatch):
    async def refuse(*args: Any, **kwargs: Any) -> Any:
        raise SandboxError("Programs cannot be run.")

    monkeypatch.setattr(Sandbox, "run", refuse)
    with pytest.raises(SandboxError):
        call(context, programs.python, "print(1)")
