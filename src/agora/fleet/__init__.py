"""The fleet: what machines can train, in how many days, at what cost, and how sure that is.

An analytical model prices one training step layer by layer, for one layout or a hundred thousand at once;
its few efficiencies are fitted on published runs, and every estimate carries an 80 % interval that was
measured on runs whose source the fit had not seen. Around it: fleets as files, a search over layouts,
failures and goodput by formula and by simulation, cost and energy. It needs the extra ``fleet`` (NumPy;
SciPy to calibrate, Matplotlib to draw) and imports nothing else of Agora but its errors.
"""

from agora.fleet import plots, report
from agora.fleet.calibrate import (
    calibrate,
    cross_validate,
    folds_to_json,
    problem,
    recalibrate,
    to_toml,
)
from agora.fleet.economics import compare, describe, equivalents
from agora.fleet.efficiencies import Efficiencies, load, shipped
from agora.fleet.estimate import Estimate, estimate
from agora.fleet.failures import daly_interval_s, goodput, goodput_interval, published_runs, reliability
from agora.fleet.hardware import Gpu, find_gpu, known_gpus, positive, sources_of
from agora.fleet.hub import load_model, model_from_config
from agora.fleet.machines import Fleet, Level, Pool, Site, load_fleet
from agora.fleet.memory import peak_memory
from agora.fleet.model import Model, find_model, known_models
from agora.fleet.plan import Limits, Plan, compare_plans, plan
from agora.fleet.published import publishers, shipped_runs
from agora.fleet.runplan import RunPlan, goodput_over_size, plan_run
from agora.fleet.runs import Run, read_runs
from agora.fleet.search import Search, price, search
from agora.fleet.simulate import Outcome, Scenario, best_interval, simulate
from agora.fleet.step import PARTS, step_seconds
from agora.fleet.validate import Validation, validate
from agora.fleet.workload import PRECISIONS, RECOMPUTE, Layout, columns

__all__ = [
    "PARTS",
    "PRECISIONS",
    "RECOMPUTE",
    "Efficiencies",
    "Estimate",
    "Fleet",
    "Gpu",
    "Layout",
    "Level",
    "Limits",
    "Model",
    "Outcome",
    "Plan",
    "Pool",
    "Run",
    "RunPlan",
    "Scenario",
    "Search",
    "Site",
    "Validation",
    "best_interval",
    "calibrate",
    "columns",
    "compare",
    "compare_plans",
    "cross_validate",
    "daly_interval_s",
    "describe",
    "equivalents",
    "estimate",
    "find_gpu",
    "find_model",
    "folds_to_json",
    "goodput",
    "goodput_interval",
    "goodput_over_size",
    "known_gpus",
    "known_models",
    "load",
    "load_fleet",
    "load_model",
    "model_from_config",
    "peak_memory",
    "plan",
    "plan_run",
    "plots",
    "positive",
    "price",
    "problem",
    "published_runs",
    "publishers",
    "read_runs",
    "recalibrate",
    "reliability",
    "report",
    "search",
    "shipped",
    "shipped_runs",
    "simulate",
    "sources_of",
    "step_seconds",
    "to_toml",
    "validate",
]
