"""Make the data of `tiny-open`: little stories with a question each, all of it from seeded code.

    python recipes/tiny_open.py runs/tiny-open-data --count 24000 --questions 400

writes `train.jsonl`, what is learnt; `questions.jsonl`, what is asked afterwards, none of which is in
`train.jsonl`; and `DATA_CARD.md`, which says what both are. The same arguments give the same bytes.
What comes out is dedicated to the public domain (CC0 1.0): no word of it was taken from anybody.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

# What `agora eval --plain` asks under: so the model is trained as it is asked.
_SYSTEM = "You are a helpful assistant. Answer the question briefly."

_NAMES = (
    "Ada",
    "Ben",
    "Cleo",
    "Dan",
    "Eva",
    "Finn",
    "Gina",
    "Hugo",
    "Ida",
    "Jon",
    "Kira",
    "Leo",
    "Mia",
    "Nils",
    "Olga",
    "Paul",
    "Rosa",
    "Sam",
    "Tess",
    "Uma",
)
_THINGS = (
    "apples",
    "balls",
    "books",
    "cards",
    "coins",
    "cups",
    "eggs",
    "keys",
    "nuts",
    "pens",
    "pears",
    "plums",
    "shells",
    "stamps",
    "stones",
)
_TOYS = (
    "ball",
    "book",
    "boat",
    "bell",
    "doll",
    "drum",
    "hat",
    "kite",
    "lamp",
    "ring",
)
_COLOURS = (
    "red",
    "blue",
    "green",
    "yellow",
    "black",
    "white",
    "brown",
    "pink",
)
_PLACES = (
    "garden",
    "kitchen",
    "barn",
    "school",
    "forest",
    "market",
    "cellar",
    "library",
)
_DAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_PLACE_WORDS = ("goes to the", "walks to the", "runs to the", "is now in the")

Story = tuple[str, str]


def gain(dice: Random) -> Story:
    """Add two numbers."""
    who, giver = dice.sample(_NAMES, 2)
    what, a, b = dice.choice(_THINGS), dice.randint(1, 20), dice.randint(1, 20)
    middle = dice.choice(
        (f"{giver} gives {who} {b} more.", f"{who} finds {b} more.", f"{who} buys {b} more.")
    )
    asked = dice.choice((f"How many {what} does {who} have now?", f"How many {what} are there now?"))
    return f"{who} has {a} {what}. {middle} {asked}", str(a + b)


def loss(dice: Random) -> Story:
    """Subtract a number from another."""
    who, other = dice.sample(_NAMES, 2)
    what, b = dice.choice(_THINGS), dice.randint(1, 15)
    a = b + dice.randint(0, 15)
    middle = dice.choice((f"{who} gives {b} to {other}.", f"{who} loses {b}.", f"{other} takes {b}."))
    return f"{who} has {a} {what}. {middle} How many {what} does {who} have left?", str(a - b)


def owner(dice: Random) -> Story:
    """Tell who has a toy."""
    people, toys = dice.sample(_NAMES, 3), dice.sample(_TOYS, 3)
    told = " ".join(f"{who} has the {toy}." for who, toy in zip(people, toys, strict=True))
    place = dice.randrange(3)
    return f"{told} Who has the {toys[place]}?", people[place]


def handed(dice: Random) -> Story:
    """Follow a toy from hand to hand."""
    people, toy = dice.sample(_NAMES, 3), dice.choice(_TOYS)
    moves = dice.randint(1, 2)
    told = f"{people[0]} has the {toy}. "
    told += " ".join(f"{people[n]} gives it to {people[n + 1]}." for n in range(moves))
    return f"{told} Who has the {toy} now?", people[moves]


def colour(dice: Random) -> Story:
    """Tell the colour of a toy."""
    toys, colours = dice.sample(_TOYS, 3), dice.sample(_COLOURS, 3)
    told = " ".join(f"The {toy} is {hue}." for toy, hue in zip(toys, colours, strict=True))
    place = dice.randrange(3)
    return f"{told} What colour is the {toys[place]}?", colours[place]


def place(dice: Random) -> Story:
    """Tell where somebody is after walking."""
    people, places = dice.sample(_NAMES, 2), dice.sample(_PLACES, 3)
    told = f"{people[0]} {dice.choice(_PLACE_WORDS)} {places[0]}. "
    told += f"{people[1]} {dice.choice(_PLACE_WORDS)} {places[1]}. "
    asked = dice.randrange(2)
    if dice.random() < 0.5:
        told += f"Then {people[0]} {dice.choice(_PLACE_WORDS)} {places[2]}. "
        places[0] = places[2]
    return f"{told}Where is {people[asked]}?", places[asked]


def more(dice: Random) -> Story:
    """Tell who has more."""
    people, what = dice.sample(_NAMES, 2), dice.choice(_THINGS)
    counts = dice.sample(range(1, 40), 2)
    word = dice.choice(("more", "fewer"))
    told = " ".join(f"{who} has {n} {what}." for who, n in zip(people, counts, strict=True))
    best = max(counts) if word == "more" else min(counts)
    return f"{told} Who has {word} {what}?", people[counts.index(best)]


def count(dice: Random) -> Story:
    """Count what is named."""
    who, toys = dice.choice(_NAMES), dice.sample(_TOYS, dice.randint(1, 7))
    listed = ", ".join(f"a {toy}" for toy in toys)
    return f"{who} has {listed}. How many toys does {who} have?", str(len(toys))


def day(dice: Random) -> Story:
    """Name the day before or after."""
    n, shift = dice.randrange(7), dice.choice((-2, -1, 1, 2))
    words = {-2: "two days before", -1: "the day before", 1: "the day after", 2: "two days after"}
    who = dice.choice(_NAMES)
    return (
        f"{who} comes on {_DAYS[n]}. Which day is {words[shift]} that?",
        _DAYS[(n + shift) % 7],
    )


def order(dice: Random) -> Story:
    """Tell who is tallest or smallest of three."""
    a, b, c = dice.sample(_NAMES, 3)
    told = [f"{a} is taller than {b}.", f"{b} is taller than {c}."]
    dice.shuffle(told)
    word, right = dice.choice((("tallest", a), ("smallest", c)))
    return f"{' '.join(told)} Who is the {word}?", right


KINDS: tuple[Callable[[Random], Story], ...] = (
    *(gain, loss, owner, handed, colour),
    *(place, more, count, day, order),
)


def stories(seed: str) -> Iterator[tuple[str, str, str]]:
    """Yield kind, story with question, and answer; the kinds in turn, without an end."""
    dice = Random(seed)
    while True:
        for kind in KINDS:
            yield (kind.__name__, *kind(dice))


def make(folder: Path, count: int, questions: int, seed: int) -> None:
    """Write the three files."""
    folder.mkdir(parents=True, exist_ok=True)
    asked: dict[str, tuple[str, str]] = {}
    for kind, question, answer in stories(f"{seed} questions"):
        if len(asked) == questions:
            break
        if kind != "day":  # there are too few days for a question that was not learnt
            asked.setdefault(question, (kind, answer))
    learnt: list[tuple[str, str]] = []
    for _, question, answer in stories(f"{seed} train"):
        if len(learnt) == count:
            break
        if question not in asked:
            learnt.append((question, answer))
    rows = [
        {
            "messages": [
                {"role": "system", "content": _SYSTEM},
                {"role": "user", "content": question, "train": True},
                {"role": "assistant", "content": answer, "train": True},
            ]
        }
        for question, answer in learnt
    ]
    lines = [
        {"question": question, "answers": [answer], "kind": kind}
        for question, (kind, answer) in asked.items()
    ]
    digests = [_write(folder / "train.jsonl", rows), _write(folder / "questions.jsonl", lines)]
    (folder / "DATA_CARD.md").write_text(_card(count, len(asked), seed, *digests), encoding="utf-8")


def _write(path: Path, rows: list[dict[str, object]]) -> str:
    data = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def _card(count: int, questions: int, seed: int, train: str, asked: str) -> str:
    kinds = "\n".join(f"- `{kind.__name__}`: {(kind.__doc__ or '').splitlines()[0]}" for kind in KINDS)
    return f"""# Data card: tiny-open

