"""The other side of `step.py`, run by the Python that has smolagents: times its steps on the same replies."""

import json
import sys
import time

from smolagents import CodeAgent, Model, tool
from smolagents.models import ChatMessage, MessageRole
from smolagents.monitoring import LogLevel

calls, steps = int(sys.argv[1]), int(sys.argv[2])
STEPS_PER_TASK = 5


@tool
def check(condition: bool) -> bool:
    """Check a condition.

    Args:
        condition: what must hold.
    """
    return condition


class Replies(Model):
    def __init__(self):
        super().__init__(model_id="replies")
        self.step, self.replied, self.overheads_ms = 0, None, []

    def generate(self, messages, **options):
        asked = time.perf_counter()
        if self.replied is not None:
            self.overheads_ms.append((asked - self.replied) * 1e3)
        self.step += 1
        last = self.step % (STEPS_PER_TASK + 1) == 0
        code = "final_answer(1)" if last else f"x = {self.step}\n" + "check(condition=x >= 0)\n" * calls
        self.replied = None if last else time.perf_counter()
        return ChatMessage(role=MessageRole.ASSISTANT, content=f"<code>\n{code}\n</code>")


model = Replies()
for _ in range(steps // STEPS_PER_TASK):
    CodeAgent(tools=[check], model=model, max_steps=8, verbosity_level=LogLevel.OFF).run("Go.")
print(json.dumps(model.overheads_ms))
