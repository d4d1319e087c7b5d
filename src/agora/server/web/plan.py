"""The plan of a session, which the person can tick, word anew, reorder and extend."""

from collections.abc import Callable, Sequence
from typing import Any

from nicegui import ui

from agora.journal import PlanStep
from agora.server.web import parts
from agora.server.web.visitor import Visitor

__all__ = ["PlanPanel"]

Steps = list[PlanStep]


class PlanPanel:
    """The panel beside a conversation; closed while there is no plan."""

    def __init__(self, visitor: Visitor, session: str) -> None:
        self._visitor, self._session = visitor, session
        self._steps: Steps = []
        self._box = parts.box("section", "plan closed", id="plan", aria_label=visitor.say("plan"))
        self._state = "closed"

    def toggle(self, *, seen: bool) -> None:
        """Open or close it.

        Args:
            seen: there is room enough for a panel that opened by itself to be seen.
        """
        opens = self._state == "closed" or (self._state == "auto" and not seen)
        self._state = "open" if opens else "closed"
        self._draw()

    def show(self, steps: Sequence[dict[str, Any]]) -> None:
        """Show the plan as it is now; a plan that appears opens the panel where there is room."""
        before, self._steps = self._steps, [PlanStep(**step) for step in steps]
        if self._state == "closed" and self._steps and not before:
            self._state = "auto"
        self._draw()

    def _draw(self) -> None:
        say, may = self._visitor.say, self._visitor.may("work")
        self._box.classes(self._state, remove="open auto closed")
        self._box.clear()
        with self._box:
            with parts.box("div", "row"):
                parts.text(say("plan"), "h2", "grow")
                parts.button(say("close"), lambda: self.toggle(seen=True), icon_name="no", bare=True)
            if not self._steps:
                parts.text(say("no_plan"), "p", "muted")
            with parts.box("ol", "plain"):
                for place, step in enumerate(self._steps):
                    self._step(place, step, may=may)
            if may:
                self._adder()

    def _adder(self) -> None:
        say = self._visitor.say

        def add(event: Any) -> None:
            if words := str(event.args).strip():
                self._set([*self._steps, PlanStep(text=words)], "plan-new")

        act = self._visitor.act(add)
        with parts.box("div", "row"):
            with parts.box("div", "grow"):
                new = parts.field(say("add_step"), placeholder=say("add_step"), id="plan-new")
            new.on("keydown.enter", act, js_handler="(event) => emit(event.target.value)")
            parts.button(
                say("add_step"), act, icon_name="add", bare=True,
                js="() => emit(document.getElementById('plan-new').value)",
            )  # fmt: skip

    def _step(self, place: int, step: PlanStep, *, may: bool) -> None:
        say, number = self._visitor.say, place + 1
        off = {} if may else {"disabled": "disabled"}
        with parts.box("li", f"plan-step{' done' if step.done else ''}"):
            tick = {"checked": "checked"} if step.done else {}
            shown = parts.box(
                "input", type="checkbox", id=f"plan-done-{place}", aria_label=say("done", number=number),
                **tick, **off,
            )  # fmt: skip
            shown.on(
                "change", self._change(place, lambda old: old.model_copy(update={"done": not old.done})), []
            )
            words = parts.field(
                say("step", number=number), step.text, tag="textarea", rows="1", locked=not may
            )
            words.on(
                "change",
                self._visitor.act(lambda event: self._word(place, str(event.args))),
                js_handler="(event) => emit(event.target.value)",
            )
            if may:
                with parts.box("div", "tools"):
                    self._mover(place, -1)
                    self._mover(place, 1)
                    parts.button(
                        say("remove", number=number), self._visitor.act(lambda: self._remove(place)),
                        icon_name="no", bare=True,
                    )  # fmt: skip

    def _mover(self, place: int, by: int) -> None:
        way = "up" if by < 0 else "down"

        def move() -> None:
            steps = list(self._steps)
            steps.insert(place + by, steps.pop(place))
            self._set(steps, f"plan-{way}-{place + by}")

        off = {} if 0 <= place + by < len(self._steps) else {"disabled": "disabled"}
        parts.button(
            self._visitor.say(way, number=place + 1), self._visitor.act(move), icon_name=way, bare=True,
            id=f"plan-{way}-{place}", **off,
        )  # fmt: skip

    def _change(self, place: int, change: Callable[[PlanStep], PlanStep]) -> Callable[..., Any]:
        def handle() -> None:
            steps = list(self._steps)
            steps[place] = change(steps[place])
            self._set(steps, f"plan-done-{place}")

        return self._visitor.act(handle)

    def _word(self, place: int, words: str) -> None:
        if not words.strip():
            self._remove(place)
            return
        steps = list(self._steps)
        steps[place] = steps[place].model_copy(update={"text": words.strip()})
        self._set(steps, f"plan-done-{place}")

    def _remove(self, place: int) -> None:
        self._set([step for at, step in enumerate(self._steps) if at != place], "plan-new")

    def _set(self, steps: Steps, focus: str) -> None:
        """Journal the plan; the event that follows draws it. What is refused is drawn as it was."""
        try:
            self._visitor.desk.set_plan(self._session, steps)
        except BaseException:
            self._draw()
            raise
        ui.run_javascript(f"setTimeout(() => agora.focus('{focus}'), 150)")
