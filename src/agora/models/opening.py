"""From a name to a model that answers."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from agora.config import Endpoint, Settings, api_key, expanded
from agora.errors import ModelError, UsageError, nearest
from agora.models.base import Model
from agora.models.catalogue import CatalogueEntry, catalogue
from agora.models.client import connect
from agora.models.embedded import Engine
from agora.models.faults import Place
from agora.models.header import read_header

__all__ = ["open_model"]

# Of a model given by its file: a longer window would take memory that few need.
_MOST_CONTEXT = 8192


async def open_model(settings: Settings, name: str | None = None) -> Model:
    """Return the model called `name`, ready to answer; close it after use.

    Args:
        name: a name under `[endpoints]`, a name in the catalogue, a base URL (`http://HOST/v1`), the file
            of a model, or that of an adapter, with a scale if it is to weigh more or less (`my.gguf`,
            `my.gguf@0.5`); without it the one that the settings name.

    Raises:
        UsageError: nothing is called that.
        ModelError: the model was not pulled, or its endpoint cannot be used.
    """
    name = name or settings.model
    if name in settings.endpoints:
        return await _remote(name, settings.endpoints[name])
    if re.match(r"https?://", name):
        return await _remote(name, Endpoint(url=name))
    if found := re.fullmatch(r"(.+\.gguf)(?:@(\d+(?:\.\d+)?))?", name):
        path = expanded(found[1])
        header = read_header(path)
        if "general.architecture" in header and header.get("general.type") != "adapter":
            return await _embedded(settings, _whole(path, header))
        return await _embedded(settings, _adapted(settings, path), scale=float(found[2] or 1))
    known = {entry.name: entry for entry in catalogue(settings)}
    if name in known:
        return await _embedded(settings, known[name])
    raise UsageError(
        f"No model is called {name!r}.",
        fix=nearest(name, [*known, *settings.endpoints])
        or "See `agora models`, or give a base URL such as http://127.0.0.1:11434/v1.",
    )


async def _remote(name: str, endpoint: Endpoint) -> Model:
    return await connect(
        Place(name, endpoint.url, api_key(endpoint)),
        model=endpoint.model,
        context_window=endpoint.context_window,
        price_in=endpoint.price_in,
        price_out=endpoint.price_out,
    )


def _whole(path: Path, header: dict[str, Any]) -> CatalogueEntry:
    """Return a model's file as if it stood in the catalogue."""
    context = int(header.get(f"{header['general.architecture']}.context_length", 2048))
    return CatalogueEntry(
        name=path.stem, title=str(header.get("general.name", path.stem)), base="", adapter=None,
        source=str(path), sha256="", size_bytes=path.stat().st_size, context=min(context, _MOST_CONTEXT),
        licence="", openness="", path=path, installed=True,
    )  # fmt: skip


def _adapted(settings: Settings, path: Path) -> CatalogueEntry:
    """Return the catalogue's model that an adapter was made for, with the adapter."""
    wanted = str(read_header(path).get("agora.base.sha256", ""))
    for entry in catalogue(settings):
        if wanted and entry.sha256 == wanted and entry.adapter is None:
            return replace(entry, name=path.stem, adapter=path)
    raise ModelError(
        f"{path} cannot be laid over any model in the catalogue.",
        why=f"It was made for a file with the digest {wanted or '(not named)'}.",
        fix="Train it again on a model of `agora models`, with `agora learn train`.",
    )


def _check_base(entry: CatalogueEntry, adapter: Path) -> None:
    wanted = read_header(adapter).get("agora.base.sha256", "")
    if wanted != entry.sha256:
        raise ModelError(
            f"The adapter {adapter.name} was not made for {entry.name}.",
            why=f"It names a base with the digest {wanted or '(none)'}, not {entry.sha256}.",
            fix="Use the adapter that belongs to this model, or the model that belongs to the adapter.",
        )


async def _embedded(settings: Settings, entry: CatalogueEntry, *, scale: float = 1.0) -> Model:
    if not entry.installed:
        raise ModelError(
            f"The model {entry.name} is not on this machine.",
            why=f"{entry.path} is missing or not whole.",
            fix=f"Fetch it with `agora models pull {entry.name}`.",
        )
    adapter = entry.adapter if entry.adapter is not None and entry.adapter.is_file() else None
    if adapter is not None:
        _check_base(entry, adapter)
    engine = await asyncio.to_thread(
        Engine,
        entry.path,
        name=entry.name,
        window=entry.context,
        slots=settings.slots,
        threads=settings.threads,
        adapter=adapter,
        scale=scale,
    )
    try:
        place = Place(entry.name, f"{engine.url}/v1", engine.key)
        calibration = adapter.with_suffix(".confidence.json") if adapter is not None else None
        return await connect(
            place, model=entry.name, trained=adapter is not None, engine=engine,
            calibration=calibration if calibration is not None and calibration.is_file() else None,
        )  # fmt: skip
    except BaseException:
        engine.close()
        raise
