"""What models Agora knows by name, where their files come from, and which of them are here."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from agora.config import Settings
from agora.errors import UsageError, nearest

__all__ = ["CatalogueEntry", "catalogue", "entry", "models_folder"]

_PACKAGE = files("agora.models")


@dataclass(frozen=True)
class CatalogueEntry:
    """A model that the embedded engine can run.

    Attributes:
        base: the entry whose file it shares; empty if it has its own.
        adapter: the LoRA adapter laid over the base, if any.
        source: `pypi:DISTRIBUTION==VERSION/MEMBER` or `hf:OWNER/REPOSITORY/FILE`.
        sha256: digest of the model's file; empty where only the first pull records it.
        size_bytes: size of the model's file; rounded where the digest is not known.
        context: tokens of prompt and reply together that one reply may use.
        openness: what is known to be open of weights, data and training code.
        path: where the model's file lies, or will.
        installed: the file is there (and of the right size, where that is known).
    """

    name: str
    title: str
    base: str
    adapter: Path | None
    source: str
    sha256: str
    size_bytes: int
    context: int
    licence: str
    openness: str
    path: Path
    installed: bool


def models_folder(settings: Settings) -> Path:
    """Return the folder that model files lie in."""
    return settings.home / "models"


def catalogue(settings: Settings) -> list[CatalogueEntry]:
    """Return every model known by name, the default first.

    >>> [entry.name for entry in catalogue(Settings())][:2]
    ['agora-135m', 'smollm2-135m']
    """
    table = tomllib.loads((_PACKAGE / "catalogue.toml").read_text(encoding="utf-8"))
    return [_entry(name, table, models_folder(settings)) for name in table]


def entry(settings: Settings, name: str) -> CatalogueEntry:
    """Return the entry called `name`.

    Raises:
        UsageError: there is none; the message suggests the nearest.
    """
    known = {each.name: each for each in catalogue(settings)}
    if name not in known:
        raise UsageError(
            f"No model is called {name!r}.",
            fix=nearest(name, list(known))
            or "See `agora models`, or give a base URL such as http://HOST/v1.",
        )
    return known[name]


def _entry(name: str, table: dict[str, dict[str, Any]], folder: Path) -> CatalogueEntry:
    base = table[name].get("base", "")
    row = {**table.get(base, {}), **table[name]}
    adapter = Path(str(_PACKAGE / "adapters" / row["adapter"])) if "adapter" in row else None
    path = folder / row["source"].rsplit("/", 1)[1]
    return CatalogueEntry(
        name=name,
        title=row["title"],
        base=base,
        adapter=adapter,
        source=row["source"],
        sha256=row["sha256"],
        size_bytes=row["size_bytes"],
        context=row["context"],
        licence=row["licence"],
        openness=row["openness"],
        path=path,
        installed=path.is_file() and (not row["sha256"] or path.stat().st_size == row["size_bytes"]),
    )
