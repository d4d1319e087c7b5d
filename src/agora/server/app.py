"""The application: every route with the right that it needs, and the errors in the form of each API.

app = create_app(service)            # for uvicorn; it opens and closes the service
"""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel, Field

from agora.errors import (
    AgoraError,
    ApprovalNeeded,
    BudgetSpent,
    JournalError,
    ModelError,
    SandboxError,
    UsageError,
)
from agora.server import manage, mcp, openai, sessions
from agora.server.auth import Guarded, Needs, check_routes
from agora.server.door import COOKIE, Door
from agora.server.people import Caller, People
from agora.server.service import Service

__all__ = ["create_app"]

# The first kind that fits; a UsageError that is about what is not there is told as 404 by the routes.
_STATUS: tuple[tuple[type[AgoraError], int], ...] = (
    (UsageError, 400), (ApprovalNeeded, 400), (SandboxError, 400), (BudgetSpent, 429), (ModelError, 502),
    (JournalError, 503),
)  # fmt: skip


@dataclass
class Counts:
    """What /metrics tells of the requests so far."""

    requests: Counter[tuple[str, int]] = field(default_factory=Counter)
    seconds: float = 0.0
    began: float = field(default_factory=time.monotonic)

    def add(self, method: str, status: int, seconds: float) -> None:
        """Count a request."""
        self.requests[method, status] += 1
        self.seconds += seconds


