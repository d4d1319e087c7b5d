"""Bombs, and processes that do not want to end: each meets its limit, and nothing survives."""

# ruff: noqa: E501

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agora.config import Limits
from agora.errors import SandboxError
from agora.sandbox import Completed, Sandbox, Workspace, watch
from agora.sandbox import sandbox as runner

MIB = 2**20


def small(sandbox: Sandbox, workspace: Workspace, code: str, **limits: Any) -> Completed:
    given = {"program_seconds": 60, "program_bytes": 200 * MIB, "output_bytes": 5000, **limits}
    return asyncio.run(Sandbox(Limits(**given)).run(["python", "-c", code], workspace))


def alive(marker: str) -> list[str]:
    """Return processes of this machine that have `marker` among their arguments."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if marker.encode() in path.read_bytes():
                found.append(str(path))
        except OSError:
            continue
    return found


def test_a_fork_bomb_stops_at_the_limit(sandbox: Sandbox, workspace: Workspace) -> None:
    code = """
import os, time
made = 0
try:
    while made < 2000:
        if os.fork() == 0:
            time.sleep(60)
        made += 1
except BlockingIOError as error:
    print("stopped", made)
"""
    done = small(sandbox, workspace, code)
    word, made = done.stdout.split()
    assert word == "stopped"
    assert 100 < int(made) < 256


def test_a_branching_fork_bomb_leaves_nothing_alive(run: Callable[..., Completed]) -> None:
    marker = f"bomb-{os.getpid()}-{time.time_ns()}"
    done = run("sh", "-c", "f() { f | f & f; }; f", marker, timeout_s=2.0)
    assert done.exit_code != 0
    assert alive(marker) == []


def test_one_process_cannot_take_more_memory(sandbox: Sandbox, workspace: Workspace) -> None:
    done = small(sandbox, workspace, "x = bytearray(300 * 2**20)")
    assert "MemoryError" in done.stderr


def test_many_processes_cannot_take_more_memory_together(sandbox: Sandbox, workspace: Workspace) -> None:
    code = """
import os, time
for _ in range(4):
    if os.fork() == 0:
        x = bytearray(b"x") * (90 * 2**20)
        time.sleep(60)
time.sleep(60)
print("survived")
"""
    done = small(sandbox, workspace, code)
    assert "survived" not in done.stdout
    assert "more than 209.7 MB of memory" in done.stderr
    assert not done.timed_out


def test_shared_memory_counts(sandbox: Sandbox, workspace: Workspace) -> None:
    code = "import mmap, time; m = mmap.mmap(-1, 400 * 2**20); m.write(b'x' * (400 * 2**20)) ; time.sleep(60); print('survived')"
    done = small(sandbox, workspace, code, program_bytes=300 * MIB)
    assert "survived" not in done.stdout
    assert "MemoryError" in done.stderr or "of memory" in done.stderr


def test_forks_that_share_their_pages_are_counted_once(sandbox: Sandbox, workspace: Workspace) -> None:
    code = """
import os, time
x = bytearray(b"x") * (90 * 2**20)
for _ in range(5):
    if os.fork() == 0:
        time.sleep(1)
        os._exit(0)
for _ in range(5):
    os.wait()
print("survived")
"""
    done = small(sandbox, workspace, code)
    assert done.stdout == "survived\n", done


@pytest.mark.parametrize("folder", ["/tmp", "/dev/shm"])
def test_private_folders_in_memory_have_a_size(sandbox: Sandbox, workspace: Workspace, folder: str) -> None:
    code = f"""
import os
try:
    for i in range(100):
        open("{folder}/" + str(i), "wb").write(bytes(8 * 2**20))
except OSError as error:
    print(error.strerror, i)
"""
    done = small(sandbox, workspace, code)
    assert done.stdout.startswith("No space left on device"), done


@pytest.fixture
def little_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "CHANGED_BYTES", 16 * MIB)


@pytest.mark.usefixtures("little_disk")
def test_a_large_file_is_refused(sandbox: Sandbox, workspace: Workspace) -> None:
    code = "f = open('big', 'wb'); f.truncate(2**40)"
    done = small(sandbox, workspace, code)
    assert "File too large" in done.stderr
    assert done.changes.get("big", (None, b"")) == (None, b"")


@pytest.mark.usefixtures("little_disk")
@pytest.mark.parametrize("keep", ["", "os.unlink(str(i))"])
def test_many_files_cannot_fill_the_disk(sandbox: Sandbox, workspace: Workspace, keep: str) -> None:
    code = f"""
import os, time
held = []
for i in range(20):
    f = open(str(i), "wb", buffering=0)
    f.write(os.urandom(8 * 2**20))
    os.fsync(f.fileno())
    held.append(f)
    {keep}
    time.sleep(0.06)
time.sleep(60)
"""
    done = small(sandbox, workspace, code)
    assert "to the disk" in done.stderr, done.stderr
    assert not done.timed_out


def test_countless_files_are_stopped(
    sandbox: Sandbox, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "_MAX_CREATED", 2000)
    code = """
