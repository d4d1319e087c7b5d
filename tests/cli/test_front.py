"""The list of commands: fast, complete, and every error with its exit code."""

import subprocess
import sys

import pytest
import typer

from agora.cli import app
from agora.cli.front import COMMANDS
from agora.errors import AgoraError, ApprovalNeeded, BudgetSpent, UsageError

HEAVY = (
    "torch", "ray", "nicegui", "xllamacpp", "openai", "httpx", "pydantic", "pydantic_monty", "apsw",
    "mammoth", "pptx", "rich", "prompt_toolkit", "numpy", "z3", "ortools", "asyncio", "agora.mind",
    "agora.config",
)  # fmt: skip


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nsys.argv = ['agora', '--help']\nfrom agora.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print('LOADED', *sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.partition("LOADED ")[2].split())
    assert "typer" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_help_lists_every_command(agora):
    told = agora("--help").stdout
    for section, commands in COMMANDS.items():
        assert section in told
        for name, (_, summary) in commands.items():
            assert f"{name.ljust(9)}  {summary}" in told


ALL = [(name, summary) for section in COMMANDS.values() for name, (_, summary) in section.items()]


@pytest.mark.parametrize(("name", "summary"), ALL)
def test_a_command_says_of_itself_what_the_list_says(agora, name, summary):
    told = agora(name, "--help")
    assert told.exit_code == 0
    if name != "fleet":  # its own words are longer
        assert summary.rstrip(".") in " ".join(told.stdout.split())


def test_an_unknown_command_gets_a_suggestion(agora):
    told = agora("sesions")
    assert told.exit_code == 2
    assert "no command 'sesions'" in told.stderr
    assert "Did you mean 'sessions'?" in told.stderr


def test_flags_before_a_command_are_not_silently_lost(agora):
    told = agora("--model", "x", "doctor")
    assert told.exit_code == 2
    assert "agora doctor --model" in told.stderr


def test_an_unknown_flag_is_wrong_usage(agora):
    assert agora("ask", "--nope").exit_code == 2


def test_version(agora):
    assert agora("--version").stdout.startswith("agora ")


@pytest.mark.parametrize(
    ("error", "code"), [(AgoraError, 1), (UsageError, 2), (ApprovalNeeded, 3), (BudgetSpent, 4)]
)
def test_errors_leave_with_their_exit_code_and_are_cleaned(agora, monkeypatch, error, code):
    def fail(self: object, ctx: object) -> None:
        raise error("It \x1b[2J broke.", why="Because.", fix="Do this.")

    monkeypatch.setattr(typer.core.TyperGroup, "invoke", fail)
    told = agora("doctor")
    assert told.exit_code == code
    assert told.stderr.splitlines() == ["agora: It ␛[2J broke.", "       Because.", "       Do this."]
    assert app is not None
