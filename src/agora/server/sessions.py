"""The session API: /api/sessions and beneath. Each route finds the caller's desk and calls one method."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Query, Request, Response
from fastapi.responses import PlainTextResponse, StreamingResponse

from agora.errors import SandboxError, UsageError
from agora.server import files
from agora.server.auth import Needs
from agora.server.desk import Desk
from agora.server.feed import Frame
from agora.server.session_forms import Create, Decide, Fork, Rename, Resend, Send, Steps
from agora.server.usage import usage
from agora.server.waiting import PAYER

__all__ = ["Mine", "desk_of", "note", "router", "spending"]

router = APIRouter(prefix="/api/sessions", tags=["sessions"])

# A comment now and then, so that proxies and clients know that the connection lives.
_HEARTBEAT_S = 15.0

# A number of an event: what SQLite holds.
_Seq = Annotated[int, Query(ge=0, le=2**31)]


async def desk_of(request: Request) -> Desk:
    """Return the desk of whoever asks; what they may do there, the route's `Needs` has checked."""
    PAYER.set(spending(request))
    desk: Desk = request.app.state.service.desk(request.scope["caller"].user)
    return desk


def spending(request: Request) -> Callable[[int], None]:
    """Return what counts tokens against the key of whoever asks."""
    payer: Callable[[int], None] = request.app.state.people.payer(request.scope["caller"])
    return payer


def note(request: Request, what: str, detail: str) -> None:
    """Write what somebody did for good into the audit log."""
    request.app.state.people.note(request.scope["caller"].user, what, detail)


Read, Work = Depends(Needs("read")), Depends(Needs("work"))
Mine = Annotated[Desk, Depends(desk_of)]


async def _session(desk: Mine, session: str) -> str:
    try:
        return desk.info(session).id
    except (UsageError, UnicodeEncodeError) as error:
        if named := [info.id for info in desk.sessions() if info.name == session]:
            raise HTTPException(404, f"{session!r} is a name; the session's id is {named[0]}.") from None
        raise HTTPException(404, str(error)) from None


async def _idle(desk: Mine, session: Annotated[str, Depends(_session)]) -> str:
    if desk.running(session):
        raise HTTPException(409, f"Session {session} is at work. Wait for its answer, or stop it first.")
    return session


Session = Annotated[str, Depends(_session)]
Idle = Annotated[str, Depends(_idle)]
_WRONG: dict[int | str, dict[str, Any]] = {
    400: {"description": "It cannot be done so; the message says why."},
    404: {"description": "There is no such session, or file."},
    409: {"description": "The session is at work, or what was decided on is not asked any more."},
}


@router.get("", dependencies=[Read])
async def list_sessions(desk: Mine, search: str = "") -> list[dict[str, Any]]:
    """List the sessions, the last used first; with `search`, those in which it stands."""
    return [asdict(info) for info in await asyncio.to_thread(desk.sessions, search)]


@router.post("", status_code=201, dependencies=[Work], responses=_WRONG)
async def create(desk: Mine, given: Create) -> dict[str, str]:
    """Begin a session."""
    return {"id": desk.create(**given.model_dump())}


@router.get("/{session}", dependencies=[Read], responses=_WRONG)
async def show(desk: Mine, session: Session) -> dict[str, Any]:
    """Tell what a session is doing, and what it waits for."""
    return {**asdict(desk.info(session)), **desk.state(session)}


@router.patch("/{session}", dependencies=[Work], responses=_WRONG)
async def rename(desk: Mine, session: Session, given: Rename) -> dict[str, str]:
    """Give a session a name."""
    desk.rename(session, given.name)
    return {"id": session}


@router.delete("/{session}", status_code=204, dependencies=[Work], responses=_WRONG)
async def delete(request: Request, desk: Mine, session: Session) -> None:
    """Stop a session and remove it for good."""
    await desk.delete(session)
    note(request, "session deleted", session)


@router.post("/{session}/messages", status_code=202, dependencies=[Work], responses=_WRONG)
async def send(desk: Mine, session: Idle, given: Send) -> dict[str, str]:
    """Give a session a message; when this answers, it is on the disk, and the work goes on by itself."""
    await desk.send(session, given.text, untrusted=given.untrusted)
    return {"id": session}


@router.post("/{session}/stop", dependencies=[Work], responses=_WRONG)
async def stop(desk: Mine, session: Session) -> dict[str, bool]:
    """Stop the work in a session."""
    return {"stopped": await desk.stop(session)}


@router.post("/{session}/resume", status_code=202, dependencies=[Work], responses=_WRONG)
async def resume(desk: Mine, session: Session) -> dict[str, str]:
    """Take up what is unfinished."""
    await desk.go_on(session)
    return {"id": session}


@router.post("/{session}/retry", status_code=202, dependencies=[Work], responses=_WRONG)
async def retry(desk: Mine, session: Idle) -> dict[str, str]:
    """Try the last message again; an answered one in a fork, whose id is returned."""
    return {"id": await desk.retry(session)}


@router.post("/{session}/resend", status_code=202, dependencies=[Work], responses=_WRONG)
async def resend(desk: Mine, session: Session, given: Resend) -> dict[str, str]:
    """Say something else in the place of a message, in a fork."""
    return {"id": await desk.resend(session, given.seq, given.text)}


