"""One `Settings` object for the whole of Agora, from flags, the environment and one file.

Strongest first: flags of the command line, `AGORA_*` variables (`AGORA_LIMITS__STEPS=20`), the user's
`agora.toml`, defaults. The file lies in Agora's own folder and nowhere else: a folder that the user merely
works in is untrusted data, and never configures the program that opens it.

An unknown key is an error with a suggestion. The key of an endpoint is no setting: it is read from
`AGORA_API_KEY`, or from the file that `api_key_file` names, at the moment it is sent.
"""

import os
import tomllib
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from agora.errors import UsageError, nearest

__all__ = [
    "TEMPLATE",
    "Effort",
    "Endpoint",
    "Limits",
    "Settings",
    "ToolServer",
    "Web",
    "api_key",
    "expanded",
    "home_folder",
    "load",
]

Effort = Literal["low", "medium", "high"]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Limits(_Section):
    """What one task may use. A value of 0 means none of it; there is no unlimited."""

    steps: int = Field(default=20, ge=0)
    """Replies of the model, thoughts and the answer included."""
    tokens: int = Field(default=200_000, ge=0)
    """Tokens in and out, summed over the steps; prompt tokens count each time they are sent."""
    seconds: float = Field(default=900, ge=0)
    """Wall-clock time; the time spent waiting for a person does not count."""
    cost: float = Field(default=1.0, ge=0)
    """Money in the endpoint's currency; see `Endpoint.price_in` and `price_out`."""
    thought_seconds: float = Field(default=10, gt=0)
    """Interpreter time of one thought, tools excluded."""
    thought_bytes: int = Field(default=128 * 2**20, gt=0)
    """Heap of one thought."""
    program_seconds: float = Field(default=120, gt=0)
    """Wall-clock time of one program in the sandbox."""
    program_bytes: int = Field(default=2 * 2**30, gt=0)
    """Memory of one program in the sandbox, its children included."""
    output_bytes: int = Field(default=200_000, gt=0)
    """Output kept of a thought or a program; the rest is dropped, and said to be."""


class Web(_Section):
    """What `web.fetch` may reach. Nothing, until a person lists hosts here."""

    hosts: tuple[str, ...] = ()
    """Hosts that may be reached: `example.org` is itself alone, `*.example.org` its subdomains."""
    timeout_s: float = Field(default=20, gt=0)
    """Wall-clock time of one fetch, redirects included."""
    max_bytes: int = Field(default=5 * 2**20, gt=0)
    """Size of a page, unpacked."""


class Endpoint(_Section):
    """An OpenAI-compatible endpoint under a name of the user's own."""

    url: str
    """Base URL, the part before `/chat/completions`."""
    model: str = ""
    """The model's name there; empty takes the first that the endpoint lists."""
    api_key_file: Path | None = None
    """A file that holds nothing but the key; without one, `AGORA_API_KEY` is used."""
    context_window: int | None = Field(default=None, gt=0)
    """Only for an endpoint that does not tell its own."""
    price_in: float = Field(default=0, ge=0)
    """Money for a million tokens of prompt."""
    price_out: float = Field(default=0, ge=0)
    """Money for a million tokens of reply."""


class ToolServer(_Section):
    """An MCP server whose tools become a family; it is trusted with nothing that is not said here."""

    command: tuple[str, ...] = ()
    """The program to start, with its arguments; it is spoken to over its standard input and output."""
    url: str = ""
    """Instead of `command`: a server that runs already, at its streamable HTTP address."""
    env: dict[str, str] = {}
    """Variables that the program gets beside the few that every program needs."""
    effects: dict[str, Literal["pure", "read", "write", "act"]] = {}
    """Tool → its effect, on your word; a tool that is not listed is an `act`, which always asks."""
    outward: bool = True
    """What its tools are told leaves the machine."""
    timeout_s: float = Field(default=30, gt=0)
    """Of one call."""

    @model_validator(mode="after")
    def _one(self) -> "ToolServer":
        if bool(self.command) == bool(self.url):
            raise ValueError("give either command or url, and not both")
        if self.outward and (reads := [name for name, effect in self.effects.items() if effect == "read"]):
            raise ValueError(f"{reads[0]} cannot be a read that is outward: say outward = false, or leave it")
        return self


