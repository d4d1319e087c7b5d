"""The runner: one program, over the workspace, in bubblewrap, under limits; or an error, never less."""

import asyncio
import platform
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from agora.config import Limits
from agora.errors import SandboxError
from agora.sandbox import bwrap, seccomp
from agora.sandbox.held import CHANGED_BYTES, Held, Shared, hold
from agora.sandbox.layers import Changes
from agora.sandbox.process import Ended, run_process
from agora.sandbox.scratch import clear_stale, scratch_folders
from agora.sandbox.watch import Bounds
from agora.sandbox.workspace import Workspace

__all__ = ["Availability", "Completed", "Sandbox"]


@dataclass(frozen=True)
class Availability:
    """Whether programs can be isolated on this machine.

    Attributes:
        ok: they can.
        runner: the bwrap that does it, and how the workspace is seen: `overlay` or `copy`.
        why: why not, in bwrap's words where it has some.
        fix: what a person can do about it.
    """

    ok: bool
    runner: str = ""
    why: str = ""
    fix: str = ""


@dataclass(frozen=True)
class Completed:
    """What a program did.

    Attributes:
        exit_code: as in a shell: 127 not found, 128 + n ended by signal n.
        stdout: its beginning and end, if it was longer than the limit.
        stderr: likewise; last, a line about each thing that the sandbox did.
        truncated: something of stdout or stderr was dropped.
        timed_out: it was ended because its time was over.
        seconds: from start to end, the sandbox's own time included.
        changes: files that it changed, content before and after.
    """

    exit_code: int
    stdout: str
    stderr: str
    truncated: bool
    timed_out: bool
    seconds: float
    changes: Changes


@dataclass(frozen=True)
class _Runner:
    binary: str
    overlay: bool
    scratch: Path


