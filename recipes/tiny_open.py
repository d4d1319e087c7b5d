"""Make the data of `tiny-open`: small facts, each asked for in several wordings, all of it from own code.

    python recipes/tiny_open.py runs/tiny-open-data --count 16000 --questions 400

writes `train.jsonl`, what is learnt; `questions.jsonl`, what is asked afterwards; and `DATA_CARD.md`, which
says what both are. The same arguments give the same bytes. What comes out is dedicated to the public domain
(CC0 1.0): no word of it was taken from anybody.
"""

import argparse
import hashlib
import json
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

# What `agora eval --plain` asks under: so the model is trained as it is asked.
_SYSTEM = "You are a helpful assistant. Answer the question briefly."

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    "twelve",
)
_OPPOSITES = (
    "big small|hot cold|old new|open closed|early late|wet dry|hard soft|light dark|fast slow|"
    "high low|long short|full empty|loud quiet|rich poor|clean dirty|thick thin|strong weak|"
    "near far|happy sad|first last|up down|left right|inside outside|day night|black white|yes no|"
    "good bad|sweet sour|wide narrow|heavy light"
)
_PLURALS = (
    "child children|mouse mice|foot feet|tooth teeth|goose geese|man men|woman women|ox oxen|"
    "leaf leaves|knife knives|wolf wolves|city cities|baby babies|box boxes|dish dishes|bus buses|"
    "tomato tomatoes|sheep sheep|fish fish|book books|hat hats|key keys|toy toys|story stories|"
    "shelf shelves"
)
_SOUNDS = (
    "cow moo|dog woof|cat meow|duck quack|sheep baa|pig oink|lion roar|bee buzz|owl hoot|snake hiss|"
    "crow caw|frog croak|hen cluck|horse neigh|mouse squeak|wolf howl|donkey bray|pigeon coo"
)

Fact = tuple[str, str]


def sums() -> tuple[list[str], list[Fact]]:
    """Add numbers up to nine."""
    asked = ["What is {}?", "{} =", "How much is {}?", "Add: {}", "Compute {}.", "Please tell me {}."]
    return asked, [(f"{a} + {b}", str(a + b)) for a in range(10) for b in range(10)]


def differences() -> tuple[list[str], list[Fact]]:
    """Subtract numbers up to nine."""
    asked = ["What is {}?", "{} =", "How much is {}?", "Subtract: {}", "Compute {}.", "Please tell me {}."]
    return asked, [(f"{a} - {b}", str(a - b)) for a in range(10) for b in range(a + 1)]


def after() -> tuple[list[str], list[Fact]]:
    """Name the day, month or number after."""
    asked = ["What comes after {}?", "Which one follows {}?", "After {} comes", "Name what follows {}.",
             "{}, and then?", "Tell me what is next after {}."]  # fmt: skip
    rows = (_DAYS, _MONTHS, _WORDS)
    return asked, [pair for row in rows for pair in pairwise(row)]


def before() -> tuple[list[str], list[Fact]]:
    """Name the day, month or number before."""
    asked = ["What comes before {}?", "Which one is before {}?", "Before {} comes", "Name what precedes {}.",
             "What stands ahead of {}?", "Tell me what is just before {}."]  # fmt: skip
    return asked, [(late, early) for early, late in after()[1]]


def opposites() -> tuple[list[str], list[Fact]]:
    """Name the opposite."""
    asked = ["What is the opposite of {}?", "Opposite of {}:", "The contrary of {} is", "It is not {}, but",
             "Name the opposite of {}.", "{} and its opposite:"]  # fmt: skip
    return asked, [_pair(each) for each in _OPPOSITES.split("|")]


def plurals() -> tuple[list[str], list[Fact]]:
    """Name the plural."""
    asked = ["What is the plural of {}?", "One {}, two", "Plural of {}:", "Several of {} are called",
             "Name the plural of {}.", "More than one {} are"]  # fmt: skip
    return asked, [_pair(each) for each in _PLURALS.split("|")]


