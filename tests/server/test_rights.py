"""The pages from outside: each needs its right, and a login; what a key may, it may not here."""

import httpx
import pytest

from agora.config import Settings
from agora.models import ScriptedModel
from agora.server import Service
from agora.server.app import create_app
from agora.server.auth import Guarded, needed, walk
from agora.server.door import COOKIE
from agora.server.people import RIGHTS, People

PASSWORD = "correct horse battery"
PAGES = ("/", "/chat/x", "/files/x", "/memory", "/models", "/usage", "/settings", "/_nicegui_ws/socket.io/")


@pytest.fixture
def app(home, workspace):
    pytest.importorskip("nicegui")
    from agora.server.web import add_pages

    return create_app(
        Service(Settings(home=home), workspace=workspace, model=ScriptedModel([])), pages=add_pages
    )


@pytest.fixture
async def web(app):
    """A client of an application that is not opened: whoever is refused needs no more."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8420"
    ) as client:
        yield client


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


async def test_what_a_browser_fetches_needs_its_right(app, web) -> None:
    people: People = app.state.people
    people.add("ada", PASSWORD, "admin")
    routes = [each for each in walk(app.routes) if getattr(each, "path", "").startswith("/page/")]
    assert len(routes) > 4
    for route in routes:
        key = people.add_key("ada", scopes=tuple(RIGHTS["admin"] - {needed(route)}))
        path = route.path.replace("{session}", "x")
        for method in route.methods:
            assert (await web.request(method, path)).status_code == 401, path
            assert (await web.request(method, path, headers=bearer(key))).status_code == 403, path


async def test_a_page_is_opened_by_a_login_alone(app, web) -> None:
    people: People = app.state.people
    people.add("ada", PASSWORD, "admin")
    key = people.add_key("ada", scopes=tuple(RIGHTS["admin"]))
    [pages] = [each.app for each in app.routes if getattr(each, "path", None) == ""]
    assert isinstance(pages, Guarded)
    for path in PAGES:
        stranger = await web.get(path)
        assert (stranger.status_code, stranger.headers["location"]) == (303, "/login"), path
        assert (await web.get(path, headers=bearer(key))).status_code == 403, path
    web.cookies.set(COOKIE, people.log_in("ada", PASSWORD))
    assert (await web.get("/api/me")).json()["user"] == "ada"


async def test_a_refused_login_is_told_in_words(web) -> None:
    told = await web.get("/login", headers={"Accept-Language": "fr"})
    assert "trop d'essais" in told.text
