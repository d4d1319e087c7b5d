"""The run card: what was made, from what, how, on what, at what cost; as markdown and as one HTML file."""

import html
import json
from pathlib import Path
from typing import Any

from agora.learn.plot import curve, read_log

__all__ = ["write_card"]

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse;width:100%}"
    "td{border-top:1px solid #ddd;padding:.3rem .6rem;vertical-align:top}"
    "td:first-child{white-space:nowrap;color:#555}td:last-child{overflow-wrap:anywhere}"
    "pre{background:#f5f5f5;padding:.8rem;overflow:auto}svg{width:100%}"
)


def write_card(folder: Path) -> None:
    """Write `card.md` and `card.html` of a finished run out of what its folder holds."""
    run = json.loads((folder / "run.json").read_text())
    recipe = (folder / "recipe.toml").read_text()
    log = read_log(folder)
    sections = _sections(run, log)
    commands = "\n".join(start["command"] for start in run["starts"])
    lines = [f"# {run['name']}", "", "![loss](progress.svg)", ""]
    for title, rows in sections.items():
        lines += [f"## {title}", "", "| | |", "|---|---|"]
        lines += [f"| {name} | {value} |" for name, value in rows] + [""]
    lines += [
        "## Commands",
        "",
        "```",
        commands,
        "```",
        "",
        "## Recipe",
        "",
        "```toml",
        recipe.strip(),
        "```",
        "",
    ]
    (folder / "card.md").write_text("\n".join(lines), encoding="utf-8")
    body = f"<h1>{html.escape(run['name'])}</h1>{curve(log)}"
    for title, rows in sections.items():
        cells = "".join(f"<tr><td>{html.escape(a)}</td><td>{html.escape(b)}</td></tr>" for a, b in rows)
        body += f"<h2>{title}</h2><table>{cells}</table>"
    for title, text in (("Commands", commands), ("Recipe", recipe.strip())):
        body += f"<h2>{title}</h2><pre>{html.escape(text)}</pre>"
    (folder / "card.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(run["name"])}</title>'
        f"<style>{_STYLE}</style>{body}</html>\n",
        encoding="utf-8",
    )


def _sections(run: dict[str, Any], log: list[dict[str, Any]]) -> dict[str, list[tuple[str, str]]]:
    """Return title → rows of (name, value)."""
    data, base, probe, start = run["data"], run["base"], run["probe"], run["starts"][-1]
    result = [
        ("loss, smoothed", f"{log[0]['smooth']:.3f} at the first step, {log[-1]['smooth']:.3f} at the last"),
        ("steps", str(run["steps"])),
    ]
    source = [
        ("base", f"{base['name']}, SHA-256 {base['sha256']}" if base["name"] else "none: a new model"),
        ("data", f"{data['file']}, SHA-256 {data['sha256']}"),
        ("samples", f"{data['samples']}, and {data['bad_rows']} bad rows left out"),
        ("tokens", f"{data['tokens']}, of which {data['targets']} targets"),
    ]
    cost = [
        ("time", f"{run['seconds'] / 60:.1f} minutes of training, in {len(run['starts'])} start(s)"),
        ("speed", f"{run['tokens'] / max(run['seconds'], 1e-9):.0f} tokens a second, what samples begin with "
                  "in common counted for each"),
        ("precision", f"products in {run['precision']} (measured with all cores: bfloat16 "
                      f"{probe['bfloat16_gflop_per_s']} GFLOP/s, float32 {probe['float32_gflop_per_s']})"),
        ("workers", str(run["workers"])),
        ("processor", f"{start['processor']}, {start['cores']} cores, {start['memory_gb']} GB"),
    ]  # fmt: skip
    software = [
        ("commit", start["commit"] or "unknown"),
        ("Python", f"{start['python']} on {start['system']}"),
        *start["packages"].items(),
    ]
    return {"Result": result, "Made from": source, "Cost": cost, "Software": software}