def sounds() -> tuple[list[str], list[Fact]]:
    """Name an animal's sound."""
    asked = ["What does a {} say?", "The {} says", "Which sound does a {} make?", "How does the {} sound?",
             "Name the sound of a {}.", "A {} goes"]  # fmt: skip
    return asked, [_pair(each) for each in _SOUNDS.split("|")]


def words() -> tuple[list[str], list[Fact]]:
    """Write a number as a word."""
    asked = ["Write {} as a word.", "How is {} written?", "Spell the number {}.", "{} in words:",
             "Which word stands for {}?", "Say {} in letters."]  # fmt: skip
    return asked, [(str(number), word) for number, word in enumerate(_WORDS)]


KINDS = (sums, differences, after, before, opposites, plurals, sounds, words)


def _pair(text: str) -> Fact:
    first, second = text.split()
    return first, second


def make(folder: Path, count: int, questions: int, seed: int) -> None:
    """Write the three files."""
    folder.mkdir(parents=True, exist_ok=True)
    dice = Random(seed)
    asked: list[dict[str, Any]] = []
    learnt: list[Fact] = []
    for kind in KINDS:
        wordings, facts = kind()
        for fact, answer in facts:
            # One wording of each fact is kept: the fact is learnt, this way to ask for it is not.
            kept = dice.randrange(len(wordings))
            for number, wording in enumerate(wordings):
                question = wording.format(fact)
                if number == kept:
                    asked.append({"question": question, "answers": [answer], "kind": kind.__name__})
                else:
                    learnt.append((question, answer))
    dice.shuffle(asked)
    rows = [_sample(*learnt[n % len(learnt)]) for n in range(count)]
    digests = [_write(folder / "train.jsonl", rows), _write(folder / "questions.jsonl", asked[:questions])]
    card = _card(count, len(learnt), len(asked[:questions]), seed, *digests)
    (folder / "DATA_CARD.md").write_text(card, encoding="utf-8")


def _sample(question: str, answer: str) -> dict[str, Any]:
    return {
        "messages": [
            {"role": "system", "content": _SYSTEM},
            {"role": "user", "content": question},
            {"role": "assistant", "content": answer, "train": True},
        ]
    }


def _write(path: Path, rows: Any) -> str:
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def _card(count: int, distinct: int, questions: int, seed: int, train: str, asked: str) -> str:
    kinds = "\n".join(f"- `{kind.__name__}`: {(kind.__doc__ or '').splitlines()[0]}" for kind in KINDS)
    return f"""# Data card: tiny-open

**Licence.** CC0 1.0 (public domain). Whoever made it waives all rights.

**Provenance.** All of it was made by `recipes/tiny_open.py` with seed {seed}, and by nothing else: lists of
common words, numbers and what everybody knows of them were written for it. No text was taken from anybody, no
model wrote any of it, and no person's data is in it.

**Scope and characteristics.** English. `train.jsonl` has {count} samples, {distinct} of them distinct
(SHA-256 `{train}`), `questions.jsonl` {questions} (SHA-256 `{asked}`). A sample is a short question and its
answer of one word or number. Kinds:

{kinds}

**How obtained and selected.** Each fact is asked for in six wordings. One of them, drawn by the seed, is kept
for `questions.jsonl`, and the others are learnt. So the evaluation asks for facts that were learnt in a
wording in which they were not; it says nothing about facts that were not learnt.

**Labelling.** The answers stand in the lists, or are computed. No person labelled anything beyond that.

**Processing and filtering.** None beside what is said above. The tokenizer was learnt from `train.jsonl`.

**Make it again.** `python recipes/tiny_open.py FOLDER --count {count} --questions {questions} --seed {seed}`
gives the same bytes.

**Third parties.** There is no data from third parties, public or not.
"""


def main() -> None:
    """Make the data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=16_000, help="samples to learn from")
    parser.add_argument("--questions", type=int, default=400, help="questions to ask afterwards")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    make(given.folder, given.count, given.questions, given.seed)


if __name__ == "__main__":
    main()
