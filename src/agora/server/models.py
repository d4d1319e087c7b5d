"""The models of a service: each opened once, shared by everybody, and opened again when its engine died."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from agora.config import Settings
from agora.errors import AgoraError, UsageError
from agora.models import CheckLine, Model, catalogue, check, choose, open_model, pull
from agora.release import openness_of

__all__ = ["Models", "Pull"]

Lines = list[CheckLine]  # a name, because `Models.list` hides the builtin where it is annotated


@dataclass
class Pull:
    """A model that is being fetched."""

    done_bytes: int = 0
    total_bytes: int = 0
    state: Literal["running", "done", "failed"] = "running"
    error: str = ""
    task: "asyncio.Task[None] | None" = field(default=None, repr=False)


class Models:
    """Models by name.

    Args:
        settings: where they come from.
        given: answers in the place of every other, in tests.

    Attributes:
        pulls: what was fetched since the start, by name.
    """

    def __init__(self, settings: Settings, *, given: Model | None = None) -> None:
        self.settings, self._given = settings, given
        self._open: dict[str, Model] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self.pulls: dict[str, Pull] = {}

    async def open(self, name: str) -> Model:
        """Return a model, opened if it is not; an embedded one whose process died is started again.

        Raises:
            UsageError, ModelError: see `open_model`.
        """
        if self._given is not None:
            return self._given
        async with self._locks.setdefault(name, asyncio.Lock()):
            model = self._open.get(name)
            engine = getattr(model, "engine", None)
            if model is not None and (engine is None or engine.running):
                return model
            if model is not None:
                with suppress(AgoraError, OSError):
                    await model.close()
            self._open[name] = await open_model(self.settings, name)
            return self._open[name]

    async def knows(self, name: str) -> bool:
        """Whether a name can be asked now."""
        # Each request asks; the catalogue is files.
        return name in self._open or name in await asyncio.to_thread(self.names)

    def names(self) -> list[str]:
        """Return the names that can be asked now: what is on this machine, and the endpoints."""
        if self._given is not None:
            return [self._given.name]
        here = [entry.name for entry in catalogue(self.settings) if entry.installed]
        return list(dict.fromkeys([*here, *self.settings.endpoints]))

    def list(self) -> list[dict[str, Any]]:
        """Return everything known by name, with what the person wants to know of it."""
        entries = [
            {
                **asdict(entry),
                "path": str(entry.path),
                "adapter": entry.adapter is not None,
                "kind": "embedded",
                "verdict": asdict(known) if (known := openness_of(entry.name)) else None,
            }
            for entry in catalogue(self.settings)
        ]
        endpoints = [
            {"name": name, "title": endpoint.model, "kind": "endpoint", "installed": True}
            for name, endpoint in self.settings.endpoints.items()
        ]
        return [{**each, "in_use": each["name"] == self.settings.model} for each in [*entries, *endpoints]]

    def pull(self, name: str) -> Pull:
        """Begin to fetch a model, and return how far that is; `Pull` changes as it goes.

        Raises:
            UsageError: the catalogue has none of that name.
        """
        running = self.pulls.get(name)
        if running is not None and running.state == "running":
            return running
        if name not in [entry.name for entry in catalogue(self.settings)]:
            raise UsageError(f"The catalogue has no model {name!r}.", fix="See the list of models.")
        fetched = self.pulls[name] = Pull()

        def progress(done: int, total: int) -> None:
            fetched.done_bytes, fetched.total_bytes = done, total

        fetched.task = asyncio.create_task(self._pull(name, fetched, progress))
        return fetched

    async def _pull(self, name: str, fetched: Pull, progress: Callable[[int, int], None]) -> None:
        try:
            await asyncio.to_thread(pull, self.settings, name, progress)
            fetched.state = "done"
        except AgoraError as error:
            fetched.state, fetched.error = "failed", str(error)

    def use(self, name: str) -> None:
        """Choose the model that new sessions begin with, in agora.toml too.

        Raises:
            UsageError: nothing is called that.
        """
        choose(self.settings, name)
        self.settings = self.settings.model_copy(update={"model": name})

    async def check(self, name: str) -> Lines:
        """Ask a model what it can do."""
        return await check(await self.open(name))

    async def close(self) -> None:
        """Close every model, and stop what is being fetched."""
        for fetched in self.pulls.values():
            if fetched.task is not None:
                fetched.task.cancel()
        for model in self._open.values():
            with suppress(AgoraError, OSError):
                await model.close()
