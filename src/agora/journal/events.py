"""The typed events that a session is made of.

A session is an ordered list of these, and nothing else: what a screen shows, what the model is told and
what a dataset holds are views of them. One task runs as

    UserMessage → (Reply → ThoughtStarted → (ToolCall → [Approval] → [Prepared] → ToolResult)* → Thought)*
                → Answer

`Plan`, `Recalled`, `Note`, `Condensed`, `Undone`, `Branch`, `Chosen`, `Settled`, `Setting`, `Rated`,
`Consented`, `Stopped` may stand between. Each class carries its `version`; a reader that meets a newer one
says so instead of guessing.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

__all__ = [
    "EVENT",
    "Answer",
    "Approval",
    "Branch",
    "Chosen",
    "Condensed",
    "Consented",
    "Decision",
    "Effect",
    "Event",
    "Note",
    "Plan",
    "PlanStep",
    "Prepared",
    "Rated",
    "Recalled",
    "Reply",
    "SessionStarted",
    "Setting",
    "Settled",
    "Stopped",
    "Thought",
    "ThoughtStarted",
    "ToolCall",
    "ToolResult",
    "Undone",
    "UserMessage",
]

Effect = Literal["pure", "read", "write", "act"]
"""`pure` computes, `read` observes, `write` changes what can be undone, `act` changes something for good."""

Decision = Literal["allow", "ask", "deny"]


class _Event(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, ser_json_inf_nan="constants")
    version: int = 1


class SessionStarted(_Event):
    """The first event of every session; everything that its thoughts depend on is fixed here."""

    type: Literal["session_started"] = "session_started"
    persona: str
    model: str
    effort: str
    seed: int
    """Seeds the interpreter's `random` and, step by step, the model's sampling."""
    workspace: str
    utc_offset_s: int = 0
    """How far the person's clock was ahead of UTC; thoughts see this local time."""
    agora: str
    """Version of the package."""
    monty: str
    """Version of the interpreter, which is the format of its snapshots."""
    forked_from: str = ""
    """`SESSION@SEQ`, if the session began as a fork."""


class UserMessage(_Event):
    """What the person said."""

    type: Literal["user_message"] = "user_message"
    text: str
    untrusted: bool = False
    """Part of it was written by somebody else: what was piped in, or pasted by a program."""


class Reply(_Event):
    """What the model wrote in one step, whole or up to where it was cut."""

    type: Literal["reply"] = "reply"
    text: str
    model: str
    finish: Literal["stop", "length", "cancelled"]
    tokens_in: int
    """Tokens of the prompt, those that the endpoint had cached included."""
    tokens_out: int
    seconds: float
    logprob_mean: float | None = None
    """Mean log-probability of the reply's tokens, where the endpoint tells it."""
    logprob_min: float | None = None
    branch: int = 0
    """0 on the main line; 1, 2, … for a candidate at high effort."""


class ThoughtStarted(_Event):
    """A thought is about to run; the clock that it will see is fixed."""

    type: Literal["thought_started"] = "thought_started"
    index: int
    """Counts the thoughts of a session (and branch) from 0."""
    code: str
    clock: float
    """Seconds since 1970, UTC; what `datetime.now()` and `time.time()` tell this thought."""
    check: bool = False
    """It evaluates a check of the plan or the persona; the model did not write it as a step."""
    branch: int = 0


class ToolCall(_Event):
    """A thought is about to call a tool: the intent, journaled before anything happens."""

    type: Literal["tool_call"] = "tool_call"
    thought: int
    call: int
    """Counts the calls of a thought from 0."""
    tool: str
    args: dict[str, Any]
    """Arguments by name, as bound to the tool's signature."""
    effect: Effect
    outward: bool
    decision: Decision
    reason: str
    """Why the policy decided so; for a rule, which one."""
    key: str
    """Idempotency key: the same for every try of this very call, different for any other."""
    branch: int = 0


class Approval(_Event):
    """A person answered a call that had to be asked."""

    type: Literal["approval"] = "approval"
    thought: int
    call: int
    answer: Literal["once", "always", "never", "no"]
    """`always` and `never` also wrote a rule."""
    note: str = ""
    """What the person said with it; the thought sees it when the answer is no."""
    branch: int = 0


class Prepared(_Event):
    """A write was computed aside and is about to be made: all of it will be, even after a crash."""

    type: Literal["prepared"] = "prepared"
    thought: int
    call: int
    value: Any = None
    """What the tool will be seen to return."""
    changes: dict[str, tuple[str | None, str | None]]
    """Path → digest before and after, `None` where there is no file; both sides are blobs."""
    executable: tuple[str, ...] = ()
    """Files that can be run from now on."""
    seconds: float = 0
    branch: int = 0


