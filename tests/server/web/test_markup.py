"""What somebody wrote, as HTML: harmless whatever it is, and still what was meant."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from agora.server.web import markup

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text("utf-8").splitlines()


class Reader(HTMLParser):
    """Notes all that a browser could act on."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.attributes = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def test_there_are_a_hundred_payloads() -> None:
    assert len(set(PAYLOADS)) >= 100


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_acts_comes_through(payload: str) -> None:
    shapes = (
        payload,
        f"> {payload}",
        f"- {payload}",
        f"**{payload}**",
        f"```html\n{payload}\n```",
        f"# {payload}",
    )
    made = [markup.render(shape, "s1") for shape in shapes]
    for html in [
        *made,
        markup.code(payload, "html"),
        markup.code(payload),
        markup.diff(f"+{payload}\n-{payload}"),
    ]:
        read = Reader(html)
        forbidden = {
            "script",
            "style",
            "iframe",
            "svg",
            "object",
            "form",
            "input",
            "link",
            "meta",
            "base",
            "body",
        }
        assert not read.tags & forbidden
        for tag, name, value in read.attributes:
            assert not name.startswith("on")
            assert name not in ("style", "srcset", "srcdoc", "formaction", "id", "name")
            if name == "src":
                assert value.startswith("/page/picture/s1?path=")
            if name == "href":
                assert tag == "a"
                assert re.match(r"(https?:|mailto:|[^:]*$)", value)


def test_markdown_is_rendered() -> None:
    html = markup.render("# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```python\nx = 1\n```\n\n$a^2$")
    for part in ("<h1>Title</h1>", "<td>1</td>", 'class="code-block"', '<span class="mi">1</span>', "<msup>"):
        assert part in html


def test_pictures_of_the_workspace_alone_are_shown() -> None:
    assert 'src="/page/picture/s1?path=plots/a.png"' in markup.render("![a plot](plots/a.png)", "s1")
    for source in (
        "https://elsewhere.example/a.png",
        "//elsewhere.example/a.png",
        "/etc/a.png",
        "a.svg",
        "a\\b.png",
    ):
        assert "<img" not in markup.render(f"![a]({source})", "s1")


def test_what_is_long_is_cut_and_lone_surrogates_do_no_harm() -> None:
    assert len(markup.code("x" * 200_000)) < 61_000
    assert "?" in markup.render("a\ud800b")


def test_the_catalogue_is_whole() -> None:
    from agora.server.web.texts import TEXTS

    for key, words in TEXTS.items():
        assert len(words) == 2
        assert all(words), key
        assert set(re.findall(r"{(\w+)}", words[0])) == set(re.findall(r"{(\w+)}", words[1])), key
    used = set()
    for path in Path(markup.__file__).parent.glob("[!t]*.py"):
        used |= set(re.findall(r'\bsay\(\s*"(\w+)"', path.read_text("utf-8")))
    assert used <= set(TEXTS)
