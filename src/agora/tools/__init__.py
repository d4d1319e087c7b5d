"""The tools that a thought may call, and the policy that decides whether it may.

A tool is a typed function with a docstring (`base`); the built-in ones stand in `core`, `files`,
`searching`, `programs`, `web`, `solve` and `skills`. `policy` judges each call; `rules` keeps what a
person said once and for all.
"""

from agora.config import Settings
from agora.tools import core, files, programs, searching, skills, solve, web
from agora.tools.base import Context, Host, Tool, Toolbox, tool
from agora.tools.patterns import Pattern
from agora.tools.policy import Policy, PolicyCall, Verdict
from agora.tools.reference import reference
from agora.tools.rules import Rule, Rules

__all__ = [
    "BUILT_IN",
    "Context",
    "Host",
    "Pattern",
    "Policy",
    "PolicyCall",
    "Rule",
    "Rules",
    "Tool",
    "Toolbox",
    "Verdict",
    "builtin_toolbox",
    "reference",
    "tool",
]

BUILT_IN = (
    *(core.answer, core.plan, core.check, core.help_, core.ask_user),
    *(core.remember, core.recall, core.forget),
    *(files.read, files.write, files.edit, searching.search, searching.list_),
    *(programs.shell, programs.python),
    web.fetch,
    *(solve.sat, solve.schedule, solve.plan),
    *(skills.keep, skills.find),
)
"""All built-in tools, in the order of the prompt."""


def builtin_toolbox(settings: Settings) -> Toolbox:
    """Return the built-in tools that can work under these settings: `web.fetch` only if hosts are allowed.

    >>> "files.read" in builtin_toolbox(Settings())
    True
    """
    return Toolbox(tool for tool in BUILT_IN if tool.name != "web.fetch" or settings.web.hosts)
