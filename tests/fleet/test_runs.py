"""Rows become workloads, or say what they lack; nothing is guessed silently."""

import pytest

from agora.errors import UsageError
from agora.fleet import read_runs
from agora.fleet.runs import run_from_row

ROW = {
    "id": "one",
    "source": "A report",
    "model": "Mine",
    "params_b": "8.03",
    "layers": "32",
    "hidden": "4096",
    "heads": "32",
    "kv_heads": "8",
    "ffn": "14336",
    "vocab": "128256",
    "seq_len": "8192",
    "gpu": "H100-SXM",
    "gpus": "64",
    "precision": "bf16",
    "tp": "2",
    "pp": "2",
    "dp": "16",
    "cp": "1",
    "global_batch_seqs": "128",
    "microbatch": "1",
    "zero_or_fsdp": "zero1",
    "step_time_s": "1.5",
}


def test_a_complete_row():
    run = run_from_row(dict(ROW))
    assert run.missing == []
    assert run.layout.dp == 16
    assert run.model.gated  # two matrices would not make 8.03 billion
    assert not run_from_row({**ROW, "ffn": "16384", "kv_heads": "", "params_b": "7.5"}).model.gated


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"gpus": ""}, "gpus"),
        ({"tp": ""}, "tp"),
        ({"gpu": "H1000"}, "H1000"),
        ({"gpu": ""}, "gpu"),
        ({"layers": ""}, "layers"),
        ({"heads": "-3"}, "heads"),
        ({"global_batch_seqs": ""}, "global_batch_seqs"),
        ({"precision": "fp12"}, "fp12"),
        ({"seq_len": "many"}, "many"),
        ({"gpus": "2"}, "a layout for its 2 GPUs"),
        ({"experts": "8"}, "active_params_b"),
        ({"gpus": "nan"}, "nan"),
    ],
)
def test_what_a_row_lacks_is_named(change, missing):
    run = run_from_row({**ROW, **change})
    assert run.layout is None
    assert missing in " ".join(run.missing)


def test_remarks_are_read_past_and_said():
    run = run_from_row({**ROW, "gpu": "H100-SXM (700 W)", "precision": "fp8-hybrid", "dp": "99", "heads": ""})
    said = " ".join(run.assumed)
    assert run.gpu.name == "H100-SXM"
    assert run.layout.precision == "fp8"
    assert run.layout.dp == 16
    assert run.model.heads == 32
    assert all(word in said for word in ("H100-SXM for", "fp8 for", "GPU count", "heads of 128"))


def test_conventions_are_said():
    run = run_from_row({**ROW, "microbatch": "", "vocab": "", "recompute": ""})
    said = " ".join(run.assumed)
    assert "microbatch of 1" in said
    assert "vocabulary" in said
    assert "recomputation" in said


def test_experts_per_token_follow_from_the_active_parameters():
    row = {
        **ROW,
        "model": "Other",
        "experts": "8",
        "params_b": "46.7",
        "active_params_b": "12.9",
        "vocab": "32000",
    }
    run = run_from_row({**row, "ep": "4"})
    assert run.model.experts_per_token == 2
    assert run.model.parameters / 1e9 == pytest.approx(46.7, rel=0.01)


def test_published_widths_win_over_a_table_that_lacks_them():
    run = run_from_row(
        {
            **ROW,
            "model": "Nemotron-H-56B",
            "layers": "118",
            "hidden": "",
            "heads": "",
            "tp": "8",
            "pp": "1",
            "dp": "8",
        }
    )
    assert run.model.ssm_layers == 54
    assert any("published config" in text for text in run.assumed)


def test_facts_in_notes():
    def layout(notes):
        return run_from_row({**ROW, "notes": notes}).layout

    assert layout("Omni-Path").network_gbitps == 50
    assert layout("inter-node 800 Gbps").network_gbitps == 100
    assert layout("(tokendrop)").dropless == 0
    assert layout("as of NeMo 25.09 container").software_year == pytest.approx(2025 + 8 / 12)


def test_a_file_that_is_no_table(tmp_path):
    with pytest.raises(UsageError, match="Cannot read"):
        read_runs(tmp_path / "absent.csv")
    path = tmp_path / "runs.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(UsageError, match="global_batch_seqs"):
        read_runs(path)
    path.write_text("")
    with pytest.raises(UsageError, match="no rows"):
        read_runs(path)


def test_what_tables_say_in_passing():
    def layout(notes, **change):
        return run_from_row({**ROW, "zero_or_fsdp": "FSDP", "notes": notes, **change}).layout

    assert layout("FSDP; page text: 33% (eager) to 39% (compile) MFU").eager == 1
    assert layout("FSDP+compile; page text: 33% (eager) to 39% (compile) MFU").eager == 0
    assert layout("compile+Float8+AsyncTP").overlap_tp == 1
    assert layout("benchmarks/asyncTP_llama3.md", id="8B-vanillaTP").overlap_tp == 0
    assert run_from_row(dict(ROW)).layout.eager == 0


@pytest.mark.parametrize(("stages", "batch", "size"), [("1", "128", 4), ("1", "96", 1), ("2", "128", 1)])
def test_a_microbatch_that_nobody_published(stages, batch, size):
    run = run_from_row({**ROW, "pp": stages, "dp": "", "global_batch_seqs": batch, "microbatch": ""})
    assert run.layout.microbatch == size
    assert f"microbatch of {size}" in " ".join(run.assumed)
