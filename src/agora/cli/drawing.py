"""Parts of the screen that stand alone: plans, code, diffs, prose, the end of something long."""

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.text import Text

from agora.cli.clean import clean, one_line
from agora.journal import events as ev

__all__ = ["Tail", "checklist", "code_block", "diff_text", "prose"]


class Tail:
    """The last lines of something that may be taller than the screen."""

    def __init__(self, what: RenderableType, lines: int) -> None:
        self._what, self._lines = what, lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw them."""
        lines = console.render_lines(self._what, options.update(height=None), pad=False)
        for line in lines[-self._lines :]:
            yield from line
            yield Segment.line()


def checklist(plan: tuple[ev.PlanStep, ...]) -> RenderableType:
    """Return a plan as a list with ticks; the first open step stands out."""
    lines = []
    current = next((step for step in plan if not step.done), None)
    for step in plan:
        sign, style = ("✔", "green") if step.done else ("▢", "cyan" if step is current else "dim")
        text = Text(one_line(step.text, 200), style="dim" if step.done else "bold" if step is current else "")
        line = Text.assemble((f"{sign} ", style), text)
        if step.check and not step.done:
            line.append(f"  when {one_line(step.check, 80)}", style="dim italic")
        lines.append(line)
    return Group(*lines)


def code_block(code: str) -> RenderableType:
    """Return Python code in colours."""
    from rich.syntax import Syntax

    return Syntax(clean(code), "python", theme="ansi_dark", background_color="default", word_wrap=True)


def diff_text(diff: str) -> Text:
    """Return a unified diff in colours."""
    text = Text()
    for line in clean(diff).split("\n"):
        head = line[:3]
        style = (
            "bold" if head in ("---", "+++") else {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
        )
        text.append(line + "\n", style=style)
    text.rstrip()
    return text


def prose(text: str) -> RenderableType:
    """Return what a model wrote, its Markdown drawn; `text` must be clean."""
    from rich.markdown import Markdown

    # Links are written out, so that nobody follows one whose text says something else.
    return Markdown(text, hyperlinks=False, code_theme="ansi_dark")
