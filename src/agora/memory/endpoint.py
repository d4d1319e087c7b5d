"""Vectors from an OpenAI-compatible endpoint, in the place of the table that ships with Agora.

The endpoint is one that a person named in `[endpoints]` and chose with `embeddings`: what is remembered and what
is asked is sent there. Another model means other vectors, so those made before are made anew.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from agora.config import Endpoint, Settings, api_key
from agora.errors import UsageError, nearest
from agora.memory.table import Embedder
from agora.models import Place

if TYPE_CHECKING:
    import numpy as np

__all__ = ["EndpointEmbedder", "embedder_of"]

# Vectors are compared 64 bits at a time; what a model's dimensions lack of a multiple is filled with zeros.
_STEP = 64

_TIMEOUT_S = 30


def embedder_of(settings: Settings) -> Embedder | None:
    """Return where the settings say that vectors come from; nothing for the table that ships with Agora.

    Raises:
        UsageError: no endpoint has the name that the settings give, or it names no model.

    >>> embedder_of(Settings()) is None
    True
    """
    if not settings.embeddings:
        return None
    if (endpoint := settings.endpoints.get(settings.embeddings)) is None:
        raise UsageError(
            f"embeddings = {settings.embeddings!r} names no endpoint.",
            fix=nearest(settings.embeddings, list(settings.endpoints)) or "List it under [endpoints].",
        )
    if not endpoint.model:
        raise UsageError(
            f"The endpoint {settings.embeddings!r} makes no vectors: it names no model.",
            why="The first that it lists may be one that talks.",
            fix=f'Write model = "…" under [endpoints.{settings.embeddings}].',
        )
    return EndpointEmbedder(settings.embeddings, endpoint)


class EndpointEmbedder:
    """Asks an endpoint for vectors; see `Embedder`.

    Args:
        name: of the endpoint, as the person calls it.
        endpoint: where it is, and which of its models is asked.
    """

    def __init__(self, name: str, endpoint: Endpoint) -> None:
        self.name = f"{name}/{endpoint.model}"
        self._model = endpoint.model
        self._place = Place(name, endpoint.url, api_key(endpoint))

    @cached_property
    def dims(self) -> int:
        """Components of a vector, as the endpoint's first answer tells."""
        return -(-len(self._ask(["a"])[0]) // _STEP) * _STEP

    def __call__(self, texts: Sequence[str]) -> "np.ndarray[Any, Any]":
        """Return a row for each text.

        Raises:
            ModelError: the endpoint does not answer with vectors.
        """
        import numpy as np

        rows = np.zeros((len(texts), self.dims), np.float32)
        if texts:
            given = np.array(self._ask(list(texts)), np.float32)
            rows[:, : given.shape[1]] = given / (np.linalg.norm(given, axis=1, keepdims=True) + 1e-12)
        return rows

    @cached_property
    def _client(self) -> Any:
        """One for all calls: to open another costs more than a vector."""
        import openai

        key = self._place.key.get_secret_value() if self._place.key else "none"
        return openai.OpenAI(base_url=self._place.url, api_key=key, timeout=_TIMEOUT_S)

    def _ask(self, texts: list[str]) -> list[list[float]]:
        import openai

        try:
            told = self._client.embeddings.create(model=self._model, input=texts, encoding_format="float")
        except (openai.OpenAIError, ValueError) as error:
            raise self._place.explain(error, model=self._model) from None
        vectors = [list(each.embedding) for each in told.data or ()]
        if len(vectors) != len(texts) or len({len(vector) for vector in vectors}) != 1:
            raise self._place.garbage(f"to {len(texts)} texts it sent {len(vectors)} vectors")
        return vectors
