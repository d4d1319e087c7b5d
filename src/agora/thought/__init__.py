"""Where thoughts run: Python that a model wrote, in Monty, apart from everything but the tools.

A thought is a value. `Interpreter.start` runs one until it calls a tool or ends; a suspended thought can be
dumped to bytes, restored in another process, forked, and rebuilt from its recorded results. The clock stands
still, randomness is seeded, so that the same thought gives the same state hash everywhere.

    async with Interpreters(limits) as interpreters:
        interpreter = await interpreters.open(seed=1, tools=["files.read"])
        step = await interpreter.start("len(files.read('notes.txt'))", clock=0.0)   # Call(0, 'files.read', …)
        step = await interpreter.resume("some text")                                # Outcome(output='9', …)
"""

from agora.thought.interpreter import Interpreter, Interpreters
from agora.thought.outcome import LOST, Call, Outcome, RecordedThought
from agora.thought.snapshot import MONTY_FORMAT
from agora.thought.values import canonical_hash, plain

__all__ = [
    "LOST",
    "MONTY_FORMAT",
    "Call",
    "Interpreter",
    "Interpreters",
    "Outcome",
    "RecordedThought",
    "canonical_hash",
    "plain",
]
