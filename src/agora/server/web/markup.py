"""The only place where words that somebody wrote become HTML: rendered from Markdown, and sanitised.

Two walls stand behind one another. The renderer takes no HTML (tags in the text stay text), and nh3 lets only
a few harmless tags through. A picture is shown only if it lies in the session's workspace: one from another
host would tell that host what was read here.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from html import escape
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

import nh3
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

__all__ = ["PICTURES", "code", "diff", "picture_url", "render"]

PICTURES = {
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".webp": "image/webp",
}  # fmt: skip
"""Suffixes of pictures that are shown, and their types. SVG is not among them: it can hold scripts."""

# A program's output or a file of megabytes would stop the browser, not inform anybody.
_MOST_CHARS = 60_000
_MOST_FORMULA_CHARS = 2_000

_MATHML = {
    "math", "mrow", "mi", "mo", "mn", "msup", "msub", "msubsup", "mfrac", "msqrt", "mroot", "mtext", "mspace",
    "mtable", "mtr", "mtd", "munder", "mover", "munderover", "mstyle", "mpadded", "mphantom",
}  # fmt: skip
_TAGS = _MATHML | {
    "p", "br", "hr", "em", "strong", "s", "code", "pre", "span", "div", "blockquote", "ul", "ol", "li", "h1",
    "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "a", "img", "button",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"}, "img": {"src", "alt", "loading"}, "code": {"class"}, "span": {"class"}, "div": {"class"},
    "pre": {"class", "tabindex"}, "ol": {"start"}, "button": {"class", "type"}, "math": {"display"},
    "th": {"class"}, "td": {"class"},
}  # fmt: skip
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},
)


def render(text: str, session: str = "") -> str:
    """Return Markdown as HTML that is safe to show.

    Args:
        session: whose workspace pictures may come from; without one, none are shown.

    >>> render("**Yes** <script>alert(1)</script>")
    '<p><strong>Yes</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>'
    >>> "img" in render("![a plot](https://elsewhere.example/a.png)", "s")
    False
    """
    return _CLEANER.clean(_markdown().render(_cut(text), {"session": session})).strip()


def code(text: str, language: str = "") -> str:
    """Return a program or an output as HTML, its words coloured where the language is known."""
    return _CLEANER.clean(_code(_cut(text), language))


def diff(text: str) -> str:
    """Return a unified diff as HTML, a class for each sort of line.

    >>> diff("+tea")
    '<pre class="diff" tabindex="0"><span class="add">+tea</span></pre>'
    """
    kinds = {"+": "add", "-": "del", "@": "at"}
    lines = (
        f'<span class="{kinds[line[0]]}">{escape(line)}</span>' if line[:1] in kinds else escape(line)
        for line in _cut(text).splitlines()
    )
    return _CLEANER.clean('<pre class="diff" tabindex="0">' + "\n".join(lines) + "</pre>")


def picture_url(session: str, path: str) -> str:
    """Return where a picture of a session's workspace is served; empty if it is none, or lies elsewhere.

    >>> picture_url("s1", "plots/a b.png"), picture_url("s1", "//elsewhere.example/a.png")
    ('/page/picture/s1?path=plots/a%20b.png', '')
    """
    try:
        parts = urlsplit(path)
    except ValueError:
        return ""
    odd = parts.scheme or parts.netloc or path.startswith("/") or "\\" in path
    if odd or not session or PurePosixPath(parts.path).suffix.lower() not in PICTURES:
        return ""
    return f"/page/picture/{quote(session, safe='')}?path={quote(parts.path)}"


def _cut(text: str) -> str:
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= _MOST_CHARS else text[:_MOST_CHARS] + "\n…"


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
    dollarmath_plugin(markdown, allow_space=False, double_inline=True, renderer=_formula)
    markdown.add_render_rule("fence", _fence)
    markdown.add_render_rule("code_block", _fence)
    markdown.add_render_rule("image", _image)
    return markdown


def _fence(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    words = tokens[index].info.split()
    return _code(tokens[index].content, words[0] if words else "")


def _image(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    source, said = str(tokens[index].attrs.get("src", "")), tokens[index].content
    if url := picture_url(str(env.get("session", "")), unquote(source).removeprefix("./")):
        return f'<img src="{escape(url)}" alt="{escape(said)}" loading="lazy">'
    return f'<span class="no-picture">{escape(said or "picture")}: {escape(source)}</span>'


def _formula(content: str, options: dict[str, bool]) -> str:
    display = "block" if options.get("display_mode") else "inline"
    try:
        if len(content) > _MOST_FORMULA_CHARS:
            raise ValueError("too long")
        made: str = convert(content, display=display)
    except Exception:  # the converter raises whatever its input led it to
        return f"<code>{escape(content)}</code>"
    return made


def _code(text: str, language: str) -> str:
    shown = _coloured(text.rstrip("\n"), language)
    copy = '<button type="button" class="copy"></button>'
    head = f'<div class="code-head"><span>{escape(language)}</span>{copy}</div>'
    return f'<div class="code-block">{head}<pre tabindex="0"><code>{shown}</code></pre></div>'


def _coloured(text: str, language: str) -> str:
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return escape(text)
    made: Callable[..., str] = highlight
    return made(text, lexer, HtmlFormatter(nowrap=True)).rstrip("\n")
