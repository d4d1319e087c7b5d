"""`web.fetch` against hostile hosts. Every server listens on loopback; names are resolved by the test."""

import asyncio
import gzip
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from agora.config import Web
from agora.errors import ToolError
from agora.tools import Context, web
from agora.tools.web import Fetcher, Page, is_public

Serve = Callable[[str, asyncio.StreamWriter], Awaitable[None]]

HOSTS = (
    "example.org",
    "*.example.org",
    "2130706433",
    "0x7f000001",
    "127.0.0.1",
    "::1",
    "[::1]",
    "169.254.169.254",
)


def answer(
    body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/plain; charset=utf-8"
) -> Serve:
    async def serve(request: str, writer: asyncio.StreamWriter) -> None:
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *headers]
        writer.write("\r\n".join([*lines, "", ""]).encode() + body)

    return serve


def redirect(to: str, status: str = "302 Found") -> Serve:
    return answer(b"", f"Location: {to}", status=status)


class Served:
    """A loopback server that notes what it is asked."""

    def __init__(self, serve: Serve) -> None:
        self.serve, self.requests, self.port = serve, list[str](), 0

    async def __aenter__(self) -> "Served":
        self._server = await asyncio.start_server(self._handle, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *error: object) -> None:
        self._server.close()

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode()
        self.requests.append(request)
        try:
            await self.serve(request, writer)
            await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


def get(
    serve: Serve,
    url: str = "http://example.org:{port}/page",
    *,
    addresses: tuple[str, ...] = ("127.0.0.1",),
    allowed: Callable[[str], bool] = lambda address: address == "127.0.0.1",
    **limits: Any,
) -> tuple[Page, list[str]]:
    """Fetch from a server that the name leads to; loopback stands in for the open internet unless told."""

    async def resolve(host: str, port: int) -> list[str]:
        return list(addresses)

    async def run() -> tuple[Page, list[str]]:
        async with Served(serve) as served:
            served_by.append(served)
            fetcher = Fetcher(Web(hosts=HOSTS, **{"timeout_s": 5, **limits}), resolve, allowed)
            return await fetcher.get(url.format(port=served.port)), served.requests

    served_by: list[Served] = []
    get.requests = lambda: served_by[0].requests  # type: ignore[attr-defined]
    return asyncio.run(run())


def test_a_page_comes_back_as_sent():
    page, [request] = get(answer("tea €".encode()))
    assert (page.kind, page.charset, page.body.decode()) == ("text/plain", "utf-8", "tea €")
    assert request.startswith("GET /page HTTP/1.1\r\n")
    assert "host: example.org:" in request.lower()
    assert "cookie" not in request.lower()
    assert "authorization" not in request.lower()


PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "2a00:1450::1"]
NOT_PUBLIC = [
    *(
        "127.0.0.1",
        "127.255.0.1",
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
    ),
    *("100.64.0.1", "192.0.0.9", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1"),
    *("224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::8.8.8.8", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "64:ff9b::808:808", "64:ff9b:1::1"),
    *("100::1", "2001::1", "2001:db8::1", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1", "fd12::1"),
    *(
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "2606:4700::1%1",
        "",
        "example.org",
        "1.2.3",
    ),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str):
    assert is_public(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public(address: str):
    assert not is_public(address)


@pytest.mark.parametrize(
    "addresses", [("127.0.0.1",), ("8.8.8.8", "10.0.0.1"), ("::ffff:127.0.0.1",), ("169.254.169.254",)]
)
def test_a_name_that_leads_inside_is_refused(addresses: tuple[str, ...]):
    with pytest.raises(ToolError, match="no public address"):
        get(answer(b"secret"), addresses=addresses, allowed=is_public)
    assert get.requests() == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "target",
    [
        *(
            "http://127.0.0.1:{port}/",
            "http://[::1]:{port}/",
            "http://2130706433:{port}/",
            "http://0x7f000001:{port}/",
        ),
        *("http://169.254.169.254/latest/meta-data/", "http://[::ffff:127.0.0.1]:{port}/", "//evil.test/x"),
        *(
            "http://evil.test/",
            "https://example.org.evil.test/",
            "file:///etc/passwd",
            "gopher://example.org/",
        ),
        *(
            "http://user:pw@example.org/",
            "http://example.org:22/",
            "data:text/plain,x",
            "http://[",
            "javascript:1",
        ),
        "http://localhost:{port}/",
    ],
)
def test_no_redirect_leads_inside_or_elsewhere(target: str):
    """Resolved for real: what is in the list of hosts is still refused for its address."""

    async def run() -> list[str]:
        async with Served(answer(b"")) as served:
            served.serve = redirect(target.format(port=served.port))
            first = True

            async def resolve(host: str, port: int) -> list[str]:
                nonlocal first
                if first:
                    first = False
                    return ["127.0.0.1"]
                found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
                return [address[0] for *_, address in found]

            asked: list[str] = []

            def allowed(address: str) -> bool:
                asked.append(address)
                return len(asked) == 1 or is_public(address)

            fetcher = Fetcher(Web(hosts=HOSTS, timeout_s=5), resolve, allowed)
            with pytest.raises(ToolError):
                await fetcher.get(f"http://example.org:{served.port}/")
            return served.requests

    assert len(asyncio.run(run())) == 1, "only the first hop reached a server"


def test_a_redirect_within_what_is_listed_is_followed():
    async def serve(request: str, writer: asyncio.StreamWriter) -> None:
        port = writer.get_extra_info("sockname")[1]
        hop = redirect(f"http://www.example.org:{port}/there") if "/page" in request else answer(b"here")
        await hop(request, writer)

    page, requests = get(serve)
    assert page.body == b"here"
    assert "host: www.example.org" in requests[1].lower()


def test_endless_redirects_end():
    with pytest.raises(ToolError, match="redirects more than 5 times"):
        get(redirect("/page?again"))


def test_rebinding_cannot_help():
    """The name is resolved once a hop, and the connection goes to what was checked."""
    resolved: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        resolved.append(host)
        return ["127.0.0.1"] if len(resolved) == 1 else ["127.0.0.2"]

    async def run() -> None:
        async with Served(answer(b"good")) as good:
            fetcher = Fetcher(Web(hosts=("example.org",)), resolve, lambda address: address == "127.0.0.1")
            page = await fetcher.get(f"http://example.org:{good.port}/")
            assert page.body == b"good"

    asyncio.run(run())
    assert resolved == ["example.org"]


def test_the_next_address_is_tried():
    page, _ = get(answer(b"x"), addresses=("127.0.0.9", "127.0.0.1"), allowed=lambda address: True)
    assert page.body == b"x"


def test_no_proxy_stands_between(monkeypatch: pytest.MonkeyPatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert get(answer(b"x"))[0].body == b"x"


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("ftp://example.org/", "not http or https"),
        ("http:///x", "not among"),
        ("https://evil.test/", "'evil.test' is not among the hosts.*Listed are example.org"),
        ("https://example.org.evil.test/", "not among"),
        ("https://exampleXorg/", "not among"),
        ("http://u@example.org/", "user name"),
        ("http://evil.test\\@example.org/", "user name|not among|no URL"),
        ("http://example.org:25/", "Port 25"),
        ("http://example.org:99999/", "Port 99999"),
        ("http://[::1", "no URL"),
        ("http://exa\nmple.org/", "no URL"),
    ],
)
def test_urls_that_are_refused(url: str, message: str):
    with pytest.raises(ToolError, match=message):
        get(answer(b"x"), url)
    assert get.requests() == []  # type: ignore[attr-defined]


def test_hosts_beyond_ascii_are_compared_as_dns_has_them():
    async def resolve(host: str, port: int) -> list[str]:
        return [host and "10.0.0.1"]

    fetcher = Fetcher(Web(hosts=("*.exämple.org",)), resolve)
    with pytest.raises(ToolError, match="no public address"):
        asyncio.run(fetcher.get("https://www.xn--exmple-cua.org/"))


async def _slow_headers(request: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(10_000):
        writer.write(f"X-{number}: x\r\n".encode())
        await writer.drain()
        await asyncio.sleep(0.05)


async def _slow_body(request: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _silent(request: str, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(60)


@pytest.mark.parametrize("serve", [_slow_headers, _slow_body, _silent])
def test_a_slow_host_is_left(serve: Serve):
    with pytest.raises(ToolError, match=r"longer than 0.5 s|could not be fetched"):
        get(serve, timeout_s=0.5)


async def _endless(request: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


async def _endless_header(request: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


@pytest.mark.parametrize(
    ("serve", "message"),
    [
        (_endless, "larger than 100,000 bytes"),
        (_endless_header, "could not be fetched"),
        (answer(b"x" * 100_001), "larger than 100,000 bytes"),
        (answer(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip"), "larger than 100,000 bytes"),
        (answer(b"no gzip", "Content-Encoding: gzip"), "damaged"),
        (answer(b"x", "Content-Encoding: br"), "packed as 'br'"),
        (answer(b"x", "Content-Encoding: gzip, gzip"), "packed as"),
        (answer(b"x", kind="image/png"), "'image/png', no text"),
        (answer(b"x", kind="application/octet-stream"), "no text"),
        (answer(b"x", status="404 Gone Fishing"), "answered 404 Not Found"),
        (answer(b"x", status="500 <script>"), "answered 500 Internal Server Error"),
        (answer(b"x", status="304 Not Modified"), "answered 304"),
        (redirect("http://exa mple.org:x/"), "no URL|could not"),
    ],
)
def test_hostile_answers(serve: Serve, message: str):
    with pytest.raises(ToolError, match=message):
        get(serve, max_bytes=100_000)


async def _garbage(request: str, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\0\1\2 not http at all\r\n\r\n")


async def _nothing(request: str, writer: asyncio.StreamWriter) -> None:
    pass


@pytest.mark.parametrize("serve", [_garbage, _nothing])
def test_an_answer_that_is_none(serve: Serve):
    with pytest.raises(ToolError, match="could not be fetched"):
        get(serve)


def test_gzip_is_unpacked():
    assert get(answer(gzip.compress(b"tea" * 1000), "Content-Encoding: gzip"))[0].body == b"tea" * 1000


def test_a_name_that_is_unknown():
    async def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror("Name or service not known")

    with pytest.raises(ToolError, match="cannot be found"):
        asyncio.run(Fetcher(Web(hosts=HOSTS), resolve).get("https://example.org/"))


@contextmanager
def served_page(monkeypatch: pytest.MonkeyPatch, page: Page) -> Iterator[None]:
    async def fixed(self: Fetcher, url: str) -> Page:
        assert url == page.url
        return page

    monkeypatch.setattr(Fetcher, "get", fixed)
    yield


@pytest.mark.parametrize(
    ("kind", "charset", "body", "text"),
    [
        (
            "text/html",
            "",
            b"<h1>Tea</h1><p>is <b>hot</b></p><script>alert(1)</script>",
            "# Tea\n\nis **hot**",
        ),
        ("text/html", "iso-8859-1", b"<p>caf\xe9</p>", "café"),
        ("application/json", "", b'{"a": 1}', '{"a": 1}'),
        ("text/plain", "iso-8859-1", b"caf\xe9", "café"),
        ("text/plain", "no-such-charset", b"tea", "tea"),
        ("", "", b"tea", "tea"),
    ],
)
def test_pages_become_text(
    context: Context, monkeypatch: Any, kind: str, charset: str, body: bytes, text: str
):
    bound = web.fetch.bind(["example.org"], {})
    with served_page(monkeypatch, Page("https://example.org", kind, charset, body)):
        assert asyncio.run(web.fetch.function(context, **bound)) == text


def test_a_binary_page_is_refused(context: Context, monkeypatch: Any):
    with (
        served_page(monkeypatch, Page("https://x", "", "", b"a\0b")),
        pytest.raises(ToolError, match="binary"),
    ):
        asyncio.run(web.fetch.function(context, url="https://x"))


def test_it_is_off_until_hosts_are_listed(context: Context):
    assert "web.fetch" not in context.toolbox
    with pytest.raises(ToolError, match="None is listed"):
        asyncio.run(web.fetch.function(context, url="https://example.org"))