def create_app(
    service: Service,
    people: People | None = None,
    *,
    names: tuple[str, ...] = (),
    single: bool = True,
    pages: Callable[[FastAPI, Service, People], None] | None = None,
) -> FastAPI:
    """Return the application.

    Args:
        service: what is served; opened and closed with the application.
        people: who may; those of the service's folder, if not given.
        names: host names that the service goes by, beside addresses and `localhost`.
        single: see `Door`.
        pages: adds the pages to the application; what it mounts must be `Guarded`.

    Raises:
        AgoraError: a route declares no right.
    """
    people = people or People(service.settings.home / "people.db")
    server, counts = mcp.make_server(service, people), Counts()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(service)
            await stack.enter_async_context(server.session_manager.run())
            app.state.ready = True
            yield
            app.state.ready = False

    app = FastAPI(
        title="Agora",
        version=version("agora"),
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
    )
    app.state.ready, app.state.service, app.state.people = False, service, people
    _add_errors(app)
    _add_health(app, service, counts)
    _add_login(app, people)
    for room in (sessions, openai, manage):
        app.include_router(room.router)
    _add_nothing(app)
    app.mount("/mcp", Guarded(mcp.endpoint(server, people), "chat"))
    if pages is not None:
        pages(app, service, people)
    check_routes(app.routes)
    app.add_middleware(Door, people=people, names=names, single=single, count=counts.add)
    return app


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(AgoraError)
    async def agora_error(request: Request, error: AgoraError) -> JSONResponse:
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), 500)
        return _told(request, status, error.what, error.why, error.fix, headers=_no_retry(request))

    @app.exception_handler(Exception)
    async def defect(request: Request, error: Exception) -> JSONResponse:
        what, fix = "Something went wrong that nobody foresaw.", "The server's log says what."
        return _told(request, 500, what, fix=fix, headers=_no_retry(request))

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> JSONResponse:
        return _told(request, error.status_code, str(error.detail), headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        return _told(
            request,
            400 if request.url.path.startswith("/v1/") else 422,
            f"{where or 'The request'}: {first['msg']}.",
            param=where,
        )


def _no_retry(request: Request) -> dict[str, str] | None:
    """Keep OpenAI's clients from asking again by themselves: what the mind has done would be done twice."""
    return {"x-should-retry": "false"} if getattr(request.state, "acts", False) else None


def _told(
    request: Request,
    status: int,
    what: str,
    why: str = "",
    fix: str = "",
    *,
    param: str | None = None,
    headers: Any = None,
) -> JSONResponse:
    """Return an error: OpenAI's form beneath /v1, ours elsewhere."""
    message = " ".join(part for part in (what, why, fix) if part)
    if request.url.path.startswith("/v1/"):
        return openai.error(status, message, param=param, headers=headers)
    return JSONResponse(
        {"error": {"message": message, "what": what, "why": why, "fix": fix}}, status, headers
    )


def _add_nothing(app: FastAPI) -> None:
    """Have each API say in its own form what it does not have, before the pages say so in theirs."""

    async def nothing(request: Request) -> None:
        raise HTTPException(404, f"There is no {request.method} {request.url.path}.")

    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    for place, right in (("/v1", "chat"), ("/api", "read")):
        needs = [Depends(Needs(right))]
        app.add_api_route(
            f"{place}/{{path:path}}", nothing, methods=methods, dependencies=needs, include_in_schema=False
        )


def _add_health(app: FastAPI, service: Service, counts: Counts) -> None:
    @app.get("/healthz", tags=["service"])
    async def healthz() -> dict[str, str]:
        """Say that the process answers."""
        return {"status": "ok"}

    @app.get("/readyz", tags=["service"], responses={503: {"description": "Not yet, or no more."}})
    async def readyz() -> Response:
        """Say whether it takes work: it is open, and its journal can be read."""
        ready = app.state.ready
        if ready:
            with suppress(AgoraError):
                service.desk().journal.version()
                return JSONResponse({"status": "ready"})
        return JSONResponse({"status": "not ready"}, 503)

    @app.get("/metrics", tags=["service"], dependencies=[Depends(Needs("manage"))])
    async def metrics() -> PlainTextResponse:
        """Tell what is going on, in Prometheus' text format."""
        lines = [
            "# TYPE agora_uptime_seconds gauge",
            f"agora_uptime_seconds {time.monotonic() - counts.began:.3f}",
            "# TYPE agora_sessions_at_work gauge",
            f"agora_sessions_at_work {service.running}",
            "# TYPE agora_followers gauge",
            f"agora_followers {service.followers}",
            "# TYPE agora_request_seconds_total counter",
            f"agora_request_seconds_total {counts.seconds:.3f}",
            "# TYPE agora_requests_total counter",
            *(
                f'agora_requests_total{{method="{method}",status="{status}"}} {number}'
                for (method, status), number in sorted(counts.requests.items())
            ),
        ]
        return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")

    @app.get("/openapi.json", include_in_schema=False, dependencies=[Depends(Needs("read"))])
    async def schema() -> dict[str, Any]:
        """Describe the API."""
        return app.openapi()


class _Login(BaseModel):
    name: str = Field(max_length=64)
    password: str = Field(max_length=1_024)


# Each check of a password takes a tenth of a second of a core and 64 MB, by design.
_LOGINS_AT_ONCE = 2


def _add_login(app: FastAPI, people: People) -> None:
    turn = asyncio.Semaphore(_LOGINS_AT_ONCE)

    @app.post("/login", tags=["service"])
    async def login(given: _Login, request: Request) -> Response:
        """Log a browser in; whatever is wrong, the answer is the same."""
        async with turn:
            secret = await asyncio.to_thread(people.log_in, given.name, given.password)
        if given.name in [name for name, _ in people.users()]:  # of names that are guessed nothing is kept
            what = "login" if secret else "login refused"
            people.note(given.name, what, request.client.host if request.client else "")
        if secret is None:
            return JSONResponse(
                {"error": {"message": "Name or password is wrong, or it was tried too often."}}, 401
            )
        answer = JSONResponse({"user": given.name})
        secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, secret, httponly=True, samesite="strict", secure=secure, max_age=7 * 86_400)
        return answer

    @app.post("/logout", tags=["service"])
    async def logout(request: Request) -> Response:
        """End a login."""
        people.log_out(request.cookies.get(COOKIE, ""))
        answer = JSONResponse({})
        answer.delete_cookie(COOKIE)
        return answer

    @app.get("/api/me", tags=["service"])
    async def me(caller: Annotated[Caller, Depends(Needs("read"))]) -> dict[str, Any]:
        """Tell who asks, and what they may do."""
        return {"user": caller.user, "rights": sorted(caller.rights), "via": caller.via}
