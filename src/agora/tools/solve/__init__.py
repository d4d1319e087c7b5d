"""Exact solvers: constraints (z3), schedules (OR-tools CP-SAT) and plans (PDDL, pyperplan).

Each problem is solved in a child process under limits, because a small problem can take for ever. The solvers
are in the extra `solvers`; without it, a call says so.
"""

from agora.tools.solve.plan import plan
from agora.tools.solve.sat import sat
from agora.tools.solve.schedule import schedule

__all__ = ["plan", "sat", "schedule"]
