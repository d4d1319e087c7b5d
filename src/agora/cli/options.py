"""The flags that several commands share."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from agora.config import Settings

__all__ = [
    "Chosen",
    "Effort",
    "Json",
    "Model",
    "Persona",
    "Seed",
    "Session",
    "SessionName",
    "Version",
    "Workspace",
    "Yes",
]

Level = Literal["low", "medium", "high"]

Model = Annotated[
    str | None,
    typer.Option(
        "--model", "-m", metavar="NAME|URL", help="A model of `agora models`, an endpoint, or a base URL."
    ),
]
Effort = Annotated[
    Level | None,
    typer.Option("--effort", help="low: one sample; medium: a loop; high: several ways and verification."),
]
Persona = Annotated[str | None, typer.Option("--persona", metavar="NAME|FOLDER", help="Who Agora is.")]
Workspace = Annotated[
    Path | None,
    typer.Option("--workspace", metavar="DIR", help="The folder to work in; else the current one."),
]
Yes = Annotated[
    bool,
    typer.Option(
        "--yes", help="Approve writes and programs inside the workspace's sandbox; nothing outward, no act."
    ),
]
Seed = Annotated[int | None, typer.Option("--seed", help="Fixes chance.")]
Session = Annotated[
    str | None,
    typer.Option("--session", metavar="NAME", help="Go on with the session of this name, or begin it."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
SessionName = Annotated[str, typer.Argument(metavar="ID", help="Id, its beginning, or name.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"agora {version('agora')}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
]


@dataclass(frozen=True)
class Chosen:
    """What the flags of one call say about a session; `None` where nothing was said."""

    model: str | None = None
    effort: Level | None = None
    persona: str | None = None
    workspace: Path | None = None
    session: str | None = None
    seed: int | None = None
    yes: bool = False

    def settings(self) -> "Settings":
        """Return the settings in force, these flags above the rest."""
        from agora import config

        return config.load(model=self.model, effort=self.effort, persona=self.persona)
