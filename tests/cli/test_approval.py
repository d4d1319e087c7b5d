"""A person decides on the exact call, and answers with one key."""

import asyncio
import io

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from agora.cli import keyboard
from agora.cli.approval import AtTerminal, request_text
from agora.cli.screen import Screen
from agora.mind import ApprovalRequest, PersonAnswer


def request(**changes):
    fields = {
        "tool": "files.write", "call": "files.write(path='a')", "effect": "write", "outward": False,
        "reason": "it would change something",
    }  # fmt: skip
    return ApprovalRequest(**{**fields, **changes})


@pytest.fixture
def person(monkeypatch):
    monkeypatch.setattr(keyboard, "_output", DummyOutput)
    return AtTerminal(Screen(Console(file=io.StringIO(), width=80, color_system=None), answers=True))


def typed(keys, ask):
    """Run `ask` with somebody at the keyboard who types `keys`."""
    with (
        create_pipe_input() as keyboard_input,
        create_app_session(input=keyboard_input, output=DummyOutput()),
    ):
        keyboard_input.send_text(keys)
        return asyncio.run(ask())


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("y", PersonAnswer("once")),
        ("a", PersonAnswer("always")),
        ("n", PersonAnswer("no")),
        ("N", PersonAnswer("never")),
        ("xqy", PersonAnswer("once")),
        ("\r\x04", None),
    ],
)
def test_a_key_decides(person, keys, answer):
    assert typed(keys, lambda: person.approve(request())) == answer


def test_no_can_be_explained(person, monkeypatch):
    async def read_line(prompt: str) -> str:
        return "use b instead"

    monkeypatch.setattr("agora.cli.approval.read_line", read_line)
    assert typed("t", lambda: person.approve(request())) == PersonAnswer("no", "use b instead")


def test_control_c_stops_the_step(person):
    with pytest.raises(asyncio.CancelledError):
        typed("\x03", lambda: person.approve(request()))


def test_the_person_sees_the_diff_or_the_exact_call(person):
    typed("y", lambda: person.approve(request(diff="--- a\n+++ a\n-old\n+new\x1b[8m")))
    told = person._screen.console.file.getvalue()
    assert "May it? files.write" in told
    assert "+new␛[8m" in told
    assert request_text(request()).plain == "files.write(path='a')"


def test_arguments_of_several_lines_are_written_out():
    told = request_text(request(tool="python", call="python(code='a\\nb')", args={"code": "a\nb\x1b"})).plain
    assert told.splitlines() == ["python(code='a\\nb')", "", "code:", "  a", "  b␛"]


def test_a_long_diff_is_cut_said_to_be_and_shown_on_request(person):
    diff = "\n".join(f"+line {n}" for n in range(100))
    typed("vy", lambda: person.approve(request(diff=diff)))
    first, rest = person._screen.console.file.getvalue().split("… 40 more lines")
    assert "+line 59" in first
    assert "+line 60" not in first
    assert "+line 99" in rest


def test_what_leaves_the_machine_is_said(person):
    typed("y", lambda: person.approve(request(tool="web.fetch", effect="read", outward=True)))
    assert "read, leaves this machine" in person._screen.console.file.getvalue()


def test_a_number_picks_a_choice(person):
    async def ask() -> str | None:
        return await person.ask("Which \x1bcolour?", ["red", "blue"])

    assert typed("2\r", ask) == "blue"
    assert typed("3\r", ask) == "3"
    assert typed("green\r", ask) == "green"
    assert typed("\x04", ask) is None
    assert "Which ␛colour?" in person._screen.console.file.getvalue()
