"""Accuracy on published runs, never fitted and scored on the same source."""

import csv
import os
from dataclasses import replace
from pathlib import Path

import pytest

from agora.fleet import publishers, read_runs, shipped_runs, validate
from agora.fleet.calibrate import kind, log_error
from agora.fleet.efficiencies import folds
from agora.fleet.intervals import binomial_p

SHARED = (
    Path(os.environ.get("AGORA_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
    / "fleet"
    / "runs.csv"
)
needs_table = pytest.mark.skipif(not SHARED.exists(), reason="the table of published runs is not here")


@pytest.fixture(scope="module")
def scored():
    return validate(list(shipped_runs()))


def test_no_row_is_scored_by_a_fit_that_saw_its_source(scored):
    assert all(row.fitted_without == row.source for row in scored.rows)


def test_accuracy_is_what_the_documentation_says(scored):
    whole = scored.summary()
    assert whole["rows"] == 346
    assert whole["mean_error"] < 0.10
    assert whole["median_error"] < 0.07
    assert whole["mean_half_width"] <= 0.25
    assert whole["coverage_p"] > 0.05
    assert whole["mean_error"] < whole["one_mfu_error"] / 3


def test_dense_models_meet_the_aim():
    errors = [
        abs(log_error(run, folds()[run.source])) for run in shipped_runs() if kind(run.model) == "dense"
    ]
    assert sum(errors) / len(errors) < 0.08
    assert sorted(errors)[int(0.9 * len(errors))] < 0.20


def test_korthikanti_without_being_fitted(scored):
    rows = [row for row in scored.rows if row.source.startswith("korthikanti")]
    assert len(rows) == 8
    assert sum(abs(row.error) for row in rows) / 8 < 0.03


def test_an_unknown_row_is_priced_by_the_shipped_fit(scored):
    run = shipped_runs()[0]
    run = type(run)(**{**vars(run), "published_s": run.published_s * 1.01, "source": "mine"})
    assert validate([run]).rows[0].fitted_without == ""


def test_coverage_test():
    assert binomial_p(277, 346) > 0.9
    assert binomial_p(346, 346) < 1e-6


@needs_table
def test_the_whole_table():
    found = validate(read_runs(SHARED))
    with SHARED.open(encoding="utf-8") as file:
        count = len(list(csv.DictReader(file)))
    assert len(found.rows) + len(found.incomplete) == count
    assert all(entry["missing"] for entry in found.incomplete)
    assert found.summary()["rows"] == 346
    assert all(row.fitted_without in publishers() for row in found.rows if row.scored)
    data = found.as_dict()["rows"][0]
    assert {"id", "step_time_s", "interval", "published_s", "error"} <= set(data)


@needs_table
def test_the_shipped_facts_agree_with_the_table():
    theirs = {
        (r.layout.gpus, r.layout.tp, r.layout.pp, r.layout.global_batch, f"{r.published_s:g}")
        for r in read_runs(SHARED)
        if r.layout and r.published_s
    }
    ours = {
        (r.layout.gpus, r.layout.tp, r.layout.pp, r.layout.global_batch, f"{r.published_s:g}")
        for r in shipped_runs()
    }
    assert ours <= theirs


def test_what_a_published_row_leaves_open_comes_from_the_shipped_table():
    run = next(run for run in shipped_runs() if run.id == "megatron-2021/4")
    bare = replace(run, layout=replace(run.layout, microbatch=1.0), assumed=["microbatch of 1"])
    completed, stated = validate([bare, replace(bare, assumed=[])]).rows
    assert completed.step_time_s == validate([run]).rows[0].step_time_s != stated.step_time_s
    assert completed.assumed == ["microbatch from the shipped table"]
