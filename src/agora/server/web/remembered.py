"""The memory page: what is remembered, to search, put right and forget, and what seems wrong with it."""

import asyncio
from collections.abc import Sequence
from typing import Any, get_args

from nicegui import ui

from agora.memory import Item, Kind
from agora.server.web import parts
from agora.server.web.documents import add_document, documents
from agora.server.web.frame import frame, top
from agora.server.web.visitor import Visitor

__all__ = ["remembered"]

_MOST_SHOWN = 100


def remembered(visitor: Visitor) -> None:
    """Make the page."""
    say = visitor.say
    with frame(visitor, say("memory"), here="memory"):
        top(visitor, say("memory"))
        with parts.box("div", "sheet"), parts.box("div", "sheet-in"):
            _Memories(visitor)
            documents(visitor)
            _audit(visitor)
    add_document(visitor)


class _Memories:
    def __init__(self, visitor: Visitor) -> None:
        self._visitor, self._kind, self._search = visitor, "fact", ""
        say, memory = visitor.say, visitor.desk.mind.memory
        parts.field(
            say("search_memory"),
            "",
            visitor.act(self._look, "read"),
            event="input",
            type="search",
            placeholder=say("search_memory"),
        )
        self._chips = parts.box("div", "chips", role="group", aria_label=say("memory"))
        if visitor.may("work"):

            async def remember(event: Any) -> None:
                await asyncio.to_thread(memory.remember, str(event.args))
                ui.run_javascript("document.getElementById('new-fact').value = ''")
                await self._draw()

            act = visitor.act(remember)
            with parts.box("div", "row"):
                with parts.box("div", "grow"):
                    new = parts.field(say("new_fact"), placeholder=say("new_fact"), id="new-fact")
                new.on("keydown.enter", act, js_handler="(event) => emit(event.target.value)")
                parts.button(
                    say("remember"),
                    act,
                    "primary",
                    js="() => emit(document.getElementById('new-fact').value)",
                )
        self._list = parts.box("div", aria_live="polite")
        self._asked = 0
        ui.timer(0, self._draw, once=True)

    async def _look(self, event: Any) -> None:
        self._search = str(event.args)
        await self._draw()

    async def _choose(self, kind: str) -> None:
        self._kind = kind
        await self._draw()

    def _found(self) -> Sequence[Item]:
        memory = self._visitor.desk.mind.memory
        kinds: list[Kind] | None = [each for each in get_args(Kind) if each == self._kind] or None
        if self._search.strip():
            return memory.recall(self._search, _MOST_SHOWN, kinds=kinds)
        return memory.list(kinds=kinds, most=_MOST_SHOWN)

    async def _draw(self) -> None:
        """Look in memory, in a thread, and show what was asked for last."""
        self._asked += 1
        asked, items = self._asked, await asyncio.to_thread(self._found)
        if asked == self._asked:
            self._show(items)

    def _show(self, items: Sequence[Item]) -> None:
        say = self._visitor.say
        self._chips.clear()
        with self._chips:
            for kind in ("all", "fact", "turn", "passage", "skill"):
                pressed = "true" if kind == self._kind else "false"
                choose = self._visitor.act(lambda kind=kind: self._choose(kind), "read")
                parts.button(say(kind), choose, aria_pressed=pressed)
        self._list.clear()
        with self._list:
            if not items:
                parts.text(say("no_memory"), "p", "muted")
                return
            with parts.box("div", "list"):
                for item in items:
                    self._item(item)

    def _item(self, item: Item) -> None:
        say = self._visitor.say
        with parts.box("div", "memory") as row:
            with parts.box("div", "body"):
                parts.text(item.text)
                about = f"{item.about} · " if item.about else ""
                parts.text(f"{about}{item.time[:10]} · {item.source}".rstrip(" ·"), "span", "meta")
            if item.state:
                parts.text(say(item.state), "span", "tag warn")
            if not self._visitor.may("work"):
                return
            with parts.box("div", "row"):
                if item.kind == "fact":
                    parts.button(say("edit"), lambda: self._edit(row, item), icon_name="edit", bare=True)
                parts.button(say("forget"), lambda: self._forget(item), icon_name="trash", bare=True)

    def _edit(self, row: ui.element, item: Item) -> None:
        say, field = self._visitor.say, f"fact-{item.id}"

        async def save(event: Any) -> None:
            await asyncio.to_thread(self._visitor.desk.mind.memory.edit, item.id, str(event.args))
            await self._draw()

        act = self._visitor.act(save)
        row.clear()
        with row:
            with parts.box("div", "body"):
                shown = parts.field(say("edit"), item.text, id=field)
                shown.on("keydown.enter", act, js_handler="(event) => emit(event.target.value)")
            parts.button(say("cancel"), self._draw)
            parts.button(
                say("save"), act, "primary", js=f"() => emit(document.getElementById('{field}').value)"
            )
        ui.run_javascript(f"agora.focus('{field}')")

    def _forget(self, item: Item) -> None:
        say = self._visitor.say

        async def forget() -> None:
            await asyncio.to_thread(self._visitor.desk.mind.memory.forget, item.id)
            self._visitor.note("memory forgotten", item.id)
            ui.run_javascript("agora.close()")
            await self._draw()

        parts.confirm(
            say("forget_sure"), f"{item.text[:300]} — {say('forget_more')}", say("forget"), say("cancel"),
            self._visitor.act(forget),
        )  # fmt: skip


def _audit(visitor: Visitor) -> None:
    say, memory = visitor.say, visitor.desk.mind.memory
    parts.text(say("audit"), "h2")
    parts.text(say("audit_more"), "p", "muted")
    shown = parts.box("div", aria_live="polite")

    async def look() -> None:
        findings = await asyncio.to_thread(memory.audit)
        shown.clear()
        with shown:
            if not findings:
                parts.text(say("audit_fine"), "p")
                return
            with parts.box("div", "list"):
                for finding in findings:
                    with parts.box("div"):
                        with parts.box("div", "body"):
                            parts.text(finding.why)
                            parts.text(
                                say(f"repair_{finding.repair}", count=len(finding.items)), "span", "meta"
                            )
                        if visitor.may("work"):
                            parts.button(say("repair"), visitor.act(lambda one=finding: mend(one)))

    async def mend(finding: Any) -> None:
        await asyncio.to_thread(memory.repair, finding)
        await look()

    with parts.box("div", "row"):
        parts.button(say("check_model"), visitor.act(look, "read"), icon_name="check")
