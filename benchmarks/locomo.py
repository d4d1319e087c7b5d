"""How much of a question's evidence is recalled on LoCoMo, without any model.

    python benchmarks/locomo.py DATA_FOLDER [--encoder MODEL_FOLDER] [--mem0 PYTHON] [--json FILE]

DATA_FOLDER holds a conversation a file, as LoCoMo's `data/locomo10.json` split. Units are turns; their
text alone is stored, no caption of an image. Categories 1 (several turns), 2 (time), 3 (inference) and 4
(one turn). A question's recall is the share of its evidence turns among the first k; the table gives the
mean. Compared are memory's recall, plain BM25 (FTS5, every word, speaker and text), the table of word
vectors alone, and a sentence encoder if one is given (`--encoder`, a folder in the form of transformers,
such as all-MiniLM-L6-v2): on the turns' text alone, on speaker and text, and that fused with BM25 by rank.
Needs the extra `learn` for the encoder. `--mem0` names the Python of an environment with mem0ai
and sentence-transformers: each turn is added raw, with the same encoder and without a model.
"""

import argparse
import json
import re
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from agora.memory import Memory, Turn

_KS = (5, 10)

# Of each way so many are fused, by 1 / (60 + rank), the usual number.
_FUSED = 60
_FUSION = 60
_BATCH = 64


def read(path: Path) -> tuple[list[Turn], list[dict[str, Any]]]:
    data = json.loads(path.read_text())
    names = [k for k in data if re.fullmatch(r"session_\d+", k) and isinstance(data[k], list)]
    turns = []
    for name in sorted(names, key=lambda name: int(name.split("_")[1])):
        said = datetime.strptime(data[f"{name}_date_time"], "%I:%M %p on %d %B, %Y").replace(tzinfo=UTC)
        turns += [
            Turn(t["dia_id"], name, said.timestamp() + n, t["speaker"], t["text"])
            for n, t in enumerate(data[name])
        ]
    known = {turn.id for turn in turns}
    questions = []
    for number, asked in enumerate(data["qa"]):
        found = re.findall(r"D(\d+):(\d+)", " ".join(asked.get("evidence", [])))
        evidence = {f"D{int(a)}:{int(b)}" for a, b in found} & known
        if asked["category"] != 5 and evidence:
            questions.append(asked | {"evidence": evidence, "number": number})
    return turns, questions