import time
for i in range(5000):
    open(f"file{i}", "w").close()
time.sleep(60)
"""
    done = small(sandbox, workspace, code)
    assert "more than 2000 files" in done.stderr


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_huge_output_is_cut_in_the_middle(sandbox: Sandbox, workspace: Workspace, stream: str) -> None:
    code = f"import sys; s = sys.{stream}; s.write('begin'); [s.write('x' * 2**20) for _ in range(64)]; s.write('end')"
    done = small(sandbox, workspace, code)
    text = getattr(done, stream)
    assert done.truncated
    assert text.startswith("begin")
    assert text.endswith("end")
    assert len(text) < 5100
    assert f"{64 * MIB + 8 - 5000} bytes left out" in text
    assert done.exit_code == 0


def test_time_ends_who_ignores_sigterm(run: Callable[..., Completed]) -> None:
    code = "import signal, time; [signal.signal(s, signal.SIG_IGN) for s in (1, 2, 15)]; print('begun', flush=True); time.sleep(60)"
    done = run("python", "-c", code, timeout_s=1.5)
    assert (done.timed_out, done.exit_code, done.stdout) == (True, 137, "begun\n")
    assert "ended after 1.5 s" in done.stderr


DAEMON = """
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        if {close}:
            for fd in (0, 1, 2):
                os.close(fd)
        while True:
            time.sleep(0.01)
            open("late", "a").write("x")
    os._exit(0)
os.wait()
while not os.path.exists("late"):
    time.sleep(0.01)
"""


@pytest.mark.parametrize("close", [True, False])
def test_a_daemon_ends_with_the_program(
    run: Callable[..., Completed], workspace: Workspace, close: bool
) -> None:
    marker = f"daemon-{os.getpid()}-{time.time_ns()}"
    done = run("python", "-c", DAEMON.format(close=close), marker)
    assert done.exit_code == 0
    assert alive(marker) == []
    late = workspace.read("late")
    assert late == done.changes["late"][1]
    time.sleep(0.1)
    assert workspace.read("late") == late


def test_children_that_come_late_end_too(run: Callable[..., Completed]) -> None:
    marker = f"late-{os.getpid()}-{time.time_ns()}"
    spawn = "import os, sys\nwhile True:\n if os.fork(): os._exit(0)"  # a new process id every moment
    done = run("python", "-c", spawn, marker, timeout_s=2.0)
    assert done.exit_code in (0, 137)
    assert alive(marker) == []


def test_cancelling_ends_the_tree_and_takes_nothing_over(sandbox: Sandbox, workspace: Workspace) -> None:
    marker = f"cancel-{os.getpid()}-{time.time_ns()}"

    async def main() -> None:
        seen = asyncio.Event()
        argv = ["sh", "-c", "echo x > written; echo here; sleep 60", marker]
        task = asyncio.create_task(sandbox.run(argv, workspace, on_output=lambda name, data: seen.set()))
        await seen.wait()
        assert alive(marker)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(main())
    assert alive(marker) == []
    assert not workspace.exists("written")


def _killed_while_it_runs(
    sandbox: Sandbox, workspace: Workspace, argv: list[str], after_s: float | None
) -> None:
    """Run in a child, and kill that child once the program speaks, or after a while."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            asyncio.run(sandbox.run(argv, workspace, on_output=lambda *_: os.write(writer, b"x")))
        finally:
            os._exit(0)
    if after_s is None:
        os.read(reader, 1)
    else:
        time.sleep(after_s)
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(reader)
    os.close(writer)


def _await_end(marker: str) -> None:
    deadline = time.monotonic() + 30
    while alive(marker) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert alive(marker) == []


def test_nothing_survives_agora(sandbox: Sandbox, workspace: Workspace) -> None:
    marker = f"orphan-{os.getpid()}-{time.time_ns()}"
    _killed_while_it_runs(sandbox, workspace, ["sh", "-c", "echo begun; sleep 60", marker], None)
    _await_end(marker)


def test_no_program_runs_when_agora_dies_during_the_start(sandbox: Sandbox, workspace: Workspace) -> None:
    # bwrap itself can be left waiting, if it is hit between its first steps; the program is in none of them.
    marker = f"starting-{os.getpid()}-{time.time_ns()}"
    for step in range(20):
        argv = ["sh", "-c", f"exec -a {marker}-runs sleep 60", marker]
        _killed_while_it_runs(sandbox, workspace, ["bash", *argv[1:]], step * 0.002)
    _await_end(f"{marker}-runs\0")
    for path in alive(marker):
        os.kill(int(path.split("/")[2]), 9)


def test_deep_folders_are_refused_and_cleared_away(run: Callable[..., Completed], tmp_path: Path) -> None:
    code = "import os\nfor _ in range(3000):\n os.mkdir('d'); os.chdir('d')\nopen('f', 'w').close()"
    with pytest.raises(SandboxError, match="128 deep; nothing of it was taken over"):
        run("python", "-c", code)
    assert list((tmp_path / "workspace").iterdir()) == []
    assert not any(path.name.startswith("agora-") for path in tmp_path.iterdir())
