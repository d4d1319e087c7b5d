"""Fetching pages: only from hosts that the person listed, and never from this machine or its network.

A page can answer with a redirect, and a name can resolve to anything, so every hop is checked by itself:
scheme, host, and each address that the name resolves to. The connection then goes to the very address that
was checked; the name is not resolved a second time (DNS rebinding), and no proxy stands between. The body is
counted after it is unpacked, and one clock runs over everything.

Not protected against: a listed host that is hostile itself. What it sends is untrusted text.
"""

import asyncio
import ipaddress
import re
import socket
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator

from agora.config import Web
from agora.errors import ToolError
from agora.tools import documents
from agora.tools.base import Context, tool
from agora.tools.patterns import host_matches

if TYPE_CHECKING:
    import httpx

__all__ = ["Fetcher", "Page", "fetch", "is_public"]

_MOST_REDIRECTS = 5

# Below 1024 other services listen, and some of them take an HTTP request for their own protocol.
_LOW_PORTS = {80, 443}

_HEADERS = {
    "User-Agent": "agora (https, one page at a person's request)",
    "Accept": "text/html, text/*;q=0.9, application/json;q=0.9, application/pdf;q=0.8",
    "Accept-Encoding": "gzip",
}

_OFFICE = "application/vnd.openxmlformats-officedocument"
_DOCUMENTS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    f"{_OFFICE}.wordprocessingml.document": "docx",
    f"{_OFFICE}.spreadsheetml.sheet": "xlsx",
    f"{_OFFICE}.presentationml.presentation": "pptx",
}
_TEXT = re.compile(r"text/.*|application/(.*\+)?(json|xml|yaml)|application/javascript|")

# Within 2000::/3, the global unicast space, what leads elsewhere or nowhere: Teredo and 6to4 carry an IPv4
# address, the others are for documentation and special uses.
_NOT_PUBLIC_V6 = [ipaddress.ip_network(n) for n in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")]
_PUBLIC_V6 = ipaddress.ip_network("2000::/3")
_NOT_PUBLIC_V4 = [ipaddress.ip_network(n) for n in ("192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/3")]

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Host and port → its addresses, as text."""


def is_public(address: str) -> bool:
    """Return whether an address is one of the open internet.

    Everything else is refused: loopback, private, link-local, shared (CGNAT), multicast, reserved, and IPv6
    forms that carry an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo).

    >>> [is_public(a) for a in ("93.184.216.34", "127.0.0.1", "169.254.169.254", "::ffff:93.184.216.34")]
    [True, False, False, False]
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        within = parsed in _PUBLIC_V6 and parsed.scope_id is None
        return within and parsed.is_global and not any(parsed in network for network in _NOT_PUBLIC_V6)
    return parsed.is_global and not any(parsed in network for network in _NOT_PUBLIC_V4)


async def _resolve(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True)
class Page:
    """What a host sent: `body` is unpacked, `kind` the media type in lower case, `charset` as declared."""

    url: str
    kind: str
    charset: str
    body: bytes