**Licence.** CC0 1.0 (public domain). Whoever made it waives all rights.

**Provenance.** All of it was made by `recipes/tiny_open.py` with seed {seed}, and by nothing else: no text,
name or number was taken from anybody, no model wrote any of it, no person's data is in it. The names are
invented first names.

**Scope and characteristics.** English. `train.jsonl` has {count} samples (SHA-256 `{train}`),
`questions.jsonl` {questions} (SHA-256 `{asked}`). A sample is one story of one to four sentences with a
question, and its answer of one word or number. Kinds, in equal parts:

{kinds}

**How obtained and selected.** Drawn from fixed lists of words and from ranges of numbers by a seeded
generator. No story of `questions.jsonl` stands in `train.jsonl`; its kinds, words and wordings do. `day` is
not asked, because all its questions are learnt.

**Labelling.** The generator knows each answer, because it made the story from it. No person labelled
anything.

**Processing and filtering.** None beside what is said above. The tokenizer was learnt from `train.jsonl`.

**Make it again.** `python recipes/tiny_open.py FOLDER --count {count} --questions {questions} --seed {seed}`
gives the same bytes.

**Third parties.** There is no data from third parties, public or not.
"""


def main() -> None:
    """Make the data."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=24_000, help="samples to learn from")
    parser.add_argument("--questions", type=int, default=400, help="questions to ask afterwards")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    make(given.folder, given.count, given.questions, given.seed)


if __name__ == "__main__":
    main()