class ToolResult(_Event):
    """A tool returned or raised; what the thought saw."""

    type: Literal["tool_result"] = "tool_result"
    thought: int
    call: int
    value: Any = None
    error: str = ""
    """`Type: message`, empty if the tool returned."""
    seconds: float = 0
    untrusted: bool = False
    """The value came from outside: a page, a file, another server's tool."""
    private: bool = False
    """The value is the person's own: files, memories."""
    held: bool = False
    """The change waits in a branch until that branch is chosen."""
    changes: dict[str, tuple[str | None, str | None]] = {}
    """Path → digest before and after, for `/undo`; both sides are blobs."""
    branch: int = 0


class Thought(_Event):
    """A thought ended."""

    type: Literal["thought"] = "thought"
    index: int
    output: str
    """What it printed, then the value of its last expression; cut at the limit, and said to be."""
    error: str
    """`Type: message` with its line, empty if it ran to its end."""
    state_hash: str
    """SHA-256 over the canonical form of code, calls, results, output and plain variables."""
    seconds: float
    branch: int = 0


class PlanStep(BaseModel):
    """One step of a plan."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    check: str = ""
    """A Python expression, true when the step is done; empty where only the mind or the person can tell."""
    done: bool = False


class Plan(_Event):
    """The plan from now on, whole."""

    type: Literal["plan"] = "plan"
    steps: tuple[PlanStep, ...]
    by: Literal["mind", "person"]
    reason: str = ""
    branch: int = 0


class Answer(_Event):
    """The answer to the last message."""

    type: Literal["answer"] = "answer"
    text: str
    value: Any = None
    """What a thought handed to `answer`, where it did."""
    confidence: float | None = None
    """How probably it is right, where the model's calibration tells."""
    unsure: bool = False
    """The confidence is too low to give the answer without a warning."""
    branch: int = 0


class Recalled(_Event):
    """Memories that were put before the model with a message, because they may matter to it."""

    type: Literal["recalled"] = "recalled"
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    branch: int = 0


class Note(_Event):
    """What the mind told the model about its last replies: cut, empty, or in circles."""

    type: Literal["note"] = "note"
    text: str
    branch: int = 0


class Condensed(_Event):
    """Earlier events no longer fit the model's window; the prompt holds this summary instead."""

    type: Literal["condensed"] = "condensed"
    upto: int
    """The last event that the summary covers."""
    summary: str
    tokens_before: int
    tokens_after: int
    branch: int = 0


class Branch(_Event):
    """At high effort: a candidate way begins, from the state before it."""

    type: Literal["branch"] = "branch"
    branch: int
    group: int
    """The first branch among those that are tried together."""
    seed: int


class Chosen(_Event):
    """At high effort: one candidate was kept, and its held-back changes were made."""

    type: Literal["chosen"] = "chosen"
    branch: int
    reason: str
    agreement: float = 1.0
    """Share of the candidates that gave this answer."""
    changes: dict[str, tuple[str | None, str | None]] = {}
    executable: tuple[str, ...] = ()


class Settled(_Event):
    """A call that was killed between effect and result: how it was found to have ended."""

    type: Literal["settled"] = "settled"
    thought: int
    call: int
    outcome: Literal["happened", "did_not_happen", "run_again"]
    by: Literal["content", "key", "person", "effect"]
    """What told: the file's content, the idempotency key, a person, or the tool's effect class."""
    branch: int = 0


class Undone(_Event):
    """A person took changes back."""

    type: Literal["undone"] = "undone"
    of: int
    """The event whose changes were taken back."""
    changes: dict[str, tuple[str | None, str | None]]


class Setting(_Event):
    """A person changed model, effort or persona of the session."""

    type: Literal["setting"] = "setting"
    name: Literal["model", "effort", "persona"]
    value: str


class Rated(_Event):
    """A person said what the last answer was worth."""

    type: Literal["rated"] = "rated"
    of: int
    """The answer's event."""
    good: bool
    note: str = ""


class Consented(_Event):
    """A person allowed that models learn from this session, or took that back; the last word counts."""

    type: Literal["consented"] = "consented"
    given: bool


class Stopped(_Event):
    """The task ended without an answer: interrupted, out of budget, waiting for a person, or failed."""

    type: Literal["stopped"] = "stopped"
    why: Literal["interrupted", "budget", "approval", "question", "circles", "failed"]
    detail: str


Event = Annotated[
    SessionStarted
    | UserMessage
    | Reply
    | ThoughtStarted
    | ToolCall
    | Approval
    | Prepared
    | ToolResult
    | Thought
    | Plan
    | Answer
    | Recalled
    | Note
    | Condensed
    | Branch
    | Chosen
    | Settled
    | Undone
    | Setting
    | Rated
    | Consented
    | Stopped,
    Field(discriminator="type"),
]

EVENT: TypeAdapter[Event] = TypeAdapter(Event, config=ConfigDict(ser_json_inf_nan="constants"))
"""Reads and writes any event: `EVENT.validate_json(b)`, `EVENT.dump_json(e)`."""
