"""Paths beneath a folder: none leads out, whatever they look like and whoever moves things meanwhile."""

import os
import shutil
import socket
import stat
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from agora.errors import SandboxError
from agora.sandbox import Workspace


@pytest.fixture(params=["folder", "branch"])
def place(request: pytest.FixtureRequest, workspace: Workspace, tmp_path: Path) -> Workspace:
    return workspace if request.param == "folder" else workspace.branch(tmp_path / "layer")


@pytest.fixture
def outside(tmp_path: Path, workspace: Workspace) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "secret").write_text("secret")
    for name, target in {
        "absolute": folder / "secret",
        "relative": "../outside/secret",
        "folder": folder,
        "climb": "a/../../outside",
        "loop": "loop",
        "dangling": folder / "new",
        "etc": "/etc",
    }.items():
        (workspace.root / name).symlink_to(target)
    return folder


WAYS_OUT = [
    "..", "../outside/secret", "a/../../outside/secret", "/etc/passwd", "//etc/passwd", "/workspace/../x",
    "/workspace/../../etc/passwd", "absolute", "relative", "folder", "folder/secret", "climb/secret", "loop",
    "dangling", "etc/passwd", "./folder/./secret", "/workspacex/y", "a\0b", "x" * 5000, "d/" * 200 + "f",
]  # fmt: skip


@pytest.mark.parametrize("path", WAYS_OUT)
@pytest.mark.parametrize(
    "use",
    [
        lambda w, p: w.read(p),
        lambda w, p: w.write(p, b"x"),
        lambda w, p: w.delete(p),
        lambda w, p: w.stat(p),
        lambda w, p: w.exists(p),
        lambda w, p: w.digest(p),
        lambda w, p: list(w.walk(p)),
        lambda w, p: w.apply({p: (None, b"x")}),
    ],
    ids=["read", "write", "delete", "stat", "exists", "digest", "walk", "apply"],
)
def test_no_path_leads_out(
    place: Workspace, outside: Path, path: str, use: Callable[[Workspace, str], object]
) -> None:
    with pytest.raises(SandboxError):
        use(place, path)
    assert {p.name: p.read_text() for p in outside.iterdir()} == {"secret": "secret"}


def test_links_inside_are_followed(place: Workspace, workspace: Workspace) -> None:
    workspace.write("a/b/file", b"x")
    (workspace.root / "short").symlink_to("a/b")
    (workspace.root / "a" / "up").symlink_to("../short/file")
    assert place.read("short/file") == place.read("a/up") == place.read("/workspace/a/up") == b"x"
    place.write("short/file", b"y")
    assert place.read("a/b/file") == b"y"


NAMES = ["a\nb", "\U0001f600", os.fsdecode(b"\xff\xfe"), " ", "-rf", "\x1b[2J", "a'b\"c", "é" * 100]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_bytes_to_us(place: Workspace, name: str) -> None:
    data = bytes(range(256))
    assert place.write(f"d/{name}", data) == (None, data)
    assert place.read(f"d/{name}") == data
    assert [entry.path for entry in place.walk("d")] == [f"d/{name}"]
    assert place.delete(f"d/{name}") == (data, None)
    assert not place.exists(f"d/{name}")


def test_a_write_is_atomic_and_keeps_the_mode(place: Workspace, workspace: Workspace) -> None:
    workspace.write("f", b"old")
    (workspace.root / "f").chmod(0o640)
    (workspace.root / "other").hardlink_to(workspace.root / "f")
    assert place.write("f", b"new") == (b"old", b"new")
    assert stat.S_IMODE(place.stat("f").st_mode) == 0o640
    assert (workspace.root / "other").read_bytes() == b"old"
    assert sorted(e.path for e in place.walk()) == ["f", "other"]


def test_special_files_are_refused_at_once(place: Workspace, workspace: Workspace) -> None:
    os.mkfifo(workspace.root / "fifo")
    bound = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(workspace.root)
    bound.bind("socket")
    os.chdir(here)
    bound.close()
    names = ["fifo", "socket"]
    if os.geteuid() == 0:
        os.mknod(workspace.root / "device", stat.S_IFCHR | 0o666, os.makedev(1, 5))  # /dev/zero
        names.append("device")
    for name in names:
        with pytest.raises(SandboxError, match="not a file"):
            place.read(name)
        with pytest.raises(SandboxError, match="not a file"):
            place.write(name, b"x")
    assert list(place.walk()) == []


def test_a_large_file_is_named_by_its_size(place: Workspace, workspace: Workspace) -> None:
    with (workspace.root / "big").open("wb") as file:
        file.truncate(10**9)
    with pytest.raises(SandboxError, match=r"'big' has 1\.0 GB"):
        place.read("big")
    with pytest.raises(SandboxError, match=r"1\.0 GB"):
        place.write("big", b"x")
    assert place.stat("big").st_size == 10**9
    place.write("small", b"123456")
    with pytest.raises(SandboxError, match="6 bytes"):
        place.read("small", limit_bytes=5)


