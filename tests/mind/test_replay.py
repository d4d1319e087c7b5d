from tests.mind.world import thought

from agora.config import Limits
from agora.mind import replay


async def run_and_replay(world, *replies, **options):
    async with world.mind(replies, yes=True) as mind:
        session = mind.begin(workspace=world.workspace, seed=7, **options)
        await mind.run(session, "Go.")
        return await replay(mind.journal, session, limits=Limits(), tools=mind.toolbox.names)


async def test_a_session_replays_to_the_same_states_without_running_a_tool(world):
    (world.workspace / "a.txt").write_text("one\n")
    async with world.mind(
        [
            thought("import random, datetime\ntext = files.read('a.txt')\nr = random.random()"),
            thought("files.write('b.txt', text)\nprint(r, datetime.datetime.now())"),
            thought("missing"),
            thought("answer(text)"),
        ],
        yes=True,
    ) as mind:
        session = mind.begin(workspace=world.workspace, seed=7)
        await mind.run(session, "Go.")
        (world.workspace / "a.txt").unlink()
        (world.workspace / "b.txt").unlink()
        report = await replay(mind.journal, session, limits=Limits(), tools=mind.toolbox.names)
    assert report.thoughts == 4
    assert report.differences == []
    assert not (world.workspace / "b.txt").exists()


async def test_a_chosen_candidate_replays(world):
    report = await run_and_replay(
        world,
        *[thought("import random\nx = random.random()\nanswer(1)")] * 3,
        effort="high",
    )
    assert report.thoughts == 1
    assert report.differences == []


async def test_a_tool_that_is_no_longer_offered_replays(world):
    async with world.mind([thought("x = recall('a')\nanswer(1)")]) as mind:
        session = mind.begin(workspace=world.workspace, seed=7)
        await mind.run(session, "Go.")
        report = await replay(mind.journal, session, limits=Limits(), tools=["answer"])
    assert report.differences == []


async def test_a_changed_result_shows(world, monkeypatch):
    from agora.mind import replay as module_function  # noqa: F401

    async with world.mind([thought("x = recall('a')\nanswer(1)")]) as mind:
        session = mind.begin(workspace=world.workspace, seed=7)
        await mind.run(session, "Go.")
        real = mind.journal.events

        def forged(session, after=0):
            for recorded in real(session, after):
                event = recorded.event
                if event.type == "tool_result" and event.call == 0:
                    event = event.model_copy(update={"value": ["forged"]})
                yield type(recorded)(recorded.seq, recorded.time, event)

        monkeypatch.setattr(mind.journal, "events", forged)
        report = await replay(mind.journal, session, limits=Limits(), tools=mind.toolbox.names)
    assert [difference.what for difference in report.differences] == ["state"]
