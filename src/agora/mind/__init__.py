"""The mind: the loop that turns a task into thoughts until there is an answer.

A `Mind` takes a session's messages to answers through thoughts, tool calls, approvals and branches, and
journals every step before it counts. Everything that it knows of a session is folded from the journal
(`View`), so that a killed process is resumed by simply going on.
"""

from agora.mind.confidence import Calibration, Line, features
from agora.mind.mind import Mind, Result
from agora.mind.person import ApprovalRequest, Nobody, Person, PersonAnswer
from agora.mind.protocol import grammar, parse
from agora.mind.replay import Difference, ReplayReport, replay
from agora.mind.session import view_of
from agora.mind.view import View

__all__ = [
    "ApprovalRequest",
    "Calibration",
    "Difference",
    "Line",
    "Mind",
    "Nobody",
    "Person",
    "PersonAnswer",
    "ReplayReport",
    "Result",
    "View",
    "features",
    "grammar",
    "parse",
    "replay",
    "view_of",
]
