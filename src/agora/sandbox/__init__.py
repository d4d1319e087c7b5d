"""The workspace and its runner: where a session may touch real files, and run real programs.

`Workspace` is a folder that no path can leave; a branch of it holds its writes back. `Sandbox` runs a program
over it in bubblewrap: no network, no other files, limits on memory, processes, time, output and disk, and
nothing left alive afterwards. What the program changed comes back as `Completed.changes`. Where programs
cannot be isolated, `Sandbox.availability` says why, and `Sandbox.run` raises; it never runs them unprotected.

Not protected against: holes in the kernel that the filter leaves reachable, side channels between processes
on one processor, and what a person later does with a file that a program wrote.
"""

from agora.sandbox.layers import MOUNT, Changes
from agora.sandbox.sandbox import Availability, Completed, Sandbox
from agora.sandbox.unasked import obeyed_unasked
from agora.sandbox.workspace import Entry, Workspace

__all__ = ["MOUNT", "Availability", "Changes", "Completed", "Entry", "Sandbox", "Workspace", "obeyed_unasked"]