class Settings(BaseSettings):
    """Everything that a user can set.

    >>> Settings(effort="low").effort
    'low'
    """

    model_config = SettingsConfigDict(
        env_prefix="AGORA_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    home: Path = Field(default_factory=lambda: home_folder())
    """Where the journal, models, rules and this file live."""
    model: str = "agora-135m"
    """A name in the catalogue, a name under `[endpoints]`, or a base URL."""
    effort: Effort = "medium"
    """`low` takes one sample, `medium` loops until there is an answer, `high` tries several ways."""
    persona: str = "assistant"
    """A persona's name, or the path of its folder."""
    limits: Limits = Limits()
    web: Web = Web()
    endpoints: dict[str, Endpoint] = {}
    embeddings: str = ""
    """A name under `[endpoints]` whose model makes the vectors of memory; else the table that ships does."""
    memory_model: str = ""
    """A model that reads what was said and no pattern fits: `agora memory improve`, and an idle server."""
    mcp: dict[str, ToolServer] = {}
    """MCP servers, by the name of the family that their tools become."""
    threads: int = Field(default=0, ge=0)
    """Threads of the embedded engine; 0 means one for each core but one.

    llama.cpp's threads wait for each other in a busy loop, and starve where another program wants their core.
    """
    slots: int = Field(default=4, ge=1)
    """Replies that the embedded engine writes at the same time."""
    temperature: float = Field(default=0, ge=0)
    """Of the model's sampling; 0 always takes the likeliest word."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags first, then the environment; `load` adds the file below both."""
        return init_settings, env_settings


# Variables that are not settings: the folder, the key, and what `make run` passes.
_OTHER_VARIABLES = {"AGORA_HOME", "AGORA_API_KEY", "AGORA_SHARED_DATA"}


def expanded(path: str | Path) -> Path:
    """Return a path with `~` in it spelt out; where nobody has that name it stays, and is not found later.

    >>> expanded("~nobody-here/x")
    PosixPath('~nobody-here/x')
    """
    return Path(os.path.expanduser(path))  # noqa: PTH111 (the other one raises)


def home_folder() -> Path:
    """Return Agora's own folder: `AGORA_HOME`, or the platform's place for a user's data."""
    chosen = os.environ.get("AGORA_HOME")
    return expanded(chosen).absolute() if chosen else Path(platformdirs.user_data_dir("agora"))


def load(**flags: Any) -> Settings:
    """Return the settings in force; `None` among the flags means "not given".

    Raises:
        UsageError: `agora.toml` is no TOML, or a key or value in it, in the environment or in a flag is
            unknown or out of range.
    """
    path = home_folder() / "agora.toml"
    try:
        from_file = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        from_file = {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML.", why=f"{error}.", fix="Mend that line.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read.", why=f"{error.strerror}.") from None
    _refuse_unknown_variables()
    given = {key: value for key, value in flags.items() if value is not None}
    try:
        from_environment = Settings().model_dump(exclude_unset=True)
        return Settings(**_merge(_merge(from_file, from_environment), given))
    except ValidationError as error:
        raise _explain(error, path) from None


def api_key(endpoint: Endpoint | None = None) -> SecretStr | None:
    """Return the key for an endpoint: from its file if it names one, else from `AGORA_API_KEY`.

    Raises:
        UsageError: the file that the endpoint names cannot be read.
    """
    if endpoint is not None and endpoint.api_key_file is not None:
        path = expanded(endpoint.api_key_file)
        try:
            return SecretStr(path.read_text(encoding="utf-8").strip())
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"The key file {path} cannot be read.", why=f"{error}.") from None
    key = os.environ.get("AGORA_API_KEY", "")
    return SecretStr(key) if key else None


def _merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = _merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _refuse_unknown_variables() -> None:
    known = [f"AGORA_{name.upper()}" for name in Settings.model_fields]
    for variable in os.environ:
        if not variable.startswith("AGORA_") or variable in _OTHER_VARIABLES:
            continue
        if variable.split("__")[0] not in known:
            raise UsageError(
                f"The environment has {variable}, which is no setting of Agora's.",
                fix=nearest(variable, known) or f"Known are {', '.join(known)}.",
            )
        try:
            os.environ[variable].encode()
        except UnicodeEncodeError:
            raise UsageError(
                f"{variable} = {os.environ[variable]!r} is not text.",
                why="It holds bytes that are no UTF-8.",
                fix="Set it anew, or unset it.",
            ) from None


def _explain(error: ValidationError, path: Path) -> UsageError:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        fields: Any = Settings
        for part in first["loc"][:-1]:
            fields = getattr(fields, "model_fields", {}).get(part)
            fields = fields.annotation if fields is not None else Endpoint
        known = list(getattr(fields, "model_fields", {}))
        return UsageError(
            f"{key!r} is no setting of Agora's.",
            why=f"It stands in {path}, in an AGORA_* variable or in a flag.",
            fix=nearest(str(first["loc"][-1]), known) or f"Known here are {', '.join(known)}.",
        )
    return UsageError(
        f"{key} = {first.get('input')!r} cannot be used.",
        why=f"{first['msg']}.",
        fix=f"Look in {path}, the AGORA_* variables and the flags.",
    )


TEMPLATE = """\
# Agora's settings. Every line is optional; what stands here commented out is the default.
# AGORA_MODEL, AGORA_LIMITS__STEPS and the like in the environment, and flags, are stronger.

# model = "agora-135m"      # see `agora models`; or a name under [endpoints]; or a base URL
# effort = "medium"         # low: one sample; medium: a loop; high: forks and verification
# persona = "assistant"
# temperature = 0
# memory_model = ""         # reads what no pattern fits: `agora memory improve`, and an idle server
# threads = 0               # of the embedded engine; 0: one for each core but one
# slots = 4                 # replies that the embedded engine writes at the same time

[limits]                    # what one task may use
# steps = 20
# tokens = 200000
# seconds = 900
# cost = 1.0                # in the currency of the prices below
# thought_seconds = 10
# thought_bytes = 134217728
# program_seconds = 120
# program_bytes = 2147483648
# output_bytes = 200000

[web]                       # web.fetch reaches no host that is not listed
# hosts = ["example.org", "*.example.org"]
# timeout_s = 20
# max_bytes = 5242880

# [endpoints.ollama]        # then: agora --model ollama
# url = "http://localhost:11434/v1"
# model = "qwen3:8b"
# api_key_file = "~/.config/keys/ollama"   # or AGORA_API_KEY
# context_window = 8192     # only if the endpoint does not tell
# price_in = 0.0            # for a million tokens
# price_out = 0.0
"""
