"""`agora doctor`: each part with ok, or what to do."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli.clean import clean
from agora.errors import AgoraError

if TYPE_CHECKING:
    from agora.config import Settings

__all__ = ["Finding", "examine"]

app = typer.Typer()

# A journal that cannot grow stops every session; this is room for tens of thousands of events.
_LEAST_FREE_BYTES = 200 * 2**20


@dataclass(frozen=True)
class Finding:
    """One part of the installation.

    Attributes:
        needed: without it Agora does not work at all.
    """

    part: str
    ok: bool
    detail: str
    fix: str = ""
    needed: bool = True


@app.command()
def doctor(
    deep: Annotated[bool, typer.Option("--deep", help="Check every chain and blob of the journal.")] = False,
) -> None:
    """Check each part, and say what to do.

    Leaves with 1 if a part is broken that nothing works without.
    """
    from agora import config

    settings = config.load()
    broken = False
    for finding in examine(settings, deep=deep):
        mark, colour = (
            ("ok", "green") if finding.ok else ("!!", "red") if finding.needed else ("--", "yellow")
        )
        typer.echo(f"{typer.style(mark, fg=colour, bold=True)}  {finding.part:<9} {clean(finding.detail)}")
        if finding.fix and not finding.ok:
            typer.echo(f"    {'':<9} → {clean(finding.fix)}")
        broken = broken or (finding.needed and not finding.ok)
    if broken:
        raise typer.Exit(1)


def examine(settings: "Settings", *, deep: bool = False) -> Iterator[Finding]:
    """Yield a finding for each part; a part that fails keeps none of the others from being looked at."""
    yield _python()
    yield _model(settings)
    yield _sandbox(settings)
    yield _disk(settings.home)
    yield from _journal(settings.home, deep=deep)
    yield from _endpoint(settings)


def _python() -> Finding:
    version = ".".join(str(number) for number in sys.version_info[:3])
    ok = sys.version_info >= (3, 11)
    return Finding("python", ok, f"{version}, {sys.executable}", "Install Python 3.11 or newer.")


def _model(settings: "Settings") -> Finding:
    from agora.cli.fetch import megabytes
    from agora.models import catalogue

    for entry in catalogue(settings):
        if entry.name == settings.model:
            size = megabytes(entry.size_bytes)
            if entry.installed:
                return Finding("model", True, f"{entry.name}, {size}, {entry.context:,} tokens of context")
            fix = f"It is fetched when you first ask something, or with: agora models pull {entry.name}"
            return Finding("model", False, f"{entry.name} is not on this machine ({size})", fix, needed=False)
    return Finding("model", True, f"{settings.model}, at an endpoint")


def _sandbox(settings: "Settings") -> Finding:
    from agora.sandbox import Sandbox

    found = Sandbox(settings.limits).availability()
    if found.ok:
        return Finding("sandbox", True, found.runner)
    detail = f"programs cannot be isolated here: {found.why} The tools shell and python are off."
    return Finding("sandbox", False, detail, found.fix, needed=False)


def _disk(home: Path) -> Finding:
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free
    detail = f"{free / 1e9:,.1f} GB free in {home}"
    return Finding("disk", free >= _LEAST_FREE_BYTES, detail, "Make room, or set AGORA_HOME to another disk.")


def _journal(home: Path, *, deep: bool) -> Iterator[Finding]:
    from agora.journal import Journal

    path = home / "journal.db"
    if not path.exists():
        yield Finding("journal", True, "empty, no session has begun")
        return
    try:
        with Journal(path) as journal:
            damages = journal.verify(deep=True) if deep else []
            sessions = len(journal.sessions())
    except AgoraError as error:
        yield Finding("journal", False, str(error), error.fix)
        return
    for damage in damages:
        fix = "The other sessions are usable. Restore a backup with `agora restore FILE`, or delete this one."
        yield Finding("journal", False, str(damage), fix)
    if not damages:
        size = sum(file.stat().st_size for file in home.glob("journal.db*"))
        checked = "every chain checked" if deep else "--deep checks every chain"
        yield Finding("journal", True, f"{sessions} sessions, {size / 1e6:.1f} MB, {checked}")


def _endpoint(settings: "Settings") -> Iterator[Finding]:
    from agora.models import catalogue

    if settings.model in [entry.name for entry in catalogue(settings)]:
        yield Finding("endpoint", True, "none needed, the model runs in this process")
        return
    from agora.cli.models import with_model

    try:
        lines = with_model(settings, settings.model)
    except AgoraError as error:
        yield Finding("endpoint", False, error.what, f"{error.why} {error.fix}".strip())
        return
    for line in lines:
        yield Finding("endpoint", line.ok, f"{line.part}: {line.detail}", needed=line.part == "window")
