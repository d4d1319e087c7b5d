import asyncio
import time

import pytest
from tests.mind.world import CUT, ev, only, thought

from agora.errors import AgoraError, BudgetSpent, ModelError
from agora.mind import view_of


async def test_prose_is_the_answer(world):
    result, events = await world.ask("Paris.", message="What is the capital of France?")
    assert result.answer == "Paris."
    assert [event.type for event in events] == ["session_started", "user_message", "reply", "answer"]


async def test_a_thought_answers_in_one_step(world):
    result, events = await world.ask(thought("answer(6 * 7)"))
    assert result.answer == "42"
    assert (result.steps, result.tool_calls) == (1, 1)
    assert only(events, ev.Answer)[0].value == 42


async def test_the_model_sees_what_its_thought_gave(world):
    result, _ = await world.ask(
        thought("x = 20\nprint('half')\nx"), ("Output:\nhalf\n20", thought("answer(x * 2)"))
    )
    assert result.answer == "40"


async def test_an_error_comes_back_with_its_line_and_can_be_mended(world):
    result, _ = await world.ask(
        thought("a = 1\nb"), ("NameError: name 'b' is not defined", thought("answer(a)"))
    )
    assert result.answer == "1"


async def test_an_unknown_tool_is_named_with_a_suggestion(world):
    result, events = await world.ask(thought("recal('x')"), ("Did you mean 'recall'?", "Sorry."))
    assert result.answer == "Sorry."
    assert not only(events, ev.ToolCall)


async def test_wrong_arguments_show_the_signature(world):
    await world.ask(thought("files.read()"), ("files.read(path, start=1, lines=400)", "Sorry."))


async def test_low_effort_takes_one_sample(world):
    result, events = await world.ask(thought("6 * 7"), effort="low")
    assert result.answer == "42"
    assert len(only(events, ev.Reply)) == 1


async def test_variables_live_on_from_message_to_message(world):
    async with world.mind([thought("x = 41\nanswer('ok')"), thought("answer(x + 1)")]) as mind:
        session = mind.begin(workspace=world.workspace)
        await mind.run(session, "Remember x.")
        assert (await mind.run(session, "And now?")).answer == "42"


async def test_and_from_process_to_process(world):
    await world.ask(thought("x = 41\ndef up(n): return n + 1\nanswer('ok')"))
    async with world.mind([thought("answer(up(x))")]) as mind:
        session = mind.journal.sessions()[0].id
        assert (await mind.run(session, "And now?")).answer == "42"


async def test_a_cut_reply_is_continued(world):
    result, events = await world.ask("Once upon a" + CUT, ("cut here", " time."))
    assert result.answer == "Once upon a time."
    assert len(only(events, ev.Reply)) == 2


async def test_cut_code_is_never_run(world):
    cut = "```python\nanswer('half" + CUT
    result, events = await world.ask(cut, cut, cut, ("too long", "In short: no."))
    assert result.answer == "In short: no."
    assert not only(events, ev.ThoughtStarted)


async def test_silence_is_asked_again_and_then_named(world):
    with pytest.raises(ModelError, match="no usable reply"):
        await world.ask("", "", "", "")


async def test_going_on_after_silence_asks_anew(world):
    async with world.mind(["", "", "", "Here I am."]) as mind:
        session = mind.begin(workspace=world.workspace)
        with pytest.raises(ModelError, match="no usable reply"):
            await mind.run(session, "Go.")
        assert (await mind.run(session)).answer == "Here I am."


async def test_circles_are_told_and_then_stopped(world):
    same = thought("print('again')")
    with pytest.raises(AgoraError, match="circles"):
        await world.ask(same, same, ("You ran this very thought before", same))


@pytest.mark.parametrize(
    ("limits", "name"),
    [({"steps": 2}, "2 steps"), ({"tokens": 1}, "1 tokens"), ({"seconds": 0}, "0 seconds")],
)
async def test_a_spent_budget_says_which(world, limits, name):
    with pytest.raises(BudgetSpent, match=name):
        await world.ask(thought("1"), thought("2"), thought("3"), limits=limits)


async def test_a_stopped_task_goes_on_with_a_larger_budget(world):
    with pytest.raises(BudgetSpent):
        await world.ask(thought("x = 1"), limits={"steps": 1})
    async with world.mind([("Output:", thought("answer(x)"))]) as mind:
        session = mind.journal.sessions()[0].id
        assert (await mind.run(session)).answer == "1"


