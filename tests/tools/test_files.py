"""Every file tool with good and bad input; `call` goes the way that a thought's call goes."""

import asyncio
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agora.errors import AgoraError, SandboxError, ToolError
from agora.tools import Context, Tool, files, searching

SKIP_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")


def call(context: Context, tool: Tool, *args: Any, **kwargs: Any) -> Any:
    value = tool.function(context, **tool.bind(args, kwargs))
    return asyncio.run(value) if asyncio.iscoroutine(value) else value


def put(context: Context, name: str, data: bytes | str = b"") -> Path:
    path = context.workspace.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# read


@pytest.mark.parametrize(
    "path", ["notes/a.txt", "./notes/a.txt", "/notes/a.txt", "/workspace/notes/a.txt", "notes//a.txt"]
)
def test_read_understands_how_models_write_paths(context: Context, path: str):
    put(context, "notes/a.txt", "tea\n")
    assert call(context, files.read, path) == "tea\n"
    assert call(context, files.read, str(context.workspace.root / "notes/a.txt")) == "tea\n"


def test_read_pages_and_says_so(context: Context):
    put(context, "a.txt", "\n".join(map(str, range(1, 11))) + "\n")
    assert (
        call(context, files.read, "a.txt", start="2", lines="3")
        == "2\n3\n4\n[lines 2-4 of 10; go on with start=5]"
    )
    assert call(context, files.read, "a.txt", 9) == "9\n10"
    assert call(context, files.read, "a.txt", 11) == "[the file has 10 lines]"
    assert call(context, files.read, "a.txt", 0, 10).endswith("9\n10\n")


def test_read_cuts_one_endless_line_and_says_so(context: Context):
    put(context, "a.json", "x" * 1_000_001)
    assert call(context, files.read, "a.json").endswith("\n[cut after 1,000,000 of 1,000,001 characters]")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        ("ä€🙂".encode(), "ä€🙂"),
        ("\ufeffa".encode(), "a"),
        (b"a\r\nb", "a\nb"),
        ("tea".encode("utf-16"), "tea"),
        (b"caf\xe9", "caf\ufffd"),
    ],
)
def test_read_decodes(context: Context, data: bytes, text: str):
    put(context, "a.txt", data)
    assert call(context, files.read, "a.txt") == text


@pytest.mark.parametrize(
    "name", ["new\nline.txt", "🙂 smile.txt", "-rf", "a'b\"c.txt", " lead.txt", "%2e%2e.txt"]
)
def test_any_name_can_be_written_read_listed_and_found(context: Context, name: str):
    call(context, files.write, name, "needle")
    assert call(context, files.read, name) == "needle"
    assert call(context, searching.list_) == [name]
    assert call(context, searching.search, "needle") == [{"path": name, "line": 1, "text": "needle"}]


def test_a_name_that_is_no_unicode_is_listed_in_words(context: Context):
    (context.workspace.root / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"needle")
    assert call(context, searching.list_) == [r"caf\xe9.txt"]
    assert call(context, searching.search, "needle")[0]["path"] == r"caf\xe9.txt"


def test_read_refuses_binary(context: Context):
    put(context, "a.bin", b"\x7fELF\0\0")
    with pytest.raises(ToolError, match=r"'a.bin' is binary \(6 bytes\)"):
        call(context, files.read, "a.bin")


def test_read_refuses_a_gigabyte_at_once(context: Context):
    with put(context, "big.txt").open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(ToolError, match="1,073,741,824 bytes, more than"):
        call(context, files.read, "big.txt")
    with pytest.raises(ToolError, match="more than"):
        call(context, files.edit, "big.txt", "a", "b")
    assert call(context, searching.search, "a") == []


def test_a_missing_file_is_suggested(context: Context):
    put(context, "notes/today.txt")
    with pytest.raises(
        FileNotFoundError, match=r"There is no 'notes/todya.txt'.*Did you mean 'notes/today.txt'"
    ):
        call(context, files.read, "notes/todya.txt")
    with pytest.raises(FileNotFoundError, match=r"Did you mean 'notes/today.txt'"):
        call(context, files.edit, "today.txt", "a", "b")
    with pytest.raises(FileNotFoundError, match="There are 'notes'"):
        call(context, searching.list_, "zzz")


def test_an_empty_workspace_says_so(context: Context):
    with pytest.raises(FileNotFoundError, match="The folder is empty"):
        call(context, files.read, "a.txt")


def test_a_path_of_the_machine_is_told_from_one_in_the_workspace(context: Context):
    put(context, "notes/today.txt")
    with pytest.raises(FileNotFoundError, match="no folder 'etc' either; paths begin at the workspace"):
        call(context, files.read, "/etc/passwd")


