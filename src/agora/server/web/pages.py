"""Puts the page onto the service's app: one function a page, the routes for files, and NiceGUI below them."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from nicegui import core, ui
from starlette.routing import Mount

from agora.server.auth import Guarded
from agora.server.people import People
from agora.server.service import Service
from agora.server.web.chat import chat, welcome
from agora.server.web.models_page import models_page
from agora.server.web.remembered import remembered
from agora.server.web.routes import add_routes
from agora.server.web.settings_page import settings_page
from agora.server.web.usage_page import usage_page
from agora.server.web.visitor import visitor_of
from agora.server.web.workspace import workspace

__all__ = ["add_pages"]

# Nothing below these tells anything of anybody: scripts and style sheets of the page's own parts.
_OPEN = ("/_nicegui/", "/favicon.ico")

# How long a page that lost its connection can come back as it was; after that it is made anew.
_RECONNECT_S = 30.0


def add_pages(app: FastAPI, service: Service, people: People) -> None:
    """Add the pages; call it last, for they take every path that is not taken.

    Args:
        app: its door sets `scope["caller"]`.
    """
    add_routes(app, service, people)

    def page(path: str, make: Callable[..., None]) -> None:
        """Make a page at a path, whose one parameter is handed on."""

        @ui.page(path)
        def made(request: Request) -> None:
            make(visitor_of(request, service, people), **request.path_params)

    page("/", welcome)
    page("/chat/{session}", chat)
    page("/files/{session}", workspace)
    page("/memory", remembered)
    page("/models", models_page)
    page("/usage", usage_page)
    page("/settings", settings_page)
    _mount(app)


def _mount(app: FastAPI) -> None:
    # NiceGUI has one app in a process. One that served before takes no more middleware unless it is told so.
    core.app.user_middleware.clear()
    core.app.middleware_stack = None
    ui.run_with(
        app,
        title="Agora",
        favicon="💬",
        dark=None,
        tailwind=False,
        reconnect_timeout=_RECONNECT_S,
        show_welcome_message=False,
    )
    for route in app.routes:
        if isinstance(route, Mount) and route.app is core.app:
            route.app = Guarded(core.app, "read", open_paths=_OPEN, login="/login")
