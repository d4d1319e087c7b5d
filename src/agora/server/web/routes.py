"""What a browser fetches beside the pages: files, pictures and exports, each with the right that it needs."""

import asyncio
from pathlib import PurePosixPath
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from agora.server import files
from agora.server.auth import Needs
from agora.server.people import Caller, People
from agora.server.service import Service
from agora.server.web.documents import take_document
from agora.server.web.login import login_page
from agora.server.web.markup import PICTURES

__all__ = ["add_routes"]

Reader = Annotated[Caller, Depends(Needs("read"))]
Worker = Annotated[Caller, Depends(Needs("work"))]

# A file is somebody else's words: a browser must never take one for a page of ours.
_CLOSED = {"Content-Security-Policy": "sandbox; default-src 'none'", "X-Content-Type-Options": "nosniff"}


def add_routes(app: FastAPI, service: Service, people: People) -> None:
    """Add the routes."""

    @app.get("/login", include_in_schema=False)
    async def login(request: Request) -> HTMLResponse:
        return HTMLResponse(login_page(request.headers.get("accept-language", "")))

    @app.get("/page/file/{session}", include_in_schema=False)
    async def download(session: str, path: str, caller: Reader) -> Response:
        data = await asyncio.to_thread(files.download, service.desk(caller.user), session, path)
        return Response(
            data, media_type="application/octet-stream", headers=_attached(PurePosixPath(path).name)
        )

    @app.post("/page/file/{session}", include_in_schema=False)
    async def upload(session: str, path: str, request: Request, caller: Worker) -> dict[str, str]:
        data = await request.body()
        await asyncio.to_thread(files.upload, service.desk(caller.user), session, path, data)
        return {"path": path}

    @app.post("/page/document", include_in_schema=False)
    async def document(name: str, request: Request, caller: Worker) -> dict[str, str]:
        data = await request.body()
        await asyncio.to_thread(take_document, service.desk(caller.user), name, data)
        return {"name": name}

    @app.get("/page/picture/{session}", include_in_schema=False)
    async def picture(session: str, path: str, caller: Reader) -> Response:
        kind = PICTURES.get(PurePosixPath(path).suffix.lower())
        if kind is None:
            raise HTTPException(404, "That is no picture.")
        data = await asyncio.to_thread(files.download, service.desk(caller.user), session, path)
        return Response(data, media_type=kind, headers={**_CLOSED, "Cache-Control": "no-cache"})

    @app.get("/page/export/{session}", include_in_schema=False)
    async def export(session: str, caller: Reader) -> Response:
        lines = await asyncio.to_thread(service.desk(caller.user).export, session)
        text = "".join(f"{line}\n" for line in lines)
        return Response(text, media_type="application/x-ndjson", headers=_attached(f"{session}.jsonl"))


def _attached(name: str) -> dict[str, str]:
    return {**_CLOSED, "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
