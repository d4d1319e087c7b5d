"""Expert iteration keeps what is right, once, and the rare more often."""

import asyncio

from tests.mind.world import thought

from agora.evals.task import Task
from agora.learn.iterate import accepted, try_tasks
from agora.mind.prompt import TRAINED
from agora.models import ModelReply, ScriptedModel

EASY = Task("What is 6 times 7?", ["answer(6 * 7)"], 42)
HARD = Task("What is 8 times 9?", ["answer(8 * 9)"], 72)


class Sampler(ScriptedModel):
    """Replies by what is asked and how often it was asked before."""

    def __init__(self, replies: dict[str, list[str]]) -> None:
        super().__init__([], trained=True)
        self._replies = {question: list(said) for question, said in replies.items()}
        self.at_once = self.most_at_once = 0
        self.temperatures: list[float] = []

    async def complete(self, messages, **options):
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.temperatures.append(options["temperature"])
        await asyncio.sleep(0.01)
        self.at_once -= 1
        question = next(q for q in self._replies if any(q in m["content"] for m in messages))
        return ModelReply(self._replies[question].pop(0), "sampler", "stop", 1, 1, 0.0)


async def test_what_is_right_is_kept_once_and_the_rare_more_often() -> None:
    right = [
        thought("answer(6 * 7)"),
        thought("answer( 6*7 )"),
        thought("x = 6 * 7\nanswer(x)"),
        thought("answer(42)"),
    ]
    wrong = [thought("answer(71)"), thought("answer(8 + 9)"), thought("answer(8 * 9)"), "It is 71."]
    told: list[bool] = []
    model = Sampler({EASY.message: right, HARD.message: wrong})
    tried = await try_tasks([EASY, HARD], model, k=4, at_once=4, on_try=told.append)
    assert [len(one.right) for one in tried] == [4, 1]
    assert sorted(told) == [False] * 3 + [True] * 5
    assert sorted(model.temperatures)[:3] == [0.0, 0.0, 0.8]
    samples = accepted(tried, ["times", "times"])
    said = [sample["messages"][-1]["content"] for sample in samples]
    assert said.count(thought("answer(8 * 9)")) == 3  # it succeeded once in four tries
    assert len(said) == 4  # and the easy one once, though three ways were found


async def test_a_thought_that_failed_is_shown_and_not_learnt() -> None:
    replies = [thought("answer(6 / 0)"), thought("answer(6 * 7)")]
    [one] = await try_tasks([EASY], Sampler({EASY.message: replies}), k=1)
    [sample] = accepted([one], ["times"])
    assert sample["messages"][0] == {"role": "system", "content": TRAINED, "train": False}
    learnt = [(m["role"], m["train"]) for m in sample["messages"][1:]]
    assert learnt == [("user", False), ("assistant", False), ("user", False), ("assistant", True)]


async def test_several_tries_are_under_way_at_once() -> None:
    model = Sampler({EASY.message: [thought("answer(42)")] * 6})
    await try_tasks([EASY], model, k=6, at_once=3)
    assert model.most_at_once == 3


async def test_what_is_never_right_gives_nothing() -> None:
    tried = await try_tasks([EASY], Sampler({EASY.message: [thought("answer(1)")] * 2}), k=2)
    assert accepted(tried, ["times"]) == []
