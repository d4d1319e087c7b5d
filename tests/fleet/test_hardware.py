"""Accelerators are data with a source per figure; wrong data is refused."""

import pytest

from agora.errors import UsageError
from agora.fleet import find_gpu, known_gpus, sources_of
from agora.fleet.hardware import gpu_from_table, positive


@pytest.mark.parametrize("name", sorted(known_gpus()))
def test_every_figure_has_a_source(name):
    assert all(sources_of(name).values())
    assert known_gpus()[name].bf16_tflops > 0


def test_an_alias_and_a_family():
    assert find_gpu("A100").name == "A100-80"
    assert [
        find_gpu(n).family for n in ("V100", "A100-40", "GH200", "GB300", "MI300X", "TPUv5p", "L40S")
    ] == [
        "volta",
        "ampere",
        "hopper",
        "blackwell",
        "cdna",
        "tpu",
        "other",
    ]


def test_an_unknown_gpu_suggests_the_nearest():
    with pytest.raises(UsageError, match="H100-SXM"):
        find_gpu("H100-SXN")


def test_a_precision_that_the_part_lacks():
    with pytest.raises(UsageError, match="8-bit"):
        find_gpu("A100").peak_tflops(8)


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), "80", True, None])
def test_impossible_figures(value):
    with pytest.raises(UsageError):
        positive("hbm_gb", value)


def test_a_gpu_needs_its_links():
    with pytest.raises(UsageError, match="nvlink_gbps"):
        gpu_from_table("mine", {"year": 2026, "bf16_tflops": 100, "hbm_gb": 24, "hbm_tbps": 1})
    with pytest.raises(UsageError, match="hbm_gb"):
        gpu_from_table("mine", {"hbm_bg": 24})


@pytest.mark.parametrize(
    ("figure", "value"),
    [("hbm_tbps", 3350), ("hbm_gb", 80_000), ("tdp_w", 0.7), ("bf16_tflops", 1e9), ("year", 22)],
)
def test_units_are_checked(figure, value):
    with pytest.raises(UsageError, match="unit"):
        gpu_from_table("mine", {figure: value}, find_gpu("H100"))


def test_a_gpu_like_another():
    mine = gpu_from_table("mine", {"hbm_gb": 160}, find_gpu("H100"))
    assert (mine.name, mine.hbm_gb, mine.bf16_tflops) == ("mine", 160, 989.4)
