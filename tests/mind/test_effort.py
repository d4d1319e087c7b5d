import pytest
from tests.mind.world import ScriptedPerson, ev, only, thought

from agora.errors import ApprovalNeeded


def by_branch(*answers):
    """A model whose candidates reply differently: the first call gets the first answer, and so on."""
    return [thought(answer) for answer in answers]


async def test_candidates_agree_and_the_odd_one_is_dropped(world):
    result, events = await world.ask(*by_branch("answer(41)", "answer(42)", "answer('42')"), effort="high")
    assert result.answer == "42"
    assert result.steps == 3
    assert "2 of 3" in only(events, ev.Chosen)[0].reason


async def test_only_the_chosen_candidates_writes_are_made(world):
    result, _ = await world.ask(
        *by_branch(
            "files.write('a.txt', 'odd')\nfiles.write('odd.txt', '')\nanswer(1)",
            "files.write('a.txt', 'even')\nanswer(2)",
            "files.write('a.txt', 'even')\nanswer(2)",
        ),
        effort="high",
        yes=True,
    )
    assert result.answer == "2"
    assert (world.workspace / "a.txt").read_text() == "even"
    assert not (world.workspace / "odd.txt").exists()


async def test_the_chosen_writes_need_one_yes(world):
    replies = by_branch(*["files.write('a.txt', 'x')\nanswer(2)"] * 3)
    with pytest.raises(ApprovalNeeded):
        await world.ask(*replies, effort="high")
    assert not (world.workspace / "a.txt").exists()
    person = ScriptedPerson(["once"])
    async with world.mind([], person=person) as mind:  # the candidates wait; none is thought again
        session = mind.journal.sessions()[0].id
        assert (await mind.run(session)).answer == "2"
    assert len(person.asked) == 1
    assert (world.workspace / "a.txt").read_text() == "x"


async def test_refused_writes_are_not_claimed_as_made(world):
    person = ScriptedPerson(["no"])
    replies = by_branch(*["files.write('a.txt', 'x')\nanswer('I wrote a.txt.')"] * 3)
    result, _ = await world.ask(*replies, effort="high", person=person)
    assert "none of them was made" in result.answer
    assert not (world.workspace / "a.txt").exists()


async def test_a_check_beats_agreement(world):
    plan = "plan([['Even', 'n % 2 == 0']])\n"
    result, _ = await world.ask(
        *by_branch(plan + "n = 4\nanswer(n)", plan + "n = 3\nanswer(n)", plan + "n = 3\nanswer(n)"),
        # The two that fail their check are told so, and insist.
        thought("answer(n)"),
        thought("answer(n)"),
        effort="high",
    )
    assert result.answer == "4"


async def test_variables_of_the_chosen_candidate_live_on(world):
    async with world.mind(
        [*by_branch("x = 1\nanswer(1)", "x = 2\nanswer(2)", "x = 2\nanswer(2)"), thought("answer(x)")]
    ) as mind:
        session = mind.begin(workspace=world.workspace, effort="high", seed=1)
        await mind.run(session, "Go.")
        mind.change(session, "effort", "medium")
        assert (await mind.run(session, "And x?")).answer == "2"


async def test_what_a_dropped_candidate_remembered_is_not_kept(world):
    async with world.mind(
        by_branch("remember('odd')\nanswer(1)", "remember('even')\nanswer(2)", "remember('even')\nanswer(2)")
    ) as mind:
        session = mind.begin(workspace=world.workspace, effort="high", seed=1)
        await mind.run(session, "Go.")
        assert [item.text for item in mind.memory.list(kinds=["fact"])] == ["even"]


async def test_one_failing_candidate_does_not_fail_the_task(world):
    result, _ = await world.ask("", "", "", "Two.", "Two.", effort="high")
    assert result.answer == "Two."
