"""What a session amounts to: the state that its events add up to.

The journal is the only source of truth; a `View` is folded from it, event by event, and holds nothing that
could not be folded again. Resuming is therefore no special case: a process that was killed and one that was
never started look at the same events and go on from the same place.
"""

import copy
from dataclasses import dataclass, field
from typing import Any, Literal

from agora.journal import Recorded
from agora.journal import events as ev
from agora.mind.prompt import Item, observation
from agora.thought import LOST, RecordedThought

__all__ = ["CallRecord", "Task", "ThoughtRecord", "View", "split_error"]


@dataclass
class CallRecord:
    """A call of a tool, as far as it got."""

    call: ev.ToolCall
    approval: ev.Approval | None = None
    prepared: ev.Prepared | None = None
    result: ev.ToolResult | None = None

    @property
    def in_doubt(self) -> bool:
        """Nobody knows yet whether it happened: it was cut off between a yes and its result."""
        said_yes = self.call.decision == "allow" or (
            self.approval is not None and self.approval.answer in ("once", "always")
        )
        return self.prepared is not None or (self.call.effect == "act" and said_yes)


@dataclass
class ThoughtRecord:
    """A thought, as far as it got."""

    started: ev.ThoughtStarted
    calls: list[CallRecord] = field(default_factory=list)
    done: ev.Thought | None = None
    done_seq: int = 0

    @property
    def pending(self) -> CallRecord | None:
        """The call without a result, if there is one."""
        return self.calls[-1] if self.calls and self.calls[-1].result is None else None

    @property
    def answers(self) -> list[Any]:
        """What the thought handed to `answer`."""
        return [
            record.call.args["value"]
            for record in self.calls
            if record.call.tool == "answer" and record.result and not record.result.error
        ]

    def recorded(self) -> RecordedThought:
        """The thought as the interpreter runs it again."""
        results: list[Any] = []
        for record in self.calls:
            if record.result is None:
                break
            if record.result.error:
                results.append(("error", *split_error(record.result.error)))
            else:
                results.append(("value", record.result.value))
        return RecordedThought(
            self.started.code,
            self.started.clock,
            tuple(results),
            finished=self.done is not None,
            lost=self.lost,
        )

    @property
    def lost(self) -> bool:
        """It was stopped from outside, and left no variables behind."""
        return self.done is not None and self.done.error.startswith(LOST)


@dataclass
class Task:
    """What was used since the person's last message."""

    steps: int = 0
    tool_calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds_model: float = 0
    seconds_tools: float = 0
    seconds_thoughts: float = 0
    logprob_mean: float | None = None
    """Of the last reply's tokens."""
    logprob_min: float | None = None
    last_tokens: int = 0
    """Tokens of the last reply."""
    first_seq: int = 0
    first_thought: int = 0
    """Index of the first thought that belongs to this task."""

    @property
    def seconds(self) -> float:
        """Everything but waiting for a person."""
        return self.seconds_model + self.seconds_tools + self.seconds_thoughts


