"""The chat's commands, on a real session."""

import asyncio
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from agora import config
from agora.cli import slash
from agora.cli.chat import Chat
from agora.cli.options import Chosen
from agora.cli.screen import Screen
from agora.errors import UsageError
from agora.journal import events as ev
from agora.mind import Mind

WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1)
STEPS = st.builds(ev.PlanStep, text=WORDS, check=st.one_of(st.just(""), WORDS), done=st.booleans())


@given(st.lists(STEPS).map(tuple))
def test_a_plan_survives_being_edited(plan):
    assert slash.parse_plan(slash.plan_lines(plan)) == plan


@pytest.fixture
def chat(home, tmp_path, serve):
    """A chat whose model writes a file, then talks."""
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    write = "```python\nplan(['one', 'two'])\nfiles.write('a.txt', 'hello')\nanswer('written')\n```"
    url = serve([write, "Second.", "Third.", "Fourth."])
    chosen = Chosen(model=url, workspace=workspace, yes=True)
    screen = Screen(Console(file=io.StringIO(), width=100, color_system=None), answers=True)
    mind = Mind(chosen.settings(), on_event=screen.on_event, on_text=screen.on_text, yes=True)
    with asyncio.Runner() as runner:
        runner.run(mind.__aenter__())
        yield Chat(mind, runner, screen, chosen, None)
        runner.run(mind.__aexit__(None, None, None))


def told(chat, *lines):
    """What the screen shows after these commands."""
    console = chat.screen.console
    console.file.seek(0)
    console.file.truncate()
    for line in lines:
        slash.run(chat, line)
    return console.file.getvalue()


def test_help_lists_every_command(chat):
    shown = told(chat, "/help")
    assert all(command.usage in shown for command in slash.COMMANDS.values())


def test_nothing_needs_a_session_or_says_so(chat):
    for line in ("/undo", "/fork", "/cost", "/plan edit"):
        with pytest.raises(UsageError, match="No session"):
            slash.run(chat, line)
    assert "no plan" in told(chat, "/plan")
    assert "no thought" in told(chat, "/show")


def test_unknown_words_get_suggestions(chat):
    with pytest.raises(UsageError, match="Did you mean '/effort'"):
        slash.run(chat, "/efort low")
    with pytest.raises(UsageError, match="low, medium or high"):
        slash.run(chat, "/effort extreme")
    with pytest.raises(UsageError):
        slash.run(chat, "/persona nobody")
    with pytest.raises(UsageError, match="Did you mean 'agora-135m'"):
        slash.run(chat, "/model agora-135")


def test_undo_takes_the_file_back(chat):
    chat.say("Write it")
    assert (chat.workspace / "a.txt").read_text() == "hello"
    assert "↶ a.txt" in told(chat, "/undo")
    assert not (chat.workspace / "a.txt").exists()
    assert "nothing to undo" in told(chat, "/undo")


def test_the_plan_is_seen_and_edited(chat, monkeypatch):
    chat.say("Write it")
    assert "▢ one" in told(chat, "/plan")
    monkeypatch.setattr(
        chat, "ask_line", lambda prompt, default: default.replace("[ ] two", "[x] three | 1 > 0")
    )
    slash.run(chat, "/plan edit")
    assert chat.screen.plan[1] == ev.PlanStep(text="three", check="1 > 0", done=True)
    last = list(chat.mind.journal.events(chat.session))[-1].event
    assert (last.type, last.by) == ("plan", "person")


def test_a_fork_goes_on_elsewhere(chat):
    chat.say("Write it")
    before = chat.session
    slash.run(chat, "/fork other")
    assert chat.session != before
    chat.say("And now?")
    assert chat.mind.journal.info(chat.session).name == "other"
    assert chat.mind.journal.info(before).events < chat.mind.journal.info(chat.session).events


def test_settings_hold_before_and_during_a_session(chat):
    slash.run(chat, "/effort low")
    chat.say("Write it")
    started = next(iter(chat.mind.journal.events(chat.session))).event
    assert started.effort == "low"
    slash.run(chat, "/effort high")
    assert chat.now("effort") == "high"
    assert "effort is high" in told(chat, "/effort")


def test_memory_is_listed_searched_and_forgotten(chat):
    item = chat.mind.memory.remember("Ana likes tea.")
    assert "Ana likes tea." in told(chat, "/memory")
    assert item in told(chat, "/memory tea")
    told(chat, f"/memory forget {item}")
    assert "Nothing is remembered" in told(chat, "/memory")


def test_cost_counts_replies_and_money(chat):
    chat.say("Write it")
    name = chat.now("model")
    assert f"{name}: 1 reply, " in told(chat, "/cost")
    endpoint = config.Endpoint(url=name, price_in=1e6, price_out=0)
    chat.settings = chat.settings.model_copy(update={"endpoints": {name: endpoint}})
    reply = next(r.event for r in chat.mind.journal.events(chat.session) if r.event.type == "reply")
    assert f"{reply.tokens_in:.4f} in its currency" in told(chat, "/cost")


def test_show_unfolds_a_thought(chat):
    chat.say("Write it")
    assert "files.write('a.txt', 'hello')" in told(chat, "/show")
    assert "files.write('a.txt', 'hello')" in told(chat, "/show 1")
    with pytest.raises(UsageError):
        slash.run(chat, "/show 2")


def test_a_new_session_and_back(chat):
    chat.say("Write it")
    first = chat.session
    slash.run(chat, "/new")
    assert chat.session is None
    assert first in told(chat, "/sessions")
    assert "› Write it" in told(chat, f"/sessions {first}")
    assert chat.session == first


def test_quit(chat):
    slash.run(chat, "/quit")
    assert chat.over


def test_completions_offer_what_the_commands_take(chat):
    offered = slash.completions(chat)
    assert list(offered["/effort"][1]()) == ["low", "medium", "high"]
    assert "agora-135m" in offered["/model"][1]()
    assert "assistant" in offered["/persona"][1]()
