"""Where a lost interpreter goes back to: Monty's dump of its variables, and the thoughts that came after.

It is kept in this process alone, and knows neither workers nor how a thought runs; `snapshot` is what lasts.
"""

from dataclasses import dataclass, field

from agora.thought.outcome import RecordedThought

__all__ = ["Checkpoint"]

_SECONDS = 0.05
"""A lost interpreter is brought back by running again what came after its checkpoint: about this much."""
_BYTES = 65_536
"""The same in text of code and results, because a suspended thought's snapshot carries them."""


@dataclass
class Checkpoint:
    """A dump to go back to (None: an interpreter with nothing in it) and the thoughts since."""

    dump: bytes | None = None
    since: list[RecordedThought] = field(default_factory=list)
    seconds: float = 0.0
    """What the thoughts since took in the interpreter."""
    size_bytes: int = 0
    """Code and results of the thoughts since."""

    def add(self, thought: RecordedThought, seconds: float) -> None:
        """Take in a thought that ended, and what it took in the interpreter."""
        self.since.append(thought)
        self.seconds += seconds
        self.size_bytes += len(thought.code) + len(str(thought.results))

    def renew(self, dump: bytes) -> None:
        """Go back to here from now on."""
        self.dump = dump
        self.take()

    def take(self) -> list[RecordedThought]:
        """Return the thoughts since, to be run again: each will be added anew."""
        since, self.since, self.seconds, self.size_bytes = self.since, [], 0.0, 0
        return since

    @property
    def is_far(self) -> bool:
        """So much came after it that a new one is due."""
        return self.seconds > _SECONDS or self.size_bytes > _BYTES
