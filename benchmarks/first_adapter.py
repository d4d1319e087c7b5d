"""What does the first adapter change? Free questions, own held-out tasks, and talk that needs no code.

    python benchmarks/first_adapter.py [MODEL.gguf] [ADAPTER.gguf] [--heldout heldout.jsonl] [--json FILE]

The base model answers in prose, as it comes; the adapted one thinks in Monty, at most three thoughts.
Both run in the embedded engine at temperature 0 and are judged by one rule: the accepted answer stands in the
reply as a whole word or number. That rule is kind to prose, which may name several numbers. The questions
were fixed before the adapter was trained and follow none of its wordings.
"""

import argparse
import json
import math
import re
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from recipes.first_adapter.engine import Engine  # noqa: E402
from recipes.first_adapter.tasks import Task  # noqa: E402
from recipes.first_adapter.world import World, interpreter, render  # noqa: E402

from agora import config  # noqa: E402
from agora.mind.prompt import TRAINED, observation  # noqa: E402
from agora.models import pull  # noqa: E402

_QUESTIONS = ROOT / "src/agora/evals/batteries/free.jsonl"
_ADAPTER = ROOT / "src/agora/models/adapters/agora-135m.gguf"
_BASE_SYSTEM = "You are a helpful assistant. Answer the question briefly."
_THOUGHTS = 3
_BUDGET = 0.7  # share of free questions of the trained kinds that the adapter has to answer


def plain(text: str) -> str:
    """Return a reply as it is compared: lower case, 1,000.50 as 1000.5, no list signs."""
    text = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text.lower())
    text = re.sub(r"(\d\.\d*?)0+(?!\d)", r"\1", text)
    return re.sub(r"(\d)\.(?!\d)", r"\1", re.sub(r"[\[\]{}'\"*`$€]", "", text))


def right(reply: str, answers: list[str]) -> bool:
    """Tell whether one of the answers stands in the reply; a decimal may be off by 0.5 %."""
    text = plain(reply)
    for answer in map(plain, answers):
        if re.fullmatch(r"-?\d+\.\d+", answer):
            numbers = map(float, re.findall(r"-?\d+(?:\.\d+)?", text))
            if any(math.isclose(number, float(answer), rel_tol=0.005) for number in numbers):
                return True
        elif re.search(rf"(?<![\w.\-]){re.escape(answer)}(?![\w]|\.\d)", text):
            return True
    return False


def thought_in(reply: str) -> str | None:
    """Return the code of a reply, or None if it is prose."""
    found = re.search(r"```python\n(.*?)(?:\n```|$)", reply, re.DOTALL)
    return found[1] if found else None


def think(
    engine: Engine, messages: list[dict[str, str]], world: World, session: Any
) -> tuple[str, int, list[str]]:
    """Let the adapted model answer; return the answer as a person sees it, how many thoughts, and them."""
    codes: list[str] = []
    for _ in range(_THOUGHTS):
        reply = engine.reply(messages)
        code = thought_in(reply)
        if code is None:
            return reply, len(codes), codes
        codes.append(code)
        output, error = world.run(session, code)
        if not error and world.answered:
            return render(world.answer), len(codes), codes
        said = {"role": "user", "content": observation(output, error)}
        messages = [*messages, {"role": "assistant", "content": reply}, said]
    return "", len(codes), codes


