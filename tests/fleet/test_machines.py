"""Fleet files: what they say, and every way they can be wrong."""

from pathlib import Path

import pytest

from agora.errors import UsageError
from agora.fleet import describe, load_fleet

EXAMPLES = Path(__file__).parents[2] / "examples"


def write(tmp_path, text):
    path = tmp_path / "fleet.toml"
    path.write_text(text)
    return str(path)


def test_the_announcement_of_2024():
    found = describe(load_fleet(str(EXAMPLES / "meta-2024.toml")))
    assert found["total"]["purchase_eur"] == 8.75e9  # "close to EUR 9 billion"
    assert found["total"]["h100_equivalents"]["bf16 FLOPs"] == 350_000
    assert found["claim"]["h100_equivalents"] == 600_000
    assert found["claim"]["missing"] == 250_000
    a100 = next(row for row in found["claim"]["mixes"] if row["gpu"] == "A100-80")
    assert a100["bf16 FLOPs"] == round(250_000 * 989.4 / 312)
    assert a100["memory bandwidth"] < a100["achieved training throughput"] < a100["bf16 FLOPs"]


@pytest.mark.parametrize("name", ["two-racks", "laptop"])
def test_examples_describe(name):
    found = describe(load_fleet(str(EXAMPLES / f"{name}.toml")))
    assert found["total"]["count"] == sum(row["count"] for row in found["pools"])


def test_network_levels(tmp_path):
    pool = load_fleet(str(EXAMPLES / "two-racks.toml")).pool("old")
    assert (pool.network_gbitps(32), pool.network_gbitps(33)) == (200, 100)
    with pytest.raises(UsageError, match="joins 129"):
        pool.network_gbitps(129)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no machines"),
        ('[[pool]]\ngpu = "H100-SXM"', "count"),
        ('[[pool]]\ngpu = "H100-SXM"\ncount = 0', "above zero"),
        ('[[pool]]\ngpu = "H100-SXM"\ncount = -8', "above zero"),
        ('[[pool]]\ngpu = "H100-SXM"\ncount = 1.5', "whole number"),
        ('[[pool]]\ngpu = "H1000"\ncount = 8', "H100"),
        ('[[pool]]\ngpu = "H100-SXM"\ncount = 8\nsite = "Lion"\n[[site]]\nname = "Lyon"', "Lyon"),
        ('[[pool]]\ngpu = "H100-SXM"\ncount = 8\nprise_eur = 3', "price_eur"),
        ('[[pool]]\ngpu = "H100-SXM"\ncount = 8\n[[site]]\nname = "x"\npue = 0.5', "pue"),
        ('[gpu.mine]\nlike = "H100-SXM"\nhbm_gb = 0\n[[pool]]\ngpu = "mine"\ncount = 8', "hbm_gb"),
        ("[[pool", "Cannot read"),
    ],
)
def test_bad_fleets(tmp_path, text, says):
    with pytest.raises(UsageError, match=says):
        load_fleet(write(tmp_path, text))


def test_short_forms():
    assert load_fleet("64xH100").pools[0].count == 64
    with pytest.raises(UsageError, match="H100"):
        load_fleet("64xH1000")
    with pytest.raises(UsageError, match="8xH100-SXM"):
        load_fleet("H100-SXM")
    with pytest.raises(UsageError, match="above zero"):
        load_fleet("0xH100")