@pytest.mark.parametrize("path", ["notes", ".", "", "/"])
def test_a_folder_is_no_file(context: Context, path: str):
    put(context, "notes/a.txt")
    with pytest.raises(IsADirectoryError, match=r"files\.list"):
        call(context, files.read, path)
    with pytest.raises(IsADirectoryError, match="no file can be written there"):
        call(context, files.write, path, "x")


@pytest.mark.parametrize(
    "path", ["../secret", "notes/../../secret", "link/secret", "file", "a\0b", "x" * 5000]
)
@pytest.mark.parametrize("tool", [files.read, files.write, files.edit, searching.search, searching.list_])
def test_nothing_leads_out(context: Context, tmp_path: Path, path: str, tool: Tool):
    (tmp_path / "secret").write_text("secret")
    (context.workspace.root / "link").symlink_to(tmp_path)
    (context.workspace.root / "file").symlink_to(tmp_path / "secret")
    args = {files.write: [path, "x"], files.edit: [path, "secret", "x"], searching.search: ["secret", path]}
    with pytest.raises((AgoraError, FileNotFoundError)) as caught:
        call(context, tool, *args.get(tool, [path]))
    assert not isinstance(caught.value, FileNotFoundError) or "secret" not in str(caught.value)
    assert (tmp_path / "secret").read_text() == "secret"


def test_an_absolute_path_is_seen_from_the_workspace(context: Context):
    with pytest.raises(FileNotFoundError, match="'etc/passwd' in the workspace"):
        call(context, files.read, "/etc/passwd")
    call(context, files.write, "/etc/motd", "hello")
    assert (context.workspace.root / "etc/motd").read_text() == "hello"


def test_links_inside_and_out_of_search(context: Context, tmp_path: Path):
    (tmp_path / "secret").write_text("needle")
    put(context, "a.txt", "needle")
    (context.workspace.root / "out").symlink_to(tmp_path / "secret")
    assert [hit["path"] for hit in call(context, searching.search, "needle")] == ["a.txt"]


@SKIP_ROOT
def test_no_permission_is_told(context: Context):
    put(context, "a.txt", "x").chmod(0)
    with pytest.raises(SandboxError, match="permissions"):
        call(context, files.read, "a.txt")


# write


def test_write_makes_folders_and_keeps_the_mode(context: Context):
    assert call(context, files.write, "a/b/c.txt", "one") is None
    path = context.workspace.root / "a/b/c.txt"
    path.chmod(0o750)
    call(context, files.write, "a/b/c.txt", "two")
    assert path.read_text() == "two"
    assert path.stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize(
    ("given", "text"),
    [(42, "42"), (1.5, "1.5"), (True, "True"), (None, ""), (["a", "b"], "a\nb"), ({"a": 1}, "{'a': 1}")],
)
def test_write_takes_what_small_models_pass_as_text(context: Context, given: Any, text: str):
    call(context, files.write, "a.txt", given)
    assert (context.workspace.root / "a.txt").read_text() == text


def test_write_refuses_what_is_no_unicode_or_too_large(context: Context):
    with pytest.raises(ToolError, match="lone surrogates"):
        call(context, files.write, "a.txt", "\ud800")
    with pytest.raises(ToolError, match="more than 20,971,520"):
        call(context, files.write, "a.txt", "x" * (20 * 2**20 + 1))
    assert not (context.workspace.root / "a.txt").exists()


def test_a_file_where_a_folder_should_be(context: Context):
    put(context, "a", "x")
    with pytest.raises(SandboxError, match="folder"):
        call(context, files.write, "a/b.txt", "x")


@pytest.mark.parametrize(
    ("tool", "args", "changes"),
    [
        (files.write, ("new.txt", "x"), {"new.txt": (None, b"x")}),
        (files.write, ("/a.txt", "x"), {"a.txt": (b"one two one", b"x")}),
        (files.edit, ("a.txt", "two", "2"), {"a.txt": (b"one two one", b"one 2 one")}),
    ],
)
def test_a_write_can_be_held_in_a_layer(
    context: Context, tool: Tool, args: tuple[str, ...], changes: Any, tmp_path: Path
):
    put(context, "a.txt", "one two one")
    held = replace(context, workspace=context.workspace.branch(tmp_path / "layer"))
    call(held, tool, *args)
    assert tool.shown
    assert held.workspace.changes() == changes
    assert (context.workspace.root / "a.txt").read_text() == "one two one"
    call(context, tool, *args)
    [(path, (_, after))] = changes.items()
    assert (context.workspace.root / path).read_bytes() == after


# edit