@pytest.mark.parametrize(("number", "words"), [(28, "disk is full"), (30, "read-only"), (13, "permissions")])
def test_a_disk_that_does_not_take_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    workspace.write("f", b"old")

    def fail(fd: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(SandboxError, match=words):
        workspace.write("f", b"new")
    assert {e.path: workspace.read(e.path) for e in workspace.walk()} == {"f": b"old"}


def test_agoras_own_folder_is_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "project" / ".agora"
    home.mkdir(parents=True)
    (home / "rules.toml").write_text("rules")
    monkeypatch.setenv("AGORA_HOME", str(home))
    workspace = Workspace(tmp_path / "project")
    (tmp_path / "project" / "alias").symlink_to(".agora")
    for path in (".agora/rules.toml", "alias/rules.toml"):
        with pytest.raises(SandboxError):
            workspace.read(path)
        with pytest.raises(SandboxError):
            workspace.write(path, b"x")
    assert list(workspace.walk()) == []
    with pytest.raises(SandboxError, match="cannot be a workspace"):
        Workspace(home)
    assert (home / "rules.toml").read_text() == "rules"


def test_apply_is_all_or_nothing(place: Workspace) -> None:
    place.write("a", b"1")
    place.write("b", b"changed by somebody")
    with pytest.raises(SandboxError, match="'b' was changed by somebody else"):
        place.apply({"a": (b"1", b"2"), "b": (b"1", b"2")})
    assert place.read("a") == b"1"
    changes = {"a": (b"1", b"2"), "c/d": (None, b"new"), "b": (b"changed by somebody", None)}
    place.apply(changes)
    place.apply(changes)  # again, as after a crash in between
    assert {e.path: place.read(e.path) for e in place.walk() if not e.is_folder} == {"a": b"2", "c/d": b"new"}


def test_patterns(place: Workspace) -> None:
    for path in ("a.py", "b/c.py", "b/d.txt"):
        place.write(path, b"x")
    assert [e.path for e in place.walk(pattern="*.py")] == ["a.py", "b/c.py"]
    assert [e.path for e in place.walk(pattern="b/*.txt")] == ["b/d.txt"]
    assert [e.path for e in place.walk("b")] == ["b/c.py", "b/d.txt"]
    with pytest.raises(SandboxError, match="There is no 'x'"):
        list(place.walk("x"))


def swapping(first: Path, second: Path, target: Path) -> tuple[threading.Event, threading.Thread]:
    """Let `first` be a folder and a link to `target` in turn, as fast as it goes."""
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            try:
                first.rename(second)
                first.symlink_to(target)
                first.unlink()
                second.rename(first)
            except OSError:  # a write made the folder anew meanwhile
                if second.exists():
                    shutil.rmtree(first, ignore_errors=True)
                    with suppress(OSError):
                        first.unlink(missing_ok=True)
                    with suppress(OSError):
                        second.rename(first)

    thread = threading.Thread(target=swap)
    thread.start()
    return stop, thread


def test_a_folder_swapped_for_a_link_meanwhile(workspace: Workspace, outside: Path) -> None:
    (outside / "f").write_text("outside")
    workspace.write("d/f", b"inside")
    stop, thread = swapping(workspace.root / "d", workspace.root / "aside", outside)
    seen: set[bytes] = set()
    refused = 0
    try:
        # Who runs when is the system's affair: go on until both sides had their turn.
        for number in range(200_000):
            if number > 2000 and seen and refused:
                break
            try:
                seen.add(workspace.read("d/f"))
                workspace.write(f"d/g{number % 7}", b"inside")
                workspace.write("d/f", b"inside")
                workspace.delete(f"d/g{number % 7}")
            except SandboxError:
                refused += 1
    finally:
        stop.set()
        thread.join()
    assert seen == {b"inside"}
    assert refused > 0  # else there was no race at all
    assert {p.name: p.read_text() for p in outside.iterdir()} == {"secret": "secret", "f": "outside"}


def test_a_file_swapped_for_a_fifo_meanwhile(workspace: Workspace) -> None:
    (workspace.root / "aside").write_bytes(b"x")
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            shutil.copy(workspace.root / "aside", workspace.root / "f")
            (workspace.root / "f").unlink()
            os.mkfifo(workspace.root / "f")
            (workspace.root / "f").unlink()

    thread = threading.Thread(target=swap)
    thread.start()
    seen: set[bytes] = set()
    try:
        for _ in range(2000):
            try:
                seen.add(workspace.read("f"))
            except SandboxError:
                continue
    finally:
        stop.set()
        thread.join()
    assert seen <= {b"x", b""}
