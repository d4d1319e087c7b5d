"""What a session looks like in a terminal: its events, as they happen or as they once happened.

What is over stands as lines for good; what is going on (the model's words, the plan, what is waited for) is a
live region below them that disappears when the task ends. Thoughts are folded to one line each; `unfold`
prints one whole. All text that a model, a file or a tool wrote is cleaned before it is shown, and never read
as markup.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.live import Live
from rich.padding import Padding
from rich.spinner import Spinner
from rich.text import Text

from agora.cli.clean import clean, one_line
from agora.cli.drawing import Tail, checklist, code_block, prose
from agora.cli.keyboard import quiet_keyboard
from agora.journal import Recorded
from agora.journal import events as ev

__all__ = ["Screen", "Shown"]

_LIVE_CODE_LINES = 6
# Repainting more often than this is not seen, only felt by the processor.
_PAINTS_A_SECOND = 8
_WORTH_SAYING_S = 0.1


@dataclass
class Shown:
    """A thought as the screen knows it."""

    number: int
    code: str
    calls: list[str] = field(default_factory=list)
    check: bool = False
    branch: int = 0
    done: ev.Thought | None = None


class Screen:
    """Shows one session.

    Args:
        console: where to.
        answers: answers and the person's messages are shown too, not only the way to them.
        unfolded: thoughts are printed whole.
    """

    def __init__(self, console: Console, *, answers: bool, unfolded: bool = False) -> None:
        self.console, self._answers, self._unfolded = console, answers, unfolded
        self.thoughts: list[Shown] = []
        self._running: dict[int, Shown] = {}
        self._ways: dict[int, int] = {}
        """Number of a branch → its place among those tried together, as a person counts them."""
        self.plan: tuple[ev.PlanStep, ...] = ()
        self._plan_changed = self._working = False
        self._live: Live | None = None
        self._stream, self._doing, self._since = "", "thinking", time.monotonic()

    def forget(self) -> None:
        """Begin with another session."""
        self.thoughts, self.plan = [], ()

    # While a task runs

    @contextmanager
    def working(self) -> Iterator[None]:
        """Keep the live region for as long as a task runs."""
        self._stream, self._plan_changed, self._working = "", False, True
        self._now("thinking")
        with quiet_keyboard():
            try:
                self._start_live()
                yield
            finally:
                self._stop_live()
                self._working = False
                self._keep_cut_off()
                if self._plan_changed and self.plan:
                    self.console.print(Padding(checklist(self.plan), (1, 2, 0, 2), expand=False))

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Give the terminal to somebody else for a while."""
        was_live = self._live is not None
        self._stop_live()
        try:
            yield
        finally:
            if was_live:
                self._start_live()

    def on_text(self, piece: str) -> None:
        """Take in more of the model's words."""
        self._stream += piece

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the live region: the end of what the model writes, the plan, what is waited for."""
        room = max(4, console.height - 6 - len(self.plan))
        if words := self._streamed(room):
            yield Padding(words, (1, 2, 0, 2))
        if self.plan:
            yield Padding(checklist(self.plan), (1, 0, 0, 2))
        seconds = time.monotonic() - self._since
        elapsed = f"  {seconds:.0f} s" if seconds >= 1 else ""
        yield Padding(self._spinner(f" {self._doing}{elapsed}"), (1, 0, 0, 2))

    def _streamed(self, room: int) -> RenderableType | None:
        text = clean(self._stream)
        if not text.strip():
            return None
        if text.lstrip().startswith("```"):
            lines = text.strip().splitlines()[1:]
            return Text("\n".join(lines[-_LIVE_CODE_LINES:]), style="dim", no_wrap=True, overflow="ellipsis")
        if not self._answers:
            return None
        return Tail(prose(text), room)

    def _spinner(self, words: str) -> Spinner:
        if not hasattr(self, "_spin"):
            self._spin = Spinner("dots", style="cyan")
        self._spin.update(text=Text(words, style="dim"))
        return self._spin

    def _keep_cut_off(self) -> None:
        """What was on its way when the task was stopped is not in the journal, but was read."""
        if self._stream.strip() and self._answers and not self._stream.lstrip().startswith("```"):
            self._line(Text(f"{clean(self._stream).strip()} …", style="dim"))
        self._stream = ""

    def _start_live(self) -> None:
        if self.console.is_terminal and self._live is None:
            self._live = Live(
                self, console=self.console, transient=True, refresh_per_second=_PAINTS_A_SECOND,
                vertical_overflow="crop",
            )  # fmt: skip
            self._live.start()

    def _stop_live(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def _now(self, doing: str) -> None:
        self._doing, self._since = doing, time.monotonic()

    def _line(self, what: RenderableType) -> None:
        self.console.print(Padding(what, (0, 2, 0, 2), expand=False))

    # Events

    def on_event(self, recorded: Recorded) -> None:
        """Show one event."""
        event = recorded.event
        if event is None:
            self._line(Text(f"({recorded.seq} was erased)", style="dim"))
            return
        show: Callable[[Any], None] | None = getattr(self, f"_on_{event.type}", None)
        if show is not None:
            show(event)

    def _on_user_message(self, event: ev.UserMessage) -> None:
        if self._answers and not self._working:
            self.console.print(Padding(Text(f"› {clean(event.text)}", style="bold"), (1, 0, 1, 0)))

    def _on_reply(self, event: ev.Reply) -> None:
        self._stream = ""

    def _on_thought_started(self, event: ev.ThoughtStarted) -> None:
        shown = Shown(len(self.thoughts) + 1, event.code, check=event.check, branch=event.branch)
        self._running[event.branch] = shown
        if not event.check:
            self.thoughts.append(shown)
        self._now("checking" if event.check else "running a thought")

    def _on_tool_call(self, event: ev.ToolCall) -> None:
        self._thought(event.branch).calls.append(event.tool)
        self._now(f"{event.tool} …")
        if event.decision == "deny":
            self._line(Text(f"⊘ {event.tool} was refused: {clean(event.reason)}", style="yellow"))

    def _on_approval(self, event: ev.Approval) -> None:
        said = {"once": "you said yes", "always": "you said always", "never": "you said never"}
        note = f": {clean(event.note)}" if event.note else ""
        self._line(Text(f"  {said.get(event.answer, 'you said no')}{note}", style="dim"))

    def _on_tool_result(self, event: ev.ToolResult) -> None:
        if event.changes and not event.held:
            self._files(event.changes, "✎")
        self._now("running a thought")

    def _on_thought(self, event: ev.Thought) -> None:
        shown = self._thought(event.branch)
        shown.done = event
        self._now("thinking")
        if shown.check and not event.error:
            return
        if self._unfolded:
            self.unfold(shown)
        else:
            self._line(self._folded(shown))

    def _on_plan(self, event: ev.Plan) -> None:
        if event.branch:
            return
        before, self.plan = self.plan, event.steps
        self._plan_changed = True
        ticked = [step.text for step in self.plan] == [step.text for step in before]
        if event.reason and not ticked:
            self._line(Text(f"☰ plan changed: {one_line(event.reason, 100)}", style="dim"))
        if not self._working and self._answers:
            self._line(checklist(tuple(set(self.plan) - set(before)) if ticked else self.plan))

    def _on_answer(self, event: ev.Answer) -> None:
        if event.branch:
            return
        self._stream = ""
        if self._answers:
            self.console.print(Padding(prose(clean(event.text)), (1, 2, 0, 2)))
        if event.unsure:
            advice = "Say more, or ask with effort high or a larger model (agora models)."
            self._line(Text(f"? I am not sure of this ({event.confidence:.0%}). {advice}", style="yellow"))

    def _on_recalled(self, event: ev.Recalled) -> None:
        if event.texts and not event.branch:
            self._line(Text(f"∴ remembered: {one_line(' · '.join(event.texts), 100)}", style="dim"))

    def _on_note(self, event: ev.Note) -> None:
        self._line(Text(one_line(event.text, 200), style="dim italic"))

    def _on_condensed(self, event: ev.Condensed) -> None:
        words = f"earlier messages were condensed: {event.tokens_before:,} tokens did not fit"
        self._line(Text(f"⋯ {words}", style="dim"))

    def _on_branch(self, event: ev.Branch) -> None:
        self._ways[event.branch] = event.branch - event.group + 1
        self._line(Text(f"⑂ way {self._ways[event.branch]}", style="dim"))

    def _on_chosen(self, event: ev.Chosen) -> None:
        self._line(Text(f"⑂ one way was kept: {one_line(event.reason, 120)}", style="dim"))
        self._files(event.changes, "✎")

    def _on_settled(self, event: ev.Settled) -> None:
        words = {"happened": "had happened", "did_not_happen": "had not happened", "run_again": "runs again"}
        self._line(Text(f"↻ a call in doubt {words[event.outcome]}", style="dim"))

    def _on_undone(self, event: ev.Undone) -> None:
        self._files(event.changes, "↶")

    def _on_setting(self, event: ev.Setting) -> None:
        self._line(Text(f"{event.name} is now {clean(event.value)}", style="dim"))

    def _on_rated(self, event: ev.Rated) -> None:
        word = "good" if event.good else "bad"
        self._line(Text(f"rated {word}: {one_line(event.note, 200)}".removesuffix(": "), style="dim"))

    def _on_consented(self, event: ev.Consented) -> None:
        self._line(Text(f"models may {'' if event.given else 'not '}learn from this session", style="dim"))

    def _on_stopped(self, event: ev.Stopped) -> None:
        if self._answers and not self._working:
            self._line(Text(f"■ {event.why}: {one_line(event.detail, 200)}", style="yellow"))

    def _thought(self, branch: int) -> Shown:
        if branch not in self._running:  # begun by an earlier process; the code is in the journal
            self._running[branch] = Shown(len(self.thoughts) + 1, "", check=False, branch=branch)
            self.thoughts.append(self._running[branch])
        return self._running[branch]

    def _files(self, changes: dict[str, tuple[str | None, str | None]], sign: str) -> None:
        for path, (before, after) in sorted(changes.items()):
            what = "removed" if after is None else "new" if before is None else "changed"
            self._line(
                Text.assemble((f"{sign} ", "green"), clean(path).replace("\n", "␊"), (f"  {what}", "dim"))
            )

    # Thoughts

    def _folded(self, shown: Shown) -> Text:
        assert shown.done is not None
        names = " · ".join(dict.fromkeys(shown.calls)) or one_line(shown.code, 40)
        way = f"way {self._ways.get(shown.branch, shown.branch)} · " if shown.branch else ""
        line = Text(no_wrap=True, overflow="ellipsis")
        line.append("▸ ", "cyan").append(f"{shown.number} {way}", "dim").append(names)
        if shown.done.seconds >= _WORTH_SAYING_S:
            line.append(f"  {shown.done.seconds:.1f} s", "dim")
        if shown.done.error:
            line.append(f"  ✗ {one_line(shown.done.error, 100)}", style="red")
        elif shown.done.output:
            line.append(f"  → {one_line(shown.done.output, 100)}", style="dim")
        return line

    def unfold(self, shown: Shown) -> None:
        """Print a thought whole: its code, its calls, its output."""
        self._line(Text(f"▾ thought {shown.number}", style="cyan"))
        self.console.print(Padding(code_block(shown.code), (0, 2, 0, 4)))
        if shown.done is None:
            return
        if shown.done.output:
            self.console.print(Padding(Text(clean(shown.done.output), style="dim"), (0, 2, 0, 4)))
        if shown.done.error:
            self.console.print(Padding(Text(clean(shown.done.error), style="red"), (0, 2, 0, 4)))