def test_edit_replaces_the_only_one_or_all(context: Context):
    put(context, "a.txt", "one two one")
    call(context, files.edit, "a.txt", "two", "2")
    call(context, files.edit, "a.txt", "one", "1", all="true")
    assert (context.workspace.root / "a.txt").read_text() == "1 2 1"


def test_edit_says_how_often_and_what_is_near(context: Context):
    put(context, "a.py", "def total(x):\n    return sum(x)\n    return sum(x)\n")
    with pytest.raises(ToolError, match=r"2 times in 'a.py'.*all=True"):
        call(context, files.edit, "a.py", "return sum(x)", "pass")
    with pytest.raises(ToolError, match=r"0 times in 'a.py'. The nearest line is 1: 'def total\(x\):'"):
        call(context, files.edit, "a.py", "def totals(x):", "pass")
    with pytest.raises(ToolError, match="empty"):
        call(context, files.edit, "a.py", "", "x")


def test_edit_keeps_line_ends(context: Context):
    put(context, "a.txt", b"one\r\ntwo\r\nthree\r\n")
    call(context, files.edit, "a.txt", "one\ntwo", "1\n2")
    assert (context.workspace.root / "a.txt").read_bytes() == b"1\r\n2\r\nthree\r\n"


def test_edit_refuses_what_it_could_only_damage(context: Context):
    put(context, "a.txt", b"caf\xe9")
    with pytest.raises(ToolError, match="no UTF-8"):
        call(context, files.edit, "a.txt", "caf", "x")
    assert (context.workspace.root / "a.txt").read_bytes() == b"caf\xe9"


def test_arguments_are_explained(context: Context):
    with pytest.raises(ToolError, match=r"Call it as files.read\(path, start=1, lines=400\)"):
        call(context, files.read)
    with pytest.raises(ToolError, match="start"):
        call(context, files.read, "a", start="first")


# search and list


def test_search_takes_expressions_text_files_and_folders(context: Context):
    put(context, "src/a.py", "import re\nx = re.compile('(')\n")
    put(context, "b.txt", "import\n")
    put(context, "c.bin", b"import\0")
    assert [h["path"] for h in call(context, searching.search, "^import")] == ["b.txt", "src/a.py"]
    assert call(context, searching.search, r"^x\s+=", "src") == [
        {"path": "src/a.py", "line": 2, "text": "x = re.compile('(')"}
    ]
    assert call(context, searching.search, "compile('(')")[0]["line"] == 2, (
        "no valid expression, so plain text"
    )
    assert len(call(context, searching.search, "import", "b.txt")) == 1
    with pytest.raises(ToolError, match="empty"):
        call(context, searching.search, "")


def test_search_is_not_sent_into_backtracking(context: Context):
    put(context, "a.txt", "a" * 50_000 + "!")
    assert call(context, searching.search, "(a+)+$") == []  # for ever, with Python's re


def test_search_is_bounded(context: Context):
    put(context, "many.txt", "needle\n" * 5_000)
    put(context, "long.txt", "needle" + "x" * 10_000)
    hits = call(context, searching.search, "needle", limit=10**9)
    assert len(hits) == 1_000
    assert max(len(hit["text"]) for hit in hits) == 300
    assert len(call(context, searching.search, "needle")) == 50
    assert len(call(context, searching.search, "needle", limit=-3)) == 1


def test_what_programs_made_is_left_out_unless_named(context: Context):
    put(context, "node_modules/x/a.js", "needle")
    put(context, "a.js", "needle")
    assert call(context, searching.list_) == ["a.js"]
    assert [hit["path"] for hit in call(context, searching.search, "needle")] == ["a.js"]
    assert call(context, searching.list_, "node_modules") == ["node_modules/x/a.js"]


@pytest.mark.parametrize(
    ("args", "names"),
    [
        ([], ["a.csv", "b.txt", "d/c.csv"]),
        ([".", "*.csv"], ["a.csv", "d/c.csv"]),
        (["/", "**/*.csv"], ["a.csv", "d/c.csv"]),
        (["d"], ["d/c.csv"]),
        ([".", "d/*"], ["d/c.csv"]),
        (["b.txt"], ["b.txt"]),
        ([".", "*.md"], []),
    ],
)
def test_list(context: Context, args: list[str], names: list[str]):
    for name in ("b.txt", "a.csv", "d/c.csv"):
        put(context, name)
    assert call(context, searching.list_, *args) == names


def test_a_huge_list_is_refused_with_advice(context: Context):
    for number in range(1_001):
        put(context, f"many/{number}.txt")
    with pytest.raises(ToolError, match=r"More than 1,000 files fit. Most of them are in 'many'"):
        call(context, searching.list_)
