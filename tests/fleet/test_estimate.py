"""Impossible layouts are refused with the nearest possible; estimates agree with one another."""

from dataclasses import replace

import pytest

from agora.errors import UsageError
from agora.fleet import Layout, estimate, find_gpu, find_model

LLAMA, H100 = find_model("Llama-3.1-8B"), find_gpu("H100")


@pytest.mark.parametrize(
    ("layout", "says"),
    [
        (Layout(gpus=8, dp=4), "Nearest: dp = 8"),
        (Layout(gpus=8, dp=8, global_batch=12), "Nearest: 16|Nearest: 8"),
        (Layout(gpus=12, tp=3, dp=4, global_batch=4), "Nearest: 2|Nearest: 4"),
        (Layout(gpus=64, pp=64, global_batch=64), "Nearest: pp = 32"),
        (Layout(gpus=8, dp=8, ep=8, global_batch=8), "experts of a dense model"),
        (Layout(gpus=8, dp=8, global_batch=0), "at least 1"),
        (Layout(gpus=8, dp=8, global_batch=8, seq_len=-1), "at least 1"),
        (Layout(gpus=8, dp=8, global_batch=float("nan")), "at least 1"),
        (Layout(gpus=7, dp=1, cp=7, global_batch=1, seq_len=4096), "does not divide"),
        (Layout(gpus=8, dp=8, global_batch=8, recompute=9), "recompute"),
    ],
)
def test_impossible_layouts(layout, says):
    with pytest.raises(UsageError, match=says):
        estimate(LLAMA, H100, layout)


def test_an_unknown_precision():
    with pytest.raises(UsageError, match="'bf16'"):
        Layout(gpus=8, precision="bf17")


def test_full_recomputation_shows_in_hfu_and_memory():
    plain = estimate(LLAMA, H100, Layout(gpus=64, dp=64, global_batch=128, recompute=0))
    full = estimate(LLAMA, H100, Layout(gpus=64, dp=64, global_batch=128, recompute=3))
    assert full.step_s > plain.step_s
    assert full.hfu > full.mfu
    assert full.memory_gb["activations"] < plain.memory_gb["activations"] / 3


def test_unpublished_hardware_widens_the_interval():
    layout = Layout(gpus=8, dp=8, global_batch=16, seq_len=2048)
    seen, unseen = estimate(LLAMA, H100, layout), estimate(LLAMA, find_gpu("MI300X"), layout)
    assert unseen.interval_s[1] / unseen.step_s > seen.interval_s[1] / seen.step_s


TITAN = Layout(
    gpus=8,
    dp=8,
    microbatch=2,
    global_batch=16,
    seq_len=8192,
    zero=3,
    recompute=2,
    torch=1,
    software_year=2024.9,
)


@pytest.mark.parametrize(
    ("change", "gpu", "measured_gib"),
    [
        # pytorch/torchtitan, December 2024 and June 2025: peak memory of measured runs of Llama 3 8B
        ({}, "H100-96-HBM2e", 77.0),
        ({"gpus": 128, "dp": 128, "global_batch": 256}, "H100-96-HBM2e", 62.0),
        ({"microbatch": 1, "global_batch": 8, "seq_len": 32768, "recompute": 3}, "H100-96-HBM2e", 83.9),
        ({"gpus": 32, "dp": 32, "global_batch": 64, "software_year": 2025.4}, "H200", 47.96),
    ],
)
def test_memory_of_measured_runs(change, gpu, measured_gib):
    found = estimate(LLAMA, find_gpu(gpu), replace(TITAN, **change))
    assert sum(found.memory_gb.values()) == pytest.approx(measured_gib * 1.0737, rel=0.08)
