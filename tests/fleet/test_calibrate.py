"""The shipped efficiencies are what the committed script makes of the shipped table."""

from dataclasses import replace

import pytest

from agora.errors import UsageError
from agora.fleet import calibrate, load, problem, publishers, recalibrate, shipped, shipped_runs, to_toml
from agora.fleet.calibrate import cross_validate, log_error
from agora.fleet.efficiencies import PARAMETERS, folds


def test_calibration_reproduces_the_shipped_efficiencies():
    found, _ = recalibrate([])
    assert found == shipped()
    assert load(to_toml(found)) == found


def test_a_fold_reproduces_and_has_not_seen_its_source():
    p = problem(shipped_runs())
    again = calibrate(p, lambda run: run.source == "palm")
    assert replace(again, half_width=folds()["palm"].half_width) == folds()["palm"]
    assert "tpu/16/megatron" not in folds()["palm"].matmul


def test_every_source_has_a_fold_and_a_publisher():
    assert set(folds()) == {run.source for run in shipped_runs()} == set(publishers())


def test_efficiencies_stay_near_their_physical_priors():
    for name, value in shipped().values.items():
        if PARAMETERS[name].share:
            assert 0.02 < value < 0.98, name
        else:
            assert 1 / 5 < value / PARAMETERS[name].prior < 5, name


def test_a_users_own_runs_pull_the_fit():
    own = [
        replace(run, published_s=run.published_s * 1.3)
        for run in shipped_runs()
        if run.source == "foundry-h100"
    ]
    found, _ = recalibrate(own, only=True)
    before = sum(abs(log_error(run, shipped())) for run in own)
    assert sum(abs(log_error(run, found)) for run in own) < before / 2


def test_cross_validation_measures_widths():
    few = [run for run in shipped_runs() if run.source.startswith("foundry-a100")]
    found = cross_validate(problem(few))
    assert set(found) == {"", "foundry-a100-80", "foundry-a100-40"}
    assert 0 < found[""].half_width["dense"] < 1


def test_nothing_to_fit():
    with pytest.raises(UsageError, match="no runs"):
        problem([])
    with pytest.raises(UsageError, match="left out"):
        calibrate(problem(shipped_runs()[:3]), lambda run: True)
    with pytest.raises(UsageError, match="step time"):
        problem([replace(shipped_runs()[0], published_s=None)])
