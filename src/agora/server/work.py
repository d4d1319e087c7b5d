"""The work in one person's sessions: a task for each, and a mark on the disk for what a killed server leaves.

A mark is an empty file with the session's name; it is there while the session is worked on. The next server
takes up what is marked, a few sessions at a time.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from agora.errors import AgoraError, UsageError
from agora.server.waiting import CURRENT

__all__ = ["Works"]

_log = logging.getLogger("agora.server")

# Of what a killed server had been working on, so many sessions are taken up at once: each takes an
# interpreter until it ends or waits for a person, and whoever asks something meanwhile needs one too.
_TAKEN_UP = 8
_NEXT_S = 0.05


class Works:
    """All that is worked on.

    Args:
        run: works on a session: its id, a message or `None` to go on, options.
        marks: the folder of the marks.
        tell: called with a session's id when its work begins or ends.
        parked: counts the sessions that are worked on and wait for a person.

    Attributes:
        errors: why the last work in a session failed, where it did.
        leaving: the process ends; what is cancelled now keeps its mark.
    """

    def __init__(
        self,
        run: Callable[..., Awaitable[object]],
        marks: Path,
        *,
        tell: Callable[[str], None],
        parked: Callable[[], int],
    ) -> None:
        self._run, self._marks, self._tell, self._parked = run, marks, tell, parked
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._begun: dict[str, asyncio.Future[None]] = {}
        self._taking_up: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        """Sessions that are told to begin at once do so one after the other, and between two all others
        have a turn: to begin takes milliseconds of the one thread that all share."""
        self.errors: dict[str, str] = {}
        self.leaving = False

    def __len__(self) -> int:
        return len(self._tasks)

    def __contains__(self, session: object) -> bool:
        return session in self._tasks

    def idle(self, session: str) -> None:
        """Refuse what cannot be done while a session is worked on.

        Raises:
            UsageError: it is.
        """
        if session in self:
            raise UsageError(f"Session {session} is at work.", fix="Wait for its answer, or stop it first.")

    def launch(self, session: str, text: str | None, **options: Any) -> "asyncio.Future[None]":
        """Begin to work on a session; what is returned is done once `begun` is told, or it failed."""
        begun: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        # Nobody may be waiting for it, when a killed server's work is taken up.
        begun.add_done_callback(lambda future: future.cancelled() or future.exception())
        self._begun[session] = begun
        self.errors.pop(session, None)
        self._tasks[session] = asyncio.create_task(self._work(session, text, options))
        return begun

    def begun(self, session: str) -> None:
        """Note that something of a session's work is on the disk."""
        if (begun := self._begun.get(session)) is not None and not begun.done():
            begun.set_result(None)

    async def stop(self, session: str) -> bool:
        """Stop the work in a session; returns whether there was any."""
        task = self._tasks.get(session)
        if task is None:
            return False
        task.cancel()
        await asyncio.wait([task])
        return True

    async def finished(self, session: str) -> None:
        """Wait until nothing is worked on in a session."""
        while (task := self._tasks.get(session)) is not None:
            await asyncio.wait([task])

    def resume(self, interrupted: Callable[[str], bool]) -> list[str]:
        """Take up what is marked, a few at a time; returns the sessions.

        Args:
            interrupted: whether a session is there and unfinished.
        """
        self._marks.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = []
        for mark in sorted(self._marks.iterdir()):
            if interrupted(mark.name) and mark.name not in self:
                found.append(mark.name)
            else:
                mark.unlink(missing_ok=True)
        self._taking_up = asyncio.create_task(self._take_up(found, interrupted))
        return found

    async def _take_up(self, sessions: Sequence[str], interrupted: Callable[[str], bool]) -> None:
        for session in sessions:
            while len(self) - self._parked() >= _TAKEN_UP:
                await asyncio.sleep(_NEXT_S)
            if session not in self and interrupted(session):  # not stopped or deleted meanwhile
                self.launch(session, None)

    async def close(self) -> None:
        """Let go of everything; what is worked on is gone on with by the next server."""
        self.leaving = True
        tasks = [*self._tasks.values(), *([self._taking_up] if self._taking_up else [])]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _work(self, session: str, text: str | None, options: dict[str, Any]) -> None:
        CURRENT.set(session)
        mark, begun = self._marks / session, self._begun[session]
        try:
            self._marks.mkdir(parents=True, exist_ok=True, mode=0o700)
            mark.touch()
            if text is None:
                begun.set_result(None)
            self._tell(session)
            async with self._turn:
                await asyncio.sleep(0)
            await self._run(session, text, **options)
        except (AgoraError, OSError) as error:
            self._fail(session, begun, error)
        except asyncio.CancelledError:
            if not begun.done():
                begun.cancel()
        except Exception as error:  # a defect of ours or of a model's must not take the others along
            _log.exception("session %s failed", session)
            self._fail(session, begun, error)
        finally:
            if not self.leaving:
                with suppress(OSError):
                    mark.unlink(missing_ok=True)
            if not begun.done():
                begun.set_result(None)
            del self._tasks[session], self._begun[session]
            self._tell(session)

    def _fail(self, session: str, begun: "asyncio.Future[None]", error: Exception) -> None:
        if begun.done():
            self.errors[session] = str(error)
        else:
            begun.set_exception(error)
