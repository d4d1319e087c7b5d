"""A session that a program begins and waits for: no person is there whom the mind could ask back."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from agora.errors import AgoraError, ApprovalNeeded, ModelError
from agora.journal import Answer, Stopped
from agora.server.desk import Desk

__all__ = ["answering"]

_ANSWER, _STOPPED = (kind.model_fields["type"].default for kind in (Answer, Stopped))


async def answering(
    desk: Desk, text: str, *, seed: int | None = None, untrusted: bool = False
) -> AsyncGenerator[dict[str, Any]]:
    """Begin a session with a message and yield its events as JSON knows them; the last is the answer.

    Where the caller is cancelled or wants no more (see `aclosing`) the work is stopped. The session is kept.

    Raises:
        ApprovalNeeded: it waits for a person.
        ModelError: it ended without an answer.
    """
    session = desk.create(seed=seed)
    try:
        await desk.send(session, text, untrusted=untrusted)
        async for frame in desk.follow(session):
            if frame.kind == "state" and (frame.data["requests"] or frame.data["error"]):
                raise _unanswered(session, frame.data)
            if frame.kind != "event" or not (event := frame.data["event"]):
                continue
            if event["type"] == _STOPPED:
                raise ModelError(f"Session {session} ended without an answer.", why=event["detail"])
            yield event
            if event["type"] == _ANSWER and not event["branch"]:
                return
    except (asyncio.CancelledError, GeneratorExit):  # the latter where it is left between two events
        await desk.stop(session)
        raise


def _unanswered(session: str, state: dict[str, Any]) -> AgoraError:
    if state["error"]:
        return ModelError(f"Session {session} failed.", why=state["error"])
    request = state["requests"][0]
    return ApprovalNeeded(
        f"The mind waits for a person: {request['call'] or request['question']}",
        fix=f"Answer it on the page or under /api/sessions/{session}/requests; the session is kept.",
    )
