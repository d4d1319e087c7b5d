"""A workspace, a sandbox, and canaries: things of the host that no program in the sandbox may reach."""

import asyncio
import json
import os
import platform
import secrets
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from agora.config import Limits
from agora.sandbox import Completed, Sandbox, Workspace
from agora.sandbox.seccomp import DENIED

LIMITS = Limits(program_seconds=60, program_bytes=512 * 2**20, output_bytes=20_000)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "workspace").mkdir()
    return Workspace(tmp_path / "workspace")


@pytest.fixture
def sandbox() -> Sandbox:
    sandbox = Sandbox(LIMITS)
    available = sandbox.availability()
    if not available.ok:
        pytest.skip(f"no sandbox on this machine: {available.why}")
    return sandbox


@pytest.fixture
def run(sandbox: Sandbox, workspace: Workspace) -> Callable[..., Completed]:
    def run(*argv: str, **options: object) -> Completed:
        return asyncio.run(sandbox.run(argv, workspace, **options))  # type: ignore[arg-type]

    return run


@dataclass
class Canaries:
    """Secrets and listeners of the host, and how to tell that one was touched."""

    token: str
    outside: Path
    workspace: Path
    tcp: socket.socket
    udp: socket.socket
    abstract: socket.socket
    named: socket.socket
    fifo: int
    before: dict[str, bytes] = field(default_factory=dict)

    def facts(self) -> str:
        """What an attacker might know about the host, as JSON."""
        column = {"x86_64": 0, "aarch64": 1}[platform.machine()]
        return json.dumps(
            {
                "outside": str(self.outside),
                "secret": str(self.outside / "secret"),
                "home": str(Path.home()),
                "host_workspace": str(self.workspace),
                "pid": os.getpid(),
                "tcp": self.tcp.getsockname()[1],
                "udp": self.udp.getsockname()[1],
                "abstract": self.abstract.getsockname()[1:].decode(),
                "numbers": {name: row[column] for name, row in DENIED.items()},
                "machine": platform.machine(),
            }
        )

    def check(self, completed: Completed) -> None:
        """Fail if anything of the host was read, written or reached."""
        seen = completed.stdout + completed.stderr + repr(completed.changes)
        assert self.token not in seen, "a secret of the host came out"
        now = {path.name: path.read_bytes() for path in self.outside.iterdir() if path.is_file()}
        assert now == self.before, "a file outside the workspace was changed"
        for listener in (self.tcp, self.udp, self.abstract, self.named):
            with pytest.raises(BlockingIOError):
                listener.recv(1) if listener.type == socket.SOCK_DGRAM else listener.accept()
        with pytest.raises(BlockingIOError):
            os.read(self.fifo, 1)


@pytest.fixture
def canaries(tmp_path: Path, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Iterator[Canaries]:
    token = secrets.token_hex(16)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text(token)
    (outside / "writable").write_text("untouched")
    monkeypatch.setenv("CANARY", token)
    monkeypatch.setenv("AGORA_API_KEY", token)
    (workspace.root / "link").symlink_to(outside / "secret")
    (workspace.root / "folder_link").symlink_to(outside)
    (workspace.root / "relative_link").symlink_to("../outside/secret")
    tcp, udp = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
    abstract, named = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    try:
        tcp.bind(("127.0.0.1", 0))
        udp.bind(("127.0.0.1", 0))
        abstract.bind("\0agora-" + secrets.token_hex(8))
        os.chdir(workspace.root)  # sun_path is short, tmp_path is long
        named.bind("socket")
        os.mkfifo("fifo")
        fifo = os.open("fifo", os.O_RDWR | os.O_NONBLOCK)
        os.chdir(here)
        for listener in (tcp, abstract, named):
            listener.listen()
        for listener in (tcp, udp, abstract, named):
            listener.setblocking(False)
        before = {path.name: path.read_bytes() for path in outside.iterdir()}
        yield Canaries(token, outside, workspace.root, tcp, udp, abstract, named, fifo, before)
        os.close(fifo)
    finally:
        os.chdir(here)
        for listener in (tcp, udp, abstract, named):
            listener.close()
