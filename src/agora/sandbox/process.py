"""One sandboxed process tree: started, fed, listened to, watched, and ended whole.

It runs in a thread, because the kernel ties `--die-with-parent` to the thread that started the child, and
because a watchdog must not wait for an event loop. Limits per process are set with prlimit(2) while bwrap
waits for our go; what a whole tree uses is looked up in /proc and on the disk every 50 ms.
"""

# Descriptors and names instead of paths: a path can be swapped between two uses.

import json
import os
import resource
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn

from agora.errors import SandboxError
from agora.sandbox.watch import Bounds, Watch

__all__ = ["Ended", "Output", "run_process"]

_WATCH_S = 0.05
_KILL_S = 10.0  # a process in uninterruptible sleep can outlive SIGKILL for a while
_SETUP_S = 30.0
# bwrap goes on when whoever holds it dies before it could tie itself to us; this does not. It says that it is
# there, and waits for a line: without one, there is no program.
_GATE = ("/bin/sh", "-c", 'echo && read -r go && exec "$@"', "sh")


@dataclass
class Output:
    """A stream's beginning and end; what lies between is counted and dropped.

    >>> output = Output(8)
    >>> output.add(b"0123456789abcdef"); output.text()
    '0123\\n[... 8 bytes left out ...]\\ncdef'
    """

    limit_bytes: int
    head: bytearray = field(default_factory=bytearray)
    tail: bytearray = field(default_factory=bytearray)
    dropped_bytes: int = 0

    def add(self, data: bytes) -> None:
        """Take what was read."""
        half = self.limit_bytes - self.limit_bytes // 2
        room = half - len(self.head)
        if room > 0:
            self.head += data[:room]
            data = data[room:]
        self.tail += data
        if (over := len(self.tail) - self.limit_bytes // 2) > 0:
            del self.tail[:over]
            self.dropped_bytes += over

    def text(self) -> str:
        """Return it as text; bytes that are no UTF-8 become U+FFFD."""
        if not self.dropped_bytes:
            return (self.head + self.tail).decode(errors="replace")
        middle = f"\n[... {self.dropped_bytes} bytes left out ...]\n"
        return self.head.decode(errors="replace") + middle + self.tail.decode(errors="replace")


@dataclass
class Ended:
    """How a tree ended."""

    exit_code: int
    stdout: Output
    stderr: Output
    seconds: float
    stopped: str = ""
    """Why we ended it: `time`, `cancelled`, or a sentence about memory or the disk; empty: by itself."""


def run_process(
    bwrap: str,
    command: Sequence[str],
    *,
    demotion: Sequence[str],
    arguments: Sequence[str],
    files: dict[str, bytes],
    seccomp: bytes,
    environment: dict[str, str],
    stdin: bytes,
    bounds: Bounds,
    disk: Path,
    map_all_ids: bool,
    cancel: threading.Event,
    on_output: Callable[[str, bytes], None] | None = None,
) -> Ended:
    """Run one program to its end, or to a limit, and return when nothing of its tree is alive.

    Raises:
        SandboxError: bwrap could not set the sandbox up; its own words are in the message.
    """
    begun = time.monotonic()
    child = _Child(bwrap, command, demotion, arguments, files, seccomp, environment, map_all_ids)
    try:
        child.release(bounds)
        return _attend(child, stdin, bounds, disk, cancel, on_output, begun)
    finally:
        child.close()


class _Child:
    """bwrap, held at its last step until `release`, with a grip on the sandbox's process 1."""

    def __init__(
        self,
        bwrap: str,
        command: Sequence[str],
        demotion: Sequence[str],
        arguments: Sequence[str],
        files: dict[str, bytes],
        seccomp: bytes,
        environment: dict[str, str],
        map_all_ids: bool,
    ) -> None:
        self._map_all_ids = map_all_ids
        self.init_pid = -1
        self._init_fd = -1
        own: list[int] = []  # ours, closed at the end
        lent: list[int] = []  # bwrap's, closed after the start

        def pipe(reads: bool) -> tuple[int, int]:
            reader, writer = os.pipe()
            own.append(reader if reads else writer)
            lent.append(writer if reads else reader)
            return (reader, writer) if reads else (writer, reader)

        self._own = own
        try:
            self._info, info = pipe(True)
            self._go, block = pipe(False)
            extra = ["--info-fd", str(info), "--block-fd", str(block), "--seccomp", str(_file(seccomp, lent))]
            for name, data in files.items():
                extra += ["--perms", "0444", "--ro-bind-data", str(_file(data, lent)), f"/etc/{name}"]
            if map_all_ids:
                extra += ["--userns-block-fd", str(block)]  # read once by bwrap, once by its child
            # By descriptor: the arguments name folders of the host, and /proc/1/cmdline would tell them.
            packed = b"".join(os.fsencode(part) + b"\0" for part in (*extra, *arguments))
            self.process = subprocess.Popen(
                [bwrap, "--args", str(_file(packed, lent)), "--", *demotion, *_GATE, *command],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                cwd="/",
                pass_fds=lent,
                start_new_session=True,
            )
        except BaseException:
            self._close()
            raise
        finally:
            for fd in lent:
                os.close(fd)

    def release(self, bounds: Bounds) -> None:
        """Map ids, set the limits, and let the program begin."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        told = b""
        while b"}" not in told:
            told += self._hear(self._info, 4096)
        self.init_pid = json.loads(told)["child-pid"]
        try:
            self._init_fd = os.pidfd_open(self.init_pid)
            if self._map_all_ids:
                for table in ("uid_map", "gid_map"):
                    Path(f"/proc/{self.init_pid}/{table}").write_text("0 0 4294967295")
                os.write(self._go, b"1")
            for what, value in _limits(bounds).items():
                hard = resource.prlimit(self.init_pid, what)[1]
                value = value if hard == resource.RLIM_INFINITY else min(value, hard)
                resource.prlimit(self.init_pid, what, (value, value))
            os.write(self._go, b"1")
            self._hear(self.process.stdout.fileno(), 1)
            os.write(self.process.stdin.fileno(), b"\n")
        except (OSError, ValueError):
            self._fail()

    def _hear(self, fd: int, size: int) -> bytes:
        """Read, but not for ever."""
        with selectors.DefaultSelector() as selector:
            selector.register(fd, selectors.EVENT_READ)
            data = os.read(fd, size) if selector.select(_SETUP_S) else b""
        if not data:
            self._fail()
        return data

    def kill(self) -> None:
        """End the tree and wait until the kernel says that nothing of it is left."""
        if self._init_fd >= 0:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._init_fd, signal.SIGKILL)
            with selectors.DefaultSelector() as selector:
                selector.register(self._init_fd, selectors.EVENT_READ)
                gone = bool(selector.select(_KILL_S))
            os.close(self._init_fd)
            self._init_fd = -1
            if not gone:
                raise SandboxError("A program in the sandbox could not be ended.", why="The kernel holds it.")
        else:
            self.process.kill()
        self.process.wait()

    def close(self) -> None:
        """End the tree if it is still there, and let go of every descriptor."""
        try:
            self.kill()
        finally:
            for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
                if stream is not None:
                    with suppress(BrokenPipeError):
                        stream.close()
            self._close()

    def _fail(self) -> NoReturn:
        self.process.kill()
        assert self.process.stderr is not None
        words = self.process.stderr.read(2000).decode(errors="replace").strip()
        raise SandboxError(
            "The sandbox could not be set up.",
            why=words or "bwrap ended without a word.",
            fix="See `agora doctor`.",
        )

    def _close(self) -> None:
        for fd in self._own:
            os.close(fd)
        self._own.clear()


def _attend(
    child: _Child,
    stdin: bytes,
    bounds: Bounds,
    disk: Path,
    cancel: threading.Event,
    on_output: Callable[[str, bytes], None] | None,
    begun: float,
) -> Ended:
    process = child.process
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    out = {"stdout": Output(bounds.output_bytes), "stderr": Output(bounds.output_bytes)}
    streams = {"stdout": process.stdout, "stderr": process.stderr}
    watch = Watch(child.init_pid, bounds, disk)
    stopped = ""
    pending = memoryview(stdin)
    with selectors.DefaultSelector() as selector:
        for name, stream in streams.items():
            os.set_blocking(stream.fileno(), False)
            selector.register(stream, selectors.EVENT_READ, name)
        os.set_blocking(process.stdin.fileno(), False)
        selector.register(process.stdin, selectors.EVENT_WRITE, "stdin")
        exit_fd = os.pidfd_open(process.pid)
        try:
            selector.register(exit_fd, selectors.EVENT_READ, "exit")
            next_look = time.monotonic()
            while True:
                ready = {key.data for key, _ in selector.select(_WATCH_S)}
                for name, stream in streams.items():
                    if name in ready and not _drain(stream, name, out[name], on_output, 16):
                        selector.unregister(stream)
                if "stdin" in ready:
                    pending = _feed(process.stdin, pending)
                    if not pending:
                        selector.unregister(process.stdin)
                        process.stdin.close()
                if "exit" in ready:
                    break
                now = time.monotonic()
                if cancel.is_set():
                    stopped = "cancelled"
                elif now - begun > bounds.seconds:
                    stopped = "time"
                elif now >= next_look:
                    stopped, next_look = watch.look(), now + _WATCH_S
                if stopped:
                    break
        finally:
            os.close(exit_fd)
    child.kill()  # what the program left running, too
    for name, stream in streams.items():
        _drain(stream, name, out[name], on_output, 1 << 20)
    code = process.returncode
    seconds = time.monotonic() - begun
    return Ended(code if code >= 0 else 128 - code, out["stdout"], out["stderr"], seconds, stopped)


def _limits(bounds: Bounds) -> dict[int, int]:
    return {
        resource.RLIMIT_NPROC: bounds.processes,
        # Private writable memory; RLIMIT_AS would also count what Go, Java and V8 reserve and never touch.
        resource.RLIMIT_DATA: bounds.memory_bytes,
        resource.RLIMIT_FSIZE: bounds.disk_bytes,
        resource.RLIMIT_NOFILE: bounds.open_files,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_MEMLOCK: 8 * 2**20,
    }


def _file(data: bytes, lent: list[int]) -> int:
    """Return a descriptor from which `data` can be read."""
    fd = os.memfd_create("agora", 0)
    lent.append(fd)
    os.write(fd, data)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def _drain(
    stream: IO[bytes],
    name: str,
    output: Output,
    on_output: Callable[[str, bytes], None] | None,
    chunks: int,
) -> bool:
    """Take what can be read now; return whether more may come."""
    for _ in range(chunks):
        try:
            data = os.read(stream.fileno(), 65536)
        except BlockingIOError:
            return True
        if not data:
            return False
        output.add(data)
        if on_output is not None:
            on_output(name, data)
    return True


def _feed(stream: IO[bytes], pending: memoryview) -> memoryview:
    """Write what the program takes now; return the rest."""
    try:
        return pending[os.write(stream.fileno(), pending[:65536]) :] if pending else pending
    except BlockingIOError:
        return pending
    except BrokenPipeError:
        return pending[:0]
