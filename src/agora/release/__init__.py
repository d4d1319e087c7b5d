"""Releases that anybody can check: what is open, what was promised, does running it again give the same?

Nothing in a target is executed, except in the sandbox where training is repeated.
"""

from agora.release.evidence import EvidenceFile, evidence_files, evidence_for
from agora.release.ledger import (
    Ledger,
    Record,
    append,
    entry_from,
    fault_of,
    own_keys,
    own_ledger,
    read_ledger,
)
from agora.release.ledgercheck import check_ledger, compare
from agora.release.ledgerkeys import read_keys
from agora.release.page import page
from agora.release.promises import (
    Broken,
    Correction,
    Entry,
    Outcome,
    Promise,
    Reply,
    Source,
    Standing,
    State,
    sorted_by_state,
    standings,
)
from agora.release.short import Openness, openness_of
from agora.release.targets import Demand, Target, resolve
from agora.release.verdict import Evidence, Line, Verdict, combined
from agora.release.verify import DEMANDS, Report

__all__ = [
    "DEMANDS",
    "Broken",
    "Correction",
    "Demand",
    "Entry",
    "Evidence",
    "EvidenceFile",
    "Ledger",
    "Line",
    "Openness",
    "Outcome",
    "Promise",
    "Record",
    "Reply",
    "Report",
    "Source",
    "Standing",
    "State",
    "Target",
    "Verdict",
    "append",
    "check_ledger",
    "combined",
    "compare",
    "entry_from",
    "evidence_files",
    "evidence_for",
    "fault_of",
    "openness_of",
    "own_keys",
    "own_ledger",
    "page",
    "read_keys",
    "read_ledger",
    "resolve",
    "sorted_by_state",
    "standings",
]