@dataclass(frozen=True)
class Fetcher:
    """Gets one page.

    Attributes:
        web: the hosts that are allowed, and the limits.
        resolve: names to addresses.
        allowed: whether an address may be connected to.
    """

    web: Web
    resolve: Resolve = _resolve
    allowed: Callable[[str], bool] = is_public

    async def get(self, url: str) -> Page:
        """Return the page at a URL, redirects followed within what is allowed.

        Raises:
            ToolError: refused, too slow, too large, or the host says no.
        """
        import httpx

        try:
            async with asyncio.timeout(self.web.timeout_s):
                for _ in range(_MOST_REDIRECTS + 1):
                    answer = await self._hop(self._checked(url))
                    if isinstance(answer, Page):
                        return answer
                    url = answer
        except TimeoutError:
            raise ToolError(
                f"{url} took longer than {self.web.timeout_s:g} s.", fix="See [web] timeout_s in agora.toml."
            ) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            words = str(error).splitlines() or [type(error).__name__]
            raise ToolError(f"{url} could not be fetched.", why=f"{words[0][:200]}.") from None
        raise ToolError(f"{url} redirects more than {_MOST_REDIRECTS} times.")

    def _checked(self, url: str) -> "httpx.URL":
        """Return the URL if it may be fetched."""
        import httpx

        try:
            parsed = httpx.URL(url)
            port = parsed.port
        except (httpx.InvalidURL, ValueError, TypeError):
            raise ToolError(f"{url[:200]!r} is no URL.") from None
        if parsed.scheme not in ("http", "https"):
            raise ToolError(
                f"{url[:200]!r} is not http or https.", fix="Only pages of the web can be fetched."
            )
        if parsed.userinfo or "\\" in url:
            raise ToolError(f"A URL with a user name is not fetched: {parsed.host!r}.")
        if port is not None and not (port in _LOW_PORTS or 1024 <= port < 65536):
            raise ToolError(f"Port {port} of {parsed.host!r} is not one for pages.")
        host = parsed.raw_host.decode("ascii")
        if not any(host_matches(host, _ascii(pattern)) for pattern in self.web.hosts):
            listed = f"Listed are {', '.join(self.web.hosts)}." if self.web.hosts else "None is listed."
            raise ToolError(
                f"{parsed.host!r} is not among the hosts that may be reached.",
                why=listed,
                fix="A person can add it to [web] hosts in agora.toml.",
            )
        return parsed

    async def _addresses(self, host: str, port: int) -> list[str]:
        try:
            addresses = await self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise ToolError(f"{host!r} cannot be found.", why=f"{error}.") from None
        for address in addresses:
            if not self.allowed(address):
                raise ToolError(
                    f"{host!r} is not fetched.", why=f"It leads to {address}, which is no public address."
                )
        if not addresses:
            raise ToolError(f"{host!r} has no address.")
        return addresses

    async def _hop(self, url: "httpx.URL") -> "Page | str":
        """Ask one host; return its page, or where it sends us."""
        import httpx

        host = url.raw_host.decode("ascii").rstrip(".")
        addresses = await self._addresses(host, url.port or (443 if url.scheme == "https" else 80))
        headers = {**_HEADERS, "Host": url.netloc.decode("ascii")}
        async with httpx.AsyncClient(trust_env=False, timeout=self.web.timeout_s) as client:
            for left, address in enumerate(addresses, 1 - len(addresses)):
                # To the address that was checked; the name goes into Host and TLS, certificate included.
                request = client.build_request(
                    "GET", url.copy_with(host=address), headers=headers, extensions={"sni_hostname": host}
                )
                try:
                    response = await client.send(request, stream=True)
                    break
                except httpx.ConnectError:
                    if not left:
                        raise
            try:
                if location := response.headers.get("location") if response.is_redirect else None:
                    return str(url.join(location))
                if response.status_code != 200:
                    raise ToolError(f"{url} answered {_status(response.status_code)}.")
                return await self._page(url, response)
            finally:
                await response.aclose()

    async def _page(self, url: "httpx.URL", response: "httpx.Response") -> Page:
        declared = response.headers.get("content-type", "")
        kind = declared.partition(";")[0].strip().lower()
        if kind not in _DOCUMENTS and not _TEXT.fullmatch(kind):
            raise ToolError(f"{url} is {kind[:80]!r}, no text.", fix="Only text and documents can be read.")
        charset = re.search(r"charset=[\"']?([\w-]+)", declared, re.IGNORECASE)
        body = await self._body(url, response)
        return Page(str(url), kind, charset[1] if charset else "", body)

    async def _body(self, url: "httpx.URL", response: "httpx.Response") -> bytes:
        """Read and unpack it, never holding more than is allowed."""
        packing = response.headers.get("content-encoding", "identity").strip().lower()
        if packing not in ("identity", "gzip", "x-gzip", "deflate", ""):
            raise ToolError(f"{url} is packed as {packing[:40]!r}, which was not asked for.")
        unpack = None if packing in ("identity", "") else zlib.decompressobj(zlib.MAX_WBITS | 32)
        body = bytearray()
        async for piece in response.aiter_raw():
            try:
                room = self.web.max_bytes + 1 - len(body)
                body += unpack.decompress(piece, room) if unpack else piece[:room]
            except zlib.error as error:
                raise ToolError(f"{url} is damaged.", why=f"{error}.") from None
            if len(body) > self.web.max_bytes:
                raise ToolError(
                    f"{url} is larger than {self.web.max_bytes:,} bytes.",
                    fix="See [web] max_bytes in agora.toml.",
                )
        return bytes(body)


def _as_url(value: Any) -> Any:
    """Take `example.org/page` where a URL is meant."""
    if isinstance(value, str) and (text := value.strip()):
        return text if "://" in text else f"https://{text}"
    return value


@tool("web.fetch", effect="read", outward=True, untrusted=True)
async def fetch(context: Context, url: Annotated[str, BeforeValidator(_as_url)]) -> str:
    """Return a web page or document as text.

    Args:
        url: its address; the host must be one that the person allows.

    Example:
        web.fetch("https://example.org")
    """
    page = await Fetcher(context.settings.web).get(url)
    return await _text(page, context)


async def _text(page: Page, context: Context) -> str:
    if page.kind in _DOCUMENTS:
        body = page.body
        if _DOCUMENTS[page.kind] == "html" and page.charset:
            body = _decoded(body, page.charset).encode()
        return await documents.to_text(body, _DOCUMENTS[page.kind], context.settings.limits)
    if b"\0" in page.body and not page.charset.lower().startswith("utf-16"):
        raise ToolError(f"{page.url} is binary, no text.")
    return _decoded(page.body, page.charset)


def _decoded(body: bytes, charset: str) -> str:
    try:
        return body.decode(charset or "utf-8", "replace")
    except LookupError:
        return body.decode("utf-8", "replace")


def _ascii(pattern: str) -> str:
    """Return a listed host as it stands in DNS: `*.exämple.org` → `*.xn--exmple-cua.org`."""
    import httpx

    wild, name = ("*.", pattern[2:]) if pattern.startswith("*.") else ("", pattern)
    try:
        return wild + httpx.URL(scheme="https", host=name).raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError):
        return ""


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)