def in_prose(engine: Engine, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Ask the base model every question, four at a time."""
    with ThreadPoolExecutor(4) as pool:
        replies = pool.map(lambda row: engine.chat(_BASE_SYSTEM, row["question"], 120), rows)
        return [
            {**row, "reply": reply, "right": right(reply, row["answers"])}
            for row, reply in zip(rows, replies, strict=True)
        ]


def with_thoughts(
    engine: Engine, rows: list[dict[str, Any]], fresh: Callable[[], Any]
) -> list[dict[str, Any]]:
    """Ask the adapted model every question, one after the other, and note the time."""
    results = []
    for row in rows:
        started = time.perf_counter()
        messages = [{"role": "system", "content": TRAINED}, {"role": "user", "content": row["question"]}]
        with fresh() as session:
            reply, thoughts, codes = think(engine, messages, World(Task(row["question"])), session)
        seconds = round(time.perf_counter() - started, 3)
        verdict = right(reply, row["answers"])
        results.append(
            {
                **row,
                "reply": reply,
                "codes": codes,
                "thoughts": thoughts,
                "right": verdict,
                "seconds": seconds,
            }
        )
    return results


def heldout(engine: Engine, rows: list[dict[str, Any]]) -> list[bool]:
    """Tell for each held-out sample of the own templates whether the reply is the expected one."""
    verdicts = []
    for row in rows:
        last = max(i for i, m in enumerate(row["messages"]) if m.get("train"))
        messages = [{"role": m["role"], "content": m["content"]} for m in row["messages"]]
        verdicts.append(engine.reply(messages[:last]).strip() == messages[last]["content"].strip())
    return verdicts


def interval(hits: int, of: int) -> str:
    """Return a share with its Wilson 95 % interval."""
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{hits:3d} of {of:3d} = {share:.2f} [{middle - half:.2f}, {middle + half:.2f}]"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("model", type=Path, nargs="?", help="the base; fetched, if not given")
    parser.add_argument("adapter", type=Path, nargs="?", default=_ADAPTER)
    parser.add_argument("--heldout", type=Path)
    parser.add_argument("--json", type=Path, help="where every reply is written")
    options = parser.parse_args()
    model = options.model or pull(config.load(), "smollm2-135m")
    rows = [json.loads(line) for line in _QUESTIONS.read_text().splitlines()]
    with Engine(model) as engine:
        base = in_prose(engine, [r for r in rows if r["answers"]])
    with Engine(model, options.adapter) as engine, interpreter() as fresh:
        adapted = with_thoughts(engine, rows, fresh)
        own = (
            heldout(engine, [json.loads(x) for x in options.heldout.read_text().splitlines()])
            if options.heldout
            else []
        )

    shares = {}
    for kind, title in (
        ("families", "questions of the trained kinds"),
        ("other", "questions of other kinds"),
    ):
        for who, results in (("base, prose", base), ("adapter", adapted)):
            asked = [r for r in results if r["kind"] == kind]
            hits = sum(r["right"] for r in asked)
            shares[who, kind] = hits / len(asked)
            print(f"{title:32} {who:12} {interval(hits, len(asked))}")
    talk = [r for r in adapted if r["kind"] == "prose"]
    prose = sum(r["thoughts"] == 0 and bool(r["reply"].strip()) for r in talk)
    print(f"{'needs no code, answered in prose':32} {'adapter':12} {interval(prose, len(talk))}")
    if own:
        print(f"{'held-out tasks, word for word':32} {'adapter':12} {interval(sum(own), len(own))}")
    median = sorted(r["seconds"] for r in adapted)[len(adapted) // 2]
    print(f"seconds an answer, median: {median:.2f}")
    value, peer = shares["adapter", "families"], shares["base, prose", "families"]
    line = {
        "benchmark": "first_adapter",
        "value": round(value, 3),
        "unit": "share of free questions of the trained kinds right",
        "peer": round(peer, 3),
        "ratio": round(value / peer, 2) if peer else None,
        "budget": _BUDGET,
        "ok": value >= _BUDGET,
    }
    if options.json:
        summary = {
            "line": line,
            "shares": {f"{w}: {k}": round(s, 3) for (w, k), s in shares.items()},
            "prose": f"{prose}/{len(talk)}",
            "heldout": f"{sum(own)}/{len(own)}",
            "median_s": median,
            "base": base,
            "adapted": adapted,
        }
        options.json.write_text(json.dumps(summary, indent=1, ensure_ascii=False) + "\n")
    print(json.dumps(line))


if __name__ == "__main__":
    main()
