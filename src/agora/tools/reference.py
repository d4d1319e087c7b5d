"""The tools' page of the documentation, made of the tools themselves."""

import inspect
import re
from collections.abc import Iterable

from agora.tools.base import Tool

__all__ = ["reference"]


def reference(tools: Iterable[Tool]) -> str:
    """Return all tools as one Markdown page.

    >>> from agora.tools import BUILT_IN
    >>> "### `answer(value)`" in reference(BUILT_IN)
    True
    """
    return "\n".join(["# Tools", "", *(line for tool in tools for line in _entry(tool))])


def _entry(tool: Tool) -> list[str]:
    traits: list[str] = [tool.effect]
    traits += [word for word in ("outward", "untrusted", "private") if getattr(tool, word)]
    head, sections = _sections(tool.doc)
    lines = [f"### `{tool.signature}`", "", head, "", f"*{', '.join(traits)}*", ""]
    types = {p.name: inspect.formatannotation(p.annotation) for p in tool.parameters}
    for name, body in sections:
        if name == "Example":
            lines += ["```python", *body, "```", ""]
        else:
            lines += [f"{name}:", "", *(_item(line, types) for line in body), ""]
    return lines


def _sections(doc: str) -> tuple[str, list[tuple[str, list[str]]]]:
    """Split a Google style docstring into its text and its sections, continued lines joined."""
    head, *rest = re.split(r"^(Args|Raises|Example):\n", doc, flags=re.MULTILINE)
    sections = []
    for name, body in zip(rest[::2], rest[1::2], strict=True):
        lines = inspect.cleandoc(body).splitlines()
        if name != "Example":
            lines = re.sub(r"\n\s+", " ", "\n".join(lines)).splitlines()
        sections.append((name, [line for line in lines if line.strip()]))
    return head.strip(), sections


def _item(line: str, types: dict[str, str]) -> str:
    name, _, text = line.partition(": ")
    kind = re.sub(r"^Annotated\[(\w+),.*", r"\1", types.get(name, "").removeprefix("typing."))
    return f"- `{name}`{f' ({kind})' if kind else ''}: {text}"
