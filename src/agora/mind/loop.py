"""From a message to its answer: the loop over one session's, or one branch's, `View`.

Each turn looks at the view alone: a thought that has not ended goes on from its pending call, a reply that
nothing was made of is read, an answered thought is closed, and otherwise the model is asked. After a crash
the same look at the same events takes up the same work.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from agora.errors import AgoraError, ModelError
from agora.journal import events as ev
from agora.memory import Item as Memorised
from agora.mind.asking import ask
from agora.mind.budget import Budget
from agora.mind.calls import Calls
from agora.mind.prompt import Item, messages, summarise
from agora.mind.protocol import Cut, Prose, grammar, parse
from agora.mind.view import View
from agora.models import Message, Model
from agora.thought import Call, Interpreter, Outcome, plain

__all__ = ["Loop", "as_text"]

# A reply that was cut is continued this often, and an empty one asked again; then it counts as it is.
_MOST_CONTINUED = 2

# The same thought with the same outcome: the second time the model is told, the third time it is stopped.
_MOST_REPEATED = 3

_NOTHING: Any = object()

# A small model that is shown its error writes the same thought again, unless chance helps; where a little
# did not, more may.
_FAILED_TEMPERATURE, _REPEATED_TEMPERATURE = 0.6, 1.0

# Room for one reply, in tokens; a window that is smaller than four replies gives a quarter of itself.
_REPLY_TOKENS = 1024


@dataclass
class Loop:
    """Works on one view until it is answered.

    Attributes:
        append: journals an event and folds it into the view.
        interpreter: gives the view's interpreter, rebuilt to where the view stands.
        recall: looks up memories that may matter to a message; nothing for a model that does so itself.
    """

    view: View
    append: Callable[..., None]
    model: Model
    system: str
    calls: Calls
    budget: Budget
    interpreter: Callable[[], Any]
    clock: Callable[[], float]
    tools: list[str]
    temperature: float
    effort: str
    recall: Callable[[str], Awaitable[Sequence[Memorised]]] | None = None
    on_text: Callable[[str], None] | None = None

    async def run(self) -> None:
        """Go on until the view has its answer.

        Raises:
            BudgetSpent, ApprovalNeeded, ModelError: the session is saved and can be resumed.
            AgoraError: the model went in circles.
        """
        while self.view.answer is None:
            if self.view.unfinished is not None:
                await self._go_on()
            elif self.view.last == "reply" and (not self._was_cut() or self._continued_enough()):
                await self._read()
            elif (value := self._answered()) is not _NOTHING and not await self._plan_objects():
                self.append(ev.Answer(text=as_text(value), value=value, branch=self.view.branch))
            else:
                await self._reply()

    def _answered(self) -> Any:
        """Return what the last thought answered with, if it is the last word; at low effort its result."""
        if self.view.last != "thought":
            return _NOTHING
        last = self._thoughts_of_task()[-1]
        if last.answers:
            return last.answers[-1]
        return (last.done.error or last.done.output) if self.effort == "low" else _NOTHING

    async def _plan_objects(self) -> bool:
        """Whether a step of the plan is shown not to be done; the model is told once, then it may answer."""
        await self._tick_plan()
        unmet = [step for step in self.view.plan if step.check and not step.done]
        if not unmet:
            return False
        text = f"(The plan's step {unmet[0].text!r} is not done: {unmet[0].check} is false.)"
        if any(item.text == text for item in self.view.items):
            return False
        self.append(ev.Note(text=text, branch=self.view.branch))
        return True

    # Asking the model

    async def _reply(self) -> None:
        self.budget.check()
        await self._remind()
        window = self.model.context_window
        room = min(_REPLY_TOKENS, window // 4, max(1, self.budget.tokens_left))
        prompt = await self._prompt(window - room)
        try:
            async with asyncio.timeout(self.budget.seconds_left):
                reply = await ask(
                    self.model,
                    prompt,
                    trained_on=self.system if self.view.last == "message" else "",
                    max_tokens=room,
                    temperature=self._warmth(),
                    seed=self._seed(),
                    grammar=grammar() if self.model.takes_grammar and not self.model.trained else None,
                    on_text=self.on_text,
                )
        except TimeoutError:
            self.budget.check()
            raise
        self.budget.spend(tokens_in=reply.tokens_in, tokens_out=reply.tokens_out)
        self.append(
            ev.Reply(
                text=plain(reply.text), model=reply.model, finish=reply.finish, tokens_in=reply.tokens_in,
                tokens_out=reply.tokens_out, seconds=reply.seconds, logprob_mean=reply.logprob_mean,
                logprob_min=reply.logprob_min, branch=self.view.branch,
            )
        )  # fmt: skip

    async def _remind(self) -> None:
        """Once for each message, look up what may matter to it; the journal tells what was shown."""
        if self.recall is None or self.view.last != "message":
            return
        items = await self.recall(self.view.message)
        if items:
            self.append(
                ev.Recalled(
                    ids=tuple(item.id for item in items), texts=tuple(item.text for item in items),
                    branch=self.view.branch,
                )
            )  # fmt: skip

    def _warmth(self) -> float:
        """Return the temperature to sample at: higher where the last thought failed or was repeated."""
        done = [(each.started.code, each.done.error) for each in self._thoughts_of_task() if each.done]
        if not done or not self.model.trained:
            return self.temperature
        warmth = _REPEATED_TEMPERATURE if done[-1] in done[:-1] else _FAILED_TEMPERATURE * bool(done[-1][1])
        return max(self.temperature, warmth)

    def _seed(self) -> int:
        """Follow from the session's seed and the step, so that a resumed session samples the same."""
        words = (
            f"{self.view.started.seed}:{self.view.branch}:{self.view.task.first_seq}:{self.view.task.steps}"
        )
        return int.from_bytes(hashlib.sha256(words.encode()).digest()[:4], "big") >> 1

    async def _prompt(self, budget: int) -> list[Message]:
        """Return a prompt of at most `budget` tokens, condensing the transcript if it must be."""
        items = self._shown_items()
        prompt = self._messages(items)
        # A token is hardly ever less than one byte and a half of text: most prompts need no counting.
        if sum(len(message["content"].encode()) for message in prompt) < budget:
            return prompt
        size = before = await self.model.count_tokens(prompt)
        while size > budget and len(items) > 1:
            dropped, items = items[: max(1, len(items) // 2)], items[max(1, len(items) // 2) :]
            earlier = self.view.condensed.summary + "\n" if self.view.condensed else ""
            summary = (earlier + summarise(dropped))[-budget:]
            self.append(
                ev.Condensed(
                    upto=dropped[-1].seq, summary=summary, tokens_before=before, tokens_after=0,
                    branch=self.view.branch,
                )
            )  # fmt: skip
            prompt = self._messages(items)
            size = await self.model.count_tokens(prompt)
        if size > budget:
            raise ModelError(
                f"The prompt takes {size} tokens, and {self.model.name} has room for {budget}.",
                why=f"Its window is {self.model.context_window} tokens, a part of which is for the reply.",
                fix="Say it in fewer words, start a new session, or take a model with a larger window.",
            )
        return prompt

    def _shown_items(self) -> list[Item]:
        upto = self.view.condensed.upto if self.view.condensed else 0
        return [item for item in self.view.items if item.seq > upto]

    def _messages(self, items: list[Item]) -> list[Message]:
        summary = self.view.condensed.summary if self.view.condensed else ""
        # Half of the window, at three characters a token, is the most that one message may take.
        return messages(
            self.system, items, summary=summary, plan=self.view.plan, recalled=self.view.recalled,
            observation_chars=min(12_000, self.model.context_window * 3 // 2),
        )  # fmt: skip

    # Reading the reply

    def _was_cut(self) -> bool:
        return self.view.replies[-1].finish == "length"

    def _continued_enough(self) -> bool:
        return len(self.view.replies) > _MOST_CONTINUED

    async def _read(self) -> None:
        text = "".join(reply.text for reply in self.view.replies)
        read = parse(text, truncated=self._was_cut(), tools=self.tools)
        if isinstance(read, Prose):
            if not read.text:
                self._note("(You wrote nothing. Answer in prose, or with one python block.)")
            elif not await self._plan_objects():
                self.append(ev.Answer(text=read.text, branch=self.view.branch))
        elif isinstance(read, Cut):
            if read.is_code:
                self._note("(Your thought was cut because it is too long. Write a shorter one.)")
            else:
                self.append(ev.Answer(text=f"{read.text} […]", branch=self.view.branch))
        else:
            await self._think(read.code)

    def _note(self, text: str) -> None:
        said = [item.text for item in self.view.items if item.seq >= self.view.task.first_seq].count(text)
        # Journaled in any case: a session that goes on after this asks anew, and reads no reply twice.
        self.append(ev.Note(text=text, branch=self.view.branch))
        if said >= _MOST_CONTINUED:
            raise ModelError(
                f"{self.model.name} gave no usable reply {said + 1} times.",
                why=text.strip("()"),
                fix="Ask in other words, or take another model with --model.",
            )

    # Thinking

    async def _think(self, code: str, *, check: bool = False) -> Outcome:
        self.append(
            ev.ThoughtStarted(
                index=len(self.view.thoughts), code=code, clock=self.clock(), check=check,
                branch=self.view.branch,
            )
        )  # fmt: skip
        interpreter = await self.interpreter()
        started = self.view.thoughts[-1].started
        return await self._finish(interpreter, await interpreter.start(code, clock=started.clock))

    async def _go_on(self) -> None:
        """Take up a thought that an earlier process, or a wait, left unfinished."""
        interpreter: Interpreter = await self.interpreter()
        record = self.view.thoughts[-1]
        step: Call | Outcome | None = interpreter.pending
        if step is None:  # nothing is suspended here: run it up to where its results end
            step = await interpreter.start(record.started.code, clock=record.started.clock)
            for given in record.recorded().results:
                step = await self._give(interpreter, given)
        pending = record.pending
        if isinstance(step, Call) and pending is not None:
            result = await self.calls.carry_out(pending, resumed=True)
            step = await self._give(interpreter, result)
        await self._finish(interpreter, step)

    async def _finish(self, interpreter: Interpreter, step: Call | Outcome) -> Outcome:
        record = self.view.thoughts[-1]
        while isinstance(step, Call):
            index = record.started.index
            task = self.view.task.first_seq  # thoughts are counted anew where a task was erased
            words = f"{self.view.session}:{self.view.branch}:{task}:{index}:{step.index}"
            key = hashlib.sha256(words.encode()).hexdigest()[:32]
            result = await self.calls.perform(step, thought=index, key=key, check=record.started.check)
            step = await self._give(interpreter, result)
        self.append(
            ev.Thought(
                index=record.started.index, output=step.output, error=step.error, state_hash=step.state_hash,
                seconds=step.seconds, branch=self.view.branch,
            )
        )  # fmt: skip
        if not record.started.check:
            self._stop_circles()
            await self._tick_plan()
        return step

    async def _give(self, interpreter: Interpreter, result: Any) -> Call | Outcome:
        if result[0] == "error":
            return await interpreter.fail(result[1], result[2])
        return await interpreter.resume(result[1])

    def _thoughts_of_task(self) -> list[Any]:
        return [
            record
            for record in self.view.thoughts
            if not record.started.check and self._is_of_this_task(record.started.index)
        ]

    def _is_of_this_task(self, index: int) -> bool:
        return index >= self.view.task.first_thought

    def _stop_circles(self) -> None:
        def trace(record: Any) -> tuple[str, str, str]:
            return record.started.code, record.done.output, record.done.error

        done = [trace(record) for record in self._thoughts_of_task()]
        repeated = done.count(done[-1])
        if self.view.thoughts[-1].answers or repeated < _MOST_REPEATED - 1:
            return
        if repeated >= _MOST_REPEATED:
            raise AgoraError(
                f"{self.model.name} went in circles: it ran the same thought {repeated} times.",
                why="Each time it gave the same result.",
                fix="Ask in other words, or take another model with --model.",
            )
        self._note("(You ran this very thought before, and it gave the same. Try another way, or answer.)")

    # The plan

    async def _tick_plan(self) -> None:
        """Mark the steps whose check has come true."""
        steps = list(self.view.plan)
        for position, step in enumerate(steps):
            if step.check and not step.done and await self.holds(step.check):
                steps[position] = step.model_copy(update={"done": True})
        if tuple(steps) != self.view.plan:
            self.append(
                ev.Plan(steps=tuple(steps), by="mind", reason="its check holds", branch=self.view.branch)
            )

    async def holds(self, expression: str, **values: Any) -> bool:
        """Evaluate a check in the view's interpreter; an error counts as false.

        Args:
            values: names that the expression may use, bound before.
        """
        lines = [f"{name} = {value!r}" for name, value in values.items()]
        outcome = await self._think("\n".join([*lines, f"bool({expression})"]), check=True)
        return not outcome.error and outcome.value is True


def as_text(value: Any) -> str:
    """Return a value that a thought answered with as a person would write it.

    >>> as_text(0.1 + 0.2), as_text(12.0), as_text(["a", 3]), as_text({"a": 1.5}), as_text(True)
    ('0.3', '12', 'a, 3', 'a: 1.5', 'Yes')
    """
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return f"{value:.10g}" if abs(value) < 1e15 else repr(value)
    if isinstance(value, dict):
        return "\n".join(f"{as_text(key)}: {as_text(item)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        separator = "\n" if any(isinstance(item, list | tuple | dict) for item in value) else ", "
        return separator.join(as_text(item) for item in value)
    return "" if value is None else str(value)