@router.get("/{session}/requests", dependencies=[Work], responses=_WRONG)
async def requests(desk: Mine, session: Session) -> list[dict[str, Any]]:
    """Tell what a session waits for; one that rests in the journal is taken up to be asked again."""
    return [request.shown() for request in await desk.requests(session)]


@router.post("/{session}/approve", dependencies=[Work], responses=_WRONG)
async def approve(request: Request, desk: Mine, session: Session, given: Decide) -> dict[str, str]:
    """Decide on a call, or answer a question; the id names exactly what was shown."""
    if (given.answer is None) == (given.text is None):
        raise HTTPException(400, "Give `answer` for an approval, or `text` for a question.")
    try:
        if given.answer is not None:
            decided = desk.approve(session, given.request, given.answer, given.note)
            note(request, "call decided", decided)
        else:
            desk.answer(session, given.request, given.text or "")
    except UsageError as error:
        raise HTTPException(409, str(error)) from None
    return {"id": session}


@router.put("/{session}/plan", dependencies=[Work], responses=_WRONG)
async def plan(desk: Mine, session: Idle, given: Steps) -> dict[str, str]:
    """Replace the plan."""
    desk.set_plan(session, given.steps)
    return {"id": session}


@router.post("/{session}/fork", status_code=201, dependencies=[Work], responses=_WRONG)
async def fork(desk: Mine, session: Session, given: Fork) -> dict[str, str]:
    """Begin a session from an event of another."""
    return {"id": desk.fork(session, given.at, given.name)}


@router.post("/{session}/replay", dependencies=[Work], responses=_WRONG)
async def replay(desk: Mine, session: Session) -> dict[str, Any]:
    """Run a session's thoughts again on their recorded results, and compare."""
    return asdict(await desk.replay(session))


@router.get("/{session}/export", dependencies=[Read], responses=_WRONG, response_class=PlainTextResponse)
async def export(desk: Mine, session: Session) -> PlainTextResponse:
    """Return a session as JSON lines, with all that it takes to check its chain."""
    lines = await asyncio.to_thread(desk.export, session)
    return PlainTextResponse("".join(f"{line}\n" for line in lines), media_type="application/jsonl")


@router.get("/{session}/usage", dependencies=[Read], responses=_WRONG)
async def tell_usage(desk: Mine, session: Session) -> dict[str, Any]:
    """Tell tokens, seconds and money, by model."""
    used = await asyncio.to_thread(usage, desk, session)
    return {model: asdict(each) for model, each in used.items()}


# ---- events


@router.get(
    "/{session}/events",
    dependencies=[Read],
    responses={**_WRONG, 200: {"content": {"text/event-stream": {}}, "description": "Frames, as they come."}},
    response_class=StreamingResponse,
)
async def events(
    desk: Mine,
    session: Session,
    after: Annotated[_Seq, Query(alias="from")] = 0,
    follow: bool = True,
    last_event_id: Annotated[str | None, Header(max_length=20)] = None,
) -> StreamingResponse:
    """Send a session's events after one (`from`, or `Last-Event-ID`), and then what comes.

    `event: event` is journaled and carries its number as the id. `event: text` are words of a reply that is
    still being written, and `event: state` is what the session does and waits for; neither has an id, so that
    a client that comes back is sent what it lacks, once. With `follow=false` it ends with the last event.
    """
    if last_event_id is not None:
        if not (last_event_id.isascii() and last_event_id.isdigit() and int(last_event_id) <= 2**31):
            raise HTTPException(400, "Last-Event-ID is the number of an event.")
        after = int(last_event_id)
    if not follow:
        found = await asyncio.to_thread(desk.events, session, after)
        lines = [_sse(Frame("event", each["seq"], each)) for each in found]
        return StreamingResponse(iter(lines), media_type="text/event-stream")
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_frames(desk, session, after), media_type="text/event-stream", headers=headers)


async def _frames(desk: Desk, session: str, after: int) -> AsyncIterator[str]:
    async for frame in desk.follow(session, after, beat_s=_HEARTBEAT_S):
        yield ": here\n\n" if frame.kind == "beat" else _sse(frame)


def _sse(frame: Frame) -> str:
    number = f"id: {frame.seq}\n" if frame.kind == "event" else ""
    return f"event: {frame.kind}\n{number}data: {json.dumps(frame.data)}\n\n"


# ---- files of the workspace


@router.get("/{session}/files", dependencies=[Read], responses=_WRONG)
async def list_files(desk: Mine, session: Session, folder: str = ".") -> list[dict[str, Any]]:
    """List what lies beneath a folder of the workspace."""
    return [asdict(entry) for entry in await asyncio.to_thread(files.list_files, desk, session, folder)]


@router.get("/{session}/files/{path:path}", dependencies=[Read], responses=_WRONG, response_class=Response)
async def download(desk: Mine, session: Session, path: str) -> Response:
    """Return a file of the workspace, to be saved and not to be shown."""
    try:
        data = await asyncio.to_thread(files.download, desk, session, path)
    except SandboxError as error:
        raise HTTPException(404, str(error)) from None
    headers = {"Content-Disposition": "attachment", "Content-Security-Policy": "sandbox; default-src 'none'"}
    return Response(data, media_type="application/octet-stream", headers=headers)


@router.put("/{session}/files/{path:path}", status_code=204, dependencies=[Work], responses=_WRONG)
async def upload(desk: Mine, session: Session, path: str, request: Request) -> None:
    """Put the body of the request in place as a file of the workspace."""
    await asyncio.to_thread(files.upload, desk, session, path, await request.body())
