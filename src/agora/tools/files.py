"""Reading, writing and editing files of the workspace.

A thought catches what it knows from Python: a missing file is a `FileNotFoundError`, a folder in a file's
place an `IsADirectoryError`. Whatever else goes wrong is a `ToolError` or the workspace's `SandboxError`.
"""

import difflib
from typing import Annotated, Any

from pydantic import BeforeValidator

from agora.errors import ToolError
from agora.sandbox import Workspace
from agora.tools import documents
from agora.tools.base import Context, tool
from agora.tools.places import inside, is_folder, must_exist

__all__ = ["edit", "read", "write"]

# A file that is read or edited whole; a larger one is a case for shell.
_MOST_BYTES = 20 * 2**20

# Text that one call hands to a thought, in characters.
_MOST_CHARS = 1_000_000


def _as_text(value: Any) -> Any:
    """Take what small models write where text is meant: numbers, lists of lines, None for nothing."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value)


Text = Annotated[str, BeforeValidator(_as_text)]


@tool("files.read", effect="read", private=True, untrusted=True)
async def read(context: Context, path: str, start: int = 1, lines: int = 400) -> str:
    """Return the text of a file, also of PDF, DOCX, XLSX, PPTX and HTML.

    Args:
        path: where, seen from the workspace.
        start: first line, from 1.
        lines: how many at most; a last line in brackets says if there are more.

    Raises:
        FileNotFoundError: there is no such file.

    Example:
        files.read("notes.txt")
    """
    name = inside(context.workspace, path)
    data = _bytes_of(context.workspace, name)
    suffix = name.rpartition(".")[2].lower()
    if suffix in documents.SUFFIXES:
        text = await documents.to_text(data, suffix, context.settings.limits)
    else:
        text = _decoded(data, name)
    return _page(text, max(1, start), max(1, lines))


@tool("files.write", effect="write", contained=True, shown=True)
def write(context: Context, path: str, text: Text) -> None:
    """Write or replace a file.

    Args:
        path: where, seen from the workspace; folders are made.
        text: the whole new content.

    Example:
        files.write("notes.txt", "Buy milk")
    """
    name = inside(context.workspace, path)
    if context.workspace.exists(name) and is_folder(context.workspace, name):
        raise IsADirectoryError(f"{name!r} is a folder, so no file can be written there.")
    context.workspace.write(name, _encoded(text))


@tool("files.edit", effect="write", contained=True, shown=True)
def edit(context: Context, path: str, old: Text, new: Text, all: bool = False) -> None:
    """Replace one passage of a file.

    Args:
        path: where, seen from the workspace.
        old: the passage; it must be there exactly once.
        new: what takes its place.
        all: replace every occurrence instead.

    Raises:
        FileNotFoundError: there is no such file.

    Example:
        files.edit("notes.txt", "milk", "oat milk")
    """
    name = inside(context.workspace, path)
    before = _bytes_of(context.workspace, name)
    try:
        text = before.decode("utf-8")
    except UnicodeDecodeError:
        raise ToolError(f"{name!r} is no UTF-8 text.", fix="Change it with python or shell.") from None
    if "\r\n" in text and old not in text:  # what files.read shows has plain line ends
        old, new = (side.replace("\r\n", "\n").replace("\n", "\r\n") for side in (old, new))
    count = text.count(old) if old else 0
    if count == 0 or (count > 1 and not all):
        raise ToolError(*_no_unique(name, text, old, count))
    context.workspace.write(name, _encoded(text.replace(old, new)))


def _bytes_of(workspace: Workspace, name: str) -> bytes:
    must_exist(workspace, name)
    if is_folder(workspace, name):
        raise IsADirectoryError(f"{name!r} is a folder. List it with files.list({name!r}).")
    size_bytes = workspace.stat(name).st_size
    if size_bytes > _MOST_BYTES:
        raise ToolError(
            f"{name!r} has {size_bytes:,} bytes, more than {_MOST_BYTES:,}.",
            fix=f"Look at a part: shell({f'sed -n 1,100p {name}'!r}), or files.search(...).",
        )
    return workspace.read(name, limit_bytes=_MOST_BYTES)


def _encoded(text: str) -> bytes:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        raise ToolError("The text holds lone surrogates, so it is no Unicode.") from None
    if len(data) > _MOST_BYTES:
        raise ToolError(
            f"The text has {len(data):,} bytes, more than {_MOST_BYTES:,}.", fix="Write it in parts."
        )
    return data


def _decoded(data: bytes, name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace").replace("\r\n", "\n")
    if b"\0" in data:
        raise ToolError(
            f"{name!r} is binary ({len(data):,} bytes), no text.", fix="Look into it with python or shell."
        )
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _page(text: str, start: int, count: int) -> str:
    """Return some lines, with a last one that says what was left out."""
    lines = text.split("\n")
    total = len(lines) - (lines[-1] == "")
    last = min(total, start - 1 + count)
    page = text if start == 1 and last == total else "\n".join(lines[start - 1 : last])
    if len(page) > _MOST_CHARS:
        return f"{page[:_MOST_CHARS]}\n[cut after {_MOST_CHARS:,} of {len(page):,} characters]"
    if start > max(total, 1):
        return f"[the file has {total} lines]"
    return (
        page if last == total else f"{page}\n[lines {start}-{last} of {total}; go on with start={last + 1}]"
    )


def _no_unique(name: str, text: str, old: str, count: int) -> tuple[str]:
    if not old:
        return (f"`old` is empty. To write {name!r} whole, use files.write.",)
    if count:
        return (f"The passage is {count} times in {name!r}. Add a line around it, or pass all=True.",)
    lines = [line.strip() for line in text.splitlines()]
    wanted = next((line.strip() for line in old.splitlines() if line.strip()), old)
    near = difflib.get_close_matches(wanted, lines[:20_000], n=1, cutoff=0.4)
    hint = f"The nearest line is {lines.index(near[0]) + 1}: {near[0]!r}." if near else "No line is like it."
    return (f"The passage is 0 times in {name!r}. {hint} Read the file and copy the passage exactly.",)
