"""Write the reference pages from the code itself: `python docs/generate.py`.

A test compares what stands in `docs/reference/` with what this makes, so the pages cannot drift.
"""

import inspect
import io
import itertools
import os
import re
import sys
from contextlib import redirect_stdout, suppress
from pathlib import Path

from pydantic import BaseModel

from agora import config
from agora.cli import main
from agora.tools import BUILT_IN, reference

FOLDER = Path(__file__).parent / "reference"


def commands() -> str:
    """Return the help of every command, as the program prints it."""
    parts = ["# Commands", "", "```", _help(), "```"]
    for name in _names(_help()):
        text = _help(name)
        parts += ["", f"## `agora {name}`", "", "```", text, "```"]
        for inner in _names(text):
            parts += ["", f"### `agora {name} {inner}`", "", "```", _help(name, inner), "```"]
    return "\n".join(parts) + "\n"


def _help(*command: str) -> str:
    """Return a command's help, in this process: sixty starts of Python take a minute."""
    shown, before = io.StringIO(), (sys.argv, dict(os.environ))
    sys.argv = ["agora", *command, "--help"]
    os.environ.update({"COLUMNS": "92", "TERM": "dumb", "NO_COLOR": "1"})
    try:
        with redirect_stdout(shown), suppress(SystemExit):
            main()
    finally:
        sys.argv, environment = before
        os.environ.clear()
        os.environ.update(environment)
    # Click names the program by the module that was started, here another.
    return re.sub(r"\AUsage: \S*( -m )?\S*agora", "Usage: agora", shown.getvalue().strip())


def _names(text: str) -> list[str]:
    """Return the commands that a help text lists: indented by two, under a heading, after the options."""
    names, listed = [], False
    for line in text.splitlines():
        if line.endswith(":") and not line.startswith(" "):
            listed = line not in ("Options:", "Arguments:")
        elif listed and line.startswith("  ") and line[2:3].strip():
            names.append(line.split()[0])
    return names


def settings() -> str:
    """Return every setting with its default and what is said of it."""
    head = inspect.getdoc(config) or ""
    parts = ["# Settings", "", head.partition("\n\n")[2], "", *_table("", config.Settings)]
    for name, section in (
        ("limits", config.Limits),
        ("web", config.Web),
        ("endpoints.NAME", config.Endpoint),
    ):
        parts += ["", f"## [{name}]", "", inspect.getdoc(section) or "", "", *_table(name, section)]
    return "\n".join(parts) + "\n"


def _table(prefix: str, section: type[BaseModel]) -> list[str]:
    said = _docstrings(section)
    lines = ["| key | default | meaning |", "|---|---|---|"]
    for name, field in section.model_fields.items():
        default = "–" if field.is_required() or field.default_factory else f"`{field.default!r}`"
        if isinstance(field.default, BaseModel) or name == "endpoints":
            default = "see below"
        lines.append(f"| `{name}` | {default} | {said.get(name, '')} |")
    return lines


def _docstrings(section: type[BaseModel]) -> dict[str, str]:
    """Return the first paragraph under each field."""
    import ast
    import textwrap

    body = ast.parse(textwrap.dedent(inspect.getsource(section))).body[0].body  # type: ignore[attr-defined]
    said = {}
    for field, after in itertools.pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(after, ast.Expr):
            text = inspect.cleandoc(ast.literal_eval(after.value)).partition("\n\n")[0]
            said[field.target.id] = " ".join(text.split())  # type: ignore[union-attr]
    return said


PAGES = {
    "commands.md": commands,
    "settings.md": settings,
    "tools.md": lambda: reference(BUILT_IN).rstrip() + "\n",
}

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for page, make in PAGES.items():
        (FOLDER / page).write_text(make(), encoding="utf-8")
        print(FOLDER / page)
