"""A desk's sessions: sent, followed, asked about, stopped, tried again, and taken up by the next service."""

import asyncio
import time
from pathlib import Path

import pytest

from agora.errors import SandboxError, UsageError
from agora.journal import PlanStep
from agora.journal.database import Database
from agora.models import ModelReply, ScriptedModel
from agora.server import files, work
from agora.server.usage import usage


def thought(code: str) -> str:
    return f"```python\n{code}\n```"


async def until(desk, session, kind, after=0):
    """Return frames up to the first that `kind` accepts."""
    seen = []
    async for frame in desk.follow(session, after):
        seen.append(frame)
        if kind(frame):
            return seen
    raise AssertionError("the feed ended")


def is_event(kind):
    return lambda frame: frame.kind == "event" and frame.data["event"]["type"] == kind


class Slow(ScriptedModel):
    """Writes half of its reply, then waits to be let go on."""

    def __init__(self, text: str) -> None:
        super().__init__([])
        self.text, self.go, self.half = text, asyncio.Event(), asyncio.Event()

    async def complete(self, messages, *, max_tokens, on_text=None, **options):
        if on_text:
            on_text(self.text[:5])
        self.half.set()
        await self.go.wait()
        if on_text:
            on_text(self.text[5:])
        return ModelReply(self.text, self.name, "stop", 10, 5, 0.0)


async def test_a_message_is_followed_to_its_answer(serve) -> None:
    async with serve(["Hello there."]) as service:
        desk = service.desk()
        session = desk.create(name="greeting")
        await desk.send(session, "Hi")
        frames = await until(desk, session, is_event("answer"))
        seqs = [frame.seq for frame in frames if frame.kind == "event"]
        assert seqs == list(range(1, len(seqs) + 1))
        assert frames[-1].data["event"]["text"] == "Hello there."
        await desk.finished(session)
        assert desk.state(session) == {"state": "answered", "requests": [], "error": ""}
        assert [info.id for info in desk.sessions("greet")] == [session]
        assert [info.id for info in desk.sessions("Hello there")] == [session]
        assert desk.sessions("nowhere to be found") == []
        assert usage(desk, session)["agora-135m"].replies == 1


async def test_who_comes_late_sees_the_partial_text_and_who_resumes_misses_nothing(serve) -> None:
    model = Slow("Once upon a time.")
    async with serve(model=model) as service:
        desk = service.desk()
        session = desk.create()
        await desk.send(session, "A story")
        await model.half.wait()
        frames = await until(desk, session, lambda frame: frame.kind == "text")
        assert frames[-1].data == {"text": "Once ", "at": 0}
        last = frames[-1].seq
        model.go.set()
        rest = await until(desk, session, is_event("answer"), last)
        assert [frame.seq for frame in rest if frame.kind == "event"] == [last + 1, last + 2]


async def test_an_approval_is_parked_until_it_is_given(serve, workspace: Path) -> None:
    async with serve([thought("files.write('a.txt', 'tea')\nanswer('done')")]) as service:
        desk = service.desk()
        session = desk.create()
        await desk.send(session, "Write it")
        frames = await until(desk, session, lambda frame: frame.kind == "state" and frame.data["requests"])
        [request] = frames[-1].data["requests"]
        assert (request["kind"], request["tool"]) == ("approval", "files.write")
        assert "+tea" in request["diff"]
        assert not (workspace / "a.txt").exists()
        with pytest.raises(UsageError, match="is an approval"):
            desk.answer(session, request["id"], "yes")
        desk.approve(session, request["id"], "once")
        with pytest.raises(UsageError, match="Nothing waits"):
            desk.approve(session, request["id"], "once")
        await desk.finished(session)
        assert (workspace / "a.txt").read_text() == "tea"


async def test_a_question_is_answered(serve) -> None:
    async with serve([thought("answer(ask_user('Which?', ['red', 'blue']))")]) as service:
        desk = service.desk()
        session = desk.create()
        await desk.send(session, "Ask me")
        await until(desk, session, lambda frame: frame.kind == "state" and frame.data["requests"])
        [request] = await desk.requests(session)
        assert request.choices == ("red", "blue")
        desk.answer(session, request.id, "blue")
        await desk.finished(session)
        assert desk.events(session)[-1]["event"]["text"] == "blue"


