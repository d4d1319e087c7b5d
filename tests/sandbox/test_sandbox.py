"""What a program sees and leaves behind, over an overlay and over a copy."""

import asyncio
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agora.errors import SandboxError
from agora.sandbox import Completed, Sandbox, Workspace, bwrap
from agora.sandbox import sandbox as runner

SCRIPT = """
set -e
cat old.txt
echo more >> old.txt
mkdir -p new/deep
printf 'run' > new/deep/tool
chmod 755 new/deep/tool
rm -r gone
rm -r swapped && echo file > swapped
rm thing && mkdir thing && echo x > thing/x
rm -r again && mkdir again && echo fresh > again/fresh
ln -s old.txt inside
ln -s ../old.txt new/inside
ln -s /etc/passwd outside
ln -s ../../x outside2
mkfifo pipe
touch same.txt
mkdir empty
"""


@pytest.fixture(params=["overlay", "copy"])
def how(request: pytest.FixtureRequest, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> str:
    found, availability = runner._find()
    assert found is not None
    if request.param == "overlay" and not found.overlay:
        pytest.skip("no overlay on this machine")
    forced = replace(found, overlay=request.param == "overlay")
    monkeypatch.setattr(runner, "_find", lambda: (forced, availability))
    return str(request.param)


@pytest.fixture(params=["folder", "branch"])
def place(request: pytest.FixtureRequest, workspace: Workspace, tmp_path: Path) -> Workspace:
    for path in ("old.txt", "same.txt", "gone/a", "gone/b/c", "swapped/y", "thing", "again/old"):
        workspace.write(path, path.encode())
    (workspace.root / "old.txt").chmod(0o640)
    return workspace if request.param == "folder" else workspace.branch(tmp_path / "layer")


EXPECTED = {
    "old.txt": (b"old.txt", b"old.txtmore\n"),
    "new/deep/tool": (None, b"run"),
    "gone/a": (b"gone/a", None),
    "gone/b/c": (b"gone/b/c", None),
    "swapped/y": (b"swapped/y", None),
    "swapped": (None, b"file\n"),
    "thing": (b"thing", None),
    "thing/x": (None, b"x\n"),
    "again/old": (b"again/old", None),
    "again/fresh": (None, b"fresh\n"),
}


def test_changes_are_known_and_taken_over(sandbox: Sandbox, place: Workspace, how: str) -> None:
    done = asyncio.run(sandbox.run(["sh", "-c", SCRIPT], place))
    assert (done.exit_code, done.stdout) == (0, "old.txt"), done
    assert done.changes == EXPECTED
    for path, (_, after) in EXPECTED.items():
        if after is None:
            assert not place.exists(path) or place.stat(path).st_mode & stat.S_IFDIR
        else:
            assert place.read(path) == after
    assert stat.S_IMODE(place.stat("new/deep/tool").st_mode) == 0o755
    assert stat.S_IMODE(place.stat("old.txt").st_mode) == 0o640
    assert place.read("inside") == place.read("new/inside") == b"old.txtmore\n"
    assert stat.S_ISDIR(place.stat("empty").st_mode)
    assert not {"outside", "outside2", "pipe"} & set(place.names(()))
    for left_out in ("outside (a link to /etc/passwd", "outside2 (a link", "pipe (neither"):
        assert left_out in done.stderr


def test_a_branch_holds_everything_back(
    sandbox: Sandbox, workspace: Workspace, tmp_path: Path, how: str
) -> None:
    for path in ("a", "b/c", "d/e"):
        workspace.write(path, path.encode())
    branch = workspace.branch(tmp_path / "layer")
    asyncio.run(sandbox.run(["sh", "-c", "echo 1 > a; rm -r b; mkdir b; echo n > b/n"], branch))
    # The second program sees what the first one did, and adds to it.
    done = asyncio.run(sandbox.run(["sh", "-c", "cat a; ls b; rm -r d; rm a; echo 2 > f"], branch))
    assert done.stdout == "1\nn\n"
    third = asyncio.run(sandbox.run(["sh", "-c", "ls; echo back > a; mkdir d; ls d"], branch))
    assert third.stdout == "b\nf\n"
    assert {e.path for e in workspace.walk() if not e.is_folder} == {"a", "b/c", "d/e"}
    assert branch.changes() == {
        "a": (b"a", b"back\n"),
        "b/c": (b"b/c", None),
        "b/n": (None, b"n\n"),
        "d/e": (b"d/e", None),
        "f": (None, b"2\n"),
    }
    workspace.apply(branch.changes())
    assert {e.path for e in workspace.walk() if not e.is_folder} == {"a", "b/n", "f"}
    branch.clean()
    assert branch.changes() == {}


def test_standard_input_output_and_exit_code(run: Callable[..., Completed]) -> None:
    heard: list[tuple[str, bytes]] = []
    data = b"x" * 300_000
    done = run("sh", "-c", "wc -c; echo oops >&2; exit 7", stdin=data, on_output=lambda *a: heard.append(a))
    assert (done.exit_code, done.stdout.strip(), done.stderr) == (7, "300000", "oops\n")
    assert not done.truncated
    assert {name for name, _ in heard} == {"stdout", "stderr"}


def test_a_program_that_is_not_there(run: Callable[..., Completed]) -> None:
    done = run("no-such-program")
    assert done.exit_code == 127
    assert "not found" in done.stderr


def test_a_program_ended_by_a_signal(run: Callable[..., Completed]) -> None:
    assert run("sh", "-c", "kill -9 $$").exit_code == 137


def test_python_is_the_one_that_runs_agora(run: Callable[..., Completed]) -> None:
    import sys

    done = run("python", "-c", "import sys; print(sys.version)")
    assert done.stdout.strip() == sys.version


def test_names_that_break_output(run: Callable[..., Completed], workspace: Workspace) -> None:
    names_in = "(b'a\\nb', '\\U0001f600 x'.encode(), b'\\xff\\xfe', b'-rf', b' ', b'\\x1b[2J')"
    code = f"for n in {names_in}: open(n, 'wb').write(n)"
    done = run("python", "-c", code)
    names = ["a\nb", "\U0001f600 x", "-rf", " ", "\x1b[2J"]
    assert set(done.changes) == set(names)
    assert "[sandbox: left out: '\\udcff\\udcfe (its name is no UTF-8)']" in done.stderr
    for name in names:
        assert workspace.read(name) == os.fsencode(name)


def test_a_workspace_with_a_difficult_name(sandbox: Sandbox, tmp_path: Path) -> None:
    folder = tmp_path / "a b:c,d\\e\n\U0001f600"
    folder.mkdir()
    workspace = Workspace(folder)
    done = asyncio.run(sandbox.run(["sh", "-c", "echo hi > f; pwd"], workspace))
    assert (done.stdout, workspace.read("f")) == ("/workspace\n", b"hi\n")


def test_agoras_own_folder_is_empty_in_a_workspace_around_it(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "project" / ".agora"
    home.mkdir(parents=True)
    (home / "rules.toml").write_text("secret rules")
    monkeypatch.setenv("AGORA_HOME", str(home))
    workspace = Workspace(tmp_path / "project")
    done = asyncio.run(
        sandbox.run(["sh", "-c", "cat .agora/*; echo x > .agora/rules.toml; rm -rf .agora"], workspace)
    )
    assert "secret" not in done.stdout + done.stderr
    assert done.changes == {}
    assert (home / "rules.toml").read_text() == "secret rules"


def test_too_much_change_is_refused_whole(
    sandbox: Sandbox, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agora.sandbox.held.CHANGED_BYTES", 1000)
    workspace.write("a", b"x")
    with pytest.raises(SandboxError, match="changed too much"):
        asyncio.run(sandbox.run(["sh", "-c", "echo y > a; seq 1000 > b"], workspace))
    assert workspace.read("a") == b"x"
    assert not workspace.exists("b")


def test_a_full_disk_half_way_takes_everything_back(
    sandbox: Sandbox, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.write("a", b"old")
    put, calls = Workspace.put, []

    def full(self: Workspace, parts: Any, data: bytes, **options: Any) -> None:
        calls.append(parts)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        put(self, parts, data, **options)

    monkeypatch.setattr(Workspace, "put", full)
    with pytest.raises(SandboxError, match="No space left"):
        asyncio.run(sandbox.run(["sh", "-c", "echo 1 > a; echo 2 > b; echo 3 > c; echo 4 > d"], workspace))
    monkeypatch.undo()
    assert {e.path: workspace.read(e.path) for e in workspace.walk()} == {"a": b"old"}


def test_the_scratch_folder_may_not_lie_in_the_workspace(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("agora.sandbox.scratch.scratch_folders", lambda: [tmp_path / "tmp"])
    with pytest.raises(SandboxError, match="too wide for a workspace"):
        asyncio.run(sandbox.run(["true"], Workspace(tmp_path)))


@pytest.fixture
def fresh() -> Iterator[None]:
    runner._find.cache_clear()
    yield
    runner._find.cache_clear()


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("binaries", [[], ["/bin/false"], ["/no/such/bwrap"], ["/bin/echo"]])
def test_without_a_working_bwrap_nothing_runs(
    binaries: list[str], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    from agora.config import Limits

    monkeypatch.setattr(bwrap, "candidates", lambda: iter(binaries))
    sandbox = Sandbox(Limits())
    available = sandbox.availability()
    assert not available.ok
    assert available.why
    assert "bubblewrap" in available.fix
    with pytest.raises(SandboxError, match="Programs cannot be run"):
        asyncio.run(sandbox.run(["sh", "-c", "echo x > ran"], workspace))
    assert not workspace.exists("ran")


@pytest.mark.usefixtures("fresh")
def test_another_system_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from agora.config import Limits

    monkeypatch.setattr("sys.platform", "darwin")
    available = Sandbox(Limits()).availability()
    assert not available.ok
    assert "darwin" in available.why


def test_taking_over_cannot_be_led_out_by_a_swapped_folder(
    sandbox: Sandbox, workspace: Workspace, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "f").write_text("untouched")
    workspace.write("d/f", b"0")
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            try:
                (workspace.root / "d").rename(workspace.root / "aside")
                (workspace.root / "d").symlink_to(outside)
                (workspace.root / "d").unlink()
                (workspace.root / "aside").rename(workspace.root / "d")
            except OSError:
                pass

    thread = threading.Thread(target=swap)
    thread.start()
    try:
        for i in range(15):
            try:
                asyncio.run(
                    sandbox.run(["sh", "-c", f"echo {i} > d/f; echo x > d/new; rm -f d/old"], workspace)
                )
            except SandboxError:
                continue
    finally:
        stop.set()
        thread.join()
    assert {p.name: p.read_text() for p in outside.iterdir()} == {"f": "untouched"}


def test_an_interpreter_below_tmp_is_not_hidden_by_the_program_s_own_tmp(needs_sandbox, tmp_path):
    """Agora may be installed in a folder under /tmp; a fresh child sees itself installed there."""
    environment = tmp_path / "an environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    (tmp_path / "work").mkdir()
    code = (
        "import asyncio, pathlib, sys\n"
        "from agora.config import Limits\n"
        "from agora.sandbox import Sandbox, Workspace\n"
        "work = Workspace(pathlib.Path(sys.argv[1]))\n"
        "done = asyncio.run(Sandbox(Limits()).run([sys.executable, '-c', 'print(6 * 7)'], work))\n"
        "print(done.stdout, done.stderr)\n"
    )
    ran = subprocess.run(
        [environment / "bin" / "python", "-c", code, tmp_path / "work"], capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )  # fmt: skip
    assert ran.stdout.split() == ["42"], ran.stderr


async def test_in_a_shared_workspace_others_meet_the_program_at_once(
    sandbox: Sandbox, workspace: Workspace, tmp_path: Path
) -> None:
    listen = (
        "import os, socket; s = socket.socket(socket.AF_UNIX); s.bind('s.sock'); s.listen(); "
        "print('ready', flush=True); c, _ = s.accept(); open('heard', 'wb').write(c.recv(9)); "
        "c.sendall(b'yes'); print(os.path.exists('/etc/shadow'))"
    )
    ready = asyncio.Event()
    program = asyncio.create_task(
        sandbox.run(["python", "-c", listen], workspace, on_output=lambda *_: ready.set(), shared=True)
    )
    await asyncio.wait_for(ready.wait(), 60)
    reader, writer = await asyncio.open_unix_connection(workspace.root / "s.sock")
    writer.write(b"hello")
    assert await reader.read(9) == b"yes"
    writer.close()
    done = await program
    assert (done.stdout.split(), done.changes) == (["ready", "False"], {})
    assert (workspace.root / "heard").read_bytes() == b"hello"
    with pytest.raises(SandboxError, match="cannot be shared"):
        await sandbox.run(["true"], workspace.branch(tmp_path / "layer"), shared=True)