class View:
    """The state of a session, or of one branch of it."""

    def __init__(self, session: str, branch: int = 0) -> None:
        self.session, self.branch = session, branch
        self.started: ev.SessionStarted
        self.model = self.effort = self.persona = ""
        self.items: list[Item] = []
        self.thoughts: list[ThoughtRecord] = []
        self.replies: list[ev.Reply] = []
        """Replies that nothing has been made of yet; more than one when a reply was cut and continued."""
        self.last: Literal["message", "reply", "thought", "note"] = "message"
        """What stands last in the transcript; checks and plans do not count."""
        self.plan: tuple[ev.PlanStep, ...] = ()
        self.condensed: ev.Condensed | None = None
        self.recalled: tuple[str, ...] = ()
        """Memories that the model was shown with the last message."""
        self.untrusted = self.private = False
        self.task = Task()
        self.message = ""
        self.answer: ev.Answer | None = None
        self.stopped: ev.Stopped | None = None
        self.branches: dict[int, View] = {}
        self.branches_begun = 0
        self.chosen: ev.Chosen | None = None
        self.candidate: ev.Answer | None = None
        """The chosen branch's answer, which becomes the session's once its changes are made."""
        self.last_seq = 0
        self.erased = False
        """Something was forgotten: variables that earlier thoughts left may be missing."""

    @property
    def unfinished(self) -> ThoughtRecord | None:
        """The thought that has started and not ended."""
        return self.thoughts[-1] if self.thoughts and self.thoughts[-1].done is None else None

    @property
    def open(self) -> bool:
        """A message waits for its answer."""
        return bool(self.message) and self.answer is None

    def add(self, recorded: Recorded) -> None:
        """Fold one more event in."""
        event = recorded.event
        self.last_seq = recorded.seq
        if event is None:
            self.erased = True
            return
        branch = getattr(event, "branch", 0)
        if isinstance(event, ev.Branch):
            if event.group == branch:  # candidates that were killed before are forgotten
                self.branches = {}
            self.branches[branch] = self._fork(branch)
            self.branches_begun = branch
        elif branch and branch != self.branch and not isinstance(event, ev.Chosen):
            if branch in self.branches:
                self.branches[branch].add(recorded)
        else:
            getattr(self, f"_on_{event.type}")(recorded.seq, event)

    def _fork(self, branch: int) -> "View":
        branches, self.branches = self.branches, {}
        view = copy.deepcopy(self)
        self.branches = branches
        view.branch = branch
        return view

    def _on_session_started(self, seq: int, event: ev.SessionStarted) -> None:
        self.started = event
        self.model, self.effort, self.persona = event.model, event.effort, event.persona

    def _on_setting(self, seq: int, event: ev.Setting) -> None:
        setattr(self, event.name, event.value)

    def _on_user_message(self, seq: int, event: ev.UserMessage) -> None:
        self._say(seq, "user", event.text)
        self.task = Task(first_seq=seq, first_thought=len(self.thoughts))
        self.message, self.answer, self.stopped = event.text, None, None
        self.replies, self.branches, self.chosen, self.last = [], {}, None, "message"
        self.recalled = ()
        self.untrusted |= event.untrusted

    def _on_recalled(self, seq: int, event: ev.Recalled) -> None:
        self.recalled, self.private = event.texts, True

    def _on_reply(self, seq: int, event: ev.Reply) -> None:
        self._say(seq, "assistant", event.text)
        self.replies.append(event)
        self.stopped, self.last = None, "reply"
        self.task.logprob_mean, self.task.logprob_min = event.logprob_mean, event.logprob_min
        self.task.last_tokens = event.tokens_out
        self.task.steps += 1
        self.task.tokens_in += event.tokens_in
        self.task.tokens_out += event.tokens_out
        self.task.seconds_model += event.seconds

    def _on_thought_started(self, seq: int, event: ev.ThoughtStarted) -> None:
        self.thoughts.append(ThoughtRecord(event))
        if not event.check:
            self.replies = []

    def _on_tool_call(self, seq: int, event: ev.ToolCall) -> None:
        self.thoughts[-1].calls.append(CallRecord(event))
        self.task.tool_calls += 1

    def _on_approval(self, seq: int, event: ev.Approval) -> None:
        self.thoughts[-1].calls[-1].approval = event
        self.stopped = None

    def _on_prepared(self, seq: int, event: ev.Prepared) -> None:
        self.thoughts[-1].calls[-1].prepared = event

    def _on_tool_result(self, seq: int, event: ev.ToolResult) -> None:
        self.thoughts[-1].calls[-1].result = event
        self.task.seconds_tools += event.seconds
        self.untrusted |= event.untrusted
        self.private |= event.private

    def _on_thought(self, seq: int, event: ev.Thought) -> None:
        record = self.thoughts[-1]
        record.done, record.done_seq = event, seq
        self.task.seconds_thoughts += event.seconds
        if not record.started.check:
            self._say(seq, "user", observation(event.output, event.error))
            self.last = "thought"

    def _on_plan(self, seq: int, event: ev.Plan) -> None:
        self.plan = event.steps

    def _on_note(self, seq: int, event: ev.Note) -> None:
        self._say(seq, "user", event.text)
        self.replies, self.last = [], "note"

    def _on_answer(self, seq: int, event: ev.Answer) -> None:
        self.answer, self.replies, self.stopped = event, [], None
        if self.items[-1].role == "user":  # what an answering thought printed is of no use to the next task
            self.items.pop()

    def _on_condensed(self, seq: int, event: ev.Condensed) -> None:
        self.condensed = event

    def _on_chosen(self, seq: int, event: ev.Chosen) -> None:
        kept = self.branches[event.branch]
        for name in ("items", "thoughts", "replies", "plan", "condensed", "last"):
            setattr(self, name, getattr(kept, name))
        self.untrusted |= any(view.untrusted for view in self.branches.values())
        self.private |= any(view.private for view in self.branches.values())
        for view in self.branches.values():
            for name in ("steps", "tool_calls", "tokens_in", "tokens_out", "seconds_model"):
                spent = getattr(view.task, name) + getattr(self.task, name)
                setattr(self.task, name, spent)
        for name in ("logprob_mean", "logprob_min", "last_tokens"):
            setattr(self.task, name, getattr(kept.task, name))
        self.candidate = kept.answer
        self.chosen, self.branches = event, {}

    def _on_settled(self, seq: int, event: ev.Settled) -> None:
        pass

    def _on_undone(self, seq: int, event: ev.Undone) -> None:
        self._say(seq, "user", f"(I took back the changes to {', '.join(sorted(event.changes))}.)")

    def _on_rated(self, seq: int, event: ev.Rated) -> None:
        pass

    def _on_consented(self, seq: int, event: ev.Consented) -> None:
        pass

    def _on_stopped(self, seq: int, event: ev.Stopped) -> None:
        self.stopped = event

    def _say(self, seq: int, role: Literal["user", "assistant"], text: str) -> None:
        self.items.append(Item(seq, role, text))


def split_error(error: str) -> tuple[str, str]:
    """Split `Type: message` as journaled into its two parts.

    >>> split_error("ValueError: no such line")
    ('ValueError', 'no such line')
    """
    kind, _, message = error.partition(": ")
    return kind, message
