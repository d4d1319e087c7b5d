"""The model of `memory_model` reads, while nothing is worked on, what no pattern of memory fits.

A few turns at a time, one by one, each once; a message that comes meanwhile waits for no more than the turn
that is being read. What is read and what the model says of it is data: see `agora.memory.reading`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable

from agora.errors import AgoraError
from agora.memory import Memory
from agora.models import Message, Model

__all__ = ["improve_when_idle"]

_log = logging.getLogger("agora.server")

# Between two looks, and turns that are read at one of them: a fan need not run all night.
PAUSE_S = 60.0
_MOST = 20

# A line for each fact, and there are few.
_MOST_TOKENS = 200


async def improve_when_idle(
    model: Callable[[], Awaitable[Model]],
    memories: Callable[[], Iterable[Memory]],
    busy: Callable[[], bool],
    *,
    pause_s: float | None = None,
) -> None:
    """Let a model read until this is cancelled.

    Args:
        model: opens it.
        memories: those that are read.
        busy: whether anything is worked on; then nothing is read.
        pause_s: between two looks; a minute, if not given.
    """
    while True:
        await asyncio.sleep(PAUSE_S if pause_s is None else pause_s)
        for memory in list(memories()):
            for _ in range(_MOST):
                if busy():
                    break
                try:
                    await _one(await model(), memory)
                except AgoraError as error:
                    _log.warning("nothing was read for memory: %s", error)
                    break


async def _one(model: Model, memory: Memory) -> None:
    loop, asked, over = asyncio.get_running_loop(), list[asyncio.Future[object]](), False

    def read(prompt: str) -> str:
        messages: list[Message] = [{"role": "user", "content": prompt}]
        future = asyncio.run_coroutine_threadsafe(model.complete(messages, max_tokens=_MOST_TOKENS), loop)
        asked.append(future)  # type: ignore[arg-type]
        if over:  # it was asked while who cancels went through what had been asked
            future.cancel()
        return future.result().text

    work = asyncio.ensure_future(asyncio.to_thread(memory.improve, read, most=1))
    try:
        await asyncio.shield(work)
    except asyncio.CancelledError:
        over = True
        for future in asked:  # the thread gives up, and the turn stays unread
            future.cancel()
        await asyncio.wait([work])
        raise
