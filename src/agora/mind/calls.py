"""Carrying out a tool call so that a crash at any moment leaves no doubt about what happened.

    intent (`ToolCall`) → the policy's and perhaps a person's word (`Approval`)
        → pure, read, act: the tool runs → `ToolResult`
        → write: the tool runs against a layer over the workspace, where nothing is changed yet
                 → `Prepared` with every file before and after → the changes are made → `ToolResult`

A yes is for what was shown. Changes are shown as a diff, and computed anew after a crash: then they are asked
about anew. What a program left for other programs to obey (`obeyed_unasked`) is asked about in any case.

So a write that was killed before `Prepared` made nothing and runs again; one killed after it is finished: a
file that holds the new content is done, one that holds the old is written, and if one holds neither, then
somebody else changed it, nothing more is made, and the thought is told. An `act` has no layer: killed
between intent and result it is sent again only with the same idempotency key, to a tool that refuses
doubles, and is a person's to settle otherwise.
"""

import asyncio
import inspect
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic_core import to_json

from agora.errors import ApprovalNeeded, SandboxError, ToolError
from agora.journal import Journal
from agora.journal import events as ev
from agora.mind.changes import diff, load_changes, store_changes
from agora.mind.person import ApprovalRequest, Person, PersonAnswer
from agora.mind.view import CallRecord, View, split_error
from agora.sandbox import Changes, Workspace, obeyed_unasked
from agora.thought import Call, plain
from agora.tools import Context, Policy, PolicyCall, Tool, Toolbox

__all__ = ["Calls"]

Outcome = tuple[str, Any] | tuple[str, str, str]
"""`("value", v)` or `("error", kind, message)`, as the interpreter takes it."""

# Kinds of exception that keep their name inside a thought; any other arrives as RuntimeError.
_KINDS = {
    kind.__name__: kind
    for kind in (
        *(ValueError, TypeError, KeyError, IndexError, ZeroDivisionError, OverflowError, TimeoutError),
        *(FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError, PermissionError),
        *(AssertionError, NotImplementedError, MemoryError),
    )
}

# A check that asked the person would ask again after every thought, and one that plans would undo itself.
_NOT_IN_CHECKS = ("answer", "plan", "ask_user")

# What the arguments of one thought's calls may add to the journal.
_MOST_ARGUMENT_BYTES = 64 * 2**20

# A tool keeps its own time; this is for one that does not, such as a server that never answers.
_HANG_MARGIN_S = 30


