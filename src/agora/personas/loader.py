"""Find a persona's folder and read it, strictly: a misspelt key is an error, not a silent default."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agora.config import Settings, expanded
from agora.errors import UsageError, nearest

__all__ = ["Persona", "load", "names"]

_BUILT_IN = Path(__file__).parent

# A prompt must leave room for the tools in 700 tokens; twice this is surely a mistake.
_MOST_PROMPT_CHARS = 4_000


@dataclass(frozen=True)
class Persona:
    """Who Agora is in a session.

    Attributes:
        name: of its folder.
        title: how people see it.
        prompt: its own words to the model.
        tools: what it may call, `files.*` for a family; `None` for everything.
        check: at high effort, a Python expression that picks among answers; empty for none.
        policy: tool, family or effect → `ask` or `deny`; only ever stricter than the policy itself.
    """

    name: str
    title: str
    prompt: str
    tools: tuple[str, ...] | None = None
    check: str = ""
    policy: dict[str, str] = field(default_factory=dict)

    def allows(self, tool: str) -> bool:
        """Return whether the persona may call a tool.

        >>> Persona("reader", "Reader", "", tools=("answer", "files.*")).allows("files.read")
        True
        """
        if self.tools is None:
            return True
        return tool in self.tools or f"{tool.partition('.')[0]}.*" in self.tools


def load(name: str, settings: Settings) -> Persona:
    """Read a persona.

    Args:
        name: a name as `names` lists it, or a path (anything with a slash).

    Raises:
        UsageError: there is none of this name, or its files are damaged; the message says where.

    >>> load("assistant", Settings()).title
    'Assistant'
    """
    folder = _folder(name, settings)
    path = folder / "persona.toml"
    table = _read_toml(path)
    prompt = _read(folder / "prompt.md").strip()
    if len(prompt) > _MOST_PROMPT_CHARS:
        raise UsageError(
            f"The prompt of persona {name!r} has {len(prompt):,} characters.",
            fix=f"Keep it under {_MOST_PROMPT_CHARS:,}: small models have small windows.",
        )
    known = ["title", "tools", "check", "policy"]
    for key in table.keys() - set(known):
        raise UsageError(f"{key!r} in {path} is no key of a persona.", fix=nearest(key, known))
    tools = _of_type(path, table, "tools", list, None)
    policy = _of_type(path, table, "policy", dict, {})
    for key, value in policy.items():
        if value not in ("ask", "deny"):
            raise UsageError(
                f"{key} = {value!r} in {path} cannot be used.",
                why="A persona can only be stricter than Agora's own policy.",
                fix='Write "ask" or "deny".',
            )
    if tools is not None and not all(isinstance(tool, str) for tool in tools):
        raise UsageError(f"tools in {path} must be a list of names.")
    return Persona(
        name=folder.name,
        title=_of_type(path, table, "title", str, folder.name),
        prompt=prompt,
        tools=None if tools is None else tuple(tools),
        check=_of_type(path, table, "check", str, ""),
        policy=policy,
    )


def names(settings: Settings) -> list[str]:
    """Return the names of all personas that `load` finds, the built-in ones first.

    >>> "assistant" in names(Settings())
    True
    """
    folders = [_BUILT_IN, settings.home / "personas"]
    found = [
        path.parent.name
        for folder in folders
        for path in sorted(folder.glob("*/persona.toml"))
        if path.is_file()
    ]
    return list(dict.fromkeys(found))


def _folder(name: str, settings: Settings) -> Path:
    if "/" in name:
        folder = expanded(name)
        if not (folder / "persona.toml").is_file():
            raise UsageError(f"{folder} is no persona.", fix="It needs a persona.toml and a prompt.md.")
        return folder.resolve()
    known = names(settings)
    if name not in known:
        raise UsageError(
            f"There is no persona {name!r}.", fix=nearest(name, known) or f"Choose from: {', '.join(known)}."
        )
    own = settings.home / "personas" / name
    return own if (own / "persona.toml").is_file() else _BUILT_IN / name


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(
            f"{path} is missing.", fix="A persona needs a persona.toml and a prompt.md."
        ) from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read.", why=f"{error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is no text.", why=f"{error}.") from None


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_read(path))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is not valid TOML.", why=f"{error}.", fix="Mend that line.") from None


def _of_type(path: Path, table: dict[str, Any], key: str, kind: type, default: Any) -> Any:
    value = table.get(key, default)
    if value is not default and not isinstance(value, kind):
        raise UsageError(f"{key} = {value!r} in {path} must be a {kind.__name__}.")
    return value