async def test_a_transcript_too_long_for_the_window_is_condensed(world):
    async with world.mind([f"Reply {n}. " + "word " * 300 for n in range(12)]) as mind:
        mind._given_model.context_window = 4096
        session = mind.begin(workspace=world.workspace)
        for n in range(12):
            await mind.run(session, f"Message {n}. " + "word " * 300)
        events = [recorded.event for recorded in mind.journal.events(session)]
    condensed = only(events, ev.Condensed)
    assert condensed
    assert "Told: Message 0." in condensed[0].summary
    assert condensed[0].tokens_before > condensed[0].tokens_after


async def test_a_message_larger_than_the_window_says_so(world):
    async with world.mind(["never"]) as mind:
        mind._given_model.context_window = 512
        session = mind.begin(workspace=world.workspace)
        with pytest.raises(ModelError, match="has room for 384"):
            await mind.run(session, "word " * 5000)


async def test_the_plan_is_ticked_when_its_checks_hold_and_objects_once(world):
    result, events = await world.ask(
        thought("plan([['Count', 'n > 3'], 'Tell'])\nn = 1"),
        ("[ ] Count (done when n > 3)", thought("answer(n)")),
        ("step 'Count' is not done", thought("n = 4\nanswer(n)")),
    )
    assert result.answer == "4"
    plans = only(events, ev.Plan)
    assert [step.done for step in plans[-1].steps] == [True, False]
    assert plans[-1].reason


async def test_a_check_may_look_but_not_touch(world):
    _, events = await world.ask(
        thought("plan([['Write', \"files.write('a.txt', 'x')\"]])\nanswer(1)"), "Well then.", yes=True
    )
    assert not (world.workspace / "a.txt").exists()
    assert any(event.decision == "deny" for event in only(events, ev.ToolCall))


async def test_a_person_edits_the_plan(world):
    async with world.mind([("[ ] Do it", "Done.")]) as mind:
        session = mind.begin(workspace=world.workspace)
        mind.set_plan(session, [ev.PlanStep(text="Do it")])
        await mind.run(session, "Go.")


async def test_model_effort_and_persona_are_changed_on_the_way(world):
    async with world.mind(["One.", thought("6 * 7")]) as mind:
        session = mind.begin(workspace=world.workspace)
        await mind.run(session, "Go.")
        mind.change(session, "effort", "low")
        assert (await mind.run(session, "Go.")).answer == "42"


@pytest.mark.parametrize(("zone", "today"), [("UTC", "2023-11-14"), ("UTC-5", "2023-11-15")])
async def test_the_clock_of_a_thought_is_the_persons(world, monkeypatch, zone, today):
    monkeypatch.setenv("TZ", zone)  # POSIX: five hours ahead is written UTC-5
    time.tzset()
    result, _ = await world.ask(thought("import datetime\nanswer(datetime.date.today().isoformat())"))
    monkeypatch.undo()
    time.tzset()
    assert result.answer == today


async def test_many_sessions_need_few_interpreters(world):
    async with world.mind(
        [thought(f"x = {n}\nanswer(x)") for n in range(12)] + [thought("answer(x)")]
    ) as mind:
        sessions = [mind.begin(workspace=world.workspace) for _ in range(12)]
        for session in sessions:
            await mind.run(session, "Go.")
        assert len(mind._running) == 8
        assert (await mind.run(sessions[0], "Go.")).answer == "0"


async def test_memories_that_may_matter_are_shown_once_and_make_the_session_private(world):
    async with world.mind(
        ["Noted.", (lambda prompt: "- The cat is called Plato." in prompt[0]["content"], "Plato.")]
    ) as mind:
        session = mind.begin(workspace=world.workspace)
        await mind.run(session, "Hello.")
        mind.memory.remember("The cat is called Plato.", session=session)
        await mind.run(session, "What is the cat called?")
        events = [recorded.event for recorded in mind.journal.events(session)]
        assert [event.texts for event in only(events, ev.Recalled)] == [("The cat is called Plato.",)]
        assert view_of(mind.journal, session).private


async def test_a_model_that_is_silent_uses_up_the_time_and_no_more(world, monkeypatch):
    async def silent(*args, **options):
        await asyncio.sleep(3600)

    async with world.mind([], limits={"seconds": 0.05}) as mind:
        monkeypatch.setattr(mind._given_model, "complete", silent)
        with pytest.raises(BudgetSpent, match=r"0\.05 seconds"):
            await mind.run(mind.begin(workspace=world.workspace), "Go.")
