"""`agora release`: from a run to a folder that anybody can check. Parses, calls the room, prints."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from agora.cli import stages

app = typer.Typer(no_args_is_help=True)

Key = Annotated[
    Path | None, typer.Option("--key", metavar="FILE", help="A private key of `agora release key`; it signs.")
]


@app.callback()
def release() -> None:
    """Make releases that anybody can check."""


@app.command()
def build(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a finished run.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Where to; else releases/NAME-VERSION.")
    ] = None,
    key: Key = None,
    results: Annotated[
        list[Path] | None, typer.Option("--results", metavar="DIR", help="Results of `agora eval run`.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="FILE|DIR", help="The samples, or a folder with make.toml."),
    ] = None,
    documents: Annotated[
        Path | None, typer.Option("--documents", metavar="DIR", help="Cards and reports that you wrote.")
    ] = None,
    version: Annotated[str, typer.Option("--version", help="Of the release.")] = "0.1.0",
    licence: Annotated[
        str, typer.Option("--licence", metavar="SPDX", help="Of what you made.")
    ] = "Apache-2.0",
    data_licence: Annotated[
        str, typer.Option("--data-licence", metavar="SPDX", help="Of the data, if another.")
    ] = "",
    stage: Annotated[Literal["private", "trusted", "public"], typer.Option("--stage")] = "private",
) -> None:
    """Put all that is needed to check a run into one folder, and sign it if a key is given."""
    import json
    from datetime import date

    from agora import config
    from agora.learn.recipe import read_recipe
    from agora.models import catalogue
    from agora.release.build import Plan, build
    from agora.release.signing import sign

    name = read_recipe(run / "recipe.toml").name
    base = (
        json.loads((run / "run.json").read_text())["base"]["sha256"] if (run / "run.json").is_file() else ""
    )
    known = [entry.licence for entry in catalogue(config.load()) if base and entry.sha256 == base]
    plan = Plan(
        run, version, date.today(), licence=licence, data_licence=data_licence,
        base_licence=known[0] if known else "", stage=stage, results=results or (), data=data,
        documents=documents,
    )  # fmt: skip
    folder = build(plan, out or Path("releases") / f"{name}-{version}")
    if key is not None:
        sign(folder, key)
    files = [path for path in folder.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    typer.echo(f"{folder}  {len(files)} files, {size:,.1f} MB, {'signed' if key else 'not signed'}")
    signer = f" --signer {key}.pub" if key else ""
    typer.echo(f"Check it: agora verify {folder}{signer}")
    if key is None:
        typer.echo(f"Sign it:  agora release sign {folder} --key FILE")


@app.command()
def key(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="Where the private key goes.")],
) -> None:
    """Make a pair of keys to sign releases with."""
    from agora.release.signing import make_key

    public = make_key(out)
    typer.echo(f"{out}  private: keep it to yourself, and outside of any release")
    typer.echo(f"{public}  public: give it to whoever is to check your releases")


@app.command()
def sign(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A release.")],
    key: Key = None,
    sigstore: Annotated[
        bool, typer.Option("--sigstore", help="Sign as a person or workflow, in Sigstore's public log.")
    ] = False,
) -> None:
    """Sign every file of a release, names and rules included."""
    from agora.errors import UsageError
    from agora.release.signing import sign

    if (key is None) != sigstore:
        raise UsageError(
            "Say who signs: either --key FILE or --sigstore.", fix="Make a key: agora release key FILE"
        )
    typer.echo(f"{sign(folder, key)}")


app.add_typer(stages.app)
