"""Commands of `agora memory` that read and write files: documents, exports, imports."""

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agora.cli import options
from agora.cli.clean import clean
from agora.cli.remembered import Kinds, Scopes, chosen, kinds_of, memory_here, scope_of
from agora.errors import UsageError

if TYPE_CHECKING:
    from agora.config import Settings
    from agora.memory import Converters, Taken

__all__ = ["add", "export", "lines_of", "take_in"]

# Seconds between two looks at a watched folder: a look at 10,000 files takes some 0.2 s.
_LOOK_S = 2.0

Scope = Annotated[str, typer.Option("--scope", metavar="SCOPE", help="Where it is remembered.")]


def add(
    path: Annotated[Path, typer.Argument(metavar="FILE|FOLDER")],
    watch: Annotated[bool, typer.Option("--watch", help="Go on and follow changes, until Ctrl-C.")] = False,
    scope: Scope = "person",
    as_json: options.Json = False,
) -> None:
    """Take in documents, so that answers can cite them.

    PDF, DOCX, XLSX, PPTX, HTML, Markdown, text and source code. Called again, it takes in what changed
    and takes out what is gone.
    """
    from agora import config

    converters = _converters(config.load())
    with memory_here() as store:
        taken = store.add_documents(path, converters, scope=scope_of(scope))
        _tell(taken, as_json=as_json)
        while watch:
            time.sleep(_LOOK_S)
            taken = store.add_documents(path, converters, scope=scope_of(scope))
            if taken.added or taken.changed or taken.removed:
                _tell(taken, as_json=as_json)
    if str(path.absolute()) in taken.skipped:
        raise typer.Exit(1)


def export(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Else standard output.")] = None,
    scope: Scopes = None,
    kind: Kinds = None,
) -> None:
    """Write what is remembered as JSON lines; all scopes and kinds, if none are named."""
    with memory_here() as store:
        lines = store.export(scopes=chosen(store, scope) if scope else None, kinds=kinds_of(kind))
        if file is None:
            for line in lines:
                typer.echo(line)
        else:
            _write(file, lines)


def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="- is standard input.")],
    scope: Scope = "person",
) -> None:
    """Take in JSON lines: an export, or turns, one a line: id, session, time, speaker, text.

    A turn keeps its id; one whose id is known is left alone.
    """
    with memory_here() as store:
        count = store.take_in(lines_of(file), scope=scope_of(scope))
    typer.echo(f"{count:,} items are taken in.", err=True)


def lines_of(file: Path) -> Iterator[str]:
    """Yield the lines of a file, or of standard input where it is `-`.

    Raises:
        UsageError: it cannot be read, or is not in UTF-8.
    """
    try:
        if str(file) == "-":
            yield from sys.stdin
            return
        with file.open(encoding="utf-8", newline="\n") as opened:
            yield from opened
    except OSError as error:
        raise UsageError(f"{str(file)!r} cannot be read.", why=f"{error.strerror}.") from None
    except UnicodeDecodeError:
        raise UsageError(f"{str(file)!r} is not in UTF-8.") from None


def _write(file: Path, lines: Iterable[str]) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as out:
            out.writelines(f"{line}\n" for line in lines)
        draft.replace(file)
    except OSError as error:
        raise UsageError(f"{str(file)!r} cannot be written.", why=f"{error.strerror}.") from None
    finally:
        draft.unlink(missing_ok=True)


def _converters(settings: "Settings") -> "Converters":
    from agora.tools.documents import SUFFIXES, to_text

    def convert(data: bytes, suffix: str) -> str:
        return asyncio.run(to_text(data, suffix, settings.limits))

    return dict.fromkeys(SUFFIXES, convert)


def _tell(taken: "Taken", *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(taken)))
        return
    for name, why in taken.skipped.items():
        typer.echo(f"{clean(name)}: {clean(why)}", err=True)
    typer.echo(
        f"{len(taken.added)} files taken in, {len(taken.changed)} again, {len(taken.removed)} taken out, "
        f"{taken.unchanged} as they were; {taken.passages:,} new passages.",
        err=True,
    )
