"""Whether questions about documents find the passage that answers them, and cite the right place.

    python benchmarks/documents.py [--seed 11] [--show] [--json FILE]

Fifty files of ten kinds, made from a seed, are taken in; two hundred questions are put to `Memory.recall`. Right is
a passage of the right file that holds the answer, among five; its place is right if page, slide, heading, function,
and row or line are those where the answer was written. Beside it stand the same texts cut every 1,000 characters,
found in the same way. No model takes part. Then 1,000 pages are taken in, their conversion timed apart.
"""

import argparse
import asyncio
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from agora.config import Limits
from agora.memory import Item, Memory
from agora.memory.items import Row
from agora.tools.documents import SUFFIXES, to_text
from document_files import Question, make, pdf

AIMS = {"passage": 0.90, "place": 0.98, "seconds": 60.0}
PAGES, LINES = 1_000, 40


def main() -> None:
    """Run it and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        result = measure(Path(name), options.seed, print if options.show else lambda line: None)
        result |= speed(Path(name))
    result["seed"] = options.seed
    met = {key: result[key] >= aim if aim < 1 else result[key] <= aim for key, aim in AIMS.items()}
    print(f"right passage among five   {result['passage']:.3f}   (≥ {AIMS['passage']})")
    print(
        f"  cut every 1,000 chars    {result['chunks']:.3f}   ratio {result['passage'] / result['chunks']:.2f}"
    )
    print(f"its place cited right      {result['place']:.3f}   (≥ {AIMS['place']})")
    for kind, (right, of) in result["kinds"].items():
        print(f"  {kind:5} {right} of {of}")
    print(
        f"{PAGES:,} pages: converted in {result['conversion']:.1f} s, taken in in {result['seconds']:.1f} s (≤ 60)"
    )
    print("met" if all(met.values()) else f"NOT met: {[key for key in met if not met[key]]}")
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")


def measure(folder: Path, seed: int, show: Callable[[str], None]) -> dict:
    """Take the files in and put the questions."""
    files = folder / "files"
    files.mkdir()
    questions, texts = make(files, seed), {}

    def convert(data: bytes, suffix: str) -> str:
        texts[data] = asyncio.run(to_text(data, suffix, Limits()))
        return texts[data]

    with Memory(folder / "home" / "memory.db") as memory, Memory(folder / "plain" / "memory.db") as plain:
        taken = memory.add_documents(files, dict.fromkeys(SUFFIXES, convert))
        assert len(taken.added) == 50, taken.skipped
        for file in sorted(files.iterdir()):
            text = texts.get(file.read_bytes()) or file.read_text()
            plain.store.add(
                Row(f"{file.name}{at}", "passage", text[at : at + 1000], 0.0, file.name, session=file.name,
                    position=at, source=f"{file}#")
                for at in range(0, len(text), 1000)
            )  # fmt: skip
        passage, place, chunks = [], [], []
        kinds: Counter[str] = Counter()
        for question in questions:
            found = [item for item in memory.recall(question.text, 5) if answers(item, question)]
            passage.append(bool(found))
            if found:
                kinds[suffix_of(question)] += 1
                place.append(any(cited(item, question) for item in found))
            chunks.append(any(answers(item, question) for item in plain.recall(question.text, 5)))
            if not found or not place[-1]:
                show(f"{question} → {[item.source.rpartition('/')[2] for item in found]}")
    asked = Counter(suffix_of(question) for question in questions)
    return {
        "questions": len(questions),
        "files": 50,
        "passages": taken.passages,
        "passage": sum(passage) / len(passage),
        "place": sum(place) / len(place),
        "chunks": sum(chunks) / len(chunks),
        "kinds": {kind: (kinds[kind], asked[kind]) for kind in sorted(asked)},
    }


def suffix_of(question: Question) -> str:
    return question.file.rpartition(".")[2]


def answers(item: Item, question: Question) -> bool:
    return item.source.partition("#")[0].endswith(question.file) and question.answer in item.text


def cited(item: Item, question: Question) -> bool:
    """Tell whether a passage's place is where the answer was written."""
    place = item.source.partition("#")[2]
    expected = re.fullmatch(r"(?:(.*), )?(?:row|line) (\d+)", question.place)
    if expected is None:
        return place.partition(", part")[0] == question.place
    head, _, span = place.rpartition(", ")
    numbers = [int(number) for number in re.findall(r"\d+", span)]
    return (expected[1] is None or expected[1] == head) and numbers[0] <= int(expected[2]) <= numbers[-1]


def speed(folder: Path) -> dict[str, float]:
    """Time 1,000 pages: their conversion, and what comes after it."""
    pages = [
        [f"Page {page}, line {line}: the tea of house {page * LINES + line} is kept in the cellar." for line in range(LINES)]
        for page in range(PAGES)
    ]  # fmt: skip
    (folder / "long.pdf").write_bytes(pdf(pages))
    start = time.perf_counter()
    text = asyncio.run(to_text((folder / "long.pdf").read_bytes(), "pdf", Limits()))
    converted = time.perf_counter()
    with Memory(folder / "long" / "memory.db") as memory:
        taken = memory.add_documents(folder / "long.pdf", {"pdf": lambda data, suffix: text})
        ended = time.perf_counter()
        last = memory.recall(f"house {PAGES * LINES - 1}", 1)[0].source
    assert last.endswith(f"#page {PAGES}"), last
    return {
        "conversion": converted - start,
        "seconds": ended - converted,
        "passages_of_1000_pages": taken.passages,
    }


if __name__ == "__main__":
    main()
