"""How sure an answer is: told where the model is calibrated, and never invented."""

import json
from dataclasses import replace

import pytest
from tests.mind.world import CutModel, ev, only, thought

from agora.errors import ModelError
from agora.mind.confidence import Calibration, Line, read_calibration


@pytest.fixture
def calibration(tmp_path):
    path = tmp_path / "m.confidence.json"
    thought = {"bias": 2.0, "weights": {"mean": 4.0, "failed": -3.0, "disagreement": -6.0}}
    path.write_text(json.dumps({"thought": thought, "prose": {"bias": 0, "weights": {}}, "threshold": 0.6}))
    return path


@pytest.fixture
def logprob(monkeypatch):
    """Let every scripted reply have this mean log-probability."""
    said = {"mean": -0.01}
    complete = CutModel.complete

    async def surely(self, messages, **options):
        return replace(await complete(self, messages, **options), logprob_mean=said["mean"], logprob_min=-1.0)

    monkeypatch.setattr(CutModel, "complete", surely)
    return said


async def test_without_a_calibration_none_is_told(world):
    result, events = await world.ask(thought("answer(4)"))
    assert (result.confidence, result.unsure) == (None, False)
    assert only(events, ev.Answer)[0].confidence is None


async def test_a_probable_thought_is_sure_and_an_improbable_one_is_not(world, calibration, logprob):
    sure, _ = await world.ask(thought("answer(4)"), calibration=calibration)
    logprob["mean"] = -0.8
    unsure, events = await world.ask(thought("answer(4)"), calibration=calibration)
    assert sure.confidence == pytest.approx(0.877, abs=0.001)
    assert not sure.unsure
    assert unsure.confidence == pytest.approx(0.231, abs=0.001)
    assert unsure.unsure
    assert unsure.answer == "4"  # the attempt is shown all the same
    assert only(events, ev.Answer)[0].unsure


async def test_a_thought_that_failed_before_counts_against_it(world, calibration, logprob):
    result, _ = await world.ask(thought("answer(1 / 0)"), thought("answer(4)"), calibration=calibration)
    assert result.confidence < 0.6


async def test_prose_has_its_own_line(world, calibration, logprob):
    result, _ = await world.ask("Blue.", calibration=calibration)
    assert (result.confidence, result.unsure) == (0.5, True)


async def test_candidates_that_disagree_make_it_unsure(world, calibration, logprob):
    agreed, _ = await world.ask(*[thought("answer(4)")] * 5, effort="high", calibration=calibration)
    replies = [thought(f"answer({n})") for n in (1, 2, 3, 4, 5)]
    split, events = await world.ask(*replies, effort="high", calibration=calibration)
    assert agreed.confidence > 0.8
    assert split.confidence < 0.2
    assert only(events, ev.Chosen)[0].agreement < 0.5


def test_what_is_no_calibration_is_told(tmp_path):
    (tmp_path / "c.json").write_text('{"threshold": "high"}')
    with pytest.raises(ModelError, match="no calibration"):
        read_calibration(tmp_path / "c.json")


def test_a_feature_that_is_unknown_counts_nothing():
    line = Line(bias=1.0, weights={"unheard": 5.0})
    assert line.at({}) == line.at({"mean": -1.0})
    assert Calibration(thought=line, prose=line, threshold=0.5).threshold == 0.5
