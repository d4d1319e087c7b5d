"""Workers that are killed, given back or all in use: what it costs the session."""

import asyncio
import os
import signal

import pytest

from agora.config import Limits
from agora.errors import BudgetSpent
from agora.thought import Call, Interpreters, Outcome
from agora.thought.running import Running


@pytest.mark.parametrize("moment", ["idle", "suspended", "running"])
def test_a_killed_worker_costs_one_thought(moment: str, lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=lab.tools)
        await lab.finish(interpreter, "mine = recall(1)", "found")
        pid = interpreter._worker.pid
        if moment == "idle":
            os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(0.05)
            outcome = await interpreter.start("mine = 0", clock=0.0)
        elif moment == "suspended":
            assert isinstance(await interpreter.start("mine = 0\nrecall(1)", clock=0.0), Call)
            os.kill(pid, signal.SIGKILL)
            outcome = await interpreter.resume("x")
        else:
            task = asyncio.create_task(interpreter.start("mine = 0\nwhile True: pass", clock=0.0))
            await asyncio.sleep(0.1)
            os.kill(pid, signal.SIGKILL)
            outcome = await task
        assert isinstance(outcome, Outcome)
        assert outcome.lost
        assert "broke down" in outcome.error
        assert (await lab.finish(interpreter, "mine")).value == "found"

    lab.run(body)


def test_a_cancelled_thought_leaves_nothing_and_its_worker_ends(lab) -> None:
    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=lab.tools)
        await lab.finish(interpreter, "mine = 1")
        task = asyncio.create_task(interpreter.start("mine = 0\nwhile True: pass", clock=0.0))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await lab.finish(interpreter, "mine")).value == 1

    lab.run(body)


def test_a_thought_cancelled_while_its_state_is_hashed_can_be_followed_by_another(lab, monkeypatch) -> None:
    async def body(interpreters: Interpreters) -> None:
        interpreter = await interpreters.open(seed=1, tools=lab.tools)
        await lab.finish(interpreter, "mine = 1")

        async def cancelled(self: Running, ended: object, worker: object) -> Outcome:
            raise asyncio.CancelledError

        with monkeypatch.context() as patched:
            patched.setattr(Running, "outcome", cancelled)
            with pytest.raises(asyncio.CancelledError):
                await interpreter.start("mine = 0", clock=0.0)
        assert (await lab.finish(interpreter, "mine")).value == 1

    lab.run(body)


def test_no_more_interpreters_than_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agora.thought.interpreter._PATIENCE_SECONDS", 0.05)

    async def body() -> None:
        async with Interpreters(Limits(), processes=1) as interpreters:
            first = await interpreters.open(seed=1, tools=[])
            await first.start("1", clock=0.0)
            second = await interpreters.open(seed=1, tools=[])
            with pytest.raises(BudgetSpent, match="in use"):
                await second.start("1", clock=0.0)
            await first.close()
            assert isinstance(await second.start("1", clock=0.0), Outcome)

    asyncio.run(body())