async def test_a_service_that_closes_in_mid_answer_is_gone_on_with_by_the_next(serve) -> None:
    model = Slow("Once upon a time.")
    async with serve(model=model) as service:
        session = service.desk().create()
        await service.desk().send(session, "A story")
        await model.half.wait()
    async with serve(["Another one."]) as service:
        desk = service.desk()
        frames = await until(desk, session, is_event("answer"))
        assert frames[-1].data["event"]["text"] == "Another one."
        assert not [frame for frame in frames if is_event("stopped")(frame)]


async def test_a_request_outlives_the_service(serve, workspace: Path) -> None:
    async with serve([thought("files.write('a.txt', 'tea')\nanswer('done')")]) as service:
        desk = service.desk()
        session = desk.create()
        await desk.send(session, "Write it")
        assert await wait_for_request(desk, session)
    async with serve([]) as service:
        desk = service.desk()
        request = await wait_for_request(desk, session)
        desk.approve(session, request.id, "once")
        await desk.finished(session)
        assert (workspace / "a.txt").read_text() == "tea"


async def wait_for_request(desk, session):
    await until(desk, session, lambda frame: frame.kind == "state" and frame.data["requests"])
    [request] = await desk.requests(session)
    return request


async def test_what_a_person_stopped_stays_stopped(serve) -> None:
    model = Slow("Once upon a time.")
    async with serve(model=model) as service:
        desk = service.desk()
        session = desk.create()
        await desk.send(session, "A story")
        await model.half.wait()
        with pytest.raises(UsageError, match="at work"):
            await desk.send(session, "Another")
        assert await desk.stop(session)
        assert not await desk.stop(session)
        assert desk.events(session)[-1]["event"]["why"] == "interrupted"
    async with serve([]) as service:
        assert not service.desk().running(session)


async def test_retry_and_resend_leave_the_old_session_as_it_is(serve) -> None:
    async with serve(["One.", "Two.", "Three."]) as service:
        desk = service.desk()
        session = desk.create()
        await desk.send(session, "Count")
        await desk.finished(session)
        again = await desk.retry(session)
        await desk.finished(again)
        other = await desk.resend(session, 2, "Count on")
        await desk.finished(other)
        texts = [desk.events(each)[-1]["event"]["text"] for each in (session, again, other)]
        assert texts == ["One.", "Two.", "Three."]
        assert desk.events(other)[1]["event"]["text"] == "Count on"
        with pytest.raises(UsageError, match="no message"):
            await desk.resend(session, 1, "No")


async def test_a_failure_is_told_and_the_session_can_be_tried_again(serve) -> None:
    class Failing(ScriptedModel):
        async def complete(self, messages, **options):
            raise RuntimeError("out of tune")

    async with serve(model=Failing([])) as service:
        desk = service.desk()
        session = desk.create()
        await desk.send(session, "Hi")
        await desk.finished(session)
        assert "out of tune" in desk.state(session)["error"]


async def test_plans_names_forks_and_deletion(serve) -> None:
    async with serve(["One."]) as service:
        desk = service.desk()
        session = desk.create()
        desk.set_plan(session, [PlanStep(text="Begin")])
        desk.change(session, "effort", "low")
        desk.rename(session, "first")
        fork = desk.fork(session)
        assert desk.info(fork).events == desk.info(session).events == 3
        assert len(desk.export(session)) == 3
        await desk.delete(session)
        with pytest.raises(UsageError, match="no session"):
            desk.info(session)


async def test_two_users_have_nothing_in_common(serve, home: Path) -> None:
    async with serve([]) as service:
        ana, bob = service.desk("ana"), service.desk("bob")
        session = ana.create(workspace="project")
        ana.mind.memory.remember("The safe opens with 4711.")
        files.upload(ana, session, "a.txt", b"tea")
        with pytest.raises(UsageError, match="no session"):
            bob.info(session)
        assert bob.mind.memory.list() == []
        other = bob.create()
        with pytest.raises(SandboxError, match="leads out"):
            files.download(bob, other, "../../ana/work/project/a.txt")
        with pytest.raises(UsageError, match="no folder's name"):
            bob.create(workspace="../ana")
        assert (home / "people" / "ana" / "work" / "project" / "a.txt").read_bytes() == b"tea"


