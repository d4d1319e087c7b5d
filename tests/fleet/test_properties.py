"""What must hold for every layout: physics, not figures."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from agora.errors import UsageError
from agora.fleet import PARTS, Layout, estimate, find_gpu, find_model
from agora.fleet.failures import daly_interval_s, goodput, reliability
from agora.fleet.schedule import schedule
from agora.fleet.simulate import Scenario, simulate

DENSE, MIXTURE = find_model("Llama-3.1-8B"), find_model("Qwen3-30B-A3B")
powers = st.sampled_from([1, 2, 4, 8])


@st.composite
def cases(draw):
    """Draw a model, a GPU and a possible layout."""
    model = draw(st.sampled_from([DENSE, MIXTURE, find_model("DeepSeek-V3")]))
    gpu = find_gpu(draw(st.sampled_from(["A100-80", "H100-SXM", "B200", "GB300", "MI300X"])))
    tp, pp, cp, dp = (
        draw(st.sampled_from([1, 2, 4])),
        draw(powers),
        draw(st.sampled_from([1, 2])),
        draw(powers),
    )
    ep = draw(st.sampled_from([e for e in (1, 2, 4, 8) if e <= dp * cp * tp])) if model.experts else 1
    micro = draw(st.sampled_from([1, 2]))
    layout = Layout(
        gpus=tp * pp * cp * dp,
        tp=tp,
        pp=pp,
        cp=cp,
        dp=dp,
        ep=ep,
        microbatch=micro,
        global_batch=dp * micro * draw(st.integers(1, 16)),
        seq_len=4096,
        recompute=draw(st.integers(0, 4)),
        zero=1 if pp > 1 else draw(st.sampled_from([0, 1, 2, 3])),
        precision="bf16" if not gpu.fp8_tflops else draw(st.sampled_from(["bf16", "fp8"])),
        software_year=2026.0,
    )
    return model, gpu, layout


@given(cases())
@settings(max_examples=60, deadline=None)
def test_parts_add_up_and_are_finite(case):
    found = estimate(*case)
    assert sum(found.parts_s.values()) == pytest.approx(found.step_s, rel=1e-9)
    assert set(found.parts_s) == set(PARTS)
    assert all(0 <= value < float("inf") for value in [*found.parts_s.values(), *found.memory_gb.values()])
    assert 0 < found.interval_s[0] < found.step_s < found.interval_s[1]
    assert 0 < found.mfu <= found.hfu < 1


@given(cases(), st.floats(1.01, 8))
@settings(max_examples=40, deadline=None)
def test_more_memory_never_makes_a_valid_plan_invalid(case, factor):
    model, gpu, layout = case
    small, large = (
        estimate(model, gpu, layout),
        estimate(model, replace(gpu, hbm_gb=gpu.hbm_gb * factor), layout),
    )
    assert large.fits or not small.fits
    assert large.step_s <= small.step_s * (1 + 1e-9)  # less is recomputed, nothing else changes


@given(cases(), st.sampled_from(["nvlink_gbps", "network_gbitps", "hbm_tbps"]), st.floats(1.01, 8))
@settings(max_examples=60, deadline=None)
def test_a_faster_link_never_slows(case, link, factor):
    model, gpu, layout = case
    faster = replace(gpu, **{link: getattr(gpu, link) * factor})
    assert estimate(model, faster, layout).step_s <= estimate(model, gpu, layout).step_s * (1 + 1e-9)


@given(cases())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_doubling_fleet_and_batch_keeps_mfu_within_bounds(case):
    model, gpu, layout = case
    twice = replace(layout, gpus=layout.gpus * 2, dp=layout.dp * 2, global_batch=layout.global_batch * 2)
    before, after = estimate(model, gpu, layout), estimate(model, gpu, twice)
    assume(before.fits)  # what cannot run has no bounds: 671B on four GPUs moves gradients for ever
    assert 0.5 < after.mfu / before.mfu < 1.35


@given(st.integers(1, 12), st.integers(1, 4), st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_a_schedule_takes_its_ideal_time_and_no_stage_works_twice_at_once(stages, rounds, interleave):
    microbatches = stages * rounds
    bars, length = schedule(stages, microbatches, interleave)
    ideal = 3 * microbatches + 3 * (stages - 1) / interleave
    assert length == pytest.approx(ideal)
    for stage in range(stages):
        own = sorted((start, start + duration) for s, start, duration, _ in bars if s == stage)
        assert sum(end - start for start, end in own) == pytest.approx(3 * microbatches)
        assert all(a[1] <= b[0] + 1e-9 for a, b in pairwise(own))


@given(st.floats(0.1, 100), st.floats(0.5, 300), st.integers(1, 100_000))
@settings(max_examples=60, deadline=None)
def test_goodput_is_a_share_and_daly_is_near_the_best(per_1000, save_s, nodes):
    r = reliability("automatic", per_1000_node_days=per_1000, save_s=save_s)
    best = goodput(r, nodes)
    assert 0 <= best.share <= 1
    assert best.share + best.saving + best.lost_work + best.restarting == pytest.approx(1)
    if save_s < r.mean_time_s(nodes) / 10:
        daly = daly_interval_s(save_s, r.mean_time_s(nodes))
        for factor in (0.3, 3):
            assert goodput(r, nodes, daly * factor).share <= best.share + 1e-6


@given(st.integers(2, 300), st.integers(1, 3), st.integers(0, 9))
@settings(max_examples=25, deadline=None)
def test_a_simulation_accounts_for_every_second(nodes, jobs, seed):
    spares = nodes // 20
    o = simulate(Scenario(nodes=nodes + jobs, jobs=jobs, spares=spares, days=20, seed=seed, interval_s=3600))
    assert o.goodput + o.saving + o.lost_work + o.restarting + o.waiting + o.slowed == pytest.approx(1)
    assert min(o.goodput, o.saving, o.lost_work, o.restarting, o.waiting, o.slowed) >= -1e-12


@given(st.integers(1, 64), st.integers(1, 64), st.integers(1, 64), st.integers(1, 64), st.integers(-2, 4096))
@settings(max_examples=80, deadline=None)
def test_an_impossible_layout_is_refused_with_the_nearest(tp, pp, dp, micro, batch):
    layout = Layout(gpus=64, tp=tp, pp=pp, dp=dp, microbatch=micro, global_batch=batch, seq_len=2048)
    possible = tp * pp * dp == 64 and 32 % tp == 0 and pp <= 32 and batch >= 1 and batch % (dp * micro) == 0
    if possible:
        assert estimate(DENSE, find_gpu("H100"), layout).step_s > 0
        return
    with pytest.raises(UsageError) as caught:
        estimate(DENSE, find_gpu("H100"), layout)
    assert caught.value.fix
