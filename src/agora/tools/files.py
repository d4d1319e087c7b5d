"""Reading, writing and searching the workspace.

A thought catches what it knows from Python: a missing file is a `FileNotFoundError`, a folder in a file's
place an `IsADirectoryError`. Whatever else goes wrong is a `ToolError` or the workspace's `SandboxError`.
"""

import difflib
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator

from agora.errors import SandboxError, ToolError, nearest
from agora.sandbox import Entry, Workspace
from agora.tools import documents
from agora.tools.base import Changes, Context, tool

__all__ = ["edit", "inside", "list_", "read", "search", "write"]

# A file that is read or edited whole; a larger one is a case for shell.
_MOST_BYTES = 20 * 2**20

# Text that one call hands to a thought, and one line that a search shows, in characters.
_MOST_CHARS = 1_000_000
_MOST_LINE_CHARS = 300

# What one search looks at, lists and waits for at most.
_MOST_SEARCHED_BYTES = 2**30
_SEARCH_FILE_BYTES = 5 * 2**20
_MOST_HITS = 1_000
_MOST_LISTED = 1_000
_SEARCH_S = 20.0

# Made by programs, large, and hardly ever what somebody looks for; naming one as `path` still finds it.
_SKIPPED = {".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__", ".mypy_cache", ".pytest_cache"}


def _as_text(value: Any) -> Any:
    """Take what small models write where text is meant: numbers, lists of lines, None for nothing."""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n".join(value)
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value)


Text = Annotated[str, BeforeValidator(_as_text)]


def inside(workspace: Workspace, path: str) -> str:
    """Return a path as the workspace takes it; `/` means its root, whose own path is known too."""
    path = path.strip() if path.strip() else "."
    if not path.startswith("/"):
        return path
    for prefix in (str(workspace.root), "/workspace"):
        if f"{path}/".startswith(f"{prefix}/"):
            return path[len(prefix) :].lstrip("/") or "."
    return path.lstrip("/") or "."


