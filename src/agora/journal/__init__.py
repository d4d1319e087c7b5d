"""The journal: what happened in every session, in order, for good. The only source of truth.

A session is an append-only list of typed events; screens, the model's context and datasets are views of it.
This room keeps the events in one SQLite file, and sees to it that

- what `append` returned from is there after a crash (and, with `sync`, after a power cut);
- nobody can change an event unseen: each session is a hash chain over salted digests, which still
  holds when a payload is erased;
- one owner at a time drives a session (`lease`), and a dead one never blocks the next;
- damage is named by session and event, and the rest stays usable.

It does not encrypt (the file has mode 0600), and it knows nothing about models, tools or people.
"""

from agora.journal.events import *  # noqa: F403
from agora.journal.events import __all__ as _events
from agora.journal.lease import Lease
from agora.journal.records import Damage, Recorded, SessionInfo, SessionState, Snapshot
from agora.journal.store import Journal

__all__ = ["Damage", "Journal", "Lease", "Recorded", "SessionInfo", "SessionState", "Snapshot"]
__all__ += _events
