"""PDF, DOCX, XLSX, PPTX and HTML as text, by kept parsers in a child under limits.

A document is what a stranger wrote, and its parsers are large. They run in the sandbox where there is one (no
network, no files but the installed packages), and in any case in a process of their own with little memory,
little time and no right to write a file. A document can at worst make its own conversion fail.
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from agora.config import Limits
from agora.errors import ToolError
from agora.sandbox import Sandbox, Workspace
from agora.tools import converting
from agora.tools.child import LIMITED, outcome, run_child

__all__ = ["SUFFIXES", "to_text"]

SUFFIXES = {"pdf", "docx", "xlsx", "pptx", "html", "htm"}

_TIMEOUT_S = 90.0
_MEMORY_BYTES = 1536 * 2**20

_PROGRAM = Path(converting.__file__).read_text(encoding="utf-8")


async def to_text(data: bytes, suffix: str, limits: Limits, *, isolated: bool = True) -> str:
    """Return a document's text as Markdown; that of a PDF is plain, with form feeds between its pages.

    Args:
        data: the document.
        suffix: its kind, one of `SUFFIXES`.
        limits: those of programs hold, where they are less than what a document is given.
        isolated: use the sandbox where there is one.

    Raises:
        ToolError: it is damaged, of another kind, or takes too much time or memory.
    """
    timeout_s = min(_TIMEOUT_S, limits.program_seconds)
    memory_bytes = min(_MEMORY_BYTES, limits.program_bytes)
    sandbox = Sandbox(limits.model_copy(update={"output_bytes": 2**26}))
    what = "The document"
    if not isolated or not (await asyncio.to_thread(sandbox.availability)).ok:
        return str(
            await run_child(
                _PROGRAM, [suffix], data, timeout_s=timeout_s, memory_bytes=memory_bytes, what=what
            )
        )
    argv = [
        sys.executable,
        "-I",
        "-c",
        LIMITED + _PROGRAM,
        str(memory_bytes),
        str(int(timeout_s) + 1),
        suffix,
    ]
    with tempfile.TemporaryDirectory(prefix="agora-") as folder:
        done = await sandbox.run(argv, Workspace(Path(folder), hidden=()), stdin=data, timeout_s=timeout_s)
    if done.timed_out:
        raise ToolError(f"The document was stopped after {timeout_s:g} s.", fix="Split it.")
    return str(outcome(done.exit_code, done.stdout.encode(), done.stderr.encode(), what))