@tool("files.read", effect="read", private=True, untrusted=True)
async def read(context: Context, path: str, start: int = 1, lines: int = 400) -> str:
    """Return the text of a file; PDF, DOCX, XLSX, PPTX and HTML are turned into text.

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


def _preview_write(context: Context, path: str, text: str) -> Changes:
    name = inside(context.workspace, path)
    return {name: (_before(context.workspace, name), _encoded(text))}


@tool("files.write", effect="write", contained=True, preview=_preview_write)
def write(context: Context, path: str, text: Text) -> None:
    """Write a file, replacing what was there.

    Args:
        path: where, seen from the workspace; folders are made.
        text: the whole new content.

    Example:
        files.write("notes.txt", "Buy milk")
    """
    _put(context.workspace, _preview_write(context, path, text))


def _preview_edit(context: Context, path: str, old: str, new: str, all: bool = False) -> Changes:
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
    return {name: (before, _encoded(text.replace(old, new)))}


@tool("files.edit", effect="write", contained=True, preview=_preview_edit)
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
    _put(context.workspace, _preview_edit(context, path, old, new, all))


@tool("files.search", effect="read", private=True, untrusted=True)
def search(context: Context, pattern: str, path: str = ".", limit: int = 50) -> list[dict[str, Any]]:
    """Find lines in text files, as dicts with "path", "line" (from 1) and "text".

    Args:
        pattern: a regular expression; or plain text, if it is no valid one.
        path: a folder or a file.
        limit: how many lines at most.

    Example:
        files.search("TODO", "src")
    """
    if not pattern:
        raise ToolError("The pattern is empty.", fix='Search for some text, as in files.search("TODO").')
    matches = _matcher(pattern)
    wanted = max(1, min(limit, _MOST_HITS))
    hits: list[dict[str, Any]] = []
    for entry, text in _texts(context.workspace, inside(context.workspace, path)):
        if not matches(text):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if matches(line):
                hits.append(
                    {"path": _shown(entry.path), "line": number, "text": line[:_MOST_LINE_CHARS].rstrip("\r")}
                )
                if len(hits) == wanted:
                    return hits
    return hits


@tool("files.list", effect="read", private=True, untrusted=True)
def list_(context: Context, path: str = ".", pattern: str = "*") -> list[str]:
    """Return the paths of all files in a folder and the folders in it, sorted.

    Args:
        path: the folder.
        pattern: as in a shell: "*.csv"; with a slash it is matched with the whole path.

    Example:
        files.list("data", "*.csv")
    """
    folder = inside(context.workspace, path)
    _must_exist(context.workspace, folder)
    found: list[str] = []
    for entry in _files(context.workspace, folder, pattern.removeprefix("./").removeprefix("**/") or "*"):
        found.append(_shown(entry.path))
        if len(found) > _MOST_LISTED:
            tops = Counter(name.rpartition("/")[0] or "." for name in found).most_common(5)
            raise ToolError(
                f"More than {_MOST_LISTED:,} files fit.",
                why=f"Most of them are in {', '.join(repr(name) for name, _ in tops)}.",
                fix="Name a folder or a narrower pattern.",
            )
    return sorted(found)


def _must_exist(workspace: Workspace, name: str) -> None:
    """Raise a FileNotFoundError that names the file that was perhaps meant."""
    if workspace.exists(name):
        return
    folder, _, last = name.rpartition("/")
    known: list[str] = []
    if workspace.exists(folder or "."):
        for count, entry in enumerate(workspace.walk(folder or ".")):
            known.append(_shown(entry.path))
            if count > _MOST_LISTED:
                break
    near = nearest(name, known) or next(
        (f"Did you mean {path!r}?" for path in known if path.endswith(f"/{last}")), ""
    )
    here = [path for path in known if "/" not in path.removeprefix(f"{folder}/")][:10]
    listed = f"There are {', '.join(map(repr, here))}." if here else "The folder is empty."
    raise FileNotFoundError(f"There is no {name!r} in the workspace. {near or listed}")


def _bytes_of(workspace: Workspace, name: str) -> bytes:
    _must_exist(workspace, name)
    status = workspace.stat(name)
    if status.st_mode & 0o170000 == 0o040000:
        raise IsADirectoryError(f"{name!r} is a folder. List it with files.list({name!r}).")
    if status.st_size > _MOST_BYTES:
        raise ToolError(
            f"{name!r} has {status.st_size:,} bytes, more than {_MOST_BYTES:,}.",
            fix=f"Look at a part: shell({f'sed -n 1,100p {name}'!r}), or files.search(...).",
        )
    return workspace.read(name, limit_bytes=_MOST_BYTES)


def _before(workspace: Workspace, name: str) -> bytes | None:
    if not workspace.exists(name):
        return None
    if workspace.stat(name).st_mode & 0o170000 == 0o040000:
        raise IsADirectoryError(f"{name!r} is a folder, so no file can be written there.")
    return workspace.read(name)


def _put(workspace: Workspace, changes: Changes) -> None:
    for name, (_, after) in changes.items():
        assert after is not None
        workspace.write(name, after)


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


def _matcher(pattern: str) -> Callable[[str], bool]:
    """Return a search that takes linear time whatever the pattern: Rust's regex, by way of pydantic.

    Python's own `re` can be sent into exponential backtracking by a pattern that a model wrote.
    """
    from pydantic_core import SchemaError, SchemaValidator, core_schema

    for source in (f"(?m){pattern}", re.escape(pattern)):
        try:
            return SchemaValidator(
                core_schema.str_schema(pattern=source, regex_engine="rust-regex")
            ).isinstance_python
        except SchemaError:
            continue
    raise ToolError(f"{pattern!r} is too large a pattern.")


def _texts(workspace: Workspace, path: str) -> Iterator[tuple[Entry, str]]:
    """Yield the text files beneath a path with their text, until too much was read."""
    _must_exist(workspace, path)
    until, read_bytes = time.monotonic() + _SEARCH_S, 0
    for entry in _files(workspace, path, "*"):
        if entry.size_bytes > _SEARCH_FILE_BYTES:
            continue
        read_bytes += entry.size_bytes
        if time.monotonic() > until or read_bytes > _MOST_SEARCHED_BYTES:
            raise ToolError(
                "The search took too long.", why=f"It got as far as {entry.path!r}.", fix="Name a folder."
            )
        try:
            data = workspace.read(entry.path, limit_bytes=_SEARCH_FILE_BYTES)
        except (SandboxError, OSError):  # gone meanwhile, or not ours to read
            continue
        if b"\0" not in data:
            yield entry, data.decode("utf-8", "replace")


def _files(workspace: Workspace, path: str, pattern: str) -> Iterator[Entry]:
    status = workspace.stat(path)
    if status.st_mode & 0o170000 != 0o040000:
        yield Entry(path, status.st_size, False)
        return
    named = set(path.split("/"))
    for entry in workspace.walk(path, pattern):
        if not entry.is_folder and not (_SKIPPED & set(entry.path.split("/")[:-1]) - named):
            yield entry


def _shown(path: str) -> str:
    """Return a path as Unicode; bytes of a name that are none are written out."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
