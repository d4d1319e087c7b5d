"""Programs in the sandbox: they see the workspace, no network and nothing else of the machine."""

import re
import sys
import textwrap
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from agora.errors import ToolError
from agora.tools.base import Context, tool

__all__ = ["python", "shell"]

# As timeout(1) says it.
_TIMED_OUT = 124


def _as_seconds(value: Any) -> Any:
    """Take `"60"`, `"60s"` and `None` where seconds are meant."""
    if value is None:
        return 60.0
    if isinstance(value, str) and (found := re.fullmatch(r"\s*([\d.]+)\s*(s|sec|seconds)?\s*", value)):
        return found[1]
    return value


Seconds = Annotated[float, BeforeValidator(_as_seconds)]


@tool("shell", effect="write", untrusted=True, private=True, contained=True)
async def shell(context: Context, command: str, timeout_s: Seconds = 60) -> dict[str, Any]:
    """Run a command in the workspace, without network; returns "exit_code", "stdout", "stderr".

    Args:
        command: as typed into a shell.
        timeout_s: seconds after which it is stopped, with exit code 124.

    Example:
        shell("ls -l | wc -l")["stdout"]
    """
    if not command.strip():
        raise ToolError("The command is empty.", fix='Pass one, as in shell("ls").')
    program = "/bin/bash" if Path("/bin/bash").exists() else "/bin/sh"
    return await _run(context, [program, "-c", command], b"", timeout_s)


@tool("python", effect="write", untrusted=True, private=True, contained=True)
async def python(context: Context, code: str, timeout_s: Seconds = 60) -> dict[str, Any]:
    """Run a full Python program there; returns the same as shell.

    Args:
        code: the program; it must print what you want to see.
        timeout_s: seconds after which it is stopped, with exit code 124.

    Example:
        python("import sys; print(sys.version)")["stdout"]
    """
    # The sandbox shows the interpreter that runs us; -u, so that what was printed before a stop is there.
    return await _run(
        context, [sys.executable, "-u", "-"], textwrap.dedent(code).encode("utf-8", "replace"), timeout_s
    )


async def _run(context: Context, argv: list[str], stdin: bytes, timeout_s: float) -> dict[str, Any]:
    if timeout_s <= 0:
        raise ToolError(f"timeout_s = {timeout_s:g} leaves no time.", fix="Pass seconds, such as 60.")
    done = await context.sandbox.run(argv, context.workspace, stdin=stdin, timeout_s=timeout_s)
    exit_code = _TIMED_OUT if done.timed_out else done.exit_code
    return {"exit_code": exit_code, "stdout": done.stdout, "stderr": done.stderr}
