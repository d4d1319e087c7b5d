"""What a session waits for, on the page: a call to allow or not, with its diff, or a question to answer."""

from collections.abc import Sequence
from typing import Any, Literal

from agora.server.web import markup, parts
from agora.server.web.visitor import Visitor

__all__ = ["Requests"]

_ANSWERS: tuple[tuple[Literal["once", "always", "never", "no"], str], ...] = (
    ("once", "primary"), ("always", ""), ("never", ""), ("no", "danger"),
)  # fmt: skip


class Requests:
    """All that a session waits for; made inside the element that it stands in."""

    def __init__(self, visitor: Visitor, session: str) -> None:
        self._visitor, self._session = visitor, session
        self._box = parts.box("div", "thread", aria_live="polite")
        self._shown: list[str] = []

    def show(self, requests: Sequence[dict[str, Any]]) -> None:
        """Show these, and nothing else; what is shown already stays as the person has it."""
        ids = [request["id"] for request in requests]
        if ids == self._shown:
            return
        self._shown = ids
        self._box.clear()
        with self._box:
            for request in requests:
                if request["kind"] == "approval":
                    self._approval(request)
                else:
                    self._question(request)

    def _approval(self, request: dict[str, Any]) -> None:
        say, note = self._visitor.say, f"note-{request['id']}"
        with parts.box("section", "card request", aria_label=say("may_it")):
            with parts.box("div", "row"):
                parts.text(say("may_it"), "h2")
                parts.text(request["tool"], "span", "tag")
                if request["outward"]:
                    parts.text(say("outward"), "span", "tag warn")
                if request["effect"] == "act":
                    parts.text(say("for_good"), "span", "tag warn")
            if request["reason"]:
                parts.text(request["reason"], "p", "meta")
            if request["diff"]:
                parts.html(markup.diff(request["diff"]))
                with parts.box("details", "fold"):
                    parts.text(say("the_call"), "summary")
                    parts.html(markup.code(request["call"], "python"))
            else:
                parts.html(markup.code(request["call"], "python"))
            if self._visitor.may("work"):
                parts.field(say("why_not"), placeholder=say("why_not"), id=note)
                with parts.box("div", "row"):
                    for answer, css in _ANSWERS:
                        self._decide(request["id"], answer, css, note)

    def _decide(
        self, request: str, answer: Literal["once", "always", "never", "no"], css: str, note: str
    ) -> None:
        def decide(event: Any) -> None:
            said = str(event.args) if answer in ("no", "never") else ""
            decided = self._visitor.desk.approve(self._session, request, answer, said)
            self._visitor.note("call decided", decided)

        parts.button(
            self._visitor.say(answer), self._visitor.act(decide), css,
            js=f"() => emit(document.getElementById('{note}').value)",
        )  # fmt: skip

    def _question(self, request: dict[str, Any]) -> None:
        say, field = self._visitor.say, f"answer-{request['id']}"

        def answer(words: str) -> None:
            self._visitor.desk.answer(self._session, request["id"], words)

        act = self._visitor.act(lambda event: answer(str(event.args)))
        with parts.box("section", "card request", aria_label=say("question")):
            parts.text(say("question"), "h2")
            parts.html(markup.render(request["question"]), "said")
            if not self._visitor.may("work"):
                return
            with parts.box("div", "row"):
                for choice in request["choices"]:
                    parts.button(choice, self._visitor.act(lambda words=choice: answer(words)))
            with parts.box("div", "row"):
                with parts.box("div", "grow"):
                    shown = parts.field(say("your_answer"), placeholder=say("your_answer"), id=field)
                shown.on("keydown.enter", act, js_handler="(event) => emit(event.target.value)")
                parts.button(
                    say("answer"), act, "primary", js=f"() => emit(document.getElementById('{field}').value)"
                )
