"""The service: what one process serves, to one person or to several, over one set of models.

    async with Service(settings) as service:
        desk = service.desk()                          # the single person's; `service.desk("ana")` a user's
        session = desk.create(name="tea")
        await desk.send(session, "What is 6 * 7?")      # returns once the message is on the disk
        async for frame in desk.follow(session):        # events, words as they come, states
            ...

Everything that a page or an API does with sessions is a method of `Desk` (`agora.server.desk`), with files of
`agora.server.files`, with memory of `desk.mind.memory`, and with models of `service.models`.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from agora.config import Settings
from agora.errors import AgoraError
from agora.models import Model
from agora.server.desk import Desk
from agora.server.improving import improve_when_idle
from agora.server.models import Models
from agora.thought import Interpreters
from agora.tools import Tool, Toolbox, builtin_toolbox
from agora.tools.servers import tool_servers

__all__ = ["PEOPLE", "Service"]

PEOPLE = "people"
"""The folder with a folder for each user, in Agora's own."""

_log = logging.getLogger("agora.server")

# How soon a page shows what a terminal did.
_LOOK_S = 1.0


class Service:
    """All that one process serves; an asynchronous context manager.

    Args:
        settings: what holds; `home` is Agora's own folder.
        workspace: where the single person's sessions work unless told otherwise; the current folder.
        model: answers in the place of every model, in tests.
        tools: beside the built-in ones and those of the MCP servers under `[mcp]`.
        resume: take up what a killed server had been working on.
        processes: interpreters that may be open at once.
        clock: seconds since 1970. Nothing depends on it going forwards.

    Attributes:
        models: the models, opened once for all.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        workspace: Path | None = None,
        model: Model | None = None,
        tools: Sequence[Tool] = (),
        resume: bool = True,
        processes: int | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.settings, self._clock = settings, clock
        self.models = Models(settings, given=model)
        self._workspace, self._resume = workspace or Path.cwd(), resume
        self._interpreters = Interpreters(settings.limits, processes=processes)
        self._toolbox = Toolbox([*builtin_toolbox(settings), *tools])
        self._servers = AsyncExitStack()
        self._desks: dict[str, Desk] = {}
        self._looking: asyncio.Task[None] | None = None
        self._improving: asyncio.Task[None] | None = None
        self._table: Any = None

    async def __aenter__(self) -> Self:
        served = await self._servers.enter_async_context(tool_servers(self.settings.mcp))
        for name, why in served.failures.items():
            _log.warning("the MCP server %s is not there: %s", name, why)
        self._toolbox = Toolbox([*self._toolbox, *served.tools])
        await self._interpreters.__aenter__()
        self._looking = asyncio.create_task(self._look())
        if reader := self.settings.memory_model:
            self._improving = asyncio.create_task(
                improve_when_idle(
                    lambda: self.models.open(reader),
                    lambda: [desk.mind.memory for desk in self._desks.values()],
                    lambda: self.running > 0,
                )
            )
        if self._resume:
            self.desk().resume()
            for folder in sorted((self.settings.home / PEOPLE).glob("*/agora")):
                self.desk(folder.parent.name).resume()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._looking is not None:
            self._looking.cancel()
        if self._improving is not None:
            self._improving.cancel()
            await asyncio.wait([self._improving])
        await asyncio.gather(*(desk.close() for desk in self._desks.values()))
        await self._interpreters.__aexit__(kind, error, trace)
        await self.models.close()
        await self._servers.aclose()

    def desk(self, user: str = "") -> Desk:
        """Return a user's desk; without a name, that of the single person, over the ordinary folder.

        Args:
            user: a name as `People` checked it.
        """
        if user not in self._desks:
            home = self.settings.home / PEOPLE / user / "agora" if user else self.settings.home
            work = self.settings.home / PEOPLE / user / "work" if user else self._workspace
            self._desks[user] = Desk(
                self.settings.model_copy(update={"home": home}),
                workspace=work, free=not user, interpreters=self._interpreters, models=self.models.open,
                named=self.models.names, toolbox=self._toolbox, clock=self._clock,
            )  # fmt: skip
        return self._desks[user]

    @property
    def running(self) -> int:
        """Sessions that are being worked on, or wait for a person with their state in memory."""
        return sum(desk.at_work for desk in self._desks.values())

    @property
    def followers(self) -> int:
        """Clients that follow a session."""
        return sum(desk.followers for desk in self._desks.values())

    def use_model(self, name: str) -> None:
        """Choose the model that new sessions begin with; in agora.toml too."""
        self.models.use(name)
        self.settings = self.models.settings
        for desk in self._desks.values():
            desk.use_model(name)

    def embed(self, texts: Sequence[str]) -> Any:
        """Return a row of numbers for each text, from the table that memory compares by."""
        from agora.memory import WordTable

        self._table = self._table or WordTable()
        return self._table(texts)

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_S)
            for desk in list(self._desks.values()):
                with suppress(AgoraError):
                    desk.look_around()
