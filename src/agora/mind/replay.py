"""Running a session's thoughts again from the journal, to see that they give the same.

Nothing acts: the model is not asked, no tool runs. Each thought is given its recorded clock and the recorded
results of its calls, and must make the same calls in the same order, print the same, and leave the same
state.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from agora.config import Limits
from agora.errors import UsageError
from agora.journal import Journal
from agora.mind.session import view_of
from agora.mind.view import ThoughtRecord, View
from agora.thought import Call, Interpreter, Interpreters, Outcome, plain

__all__ = ["Difference", "ReplayReport", "replay"]


@dataclass(frozen=True)
class Difference:
    """A thought that did not give the same again."""

    thought: int
    what: str
    recorded: str
    replayed: str


@dataclass(frozen=True)
class ReplayReport:
    """What a replay found.

    Attributes:
        thoughts: how many were run again.
        skipped: thoughts that never ended or were stopped from outside, and have no state to compare.
    """

    session: str
    thoughts: int
    skipped: int
    differences: Sequence[Difference]


async def replay(journal: Journal, session: str, *, limits: Limits, tools: list[str]) -> ReplayReport:
    """Run a session's thoughts again and compare calls, output and state.

    Args:
        session: its id.
        limits: of a thought's time and memory.
        tools: names that thoughts may call, beside those that they did call: tools are taken away and come.

    Raises:
        UsageError: the session has no thoughts to replay.
    """
    view = view_of(journal, session)
    if not view.thoughts:
        raise UsageError(f"Session {session} has no thoughts to replay.")
    differences: list[Difference] = []
    skipped = 0
    async with Interpreters(limits) as interpreters:
        started = view.started
        called = {made.call.tool for record in view.thoughts for made in record.calls}
        interpreter = await interpreters.open(
            seed=started.seed,
            tools=list(dict.fromkeys([*tools, *sorted(called)])),
            utc_offset_s=started.utc_offset_s,
        )
        branch = 0
        for record in view.thoughts:
            if record.started.branch != branch:
                # A chosen branch went on from the main line's state with a seed of its own.
                branch = record.started.branch
                interpreter = await interpreter.fork(_seed(view, branch))
            if record.done is None or record.lost:
                skipped += 1
                continue
            difference = await _again(interpreter, record)
            if difference is not None:
                differences.append(difference)
        await interpreter.close()
    return ReplayReport(session, len(view.thoughts) - skipped, skipped, differences)


def _seed(view: View, branch: int) -> int:
    return view.started.seed + branch


async def _again(interpreter: Interpreter, record: ThoughtRecord) -> Difference | None:
    """Run one thought again; return the first difference."""
    assert record.done is not None
    recorded = record.recorded()
    step: Call | Outcome = await interpreter.start(recorded.code, clock=recorded.clock)
    difference = None
    for made, result in zip(record.calls, recorded.results, strict=True):
        if not isinstance(step, Call):
            return _differs(record, "calls", made.call.tool, "no call")
        if step.name != made.call.tool:
            difference = difference or _differs(record, "calls", made.call.tool, step.name)
        if result[0] == "error":
            step = await interpreter.fail(result[1], result[2])
        else:
            step = await interpreter.resume(result[1])
    while isinstance(step, Call):
        difference = difference or _differs(record, "calls", "no further call", step.name)
        step = await interpreter.fail("RuntimeError", "the journal has no result for this call")
    for what, then, now in (
        ("output", record.done.output, step.output),
        ("error", record.done.error, step.error),
        ("state", record.done.state_hash, step.state_hash),
    ):
        if then != now:
            difference = difference or _differs(record, what, then, now)
    return difference


def _differs(record: ThoughtRecord, what: str, recorded: str, replayed: str) -> Difference:
    return Difference(record.started.index, what, str(plain(recorded)), str(plain(replayed)))
