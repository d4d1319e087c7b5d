"""The generators of puzzles of `reasoning-gym` as families of tasks, with their own verifiers.

A dataset for which there is a short reference thought is trained on and evaluated; the others are only
evaluated. Left out are `composite`, which mixes the others, and `isomorphic_strings`, `ransom_note` and
`polynomial_multiplication`, which draw from sets: their questions differ from one process to the next.
`reasoning_gym` is imported when the first task is made or scored, not before.
"""

import json
import random
from collections import Counter
from functools import cache, lru_cache
from typing import Any

from agora.evals import gym_boards, gym_dates, gym_grids, gym_numbers, gym_words
from agora.evals.gym_thoughts import THOUGHTS
from agora.evals.task import Dice, Family, Task

__all__ = ["SKIPPED", "TRAINED", "UNTRAINED", "gym_families", "score"]

# The thoughts register themselves when their modules are imported.
_MODULES = (gym_boards, gym_dates, gym_grids, gym_numbers, gym_words)

# Datasets without a thought, with settings that keep their questions short.
_EVALUATED: dict[str, dict[str, Any]] = {
    "acre": {},
    "arc_1d": {"min_size": 10, "max_size": 14, "num_train": 2},
    "arc_agi": {},
    "boxnet": {"max_row_num": 2, "max_column_num": 2},
    "circuit_logic": {"min_terms": 2, "max_terms": 2, "max_inputs": 2},
    "codeio": {},
    "emoji_mystery": {"max_words_in_sentence": 5},
    "family_relationships": {"max_family_size": 5},
    "figlet_font": {"max_word_len": 4},
    "futoshiki": {"max_board_size": 4, "max_difficulty": 0},
    "game_of_life_halting": {"grid_size_x": 7, "grid_size_y": 7, "num_oscillators": 1},
    "gsm_symbolic": {},
    "intermediate_integration": {},
    "knight_swap": {},
    "letter_jumble": {"max_words": 5},
    "mahjong_puzzle": {"min_num_rounds": 3, "max_num_rounds": 5},
    "modulo_grid": {"size_x": 8, "size_y": 8, "max_divisor": 8, "max_target": 8},
    "propositional_logic": {"max_vars": 2, "max_statements": 2, "max_complexity": 1},
    "rearc": {},
    "rectangle_count": {"max_rectangles": 3, "width": 15, "height": 15},
    "rubiks_cube": {"max_scramble_steps": 3},
    "rush_hour": {"max_moves": 5},
    "self_reference": {},
    "sentence_reordering": {"max_words_in_sentence": 8},
    "sokoban": {"max_w": 6, "max_h": 6, "min_boxes": 1, "max_boxes": 2, "max_depth": 30},
    "string_manipulation": {"max_string_length": 8, "max_num_rules": 3},
    "string_splitting": {"max_initial_machines": 3},
    "string_synthesis": {"max_initial_blocks": 3},
    "sudoku": {"min_empty": 20, "max_empty": 30},
    "syllogism": {},
    "tsumego": {"max_board_size": 9},
    "word_ladder": {},
    "zebra_puzzles": {"num_people": 3, "num_characteristics": 3},
}  # fmt: skip

TRAINED = tuple(sorted(THOUGHTS))
UNTRAINED = tuple(sorted(_EVALUATED))

# Characters of a question: one that is longer leaves a small model's window no room.
_LONGEST = 3500
# Characters of a question and its thought together, where they are trained on.
_LONGEST_TRAINED = 1400
_TRIES = 200

SKIPPED: Counter[str] = Counter()
"""How many questions of each dataset were too long or had no thought, and were replaced by another."""


@cache
def gym_families() -> dict[str, Family]:
    """Return a family for each dataset, by name; they are kept apart from `FAMILIES`.

    >>> gym_families()["gym_gcd"].area
    'gym'
    """
    names = (*TRAINED, *UNTRAINED)
    return {f"gym_{name}": Family(f"gym_{name}", "gym", _maker(name)) for name in names}


def score(verifier: str, value: Any) -> float:
    """Return what the dataset's own verifier gives an answer, from 0 to 1; right is 1.

    Args:
        verifier: of the task, as in `gym:gcd:7`.
        value: what was answered; a list or dict may be written as Python or JSON writes it.

    Raises:
        Exception: whatever the dataset's verifier raises at an answer that it cannot read.
    """
    _, name, seed = verifier.split(":")
    dataset, entry = _entry(name, int(seed))
    written = [value] if isinstance(value, str) else [str(value)]
    if isinstance(value, list | dict):
        written.append(json.dumps(value))
    return max(float(dataset.score_answer(text, entry)) for text in written)


def _maker(name: str) -> Any:
    def make(dice: Dice) -> Task:
        for _ in range(_TRIES):
            seed = dice.getrandbits(31)
            question = str(_entry(name, seed)[1]["question"]).strip()
            code = _thought(name, seed, question)
            if len(question) <= _LONGEST and code is not None:
                return Task(question, [code] if code else [], verifier=f"gym:{name}:{seed}")
            SKIPPED[name] += 1
        raise ValueError(f"No question of {name!r} is short enough in {_TRIES}.")

    return make


def _thought(name: str, seed: int, question: str) -> str | None:
    """Return the code that solves it, `""` for a dataset without thoughts, `None` for a question to skip."""
    if name not in THOUGHTS:
        return ""
    code = THOUGHTS[name].write(question, _entry(name, seed)[1]["answer"] or "")
    return code if code and len(question) + len(code) <= _LONGEST_TRAINED else None


@lru_cache(maxsize=4096)
def _entry(name: str, seed: int) -> tuple[Any, dict[str, Any]]:
    import numpy
    import reasoning_gym

    settings = THOUGHTS[name].settings if name in THOUGHTS else _EVALUATED[name]
    # Some generators draw from the global generators of chance, whatever their own seed.
    kept = random.getstate(), numpy.random.get_state()
    try:
        random.seed(seed)
        numpy.random.seed(seed)
        dataset: Any = reasoning_gym.create_dataset(name, seed=seed, size=1, **settings)
        return dataset, dataset[0]
    finally:
        random.setstate(kept[0])
        numpy.random.set_state(kept[1])