async def test_what_a_terminal_does_is_shown(serve, home: Path) -> None:
    from agora.journal import Journal, UserMessage

    async with serve([]) as service:
        desk = service.desk()
        session = desk.create()
        feed = desk.follow(session, 1)
        assert (await anext(feed)).kind == "state"
        with Journal(home / "journal.db") as other, other.lease(session) as lease:
            other.append(lease, UserMessage(text="From the terminal"))
        desk.look_around()
        assert (await anext(feed)).data["event"]["text"] == "From the terminal"
        await feed.aclose()


async def test_a_feed_is_joined_however_late_it_is_followed(serve) -> None:
    async with serve([]) as service:
        desk = service.desk()
        session = desk.create()
        frames = desk.follow(session, 1)
        desk.feed(session)
        desk.look_around()  # drops a feed that nobody follows yet
        assert (await anext(frames)).kind == "state"
        assert desk.feed(session).followers == 1
        await frames.aclose()
        assert desk.feed(session).followers == 0


async def test_a_feed_says_now_and_then_that_it_is_there(serve) -> None:
    async with serve([]) as service:
        desk = service.desk()
        frames = desk.follow(desk.create(), beat_s=0.001)
        kinds = [(await anext(frames)).kind for _ in range(4)]
        assert kinds == ["event", "state", "beat", "beat"]
        await frames.aclose()


async def test_what_a_killed_server_left_is_taken_up_a_few_at_a_time(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(work, "_NEXT_S", 0.0)
    going, most, done = set(), [], []

    async def run(session, text):
        going.add(session)
        most.append(len(going))
        for _ in range(99):  # they begin one a turn of the loop
            await asyncio.sleep(0)
        going.discard(session)
        done.append(session)

    names = [f"s{number:02}" for number in range(30)]
    for name in (*names, "gone"):
        (tmp_path / name).touch()
    works = work.Works(run, tmp_path, tell=lambda session: None, parked=lambda: 0)
    assert works.resume(lambda session: session != "gone" and session not in done) == names
    while len(done) < len(names):
        await asyncio.sleep(0)
    assert max(most) == 8
    assert sorted(done) == names
    await works.close()
    assert list(tmp_path.iterdir()) == []


async def test_sessions_that_are_told_to_begin_at_once_do_so_one_a_turn(tmp_path: Path) -> None:
    turns, began = 0, []

    async def run(session: str, text: str | None) -> None:
        began.append(turns)

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    works = work.Works(run, tmp_path / "marks", tell=lambda session: None, parked=lambda: 0)
    ticking = asyncio.create_task(others())
    await asyncio.gather(*(works.launch(f"s{number}", "Hello") for number in range(20)))
    ticking.cancel()
    assert len(began) == len(set(began)) == 20


async def test_one_message_at_a_time_is_looked_up_in_memory(serve, monkeypatch) -> None:
    async with serve(["Hello."] * 6) as service:
        desk = service.desk()
        inside, most = 0, 0

        def recall(query: str, k: int) -> list[object]:
            nonlocal inside, most
            inside += 1
            most = max(most, inside)
            time.sleep(0.01)  # long enough for another thread to come in
            inside -= 1
            return []

        monkeypatch.setattr(desk.mind.memory, "recall", recall)
        sessions = [desk.create() for _ in range(6)]
        await asyncio.gather(*(desk.send(session, "Hi") for session in sessions))
        await asyncio.gather(*(desk.finished(session) for session in sessions))
        assert most == 1


async def test_what_a_message_costs_does_not_grow_with_its_session(serve, monkeypatch) -> None:
    queries, rows = [], Database.rows

    def counted(self: Database, query: str, *bindings: object) -> list[object]:
        queries.append(query)
        return rows(self, query, *bindings)

    monkeypatch.setattr(Database, "rows", counted)
    async with serve(["Hello."] * 12) as service:
        desk = service.desk()
        session, asked = desk.create(), []
        for _ in range(12):
            queries.clear()
            await desk.send(session, "Hi")
            await desk.finished(session)
            asked.append(len(queries))
        assert max(asked[1:]) <= 14, asked
