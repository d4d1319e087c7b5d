"""`agora init`: a commented file of settings to start from."""

import os
from typing import Annotated

import typer

from agora.errors import AgoraError, UsageError

app = typer.Typer()


@app.command()
def init(force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False) -> None:
    """Write a commented agora.toml, and print where."""
    from agora import config

    path = config.home_folder() / "agora.toml"
    if path.exists() and not force:
        raise UsageError(f"{path} exists.", fix="Edit it, or overwrite it with: agora init --force")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_name(path.name + ".new")
        with os.fdopen(os.open(temporary, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write(config.TEMPLATE)
        temporary.replace(path)
    except OSError as error:
        raise AgoraError(f"{path} cannot be written.", why=f"{error.strerror}.") from None
    typer.echo(path)
