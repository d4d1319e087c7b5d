"""Whatever the moment of a crash, the session goes on to the same end, and nothing happens twice."""

import pytest
from tests.mind.world import ScriptedPerson, ev, only, thought

REPLIES = [
    thought("files.write('log.txt', 'start\\n')\nnames = files.list()"),
    thought("files.edit('log.txt', 'start\\n', 'start\\none\\n')\nprint(files.read('log.txt'))"),
    thought("shell('echo two >> log.txt')\nx = remember('The log has two lines.')"),
    thought("files.write('b.txt', str(len(names)))\nanswer(files.read('log.txt'))"),
]


class Crash(BaseException):
    """Stands for the death of the process: nothing after it is written."""


def crash_after(mind, count):
    """Let `count` events through, then refuse every further one as a dead process would."""
    append, left = mind.journal.append, [count]

    def dying(lease, *events, sync=True):
        if left[0] <= 0:
            raise Crash
        left[0] -= len(events)
        return append(lease, *events, sync=sync)

    mind.journal.append = dying


async def events_of_a_whole_run(world, effort):
    result, events = await world.ask(*REPLIES, yes=True, person=ScriptedPerson(["once"]), effort=effort)
    return result.answer, len(events)


async def test_a_crash_at_every_event_ends_the_same(world, tmp_path, needs_sandbox):
    whole, total = await events_of_a_whole_run(world, "medium")
    assert whole == "start\none\ntwo\n"
    for count in range(2, total):
        place = type(world)(tmp_path / f"home{count}", tmp_path / f"work{count}")
        place.workspace.mkdir()
        async with place.mind(list(REPLIES), yes=True, person=ScriptedPerson(["once"])) as mind:
            session = mind.begin(workspace=place.workspace, seed=1)
            crash_after(mind, count - 1)
            with pytest.raises(Crash):
                await mind.run(session, "Go.")
            replied = len(only([recorded.event for recorded in mind.journal.events(session)], ev.Reply))
        async with place.mind(REPLIES[replied:], yes=True, person=ScriptedPerson(["once"])) as mind:
            message = None if any(True for _ in mind.journal.events(session, after=1)) else "Go."
            result = await mind.run(session, message)
            assert result.answer == whole, f"after {count} events"
            assert (place.workspace / "log.txt").read_text() == "start\none\ntwo\n"
            assert len(mind.memory.list(kinds=["fact"])) == 1
            assert mind.journal.verify(session, deep=True) == []


async def test_a_foreign_change_between_preparation_and_crash_is_left_alone(world):
    async with world.mind([thought("files.write('a.txt', 'mine')\nanswer(1)")], yes=True) as mind:
        session = mind.begin(workspace=world.workspace, seed=1)
        crash_after(mind, 6)  # message, reply, thought started, call, prepared; the result is lost
        append = mind.journal.append

        def dying(lease, *events, sync=True):
            if isinstance(events[0], ev.ToolResult):
                raise Crash
            return append(lease, *events, sync=sync)

        mind.journal.append = dying
        with pytest.raises(Crash):
            await mind.run(session, "Go.")
    (world.workspace / "a.txt").write_text("somebody else's")
    async with world.mind([("somebody else", "I see.")]) as mind:
        assert (await mind.run(session)).answer == "I see."
    assert (world.workspace / "a.txt").read_text() == "somebody else's"
