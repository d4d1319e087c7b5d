"""Releases that anybody can check: what is open, what was promised, does running it again give the same?

Nothing in a target is executed, except in the sandbox where training is repeated.
"""

from agora.release.evidence import EvidenceFile, evidence_files, evidence_for
from agora.release.page import page
from agora.release.targets import Target, resolve
from agora.release.verdict import Evidence, Line, Verdict, combined
from agora.release.verify import DEMANDS, Report

__all__ = [
    "DEMANDS",
    "Evidence",
    "EvidenceFile",
    "Line",
    "Report",
    "Target",
    "Verdict",
    "combined",
    "evidence_files",
    "evidence_for",
    "page",
    "resolve",
]
