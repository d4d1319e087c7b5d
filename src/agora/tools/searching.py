"""Finding files and lines in the workspace."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from agora.errors import SandboxError, ToolError
from agora.sandbox import Entry, Workspace
from agora.tools.base import Context, tool
from agora.tools.places import inside, is_folder, must_exist, shown

__all__ = ["list_", "search"]

# One line that a search shows, in characters.
_MOST_LINE_CHARS = 300

# What one search looks at, lists and waits for at most.
_MOST_SEARCHED_BYTES = 2**30
_SEARCH_FILE_BYTES = 5 * 2**20
_MOST_HITS = 1_000
_MOST_LISTED = 1_000
_SEARCH_S = 20.0

# Made by programs, large, and hardly ever what somebody looks for; naming one as `path` still finds it.
_SKIPPED = {".git", ".hg", ".svn", ".venv", "node_modules", "__pycache__", ".mypy_cache", ".pytest_cache"}


@tool("files.search", effect="read", private=True, untrusted=True)
def search(context: Context, pattern: str, path: str = ".", limit: int = 50) -> list[dict[str, Any]]:
    """Find lines in text files, as dicts with "path", "line", "text".

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
                    {"path": shown(entry.path), "line": number, "text": line[:_MOST_LINE_CHARS].rstrip("\r")}
                )
                if len(hits) == wanted:
                    return hits
    return hits


@tool("files.list", effect="read", private=True, untrusted=True)
def list_(context: Context, path: str = ".", pattern: str = "*") -> list[str]:
    """Return the paths of all files below a folder, sorted.

    Args:
        path: the folder.
        pattern: as in a shell: "*.csv"; with a slash it is matched with the whole path.

    Example:
        files.list("data", "*.csv")
    """
    folder = inside(context.workspace, path)
    must_exist(context.workspace, folder)
    found: list[str] = []
    for entry in _files(context.workspace, folder, pattern.removeprefix("./").removeprefix("**/") or "*"):
        found.append(shown(entry.path))
        if len(found) > _MOST_LISTED:
            tops = Counter(name.rpartition("/")[0] or "." for name in found).most_common(5)
            raise ToolError(
                f"More than {_MOST_LISTED:,} files fit.",
                why=f"Most of them are in {', '.join(repr(name) for name, _ in tops)}.",
                fix="Name a folder or a narrower pattern.",
            )
    return sorted(found)


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
    must_exist(workspace, path)
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
    if not is_folder(workspace, path):
        yield Entry(path, workspace.stat(path).st_size, False)
        return
    named = set(path.split("/"))
    for entry in workspace.walk(path, pattern):
        if not entry.is_folder and not (_SKIPPED & set(entry.path.split("/")[:-1]) - named):
            yield entry
