"""What an endpoint's failure means: which endpoint, why, and what to do about it."""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pydantic import SecretStr

from agora.errors import ModelError

__all__ = ["Place", "shown_url"]

# Enough of a server's own words to be of use, too little to fill the screen.
SERVER_WORDS = 300


def shown_url(url: str) -> str:
    """Return `url` fit to be shown: without the user and password that may stand in it.

    >>> shown_url("https://me:secret@example.org/v1")
    'https://example.org/v1'
    """
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


@dataclass(frozen=True)
class Place:
    """Where a request went: an endpoint under the name that the user knows, its URL, and the key sent."""

    name: str
    url: str
    key: SecretStr | None = None

    def __str__(self) -> str:
        shown = shown_url(self.url)
        return shown if self.name in (self.url, shown) else f"{self.name} ({shown})"

    def clean(self, text: str) -> str:
        """Return a server's words on one line, cut, and without our key should they repeat it."""
        secret = self.key.get_secret_value() if self.key else ""
        if secret:
            text = text.replace(secret, "…")
        text = " ".join(text.split())
        return text if len(text) <= SERVER_WORDS else text[: SERVER_WORDS - 1] + "…"

    def explain(self, error: BaseException, *, model: str = "", listed: tuple[str, ...] = ()) -> ModelError:
        """Return what `error`, raised by the `openai` package on the way, means to a person."""
        import openai

        if isinstance(error, openai.APITimeoutError | TimeoutError):
            return self.silent("it did not answer in time")
        if isinstance(error, openai.APIConnectionError):
            return self.unreachable(error)
        if isinstance(error, openai.APIStatusError):
            return self.refused(
                error.status_code, error.body, error.response.headers.get("retry-after", ""), model, listed
            )
        if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | openai.APIResponseValidationError):
            return self.garbage("what it sent is no JSON")
        return self.failed(str(error))

    def failed(self, words: object) -> ModelError:
        """Return the error for an endpoint that tells of a fault in mid-answer."""
        return ModelError(
            f"{self} failed while it answered.",
            why=f"It said: {self.clean(_words(words))}",
            fix="Look in its log, or try again.",
        )

    def silent(self, why: str) -> ModelError:
        """Return the error for an endpoint that takes too long."""
        return ModelError(
            f"{self} is silent:", why=f"{why}.", fix="It may be overloaded, or still loading: try again."
        )

    def garbage(self, why: str) -> ModelError:
        """Return the error for an endpoint that answers with something else than a chat completion."""
        return ModelError(
            f"{self} does not speak the OpenAI chat protocol:", why=f"{why}.", fix=f"{self._url_fix()}"
        )

    def broken_off(self, characters: int, streamed: bool) -> ModelError:
        """Return the error for a stream that ended before the reply did."""
        if not streamed:
            return self.garbage("it sent no stream of completions")
        return ModelError(
            f"{self} broke off its reply after {characters} characters.",
            why="The stream ended without an end of the reply.",
            fix="Look in its log, or try again.",
        )

    def _url_fix(self) -> str:
        if self.url.rstrip("/").endswith("/v1"):
            return "Check the base URL: it is the part before /chat/completions."
        return f"Most base URLs end in /v1: try {shown_url(self.url).rstrip('/')}/v1."

    def unreachable(self, error: Exception) -> ModelError:
        """Return the error for an endpoint that no connection leads to."""
        cause: BaseException = error
        while cause.__cause__ is not None:
            cause = cause.__cause__
        words = self.clean(str(cause)) or type(cause).__name__
        return ModelError(
            f"{self} cannot be reached.",
            why=f"{words.rstrip('.')}.",
            fix="Is it running, and is the URL right? `agora doctor` looks at it.",
        )

    def refused(
        self, status: int, body: object, retry_after: str = "", model: str = "", listed: tuple[str, ...] = ()
    ) -> ModelError:
        """Return what an HTTP status with this body, raw or parsed, means to a person."""
        words = self.clean(_words(body))
        said = f"It said: {words}" if words else f"It gave no reason (HTTP {status})."
        if status in (401, 403):
            sent = "The key that was sent is not accepted." if self.key else "No key was sent."
            return ModelError(
                f"{self} refuses access (HTTP {status}).",
                why=f"{sent} {said}",
                fix="Put the key into AGORA_API_KEY, or name its file as api_key_file under [endpoints].",
            )
        if status == 404 and model and "model" in words.lower():
            names = f"It lists {', '.join(listed[:10])}." if listed else "See what it lists."
            return ModelError(f"{self} has no model {model!r}.", why=said, fix=names)
        if status in (404, 405):
            return ModelError(
                f"{self} has no chat completions (HTTP {status}).", why=said, fix=self._url_fix()
            )
        if status == 429:
            wait = f"in {retry_after} s" if retry_after.isdigit() else "later"
            return ModelError(f"{self} takes no more requests now (HTTP 429).", why=said, fix=f"Try {wait}.")
        if status in (400, 413, 422) and re.search(r"context|too long|maximum.*(length|tokens)", words, re.I):
            return ModelError(
                f"The prompt does not fit the window of {self}.",
                why=said,
                fix="Begin a new session, hand over less text, or use a model with a larger window.",
            )
        if status >= 500:
            return ModelError(
                f"{self} failed (HTTP {status}).", why=said, fix="Look in its log, or try again."
            )
        return ModelError(f"{self} refuses the request (HTTP {status}).", why=said)


def _words(body: Any) -> str:
    """Return the message out of an error's body, whichever of the usual forms that has."""
    if isinstance(body, dict):
        body = body.get("error", body)
    if isinstance(body, dict):
        body = body.get("message") or body.get("detail") or json.dumps(body)
    text = str(body or "")
    return "" if text.lstrip().startswith("<") else text  # an HTML page says nothing to a person