class Calls:
    """Performs the calls of one session's (or branch's) thoughts."""

    def __init__(
        self,
        *,
        view: View,
        append: Callable[..., None],
        journal: Journal,
        toolbox: Toolbox,
        policy: Policy,
        person: Person,
        workspace: Workspace,
        context: Callable[[Workspace, str], Context],
        held: bool,
    ) -> None:
        self._view, self._append, self._journal = view, append, journal
        self._toolbox, self._policy, self._person = toolbox, policy, person
        self._workspace, self._context, self._held = workspace, context, held
        self._carrying, self._carried_bytes = -1, 0

    async def perform(self, call: Call, *, thought: int, key: str, check: bool) -> Outcome:
        """Journal a new call and carry it out.

        Raises:
            ApprovalNeeded: it waits for a person and nobody is there; the intent is journaled.
        """
        intent = self._intent(call, thought, key, check)
        self._append(intent)
        if call.name not in self._toolbox:
            return self._fail(self._record, "NameError", intent.reason)
        return await self.carry_out(self._record)

    @property
    def _record(self) -> CallRecord:
        return self._view.thoughts[-1].calls[-1]

    def _intent(self, call: Call, thought: int, key: str, check: bool) -> ev.ToolCall:
        base: dict[str, Any] = {
            "thought": thought,
            "call": call.index,
            "key": key,
            "branch": self._view.branch,
        }
        args = plain({"args": list(call.args), **call.kwargs})
        try:
            tool = self._toolbox[call.name]
            self._carry(thought, args)
            args = plain(tool.bind(call.args, call.kwargs))
        except ToolError as error:
            return ev.ToolCall(
                tool=call.name, args={} if self._carried_bytes > _MOST_ARGUMENT_BYTES else args,
                effect="pure", outward=False, decision="deny", reason=str(error), **base,
            )  # fmt: skip
        decision, reason = self._judge(tool, args, check)
        return ev.ToolCall(
            tool=tool.name, args=args, effect=tool.effect, outward=tool.outward, decision=decision,
            reason=reason, **base,
        )  # fmt: skip

    def _carry(self, thought: int, args: dict[str, Any]) -> None:
        """Count what a thought's calls carry, because all of it is journaled."""
        if thought != self._carrying:
            self._carrying, self._carried_bytes = thought, 0
        self._carried_bytes += len(to_json(args, inf_nan_mode="constants"))
        if self._carried_bytes > _MOST_ARGUMENT_BYTES:
            raise ToolError(
                f"The calls of this thought carry more than {_MOST_ARGUMENT_BYTES:,} bytes.",
                fix="Write large texts to a file once, and pass its name.",
            )

    def _judge(self, tool: Tool, args: dict[str, Any], check: bool) -> tuple[ev.Decision, str]:
        decided = self._policy.decide(
            PolicyCall(tool, args, untrusted_seen=self._view.untrusted, private_seen=self._view.private)
        )
        if check and (
            tool.outward
            or tool.effect in ("write", "act")
            or tool.name in _NOT_IN_CHECKS
            or decided.decision == "ask"
        ):
            return "deny", "a check only looks"
        if self._held and decided.decision != "deny" and tool.effect in ("write", "act"):
            if tool.effect == "write" and tool.contained and not tool.outward:
                return "allow", "held back until the choice"
            if tool.name != "remember":
                return "deny", "what cannot be held back cannot be tried out; it can be done after the choice"
            if decided.decision == "ask":
                return "deny", f"{decided.reason}; it can be asked after the choice"
        return decided.decision, decided.reason

    async def carry_out(self, record: CallRecord, *, resumed: bool = False) -> Outcome:
        """Take a journaled call to its result, from wherever it stands.

        Args:
            record: the call as far as the journal tells.
            resumed: an earlier process may have begun it.

        Raises:
            ApprovalNeeded: it waits for a person and nobody is there.
        """
        call = record.call
        if record.prepared is not None:
            return self._make(record)
        if call.decision == "deny":
            kind = "PermissionError" if call.tool in self._toolbox and call.effect != "pure" else "TypeError"
            return self._fail(record, kind, call.reason)
        tool = self._toolbox[call.tool]
        if resumed and (call.decision == "allow" or record.approval is not None):
            settled = await self._settle(record, tool)
            if settled is not None:
                return settled
        if tool.effect == "write" and not self._held:
            return await self._write(record, tool)
        if not await self._approved(record):
            return self._fail(record, "PermissionError", _refusal(record))
        return await self._run(record, tool)

    async def _settle(self, record: CallRecord, tool: Tool) -> Outcome | None:
        """Find out what became of a call that was killed between effect and result."""
        if tool.effect != "act":
            self._settled(record, "run_again", "effect")
            return None
        if tool.keyed:
            self._settled(record, "run_again", "key")
            return None
        shown = call_text(record.call)
        said = await self._person.ask(
            f"Agora was stopped while it did this, and cannot tell whether it happened:\n{shown}\nDid it?",
            ["it happened", "it did not happen"],
        )
        if said is None:
            raise ApprovalNeeded(
                f"Nobody knows whether {shown} happened.",
                why="Agora was stopped before its result was known, and the tool takes no idempotency key.",
                fix=f"Look, then say so: agora resume {self._view.session}",
            )
        if said == "it did not happen":
            self._settled(record, "did_not_happen", "person")
            return None
        self._settled(record, "happened", "person")
        return self._return(record, tool, "done (a person said so)", 0)

    def _settled(self, record: CallRecord, outcome: Any, by: Any) -> None:
        call = record.call
        self._append(
            ev.Settled(thought=call.thought, call=call.call, outcome=outcome, by=by, branch=call.branch)
        )

    async def _approved(self, record: CallRecord) -> bool:
        """Whether the call may be, by what stands in the journal or a person says now."""
        if record.call.decision == "allow":
            return True
        if record.approval is None:
            await self._ask(record, {})
        return record.approval is not None and record.approval.answer in ("once", "always")

    async def _changes_approved(self, record: CallRecord, tool: Tool, changes: Changes) -> bool:
        """Whether the call may make these changes: a yes is for the diff that was shown, and for no other."""
        if unasked := [path for path in changes if obeyed_unasked(path)]:
            shown = changes if tool.shown else {path: changes[path] for path in unasked}
            await self._ask(
                record, shown, f"other programs obey {', '.join(map(repr, unasked))} without being asked"
            )
        elif tool.shown and record.call.decision != "allow":
            await self._ask(record, changes)
        else:
            return True
        return record.approval is not None and record.approval.answer in ("once", "always")

    async def _ask(self, record: CallRecord, changes: Changes, reason: str = "") -> None:
        """Journal what a person says, or said beforehand where no `reason` stands above that."""
        call = record.call
        why = reason or call.reason
        said = None if reason else self._said_since(call)
        if said is None:
            request = ApprovalRequest(
                call.tool, call_text(call), call.effect, call.outward, why,
                diff(changes) or await self._preview(call), call.args,
            )  # fmt: skip
            said = await self._person.approve(request)
            if said is None:
                raise ApprovalNeeded(
                    f"{request.call} needs a person's yes.",
                    why=f"{why[:1].upper()}{why[1:]}.",
                    fix=f"Give it with: agora resume {self._view.session}",
                )
            # What was shown is the diff of this once, not the call that a rule would allow for good.
            if said.answer == "never" or (said.answer == "always" and not reason):
                self._policy.remember(call.tool, call.args, said.answer)
        self._append(
            ev.Approval(
                thought=call.thought,
                call=call.call,
                answer=said.answer,
                note=plain(said.note),
                branch=call.branch,
            )
        )

    async def _preview(self, call: ev.ToolCall) -> str:
        """Return what an act would do, in the tool's own words."""
        preview = self._toolbox[call.tool].preview
        if preview is None:
            return ""
        return await asyncio.to_thread(preview, self._context(self._workspace, call.key), **call.args)

    def _said_since(self, call: ev.ToolCall) -> PersonAnswer | None:
        """What a rule or `--yes` that came after the question was put says to it."""
        seen = {"untrusted_seen": self._view.untrusted, "private_seen": self._view.private}
        verdict = self._policy.decide(PolicyCall(self._toolbox[call.tool], call.args, **seen))
        if verdict.decision == "ask":
            return None
        return PersonAnswer("once" if verdict.decision == "allow" else "no", verdict.reason)

    async def _run(self, record: CallRecord, tool: Tool) -> Outcome:
        """Run a tool that needs no layer, or runs in a branch that is one."""
        began = time.perf_counter()
        outcome = await self._invoke(tool, record.call, self._workspace)
        seconds = time.perf_counter() - began
        if outcome[0] == "error":
            return self._fail(record, outcome[1], outcome[2], seconds)  # type: ignore[misc]
        return self._return(record, tool, outcome[1], seconds)

    async def _write(self, record: CallRecord, tool: Tool) -> Outcome:
        """Compute a write aside, have it approved, journal it, make it."""
        refused = record.approval is not None and record.approval.answer in ("no", "never")
        if refused or not (tool.shown or await self._approved(record)):
            return self._fail(record, "PermissionError", _refusal(record))
        began = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="agora-") as folder:
            layer = self._workspace.branch(Path(folder) / "layer")
            outcome = await self._invoke(tool, record.call, layer)
            changes = layer.changes() if outcome[0] == "value" else {}
            executable = tuple(layer.executable())
        seconds = time.perf_counter() - began
        if outcome[0] == "error":
            return self._fail(record, outcome[1], outcome[2], seconds)  # type: ignore[misc]
        if not await self._changes_approved(record, tool, changes):
            return self._fail(record, "PermissionError", _refusal(record), seconds)
        call = record.call
        self._append(
            ev.Prepared(
                thought=call.thought, call=call.call, value=outcome[1], seconds=seconds,
                changes=store_changes(self._journal, changes), executable=executable, branch=call.branch,
            )
        )  # fmt: skip
        return self._make(record)

    def _make(self, record: CallRecord) -> Outcome:
        assert record.prepared is not None
        tool = self._toolbox[record.call.tool]
        changes = load_changes(self._journal, record.prepared.changes)
        try:
            self._workspace.apply(changes, record.prepared.executable)
        except SandboxError as error:
            return self._fail(record, "RuntimeError", str(error), record.prepared.seconds)
        return self._return(record, tool, record.prepared.value, record.prepared.seconds)

    async def _invoke(self, tool: Tool, call: ev.ToolCall, workspace: Workspace) -> Outcome:
        context = self._context(workspace, call.key)
        limit_s = context.settings.limits.program_seconds + _HANG_MARGIN_S
        try:
            async with asyncio.timeout(None if tool.name == "ask_user" else limit_s):
                if inspect.iscoroutinefunction(tool.function) or tool.effect == "pure":
                    value = tool.function(context, **call.args)
                    value = await value if inspect.isawaitable(value) else value
                else:
                    value = await asyncio.to_thread(tool.function, context, **call.args)
            return "value", plain(value)
        except ApprovalNeeded:
            raise
        except TimeoutError:
            return "error", "TimeoutError", f"{tool.name} gave no result within {limit_s:g} s"
        except Exception as error:
            kind = next((name for name, cls in _KINDS.items() if type(error) is cls), "RuntimeError")
            return "error", kind, str(error) or type(error).__name__

    def _return(self, record: CallRecord, tool: Tool, value: Any, seconds: float) -> Outcome:
        call = record.call
        self._append(
            ev.ToolResult(
                thought=call.thought, call=call.call, value=value, seconds=seconds, untrusted=tool.untrusted,
                private=tool.private, held=self._held and tool.effect == "write",
                changes=record.prepared.changes if record.prepared else {}, branch=call.branch,
            )
        )  # fmt: skip
        return "value", value

    def _fail(self, record: CallRecord, kind: str, message: str, seconds: float = 0) -> Outcome:
        call = record.call
        # What a tool complains about may quote what it read.
        reads = call.tool in self._toolbox and self._toolbox[call.tool]
        self._append(
            ev.ToolResult(
                thought=call.thought, call=call.call, error=plain(f"{kind}: {message}"), seconds=seconds,
                untrusted=bool(reads and reads.untrusted), private=bool(reads and reads.private),
                branch=call.branch,
            )
        )  # fmt: skip
        return "error", *split_error(f"{kind}: {message}")


def call_text(call: ev.ToolCall) -> str:
    """Return the call as a thought would write it."""
    return f"{call.tool}({', '.join(f'{name}={value!r}' for name, value in call.args.items())})"


def _refusal(record: CallRecord) -> str:
    note = record.approval.note if record.approval else ""
    return f"the person said no{': ' + note if note else ''}"
