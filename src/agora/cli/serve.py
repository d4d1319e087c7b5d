"""`agora serve`: the page, the API and the MCP endpoint, in one process."""

from pathlib import Path
from typing import Annotated

import typer

from agora.cli import options

__all__ = ["serve"]

app = typer.Typer()

# A client's stream ends with the server; what it was told is in the journal.
_GRACE_S = 3

# Where a thread computes, whoever streams gets its turn after so long at the latest. Python's own 5 ms are
# waited for at every piece of every stream.
_SWITCH_S = 0.0005

# Garbage is looked for among what came since the start, and seldom among all of it: with a thousand followers
# Python's own pace stops every stream for fractions of a second, again and again.
_YOUNG_OBJECTS, _YOUNG_ROUNDS, _OLD_ROUNDS = 1_000, 10, 100


@app.command()
def serve(
    host: Annotated[
        str, typer.Option("--host", help="Where to listen; beyond loopback only with users.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 8420,
    model: options.Model = None,
    workspace: options.Workspace = None,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="A name that the service goes by. Repeatable."),
    ] = None,
    open_page: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
) -> None:
    """Open a page, an API and an MCP endpoint.

    On loopback whoever sits at this machine is the single person, with the same sessions as in the terminal.
    """
    import gc
    import logging
    import socket
    import sys
    import webbrowser

    import uvicorn

    from agora import config
    from agora.server import Service
    from agora.server.app import create_app
    from agora.server.door import check_host
    from agora.server.people import People
    from agora.server.web import add_pages

    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    settings = config.load(model=model)
    people = People(settings.home / "people.db")
    check_host(host, people, name or ())
    service = Service(settings, workspace=workspace or Path.cwd())
    application = create_app(
        service, people, names=tuple(name or ()), single=not people.users(), pages=add_pages
    )
    listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{listening.getsockname()[1]}"
    typer.echo(f"Agora is at {url} (the API at {url}/v1, MCP at {url}/mcp/). Ctrl-C ends it.", err=True)
    if open_page:
        webbrowser.open(url)
    sys.setswitchinterval(_SWITCH_S)
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS, _YOUNG_ROUNDS, _OLD_ROUNDS)
    server = uvicorn.Server(
        uvicorn.Config(application, log_level="warning", access_log=False, timeout_graceful_shutdown=_GRACE_S)
    )
    server.run(sockets=[listening])