def plain(memory: Memory, k: int) -> Callable[[str], list[str]]:
    def search(query: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        statement = (
            "SELECT id FROM word JOIN item ON number = word.rowid WHERE word MATCH ? "
            "ORDER BY bm25(word) LIMIT ?"
        )
        return [name for (name,) in memory.store.run(statement, (words, k))]

    return search


def nearest(
    ids: list[str], vectors: Any, embed: Callable[[Any], Any], most: int = max(_KS)
) -> Callable[[Any], list[str]]:
    return lambda query: [ids[n] for n in (-(vectors @ embed(query))).argsort()[:most]]


def fused(one: Callable[[str], list[str]], other: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
    """Join two searches by reciprocal rank."""

    def search(query: str) -> list[str]:
        scores = dict[str, float]()
        for found in (one(query), other(query)):
            for rank, name in enumerate(found):
                scores[name] = scores.get(name, 0) + 1 / (_FUSION + rank)
        return sorted(scores, key=lambda name: -scores[name])[: max(_KS)]

    return search


def encoder(folder: Path) -> Callable[[list[str]], Any]:
    """Return what encodes texts as the model's card says: the mean over its tokens, of length 1."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    split, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()

    def encode(texts: list[str]) -> Any:
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
        out = torch.empty(len(texts), model.config.hidden_size)
        for start in range(0, len(order), _BATCH):
            part = order[start : start + _BATCH]
            batch = split(
                [texts[n] for n in part], padding=True, truncation=True, max_length=256, return_tensors="pt"
            )
            with torch.no_grad():
                hidden = model(**batch).last_hidden_state
            mask = batch["attention_mask"][..., None]
            mean = (hidden * mask).sum(1) / mask.sum(1)
            out[part] = torch.nn.functional.normalize(mean, dim=1)
        return out.numpy()

    return encode


def measure(
    search: Callable[[Any], list[str]], asked: list[tuple[Any, dict[str, Any]]], texts: dict[str, str]
) -> list[dict[str, Any]]:
    rows = []
    for query, question in asked:
        began = time.perf_counter()
        found = search(query)
        seconds = time.perf_counter() - began
        hits = {k: len(question["evidence"] & set(found[:k])) / len(question["evidence"]) for k in _KS}
        tokens = sum(len(texts[name]) // 4 + 1 for name in found)
        rows.append({"category": question["category"], "ms": seconds * 1e3, "tokens": tokens, **hits})
    return rows


def mem0(
    python: Path, encoder: Path, turns: list[Turn], questions: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Let mem0 answer in its own environment; one process for each conversation."""
    told = {
        "encoder": str(encoder.resolve()), "k": max(_KS),
        "turns": [(t.id, f"{t.speaker}: {t.text}") for t in turns],
        "queries": [q["question"] for q in questions],
    }  # fmt: skip
    script = Path(__file__).with_name("_locomo_mem0.py")
    ran = subprocess.run([python, script], input=json.dumps(told), capture_output=True, text=True, check=True)
    got = json.loads(ran.stdout.splitlines()[-1])
    texts = {t.id: t.text for t in turns}
    replies = iter(got["found"])
    rows = measure(lambda query: next(replies), [(q["question"], q) for q in questions], texts)
    return [row | {"ms": seconds * 1e3} for row, seconds in zip(rows, got["seconds"], strict=True)]


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    def at(k: int, category: int | None = None) -> float:
        return statistics.fmean(r[k] for r in rows if category in (None, r["category"]))

    out: dict[str, Any] = {"questions": len(rows)}
    for k in _KS:
        out[f"recall@{k}"] = round(at(k), 4)
        out |= {f"category {c} @{k}": round(at(k, c), 4) for c in sorted({r["category"] for r in rows})}
    times = sorted(r["ms"] for r in rows)
    out["ms p50"], out["ms p99"] = round(times[len(times) // 2], 2), round(times[int(len(times) * 0.99)], 2)
    out["tokens"] = round(statistics.fmean(r["tokens"] for r in rows))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--encoder", type=Path)
    parser.add_argument("--mem0", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    if given.mem0 and not given.encoder:
        parser.error("--mem0 takes its vectors from --encoder")
    from agora.memory.table import WordTable

    table, results, each = WordTable(), dict[str, list[dict[str, Any]]](), dict[str, Any]()
    encode = encoder(given.encoder) if given.encoder else None
    whole = []
    for path in sorted(given.data.glob("*.json")):
        turns, questions = read(path)
        texts, ids = {t.id: t.text for t in turns}, [t.id for t in turns]
        whole.append(sum(len(t.text) // 4 + 1 for t in turns))
        with tempfile.TemporaryDirectory() as folder, Memory(Path(folder) / "memory.db") as memory:
            memory.add_turns(turns)
            memory.recall("warm up")
            ours = [(q["question"], q) for q in questions]

            def recall(query: str, memory: Memory = memory) -> list[str]:
                return [item.id for item in memory.recall(query, max(_KS))]

            ways = {
                "memory": measure(recall, ours, texts),
                "BM25": measure(plain(memory, max(_KS)), ours, texts),
                "word vectors": measure(
                    nearest(ids, table([t.text for t in turns]), lambda q: table([q])[0]), ours, texts
                ),
            }
            if encode is not None:
                bare = encode([t.text for t in turns])
                named = encode([f"{t.speaker}: {t.text}" for t in turns])

                def asked(query: str) -> Any:
                    return encode([query])[0]

                both = fused(plain(memory, _FUSED), nearest(ids, named, asked, _FUSED))
                ways |= {
                    "encoder, text": measure(nearest(ids, bare, asked), ours, texts),
                    "encoder, speaker and text": measure(nearest(ids, named, asked), ours, texts),
                    "BM25 and encoder": measure(both, ours, texts),
                }
            if given.mem0:
                ways["mem0, raw"] = mem0(given.mem0, given.encoder, turns, questions)
        for way, rows in ways.items():
            results.setdefault(way, []).extend(rows)
        each[path.stem] = {way: [round(statistics.fmean(r[k] for r in rows), 3) for k in _KS]
                           for way, rows in ways.items()}  # fmt: skip
    record = {
        "ways": {way: summary(rows) for way, rows in results.items()},
        "full context": {"recall": 1.0, "tokens": round(statistics.fmean(whole))},
        "each conversation, @5 and @10": each,
    }
    print(json.dumps(record, indent=1))
    if given.json:
        given.json.parent.mkdir(parents=True, exist_ok=True)
        given.json.write_text(json.dumps(record, indent=1) + "\n")


if __name__ == "__main__":
    main()
