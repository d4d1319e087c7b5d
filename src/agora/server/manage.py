"""What is not about one session: memory, models, and the audit log."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from agora.errors import UsageError
from agora.memory import Item
from agora.server.auth import Needs
from agora.server.sessions import Mine, note

__all__ = ["router"]

router = APIRouter(prefix="/api", tags=["memory, models"])

Read, Work, Manage = (Depends(Needs(right)) for right in ("read", "work", "manage"))


class Fact(BaseModel):
    """A statement that makes sense on its own."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=10_000)
    about: str = Field("", max_length=200)


class Name(BaseModel):
    """A model's name."""

    model_config = ConfigDict(extra="forbid")
    name: str = Field(max_length=500)


@router.get("/memory", dependencies=[Read])
async def recall(
    desk: Mine, search: str = "", most: Annotated[int, Query(ge=1, le=1_000)] = 100
) -> list[dict[str, Any]]:
    """Return what is remembered: what fits `search` best, or the newest."""
    memory = desk.mind.memory

    def look() -> Sequence[Item]:
        return memory.recall(search, most) if search else memory.list(most=most)

    return [asdict(item) for item in await asyncio.to_thread(look)]


@router.post("/memory", status_code=201, dependencies=[Work])
async def remember(desk: Mine, given: Fact) -> dict[str, str]:
    """Remember a statement."""
    return {"id": await asyncio.to_thread(desk.mind.memory.remember, given.text, given.about)}


@router.put("/memory/{item}", dependencies=[Work])
async def edit(desk: Mine, item: str, given: Fact) -> dict[str, str]:
    """Put a fact right."""
    _there(desk, item)
    await asyncio.to_thread(desk.mind.memory.edit, item, given.text)
    return {"id": item}


@router.delete("/memory/{item}", status_code=204, dependencies=[Work])
async def forget(request: Request, desk: Mine, item: str) -> None:
    """Forget an item for good."""
    _there(desk, item)
    note(request, "memory forgotten", item)
    await asyncio.to_thread(desk.mind.memory.forget, item)
    await asyncio.to_thread(desk.mind.memory.erase_noted)


@router.get("/memory-audit", dependencies=[Read])
async def audit_memory(desk: Mine) -> list[dict[str, Any]]:
    """Return what is wrong with the facts, each with a proposed repair."""
    return [asdict(finding) for finding in await asyncio.to_thread(desk.mind.memory.audit)]


def _there(desk: Mine, item: str) -> None:
    try:
        desk.mind.memory.show(item)
    except (UsageError, UnicodeEncodeError) as error:
        raise HTTPException(404, str(error)) from None


@router.get("/models", dependencies=[Read])
async def list_models(request: Request) -> list[dict[str, Any]]:
    """List every model known by name."""
    models = request.app.state.service.models
    pulls = {name: {"state": pull.state, "done_bytes": pull.done_bytes, "total_bytes": pull.total_bytes,
                    "error": pull.error} for name, pull in models.pulls.items()}  # fmt: skip
    return [{**each, "pull": pulls.get(each["name"])} for each in await asyncio.to_thread(models.list)]


@router.post("/models/pull", status_code=202, dependencies=[Manage])
async def pull_model(request: Request, given: Name) -> dict[str, str]:
    """Begin to fetch a model; the list tells how far it is."""
    pulled = request.app.state.service.models.pull(given.name)
    note(request, "model fetched", given.name)
    return {"state": pulled.state}


@router.post("/models/use", dependencies=[Manage])
async def use_model(request: Request, given: Name) -> dict[str, str]:
    """Choose the model that new sessions begin with."""
    await asyncio.to_thread(request.app.state.service.use_model, given.name)
    note(request, "model chosen", given.name)
    return {"model": given.name}


@router.post("/models/check", dependencies=[Manage])
async def check_model(request: Request, given: Name) -> list[dict[str, Any]]:
    """Ask a model what it can do."""
    return [asdict(line) for line in await request.app.state.service.models.check(given.name)]


@router.get("/audit", dependencies=[Manage])
async def audit(request: Request) -> list[dict[str, Any]]:
    """Return the newest lines of the audit log."""
    return list(request.app.state.people.audit())
