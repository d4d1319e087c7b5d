"""A recipe is strict: what is wrong is named, with what is allowed."""

from pathlib import Path

import pytest

from agora.errors import UsageError
from agora.learn.recipe import parse_recipe, read_recipe

_GOOD = 'name = "x"\nmethod = "lora"\n[model]\nbase = "m"\n[data]\nfile = "f"\n[training]\nbatch = 4\n'


def test_a_good_one_is_read() -> None:
    recipe = parse_recipe(_GOOD, "x.toml")
    assert (recipe.training.batch, recipe.lora.rank) == (4, 32)


def test_the_shipped_one_is_read() -> None:
    recipe = read_recipe(Path(__file__).parents[2] / "recipes" / "agora-135m.toml")
    assert (recipe.name, recipe.lora.rank, recipe.lora.alpha) == ("agora-135m", 32, 64)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("batch = 4", "bacth = 4", "There is no key 'training.bacth'. Did you mean 'batch'?"),
        ("batch = 4", "zzz = 4", "Allowed: batch, epochs, steps"),
        ("batch = 4", "batch = 0", "training.batch = 0: input should be greater than 0."),
        ("batch = 4", 'batch = "4"', "training.batch = '4': input should be a valid integer."),
        ("batch = 4", "rate = nan", "training.rate = nan: input should be a finite number."),
        ("batch = 4", 'precision = "int8"', "input should be 'auto', 'bfloat16' or 'float32'."),
        ('base = "m"', "", "give either base or config"),
        (
            'method = "lora"',
            'method = "full"\n[lora]\nrank = 2',
            'the section lora belongs to method "lora" only',
        ),
        ('file = "f"', "", "The key 'data.file' is missing."),
        ('name = "x"', "name = ", "is no valid TOML"),
        (
            'base = "m"',
            'tokenizer = "t"\n[model.config]\nhidden = 30\nlayers = 1\nheads = 4\nkey_heads = 2\ninner = 8',
            "must be a multiple of 2 * heads",
        ),
    ],
)
def test_what_is_wrong_is_named(old: str, new: str, said: str) -> None:
    with pytest.raises(UsageError) as told:
        parse_recipe(_GOOD.replace(old, new), "x.toml")
    assert said.lower() in str(told.value).lower()


def test_a_missing_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.toml cannot be read"):
        read_recipe(tmp_path / "gone.toml")
