"""The worker process that one interpreter runs in: checked out with its limits, killed, given back.

It knows nothing of thoughts or of what the variables were: whoever loses a worker brings that back.
"""

import os
import signal
from contextlib import suppress

import pydantic_monty as monty

from agora.config import Limits
from agora.errors import BudgetSpent

__all__ = ["Worker"]


class Worker:
    """One of a pool's worker processes, while it is checked out.

    Args:
        pool: where it comes from.
        limits: `thought_seconds` and `thought_bytes` hold for each thought.
        utc_offset_s: how far the person's clock is ahead of UTC, in seconds.
    """

    def __init__(self, pool: monty.AsyncMonty, limits: Limits, utc_offset_s: int) -> None:
        self._pool, self._limits, self._utc_offset_s = pool, limits, utc_offset_s
        self._session: monty.AsyncMontySession | None = None
        self.pid: int | None = None

    @property
    def is_out(self) -> bool:
        """It is checked out."""
        return self._session is not None

    @property
    def session(self) -> monty.AsyncMontySession:
        """Monty's session in it; only while it is checked out."""
        assert self._session is not None
        return self._session

    async def check_out(self, seed: int) -> None:
        """Get a process with nothing in it.

        Args:
            seed: of the module `random`.

        Raises:
            BudgetSpent: all are in use, and stay so for as long as the pool waits.
        """
        session = self._pool.checkout(
            limits={
                "max_feed_duration_secs": self._limits.thought_seconds,
                "max_memory": self._limits.thought_bytes,
                "max_suspensions": 2**31,  # counted by `Running` instead, for each thought
            },
            os_policy={
                "datetime": "call_host",
                "timezone": {"offset_seconds": self._utc_offset_s},
                "sleep": "zero",
                "random_start": {"seed": seed},
            },
        )
        try:
            await session.__aenter__()
        except TimeoutError:
            raise BudgetSpent(
                "All interpreters are in use.", fix="Close sessions, or try again later."
            ) from None
        self._session, self.pid = session, session.worker_pid

    def kill(self) -> None:
        """End the process at once, whatever it does."""
        if self.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def discard(self) -> None:
        """Give it back; what is in it is gone."""
        session, self._session, self.pid = self._session, None, None
        if session is not None:
            with suppress(monty.MontyError, RuntimeError):
                await session.__aexit__(None, None, None)
