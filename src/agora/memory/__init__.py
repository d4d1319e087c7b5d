"""What Agora remembers beyond one session: statements with where and when they came from, found by words.

One SQLite file with a full-text index (FTS5, BM25). A memory is what a model or a page once said: data, never
an instruction.
"""

from agora.memory.store import Item, Memory

__all__ = ["Item", "Memory"]
