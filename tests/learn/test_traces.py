"""From sessions only what was allowed, found good and is nobody's secret."""

from pathlib import Path

import pytest
from tests.mind.world import ScriptedPerson, World, thought

from agora.learn.traces import traces
from agora.mind.prompt import TRAINED


@pytest.fixture
def world(tmp_path: Path) -> World:
    (tmp_path / "work").mkdir()
    return World(tmp_path / "home", tmp_path / "work")


async def learnt(
    world: World, replies: list, messages: list[str], *, consent: bool = True, after=None, **options
):
    """Run messages in one session, and return what can be learnt from it."""
    async with world.mind(replies, **options) as mind:
        session = mind.begin(workspace=world.workspace, seed=1)
        for message in messages:
            await mind.run(session, message)
        if consent:
            mind.consent(session, given=True)
        if after:
            after(mind, session)
        return traces(mind.journal)


def good(mind, session) -> None:
    mind.rate(session, good=True)


async def test_a_good_answer_is_learnt_as_the_model_saw_it(world: World) -> None:
    got = await learnt(world, [thought("answer(6 * 7)")], ["What is 6 times 7?"], after=good)
    assert got.kept == {"the answer was rated good": 1}
    assert got.samples[0]["messages"] == [
        {"role": "system", "content": TRAINED},
        {"role": "user", "content": "What is 6 times 7?"},
        {"role": "assistant", "content": thought("answer(6 * 7)"), "train": True},
    ]


async def test_without_consent_nothing_is(world: World) -> None:
    got = await learnt(world, [thought("answer(42)")], ["6 * 7?"], consent=False, after=good)
    assert not got.samples
    assert got.dropped == {"no consent was recorded": 1}


async def test_consent_can_be_taken_back(world: World) -> None:
    def after(mind, session):
        good(mind, session)
        mind.consent(session, given=False)

    assert not (await learnt(world, [thought("answer(42)")], ["6 * 7?"], after=after)).samples


async def test_a_bad_one_and_one_of_which_nothing_is_known_are_left_out(world: World) -> None:
    def after(mind, session):
        mind.rate(session, good=False)

    got = await learnt(world, ["Blue.", thought("answer(41)")], ["Colour?", "6 * 7?"], after=after)
    assert got.dropped == {"nothing shows that it was right": 1, "it was rated bad": 1}


async def test_a_checked_thought_is_learnt_and_a_failed_one_only_shown(world: World) -> None:
    replies = [thought("answer(1 / 0)"), thought("x = 6 * 7\ncheck(x % 7 == 0)\nanswer(x)")]
    got = await learnt(world, replies, ["6 * 7?"])
    assert got.kept == {"its thoughts checked their result": 1}
    trained = [m.get("train") for m in got.samples[0]["messages"] if m["role"] == "assistant"]
    assert trained == [False, True]


async def test_what_was_approved_is_learnt(world: World) -> None:
    write = thought("files.write('a.txt', 'hello')\nanswer('done')")
    got = await learnt(world, [write], ["Write hello to a.txt"], person=ScriptedPerson(["once"]))
    assert got.kept == {"what it did was approved": 1}


async def test_what_was_taken_back_is_not(world: World) -> None:
    write = thought("files.write('a.txt', 'hello')\nanswer('done')")
    got = await learnt(
        world, [write], ["Write hello"], person=ScriptedPerson(["once"]), after=lambda mind, s: mind.undo(s)
    )
    assert got.dropped == {"its changes were taken back": 1}


async def test_private_text_is_learnt_only_where_the_person_vouches(world: World) -> None:
    (world.workspace / "a.txt").write_text("hello")
    read = thought("x = files.read('a.txt')\ncheck(x)\nanswer(x)")
    got = await learnt(world, [read], ["Read a.txt"])
    assert got.dropped == {"it read private or foreign text, and nobody rated it good": 1}
    assert (await learnt(world, [read], ["Read a.txt"], after=good)).kept["the answer was rated good"] == 1


async def test_secrets_are_never_learnt(world: World) -> None:
    (world.workspace / "a.txt").write_text("password: hunter22")
    read = thought("print(files.read('a.txt'))")
    got = await learnt(world, [read, "It is hunter22."], ["What is in a.txt?"], after=good)
    assert got.dropped == {"it holds a password": 1}
    assert "hunter22" not in repr(got.samples)


async def test_a_question_that_was_asked_again_was_not_answered(world: World) -> None:
    checked = thought("check(True)\nanswer(41)")
    got = await learnt(world, [checked, checked], ["What is 6 times 7?", "No. What is 6 times 7?"])
    assert got.dropped["the same was asked again"] == 1
