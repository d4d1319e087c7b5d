"""One leased session at work: its journal, its view, its interpreters."""

from collections.abc import Callable

from agora.errors import JournalError
from agora.journal import Event, Journal, Lease, Recorded
from agora.journal import events as ev
from agora.mind.confidence import Calibration, with_confidence
from agora.mind.view import View
from agora.thought import MONTY_FORMAT, Interpreter, Interpreters

__all__ = ["Session", "view_of"]

# A snapshot is a cache: what it holds can be had again by running the thoughts on their recorded results.
# Above this size, that is cheaper than keeping it for every session that waits.
_MOST_SNAPSHOT_BYTES = 150_000

# What is acknowledged to a person, or is about to change the world, must survive a power cut; the rest, as
# everything, survives the death of the process.
_SYNCED = (
    *(ev.UserMessage, ev.Answer, ev.Stopped, ev.Setting, ev.Rated, ev.Consented),
    *(ev.Approval, ev.Prepared, ev.Chosen, ev.Settled, ev.Undone),
)


def view_of(journal: Journal, session: str) -> View:
    """Fold a session's events."""
    view = View(session)
    for recorded in journal.events(session):
        view.add(recorded)
    return view


class Session:
    """A session that this process alone may drive, for as long as it holds the lease."""

    def __init__(
        self,
        journal: Journal,
        lease: Lease,
        view: View,
        *,
        interpreters: Interpreters,
        tools: list[str],
        on_event: Callable[[Recorded], None],
    ) -> None:
        self.journal, self.view = journal, view
        self._lease, self._interpreters, self._tools, self._on_event = lease, interpreters, tools, on_event
        self.running: dict[int, Interpreter] = {}
        """Branch → its interpreter; 0 is the main line's."""
        self.calibration: Calibration | None = None
        """What tells how sure an answer is."""

    def append(self, event: Event) -> None:
        """Journal an event, an answer with how sure it is; fold it in, and show it."""
        view = self.view.branches.get(getattr(event, "branch", 0), self.view)
        event = with_confidence(event, view, self.calibration)
        for recorded in self.journal.append(self._lease, event, sync=self._must_sync(event)):
            self.view.add(recorded)
            self._on_event(recorded)

    def _must_sync(self, event: Event) -> bool:
        if isinstance(event, ev.ToolCall):
            return event.effect == "act"
        if isinstance(event, ev.ToolResult):
            view = self.view.branches.get(event.branch, self.view)
            return view.thoughts[-1].calls[-1].call.effect in ("write", "act")
        return isinstance(event, _SYNCED)

    async def interpreter(self, view: View) -> Interpreter:
        """Return the view's interpreter, standing where the view stands."""
        if view.branch not in self.running:
            self.running[view.branch] = await self._restore(view)
        return self.running[view.branch]

    async def _restore(self, view: View) -> Interpreter:
        snapshot = self.journal.snapshot(self.view.session) if view.branch == 0 else None
        # A thought that has not ended is the loop's to run.
        thoughts = [thought for thought in view.thoughts if thought.done]
        if snapshot and snapshot.format == MONTY_FORMAT:
            interpreter = await self._open(view)
            waiting = await interpreter.restore(snapshot.data)
            later = [thought.recorded() for thought in thoughts if thought.done_seq > snapshot.upto]
            if waiting is None:
                await interpreter.rebuild(later)
                return interpreter
            pending = view.unfinished.pending if view.unfinished else None
            if not later and pending and pending.call.call == waiting.index:
                return interpreter
            await interpreter.close()
        interpreter = await self._open(view)
        try:
            await interpreter.rebuild([thought.recorded() for thought in thoughts])
        except JournalError:
            if not view.erased:
                raise
            # A thought that used what a forgotten one had left cannot run again: begin without variables.
            await interpreter.close()
            return await self._open(view)
        return interpreter

    async def _open(self, view: View) -> Interpreter:
        started = view.started
        return await self._interpreters.open(
            seed=started.seed, tools=self._tools, utc_offset_s=started.utc_offset_s
        )

    async def save(self) -> None:
        """Keep the main line's state, so that another process need not run its thoughts again."""
        interpreter = self.running.get(0)
        if interpreter is None:
            return
        data = await interpreter.dump()
        if len(data) <= _MOST_SNAPSHOT_BYTES:
            self.journal.save_snapshot(self._lease, format=MONTY_FORMAT, data=data, upto=self.view.last_seq)

    async def adopt(self, branch: int) -> None:
        """Make a branch's interpreter the main line's, and close the others."""
        kept = self.running.pop(branch, None)
        await self.discard()
        if kept is not None:
            self.running[0] = kept

    async def discard(self) -> None:
        """Close every interpreter; the next one needed is built from the journal."""
        for interpreter in self.running.values():
            await interpreter.close()
        self.running.clear()
