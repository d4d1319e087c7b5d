"""Fetching a model's file with a bar: on request, or the first time that it is needed."""

from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from pathlib import Path

    from agora.config import Settings

__all__ = ["fetch", "fetch_if_missing", "megabytes"]


def megabytes(size_bytes: int) -> str:
    """Return a size as people say it.

    >>> megabytes(98_362_432)
    '98 MB'
    """
    return f"{size_bytes / 1e6:,.0f} MB"


def fetch_if_missing(settings: "Settings", name: str, console: Console) -> None:
    """Fetch the model called `name` if it is in the catalogue and not on this machine yet."""
    from agora.models import catalogue

    if any(entry.name == name and not entry.installed for entry in catalogue(settings)):
        fetch(settings, name, console)


def fetch(settings: "Settings", name: str, console: Console) -> "Path":
    """Fetch a model if it is not here yet, showing how far it is, and return its path.

    Raises:
        UsageError: no model is called that.
        ModelError: it cannot be fetched; nothing of it is left behind.
    """
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from agora.models import catalogue, pull

    entry = next((entry for entry in catalogue(settings) if entry.name == name), None)
    if entry is not None and not entry.installed:
        size = megabytes(entry.size_bytes)
        console.print(f"{entry.title} is fetched once: {size}, {entry.licence}.", style="dim", markup=False)
    columns = (TextColumn("  {task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(name, total=None)
        return pull(settings, name, lambda done, total: progress.update(task, completed=done, total=total))
