"""Evaluation: families of tasks with verifiers, the mind as their harness, and comparison with statistics."""

from agora.evals.task import AREAS, FAMILIES, Dice, Family, Split, Task, Turn

__all__ = ["AREAS", "FAMILIES", "Dice", "Family", "Split", "Task", "Turn"]
