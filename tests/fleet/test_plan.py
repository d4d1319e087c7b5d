"""Searches find what fits, say why the others lost, and what would suffice."""

from dataclasses import replace

import pytest

from agora.errors import UsageError
from agora.fleet import Layout, Limits, estimate, find_gpu, find_model, load_fleet, plan, plan_run, search
from agora.fleet.memory import USABLE

LLAMA, BIG, H100 = find_model("Llama-3.1-8B"), find_model("Llama-3.1-405B"), find_gpu("H100")


def test_the_winner_is_what_an_estimate_of_it_says():
    found = search(BIG, H100, 1024, 512, Layout(gpus=1024, seq_len=8192))
    again = estimate(BIG, H100, found.layouts[0])
    assert again.step_s == pytest.approx(found.step_s[0])
    assert sum(again.memory_gb.values()) <= USABLE * 80
    assert found.step_s == sorted(found.step_s)
    assert all(x["slower"] >= 0 for x in found.losers)
    assert sum(found.rejected.values()) < found.considered


def test_a_fleet_too_small_says_what_would_suffice():
    with pytest.raises(UsageError, match="would suffice") as caught:
        search(BIG, H100, 8, 64, Layout(gpus=8, seq_len=8192))
    assert "GB" in str(caught.value)


def test_a_batch_that_does_not_divide():
    with pytest.raises(UsageError, match="batch does not divide"):
        search(LLAMA, H100, 4096, 7, Layout(gpus=4096, seq_len=8192))


def test_a_front_without_dominated_options():
    found = plan(LLAMA, 1e11, load_fleet("64xH100"))
    for option in found.front:
        assert not any(
            o is not option
            and o.days <= option.days
            and o.cost_eur <= option.cost_eur
            and o.energy_mwh <= option.energy_mwh
            for o in found.front
        )
    assert all(why for _, why in found.dominated)


def test_limits():
    free = plan(LLAMA, 1e11, load_fleet("64xH100"))
    tight = plan(LLAMA, 1e11, load_fleet("64xH100"), limits=Limits(deadline_days=free.front[0].days * 1.5))
    assert all(option.days <= free.front[0].days * 1.5 for option in tight.front)
    assert any("deadline" in text for text in tight.refused)
    with pytest.raises(UsageError, match="nearest"):
        plan(LLAMA, 1e11, load_fleet("64xH100"), limits=Limits(budget_eur=1))
    with pytest.raises(UsageError, match="nearest"):
        plan(LLAMA, 1e11, load_fleet("64xH100"), limits=Limits(power_mw=1e-6))


def test_more_gpus_than_the_pool_has():
    with pytest.raises(UsageError, match="At most 64"):
        plan(LLAMA, 1e11, load_fleet("64xH100"), gpus=128)


def test_a_run_takes_longer_when_more_breaks():
    pool = load_fleet("1024xH100").pool()
    layout = search(BIG, H100, 1024, 512, Layout(gpus=1024, seq_len=8192)).layouts[0]
    calm = plan_run(BIG, 1e12, pool, layout, spares=40)
    rough = plan_run(BIG, 1e12, replace(pool, failures_per_1000_node_days=40.0), layout, spares=40)
    assert calm.ideal_days < calm.days < rough.days
    assert calm.days_interval[0] < calm.days < calm.days_interval[1]
    assert rough.daly_interval_s < calm.daly_interval_s


def test_a_layout_that_does_not_fit_is_not_run():
    pool = load_fleet("8xH100").pool()
    with pytest.raises(UsageError, match="80 GB"):
        plan_run(BIG, 1e12, pool, Layout(gpus=8, tp=8, global_batch=8, recompute=3))
