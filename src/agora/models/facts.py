"""What an endpoint is, and how long a prompt it takes: asked, never guessed.

Each server tells its window in a place of its own:

    llama.cpp   GET /props          default_generation_settings.n_ctx   (of one slot)
    vLLM        GET /v1/models      max_model_len
    hosted      GET /v1/models      context_length, context_window or max_context_length
    Ollama      GET /api/ps         context_length of the loaded model; what /api/show tells is the most that
                                    the model could take, and the server cuts longer prompts in silence
    LM Studio   GET /api/v0/models  loaded_context_length
"""

from dataclasses import dataclass
from typing import Any

from agora.errors import ModelError
from agora.models.faults import Place, shown_url

__all__ = ["Facts", "ask"]

# Asking is quick wherever the server is up; only Ollama loads its model on the way.
ASK_TIMEOUT_S = 10.0
LOAD_TIMEOUT_S = 300.0
# A person is waiting, and a server that is not there seldom comes within seconds.
ASK_RETRIES = 1

_WINDOW_KEYS = ("max_model_len", "context_length", "context_window", "max_context_length")


@dataclass(frozen=True)
class Facts:
    """What an endpoint told of itself.

    Attributes:
        kind: `llama.cpp`, `vllm`, `ollama`, `lmstudio` or `openai` (anything else).
        model: the model's name there.
        listed: all models that it lists.
        context_window: tokens of prompt and reply together.
        window_source: who said so.
    """

    kind: str
    model: str
    listed: tuple[str, ...]
    context_window: int
    window_source: str


async def ask(client: Any, place: Place, *, model: str = "", context_window: int | None = None) -> Facts:
    """Ask an endpoint what it is.

    Args:
        client: an `openai.AsyncOpenAI` for it.
        model: the model wanted; empty takes the first that it lists.
        context_window: what the user's settings say of the window; they are believed.

    Raises:
        ModelError: it cannot be reached, refuses, lists no model, or does not tell its window.
    """
    rows = await _rows(client, place, required=not (model and context_window))
    listed = tuple(str(row["id"]) for row in rows if row.get("id"))
    if not model and not listed:
        raise ModelError(
            f"{place} lists no model.", fix="Load one there, or name it as `model` under [endpoints]."
        )
    model = model or listed[0]
    row = next((row for row in rows if row.get("id") == model), {})
    root = place.url.rstrip("/").removesuffix("/v1")
    kind = _kind(row or (rows[0] if rows else {}))
    if context_window is not None:
        return Facts(kind, model, listed, context_window, "agora.toml")
    kind, window, source = await _window(client, root, kind, model, row)
    if window is None:
        raise ModelError(
            f"{place} does not tell how long a prompt {model!r} takes.",
            why="It is none of llama.cpp, vLLM, Ollama and LM Studio, and lists no window.",
            fix=f'Put it in agora.toml: [endpoints.NAME] url = "{shown_url(place.url)}", model = "{model}", '
            "context_window = TOKENS; then use NAME as the model.",
        )
    return Facts(kind, model, listed, window, source)


async def _rows(client: Any, place: Place, *, required: bool) -> list[dict[str, Any]]:
    import openai

    try:
        told = await client.get(
            "/models", cast_to=object, options={"timeout": ASK_TIMEOUT_S, "max_retries": ASK_RETRIES}
        )
    except (openai.OpenAIError, ValueError) as error:
        if not required and isinstance(error, openai.NotFoundError):
            return []  # some gateways list nothing; the user's settings say all that is needed
        raise place.explain(error) from None
    rows = told.get("data") if isinstance(told, dict) else None
    if not isinstance(rows, list):
        raise place.garbage("its list of models is none")
    return [row for row in rows if isinstance(row, dict)]


def _kind(row: dict[str, Any]) -> str:
    owner = str(row.get("owned_by", ""))
    if owner == "llamacpp" or isinstance(row.get("meta"), dict):
        return "llama.cpp"
    if owner == "vllm" or "max_model_len" in row:
        return "vllm"
    return "openai"


async def _window(
    client: Any, root: str, kind: str, model: str, row: dict[str, Any]
) -> tuple[str, int | None, str]:
    if kind == "llama.cpp":
        props = await _get(client, f"{root}/props")
        window = _int(_at(props, "default_generation_settings", "n_ctx")) or _int(_at(row, "meta", "n_ctx"))
        return kind, window, "the server's /props"
    for key in _WINDOW_KEYS:
        if window := _int(row.get(key)):
            return kind, window, f"{key} in the server's list of models"
    if window := await _ollama(client, root, model):
        return "ollama", window, "the server's /api/ps"
    for each in _at(await _get(client, f"{root}/api/v0/models"), "data") or []:
        if _at(each, "id") == model:
            window = _int(_at(each, "loaded_context_length")) or _int(_at(each, "max_context_length"))
            return "lmstudio", window, "the server's /api/v0/models"
    return kind, None, ""


async def _ollama(client: Any, root: str, model: str) -> int | None:
    if "version" not in (await _get(client, f"{root}/api/version") or {}):
        return None
    # An empty request loads the model; only then does the server know its window.
    await _get(client, f"{root}/api/generate", {"model": model, "stream": False})
    for each in _at(await _get(client, f"{root}/api/ps"), "models") or []:
        if model in (_at(each, "name"), _at(each, "model")) or f"{model}:latest" == _at(each, "name"):
            return _int(_at(each, "context_length"))
    return None


async def _get(client: Any, url: str, body: dict[str, Any] | None = None) -> Any:
    """Return the JSON at `url`, or `None` where the server has no such thing."""
    import openai

    try:
        if body is None:
            return await client.get(
                url, cast_to=object, options={"timeout": ASK_TIMEOUT_S, "max_retries": ASK_RETRIES}
            )
        return await client.post(
            url, cast_to=object, body=body, options={"timeout": LOAD_TIMEOUT_S, "max_retries": 0}
        )
    except (openai.OpenAIError, ValueError):
        return None


def _at(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _int(value: Any) -> int | None:
    return value if isinstance(value, int) and value > 0 else None
