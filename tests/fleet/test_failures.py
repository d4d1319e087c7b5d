"""Goodput of published long runs lies inside the predicted interval; formulas agree with the simulation."""

from dataclasses import replace

import pytest

from agora.errors import UsageError
from agora.fleet import (
    Scenario,
    best_interval,
    daly_interval_s,
    goodput,
    goodput_interval,
    published_runs,
    reliability,
    simulate,
)
from agora.fleet.failures import Reliability


@pytest.mark.parametrize("run", published_runs(), ids=lambda run: run["run"])
def test_published_goodput_is_inside(run):
    assert run["inside"]
    assert run["interval"][0] < run["goodput"] < run["interval"][1]
    assert run["interval"][1] - run["interval"][0] < 0.4  # an interval that says something


def test_young_and_daly():
    assert daly_interval_s(60, 86400) == pytest.approx((2 * 60 * 86400) ** 0.5, rel=0.02)
    assert daly_interval_s(100, 10) == 10


def test_formula_and_simulation_agree_where_the_formula_holds():
    r = Reliability(4.4 / 1000 / 86400, 540, 10)
    s = Scenario(
        nodes=2148, spares=100, days=400, bad_share=0, switch_share=0, straggler_share=0, interval_s=900
    )
    assert simulate(s).goodput == pytest.approx(goodput(r, 2048, 900).share, abs=0.012)


def test_bad_nodes_switches_and_stragglers_cost():
    calm = Scenario(nodes=2148, spares=100, days=100, bad_share=0, switch_share=0, straggler_share=0)
    for worse in (
        replace(calm, straggler_share=0.2),
        replace(calm, restart_s=3600),
        replace(calm, failures_per_1000_node_days=20),
    ):
        assert simulate(worse).goodput < simulate(calm).goodput


def test_without_spares_a_job_waits_for_repairs():
    short = Scenario(nodes=500, spares=0, days=60)
    assert simulate(short).waiting > 0.05
    assert simulate(replace(short, nodes=510, spares=10)).waiting < simulate(short).waiting / 3


def test_the_same_seed_tells_the_same_story():
    s = Scenario(nodes=300, spares=5, jobs=3, days=30)
    assert simulate(s) == simulate(s)
    assert simulate(s) != simulate(replace(s, seed=1))


def test_simulated_interval_is_near_dalys():
    s = Scenario(nodes=2080, spares=32, days=60)
    daly = daly_interval_s(s.save_s, 86400 * 1000 / 4.4 / 2048)
    assert 0.4 < best_interval(s, daly) / daly < 2.5


def test_a_fleet_of_600_000_gpus_and_its_events():
    o = simulate(Scenario(nodes=75_000, spares=1500, jobs=36, days=54))
    assert 15_000 < o.interruptions < 20_000
    assert o.events < 200_000
    assert 0.8 < o.goodput < 0.95
    one = simulate(Scenario(nodes=75_000, spares=1500, jobs=1, days=54))
    assert one.goodput < 0.2  # one job on everything hardly ever trains


def test_uncertainty_widens():
    known = reliability("automatic", per_1000_node_days=4.0, restart_s=600)
    guess = reliability("automatic")
    width = [high - low for _, low, high in (goodput_interval(known, 2048), goodput_interval(guess, 2048))]
    assert width[0] < width[1]


@pytest.mark.parametrize(
    "bad",
    [
        lambda: simulate(Scenario(nodes=0)),
        lambda: simulate(Scenario(nodes=4, jobs=9)),
        lambda: simulate(Scenario(nodes=4, days=-1)),
        lambda: simulate(Scenario(nodes=4, interval_s=0)),
        lambda: reliability("magic"),
        lambda: reliability(save_s=0),
        lambda: goodput(reliability(), 0),
    ],
)
def test_impossible_figures(bad):
    with pytest.raises(UsageError):
        bad()
