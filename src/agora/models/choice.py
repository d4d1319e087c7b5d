"""The model that answers from now on: one line of agora.toml, the rest of it left as it is."""

import json
import re
from pathlib import Path

from agora.config import TEMPLATE, Settings
from agora.errors import AgoraError, UsageError, nearest
from agora.models.catalogue import catalogue

__all__ = ["choose", "write_model"]


def choose(settings: Settings, name: str) -> Path:
    """Write a model's name into agora.toml, and return where that is.

    Raises:
        UsageError: nothing is called that.
        AgoraError: the file cannot be written.
    """
    known = [*(entry.name for entry in catalogue(settings)), *settings.endpoints]
    if name not in known and not re.match(r"https?://", name):
        raise UsageError(
            f"No model is called {name!r}.",
            why=nearest(name, known),
            fix=f"Known are {', '.join(known)}; or give a base URL such as http://localhost:11434/v1.",
        )
    path = settings.home / "agora.toml"
    write_model(path, name)
    return path


def write_model(path: Path, name: str) -> None:
    """Set `model` in a file of settings, leaving every other line and comment as it is.

    Raises:
        AgoraError: the file cannot be written.
    """
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else TEMPLATE
        line = f"model = {json.dumps(name, ensure_ascii=False)}"
        # Only before the first table: below it, the key would be another one.
        table = re.search(r"(?m)^[ \t]*\[", text)
        head, rest = (text[: table.start()], text[table.start() :]) if table else (text, "")
        changed, found = re.subn(
            r"(?m)^[ \t]*#?[ \t]*model[ \t]*=[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*')", lambda _: line, head, count=1
        )
        new = (changed if found else f"{line}\n{head}") + rest
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_name(path.name + ".new")
        temporary.write_text(new, encoding="utf-8")
        temporary.replace(path)
    except (OSError, UnicodeDecodeError) as error:
        raise AgoraError(f"{path} cannot be changed.", why=f"{error}.") from None
