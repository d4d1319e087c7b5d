"""Releases that anybody can check: what is open, what was promised, and whether running it again gives the same.

Nothing in a target is executed, except in the sandbox where training is repeated.
"""

from agora.release.verdict import Evidence, Line, Verdict, combined

__all__ = ["Evidence", "Line", "Verdict", "combined"]
