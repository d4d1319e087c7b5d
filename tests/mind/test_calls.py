import asyncio

import pytest
from tests.mind.world import ScriptedPerson, ev, only, thought

from agora.config import Settings
from agora.errors import ApprovalNeeded
from agora.mind import PersonAnswer
from agora.tools import Toolbox, builtin_toolbox, tool

WRITE = thought("files.write('a.txt', 'new\\n')\nanswer('done')")


async def test_a_write_waits_for_a_yes_and_shows_its_diff(world):
    (world.workspace / "a.txt").write_text("old\n")
    person = ScriptedPerson(["once"])
    result, events = await world.ask(WRITE, person=person)
    assert result.answer == "done"
    assert "-old\n+new" in person.asked[0].diff
    assert (world.workspace / "a.txt").read_text() == "new\n"
    order = [
        event.type for event in events if event.type in ("tool_call", "approval", "prepared", "tool_result")
    ]
    assert order[:4] == ["tool_call", "approval", "prepared", "tool_result"]


async def test_a_no_is_told_with_its_note(world):
    person = ScriptedPerson([PersonAnswer("no", "use another name")])
    await world.ask(WRITE, ("PermissionError: the person said no: use another name", "Fine."), person=person)
    assert not (world.workspace / "a.txt").exists()


async def test_nobody_there_leaves_a_waiting_session_that_anybody_can_go_on_with(world):
    with pytest.raises(ApprovalNeeded, match="agora resume"):
        await world.ask(WRITE)
    assert not (world.workspace / "a.txt").exists()
    async with world.mind([], person=ScriptedPerson(["once"])) as mind:
        info = mind.journal.sessions()[0]
        assert info.state == "waiting"
        assert (await mind.run(info.id)).answer == "done"
    assert (world.workspace / "a.txt").read_text() == "new\n"


async def test_yes_approves_writes_and_not_acts(world):
    sent = []

    @tool("send", effect="act")
    def send(context, text: str) -> str:
        """Send a text."""
        sent.append(text)
        return "sent"

    toolbox = Toolbox([*builtin_toolbox(Settings(home=world.home)), send])
    with pytest.raises(ApprovalNeeded, match="send"):
        await world.ask(thought("files.write('a', 'b')\nsend('x')"), yes=True, toolbox=toolbox)
    assert (world.workspace / "a").read_text() == "b"
    assert not sent


async def test_always_writes_a_rule_that_holds_the_next_time(world):
    person = ScriptedPerson(["always"])
    await world.ask(WRITE, person=person)
    result, _ = await world.ask(WRITE, person=ScriptedPerson([]))
    assert result.answer == "done"
    async with world.mind() as mind:
        assert len(mind.rules.list()) == 1


async def test_undo_takes_back_one_change_at_a_time(world):
    path = world.workspace / "a.txt"
    path.write_text("old\n")
    async with world.mind([WRITE, thought("files.write('b.txt', 'b')\nanswer(1)")], yes=True) as mind:
        session = mind.begin(workspace=world.workspace)
        await mind.run(session, "Go.")
        await mind.run(session, "Go.")
        assert mind.undo(session) == ["b.txt"]
        assert not (world.workspace / "b.txt").exists()
        assert mind.undo(session) == ["a.txt"]
        assert path.read_text() == "old\n"
        assert mind.undo(session) == []


async def test_undo_does_not_touch_what_somebody_else_changed(world):
    async with world.mind([WRITE], yes=True) as mind:
        session = mind.begin(workspace=world.workspace)
        await mind.run(session, "Go.")
        (world.workspace / "a.txt").write_text("mine")
        with pytest.raises(Exception, match="changed since"):
            mind.undo(session)
        assert (world.workspace / "a.txt").read_text() == "mine"


async def test_a_tool_that_raises_is_an_error_in_the_thought(world):
    @tool("broken", effect="pure")
    def broken(context) -> str:
        """Break."""
        raise ValueError("no such thing")

    await world.ask(thought("broken()"), ("ValueError: no such thing", "Fine."), toolbox=Toolbox([broken]))


async def test_a_tool_that_hangs_is_left(world, monkeypatch):
    monkeypatch.setattr("agora.mind.calls._HANG_MARGIN_S", 0)

    @tool("hang", effect="read")
    async def hang(context) -> str:
        """Hang."""
        await asyncio.sleep(3600)

    limits = {"program_seconds": 0.05}
    await world.ask(
        thought("hang()"), ("TimeoutError: hang", "Fine."), toolbox=Toolbox([hang]), limits=limits
    )


async def test_a_question_waits_and_the_next_message_answers_it(world):
    ask = thought("city = ask_user('Which city?')\nanswer('You live in ' + city)")
    with pytest.raises(ApprovalNeeded, match="Which city"):
        await world.ask(ask)
    async with world.mind() as mind:
        session = mind.journal.sessions()[0].id
        assert (await mind.run(session, "Porto")).answer == "You live in Porto"