class Sandbox:
    """Runs programs in isolation from everything but the workspace.

    Args:
        limits: `program_seconds`, `program_bytes` and `output_bytes` hold for each run.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def availability(self) -> Availability:
        """Try it, once for this process, and return what came out."""
        return _find()[1]

    async def run(
        self,
        argv: Sequence[str],
        workspace: Workspace,
        *,
        stdin: bytes = b"",
        timeout_s: float | None = None,
        on_output: Callable[[str, bytes], None] | None = None,
        shared: bool = False,
    ) -> Completed:
        """Run a program to its end; its writes are then in the workspace, or in its layer.

        Cancelling ends the whole tree; nothing of what it wrote is taken over.

        Args:
            argv: the program and its arguments; it starts in the workspace's root.
            workspace: what it sees at /workspace.
            stdin: what it can read.
            timeout_s: less than the limits' `program_seconds`, which holds in any case.
            on_output: called in the event loop with `"stdout"` or `"stderr"` and what came.
            shared: it works on the workspace itself, so that others see at once what it makes, a socket for
                instance; then its changes are not told.

        Raises:
            SandboxError: programs cannot be isolated here, or what it wrote cannot be taken over.
        """
        runner, availability = await asyncio.to_thread(_find)
        if runner is None:
            raise SandboxError("Programs cannot be run.", why=availability.why, fix=availability.fix)
        if shared and len(workspace.stack) > 1:
            raise SandboxError("A branch cannot be shared.", why="Its writes are to be held back.")
        seconds = min(timeout_s or self._limits.program_seconds, self._limits.program_seconds)
        bounds = Bounds(seconds, self._limits.program_bytes, self._limits.output_bytes, CHANGED_BYTES)
        loop = asyncio.get_running_loop()
        tell: Callable[[str, bytes], None] | None = None
        if on_output is not None:
            listener = on_output

            def tell(name: str, data: bytes) -> None:
                loop.call_soon_threadsafe(listener, name, data)

        cancel = threading.Event()
        work = loop.run_in_executor(
            None, _run, runner, list(argv), workspace, stdin, bounds, cancel, tell, shared
        )
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            cancel.set()
            await asyncio.wait([work])
            work.exception()  # looked at, so that nobody complains that it was not
            raise


def _run(
    runner: _Runner,
    argv: list[str],
    workspace: Workspace,
    stdin: bytes,
    bounds: Bounds,
    cancel: threading.Event,
    on_output: Callable[[str, bytes], None] | None,
    shared: bool,
) -> Completed:
    if shared:  # what lies there already counts for nobody
        there = sum(path.stat().st_size for path in workspace.root.rglob("*") if path.is_file())
        bounds = replace(bounds, disk_bytes=bounds.disk_bytes + there)
    with nullcontext(Shared(workspace)) if shared else hold(workspace, overlay=runner.overlay) as held:
        ended = _start(runner, argv, held, stdin, bounds, cancel, on_output)
        notes = []
        changes: Changes = {}
        if ended.stopped == "time":
            notes.append(f"ended after {bounds.seconds:g} s")
        elif ended.stopped:
            notes.append(f"ended: {ended.stopped}")
        if ended.stopped != "cancelled" and isinstance(held, Held):
            changes, left_out = held.take_over()
            notes += [f"left out: {what!r}" for what in left_out[:20]]
    stderr = ended.stderr.text()
    for note in notes:
        stderr += f"{'' if not stderr or stderr.endswith(chr(10)) else chr(10)}[sandbox: {note}]\n"
    return Completed(
        exit_code=ended.exit_code,
        stdout=ended.stdout.text(),
        stderr=stderr,
        truncated=bool(ended.stdout.dropped_bytes or ended.stderr.dropped_bytes),
        timed_out=ended.stopped == "time",
        seconds=ended.seconds,
        changes=changes,
    )


def _start(
    runner: _Runner,
    argv: list[str],
    held: Held | Shared,
    stdin: bytes,
    bounds: Bounds,
    cancel: threading.Event,
    on_output: Callable[[str, bytes], None] | None,
) -> Ended:
    root = held.workspace.root
    masked = [
        str(folder.resolve().relative_to(root))
        for folder in held.workspace.hidden
        if folder.exists() and folder.resolve().is_relative_to(root)
    ]
    return run_process(
        runner.binary,
        argv,
        demotion=bwrap.demotion(),
        arguments=bwrap.arguments(lowers=held.lowers, upper=held.upper, work=held.work, masked=masked),
        files=bwrap.etc_files(),
        seccomp=seccomp.program(platform.machine()),
        environment={**bwrap.ENVIRONMENT, "PATH": bwrap.search_path()},
        stdin=stdin,
        bounds=bounds,
        disk=held.folder,
        map_all_ids=bwrap.is_root(),
        cancel=cancel,
        on_output=on_output,
    )


@cache
def _find() -> tuple[_Runner | None, Availability]:
    """Return the first bwrap that really runs a program, and writes where it should."""
    if sys.platform != "linux":
        return None, Availability(
            False, why=f"bubblewrap needs Linux, this is {sys.platform}.", fix="Everything else works."
        )
    if platform.machine() not in seccomp.AUDIT_ARCH:
        return None, Availability(False, why=f"There is no seccomp filter for {platform.machine()}.")
    reasons: list[str] = []
    for runner in _possible():
        reason = _try(runner)
        if not reason:
            clear_stale(runner.scratch)
            how = "overlay" if runner.overlay else "copy"
            return runner, Availability(True, runner=f"{runner.binary} ({how})")
        reasons.append(f"{runner.binary}: {reason}")
    return None, Availability(
        False,
        why=reasons[0] if reasons else "There is no bwrap.",
        fix="Install bubblewrap, and allow unprivileged user namespaces (on Ubuntu: "
        "`sysctl kernel.apparmor_restrict_unprivileged_userns=0`).",
    )


def _possible() -> Iterator[_Runner]:
    for overlay in (True, False):
        for binary in bwrap.candidates():
            for scratch in scratch_folders():
                yield _Runner(binary, overlay, scratch)


def _try(runner: _Runner) -> str:
    """Run a small program for real; return why it failed, or an empty string."""
    bounds = Bounds(seconds=20, memory_bytes=2**28, output_bytes=4096, disk_bytes=2**20)
    try:
        with TemporaryDirectory(prefix="agora-", dir=runner.scratch) as name:
            (Path(name) / "old").write_text("old")
            workspace = Workspace(Path(name), hidden=())
            with hold(workspace, overlay=runner.overlay, scratch=runner.scratch) as held:
                argv = ["/bin/sh", "-c", "cat old && rm old && echo new > new"]
                ended = _start(runner, argv, held, b"", bounds, threading.Event(), None)
                if ended.exit_code or ended.stdout.text() != "old":
                    return ended.stderr.text().strip() or f"the trial ended with {ended.exit_code}."
                changes, _ = held.take_over()
    except SandboxError as error:
        return str(error)
    expected: Changes = {"old": (b"old", None), "new": (None, b"new\n")}
    return "" if changes == expected else f"the trial changed {changes!r}, not {expected!r}."
