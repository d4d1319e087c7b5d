"""A child process under limits: for code of others that parses what strangers wrote, or may never end.

The child is a fresh interpreter (`-I`: neither the environment nor the current folder can steer it). It sets
its own limits before it imports anything, reads its input from stdin and prints one JSON object,
`{"value": …}` or `{"error": "…"}`. Whatever else it does (crash, run out of memory or time, print without
end) is a `ToolError` here; the whole of its process group is ended.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

from agora.errors import ToolError

__all__ = ["ENVIRONMENT", "LIMITED", "outcome", "run_child"]

# Output of a child; what it returns is text for a model.
_MOST_OUTPUT_BYTES = 32 * 2**20

ENVIRONMENT = {"LANG": "C.UTF-8", "HOME": "/nonexistent", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

LIMITED = """\
import sys
try:
    import resource
except ImportError:  # Windows: only the time is limited, from outside
    pass
else:
    for what, most in ((resource.RLIMIT_DATA, int(sys.argv[1])), (resource.RLIMIT_CPU, int(sys.argv[2])),
                       (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(what, (most, most))
"""
"""The beginning of every child's program; its first two arguments are bytes of memory and seconds of CPU."""


async def run_child(
    program: str, arguments: Sequence[str], stdin: bytes, *, timeout_s: float, memory_bytes: int, what: str
) -> Any:
    """Run a program in a fresh interpreter under limits and return the value that it printed.

    Args:
        program: Python source; it begins after `LIMITED`.
        arguments: its further arguments, `sys.argv[3:]`.
        stdin: its input.
        timeout_s: wall-clock seconds.
        memory_bytes: of private memory.
        what: names the work in errors: "the document", "the solver".

    Raises:
        ToolError: it failed, or did not end in time.
    """
    argv = [
        sys.executable,
        "-I",
        "-c",
        LIMITED + program,
        str(memory_bytes),
        str(int(timeout_s) + 1),
        *arguments,
    ]
    process = await asyncio.create_subprocess_exec(
        *argv, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env=ENVIRONMENT, start_new_session=True,
    )  # fmt: skip
    try:
        async with asyncio.timeout(timeout_s):
            _, stdout, stderr = await asyncio.gather(
                _feed(process, stdin), _collect(process.stdout), _collect(process.stderr)
            )
            exit_code = await process.wait()
    except TimeoutError:
        raise ToolError(
            f"{what} was stopped after {timeout_s:g} s.", fix="Make it smaller or simpler."
        ) from None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            if process.stdin is not None:
                process.stdin.close()
            await process.communicate()  # to the end of what it wrote, so that every pipe is closed
    return outcome(exit_code, stdout, stderr, what)


def outcome(exit_code: int, stdout: bytes, stderr: bytes, what: str) -> Any:
    """Return the value in a child's output.

    Raises:
        ToolError: there is none; the message has the child's own words.

    >>> outcome(0, b'{"value": 42}', b"", "the sum")
    42
    """
    if len(stdout) > _MOST_OUTPUT_BYTES:
        raise ToolError(f"{what} gave more than {_MOST_OUTPUT_BYTES:,} bytes.", fix="Make it smaller.")
    try:
        said = json.loads(stdout)
    except ValueError:
        said = None
    said = said if isinstance(said, dict) else {}
    if "value" in said:
        return said["value"]
    if "error" in said:
        raise ToolError(str(said["error"]))
    words = stderr.decode("utf-8", "replace").strip().splitlines()
    last = words[-1][:300] if words else f"it ended with code {exit_code}"
    if "MemoryError" in last or "bad_alloc" in last or exit_code == -signal.SIGKILL:
        last = "it needed too much memory"
    elif exit_code == -signal.SIGXCPU:
        last = "it needed too much time"
    raise ToolError(f"{what} could not be processed.", why=f"{last[:1].upper()}{last[1:]}.")


async def _feed(process: asyncio.subprocess.Process, stdin: bytes) -> None:
    assert process.stdin is not None
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(stdin)
        await process.stdin.drain()
        process.stdin.close()


async def _collect(stream: asyncio.StreamReader | None) -> bytes:
    """Read to the end; what is over the limit is read and dropped, one byte kept to tell."""
    assert stream is not None
    kept = bytearray()
    while piece := await stream.read(65536):
        kept += piece[: _MOST_OUTPUT_BYTES + 1 - len(kept)]
    return bytes(kept)