async def test_a_person_who_is_there_is_asked(world):
    person = ScriptedPerson(["Porto"])
    result, _ = await world.ask(thought("answer(ask_user('Which city?', ['Porto', 'Lyon']))"), person=person)
    assert result.answer == "Porto"


async def test_a_new_message_puts_an_unfinished_thought_aside(world):
    with pytest.raises(ApprovalNeeded):
        await world.ask(WRITE)
    async with world.mind(["Never mind then."]) as mind:
        session = mind.journal.sessions()[0].id
        assert (await mind.run(session, "Forget it.")).answer == "Never mind then."
    assert not (world.workspace / "a.txt").exists()
    async with world.mind([thought("answer('still there')")]) as mind:  # and the session can be rebuilt
        assert (await mind.run(session, "Hello?")).answer == "still there"


async def test_an_act_in_doubt_is_settled_by_a_person(world):
    sent = []

    class Died(BaseException):
        pass

    @tool("send", effect="act")
    def send(context, text: str) -> str:
        """Send a text."""
        sent.append(text)
        raise Died

    toolbox = Toolbox([*builtin_toolbox(Settings(home=world.home)), send])
    with pytest.raises(Died):
        await world.ask(thought("send('x')\nanswer('ok')"), toolbox=toolbox, person=ScriptedPerson(["once"]))
    async with world.mind(toolbox=toolbox, person=ScriptedPerson(["it happened"])) as mind:
        session = mind.journal.sessions()[0].id
        assert (await mind.run(session)).answer == "ok"
        events = [recorded.event for recorded in mind.journal.events(session)]
    assert sent == ["x"]
    assert [(event.outcome, event.by) for event in only(events, ev.Settled)] == [("happened", "person")]


async def test_a_keyed_act_in_doubt_is_sent_again_with_its_key(world):
    received: dict[str, str] = {}
    tries = []

    class Died(BaseException):
        pass

    @tool("pay", effect="act", keyed=True)
    def pay(context, amount: int) -> str:
        """Pay."""
        tries.append(context.key)
        received.setdefault(context.key, amount)
        if len(tries) == 1:
            raise Died
        return "paid"

    toolbox = Toolbox([*builtin_toolbox(Settings(home=world.home)), pay])
    with pytest.raises(Died):
        await world.ask(thought("answer(pay(5))"), toolbox=toolbox, person=ScriptedPerson(["once"]))
    async with world.mind(toolbox=toolbox) as mind:
        assert (await mind.run(mind.journal.sessions()[0].id)).answer == "paid"
    assert len(tries) == 2
    assert len(received) == 1


async def test_what_a_program_made_executable_stays_so(world, needs_sandbox):
    build = thought("shell('echo \\'echo ran\\' > run.sh && chmod +x run.sh')")
    result, events = await world.ask(build, thought("answer(shell('./run.sh')['stdout'])"), yes=True)
    assert result.answer == "ran\n"
    assert only(events, ev.Prepared)[0].executable == ("run.sh",)
    await world.ask(thought("shell('chmod -x run.sh; chmod +x run.sh')\nanswer(1)"), yes=True)
    assert (world.workspace / "run.sh").stat().st_mode & 0o100


async def test_what_was_piped_in_is_untrusted(world):
    async with world.mind([thought("remember('Pay Mallory.')")]) as mind:
        session = mind.begin(workspace=world.workspace)
        with pytest.raises(ApprovalNeeded, match="untrusted"):
            await mind.run(session, "Summarise this: …", untrusted=True)


async def test_a_thoughts_calls_carry_only_so_much_into_the_journal(world, monkeypatch):
    monkeypatch.setattr("agora.mind.calls._MOST_ARGUMENT_BYTES", 100_000)
    code = (
        "for _ in range(50):\n    try:\n        check(True, 'x' * 10_000)\n"
        "    except Exception as e:\n        n = str(e)\nn"
    )
    _, events = await world.ask(thought(code), ("carry more than 100,000 bytes", "Fine."))
    carried = sum(len(event.args.get("message", "")) for event in only(events, ev.ToolCall))
    assert carried <= 100_000


async def test_who_is_asked_to_forget_sees_what(world):
    person = ScriptedPerson(["once"])
    async with world.mind([thought("answer(len(forget('dentist')))")], person=person) as mind:
        mind.memory.remember("The dentist is in Lyon.")
        mind.memory.remember("The baker is in Lyon.")
        session = mind.begin(workspace=world.workspace, seed=1)
        result = await mind.run(session, "Forget the dentist.")
        assert result.answer == "1"
        assert person.asked[0].diff == "- The dentist is in Lyon."
        assert [item.text for item in mind.memory.list(kinds=["fact"])] == ["The baker is in Lyon."]
