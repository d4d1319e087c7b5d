"""The person at the terminal: sees the exact call or its diff, and answers with a key."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from agora.cli.clean import clean
from agora.cli.drawing import diff_text
from agora.cli.keyboard import read_key, read_line
from agora.cli.screen import Screen
from agora.mind import ApprovalRequest, PersonAnswer

__all__ = ["AtTerminal"]

# More than this is shown on request, so that the question stays on the screen.
_LINES_AT_ONCE = 60

_ANSWERS = {"y": "once", "a": "always", "n": "no", "N": "never"}


class AtTerminal:
    """A `Person` who sits in front of `screen`."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen

    async def approve(self, request: ApprovalRequest) -> PersonAnswer | None:
        """Show the call and wait for a key; `None` if the person leaves it open with Ctrl-D."""
        with self._screen.paused():
            body = request_text(request)
            lines = body.split()
            whole = len(lines) <= _LINES_AT_ONCE
            shown = body if whole else Text("\n").join(lines[:_LINES_AT_ONCE])
            self._show(request, shown, hidden=0 if whole else len(lines) - _LINES_AT_ONCE)
            keys = "y yes · a always · n no · N never · t no, and tell why"
            while True:
                key = await read_key(
                    f"  {keys}{'' if whole else ' · v view all'} ", "yanNt" if whole else "yanNtv"
                )
                if key == "v":
                    self._screen.console.print(Padding(body, (0, 2)))
                    continue
                if key is None:
                    return None
                if key == "t":
                    return PersonAnswer("no", await read_line("  why not? ") or "")
                return PersonAnswer(_ANSWERS[key])  # type: ignore[arg-type]

    async def ask(self, question: str, choices: Sequence[str]) -> str | None:
        """Put the mind's question; a number picks one of the choices."""
        with self._screen.paused():
            console = self._screen.console
            console.print(Padding(Text(f"? {clean(question)}", style="bold cyan"), (1, 2, 0, 2)))
            for number, choice in enumerate(choices, start=1):
                console.print(Padding(Text(f"{number}  {clean(choice)}"), (0, 2, 0, 4)))
            said = await read_line("  › ")
            if said is not None and said.strip().isdecimal() and 1 <= int(said) <= len(choices):
                return choices[int(said) - 1]
            return said

    def _show(self, request: ApprovalRequest, body: RenderableType, *, hidden: int) -> None:
        kind = f"{request.effect}, leaves this machine" if request.outward else request.effect
        title = Text.assemble(("May it? ", "bold yellow"), (request.tool, "bold"), (f"  {kind}", "dim"))
        parts: list[RenderableType] = [Rule(title, style="yellow", align="left"), Padding(body, (0, 2))]
        if hidden:
            parts.append(Padding(Text(f"… {hidden} more lines", style="yellow"), (0, 2)))
        parts.append(Padding(Text(f"asked because {clean(request.reason)}", style="dim"), (0, 2)))
        self._screen.console.print(Padding(Group(*parts), (1, 0, 0, 0)))


def request_text(request: ApprovalRequest) -> Text:
    """Return what a person decides on: the diff where there is one, else the exact call.

    An argument of several lines is written out below the call, as it would be in a file.
    """
    if request.diff:
        return diff_text(request.diff)
    text = Text(clean(request.call), style="bold")
    for name, value in request.args.items():
        if isinstance(value, str) and "\n" in value:
            text.append(f"\n\n{name}:\n", style="dim")
            text.append("\n".join(f"  {line}" for line in clean(value).split("\n")))
    return text
