"""Posting a request for a completion: again where that may help; what comes is a stream, or a `Refusal`.

By aiohttp: a stream read by httpx takes four times the processor's time, which is all that the service has to
give to some hundred streams at once. What is asked but once of an endpoint goes through `openai`.
"""

import asyncio
import json
import random
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from agora.models.faults import Place

if TYPE_CHECKING:
    import aiohttp

__all__ = ["RETRIES", "Refusal", "Wire"]

# Busy (429), locked (409), failing (5xx) and unreachable endpoints are asked again after 0.5, 1 and 2 s, less
# up to a quarter, or after what their Retry-After says, up to two minutes.
RETRIES = 3
_FIRST_PAUSE_S, _SHORTER_BY, _LONGEST_PAUSE_S = 0.5, 0.25, 120.0

# Of one line of a stream: an endpoint may send a whole answer in one.
_MOST_LINE_BYTES = 2**23


class Refusal(Exception):
    """An endpoint's no.

    Attributes:
        status: HTTP's.
        body: what it said, as JSON if it is, else as text.
        retry_after: that header.
    """

    def __init__(self, status: int, body: Any, retry_after: str = "") -> None:
        super().__init__(f"HTTP {status}: {body}")
        self.status, self.body, self.retry_after = status, body, retry_after


class Wire:
    """The connections to one endpoint; made where an event loop runs.

    Args:
        connect_s: how long one may take to stand.
    """

    def __init__(self, place: Place, connect_s: float) -> None:
        import aiohttp

        self._place = place
        self._url = f"{place.url.rstrip('/')}/chat/completions"
        key = place.key.get_secret_value() if place.key else "none"
        self._web = aiohttp.ClientSession(
            headers={"Authorization": f"Bearer {key}", "Accept": "text/event-stream, application/json"},
            # Silence is timed by who reads the stream.
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=connect_s),
            connector=aiohttp.TCPConnector(limit=0),
            read_bufsize=_MOST_LINE_BYTES,
            trust_env=True,
        )

    async def close(self) -> None:
        """Close them; twice is as good as once."""
        await self._web.close()

    async def post(self, body: dict[str, Any]) -> "aiohttp.ClientResponse":
        """Return a reply that began well; leaving it as a context manager closes what is still open of it.

        Raises:
            Refusal: the endpoint says no.
            ModelError: it cannot be reached.
        """
        import aiohttp

        for tried in range(RETRIES + 1):
            last = tried == RETRIES
            pause_s = _FIRST_PAUSE_S * 2**tried * (1 - _SHORTER_BY * random.random())
            try:
                reply = await self._web.post(self._url, json=body)
                if reply.status < 400:
                    return reply
                refusal = await _refusal(reply)
            except (aiohttp.ClientError, OSError) as error:  # a time-out to connect is both
                if last:
                    if isinstance(error, TimeoutError):
                        raise self._place.silent("it did not answer in time") from None
                    raise self._place.unreachable(error) from None
            else:
                told_s = _seconds(refusal.retry_after)
                if last or not _may_pass(refusal.status) or told_s > _LONGEST_PAUSE_S:
                    raise refusal
                pause_s = told_s or pause_s
            await asyncio.sleep(pause_s)
        raise AssertionError("unreachable")


def _may_pass(status: int) -> bool:
    return status in (408, 409, 429) or status >= 500


async def _refusal(reply: "aiohttp.ClientResponse") -> Refusal:
    async with reply:
        data = await reply.read()
    try:
        body = json.loads(data)
    except ValueError:
        body = data.decode(errors="replace")
    return Refusal(reply.status, body, reply.headers.get("retry-after", ""))


def _seconds(retry_after: str) -> float:
    """Return what a Retry-After tells, in seconds; 0 if it tells nothing.

    >>> _seconds("7"), _seconds(""), _seconds("soon")
    (7.0, 0.0, 0.0)
    """
    try:
        told = float(retry_after)
    except ValueError:
        try:
            told = parsedate_to_datetime(retry_after).timestamp() - time.time()
        except (ValueError, OverflowError):
            return 0.0
    return told if told > 0 else 0.0
